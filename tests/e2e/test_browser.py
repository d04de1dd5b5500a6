"""Two people at two browsers: a worker files a claim, the handler sees it, steps in and gives the talk back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import browser as hands
from tests.e2e.browser import NARROW, Desk, Worker

pytestmark = pytest.mark.timeout(900)

STORY = "어제 오후 3시쯤 안산 반월공단 공장에서 프레스에 오른손 검지가 끼어서 병원 왔어요"
HANDLERS = ("ansan.kim", "ansan.lee")
ANSWERS = {
    "reporter.relation": "본인이에요",
    "accident.place": "공장 프레스 라인",
    "accident.task": "프레스로 부품 찍고 있었어요",
    "injury.kinds": "눌려서 으스러졌대요",
    "injury.condition": "입원했고 많이 부었어요",
    "workplace.name": "한울금속",
    "workplace.address": "안산시 단원구 원시동",
    "care.hospital": "한도병원",
    "care.first_visit_on": "어제요",
    "job.employment_form": "정규직이에요",
}


@pytest.fixture
def worker(chrome: Browser, system) -> Iterator[Worker]:
    """A worker who has not come to the page yet; nothing on it may go wrong unseen."""
    context = hands.person(chrome)
    someone = Worker(context, system.url)
    yield someone
    context.close()
    assert someone.troubles == []


@pytest.fixture
def desks(chrome: Browser, system) -> Iterator[dict[str, Desk]]:
    """The desks of both handlers of the branch: which of them gets the case depends on their load."""
    contexts = {login: hands.person(chrome) for login in HANDLERS}
    found = {login: Desk(context, system) for login, context in contexts.items()}
    for login, desk in found.items():
        desk.sign_in(login)
    yield found
    for context in contexts.values():
        context.close()
    assert [trouble for desk in found.values() for trouble in desk.troubles] == []


def fill_identity(worker: Worker) -> None:
    """The first card: values go to the gateway and never into the talk."""
    card = worker.card("다치신 분 정보")
    card.get_by_label("이름").fill("홍길수")
    card.get_by_label("생년월일").fill("19790808")
    card.get_by_label("휴대전화").fill("010-1234-0987")
    hands.shoot(worker.page, "chat-card", card)
    card.get_by_role("button", name="저장하고 계속하기").click()


def give_consent(worker: Worker) -> None:
    """The second card."""
    card = worker.card("동의와 확인")
    for box in card.get_by_role("checkbox").all():
        box.check()
    hands.shoot(worker.page, "chat-consent", card)
    card.get_by_role("button", name="동의하고 계속하기").click()


def test_a_worker_files_a_claim_and_the_handler_steps_in(worker: Worker, desks: dict[str, Desk], capsys) -> None:
    """The main job from the first word to the talk that a person gives back."""
    worker.open()
    hands.shoot(worker.page, "chat-greeting")

    asked = worker.answer(worker.tell(STORY), ANSWERS, {"workplace.name"})
    again = worker.tell("휴업급여는 얼마나 나와요?")
    expect(worker.reply().filter(has_text="70%")).to_be_visible()
    hands.shoot(worker.page, "chat-question-in-between", worker.reply().first)
    assert asked == again == "workplace.name"

    again = worker.tell("아니 왼손이요")
    expect(worker.reply().filter(has_text="왼")).to_be_visible()
    assert again == "workplace.name"

    asked = worker.answer(again, ANSWERS, {"worker.name"})
    fill_identity(worker)
    worker.press("나중에 할게요")
    give_consent(worker)
    expect(worker.choice("접수해 주세요")).to_be_visible()
    hands.shoot(worker.page, "chat-read-back", worker.reply().first)
    expect(worker.log.get_by_role("article").filter(has_text="읽어 드릴게요")).to_contain_text("왼쪽 검지")
    assert "홍길수" not in worker.log.inner_text()

    for desk in desks.values():
        hands.note_arrival(desk.page, "#mine + .table-box .row-new a")
    pressed = worker.page.evaluate("Date.now()")
    worker.choice("접수해 주세요").click()
    receipt = worker.log.get_by_role("link", name="접수 내용 보기")
    expect(receipt).to_be_visible()
    said = worker.reply().filter(has_text="접수번호").first.inner_text()
    number = re.search(r"\d{6}-\d{5}", said).group()
    hands.shoot(worker.page, "chat-receipt", worker.reply().first)

    handler = re.search(r"(\S+) 담당자가 처음부터", worker.log.inner_text()).group(1)
    (desk,) = [desk for desk in desks.values() if handler in desk.page.get_by_role("banner").inner_text()]
    expect(desk.case(number)).to_be_visible()
    expect(desk.page.get_by_role("status").filter(has_text="새 접수가 배정되었습니다.")).to_be_attached()
    expect(desk.page).to_have_title(re.compile(r"^\(\d+\) "))
    took = hands.came_at(desk.page) - pressed
    with capsys.disabled():
        sys.stdout.write(f"\nthe handler's desk shows the case {took:.0f} ms after the worker pressed the button\n")
    hands.shoot(desk.page, "desk-queue")

    read_the_case(desk, number)
    talk_and_give_back(worker, desk)
    read_the_summary(worker, number, handler)


def read_the_case(desk: Desk, number: str) -> None:
    """One page: fields with the worker's words, what is missing, the conversation."""
    page = desk.page
    desk.case(number).click()
    expect(page.get_by_role("heading", name=number)).to_be_visible()
    facts = page.locator("#facts")
    expect(facts).to_contain_text("왼쪽 검지")
    expect(facts).to_contain_text("“아니 왼손이요”")
    expect(facts).to_contain_text("한울금속")
    expect(page.get_by_role("heading", name="아직 모르는 것")).to_be_visible()
    expect(page.get_by_role("log", name="오간 말")).to_contain_text("접수번호")
    hands.shoot(page, "desk-case")


def talk_and_give_back(worker: Worker, desk: Desk) -> None:
    """The handler takes over and writes, the worker answers, the bot is silent until it is given back."""
    page = desk.page
    page.get_by_role("button", name="대화에 들어가기").click()
    say = page.get_by_role("textbox", name="보낼 말")
    expect(say).to_be_enabled()
    expect(worker.page.get_by_role("button", name="담당자와 대화 중")).to_be_visible()

    say.fill("안녕하세요, 담당자입니다. 손은 좀 어떠세요?")
    page.get_by_role("button", name="보내기", exact=True).click()
    expect(worker.log).to_contain_text("손은 좀 어떠세요?")
    worker.say("아직 많이 부어 있어요. 휴업급여는 언제 나와요?")
    expect(page.get_by_role("log", name="오간 말")).to_contain_text("아직 많이 부어 있어요.")
    say.fill("서류를 보고 내일 전화드릴게요.")
    say.press("Enter")
    expect(worker.log).to_contain_text("내일 전화드릴게요.")
    hands.shoot(page, "desk-talk", page.locator("#talk"))
    hands.shoot(worker.page, "chat-person")
    assert worker.page.locator(".message-staff ~ .message-bot").count() == 0

    page.get_by_role("button", name="봇에게 돌려주기").click()
    expect(worker.page.get_by_role("button", name="상담원 연결")).to_be_visible()
    worker.say("요양급여가 뭐예요?")
    expect(worker.reply().first).to_be_visible()
    expect(page.get_by_role("log", name="오간 말")).to_contain_text("요양급여가 뭐예요?")
    hands.shoot(worker.page, "chat-given-back")


def read_the_summary(worker: Worker, number: str, handler: str) -> None:
    """The page that the worker keeps."""
    page = worker.page
    worker.log.get_by_role("link", name="접수 내용 보기").first.click()
    expect(page.get_by_role("heading", name="접수 내용")).to_be_visible()
    sheet = page.get_by_role("main")
    expect(sheet).to_contain_text(number)
    expect(sheet).to_contain_text(f"{handler} 담당자")
    expect(sheet).to_contain_text("왼쪽 검지")
    hands.shoot(page, "chat-summary")
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF 저장").click()
    assert download.value.suggested_filename.endswith(f"{number}.pdf")


def test_a_reload_in_the_middle_of_the_form_returns_to_the_same_conversation(worker: Worker) -> None:
    """Same messages, same open question with its replies, and the half-written words."""
    worker.open()
    asked = worker.tell(STORY)
    before = worker.log.get_by_role("article").all_inner_texts()
    worker.input.fill("공장에서 일")
    worker.page.reload()

    expect(worker.log.get_by_role("article")).to_have_count(len(before))
    assert before == worker.log.get_by_role("article").all_inner_texts()
    assert asked == worker.asked()
    expect(worker.choice("본인이에요")).to_be_visible()
    expect(worker.input).to_have_value("공장에서 일")
    worker.input.fill("")
    assert asked != worker.press("본인이에요")


def test_the_keyboard_alone_sends_and_presses_a_quick_reply(worker: Worker) -> None:
    """Tab, Enter and nothing else; the skip link goes straight to the input."""
    worker.open()
    keyboard = worker.page.keyboard
    keyboard.press("Tab")
    expect(worker.page.get_by_role("link", name="말 쓰는 곳으로 바로 가기")).to_be_focused()
    keyboard.press("Enter")
    expect(worker.input).to_be_focused()
    keyboard.insert_text(STORY)
    keyboard.press("Enter")
    asked = worker.asked()
    wanted = worker.choice("본인이에요")
    expect(wanted).to_be_visible()
    for _ in range(40):
        keyboard.press("Shift+Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    keyboard.press("Enter")

    assert asked != worker.asked()
    expect(worker.input).to_be_focused()


@pytest.mark.parametrize("size", ["보통", "아주 크게"])
def test_nothing_runs_out_of_a_screen_of_320_pixels(chrome: Browser, system, size: str) -> None:
    """Greeting, quick replies, helpers and the menu, also with the largest text."""
    context = hands.person(chrome, viewport={"width": 320, "height": 640}, has_touch=True)
    worker = Worker(context, system.url)
    worker.open()
    worker.page.get_by_role("button", name="메뉴").click()
    worker.page.get_by_role("radio", name=size, exact=True).check()
    menu = hands.overflow(worker.page)
    worker.page.get_by_role("dialog", name="메뉴").get_by_role("button", name="닫기").click()
    found = {"menu": menu, "greeting": hands.overflow(worker.page)}

    asked = worker.tell("공장에서 일하다 다쳤어요")
    for _ in range(6):
        found[asked] = hands.overflow(worker.page)
        asked = worker.tell("모르겠어요")
    context.close()

    assert dict.fromkeys(found, 0) == found


def test_the_live_region_reads_out_only_what_is_new(worker: Worker) -> None:
    """History comes in while the region is off; new messages come into the region while it is on."""
    worker.page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const log = document.getElementById("log");
          window.heard = [];
          new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
            if (node.matches?.("article")) window.heard.push([log.getAttribute("aria-live"), node.dataset.seq ?? "new"]);
          }))).observe(log, {childList: true});
        });"""
    )
    worker.open()
    assert worker.page.evaluate("heard") == [["polite", "1"]]
    worker.tell(STORY)
    assert {"polite"} == {live for live, _ in worker.page.evaluate("heard")}

    worker.page.reload()
    expect(worker.log.get_by_role("article").nth(2)).to_be_visible()
    assert {"off"} == {live for live, _ in worker.page.evaluate("heard")}
    expect(worker.log).to_have_attribute("aria-live", "polite")
    history = len(worker.page.evaluate("heard"))
    worker.press("본인이에요")
    assert {"polite"} == {live for live, _ in worker.page.evaluate("heard")[history:]}


def test_the_person_button_calls_and_the_wait_can_be_cancelled(worker: Worker) -> None:
    """In the middle of the form; afterwards the form goes on where it was."""
    worker.page.set_viewport_size(NARROW)
    worker.open()
    asked = worker.tell(STORY)
    worker.page.get_by_role("button", name="상담원 연결").click()
    cancel = worker.page.get_by_role("button", name="기다리기 취소")
    expect(cancel).to_be_visible()
    expect(worker.page.get_by_role("status").filter(has_text="상담원을 기다리고 있어요.")).to_be_visible()
    hands.shoot(worker.page, "chat-waiting")
    cancel.click()
    expect(worker.page.get_by_role("button", name="상담원 연결")).to_be_visible()

    assert asked == worker.asked()
    expect(worker.choice("본인이에요")).to_be_visible()
