"""The page on which a lead says what an unclear message was about."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from casework.domain.understanding import Understanding
from casework.services import learning
from casework.services.kit import Topic

TOPICS = {name: Topic(name, "answer", label) for name, label in (("apply.how", "신청 방법"), ("wage.daily", "일당"))}
RANKING = Understanding((("apply.how", 0.3), ("wage.daily", 0.2)), ())
SAID = "이거 어떻게 하는 거래요"


@pytest.fixture
def unclear(app, desk_store, words) -> int:
    """An unclear message of a conversation that no branch has yet."""
    app.ctx.kit = SimpleNamespace(words=words, topics=TOPICS)
    now = dt.datetime.now(dt.UTC)
    with desk_store.write() as uow:
        conversation = uow.conversations.create("c-1", "web", "0" * 64, now)
        message = uow.messages.append(conversation, "worker", "text", SAID, now, client_id="c1")
        learning.note(uow, now, message, "unread", RANKING)
        return message.id


def labels(desk_store) -> dict[str, list[str]]:
    with desk_store.read() as uow:
        return learning.export(uow)


def test_a_lead_confirms_what_was_likely(unclear, desk_store, browser) -> None:
    lead = browser("park")
    seen = lead.get("/desk/learn")
    done = lead.post(f"/desk/learn/{unclear}", {"topic": "apply.how"})

    assert SAID in seen.text and "신청 방법" in seen.text and "못 알아들음" in seen.text
    assert done.status_code == 303
    assert labels(desk_store) == {"apply.how": [SAID]}
    assert SAID not in lead.get("/desk/learn").text


def test_what_is_put_aside_is_not_exported(unclear, desk_store, browser) -> None:
    lead = browser("park")
    lead.get("/desk/learn")
    lead.post(f"/desk/learn/{unclear}", {"topic": "skipped"})

    assert labels(desk_store) == {}
    assert SAID not in lead.get("/desk/learn").text


def test_a_topic_that_does_not_exist_is_refused_with_words(unclear, desk_store, browser) -> None:
    lead = browser("park")
    lead.get("/desk/learn")
    answer = lead.post(f"/desk/learn/{unclear}", {"topic": "weather"})

    assert answer.status_code == 422 and "목록에서 골라" in answer.text
    assert labels(desk_store) == {}


def test_a_message_that_is_not_there_is_not_found(unclear, browser) -> None:
    lead = browser("park")
    lead.get("/desk/learn")
    assert lead.post("/desk/learn/999999", {"topic": "apply.how"}).status_code == 404


@pytest.mark.parametrize("login", ["kim", "call", "boss"])
def test_only_leads_see_it(unclear, browser, login) -> None:
    assert browser(login).get("/desk/learn").status_code == 403
