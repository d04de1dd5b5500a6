"""Answers that decide something: a choice by its number, a plain yes, a refusal, a plan, and what is still open."""

from __future__ import annotations

import re

from casework.korean import answers, numerals

_DECLINES = re.compile(
    r"(?:아니요|아뇨|네|아)?[,.\s]*(?:저는\s*)?(?:괜찮(?:아요|습니다|은데요?|아)|됐(?:어요|습니다)|안\s*그래도\s*돼)"
    r"|.*필요(?:는|가|도)?\s*(?:없|안)"
)
_UNDECIDED = re.compile(
    r"[할을될일]\s*(?:수도|지도)\s*(?:있|모)|봐야\s*(?:안|알|한|돼|된)|경과(?:를)?\s*(?:보|봐|지켜)|(?:안|못)\s*정[했해]|정해지지\s*않"
    r"|결정(?:이|은)?\s*(?:안|못|아직)|미정|고민\s*중|생각\s*중|(?:의사|병원)\S*\s*(?:정한|결정한)"
)
_PLANNED = re.compile(
    r"예정|하기로|받기로|[할을]\s*(?:거|것|겁|계획)"
    r"|(?:내일|모레|다음\s*(?:주|달)|이번\s*주|\d+\s*일(?:에|날)?|[월화수목금토일]요일)\S*\s*(?:\S+\s+)?(?:해요|받아요|합니다|받습니다|한대요|받는대요|잡혔)"
)
_NOT = re.compile(r"(?<![가-힣])(?:안|못)\s|없")
_ONLY = re.compile(r"(?<![가-힣])(?P<that>(?!조금|잠깐|한\s?번)[가-힣]{1,8})만\s*(?:했|받|하고|해요|합니다|하면)")
_ORDINAL = re.compile(
    rf"\s*(?:(?P<digits>\d{{1,2}})\s*(?:번(?:째)?)?|(?P<word>첫|{numerals.NATIVE})\s*번째)\s*(?:거|것|게)?\s*"
    r"(?:이?에요|예요|이?요|입니다|할게요)?[.!~\s]*"
)
_SUBJECT = re.compile(r"[가-힣][이가]\s")
_PLAIN = 10  # letters of a yes that says nothing besides


def is_plain_yes(text: str) -> bool:
    """Whether a text is a yes and hardly more: 네 맞아요, but not a sentence about somebody."""
    return len(text.strip()) <= _PLAIN and not _SUBJECT.search(text) and answers.yes_no(text) is True


def agrees(text: str) -> bool | None:
    """Yes or no to a consent; 동의 안 해요 is a no."""
    return True if "동의" in text and not re.search(r"안|않|못|싫", text) else answers.yes_no(text)


def declines(text: str) -> bool:
    """Whether an offer or a need is waved off: 괜찮아요, 필요 없어요."""
    return bool(_DECLINES.match(text.strip()))


def is_undecided(text: str) -> bool:
    """Whether something is still to be decided: 할 수도 있대요, 지켜봐야 안대요."""
    return bool(_UNDECIDED.search(text))


def is_planned(text: str) -> bool:
    """Whether something is going to be: 예정이에요, 다음 주에 해요."""
    return bool(_PLANNED.search(text)) and not _NOT.search(text)


def only_that(text: str) -> str | None:
    """The one thing that was done instead of what was asked: 깁스만 했어요 gives 깁스."""
    match = _ONLY.search(text)
    return match["that"] if match else None


def ordinal(text: str) -> int | None:
    """The number of a choice: 3, 3번이요, 세 번째요."""
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    return int(match["digits"]) if match["digits"] else numerals.number(match["word"].replace("첫", "한"))
