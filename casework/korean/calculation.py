"""What people say around a calculation: which grade, which way of payment, what if, put it into the claim."""

from __future__ import annotations

import re

from casework.korean import amounts

_GRADE = re.compile(r"(?<![\d.])(\d{1,2})\s*급(?!여|식|수|한|해|성|격|히|증|전|료|발|락|매|구)")
_LUMP = re.compile(r"일시금|한꺼번에|한\s*번에|목돈")
_PENSION = re.compile(r"연금")
_HALF = re.compile(r"(?:반|절반)(?:은|만|씩)?\s*(?:은|만)?\s*(?:일시금|연금)")
_AVERAGE = re.compile(r"평균\s*임금[^.?!\d]{0,8}$")
_PER_MONTH = re.compile(r"\s*에\s*(?:세전|세후|한|약)?\s*\d")
_CALCULATE = re.compile(
    r"계산|뽑아\s*(?:줘|주)|얼만지|얼마나?\s*(?:나|받|돼|되|인|예|일|쯤|정도|줘|주|들)|얼마(?:예요|에요|야|죠|지|입니까)?\s*[?.!]*\s*$"
)
_CALCULATION = re.compile(r"계산(?:해|하|을|좀|기|이\s*궁금)|뽑아\s*(?:줘|주)")
_WHAT_IF = re.compile(
    r"^\s*(?:그럼|그러면|만약|만일|혹시|아니\s)|(?:이면|라면|다면|면)\s*[요은]?\s*[?~.!]*\s*$|(?:은|는)요\s*[?~.!]*\s*$"
)
_STATES = re.compile(r"(?:이에요|예요|인데요?|이요|거든요|었어요|였어요|이었어요|입니다|임)\s*[?~.!]*\s*$")
_KEEP = re.compile(r"(?:접수|신고)(?:서)?에\s*(?:도\s*)?(?:써|쓸|쓰|넣|적|올려)")
_LONGEST_WHAT_IF = 40  # characters; more is a story of its own
_LONGEST_STATEMENT = 18


def grade(text: str) -> int | None:
    """The grade that is named: 장해 7급, 14급이면."""
    found = _GRADE.search(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 14 else None


def mode(text: str) -> str | None:
    """half, lump_sum or pension; None where both or neither are named."""
    if _HALF.search(text):
        return "half"
    lump, pension = bool(_LUMP.search(text)), bool(_PENSION.search(text))
    return None if lump == pension else "lump_sum" if lump else "pension"


def is_average_wage(text: str, start: int) -> bool:
    """Whether the sum that starts there is named as the average wage: 평균임금이 12만원."""
    return bool(_AVERAGE.search(text[:start]))


def is_rate_of_pay(text: str, end: int) -> bool:
    """Whether a length of time that ends there only says what a sum is paid for: 한 달에 250."""
    return bool(_PER_MONTH.match(text[end:]))


def bare_amount(text: str) -> tuple[int, str | None] | None:
    """A sum where one is expected, said without "won": 이백오십이요, 250. With what it is paid for, where said."""
    found = amounts.find(text) or amounts.find("월급 " + text)
    return (int(found[0].value), (found[0].extra or {}).get("per")) if found else None


def wants_calculation(text: str) -> bool:
    """Whether a calculation is asked for by that word: 휴업급여 계산해 주세요."""
    return bool(_CALCULATION.search(text))


def wants_amount(text: str) -> bool:
    """Whether an amount is asked for, or a calculation."""
    return bool(_CALCULATE.search(text))


def is_what_if(text: str) -> bool:
    """Whether a short message changes one fact of the last calculation: 그럼 두 달이면요, 일용직이면요, 작년 사고예요."""
    if len(text) <= _LONGEST_WHAT_IF and _WHAT_IF.search(text):
        return True
    return len(text) <= _LONGEST_STATEMENT and bool(_STATES.search(text))


def wants_to_keep(text: str) -> bool:
    """Whether the facts of the calculation are to go into the claim."""
    return bool(_KEEP.search(text))
