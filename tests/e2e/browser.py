"""A worker and a member of staff at real pages, by what a person sees: roles, labels and words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "docs" / "screenshots"
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds; a busy machine is slow, and nothing here is about how fast it is
expect.set_options(timeout=PATIENCE)
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A bot message behind the worker's newest stored one, and of those the ones that wait for something.
_REPLY = ".message-worker[data-seq]:nth-last-child(1 of .message-worker) ~ .message-bot"
_OPEN = f"{_REPLY}[data-asks], {_REPLY}[data-step]"
_CAME_AT = """selector => {
  const links = () => [...document.querySelectorAll(selector)].map(link => link.href);
  const known = links();
  window.cameAt = null;
  new MutationObserver(() => {
    if (window.cameAt === null && links().some(href => !known.includes(href))) window.cameAt = Date.now();
  }).observe(document.body, {childList: true, subtree: true});
}"""


def chromium() -> str | None:
    """The browser of this machine, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def launch(playwright: Playwright) -> Browser:
    """Start it, with nothing of its own going out."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))


def person(browser: Browser, **options: Any) -> BrowserContext:
    """A device of its own: no cookie and no storage is shared with another."""
    settings = {"locale": "ko-KR", "timezone_id": "Asia/Seoul", "viewport": WIDE, "accept_downloads": True} | options
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    return context


def password_of(system: Any, login: str) -> str:
    """A new one-time password from the command line."""
    env = os.environ | {"IEUM_VAR": str(system.var)}
    if system.database_url:
        env["DATABASE_URL"] = system.database_url
    command = [ROOT / "ieum", "staff", "reset", login, "--json"]
    run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True)
    return json.loads(run.stdout)["password"]


def shoot(page: Page, name: str, at: Locator | None = None) -> None:
    """Keep what is in sight, wide and narrow, where SCREENSHOTS=1 asks for it; `at` is brought to the top."""
    if os.environ.get("SCREENSHOTS") != "1":
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        page.evaluate(
            "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150))))"
        )
        if at is not None:
            at.evaluate("node => { node.scrollIntoView({block: 'start'}); scrollBy(0, -150); }")
        page.screenshot(path=SHOTS / f"{name}-{size['width']}.png", animations="disabled")
    page.set_viewport_size(before)


def note_arrival(page: Page, selector: str) -> None:
    """From now on remember when a link that fits `selector` and was not there before comes on to the page."""
    page.evaluate(_CAME_AT, selector)


def came_at(page: Page) -> float:
    """When it did, in milliseconds since 1970."""
    return page.evaluate("window.cameAt")


def overflow(page: Page) -> float:
    """How many pixels of the page lie outside its width."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


class Worker:
    """Somebody at the chat page."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.page = context.new_page()
        self.url = url
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.page.get_by_role("log", name="대화 내용")

    @property
    def input(self) -> Locator:
        """Where the worker writes."""
        return self.page.get_by_role("textbox", name="하실 말씀")

    def open(self) -> None:
        """Come to the page and wait for the greeting, or for what was said before."""
        self.page.goto(self.url)
        expect(self.log.get_by_role("article").first).to_be_visible()

    def say(self, text: str) -> None:
        """Write and send; the answer is not waited for."""
        self.input.fill(text)
        self.page.get_by_role("button", name="보내기", exact=True).last.click()

    def tell(self, text: str) -> str:
        """Write, send and wait for the bot's next question; gives its field or step."""
        self.say(text)
        return self.asked()

    def press(self, title: str) -> str:
        """Press a quick reply and wait for the bot's next question."""
        self.choice(title).click()
        return self.asked()

    def choice(self, title: str) -> Locator:
        """A quick reply."""
        return self.page.get_by_role("group", name="이렇게 답하실 수 있어요").get_by_role("button", name=title)

    def asked(self) -> str:
        """What the bot asks for after the worker's newest message: a field id, else a step."""
        newest = self.page.locator(_OPEN).last
        expect(newest).to_be_visible()
        return newest.get_attribute("data-asks") or newest.get_attribute("data-step") or ""

    def reply(self) -> Locator:
        """Whatever the bot said after the worker's newest message."""
        return self.page.locator(_REPLY)

    def card(self, title: str) -> Locator:
        """A card by its heading."""
        return self.page.get_by_role("form", name=title)

    def answer(self, asked: str, answers: dict[str, str], until: set[str]) -> str:
        """Answer one question after the other until one of `until` is asked; gives that one."""
        for _ in range(60):
            if asked in until:
                return asked
            asked = self.tell(answers.get(asked, "모르겠어요"))
        raise AssertionError(f"60 answers, and still asked for {asked}")


class Desk:
    """Somebody of the staff at the desk."""

    def __init__(self, context: BrowserContext, system: Any) -> None:
        self.page = context.new_page()
        self.system = system
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)

    def sign_in(self, login: str) -> None:
        """With a one-time password, which is changed at once; ends at the queue, connected."""
        page, first = self.page, password_of(self.system, login)
        page.goto(self.system.url + "/desk")
        shoot(page, "desk-sign-in")
        page.get_by_label("아이디").fill(login)
        page.get_by_label("비밀번호").fill(first)
        page.get_by_role("button", name="로그인").click()
        own = "참외 밭 " + first
        page.get_by_label("지금 비밀번호").fill(first)
        page.get_by_label("새 비밀번호", exact=True).fill(own)
        page.get_by_label("새 비밀번호 확인").fill(own)
        with page.expect_websocket() as live:
            page.get_by_role("button", name="바꾸기").click()
        expect(page.get_by_role("heading", name="내 접수", level=2)).to_be_visible()
        if not live.value.is_closed():
            page.wait_for_load_state("load")

    def case(self, number: str) -> Locator:
        """The link to a case by its receipt number."""
        return self.page.get_by_role("link", name=number).first
