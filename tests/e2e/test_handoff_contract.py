"""The hand-off contract: fifteen lines, each a test of that name, in three set-ups, over the protocols of real browsers."""

from __future__ import annotations

import datetime as dt
import re
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from casework.services.waiting import ENOUGH
from casework.talk.player import Player
from casework.talk.script import load
from casework.talk.wire import Page as PlayedPage
from casework.words import Words
from tests.conftest import unavailable
from tests.e2e import browser as browsers
from tests.e2e.handoff import setups
from tests.e2e.handoff.office import PASSWORD, Office
from tests.e2e.handoff.page import WorkerPage
from tests.e2e.handoff.setups import MORNING, NOTIFY_SECRET, PHONE_SECRET, Setup

pytestmark = pytest.mark.timeout(120)

WORDS = Words.load(setups.ROOT / "bot" / "domain" / "responses")
SECOND = 1.0
TRIES = 3
CLAIM = load(Path(__file__).parent / "crashes" / "claim.yml")
STORY = "어제 오전 10시쯤 프레스에 오른손 검지가 끼어서 골절됐어요"
NOT_THE_BOT = ("worker", "staff", "system")
# 1×1 pixels, so that a file arrives that is really a picture.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module", params=setups.NAMES)
def setup(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setup]:
    """The system, started once for all lines."""
    with setups.start(request.param, tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture
def office(setup: Setup) -> Iterator[Office]:
    """A branch where nobody works yet, on a Monday morning."""
    setup.at(MORNING)
    office = Office(setup, next(setup.branches))
    yield office
    office.close()


def said_by_bot(page: WorkerPage, after: int) -> list[str]:
    """What the bot has said since."""
    return [m["text"] for m in page.messages(after) if m["sender"] == "bot"]


def event(page: WorkerPage, name: str, after: int = 0) -> dict:
    """The notice of a change of the conversation, on the worker's page."""
    start = {"handoff.taken": "utter_handoff_taken", "handoff.given_back": "utter_handoff_given_back"}[name]
    words = re.sub(r"\{[^}]*\}", "", WORDS.entry(start)["text"]).strip()[:12]
    return page.message(lambda m: m["sender"] == "system" and words in m["text"], after=after, what=name)


def test_bot_is_silent_while_a_person_answers(setup: Setup, office: Office) -> None:
    """A turn under way, words, a button, a file, a card, another device, the telephone: whatever arrives."""
    kim = office.hire("김하늘")
    page = office.worker()
    page.tell(STORY)
    draft = page.status()["draft_number"]
    desk = office.desk(kim)

    page.post("휴업급여는 얼마나 나와요?")  # the bot is at work on it when somebody comes
    desk.take(page.conversation)
    taken = event(page, "handoff.taken")["seq"]
    for words in ("네?", "상담원", "숨을 못 쉬겠어요 살려 주세요", "ㅁㄴㅇㄹ", "산재 신청할게요"):
        page.settled(page.say(words)["seq"])
    assert page.press_person().status_code == 202
    assert page.cancel().status_code == 202
    file = {"file": ("x.png", PICTURE)}
    assert page.http.post(page.path("/attachments"), data={"client_id": "f1"}, files=file).status_code == 201
    page.http.post(page.path("/card"), json={"client_id": "c1", "card": "identity", "values": {}})
    with setup.store.write() as uow:  # as if the identity card had been filled in before
        from casework.services import drafts

        drafts.set_birth_hash(uow, uow.cases.by_number(draft), "1979-08-08", "문가람")
    again = httpx.post(
        f"{setup.worker_url}/api/chat/resume",
        json={"draft_number": draft, "birth_date": "1979-08-08"},
        trust_env=False,
    ).json()
    device = WorkerPage(setup.worker_url, again["conversation"], again["token"])
    office.open_.append(device)
    device.connect()
    device.settled(device.say("여기서도 되나요?")["seq"])
    assert device.status()["state"] == "human"
    assert said_by_bot(device, 0) == []
    assert desk.say(page.conversation, "담당자입니다. 잠시만요.").status_code == 200
    page.message(lambda m: m["sender"] == "staff" and m["name"] == "김하늘")
    page.settled(page.say("네 감사합니다")["seq"])
    assert said_by_bot(page, taken) == []

    desk.give_back(page.conversation)
    back = event(page, "handoff.given_back", taken)["seq"]
    assert said_by_bot(page, taken) == said_by_bot(page, back) != []
    assert page.tell("휴업급여는 얼마나 나와요?")

    call = Call(setup)
    call.event("session.started")
    desk.take(call.conversation)
    commands = call.event("utterance", text="여보세요 휴업급여는 얼마나 나와요?", confidence=0.9)
    assert [c for c in commands if c["type"] in ("say", "gather")] == []
    assert [c["type"] for c in commands] == ["transfer"]
    with setup.store.read() as uow:
        rows = uow.messages.after(call.conversation, 0)
        since = next(m.seq for m in rows if m.payload.get("event") == "handoff.taken")
        assert [m.text for m in rows if m.seq > since and m.sender == "bot"] == []
        assert "휴업급여" in rows[-1].text


def test_somebody_is_told(setup: Setup, office: Office) -> None:
    """The handler's open page shows it within a second, title and sound; the notifier fires once."""
    if browsers.chromium() is None:
        unavailable("no browser")
    kim = office.hire("김하늘")
    page = office.worker_with_case(kim)
    with sync_playwright() as playwright:
        chromium = browsers.launch(playwright)
        context = browsers.person(chromium)
        context.add_init_script(
            "window.titled = []; window.tones = []; const make = AudioContext.prototype.createOscillator;"
            "AudioContext.prototype.createOscillator = function () { window.tones.push(Date.now()); return make.call(this); };"
        )
        tab = context.new_page()
        tab.goto(f"{setup.desk_url}/desk")
        tab.get_by_label("아이디").fill(kim.login)
        tab.get_by_label("비밀번호").fill(PASSWORD)
        with tab.expect_websocket():
            tab.get_by_role("button", name="로그인").click()
        tab.wait_for_function("() => document.getElementById('bell-box').textContent.includes('기다리는 사람')")
        # The page must have heard its first news before it can tell what is new.
        tab.wait_for_function("() => localStorage.getItem('ieum.desk.known') !== null")
        tab.evaluate(
            "new MutationObserver(() => { window.titled.push([document.title, Date.now()]); })"
            ".observe(document.querySelector('title'), {childList: true, characterData: true, subtree: true})"
        )
        # On a machine with other work one try may be late; a system that is too slow is late each time.
        taken = [_told_after(tab, page, 1)]
        while taken[-1] >= SECOND and len(taken) < TRIES:
            taken.append(_told_after(tab, office.worker_with_case(kim), 1 + 2 * len(taken)))
        assert min(taken) < SECOND, taken
        tab.get_by_role("listitem").filter(has_text="나에게 온 요청").first.wait_for()
        chromium.close()

    place = setup.told.wait(page.conversation)
    page.press_person()
    page.press_person()
    assert setup.told.facts[place]["owner"] == kim.login
    assert setup.told.signed(place, NOTIFY_SECRET)
    assert "문가람" not in setup.told.bodies[place].decode()
    (asked,) = office.requests(page)

    # What comes later is told later: when another request has been told, a repeat of the first would have been.
    other = office.worker_with_case(kim)
    other.press_person()
    setup.told.wait(other.conversation)
    assert setup.told.of(page.conversation) == [place]
    with setup.store.read() as uow:
        notice = uow.notices.get(asked.id)
        assert (notice.tries, notice.due_at) == (1, None)
        assert notice.sent_at is not None


def _told_after(tab: Tab, page: WorkerPage, known: int) -> float:
    """Seconds from a worker's press until the desk has title and sound. `known`: what the title counts before it.

    A case that nobody has read counts too.
    """
    tab.wait_for_function("known => document.title.startsWith(`(${known})`)", arg=known)
    asked = tab.evaluate("window.titled = [], window.tones = [], Date.now()")
    page.press_person()
    tab.wait_for_function(
        "now => window.tones.length > 0 && window.titled.some(([title]) => title.startsWith(`(${now})`))",
        arg=known + 1,
        timeout=10_000,
    )
    told = tab.evaluate(
        "now => Math.max(window.tones[0], window.titled.find(([title]) => title.startsWith(`(${now})`))[1])", known + 1
    )
    return (told - asked) / 1000


def test_nothing_is_asked_twice(setup: Setup, office: Office) -> None:
    """One page has all that was said, the fields with the words they come from, what is missing, and a summary."""
    agent = office.hire("진소라", "agent", branch_code=None)
    page = office.worker()
    page.tell(STORY)
    page.tell("본인이에요")
    page.tell("상담원 바꿔 주세요")
    desk = office.desk(agent)
    desk.take(page.conversation)
    shown = desk.page(f"/desk/cases/{page.status()['draft_number']}")

    for message in page.messages():
        for line in message["text"].split("\n"):
            assert " ".join(line.split()) in shown, line
    with setup.store.read() as uow:
        case = uow.cases.by_number(page.status()["draft_number"])
        given = {name: row for name, row in uow.fields.current(case.id).items() if row.status == "given"}
    assert {"accident.date", "accident.time", "injury.parts"} <= given.keys()
    assert shown.count("그 말 보기") >= len(given)
    assert f"“{given['injury.parts'].words}”" in shown
    for words in ("요약", "아직 모르는 것", "꼭 필요한 것", "오른쪽", "오전 10시", "끼임", "회사 이름"):
        assert words in shown, words

    desk.give_back(page.conversation)
    back = event(page, "handoff.given_back")
    page.message(lambda m: m["sender"] == "bot" and m["asks"], after=back["seq"])
    for _ in range(3):
        page.tell("모르겠어요")
    asked = {m["asks"] for m in page.messages(back["seq"]) if m["asks"]}
    assert asked
    assert not asked & given.keys()


@pytest.mark.parametrize(
    ("local", "opening"),
    [
        ("2026-11-23T21:30", "11월 24일(화) 오전 9시"),  # night
        ("2026-11-28T11:00", "11월 30일(월) 오전 9시"),  # Saturday
        ("2026-11-23T12:10", "오늘 오후 1시"),  # lunch
        ("2026-09-24T10:00", "9월 28일(월) 오전 9시"),  # 추석, Thursday to Saturday
        ("2026-03-02T10:00", "3월 3일(화) 오전 9시"),  # substitute for 삼일절, a Sunday
        ("2026-05-25T10:00", "5월 26일(화) 오전 9시"),  # substitute for 부처님 오신 날
        ("2026-05-01T10:00", "5월 4일(월) 오전 9시"),  # 근로자의 날, a Friday
    ],
)
def test_out_of_hours_is_honest(setup: Setup, office: Office, local: str, opening: str) -> None:
    """Told with the next opening; the matter may be left, a call asked for; it stands in the queue all the same."""
    setup.at(local)
    kim = office.hire("김하늘")
    page = office.worker_with_case(kim)
    page.press_person()
    notice = page.message(lambda m: m["sender"] == "system")
    assert opening in notice["text"]
    assert {b["title"] for b in notice["buttons"]} == {"용건 남길게요", "전화해 주세요"}
    status = page.state("waiting")
    assert status["queue_position"] == 1
    assert opening in status["wait_text"]

    page.tell("용건 남길게요")
    (noted,) = page.tell("산재 승인됐는지 알고 싶고 서류를 어디로 보내면 되는지 알려 주세요")
    assert noted["text"] == WORDS.render("utter_matter_noted")
    (asks,) = page.tell("전화해 주세요")
    assert asks["text"] == WORDS.render("utter_call_back_number")
    (promise,) = page.tell("010-1234-0987로 주세요")
    assert opening in promise["text"]
    assert "0987" in promise["text"]

    (asked,) = office.requests(page)
    assert (asked.state, asked.owner_id) == ("waiting", kim.id)
    desk = office.desk(kim)
    row = desk.waiting_row(page.conversation)
    assert "전화 요청" in row
    shown = desk.page(f"/desk/cases/{page.case}")
    assert "서류를 어디로 보내면 되는지" in shown
    assert "010-1234-0987" in shown


def test_waiting_is_visible(setup: Setup, office: Office) -> None:
    """Place and estimate, as they change, by WebSocket and by long polling; the wait may be ended."""
    kim = office.hire("김하늘")
    _waits_before(setup, office, kim, minutes=12)
    pages = [office.worker_with_case(kim) for _ in range(2)]
    last = office.worker()
    last.tell(STORY)
    question = [m for m in last.messages() if m["asks"]][-1]["asks"]
    with setup.store.write() as uow:
        conversation = uow.conversations.get(last.conversation)
        uow.cases.set_assignment(
            uow.cases.get(conversation.case_id),
            branch_code=office.branch,
            team=None,
            handler_id=kim.id,
            reason="by_address",
        )
    for page in (*pages, last):
        page.press_person()
    places = [page.state("waiting")["queue_position"] for page in (*pages, last)]
    assert places == [1, 2, 3]
    assert "15분" in last.status()["wait_text"]

    desk = office.desk(kim)
    seq = pages[1].messages()[-1]["seq"]
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(pages[1].hold, seq, 20)
        threading.Event().wait(0.3)  # until the request stands at the server
        began = len(last.line.frames)
        desk.take(pages[0].conversation)
        moved = last.line.until(lambda f: f["type"] == "status", after=began, seconds=SECOND, what="the new place")
        assert moved["status"]["queue_position"] == 2
        assert held.result(timeout=5)["status"]["queue_position"] == 1

    setup.later(dt.timedelta(minutes=40))
    assert last.status()["wait_text"] == WORDS.render("utter_handoff_wait_longer")

    assert last.cancel().status_code == 202
    last.state("bot")
    after = [m for m in last.messages() if m["sender"] == "bot"][-1]
    assert after["asks"] == question
    assert office.requests(last)[0].end_reason == "worker_cancelled"
    assert desk.waiting_row(last.conversation) is None


def test_given_back_and_continued(setup: Setup, office: Office) -> None:
    """The bot repeats the question that was open, takes the answer to it, and the human stretch stays in the record."""
    agent = office.hire("진소라", "agent", branch_code=None)
    desk = office.desk(agent)
    page = office.worker()
    page.tell(STORY)
    page.tell("본인이에요")
    question = [m for m in page.messages() if m["asks"]][-1]
    page.press_person()
    desk.take(page.conversation)
    event(page, "handoff.taken")
    desk.say(page.conversation, "어느 병원에 계신가요?")
    page.message(lambda m: m["sender"] == "staff")
    page.settled(page.say("한도병원이요")["seq"])
    stretch = [m["text"] for m in page.messages(question["seq"])]
    desk.give_back(page.conversation)
    back = event(page, "handoff.given_back")
    repeated = page.message(lambda m: m["sender"] == "bot", after=back["seq"])
    assert (repeated["asks"], page.status()["state"]) == (question["asks"], "bot")

    number = page.status()["draft_number"]
    before = _fields(setup, number)
    assert question["asks"] not in before
    page.tell(CLAIM.answers[question["asks"]][0])
    assert question["asks"] in _fields(setup, number)
    for words in stretch:
        assert words.split("\n")[0] in page.transcript()
    assert "어느 병원에 계신가요?" in desk.page(f"/desk/cases/{number}")


def test_never_to_nobody(setup: Setup, office: Office) -> None:
    """Handler, deputy, team on duty, the branch's lead; and with nobody there the queue, and honest words."""
    lead = office.hire("박서연", "lead")
    mate = office.hire("정유나")
    deputy = office.hire("이도윤", team="care_support")
    kim = office.hire("김하늘", deputy=deputy)
    owners = [(kim, "handler"), (deputy, "deputy"), (mate, "team"), (lead, "lead")]
    pages = []
    for person, rule in owners:
        page = office.worker_with_case(kim)
        page.press_person()
        page.state("waiting")
        (asked,) = office.requests(page)
        assert (asked.owner_id, asked.owner_rule, asked.moved_reason) == (
            person.id,
            rule,
            None if person is kim else "off_duty",
        )
        pages.append(page)
        desk = office.desk(person)
        assert desk.waiting_row(page.conversation) is not None
        assert desk.post("/desk/duty", on="0").status_code == 303

    page = office.worker_with_case(kim)
    page.press_person()
    notice = page.message(lambda m: m["sender"] == "system")
    assert notice["text"].startswith(WORDS.entry("utter_handoff_nobody")["text"][:20])
    status = page.state("waiting")
    assert status["queue_position"] == len(pages) + 1
    (asked,) = office.requests(page)
    assert asked.owner_rule == "lead"  # not there, but it is hers: nothing is nobody's
    assert office.requests(pages[0])[0].owner_id == lead.id

    back = office.desk(kim)
    heard = len(back.line.frames)
    back.get("/desk/queue")
    assert back.post("/desk/duty", on="1").status_code == 303
    back.line.until(lambda f: f["type"] == "queue", after=heard)
    assert [office.requests(p)[0].owner_id for p in (*pages, page)] == [kim.id] * 5


def test_exactly_once(setup: Setup, office: Office) -> None:
    """Double clicks, repeats, two takers, broken lines, a killed gateway: one hand-off, one message, one case."""
    kim, lee = office.hire("김하늘"), office.hire("이도윤")
    page = office.worker_with_case(kim)
    urls = {setup.worker_url, setup.desk_url}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: _press(page, sorted(urls)[n % len(urls)]), range(8)))
    assert {a.status_code for a in answers} == {202}
    assert len(office.requests(page)) == 1
    assert len([m for m in page.messages() if m["sender"] == "system"]) == 1

    name = str(uuid.uuid4())
    with ThreadPoolExecutor(6) as pool:
        seqs = {a.json()["seq"] for a in pool.map(lambda _: page.post("서류를 냈어요", name), range(6))}
    assert len(seqs) == 1
    page.line.send(type="message", client_id=name, text="서류를 냈어요")
    page.settled(seqs.pop())
    assert [m["text"] for m in page.messages()].count("서류를 냈어요") == 1

    desks = [office.desk(kim), office.desk(lee)]
    with ThreadPoolExecutor(2) as pool:
        codes = sorted(a.status_code for a in pool.map(lambda d: d.act(page.conversation, "take"), desks))
    assert codes == [200, 409]
    (asked,) = office.requests(page)
    taker, other = (desks[0], desks[1]) if asked.taken_by == kim.id else (desks[1], desks[0])
    taker.take(page.conversation)
    assert other.say(page.conversation, "저도 있어요").status_code == 409
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: taker.say(page.conversation, "받았습니다", "say-1"), range(4)))
    assert [m["text"] for m in page.messages()].count("받았습니다") == 1
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: taker.act(page.conversation, "give-back"), range(3)))
    given_back = WORDS.entry("utter_handoff_given_back")["text"][-20:]
    assert len([m for m in page.messages() if given_back in m["text"]]) == 1

    # The page's gateway dies while a message and a wish for a person are on their way; the page sends both again.
    fresh = office.worker()
    seen = fresh.messages()[-1]["seq"]
    ids = [str(uuid.uuid4()) for _ in range(3)]
    texts = [STORY, "본인이에요", "상담원"]
    for client_id, words in zip(ids[:1], texts, strict=False):
        fresh.line.send(type="message", client_id=client_id, text=words)
    setup.kill("gateway")
    setup.system.wait_until_ready(60)
    fresh.connect(after=seen)
    for client_id, words in zip(ids, texts, strict=True):
        fresh.settled(fresh.post(words, client_id).raise_for_status().json()["seq"])
    fresh.press_person()
    fresh.state("waiting")
    mine = [m["text"] for m in fresh.messages() if m["sender"] == "worker"]
    assert mine == texts
    assert len(office.requests(fresh)) == 1
    with setup.store.read() as uow:
        case_id = uow.conversations.get(fresh.conversation).case_id
        created = [row for row in uow.audit.of_case(case_id) if row.action == "case.created"]
        assert len(created) == 1


def test_reassigned_on_absence(setup: Setup, office: Office) -> None:
    """Leave, a log-out for longer than the grace time, no room for one more: to the deputy, with the reason."""
    deputy = office.hire("이도윤")
    deputy_desk = office.desk(deputy)
    away = office.hire("김하늘", deputy=deputy)
    desk = office.desk(away)
    talking, waits = office.worker_with_case(away), office.worker_with_case(away)
    for page in (talking, waits):
        page.press_person()
    desk.take(talking.conversation)
    heard = len(deputy_desk.line.frames)
    planned = desk.post("/desk/absences", first="2026-11-23", last="2026-11-27", kind="leave", deputy=deputy.login)
    assert planned.status_code == 303
    deputy_desk.line.until(lambda f: f["type"] == "queue", after=heard)
    left = talking.message(lambda m: m["text"] == WORDS.render("utter_handoff_left", name="김하늘"))
    assert [h.end_reason for h in office.requests(talking)] == ["leave", None]
    for page in (talking, waits):
        asked = office.requests(page)[-1]
        assert (asked.owner_id, asked.owner_rule, asked.moved_reason) == (deputy.id, "deputy", "leave")
        assert "담당자 부재" in deputy_desk.waiting_row(page.conversation)
    deputy_desk.take(talking.conversation)
    event(talking, "handoff.taken", left["seq"])
    assert "이도윤" in desk.page("/desk/absences")

    gone = office.hire("정유나", deputy=deputy)
    desk = office.desk(gone)
    page = office.worker_with_case(gone)
    desk.take(page.conversation)
    desk.get("/desk/queue")
    desk.unlisten()
    assert desk.post("/desk/sign-out").status_code == 303
    office.wait_until_left(gone)
    setup.later(setup.grace / 2)
    assert page.status()["state"] == "human"
    heard = len(deputy_desk.line.frames)
    setup.later(setup.grace)
    page.message(lambda m: m["text"] == WORDS.render("utter_handoff_left", name="정유나"))
    deputy_desk.line.until(lambda f: f["type"] == "queue", after=heard)
    asked = office.requests(page)[-1]
    assert (asked.owner_id, asked.moved_reason) == (deputy.id, "logged_out")
    assert "담당자 연결 끊김" in deputy_desk.waiting_row(page.conversation)
    assert talking.status()["state"] == "human"  # who is still there keeps the conversation

    busy = office.hire("최지호", deputy=deputy, chat_capacity=1)
    desk = office.desk(busy)
    first, second, third = (office.worker_with_case(busy) for _ in range(3))
    for page in (first, second):
        page.press_person()
    assert office.requests(second)[0].owner_id == busy.id
    desk.take(first.conversation)
    third.press_person()
    for page in (second, third):
        (asked,) = office.requests(page)
        assert (asked.owner_id, asked.moved_reason) == (deputy.id, "over_capacity")
        assert "담당자 대화가 가득 참" in deputy_desk.waiting_row(page.conversation)


def test_routed_to_the_right_team(setup: Setup, office: Office) -> None:
    """Team by stage, branch by the workplace's address; a transfer keeps the thread."""
    teams = {
        "submitted": office.hire("김하늘", team="accident_counselling"),
        "in_care": office.hire("이도윤", team="care_support"),
        "care_ended": office.hire("정유나", team="rehabilitation"),
    }
    for state, person in teams.items():
        page = office.worker_with_case(state=state)
        page.press_person()
        page.state("waiting")
        (asked,) = office.requests(page)
        assert (asked.owner_id, asked.owner_rule, asked.branch_code) == (person.id, "team", office.branch)

    ansan = Office(setup, "ansan")
    here = ansan.hire("오현서")
    played = PlayedPage(setup.worker_url)
    Player(CLAIM, played).play()
    asked = played.call_person()
    assert "오현서" in asked[-1]["text"]
    with setup.store.read() as uow:
        request = uow.handoffs.open_for(played.conversation)
        assert (request.branch_code, request.owner_id) == ("ansan", here.id)
    draft = office.worker_with_case(state="draft", **{"workplace.address": "경기도 안산시 단원구 원시동"})
    draft.press_person()
    draft.state("waiting")
    assert office.requests(draft)[0].branch_code == "ansan"
    ansan.close()

    desk = office.desk(teams["in_care"])
    desk.take(page.conversation)
    elsewhere = Office(setup, next(setup.branches))
    lee = elsewhere.hire("한지우")
    other = elsewhere.desk(lee)
    desk.say(page.conversation, "다른 지사 담당자에게 넘겨 드릴게요.")
    before = page.transcript()
    heard = len(other.line.frames)
    assert desk.act(page.conversation, "transfer", to=lee.login, note="").status_code == 422
    answer = desk.act(page.conversation, "transfer", to=lee.login, note="이사를 가셨습니다. 서류는 다 있습니다.")
    assert answer.status_code == 200
    other.line.until(lambda f: f["type"] == "queue", after=heard)
    other.take(page.conversation)
    seen = other.page(f"/desk/conversations/{page.conversation}")
    for words in ("다른 지사 담당자에게 넘겨 드릴게요.", "이사를 가셨습니다"):
        assert words in seen
    assert page.transcript().startswith(before)
    assert [h.end_reason for h in office.requests(page)] == ["transferred", None]
    elsewhere.close()


def test_second_time_works(setup: Setup, office: Office) -> None:
    """Any number of times, and the same handler gets it; also where there is no case yet."""
    kim = office.hire("김하늘")
    office.hire("이도윤")
    agents = [office.hire(name, "agent", branch_code=None) for name in ("진소라", "나은비")]
    for page, person in ((office.worker_with_case(kim), kim), (office.worker(), agents[1])):
        desk = office.desk(person)
        for time in range(3):
            page.press_person() if time % 2 else page.say("상담원")
            page.state("waiting")
            if person is kim or time:
                assert office.requests(page)[-1].owner_id == person.id
            desk.take(page.conversation)
            event(page, "handoff.taken", page.messages()[-2]["seq"])
            desk.give_back(page.conversation)
            page.state("bot")
        assert [h.end_reason for h in office.requests(page)] == ["given_back"] * 3
        assert {h.taken_by for h in office.requests(page)} == {person.id}


def test_bot_failure_opens_the_case(setup: Setup, office: Office) -> None:
    """No answer in five seconds: one apology, the reason at the desk, no loop; and the bot goes on when it can."""
    kim = office.hire("김하늘")
    page = office.worker_with_case(kim)
    desk = office.desk(kim)
    apology = WORDS.render("utter_bot_failed")
    page.tell("안녕하세요")
    with setup.stopped("engine"):
        own = page.say("휴업급여는 얼마나 나와요?")
        began = _time(own)
        sorry = page.message(lambda m: m["text"] == apology, seconds=8, what="the apology")
        assert (_time(sorry) - began).total_seconds() < 5 + 2
        page.state("waiting")
        (asked,) = office.requests(page)
        assert (asked.reason, asked.owner_id) == ("bot_failure", kim.id)
        assert "봇 오류" in desk.waiting_row(page.conversation)
        page.say("여보세요?")
        desk.line.until(lambda f: f["type"] == "message" and f["conversation"] == page.conversation)
    page.settled(own["seq"])
    page.state("bot")
    assert [m["text"] for m in page.messages()].count(apology) == 1
    assert [h.end_reason for h in office.requests(page)] == ["recovered"]
    assert any(m["topic"] and m["topic"].startswith("sick-leave") for m in page.messages(own["seq"]))
    with setup.store.read() as uow:
        (failed,) = [row for row in uow.audit.of_conversation(page.conversation) if row.action == "bot.failed"]
        assert failed.details["why"] in ("timeout", "unreachable")


def test_staff_can_watch_and_step_in(setup: Setup, office: Office) -> None:
    """Live bot conversations of the branch, as they go on; one press takes one over. Another branch sees nothing."""
    kim, agent = office.hire("김하늘"), office.hire("진소라", "agent")
    stranger = Office(setup, next(setup.branches)).hire("한지우")
    page = office.worker_with_case()
    page.tell("휴업급여는 얼마나 나와요?")
    for person in (kim, agent):
        desk = office.desk(person)
        assert "휴업급여는 얼마나" in desk.page("/desk/queue").split("봇이 안내 중")[-1]
    line = desk.listen(watch=page.conversation)
    heard = len(line.frames)
    said = page.tell("장해급여는 뭐예요?")
    line.until(lambda f: f["type"] == "message" and f["conversation"] == page.conversation, after=heard, seconds=5)
    news = desk.get(f"/desk/conversations/{page.conversation}/messages?after=0").text
    assert f'id="m{said[-1]["seq"]}"' in news
    other = office.desk(stranger)
    assert other.get(f"/desk/conversations/{page.conversation}").status_code == 404
    assert other.act(page.conversation, "take").status_code == 404
    assert page.case not in other.page("/desk/queue")

    desk.take(page.conversation)
    status = page.state("human")
    assert status["handler"] == "진소라"
    (asked,) = office.requests(page)
    assert (asked.reason, asked.taken_by) == ("stepped_in", agent.id)


def test_both_sides_have_the_transcript(setup: Setup, office: Office) -> None:
    """The same words for both, complete and in order; nothing of it can be changed, by whatever program."""
    kim = office.hire("김하늘")
    page = office.worker_with_case(kim)
    page.tell("휴업급여는 얼마나 나와요?")
    page.press_person()
    desk = office.desk(kim)
    desk.take(page.conversation)
    desk.say(page.conversation, "제가 보겠습니다.")
    page.settled(page.say("고맙습니다")["seq"])
    desk.give_back(page.conversation)
    page.state("bot")

    mine = page.transcript()
    theirs = desk.get(f"/desk/conversations/{page.conversation}/transcript")
    assert theirs.status_code == 200
    assert theirs.text == mine
    messages = page.messages()
    assert [m["seq"] for m in messages] == list(range(1, len(messages) + 1))
    place = 0
    for message in messages:
        place = mine.index(message["text"], place) + len(message["text"])
    assert mine.count("] ") >= len(messages)

    for change in (
        "update messages set text = 'x' where conversation_id = :id",
        "update messages set seq = seq + 100 where conversation_id = :id",
        "delete from messages where conversation_id = :id",
        "update audit set actor = 'x' where conversation_id = :id",
        "delete from audit where conversation_id = :id",
    ):
        with pytest.raises(DBAPIError), setup.store.engine.begin() as connection:
            connection.execute(sql(change), {"id": page.conversation})
    assert page.transcript() == mine


def test_a_person_at_every_step(setup: Setup, office: Office) -> None:
    """사람, 상담원, the button, 0 on the telephone: in every state. After two failures it is offered unasked."""
    agent = office.hire("진소라", "agent", branch_code=None)
    desk = office.desk(agent)

    def works(page: WorkerPage, how: str) -> None:
        page.press_person() if how == "button" else page.say(how)
        page.state("waiting")
        page.cancel()
        page.state("bot")

    page = office.worker()
    for how in ("사람", "상담원", "0", "button"):
        works(page, how)  # before anything was said
    page.tell(STORY)
    for how in ("사람", "상담원", "button"):
        works(page, how)  # within a question of the form
    page.tell("휴업급여는 얼마나 나와요?")
    works(page, "상담원이랑 얘기하고 싶어요")  # between answer and form

    page.say("상담원")
    page.state("waiting")
    page.tell("사람 언제 와요")
    assert page.state("waiting")
    desk.take(page.conversation)
    page.state("human")
    page.settled(page.say("상담원")["seq"])
    assert page.status()["state"] == "human"
    desk.act(page.conversation, "close", reason="안내가 끝남")
    page.state("closed")
    page.say("상담원")  # an ended conversation
    page.state("waiting")
    desk.take(page.conversation)
    desk.act(page.conversation, "close", reason="안내가 끝남")
    page.state("closed")
    page.press_person()
    page.state("waiting")

    played = PlayedPage(setup.worker_url)
    Player(CLAIM, played).play()  # to the end of a claim
    sent = WorkerPage(setup.worker_url, played.conversation, played._token)
    office.open_.append(sent)
    sent.connect()
    for how in ("사람", "button"):
        works(sent, how)

    puzzled = office.worker()
    puzzled.tell("ㅁㄴㅇㄹ ㅋㅌㅊㅍ")
    offer = puzzled.tell("ㅂㅈㄷㄱ ㅇㄹㅎㅋ")
    assert any(b["title"] == "상담원 연결" for m in offer for b in m["buttons"])
    page_html = httpx.get(setup.worker_url + "/", trust_env=False).text
    assert re.search(r'<button[^>]*id="person"', page_html)

    for steps in ((), ("utterance",), ("utterance", "utterance")):
        call = Call(setup)
        call.event("session.started")
        for step in steps:
            call.event(step, text=STORY if call.spoken == 0 else "본인이에요", confidence=0.95)
        commands = call.event("dtmf", digits="0")
        assert "transfer" in [c["type"] for c in commands]
        with setup.store.read() as uow:
            assert uow.conversations.get(call.conversation).state == "waiting"


class Call:
    """A telephone call over the neutral protocol."""

    def __init__(self, setup: Setup) -> None:
        self.name = uuid.uuid4().hex
        self.conversation = str(uuid.uuid5(uuid.NAMESPACE_URL, f"call:neutral:{self.name}"))
        self.spoken = 0
        self._http = httpx.Client(
            base_url=setup.worker_url, timeout=30, trust_env=False, headers={"Authorization": f"Bearer {PHONE_SECRET}"}
        )

    def event(self, kind: str, **data: object) -> list[dict]:
        """Tell it, and go on as long as the other side asks for that; what is to be done last."""
        self.spoken += kind == "utterance"
        commands = self._tell(kind, **data)
        while any(c["type"] == "continue" for c in commands):
            commands = self._tell("continue")
        return commands

    def _tell(self, kind: str, **data: object) -> list[dict]:
        body = {"type": kind, "id": uuid.uuid4().hex, **data}
        answer = self._http.post(f"/api/phone/calls/{self.name}/events", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["commands"]


def _press(page: WorkerPage, url: str) -> httpx.Response:
    return httpx.post(
        f"{url}/api/chat{page.path('/handoff')}",
        json={"client_id": "once"},
        headers={"Authorization": f"Bearer {page.token}"},
        timeout=30,
        trust_env=False,
    )


def _fields(setup: Setup, number: str) -> set[str]:
    with setup.store.read() as uow:
        return set(uow.fields.current(uow.cases.by_number(number).id))


def _time(message: dict) -> dt.datetime:
    return dt.datetime.fromisoformat(message["at"])


def _waits_before(setup: Setup, office: Office, taker, minutes: int) -> None:
    """Workers of this branch who waited so long lately: what an estimate is made of."""
    with setup.store.write() as uow:
        for number in range(ENOUGH):
            asked = setup.now() - dt.timedelta(days=3, minutes=number)
            conversation = uow.conversations.create(str(uuid.uuid4()), "web", uuid.uuid4().hex, asked)
            row = uow.handoffs.create(
                conversation.id, asked, case_id=None, reason="worker_asked", branch_code=office.branch,
                owner_id=taker.id, owner_rule="handler",
            )  # fmt: skip
            row.state, row.taken_by, row.taken_at = "done", taker.id, asked + dt.timedelta(minutes=minutes)
            row.ended_at, row.end_reason = row.taken_at, "given_back"
