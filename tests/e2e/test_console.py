"""An agent at the console with a keyboard alone: a claim of each kind, a crash in between, who calls, and the end of a call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from eval.bench.keyboard import Console, load
from tests.e2e import browser as hands
from tests.e2e.browser import Desk

pytestmark = pytest.mark.timeout(900)

STORIES = Path(__file__).resolve().parents[2] / "eval" / "console"
TABLET = {"width": 768, "height": 1024}
AGENT = "centre.agent"
OF_KIND = {
    "disease": ("2", {
        "reporter.relation": "1", "accident.story": "용접을 오래 해서 허리가 아파요", "disease.group": "1",
        "disease.name": "허리디스크", "disease.symptom_start": "작년 봄부터", "disease.exposure": "용접 15년 하루 8시간",
        "workplace.name": "대우용접", "workplace.address": "안산시 단원구", "worker.name": "이허리",
        "worker.birth_date": "19700101", "worker.phone": "01011112222",
    }),
    "commute": ("3", {
        "reporter.relation": "1", "accident.story": "어제 아침 8시에 출근길 계단에서 넘어져 왼쪽 발목을 다쳤어요",
        "commute.direction": "1", "commute.route": "집에서 회사로", "commute.means": "1", "commute.detour": "없어요",
        "third_party": "혼자 넘어졌어요", "workplace.name": "한빛상사", "workplace.address": "안산시 단원구",
        "worker.name": "박출근", "worker.birth_date": "19850505", "worker.phone": "01011113333",
    }),
    "death": ("4", {
        "reporter.relation": "2", "reporter.kinship": "1", "accident.story": "현장에서 떨어져 돌아가셨어요",
        "death.cause": "1", "death.date": "어제", "reporter.name": "최유족", "reporter.phone": "01033334444",
        "workplace.name": "대림건설 현장", "workplace.address": "안산시 단원구", "worker.name": "최고인",
        "worker.birth_date": "19600101",
    }),
}  # fmt: skip


@pytest.fixture
def agent(chrome: Browser, system) -> Iterator[Desk]:
    """An agent of the call centre, at the console's first page; nothing on a page may go wrong unseen."""
    context = hands.person(chrome)
    desk = Desk(context, system)
    desk.sign_in(AGENT)
    desk.page.goto(system.url + "/desk/console")
    yield desk
    context.close()
    assert desk.troubles == []


@pytest.fixture
def story():
    return load(STORIES / "press.yml")


def test_an_accident_from_the_story_to_the_receipt_by_keyboard(agent, story) -> None:
    console, page = Console(agent.page), agent.page
    console.open(story.number)
    console.say(story.story)
    shoot(page, "console")
    asked = console.fill(story.types)

    assert len(asked) == len(set(asked)), "no field is asked twice"
    assert console.ready
    receipt = console.submit()
    assert re.fullmatch(r"\d{6}-\d{5}", receipt)
    expect(page.get_by_text("담당자", exact=False).first).to_be_visible()
    shoot(page, "console-submitted")
    console.press("Alt+w")
    console.press("Space")
    console.press("Enter")
    expect(page.get_by_text("상담을 마무리했습니다")).to_be_visible()


@pytest.mark.parametrize("kind", OF_KIND)
def test_every_other_kind_by_keyboard(agent, kind) -> None:
    digit, types = OF_KIND[kind]
    console = Console(agent.page)
    console.open("")
    console.press(f"Alt+{digit}")
    console.settled()
    asked = console.fill(types)

    assert len(asked) == len(set(asked))
    assert re.fullmatch(r"\d{6}-\d{5}", console.submit())


def test_a_crash_loses_nothing_that_was_typed(agent, story, chrome) -> None:
    console, page = Console(agent.page), agent.page
    console.open(story.number)
    console.say(story.story)
    console.answer("1")
    field = console.asks
    console.press("F2")
    console.type("그리고 병원은요")
    console.press("F9")
    with page.expect_response(lambda answer: answer.url.endswith("/keep") and "안 쓴" in _typed(answer)):
        console.type("아직 다 안 쓴")
    address = page.url
    second = page.context.new_page()
    page.close(run_before_unload=False)
    second.goto(address)

    expect(second.locator(f"[data-row='{field}'] [data-field]")).to_have_value("아직 다 안 쓴")
    expect(second.locator("#line")).to_have_value("그리고 병원은요")
    expect(second.locator("[data-row='reporter.relation']")).to_have_class(re.compile("crow-given"))


def test_words_fill_the_form_while_they_are_typed(agent, story) -> None:
    console, page = Console(agent.page), agent.page
    console.open("")
    console.type(story.story)
    hint = page.locator("#hint")
    expect(hint).to_contain_text("프레스")
    expect(page.locator("[data-row]")).to_have_count(0)


def test_another_question_is_answered_and_the_form_keeps_its_place(agent, story) -> None:
    console, page = Console(agent.page), agent.page
    console.open("")
    console.say(story.story)
    before = console.asks
    console.press("F4")
    console.type("휴업급여 얼마예요")
    console.press("Enter")
    console.settled()

    expect(page.locator(".console-law").first).to_contain_text("산재보험법")
    expect(page.get_by_role("link", name=re.compile("계산기"))).to_have_attribute(
        "href", re.compile("/guide/calculators/")
    )
    assert console.asks == before
    shoot(page, "console-answer")
    console.press("F9")
    expect(page.locator(f"[data-field='{before}']")).to_be_focused()


def test_a_wrong_birth_date_shows_nothing_and_the_right_one_brings_the_draft_up(agent, story, system) -> None:
    console, page = Console(agent.page), agent.page
    console.open("01022334455")
    console.say(story.story)
    console.fill({k: v for k, v in story.types.items() if not k.startswith("worker.")} | {
        "worker.name": "오상준", "worker.birth_date": "19810309", "worker.phone": "01022334455",
    })  # fmt: skip
    number = page.locator("[data-part=head] b").first.inner_text()
    page.goto(system.url + "/desk/console")
    console.open("01022334455")
    expect(page.get_by_text(number)).to_have_count(0)
    page.get_by_label("다치신 분 생년월일").focus()
    console.type("19810310")
    console.press("Enter")
    expect(page.get_by_text("찾은 접수가 없습니다")).to_be_visible()
    expect(page.get_by_text(number)).to_have_count(0)
    expect(page.get_by_text("오상준")).to_have_count(0)
    expect(page.get_by_label("다치신 분 생년월일")).to_be_focused()
    console.type("19810309")
    console.press("Enter")
    expect(page.get_by_role("button", name="이어서 받기")).to_be_focused()
    expect(page.get_by_text(number)).to_be_visible()
    console.press("Enter")
    console.settled()
    assert console.ready


def test_every_control_is_reached_by_tab_shows_the_focus_and_has_a_name(agent, story) -> None:
    console, page = Console(agent.page), agent.page
    console.open(story.number)
    console.say(story.story)
    wanted = page.evaluate(_REACHABLE)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen, dim, nameless = set(), [], []
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if found is None:
            continue
        seen.add(found["key"])
        dim += [found["key"]] if not found["ring"] else []
        nameless += [found["key"]] if not found["name"] else []
    assert len(seen) >= wanted
    assert dim == [] and nameless == []


def test_the_keys_are_shown_and_close_again(agent) -> None:
    console, page = Console(agent.page), agent.page
    console.open("")
    console.press("?")
    expect(page.get_by_role("heading", name="단축키")).to_be_visible()
    console.press("Escape")
    expect(page.get_by_role("heading", name="단축키")).to_be_hidden()
    expect(page.locator("#line")).to_be_focused()


@pytest.mark.parametrize("size", [hands.WIDE, TABLET])
def test_nothing_lies_outside_the_page(agent, story, size) -> None:
    console, page = Console(agent.page), agent.page
    page.set_viewport_size(size)
    console.open("")
    console.say(story.story)
    assert hands.overflow(page) == 0


def _typed(answer) -> str:
    return (answer.request.post_data_buffer or b"").decode("utf-8", "replace")


def shoot(page: Page, name: str) -> None:
    """The console has no narrow page: it is shown at 1280 and at 768."""
    hands.shoot(page, name)
    narrow = hands.SHOTS / f"{name}-390.png"
    if narrow.exists():
        narrow.unlink()
        before = page.viewport_size
        page.set_viewport_size(TABLET)
        page.screenshot(path=hands.SHOTS / f"{name}-768.png", animations="disabled")
        page.set_viewport_size(before)


_REACHABLE = """() => [...document.querySelectorAll('main a[href], main button, main input, main textarea, main select')]
  .filter(node => node.checkVisibility() && !node.disabled && !node.closest('dialog')).length"""
_FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || !node.closest('main') || !node.matches('a, button, input, textarea, select')) return null;
  const style = getComputedStyle(node);
  const label = node.labels && node.labels.length ? node.labels[0].innerText : '';
  return {
    key: node.id || node.dataset.kind || node.dataset.act || node.dataset.opens || node.dataset.optional || node.innerText || node.href,
    ring: style.boxShadow !== 'none' || style.outlineStyle !== 'none',
    name: (label || node.getAttribute('aria-label') || node.innerText || '').trim(),
  };
}"""
