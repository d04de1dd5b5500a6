"""The yardstick: a bot of Rasa's default pipeline and policies, on the same training data, topics and questions.

It is written as Rasa's own documentation has one begin: an intent and a response a topic, one form that asks for the
claim's fields, rules for both. Nothing of it is used in operation.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from casework.commands.output import CommandFailed
from casework.intake import definition
from casework.settings import Settings
from casework.supervisor import installation
from casework.supervisor.programs import engine_environment

FORM = "claim_form"
KIND = "accident"
TRAINED_ON = ("report.accident", "report.commute")  # intents that open the form
STORIES = 20  # of whole claims, for the policies that learn from stories


def model(settings: Settings) -> Path:
    """The trained bot, trained when it is first asked for (many minutes). Raises CommandFailed."""
    made = installation.stock_model_path(settings.root)
    if made.exists():
        return made
    unfinished = installation.partial(made)
    log = settings.root / "var" / "log" / "train-stock.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="stock-") as folder, log.open("wb") as output:
        _write(Path(folder), settings)
        done = subprocess.run(
            _command(settings, Path(folder), unfinished),
            cwd=settings.root,
            env=environment(settings),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0 or not unfinished.exists():
        raise CommandFailed(f"the stock pipeline could not be trained; its log: {log}")
    unfinished.replace(made)
    for old in [p for p in made.parent.glob("stock-*") if p != made]:
        old.unlink()
    installation.notes(made).write_text(json.dumps({"train_s": round(time.monotonic() - began, 1)}) + "\n", "utf-8")
    return made


def environment(settings: Settings) -> dict[str, str]:
    """Of a process on the engine's environment that talks over standard output."""
    return {**os.environ, **engine_environment(settings), "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"}


def bot(settings: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """Domain, and rules with stories, in Rasa's own form."""
    rows = yaml.safe_load((settings.root / "bot" / "topics.yml").read_text("utf-8"))["topics"]
    labels = {row["id"]: row["label"] for row in rows}
    fields = [f for f in definition().fields.values() if KIND in f.kinds and f.card != "consent"]
    slots = {f.id.replace(".", "_"): f.prompt for f in fields if f.prompt}
    others = [topic for topic in labels if topic not in TRAINED_ON]
    said = {f"utter_{topic}": [{"text": label}] for topic, label in labels.items()}
    asked = {f"utter_ask_{FORM}_{slot}": [{"text": prompt}] for slot, prompt in slots.items()}
    domain = {
        "version": "3.1",
        "intents": list(labels),
        "slots": {
            slot: {
                "type": "text",
                "influence_conversation": False,
                "mappings": [{"type": "from_text", "conditions": [{"active_loop": FORM, "requested_slot": slot}]}],
            }
            for slot in slots
        },
        "forms": {FORM: {"required_slots": list(slots), "ignored_intents": others}},
        "responses": {**said, **asked, "utter_submitted": [{"text": "submitted"}]},
        "session_config": {"session_expiration_time": 0, "carry_over_slots_to_new_session": True},
    }
    opened, closed = [{"action": FORM}, {"active_loop": FORM}], [{"action": FORM}, {"active_loop": None}]
    rules = [
        {"rule": f"open by {topic}", "steps": [{"intent": topic}, *opened]} for topic in TRAINED_ON
    ] + [
        {"rule": "submit", "condition": [{"active_loop": FORM}],
         "steps": [*closed, {"slot_was_set": [{"requested_slot": None}]}, {"action": "utter_submitted"}]}
    ]  # fmt: skip
    for topic in others:
        answer = [{"intent": topic}, {"action": f"utter_{topic}"}]
        rules += [
            {"rule": f"answer {topic}", "steps": answer},
            {"rule": f"answer {topic} inside", "condition": [{"active_loop": FORM}], "steps": [*answer, *opened]},
        ]
    stories = [
        {
            "story": f"claim, then {topic}",
            "steps": [
                {"intent": TRAINED_ON[0]}, *opened, *closed, {"action": "utter_submitted"},
                {"intent": topic}, {"action": f"utter_{topic}"},
            ],
        }
        for topic in others[:STORIES]
    ]  # fmt: skip
    return domain, {"version": "3.1", "rules": rules, "stories": stories}


def _write(folder: Path, settings: Settings) -> None:
    domain, dialogue = bot(settings)
    (folder / "domain.yml").write_text(yaml.safe_dump(domain, allow_unicode=True), "utf-8")
    (folder / "dialogue.yml").write_text(yaml.safe_dump(dialogue, allow_unicode=True), "utf-8")


def _command(settings: Settings, folder: Path, unfinished: Path) -> list[str]:
    return [
        str(installation.engine_environment(settings.root).python),
        *("-m", "rasa", "train", "--config", "bot/stock.yml", "--domain", str(folder / "domain.yml")),
        *("--data", "data/nlu", str(folder / "dialogue.yml"), "--augmentation", "0", "--quiet"),
        *("--out", str(unfinished.parent), "--fixed-model-name", unfinished.name.removesuffix(".tar.gz")),
    ]
