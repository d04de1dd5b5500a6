"""Which messages are collected for a lead."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.services import learning
from casework.store.database import Store
from tests.unit.services.talking import Talk


def collected(store: Store) -> list[tuple[str, str]]:
    with store.read() as uow:
        return [(unclear.reason, message.text) for unclear, message in uow.unclear.open(10)]


@pytest.mark.parametrize(
    ("topic", "confidence", "reason"),
    [
        ("apply.how", 0.15, "unread"),
        ("apply.how", 0.30, "guess"),
        ("out-of-scope", 0.90, "foreign"),
    ],
)
def test_what_is_unclear_is_collected(talk: Talk, store: Store, topic: str, confidence: float, reason: str) -> None:
    talk.say("그거 있잖아요 저번에 그거", topic, confidence)
    assert collected(store) == [(reason, "그거 있잖아요 저번에 그거")]


def test_what_is_clear_is_not(talk: Talk, store: Store) -> None:
    talk.say("산재 신청은 어떻게 해요", "apply.how", 0.9)
    assert collected(store) == []


def test_answers_in_the_form_are_not(talk: Talk, store: Store) -> None:
    talk.say("어제 공장에서 프레스에 검지가 끼었어요", "report.accident")
    talk.say("본인이에요", "talk.yes", 0.2)
    assert collected(store) == []


def test_a_number_in_an_unclear_message_is_not_exported(talk: Talk, store: Store, now: dt.datetime) -> None:
    talk.say("그거 010-1234-5678 그거요", "apply.how", 0.15)
    with store.read() as uow:
        message, _ = uow.unclear.open(1)[0]
    with store.write() as uow:
        unclear = uow.unclear.get(message.message_id)[0]
        unclear.label, unclear.labelled_at = "apply.how", now
    with store.read() as uow:
        assert "1234" not in str(learning.export(uow))
