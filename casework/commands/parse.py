"""`ieum parse`: the trained model on JSON lines, with nothing else running."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from casework.commands import stock
from casework.commands.output import CommandFailed, print_json
from casework.settings import Settings
from casework.supervisor import installation

PIPELINES = ("ours", "stock")


def parse(source: BinaryIO, pipeline: str) -> None:
    """Read JSON lines, write what was understood in the same order. Raises CommandFailed."""
    if pipeline not in PIPELINES:
        raise CommandFailed(f"--pipeline {pipeline}: give {' or '.join(PIPELINES)}")
    rows = list(read_lines(source))
    for found in understand(rows, pipeline):
        print_json(found)


def read_lines(source: Iterable[bytes]) -> Iterable[dict[str, Any]]:
    """`{"text": …}` of each line, empty lines left out. Raises CommandFailed naming the line."""
    for number, line in enumerate(source, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise CommandFailed(f"line {number}: not UTF-8") from None
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            raise CommandFailed(f"line {number}: not JSON ({error.msg}, column {error.colno})") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise CommandFailed(f'line {number}: give {{"text": "…"}}')
        # Half of a surrogate pair is no character: no output could hold it.
        yield row | {"text": row["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")}


def understand(rows: list[dict[str, Any]], pipeline: str = "ours") -> list[dict[str, Any]]:
    """Topic, confidence, alternatives and entities of each row, in order. Raises CommandFailed."""
    if not rows:
        return []
    settings = Settings.load()
    engine = installation.engine_environment(settings.root)
    if not engine.exists():
        raise CommandFailed("the engine's environment (.venv-engine) is missing: run `make setup`")
    model = _model(settings, pipeline)
    done = subprocess.run(
        [str(engine.python), "-m", "bot.parse", str(model)],
        input="".join(json.dumps(row) + "\n" for row in rows),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=settings.root,
        env=stock.environment(settings),
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().split("\n") or [""])[-1]
        raise CommandFailed(f"the model {model.name} cannot be used ({last}): run `make train`")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def _model(settings: Settings, pipeline: str) -> Path:
    if pipeline == "stock":
        return stock.model(settings)
    model = installation.model_path(settings.root)
    if not model.exists():
        raise CommandFailed("no model fits the training data as it is now: run `make setup`, which trains it")
    return model
