"""Personal numbers in free text: registration, telephone, account and card numbers, found and replaced by labels.

Dates, times, amounts, receipt numbers (6-5) and draft numbers (4-4) are none. A business number is found, but stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

LABELS: dict[str, str] = {
    "resident": "[주민등록번호]", "foreigner": "[외국인등록번호]", "phone": "[전화번호]", "account": "[계좌번호]", "card": "[카드번호]",
}  # fmt: skip
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_S = r"[ \t]?[-–—‐‑−－~.·]?[ \t]?"
_H = r"[ \t]?[-–—‐‑−－][ \t]?"
_SPOKEN = {
    "공": "0",
    "영": "0",
    "빵": "0",
    "일": "1",
    "하나": "1",
    "이": "2",
    "둘": "2",
    "삼": "3",
    "사": "4",
    "오": "5",
    "육": "6",
    "륙": "6",
    "칠": "7",
    "팔": "8",
    "구": "9",
}


@dataclass(frozen=True)
class Identifier:
    """A personal number at `[start, end)`; `value` is its digits alone. `extra` may hold checksum: whether it holds."""

    kind: str
    value: str
    start: int
    end: int
    extra: dict[str, Any] | None = field(default=None, hash=False)


_REGISTRATION = re.compile(
    r"(?<![\d\-])(?P<a>\d{6})[ \t]{0,2}[-–—‐‑−－~./]?[ \t]{0,2}(?P<b>[0-9](?:\d{6}|"
    r"\d{0,3}[*xX●○]{3,6}))(?![\d])(?!-\d)"
)
_SPACED_REGISTRATION = re.compile(r"(?<!\d)(?:\d[ \t]){5}\d[ \t]*[-–—−]?[ \t]*(?:\d[ \t]){6}\d(?!\d)")
_PHONE = re.compile(
    rf"(?<![\d\-])(?:\+?82{_S}\(?0?\)?{_S}1[016789]|01[016789]){_S}\d{{3,4}}{_S}\d{{4}}(?![\d])"
    rf"|(?<![\d\-])(?:\+?82{_H})?\(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|"
    rf"50\d?)\)?[ \t]?[-–—−).][ \t]?\d{{3,4}}{_H}\d{{4}}(?![\d])"
    r"|(?<![\d\-.])0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70)[ \t]\d{3,4}[ \t]\d{4}(?![\d])"
    r"|(?<![\d\-.,])0(?:2\d{7,8}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])\d{7,8}|70\d{8})(?![\d\-])"
    r"|(?<!\d)0[ \t]1[ \t][016789](?:[ \t]*-?[ \t]*\d){7,8}(?!\d)"
)
_SPOKEN_PHONE = re.compile(
    r"공[ \t]?일[ \t]?[공영](?:(?:[ \t,.-]{0,2}[공영빵일이삼사오육륙칠팔구]){8}|"
    r"(?:[ \t,.-]{0,2}[공영빵일이삼사오육륙칠팔구]){7}(?![공영일이삼사오육륙칠팔구]))"
)
_CARD = re.compile(
    r"(?<![\d\-])(?:\d{4}(?P<s>[ \t]?[-–—−][ \t]?|[ \t])\d{4}(?P=s)\d{4}(?P=s)\d{4}|"
    r"3[47]\d{2}[- ]\d{6}[- ]\d{5})(?![\d\-])"
)
_BUSINESS = re.compile(r"(?<![\d\-])\d{3}[-–—−]\d{2}[-–—−]\d{5}(?![\d\-])")
_GROUPED = re.compile(r"(?<![\d\-.])\d{2,6}(?:[ \t]?[-–—−][ \t]?\d{1,7}){2,3}(?![\d\-])")
_PAIRED = re.compile(r"(?<![\d\-.])\d{3,6}[-–—−]\d{6,10}(?![\d\-])")
_SPACED = re.compile(r"(?<![\d\-.])\d{2,6}(?:[ \t]\d{2,7}){2,3}(?![\d\-])")
_PLAIN = re.compile(r"(?<![\d\-.,])\d{10,16}(?![\d\-]|\s?원|[,.]\d)")
_BANK = re.compile(
    r"은행|계좌|통장|국민|신한|농협|수협|하나|기업|카카오|토스|새마을|우체국|신협|입금|예금|케이뱅크|제일|씨티|우리은|송금|이체|뱅크"
)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def find(text: str) -> list[Identifier]:
    """Every number, in order, without overlaps. Kinds: resident, foreigner, phone, card, account, business."""
    text = text.translate(_FULL_WIDTH)  # one character for one, so that places stay
    finds: list[Identifier] = []
    taken: set[int] = set()
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if not taken.isdisjoint(range(match.start(), match.end())):
                continue
            one = read(match)
            if one is not None:
                finds.append(one)
                taken.update(range(one.start, one.end))
    return sorted(finds, key=lambda one: one.start)


def redact(text: str) -> str:
    """The text with a label such as [전화번호] for each personal number; business numbers and everything else stay."""
    pieces: list[str] = []
    at = 0
    for one in find(text):
        if one.kind in LABELS:
            pieces += [text[at : one.start], LABELS[one.kind]]
            at = one.end
    return "".join([*pieces, text[at:]])


def checksum_holds(digits: str) -> bool:
    """Whether the last of 13 digits is the check digit. A hint only: numbers given out since October 2020 have none."""
    total = sum(int(d) * w for d, w in zip(digits[:12], _WEIGHTS, strict=True))
    last = (11 - total % 11) % 10
    return int(digits[12]) in (last, (last + 2) % 10 if digits[6] in "5678" else last)


def _digits(match: re.Match[str]) -> str:
    return "".join(str(int(char)) for char in match.group() if char.isdigit())


def _is_day(six: str) -> bool:
    try:
        date(2000, int(six[2:4]), int(six[4:6]))
    except ValueError:
        return False
    return True


def _registration(match: re.Match[str]) -> Identifier | None:
    digits = _digits(match)
    separated = not match.group().isdigit()
    if not _is_day(digits[:6]) and not (separated and len(digits) == 13):
        return None
    kind = "foreigner" if digits[6] in "5678" else "resident"
    if not separated and (not _is_day(digits[:6]) or _looks_like_moment(digits)):
        return None
    return Identifier(
        kind, digits, match.start(), match.end(), {"checksum": checksum_holds(digits)} if len(digits) == 13 else None
    )


def _phone(match: re.Match[str]) -> Identifier:
    return Identifier(
        "phone",
        re.sub(r"^82", "0", _digits(match)).replace("00", "0", 1) if match.group().startswith("+") else _digits(match),
        match.start(),
        match.end(),
    )


def _spoken_phone(match: re.Match[str]) -> Identifier:
    digits = "".join(_SPOKEN[char] for char in match.group() if char in _SPOKEN)
    return Identifier("phone", digits, match.start(), match.end())


def _card(match: re.Match[str]) -> Identifier:
    digits = _digits(match)
    return Identifier("card", digits, match.start(), match.end(), {"checksum": luhn_holds(digits)})


def luhn_holds(digits: str) -> bool:
    """Whether a card number's check digit holds."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _business(match: re.Match[str]) -> Identifier:
    return Identifier("business", _digits(match), match.start(), match.end())


def _account(match: re.Match[str]) -> Identifier | None:
    digits = _digits(match)
    if not 10 <= len(digits) <= 16:
        return None
    return Identifier("account", digits, match.start(), match.end())


def _paired_account(match: re.Match[str]) -> Identifier | None:
    return _account(match) if _near_bank(match) else None


def _plain(match: re.Match[str]) -> Identifier | None:
    """A long run of digits: a card if its check digit says so, else an account, unless a moment or too short to tell."""
    digits = _digits(match)
    if len(digits) >= 15 and luhn_holds(digits):
        return _card(match)
    if _near_bank(match):
        return _account(match)
    if _looks_like_moment(digits) or len(digits) == 10:
        return None
    return _account(match)


def _near_bank(match: re.Match[str]) -> bool:
    around = (
        match.string[max(0, match.start() - 15) : match.start()] + " " + match.string[match.end() : match.end() + 12]
    )
    return bool(_BANK.search(around))


def _looks_like_moment(digits: str) -> bool:
    """20261123101500 and the like: a date with a time."""
    return (
        len(digits) in (12, 14)
        and digits[:2] in ("19", "20")
        and _is_day(digits[2:8])
        and int(digits[8:10]) < 24
        and int(digits[10:12]) < 60
    )


_READERS = (
    (_BUSINESS, _business),
    (_SPACED_REGISTRATION, _registration),
    (_REGISTRATION, _registration),
    (_CARD, _card),
    (_PHONE, _phone),
    (_SPOKEN_PHONE, _spoken_phone),
    (_GROUPED, _account),
    (_PAIRED, _paired_account),
    (_SPACED, _paired_account),
    (_PLAIN, _plain),
)
