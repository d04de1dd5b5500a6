"""The held-out sets: whole, and apart from everything that is trained on."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest

from casework.settings import ROOT
from eval.bench import sets
from eval.bench.noise import spoil
from tests.unit.test_marked_stories import stories
from tests.unit.test_nlu_data import key, near_duplicates, topics, utterances

SETS = sorted(path.stem for path in sets.SETS.glob("*.jsonl"))
FEWEST = 8  # lines with a topic as their first choice


@cache
def rows(name: str) -> list[dict]:
    return sets.read(name)


@pytest.mark.parametrize("name", SETS)
def test_every_row_has_an_id_of_its_own_and_a_text(name: str) -> None:
    ids = [row["id"] for row in rows(name)]
    assert len(ids) == len(set(ids))
    assert [row["id"] for row in rows(name) if not row["text"].strip()] == []


def test_every_set_says_where_it_comes_from() -> None:
    readme = (sets.SETS / "README.md").read_text(encoding="utf-8")
    assert [name for name in SETS if f"{name}.jsonl" not in readme] == []


@cache
def trained_on() -> tuple[str, ...]:
    """Every text that anything is trained on: topics, accident classes, names of things."""
    components = ROOT / "bot" / "components"
    classes = (components / "accident_stories.tsv").read_text(encoding="utf-8").splitlines()
    return (
        *(text for _, text in utterances()),
        *(line.split("\t")[1] for line in classes),
        *(text for text, _ in stories()),
    )


@pytest.mark.parametrize("name", SETS)
def test_no_held_out_message_stands_in_the_training_data(name: str) -> None:
    trained = {key(text) for text in trained_on()}
    # A word such as 네 has no other spelling: only what can be said otherwise is compared.
    same = [row["text"] for row in rows(name) if len(key(row["text"])) > 5 and key(row["text"]) in trained]
    assert same == []


@pytest.mark.parametrize("name", SETS)
def test_no_held_out_message_is_nearly_one_of_the_training_data(name: str) -> None:
    both = [("held-out", row["text"]) for row in rows(name)] + [("trained", text) for text in trained_on()]
    assert near_duplicates(both, same_topic=False) == []


def test_every_topic_has_enough_held_out_messages() -> None:
    counts = Counter(row["accepted"][0] for row in rows("topics"))
    assert {topic: counts[topic] for topic in topics() if counts[topic] < FEWEST} == {}


@pytest.mark.parametrize("name", ["topics", "fresh"])
def test_only_known_topics_are_accepted(name: str) -> None:
    known = set(topics())
    assert {topic for row in rows(name) for topic in row["accepted"]} - known == set()


@pytest.mark.parametrize("name", [name for name in SETS if name == "stories"])
def test_every_marked_entity_is_in_its_text(name: str) -> None:
    wrong = [
        (row["id"], entity["text"])
        for row in rows(name)
        for entity in row["entities"]
        if row["text"][entity["start"] : entity["end"]] != entity["text"]
    ]
    assert wrong == []


def test_the_training_data_does_not_name_the_held_out_sets() -> None:
    assert "eval" not in (ROOT / "config.yml").read_text(encoding="utf-8")


def test_noise_is_the_same_for_the_same_seed_and_touches_about_its_share() -> None:
    text = "지게차가 뒤로 오다가 발을 밟고 지나가서 병원에 실려 갔어요"
    assert spoil(text, 0.1, "a") == spoil(text, 0.1, "a")
    assert spoil(text, 0.0, "a") == text
    many = [spoil(text, 0.2, str(n)) for n in range(200)]
    assert len(set(many)) > 150
    assert json.loads(json.dumps(many)) == many
