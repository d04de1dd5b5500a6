"""Links by which a caller sends files."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.services import files, upload_links
from tests.unit.services import file_samples as samples

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def case(store, now, talk):
    """A case with one conversation; gives the case."""
    with store.write() as uow:
        case = uow.cases.create("accident", "1111-2222", now)
        uow.conversations.get(talk.id).case_id = case.id
        return case


@pytest.fixture
def link(store, now, case):
    with store.write() as uow:
        return upload_links.make(uow, now, uow.cases.get(case.id), "staff:kim")


@pytest.fixture
def send(store, whole_kit):
    """Send a PDF through the link; gives the row."""
    file = files.inspect("진단서.pdf", samples.pdf())

    def attach(secret: str, client_id: str, when: dt.datetime):
        with store.write() as uow:
            return upload_links.attach(uow, whole_kit, when, secret, client_id, file)

    return attach


def test_a_file_reaches_the_links_case_once(store, now, talk, case, link, send):
    stored = send(link.secret, "a", now)

    assert send(link.secret, "a", now).id == stored.id
    assert (stored.case_id, stored.conversation_id) == (case.id, talk.id)
    with store.read() as uow:
        assert upload_links.status(uow, now, link.secret)["sent"] == 1
        assert [row.actor for row in uow.audit.of_case(case.id) if row.action == "file.added"] == ["link:1"]


def test_the_secret_is_not_stored(store, link, case, now):
    with store.read() as uow:
        row = uow.upload_links.of_case(case.id)[0]
        assert link.secret not in (row.secret_hash, row.made_by)
        assert link.secret not in str([audit.details for audit in uow.audit.of_case(case.id)])
    assert link.path == f"/attach/{link.secret}"
    assert len(link.secret) >= 32


def test_what_the_link_tells_is_nothing_of_the_case(store, now, link):
    with store.read() as uow:
        assert set(upload_links.status(uow, now, link.secret)) == {"until", "left", "sent"}


@pytest.mark.parametrize(
    ("first_file", "asked", "open_"),
    [(None, 23 * HOUR, True), (None, 24 * HOUR, False), (HOUR, 1.4 * HOUR, True), (HOUR, 1.5 * HOUR, False)],
)
def test_a_link_lasts_a_day_or_half_an_hour_from_the_first_file(store, now, link, send, first_file, asked, open_):
    if first_file is not None:
        send(link.secret, "a", now + first_file)
    with store.read() as uow:
        if open_:
            upload_links.status(uow, now + asked, link.secret)
        else:
            with pytest.raises(upload_links.LinkGone):
                upload_links.status(uow, now + asked, link.secret)


def test_a_link_that_is_finished_takes_nothing_more(store, now, link, send):
    send(link.secret, "a", now)
    with store.write() as uow:
        assert upload_links.finish(uow, now, link.secret) == 1
    with pytest.raises(upload_links.LinkGone):
        send(link.secret, "b", now)


def test_a_new_link_ends_the_earlier_one(store, now, case, link, send):
    with store.write() as uow:
        second = upload_links.make(uow, now, uow.cases.get(case.id), "system")

    with pytest.raises(upload_links.LinkGone):
        send(link.secret, "a", now)
    assert send(second.secret, "a", now).case_id == case.id


def test_a_link_takes_ten_files(now, link, send):
    for number in range(upload_links.MOST_FILES):
        send(link.secret, str(number), now)

    assert send(link.secret, "0", now) is not None  # a repeat is none more
    with pytest.raises(upload_links.LinkFull):
        send(link.secret, "one more", now)


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "a" * 10_000])
def test_a_secret_that_is_none_opens_nothing(now, secret, send):
    with pytest.raises(upload_links.LinkGone):
        send(secret, "a", now)


def test_a_case_without_a_conversation_gets_one_for_its_files(store, now, send):
    with store.write() as uow:
        case = uow.cases.create("accident", "3333-4444", now)
        made = upload_links.make(uow, now, case, "system")

    stored = send(made.secret, "a", now)
    with store.read() as uow:
        assert [c.id for c in uow.conversations.of_case(case.id)] == [stored.conversation_id]
