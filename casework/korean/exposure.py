"""How work was done, as people tell it of a disease: how long, how heavy, in which posture, with what, how loud."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean import clauses, numerals
from casework.korean.spans import Entity, alternation, bounded

_NUMBER = rf"(?:\d{{1,3}}(?:\.5)?|{numerals.PAIR}|{numerals.NATIVE}|{numerals.SINO})"
_ABOUT = r"(?:평균|보통|거의|대략|약|한|최소|못해도|적어도)?\s*"
_DAILY = re.compile(
    rf"(?:하루|매일|1일)(?:에|당)?\s*{_ABOUT}(?P<value>{_NUMBER}\s*시간(?:\s*반)?)(?:씩|쯤|정도|이상|넘게)?"
)
_WEEKLY = re.compile(
    rf"(?:일주일|한\s*주|1주일?|매주|(?<![가-힣])주)(?:에|당|간)?\s*{_ABOUT}(?P<value>{_NUMBER}\s*시간(?:\s*반)?)(?:씩|쯤|정도|이상|넘게)?"
)
_WEIGHT = re.compile(
    r"\d[\d,.]*\s*(?:(?:~|에서)\s*\d[\d,.]*\s*)?(?:kg|KG|㎏|킬로(?:그램)?|키로|톤|근)(?:그램)?|쌀\s*\S{1,3}\s*가마|시멘트\s*\S{0,2}\s*포대"
)
_POSTURE = re.compile(
    r"(?:허리|몸|고개|목|손목|상체)(?:를|을|도)?\s*(?:많이\s*|계속\s*)?(?:숙|굽|구부|비틀|젖히|젖혀|꺾)[가-힣]*"
    r"|(?:팔|손|어깨)(?:을|를)?\s*(?:어깨\s*|머리\s*)?(?:위로?\s*)?(?:들어|들고|올려|올리고|뻗[어은고])[가-힣]*"
    r"|(?:쪼그|쭈그|쪼구|쭈구)[가-힣]*(?:\s*앉[가-힣]*)?|무릎(?:을)?\s*꿇[가-힣]*|(?<![가-힣])서서|(?<![가-힣])앉아서|엎드[가-힣]*|위를?\s*보고|올려다\s*보[가-힣]*"
)
_REPEATED = re.compile(
    rf"(?:하루|한\s*시간|1?시간|1?분)(?:에|당)?\s*{_ABOUT}(?:\d[\d,]*|수?백|수?천|수십)\s*(?:번|회|개|박스|상자|건|대)(?:씩|쯤|정도|이상|넘게)?"
    r"|(?:반복|되풀이)[가-힣]*|(?:수백|수천)\s*번"
)
_SHIFTS = re.compile(
    r"(?:주야\s*)?(?:[2-4]|[이삼사]|두|세)\s*조?\s*교대|주야(?:간)?\s*교대|맞교대|교대\s*근무|야간(?:\s*(?:근무|작업|조|전담))?|밤샘[가-힣]*|철야|밤\s*근무|새벽\s*근무"
)
_NOISE = re.compile(r"(?:[가-힣A-Za-z]+\s+)?[가-힣A-Za-z]*(?:소리|소음)(?!성)|시끄러[가-힣]*\s*[가-힣]+")
_PROTECTION = re.compile(r"귀마개|귀덮개|마스크|방독면|보호구|환기|집진기|국소\s*배기")
_SUBSTANCES = (
    "용접 연기", "용접 흄", "용접흄", "석면", "슬레이트", "돌가루", "유리규산", "규사", "모래 먼지", "석탄", "탄가루", "시멘트 가루", "시멘트 먼지",
    "시멘트 분진", "쇳가루", "금속 분진", "나무 먼지", "목분진", "톱밥", "면 먼지", "밀가루", "벤젠", "톨루엔", "자일렌", "시너", "신나", "페인트", "본드",
    "접착제", "세척제", "락스", "유기용제", "TCE", "트리클로로에틸렌", "메탄올", "노말헥산", "포름알데히드", "에틸렌옥사이드", "디젤", "배기가스", "매연",
    "조리 연기", "조리흄", "튀김 연기", "기름 연기", "라돈", "방사선", "엑스레이", "납", "크롬", "니켈", "카드뮴", "수은", "비소", "망간", "농약",
    "염산", "황산", "불산", "절삭유", "콜타르", "아스팔트", "고무 연기", "항암제", "분진", "화학 약품", "화학약품",
)  # fmt: skip
_SUBSTANCE = re.compile(rf"(?<![가-힣])(?:{alternation(_SUBSTANCES)})(?![가-힣]*(?:암|중독))", re.IGNORECASE)
_SUFFERING = re.compile(
    r"아[프파픈팠]|저[리려렸]|증상|통증|치료|통원|입원|약을?\s*먹|병원|쑤[시셔]|시[리려큰]|안\s*들[리려]|진단|우울|못\s*자"
)
_WORKING = re.compile(
    r"일[하했한을]|근무|작업|다[녔니닌녀]|했|하고|하면서|운전|용접|경력|종사|들[었고어]|날[랐라]|돌[렸리]|넘[게은]|동안"
)
_AGO = re.compile(r"\s*(?:쯤|정도|가량)?\s*(?:전|됐|되었)")
_TORMENT = re.compile(
    r"괴롭[히힘혔]|폭언|욕설|욕을|따돌|갑질|성희롱|성추행|협박|폭행|악성\s*민원|민원인|진상|왕따|모욕|감시|고함|소리를?\s*질|과로|야근"
)


@bounded
def years(text: str, lengths: Sequence[Entity]) -> str | None:
    """How long a work was done: "용접 15년 했고"; not how long it hurts, and not how long ago."""
    for one in lengths:
        if not str(one.value).startswith("P") or not any(unit in str(one.value).split("T")[0] for unit in "YM"):
            continue
        clause = clauses.around(text, one.start, one.end)
        if _AGO.match(text, one.end) or (_SUFFERING.search(clause) and not _WORKING.search(text[one.end :][:12])):
            continue
        return one.text
    return None


@bounded
def lasted(text: str, lengths: Sequence[Entity]) -> str | None:
    """How long somebody was tormented: "6개월 동안 괴롭힘을 당했어요"."""
    if not _TORMENT.search(text):
        return None
    return next((one.text for one in lengths if not _AGO.match(text, one.end)), None)


def daily_hours(text: str) -> str | None:
    """하루 8시간씩 gives 8시간."""
    return _value(text, _DAILY)


def weekly_hours(text: str) -> str | None:
    """일주일에 70시간쯤 gives 70시간."""
    return _value(text, _WEEKLY)


def weight(text: str) -> str | None:
    """20kg, 쌀 한 가마."""
    return _all(text, _WEIGHT)


def posture(text: str) -> str | None:
    """허리를 숙이고, 서서, 쪼그려 앉아."""
    return _all(text, _POSTURE)


def repetition(text: str) -> str | None:
    """하루에 300번, 반복해서."""
    return _all(text, _REPEATED)


def shifts(text: str) -> str | None:
    """3교대, 야간 근무."""
    return _all(text, _SHIFTS)


def noise(text: str) -> str | None:
    """그라인더 소리, 시끄러운 기계."""
    return _all(text, _NOISE)


def substances(text: str) -> str | None:
    """용접 연기, 벤젠."""
    return _all(text, _SUBSTANCE)


@bounded
def protection(text: str) -> str | None:
    """The clause that tells of earplugs, masks or fans."""
    said = [text[low:high].strip(" ,.") for low, high in clauses.split(text)]
    return next((clause for clause in said if _PROTECTION.search(clause)), None)


def tells_of_suffering(text: str) -> bool:
    """Whether the words are about pain or treatment."""
    return bool(_SUFFERING.search(text))


@bounded
def _value(text: str, pattern: re.Pattern[str]) -> str | None:
    match = pattern.search(text)
    return match["value"].strip() if match else None


@bounded
def _all(text: str, pattern: re.Pattern[str]) -> str | None:
    found = dict.fromkeys(re.sub(r"\s+", " ", match.group()).strip() for match in pattern.finditer(text))
    return ", ".join(found) or None
