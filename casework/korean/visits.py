"""Whether and when somebody went to a hospital, in their own words."""

from __future__ import annotations

import re

from casework.korean import clauses

_CLINIC = r"(?:병원|의원|응급실|정형외과|외과|내과|한의원|보건소|진료|치료)"
_NOT_GONE = re.compile(
    r"아직|(?:안|못)\s*(?:갔|가(?!면)|갈|간|다[녀니])|가지(?:는|도)?\s*(?:않|못)|갈\s*(?:시간|돈)이?\s*없"
)
_ELSEWHERE = re.compile(
    r"(?:회사|출근|일|직장|집|학교|경찰서?|공단|현장)(?:은|는|을|를|도|에|에는|에도)?\s*(?:아직\s*)?(?:안|못)\s*(?:갔|가|나)"
)
_WENT = r"(?:갔(?!어야)|다녀|다녔|다니|왔|가서|받았|받고|받으러|실려|입원|도착)"
_GONE = re.compile(
    rf"{_CLINIC}\S{{0,3}}\s*(?:(?!안\s|못\s|아직)\S+\s+){{0,2}}(?<!안\s)(?<!못\s){_WENT}|입원\s*(?:했|중|해)|실려\s*갔"
    r"|(?:통원|외래|물리\s*치료)(?!\S{0,3}\s*(?:안|못))"
)
_WILL_GO = re.compile(r"갈\s*(?:거|것|겁|예정|게)|갈게|가려|가보려|가\s*볼|예약|가기로")
_SAME_DAY = re.compile(
    rf"(?:바로|곧바로|곧장|그날|당일|즉시|그\s*길로|다치자마자)\s*(?:\S+\s+){{0,3}}?\S*{_CLINIC}|(?:구급차|앰뷸런스|119)\S*\s*(?:\S+\s+){{0,3}}?\S*(?:실려|이송|응급실)|(?:응급실|병원)\S{{0,2}}\s*실려"
)
_SAME_DAY_ANSWER = re.compile(
    r"^\s*(?:네\s*)?(?:사고\s*(?:난\s*)?|(?:다친|쓰러[지진]신?|돌아가신)\s*)?(?:그\s*날|날\s*(?:에\s*)?바로|날|당일|같은\s*날|바로|그\s*길로|다치자마자|즉시|곧바로)[^0-9]{0,14}$"
)


def has_not_gone(text: str) -> bool:
    """Whether the words say that no hospital was seen yet; "회사는 안 갔고 병원은 다녔어요" does not."""
    if _GONE.search(text):
        return False
    return any(_NOT_GONE.search(clause) and not _ELSEWHERE.search(clause) for clause in _of(text))


def _of(text: str) -> list[str]:
    return [text[low:high] for low, high in clauses.split(text)]


def went_somewhere(text: str) -> bool:
    """Whether somebody was treated, wherever that was."""
    return bool(_GONE.search(text))


def is_to_come(text: str) -> bool:
    """Whether the visit is still to come: 내일 갈 거예요, 예약했어요."""
    return bool(_WILL_GO.search(text))


def has_passed(text: str) -> bool:
    """Whether the words behind a length of time say that it has gone by: 일주일 됐어요."""
    return bool(re.match(r"\s*(?:이|은|도|쯤|정도)?\s*(?:좀\s*)?(?:됐|되었|된\s*(?:것|거)|지났|넘었)", text))


def is_same_day(text: str) -> bool:
    """Whether a story says that the hospital came right after the accident."""
    return bool(_SAME_DAY.search(text))


def answers_same_day(text: str) -> bool:
    """Whether an answer to "when did you first go" is: on the day itself."""
    return bool(_SAME_DAY_ANSWER.match(text)) or is_same_day(text)
