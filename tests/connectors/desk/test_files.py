"""Files at the desk: small pictures, what is held back, and links for callers."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from casework.services import files, upload_links
from tests.connectors.desk.test_cases import audit
from tests.unit.services import file_samples as samples


@pytest.fixture
def add_file(desk_store, make_case):
    """A case with one file in this state; gives the case and the file."""

    def add(state: str, content: bytes = b"x", thumbnail: bytes | None = None):
        case = make_case("ansan", "kim")
        with desk_store.write() as uow:
            conversation = uow.conversations.get(case.conversation)
            file = uow.attachments.add(
                conversation, "f1", "손.jpg", "image/jpeg", content, dt.datetime.now(dt.UTC), state=state,
                thumbnail=thumbnail,
            )  # fmt: skip
        return case, file

    return add


def test_a_photograph_is_seen_small_and_downloaded_whole(browser, add_file):
    taken = files.inspect("손.jpg", samples.jpeg())
    case, file = add_file("clean", taken.content, taken.thumbnail)
    kim = browser("kim")

    assert '<img class="file-picture" src="data:image/jpeg;base64,' in kim.get(f"/desk/cases/{case.number}").text
    answer = kim.get(f"/desk/attachments/{file.id}")
    assert answer.content == taken.content
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(("state", "words"), [("waiting", "바이러스 검사 대기"), ("infected", "바이러스 발견")])
def test_what_the_scanner_holds_is_named_but_not_handed_out(browser, add_file, desk_store, state, words):
    case, file = add_file(state, thumbnail=b"small")
    kim = browser("kim")
    page = kim.get(f"/desk/cases/{case.number}").text
    answer = kim.get(f"/desk/attachments/{file.id}")

    assert words in page and f"/desk/attachments/{file.id}" not in page and "base64" not in page
    assert answer.status_code == 409 and b"\r\nx" not in answer.content
    assert audit(desk_store, "attachment.read") == []


def test_a_link_for_a_caller_is_made_by_whoever_reaches_the_case(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    path = f"/desk/cases/{case.number}/upload-link"
    kim, busan = browser("kim"), browser("busan")
    for one in (kim, busan):
        one.get("/desk/queue")
    page = kim.post(path).text
    secret = re.search(r'value="http://[^"]+/attach/([\w-]{32})"', page)[1]

    with desk_store.read() as uow:
        assert upload_links.status(uow, dt.datetime.now(dt.UTC), secret)["left"] == upload_links.MOST_FILES
    assert busan.post(path).status_code == 404
    assert [(row.actor, row.case_id) for row in audit(desk_store, "link.made")] == [("staff:kim", case.id)]
    assert secret not in kim.get(f"/desk/cases/{case.number}").text
