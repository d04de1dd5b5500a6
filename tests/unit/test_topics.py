"""The topics: ids that never change, and something to say or do for each."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from casework.services.kit import Kit

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("claim", "answer", "service", "talk")
# Reports and quality are counted by these ids: one may be added, none may go or get another name.
KEPT = {
    "report": "accident disease commute death resume correct cancel status",
    "apply": "how who documents hospital cost-before employer-refuses concealment uninsured deadline after-quit duration "
    "branch agent short-care",
    "eligible": "general fault employment platform foreign owner workplace commute trip-event third-party overseas",
    "disease": "general musculoskeletal cardio mental hearing lung cancer committee",
    "medical": "scope refund transport caregiver aids change extend additional relapse end aftercare",
    "sick-leave": "amount claim working floor",
    "pension": "sickness",
    "disability": "grade amount choice claim",
    "nursing": "benefit",
    "survivor": "who amount claim",
    "funeral": "benefit",
    "wage": "average correct daily limits",
    "benefit": "list overlap protection overpaid",
    "rehab": "training return psych welfare",
    "dispute": "rejected review court",
    "employer": "dismissal pay premium contribution damages reporting",
    "service": "human handler callback visit language hours privacy complaint copy",
    "talk": "greet thanks bye yes no unknown repeat bot distress abuse",
}
ALONE = {"emergency", "crisis", "out-of-scope"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """The rows of bot/topics.yml."""
    return yaml.safe_load((ROOT / "bot" / "topics.yml").read_text(encoding="utf-8"))["topics"]


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Words, answers and topics as every process loads them."""
    return Kit.load(ROOT)


def test_every_topic_has_an_id_a_kind_and_a_label_of_its_own(rows) -> None:
    assert all(set(row) == {"id", "kind", "label"} and row["label"].strip() for row in rows)
    assert {row["kind"] for row in rows} <= set(KINDS)
    for part in ("id", "label"):
        assert [value for value, count in Counter(row[part] for row in rows).items() if count > 1] == []


def test_ids_are_written_alike(rows) -> None:
    assert [r["id"] for r in rows if not re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?", r["id"])] == []


def test_no_id_has_gone_or_changed_its_name(rows) -> None:
    kept = {f"{family}.{name}" for family, names in KEPT.items() for name in names.split()} | ALONE
    assert kept - {row["id"] for row in rows} == set()


def test_every_answer_topic_has_a_written_answer_with_its_law(kit: Kit) -> None:
    for topic in kit.topics.values():
        if topic.kind == "answer":
            answer = kit.answers.get(topic.id, on=date(2026, 11, 23))
            assert answer.text.strip() and answer.citations, topic.id


def test_no_answer_is_written_for_a_topic_that_nobody_can_reach(kit: Kit) -> None:
    answers = {topic.id for topic in kit.topics.values() if topic.kind == "answer"}
    assert set(kit.answers.topics()) == answers


def test_every_talk_topic_has_a_response(kit: Kit) -> None:
    silent = {"talk.repeat"}  # says the last words again
    keys = {t.id: "utter_" + re.sub(r"[.-]", "_", t.id) for t in kit.topics.values() if t.kind == "talk"}
    assert [topic for topic, key in keys.items() if topic not in silent and key not in kit.words] == []


def test_every_service_topic_has_a_response_for_each_state_of_the_claim(kit: Kit) -> None:
    of_a_claim = {"report.status", "service.handler", "service.copy"}
    silent = {"service.human"}  # the hand-off itself tells about the queue
    missing = []
    for topic in kit.topics.values():
        if topic.kind == "service" and topic.id not in silent:
            key = "utter_" + topic.id.replace(".", "_")
            wanted = [key, key + "_no_case", key + "_draft"] if topic.id in of_a_claim else [key]
            missing += [one for one in wanted if one not in kit.words]
    assert missing == []


def test_a_label_that_is_offered_as_a_button_fits_on_one(rows) -> None:
    assert [row["label"] for row in rows if len(row["label"]) > 40] == []
