"""`ieum parse`: the trained model on JSON lines, with nothing else running."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from casework.commands.output import CommandFailed, print_json
from casework.settings import Settings
from casework.supervisor import installation
from casework.supervisor.programs import engine_environment

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
        env=_environment(settings),
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().split("\n") or [""])[-1]
        raise CommandFailed(f"the model {model.name} cannot be used ({last}): run `make train`")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def _model(settings: Settings, pipeline: str) -> Path:
    if pipeline == "stock":
        return _stock_model(settings)
    model = installation.model_path(settings.root)
    if not model.exists():
        raise CommandFailed("no model fits the training data as it is now: run `make setup`, which trains it")
    return model


def _stock_model(settings: Settings) -> Path:
    """Rasa's default pipeline on the same data, trained when it is first asked for."""
    model = installation.stock_model_path(settings.root)
    if model.exists():
        return model
    unfinished = installation.partial(model)
    log = settings.root / "var" / "log" / "train-stock.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [
        str(installation.engine_environment(settings.root).python),
        *("-m", "rasa", "train", "nlu", "--config", "bot/stock.yml", "--nlu", "data/nlu", "--domain", "bot/domain"),
        *("--out", str(model.parent), "--fixed-model-name", unfinished.name.removesuffix(".tar.gz")),
    ]
    with log.open("wb") as output:
        done = subprocess.run(
            command, cwd=settings.root, env=_environment(settings), stdout=output, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode != 0 or not unfinished.exists():
        raise CommandFailed(f"the stock pipeline could not be trained; its log: {log}")
    unfinished.replace(model)
    for old in model.parent.glob("stock-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def _environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, **engine_environment(settings), "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"}
