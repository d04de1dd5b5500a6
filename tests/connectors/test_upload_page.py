"""The page behind an upload link, in a real browser over the whole gateway."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from casework import bootstrap
from casework.services import upload_links
from casework.settings import Settings
from connectors.app import create_app
from tests.connectors.serving import serving
from tests.e2e import browser as hands
from tests.unit.services import file_samples as samples


@pytest.fixture
def application(tmp_path: Path, _migrated_sqlite: Path):
    """Settings, store and kit over an empty database."""
    shutil.copy(_migrated_sqlite, tmp_path / "casework.db")
    opened = bootstrap.start(Settings.load({"IEUM_VAR": str(tmp_path)}))
    yield opened
    opened.store.close()


@pytest.fixture
def link(application) -> str:
    """The path of a new link."""
    now = dt.datetime.now(dt.UTC)
    with application.store.write() as uow:
        return upload_links.make(uow, now, uow.cases.create("accident", "1234-5678", now), "staff:kim").path


@pytest.fixture
def page(application):
    """A telephone's browser, and the address of the gateway as its start."""
    if hands.chromium() is None:
        pytest.skip("no chromium on the path")
    with serving(create_app(application, f"page_{uuid.uuid4().hex}")) as url, sync_playwright() as playwright:
        browser = hands.launch(playwright)
        context = hands.person(browser, viewport=hands.NARROW, base_url=url)
        yield context.new_page()
        browser.close()


def pick(page, *files: tuple[str, bytes]) -> None:
    page.set_input_files("#file", [{"name": n, "mimeType": "", "buffer": content} for n, content in files])


def test_files_are_sent_one_is_refused_with_words_and_the_link_is_closed(page, link):
    page.goto(link)
    expect(page.get_by_role("status").first).to_have_text("여기에 올리시면 담당자에게 바로 가요.")
    expect(page.get_by_role("button", name="다 보냈어요")).to_be_hidden()

    pick(page, ("다친 손.jpg", samples.jpeg()), ("진단서.pdf", samples.pdf()), ("명세서.pdf", samples.pdf("secret")))
    rows = page.get_by_role("list", name="보낸 파일").get_by_role("listitem")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("보냈어요")
    expect(rows.nth(1)).to_contain_text("보냈어요")
    expect(rows.nth(2)).to_contain_text("비밀번호가 걸린 파일")
    expect(page.get_by_text("8개까지")).to_be_visible()
    assert hands.overflow(page) <= 0
    hands.shoot(page, "upload-link")

    page.get_by_role("button", name="다 보냈어요").click()
    expect(page.get_by_text("2개를 잘 받았어요.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("이미 썼거나 기한이 지났어요")).to_be_visible()
    expect(page.get_by_role("button", name="사진·서류 고르기")).to_be_hidden()


def test_a_connection_that_breaks_off_loses_nothing(page, link, application):
    page.goto(link)
    expect(page.get_by_role("button", name="사진·서류 고르기")).to_be_visible()
    page.context.set_offline(True)
    pick(page, ("다친 손.jpg", samples.jpeg()))
    row = page.get_by_role("list", name="보낸 파일").get_by_role("listitem")
    expect(row).to_contain_text("연결이 안 돼요")

    page.context.set_offline(False)
    row.get_by_role("button", name="다시 보내기").click()
    expect(row).to_contain_text("보냈어요")
    with application.store.read() as uow:
        assert len(uow.attachments.of_case(uow.cases.by_number("1234-5678").id)) == 1


def test_a_link_that_nobody_made_opens_nothing(page):
    page.goto("/attach/" + "x" * 32)

    expect(page.get_by_text("이미 썼거나 기한이 지났어요")).to_be_visible()
    expect(page.get_by_role("button", name="사진·서류 고르기")).to_be_hidden()
