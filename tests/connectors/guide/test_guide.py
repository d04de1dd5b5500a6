"""The public help centre: every answer has its page, words find it, calculators show their steps."""

from __future__ import annotations

import asyncio
import re
import uuid
from types import SimpleNamespace

import httpx
import pytest
from sanic import Sanic

from casework.calculators import load as calculators
from casework.services.kit import Kit
from casework.settings import ROOT
from connectors import guide, problems
from connectors.engine_client import EngineFailed
from connectors.guide.pages import groups
from tests.connectors.serving import serving


class Engine:
    """What the help centre asks of the engine; away unless a reading is set."""

    readings: list | None = None

    async def topics(self, text: str) -> list:
        """The readings, or what an engine that is away does."""
        if self.readings is None:
            raise EngineFailed("unreachable")
        return self.readings


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit.load(ROOT)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="module")
def browser(kit: Kit, engine: Engine):
    app = Sanic(f"guide_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.kit, app.ctx.engine, app.ctx.search = kit, engine, None
    app.ctx.settings = SimpleNamespace(root=ROOT)
    app.ctx.pages = guide.pages.environment()
    app.ctx.in_thread = asyncio.to_thread
    app.blueprint(guide.blueprint())
    problems.register(app)
    with serving(app) as url, httpx.Client(base_url=url, timeout=30) as http:
        yield http


def links(page: httpx.Response) -> list[str]:
    """Topic pages that a page links to, in order."""
    return re.findall(r'href="/guide/([a-z-]+\.[a-z-]+)"', page.text)


def test_every_answer_topic_stands_in_one_group(kit: Kit) -> None:
    listed = [topic.id for group in groups(kit) for topic in group.topics]

    assert sorted(listed) == sorted(kit.answers.topics())


def test_every_answer_topic_has_a_page_with_its_words_and_articles(browser: httpx.Client, kit: Kit) -> None:
    for topic in kit.answers.topics():
        page = browser.get(f"/guide/{topic}")
        assert page.status_code == 200, topic
        for citation in kit.answers.get(topic, on=guide.pages.today()).citations:
            assert citation["article"] in page.text, topic


def test_an_unknown_topic_is_not_found(browser: httpx.Client) -> None:
    assert browser.get("/guide/weather.today").status_code == 404


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("장례비는", "funeral.benefit"),
        ("장례비를 받으려면", "funeral.benefit"),
        ("도장이", "apply.employer-refuses"),
        ("치료비를 돌려받는 방법", "medical.refund"),
        ("소음성난청", "disease.hearing"),
        ("출퇴근길에", "eligible.commute"),
    ],
)
def test_words_with_particles_find_the_topic_without_the_engine(browser: httpx.Client, query: str, topic: str) -> None:
    found = links(browser.get("/guide", params={"q": query}))

    assert topic in found[:3]


def test_what_the_engine_reads_stands_first(browser: httpx.Client, engine: Engine) -> None:
    engine.readings = [("dispute.review", 0.6), ("talk.greet", 0.2), ("apply.deadline", 0.01)]
    found = links(browser.get("/guide", params={"q": "장례비"}))
    engine.readings = None

    assert found[:2] == ["dispute.review", "funeral.benefit"]


@pytest.mark.parametrize("query", ['" OR 1=1 --', "*", "<script>alert(1)</script>", "가" * 5000, "\x00", "🙂", "NEAR("])
def test_no_query_breaks_the_search(browser: httpx.Client, query: str) -> None:
    page = browser.get("/guide", params={"q": query})

    assert page.status_code in (200, 413)
    assert "<script>alert" not in page.text


def test_a_typed_number_of_a_person_is_not_shown_again(browser: httpx.Client) -> None:
    number = "-".join(("010", "1234", "5678"))

    assert number not in browser.get("/guide", params={"q": f"{number} 로 전화 주세요"}).text


@pytest.mark.parametrize("name", calculators(ROOT))
def test_every_calculator_has_a_form_and_is_linked_from_its_answer(browser: httpx.Client, kit: Kit, name: str) -> None:
    topic = kit.calculators[name].topics[0]

    assert browser.get(f"/guide/calculators/{name}").status_code == 200
    assert topic in kit.answers
    assert f"/guide/calculators/{name}" in browser.get(f"/guide/{topic}").text


def test_a_calculation_shows_the_amount_its_steps_and_keeps_what_was_filled_in(browser: httpx.Client) -> None:
    form = {"injury_date": "2026-06-01", "monthly_pay": "450만원", "days_off": "30"}
    page = browser.post("/guide/calculators/sick_leave", data=form)

    assert page.status_code == 200
    assert "이렇게 계산했어요" in page.text
    assert 'value="450만원"' in page.text
    assert str(page.url).endswith("/guide/calculators/sick_leave")  # nothing of it in the address


@pytest.mark.parametrize(
    ("form", "what"),
    [
        ({}, "injury_date"),
        ({"injury_date": "어제"}, "injury_date"),
        ({"injury_date": "2026-06-01", "days_off": "많이"}, "days_off"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(browser: httpx.Client, form: dict, what: str) -> None:
    page = browser.post("/guide/calculators/sick_leave", data=form)

    assert page.status_code == 400
    assert f'id="e-{what}"' in page.text


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"a=%ff", b"<html>", b"x" * 10000])
def test_no_body_breaks_a_calculator(browser: httpx.Client, body: bytes) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post("/guide/calculators/deadline", content=body, headers=headers).status_code == 400
