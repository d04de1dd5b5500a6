"""The training data: enough of every topic, each line in one topic only, nothing but what people write."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from casework.korean.normalise import normalise

ROOT = Path(__file__).resolve().parents[2]
FEWEST = {"claim": 25, "service": 25, "talk": 25, "answer": 12}
NEAR = 0.80  # share of common three-letter pieces from which two lines are one line
COMPARED = 8  # letters; 했어요 and 안 했어요 differ little and mean the opposite
TOO_COMMON = 300  # a piece that stands in more lines than this tells nothing


def topics() -> dict[str, str]:
    """Kind of each id of bot/topics.yml."""
    document = yaml.safe_load((ROOT / "bot" / "topics.yml").read_text(encoding="utf-8"))
    return {row["id"]: row["kind"] for row in document["topics"]}


@cache
def lines() -> tuple[tuple[str, str, str], ...]:
    """(file, topic, utterance) of all training lines, as written."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines() if "intent" in block else ():
                found.append((path.name, block["intent"], line))
    return tuple(found)


def key(text: str) -> str:
    """The letters alone, whatever the script: ㅇㅇ and Chinese count too, spaces and marks do not."""
    return re.sub(r"[\W_]", "", normalise(text).casefold())


def utterances() -> list[tuple[str, str]]:
    """(topic, utterance without the dash)."""
    return [(topic, line.removeprefix("- ")) for _, topic, line in lines()]


@pytest.mark.parametrize("kind", FEWEST)
def test_every_topic_has_enough_different_utterances(kind: str) -> None:
    counts = Counter(topic for topic, _ in {(topic, key(text)) for topic, text in utterances()})
    few = {topic: counts[topic] for topic, its in topics().items() if its == kind and counts[topic] < FEWEST[kind]}
    assert few == {}


def test_there_is_no_training_data_for_a_topic_that_does_not_exist() -> None:
    assert {topic for _, topic, _ in lines()} - set(topics()) == set()


def test_the_intents_of_the_domain_are_the_topics_in_the_same_order() -> None:
    domain = yaml.safe_load((ROOT / "bot" / "domain" / "topics.yml").read_text(encoding="utf-8"))
    assert domain["intents"] == list(topics())


def test_a_topic_stands_in_the_file_of_its_family() -> None:
    wrong = {(file, topic) for file, topic, _ in lines() if file != topic.split(".")[0] + ".yml"}
    assert wrong == set()


def test_a_topic_is_written_in_one_block() -> None:
    blocks = Counter(
        block["intent"]
        for path in (ROOT / "data" / "nlu").glob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
    )
    assert [topic for topic, count in blocks.items() if count > 1] == []


def test_every_line_is_one_plain_utterance() -> None:
    """Rasa reads brackets as annotations and a leading slash as a command; nothing of that is meant here."""
    bad = []
    for file, topic, line in lines():
        text = line.removeprefix("- ")
        if (
            not line.startswith("- ")
            or text != text.strip()
            or not key(text)
            or text.startswith("/")
            or re.search(r"[\[\](){}#<>|\\]|[\x00-\x1f]", text)
            or re.match(r"[\"'“‘]", text)
            or re.search(r"[\"'”’]$", text)
            or len(text) > 300
        ):
            bad.append((file, topic, line))
    assert bad == []


def test_every_line_is_composed_unicode() -> None:
    assert [text for _, text in utterances() if not unicodedata.is_normalized("NFC", text)] == []


def test_no_line_carries_what_could_identify_somebody() -> None:
    numbers = re.compile(r"\d{6}-?[1-8]\d{6}|01[016-9][- ]?\d{3,4}[- ]?\d{4}|\d{3}-\d{2}-\d{5}|@\w+\.\w+")
    assert [text for _, text in utterances() if numbers.search(text)] == []


def test_no_line_stands_in_the_data_twice() -> None:
    where: dict[str, list[str]] = defaultdict(list)
    for topic, text in utterances():
        where[key(text)].append(f"{topic}: {text}")
    assert [same for same in where.values() if len(same) > 1] == []


def test_no_two_topics_hold_nearly_the_same_line() -> None:
    assert near_duplicates(utterances(), same_topic=False) == []


def test_no_topic_holds_nearly_the_same_line_twice() -> None:
    assert near_duplicates(utterances(), same_topic=True) == []


def near_duplicates(rows: list[tuple[str, str]], *, same_topic: bool) -> list[tuple[float, str, str]]:
    """Pairs of lines whose three-letter pieces agree (Dice coefficient) by NEAR or more.

    Only lines that share a rare piece are compared, so that this takes a second and not minutes.
    """
    pieces = [_pieces(key(text)) for _, text in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(pieces):
        for piece in own:
            holders[piece].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for those in holders.values():
        if len(those) <= TOO_COMMON:
            shared.update(
                pair for pair in combinations(those, 2) if (rows[pair[0]][0] == rows[pair[1]][0]) is same_topic
            )
    found = []
    for (one, other), common in shared.items():
        if common < 2 or min(len(pieces[one]), len(pieces[other])) < COMPARED - 2:
            continue
        alike = 2 * len(pieces[one] & pieces[other]) / (len(pieces[one]) + len(pieces[other]))
        if alike >= NEAR:
            found.append((round(alike, 2), ": ".join(rows[one]), ": ".join(rows[other])))
    return sorted(found, reverse=True)


def _pieces(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + 3] for i in range(len(letters) - 2))


def test_the_search_for_near_duplicates_finds_some_when_there_are() -> None:
    rows = [
        ("a.one", "어제 프레스에 오른손 검지가 끼었는데 어떻게 하나요"),
        ("b.two", "어제 프레스에 오른손 검지가 끼었는데 어떻게 할까요"),
        ("b.two", "휴업급여는 한 달에 얼마쯤 나오는지 알려 주세요"),
    ]
    found = near_duplicates(rows, same_topic=False)
    assert [one[1:] for one in found] == [(": ".join(rows[0]), ": ".join(rows[1]))]
    assert near_duplicates(rows, same_topic=True) == []
