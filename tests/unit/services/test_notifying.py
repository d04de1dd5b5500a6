"""Hand-offs told outside the desk: once, without personal data, and not when somebody has come already."""

import datetime as dt

import pytest

from casework.services import handoff, notifying
from tests.unit.services.test_handoff import hire, thread_of


@pytest.fixture
def uow(store):
    with store.write() as opened:
        yield opened


@pytest.fixture
def asked(uow, words, now):
    kim = hire(uow, now, "kim")
    kim.email = "kim@example.org"
    return handoff.request(uow, words, now, thread_of(uow, now, handler=kim), "worker_asked")


def test_a_hand_off_is_claimed_once_and_told_once(uow, now, asked):
    telling = notifying.claim(uow, now)
    assert (telling.handoff_id, telling.to) == (asked.id, "kim@example.org")
    assert telling.facts["owner"] == "kim"
    assert notifying.claim(uow, now) is None
    notifying.told(uow, now, asked.id)
    assert notifying.claim(uow, now + dt.timedelta(days=1)) is None


def test_a_try_that_got_lost_is_made_again(uow, now, asked):
    notifying.claim(uow, now)
    assert notifying.claim(uow, now + notifying.LEASE).handoff_id == asked.id


def test_a_failure_is_tried_again_with_growing_pauses_and_then_given_up(uow, now, asked):
    for pause in (*notifying.PAUSES, None):
        assert notifying.claim(uow, now) is not None
        notifying.failed(uow, now, asked.id, "status 500")
        row = uow.notices.get(asked.id)
        assert row.problem == "status 500"
        assert row.due_at == (now + pause if pause else None)
        now = now + pause if pause else now
    assert not notifying.anything_due(uow, now + dt.timedelta(days=1))


def test_nobody_is_told_of_what_is_taken_already(uow, words, now, asked):
    conversation = uow.conversations.get(asked.conversation_id)
    handoff.take(uow, words, now, conversation, uow.staff.get(asked.owner_id))
    assert not notifying.anything_due(uow, now)
