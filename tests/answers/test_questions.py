"""The questions that people ask, each in four wordings: the right topic is found and its written answer is right for it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casework.commands.parse import understand
from casework.services.kit import Kit
from casework.settings import ROOT

QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
WORDINGS = 4
ON = dt.date(2026, 11, 23)  # the day the law notes were read


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit.load(ROOT)


@cache
def understood() -> dict[str, dict[str, Any]]:
    """What the trained model makes of every wording; one start of the engine for all."""
    texts = [text for question in QUESTIONS for text in question["asked"]]
    return dict(zip(texts, understand([{"text": text} for text in texts]), strict=True))


def test_every_question_is_there_in_four_wordings() -> None:
    assert [q["id"] for q in QUESTIONS] == list(range(1, 93))
    assert {len(set(q["asked"])) for q in QUESTIONS} == {WORDINGS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: str(q["id"]))
def test_the_topic_is_found_in_every_wording(question: dict[str, Any]) -> None:
    found = {text: understood()[text]["topic"] for text in question["asked"]}
    assert {text: topic for text, topic in found.items() if topic not in question["topics"]} == {}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: str(q["id"]))
def test_the_answer_says_what_the_law_notes_say(question: dict[str, Any], kit: Kit) -> None:
    if not question["says"]:  # a service, not a written answer
        return
    found = kit.answers.get(question["topics"][0], on=ON)
    cited = " ".join(f"{c['law']} {c['article']}" for c in found.citations)
    whole = re.sub(r"\s+", " ", f"{found.text} {found.more} {cited}")
    assert [words for words in question["says"] if words not in whole] == []
