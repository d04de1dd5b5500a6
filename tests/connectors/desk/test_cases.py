"""The case page."""

from __future__ import annotations

import re
import uuid

import pytest
from sqlalchemy import select

from casework.store.models import AuditRow


def audit(store, action):
    with store.read() as uow:
        return list(uow.session.scalars(select(AuditRow).where(AuditRow.action == action)))


def test_another_branchs_case_does_not_exist(browser, make_case):
    case = make_case("ansan", "kim")
    stranger = browser("busan")

    for path in (
        f"/desk/cases/{case.number}",
        f"/desk/cases/{case.number}/facts",
        f"/desk/conversations/{case.conversation}",
    ):
        there, nowhere = (
            stranger.get(path),
            stranger.get(path.replace(case.number, "x").replace(case.conversation, "x")),
        )
        assert there.status_code == nowhere.status_code == 404
        assert there.text.replace(path, "") == nowhere.text.replace(path, "")
    take = stranger.post(f"/desk/conversations/{case.conversation}/take")
    assert take.status_code == 404


@pytest.mark.parametrize("login", ["kim", "lee", "park", "top"])
def test_the_branch_and_those_above_it_see_the_case(browser, make_case, login):
    case = make_case("ansan", "kim")

    assert browser(login).get(f"/desk/cases/{case.number}").status_code == 200


def test_a_case_without_a_branch_is_for_the_lead_above_all(browser, make_case):
    case = make_case(None)

    assert browser("top").get(f"/desk/cases/{case.number}").status_code == 200
    assert browser("kim").get(f"/desk/cases/{case.number}").status_code == 404


def test_what_a_worker_writes_never_becomes_markup(browser, make_case):
    case = make_case("ansan", "kim", text="<script>alert(1)</script><img src=x onerror=alert(2)>")
    kim = browser("kim")

    for path in (f"/desk/cases/{case.number}", "/desk/queue", f"/desk/conversations/{case.conversation}/messages"):
        page = kim.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in kim.get(f"/desk/cases/{case.number}").text


def test_each_reading_is_an_audit_row(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    browser("park").get(f"/desk/cases/{case.number}")

    rows = [(row.actor, row.case_id) for row in audit(desk_store, "case.read")]
    assert ("staff:park", case.id) in rows


def test_the_registration_number_is_masked_until_asked_for(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    kim = browser("kim")
    page = kim.get(f"/desk/cases/{case.number}").text
    assert "640512-1******" in page
    assert "1234567" not in page

    path = re.search(r'hx-post="(/desk/cases/[^"]+/reveal/\d+)"', page)[1]
    shown = kim.post(path)

    assert "640512-1234567" in shown.text
    assert [row.details["field"] for row in audit(desk_store, "case.revealed")] == ["worker.registration_number"]


def test_a_value_of_another_case_cannot_be_revealed_through_this_one(browser, make_case):
    mine, other = make_case("ansan", "kim"), make_case("busan_hq", "busan")
    theirs = browser("busan").get(f"/desk/cases/{other.number}").text
    row = re.search(r"/reveal/(\d+)", theirs)[1]
    kim = browser("kim")

    assert kim.post(f"/desk/cases/{mine.number}/reveal/{row}").status_code == 404


def test_a_note_sent_twice_is_written_once(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    kim = browser("kim")
    note = {"text": "병원에 전화함", "client_id": uuid.uuid4().hex}

    for _ in range(2):
        assert kim.post(f"/desk/cases/{case.number}/notes", note).status_code == 303

    with desk_store.read() as uow:
        assert [one.text for one in uow.notes.of_case(case.id)] == ["병원에 전화함"]


def test_closing_needs_a_reason(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    kim = browser("kim")

    refused = kim.post(f"/desk/cases/{case.number}/close", {"reason": "", "reason_text": "  "})
    assert refused.status_code == 422
    assert "사유가 필요합니다" in refused.text
    done = kim.post(f"/desk/cases/{case.number}/close", {"reason": "상담으로 끝남"})
    assert done.status_code == 303
    with desk_store.read() as uow:
        assert uow.cases.get(case.id).state == "closed"
        assert uow.cases.get(case.id).close_reason == "상담으로 끝남"
        assert uow.conversations.get(case.conversation).state == "closed"


def test_a_file_is_downloaded_never_shown_and_audited(browser, make_case, desk_store, now):
    case = make_case("ansan", "kim")
    with desk_store.write() as uow:
        file = uow.attachments.add(
            uow.conversations.get(case.conversation), "f1", "진단서.html", "text/html", b"<script>1</script>", now
        )
    answer = browser("kim").get(f"/desk/attachments/{file.id}")

    assert answer.content == b"<script>1</script>"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert [row.actor for row in audit(desk_store, "attachment.read")] == ["staff:kim"]
    assert browser("busan").get(f"/desk/attachments/{file.id}").status_code == 404


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (
            {"disease.name": "회전근개 파열", "disease.years": "25년", "disease.symptom_start": "2025-08"},
            ["회전근개 파열", "25년", "2025년 8월쯤"],
        ),
        (
            {"commute.route": "집에서 회사로", "commute.means": "walk", "third_party": "승용차"},
            ["집에서 회사로", "걸어서", "상대 승용차"],
        ),
        (
            {"death.date": "2026-11-20", "death.cause": "accident", "death.survivors": "아내와 아들"},
            ["일하다 난 사고", "아내와 아들"],
        ),
    ],
    ids=["disease", "commute", "death"],
)
def test_the_summary_tells_each_kind_of_claim(browser, make_case, desk_store, values, shown):
    case = make_case("ansan", "kim")
    with desk_store.write() as uow:
        row = uow.cases.get(case.id)
        for field, value in values.items():
            uow.fields.put(
                row, field, value=value, words=None, message_id=None, channel="web", sealed=False, now=row.created_at
            )

    page = browser("kim").get(f"/desk/cases/{case.number}/facts").text
    summary = page.split('class="case-summary"')[1].split("</section>")[0]
    assert [one for one in shown if one not in summary] == []
