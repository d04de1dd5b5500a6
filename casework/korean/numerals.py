"""Korean number words: 한·두·열두 (native), 십오·이백오십 (Sino-Korean), 2백5십만, 12,000."""

from __future__ import annotations

import re

DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "륙": 6, "칠": 7, "팔": 8, "구": 9}
SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "석": 3, "세": 3, "서": 3, "넷": 4, "넉": 4, "네": 4, "너": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
# Pairs said in one breath: 두세 시간 is two to three hours.
PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "두어": (2, 3), "서너": (3, 4), "네다섯": (4, 5), "너댓": (4, 5), "네댓": (4, 5),
    "대여섯": (5, 6), "예닐곱": (6, 7), "이삼": (2, 3), "삼사": (3, 4), "사오": (4, 5), "오륙": (5, 6), "오육": (5, 6),
    "육칠": (6, 7), "칠팔": (7, 8),
}  # fmt: skip

_NATIVE_ONES = "다섯|여섯|일곱|여덟|여덜|아홉|하나|한|둘|두|셋|석|세|서|넷|넉|네|너"
NATIVE = (
    rf"(?:(?:열|스물|서른|마흔|쉰)\s?(?:{_NATIVE_ONES})|열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔|{_NATIVE_ONES})"
)
SINO = r"(?:(?:[이삼사오육칠팔구]?십)[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
PAIR = "(?:" + "|".join(sorted(PAIRS, key=len, reverse=True)) + ")"

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[가-힣]")


def native(word: str) -> int | None:
    """The value of a native number word up to 99 (열두 is 12), or None."""
    word = re.sub(r"\s", "", word)
    if word in ONES:
        return ONES[word]
    for ten, value in TENS.items():
        rest = word[len(ten) :]
        if word.startswith(ten) and (not rest or rest in ONES):
            return value + ONES.get(rest, 0)
    return None


def sino(word: str) -> int | None:
    """The value of a Sino-Korean or mixed number such as 이백오십, 2백5십만 or 3,000; None if the order of units is wrong."""
    total = 0.0
    section = 0.0
    current: float | None = None
    last_small = last_big = float("inf")
    word = re.sub(r"\s", "", word)
    tokens = _TOKEN.findall(word) if len(word) <= 20 else []
    if not tokens or "".join(tokens) != word:
        return None
    for token in tokens:
        if token[0].isdigit():
            if current is not None:
                return None
            current = float(token.replace(",", ""))
        elif token in DIGITS:
            if current is not None:
                return None
            current = DIGITS[token]
        elif token in SMALL:
            if SMALL[token] >= last_small:
                return None
            last_small = SMALL[token]
            section += (1 if current is None else current) * last_small
            current = None
        elif token in BIG:
            if BIG[token] >= last_big:
                return None
            last_big, last_small = BIG[token], float("inf")
            section += current or 0
            total += (section or 1) * last_big
            section, current = 0, None
        else:
            return None
    return round(total + section + (current or 0))


def number(word: str) -> int | None:
    """Digits, a native or a Sino-Korean number word as an integer, or None."""
    word = word.strip()
    if re.fullmatch(r"\d[\d,]*", word):
        return int(word.replace(",", ""))
    value = native(word)
    return sino(word) if value is None else value
