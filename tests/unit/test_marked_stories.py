"""The marked stories that names of things are learnt from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from casework.korean.entities import TYPES
from casework.settings import ROOT
from tests.unit.test_nlu_data import key

MARK = re.compile(r"<([a-z_]+)\|([^<>|]+)>")
FEWEST = 60  # marks of a type that is learnt
LEARNT = ("employment_form", "injury_type", "object", "occupation", "place", "relation", "workplace")
PARTICLES = re.compile(r"(?:에서|에게|으로|이랑|하고)$")


@cache
def stories() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Text and marks, each a type and its words, of every story."""
    lines = (ROOT / "bot" / "components" / "marked_stories.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        (MARK.sub(lambda mark: mark[2], line), tuple(MARK.findall(line)))
        for line in lines
        if line.strip() and not line.startswith("#")
    )


def test_every_mark_is_of_a_known_type_and_whole() -> None:
    assert {kind for _, marks in stories() for kind, _ in marks} - set(TYPES) == set()
    assert [text for text, _ in stories() if re.search(r"[<>|\[\](){}]", text)] == []
    assert [words for _, marks in stories() for _, words in marks if words != words.strip()] == []


def test_marks_carry_no_particles() -> None:
    loose = [(kind, words) for _, marks in stories() for kind, words in marks if PARTICLES.search(words)]
    assert [one for one in loose if one[0] in LEARNT] == []


def test_there_are_enough_of_each_type_that_is_learnt() -> None:
    counts = Counter(kind for _, marks in stories() for kind, _ in marks)
    assert {kind: counts[kind] for kind in LEARNT if counts[kind] < FEWEST} == {}


def test_no_story_stands_there_twice_and_none_could_identify_somebody() -> None:
    keys = Counter(key(text) for text, _ in stories())
    assert [one for one, count in keys.items() if count > 1] == []
    assert [text for text, _ in stories() if re.search(r"\d{6}-?[1-8]\d{6}|01\d[- ]?\d{3,4}[- ]?\d{4}", text)] == []
    assert [text for text, _ in stories() if not unicodedata.is_normalized("NFC", text)] == []
