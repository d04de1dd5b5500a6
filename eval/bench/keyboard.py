"""An agent at the console with a keyboard and nothing else, and how many keys that takes on a Korean keyboard."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, expect

_INITIAL_WITH_SHIFT = {1, 4, 8, 10, 13}  # ㄲ ㄸ ㅃ ㅆ ㅉ
_VOWEL_OF_TWO = {9, 10, 11, 14, 15, 16, 19} | {3, 7}  # ㅘ ㅙ ㅚ ㅝ ㅞ ㅟ ㅢ, and ㅒ ㅖ with shift
_FINAL_OF_TWO = {3, 5, 6, 9, 10, 11, 12, 13, 14, 15, 18} | {2, 20}  # ㄳ ㄵ ㄶ ㄺ … ㅄ, and ㄲ ㅆ with shift
MOST_QUESTIONS = 90


def strokes(text: str) -> int:
    """Keys pressed for `text` with the two-set layout; a shifted letter is two."""
    return sum(_of(letter) for letter in text)


def _of(letter: str) -> int:
    code = ord(letter) - 0xAC00
    if not 0 <= code < 11172:
        return 2 if letter.isascii() and letter.isalpha() and letter.isupper() else 1
    initial, vowel, final = code // 588, code % 588 // 28, code % 28
    return 2 + (initial in _INITIAL_WITH_SHIFT) + (vowel in _VOWEL_OF_TWO) + bool(final) + (final in _FINAL_OF_TWO)


@dataclass(frozen=True)
class Story:
    """What a caller tells: first, and in answer to each field."""

    name: str
    title: str
    number: str
    story: str
    says: dict[str, str]
    types: dict[str, str]
    asks: dict[str, str]
    expect: dict[str, Any]


def load(path: Path) -> Story:
    """One of eval/console."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = {name: row if isinstance(row, dict) else {"says": row, "types": row} for name, row in raw["answers"].items()}
    return Story(
        name=path.stem,
        title=raw["title"],
        number=str(raw["number"]),
        story=raw["story"],
        says={name: str(row["says"]) for name, row in rows.items()},
        types={name: str(row["types"]) for name, row in rows.items()},
        asks=raw.get("asks") or {},
        expect=raw.get("expect") or {},
    )


@dataclass
class Typist:
    """Presses keys on a page and counts them."""

    page: Page
    keys: int = 0
    spoken: list[str] = field(default_factory=list)  # by the agent, in order

    def press(self, key: str, times: int = 1) -> None:
        """One key, or one with Alt."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys += 1 + key.count("+")

    def type(self, text: str) -> None:
        """Words and numbers."""
        self.page.keyboard.type(text)
        self.keys += strokes(text)


class Console(Typist):
    """The console as its agent uses it: reads what is to be asked, types what is answered."""

    def open(self, number: str) -> None:
        """Begin a call from the start page, which must be open."""
        expect(self.page.get_by_label("거신 분 전화번호")).to_be_focused()
        self.type(number)
        self.press("Enter")
        expect(self.page.locator("#line")).to_be_focused()

    @property
    def asks(self) -> str:
        """The field that has the focus because it is the next one."""
        return self._work.get_attribute("data-next") or ""

    @property
    def ready(self) -> bool:
        """Whether the claim may be handed in."""
        return self._work.get_attribute("data-ready") == "yes"

    @property
    def _work(self):
        return self.page.locator("[data-work]")

    def settled(self) -> None:
        """Wait until the last act is shown."""
        expect(self.page.locator("#console:not([aria-busy])")).to_be_attached()

    def say(self, text: str) -> None:
        """What the caller says, into the line."""
        if self.page.evaluate("document.activeElement.id") != "line":
            self.press("F2")
        self.type(text)
        self._then("Enter")

    def _then(self, key: str) -> None:
        """Press a key that does something, and wait until it is shown."""
        self.press(key)
        self.settled()

    def answer(self, text: str | None) -> None:
        """Into the field that has the focus; None: the caller does not know."""
        if text is None:
            self._then("F8")
            return
        self.type(text)
        self._then("Enter")

    def tick(self) -> None:
        """The consent that has the focus was given."""
        self._then("Space")

    def fill(self, types: dict[str, str], asks: dict[str, str] | None = None) -> list[str]:
        """Answer everything that is asked, with questions of the caller in between; the fields in their order."""
        order: list[str] = []
        pending = dict(asks or {})
        while name := self.asks:
            if len(order) > MOST_QUESTIONS:
                raise AssertionError(f"no end: {order}")
            focused = self.page.evaluate("document.activeElement.dataset.field || ''")
            if focused != name:
                raise AssertionError(f"{name} is asked, {focused or 'nothing'} has the focus")
            self.spoken.append(self.page.locator(".console-prompt").inner_text())
            if name in pending:
                self.say(pending.pop(name))
                continue
            order.append(name)
            if name.startswith("consent."):
                self.spoken += self.page.locator(".console-prompt-more").all_inner_texts()
                self.tick()
            else:
                self.answer(types.get(name))
        return order

    def submit(self) -> str:
        """Hand in and give the receipt number."""
        self.press("F9")
        expect(self.page.locator("#hand-in[open]")).to_be_visible()
        self._then("Enter")
        number = self.page.locator("[data-part=head] b").first
        expect(self.page.locator("[data-part=notice] .notice-good")).to_be_visible()
        return number.inner_text()
