"""Text for the ear: numbers, dates, times and amounts as they are said aloud, signs that nobody says taken out. Pure."""

from __future__ import annotations

import re
from html import escape

_DIGITS = "공일이삼사오육칠팔구"
_SINO = "영일이삼사오육칠팔구"
_SMALL = ("", "십", "백", "천")
_BIG = ("", "만", "억", "조")
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_NATIVE_UNITS = "시간|시|가지|번째|명|사람|군데|달|살|개(?!월)|대|마리"
_UNITS = {"kg": "킬로그램", "g": "그램", "km": "킬로미터", "cm": "센티미터", "mm": "밀리미터", "m": "미터", "t": "톤", "%": "퍼센트", "dB": "데시벨", "℃": "도"}  # fmt: skip
_MONTHS = {6: "유월", 10: "시월"}

_GROUPED = re.compile(r"(?<![\d,.-])\d{2,6}(?:-\d{3,6}){1,2}(?![\d-])")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
_EMERGENCY = re.compile(r"(?<!\d)(119|109|112|110)(?!\d|번째|,|\.\d)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])월")
_NATIVE = re.compile(rf"(?<![\d,.])(\d{{1,2}})\s?({_NATIVE_UNITS})")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNIT = re.compile(r"(?<=\d)\s?(kg|km|cm|mm|dB|℃|%|g|m|t)(?![A-Za-z])")
_NUMBERED = re.compile(r"(?<![\d,.])(\d{1,2})번(?!째)")
_QUOTES = re.compile("[\"'“”‘’「」『』*_#<>]")
_PACE, _BREATH = 6.5, 0.3  # syllables a second, and seconds after a sentence
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


def digits(text: str) -> str:
    """The digits of `text` one by one, groups apart: 010-12 gives 공 일 공, 일 이."""
    groups = re.findall(r"\d+", text)
    return ", ".join(" ".join(_DIGITS[int(d)] for d in group) for group in groups)


def number(value: int) -> str:
    """A whole number in Sino-Korean words: 2800000 is 이백팔십만."""
    if value == 0:
        return _SINO[0]
    words, place = [], 0
    while value:
        value, section = divmod(value, 10_000)
        if section:
            said = _section(section)
            words.insert(0, ("" if said == "일" and place == 1 else said) + _BIG[min(place, len(_BIG) - 1)])
        place += 1
    return " ".join(words)


def _section(value: int) -> str:
    out = ""
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            out += ("" if digit == 1 and place else _SINO[digit]) + _SMALL[place]
    return out


def native(value: int) -> str:
    """A number below 100 as things are counted: 3 is 세, 20 is 스무."""
    if value == 20:
        return "스무"
    return (_TENS[value // 10] + _ONES[value % 10]) or _SINO[0]


def speakable(text: str) -> str:
    """`text` as it is said aloud."""
    text = _ISO.sub(lambda m: f"{m[1]}년 {int(m[2])}월 {int(m[3])}일", text)
    text = _CLOCK.sub(_clock, text)
    text = _GROUPED.sub(lambda m: digits(m.group()), text)
    text = _EMERGENCY.sub(lambda m: digits(m.group()).replace(" ", ""), text)
    text = _UNIT.sub(lambda m: f" {_UNITS[m[1]]}", text)
    text = _MONTH.sub(lambda m: _MONTHS.get(int(m[1])) or number(int(m[1])) + "월", text)
    text = _NUMBERED.sub(lambda m: number(int(m[1])) + "번", text)
    text = _NATIVE.sub(_counted, text)
    text = _NUMBER.sub(_plain_number, text)
    return _without_signs(text)


def _counted(match: re.Match[str]) -> str:
    value, unit = int(match[1]), match[2]
    if not value or (unit == "시" and value > 12):  # 15시 is 십오시, as the army says it
        return match.group()
    return f"{native(value)} {unit}"


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    half = "오전" if hour < 12 else "오후"
    return f"{half} {(hour - 1) % 12 + 1}시" + (f" {minute}분" if minute else "")


def _plain_number(match: re.Match[str]) -> str:
    whole, _, part = match.group().rstrip(",").replace(",", "").partition(".")
    said = number(int(whole)) if len(whole) <= 16 and (whole == "0" or whole[0] != "0") else digits(whole)
    tail = "," if match.group().endswith(",") else ""
    return said + (f" 점 {' '.join(_SINO[int(d)] for d in part)}" if part else "") + tail


def _without_signs(text: str) -> str:
    text = _QUOTES.sub("", text)
    text = re.sub(r"\s*\([^()]*\)(?=[가-힣])", "", text)  # 검지(둘째손가락)로: an explanation for the eye
    text = re.sub(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]", r", \1,", text)
    text = re.sub(r"^\s*[·•-]\s*", "", text, flags=re.MULTILINE)
    text = re.sub(r"\s*[·/→]\s*", ", ", text)
    text = re.sub(r"\s*~\s*", "에서 ", text)
    text = re.sub(r":\s+", ", ", text)
    text = re.sub(r"(?:,\s*)+(?=[,.!?])", "", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def ssml(text: str) -> str:
    """Speakable text as SSML: everything escaped, a breath after each sentence."""
    parts = [escape(part, quote=False) for part in sentences(text)]
    return "<speak>" + '<break time="300ms"/>'.join(parts) + "</speak>"


def sentences(text: str) -> list[str]:
    """The sentences of `text`, each with its sign."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def question_in(text: str) -> str | None:
    """The last sentence of `text` that asks something."""
    return next((one for one in reversed(sentences(text)) if one.endswith("?")), None)


def seconds(text: str) -> float:
    """How long a voice takes to say `text`, about: six syllables and a half a second, and a breath after a sentence."""
    words = speakable(text)
    letters = sum(c.isalnum() for c in words)
    return letters / _PACE + _BREATH * len(sentences(words))


def spelled(name: str) -> str:
    """A name syllable by syllable, to be checked by ear: 남기석 gives 남, 기, 석."""
    return ", ".join(name) if re.fullmatch(r"[가-힣]{2,6}", name) else name


_LIKE = re.compile(r"(?P<word>[가-힣]+)\s*(?:할\s*때|의|에|라고\s*할\s*때)\s*(?P<letter>[가-힣])(?![가-힣])")
_ALONE = re.compile(r"(?<![가-힣])[가-힣](?![가-힣])")
_NO_LETTER = frozenset("네예음아어은는이가")


def spelt(text: str) -> str | None:
    """The name that somebody spells: 남대문 할 때 남, 기차 할 때 기, 석유 할 때 석 gives 남기석. None where nothing is spelt."""
    letters = [match["letter"] for match in _LIKE.finditer(text)]
    if len(letters) < 2:
        letters = [letter for letter in _ALONE.findall(name_in(text)) if letter not in _NO_LETTER]
    return "".join(letters) if 2 <= len(letters) <= 6 else None


_CLOSING = re.compile(
    r"(?:이상(?:이에요|입니다|이요)|그게\s*다(?:예요|입니다|요)|다\s*말했(?:어요|습니다)|끝(?:이에요|입니다|이요)?|없어요)\s*[.!]?\s*$"
)


def is_the_end(text: str) -> bool:
    """Whether somebody says that this was all."""
    return len(text) <= 24 and bool(_CLOSING.search(text.strip()))


_LEAD = re.compile(r"^(?:제|저희?)?\s*(?:이름|성함)(?:은|이)?\s*|^(?:저는|전|네|예|음|어)[,\s]+")


def name_in(text: str) -> str:
    """The name alone: 이름은 남기석이에요 gives 남기석."""
    bare = _LEAD.sub("", text.strip().rstrip(" .!?~"))
    return re.sub(
        r"(?:이라고\s*(?:합니다|해요)|라고\s*(?:합니다|해요)|이고요|고요|이에요|예요|입니다|이요|요)$", "", bare
    ).strip()


SHORTEST_STORY = 14  # letters; a shorter first sentence is a greeting or a wish
