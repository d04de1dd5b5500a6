"""Who: relations (남편, 동료, 노무사), forms of employment (일용직), and how many people (세 명)."""

from __future__ import annotations

import re

from casework.korean import numerals, scope
from casework.korean.spans import Entity, bounded, found, longest

_L = r"(?<![가-힣A-Za-z])"
# Followed by 이에요, 입니다 and so on, the speaker says who they are; otherwise somebody else is spoken of.
_BEING = r"\s*(?:이에요|예요|이예요|에요|입니다|인데|이고|이라|이요|이야|이며|이거든|되는\s*사람|됩니다|되는데|고요|구요|요(?=$|[\s.,!])|$)"
_SPEAKER = re.compile(_BEING)
_HURT = re.compile(r"(?:이|가|께서|께서는|님이|님께서|은|는|님은)\s")
_KIN: dict[str, str] = {
    "spouse": rf"남편|아내|와이프|집사람|신랑|배우자|마누라|{_L}부인(?=이|은|입|인|되|$|\s|께)|애\s?아빠|애기\s?아빠|아기\s?아빠|바깥양반|애\s?엄마|{_L}처(?=가\s|"
        rf"입니다|인데)",
    "child": rf"아들|{_L}(?:우리|저희)\s*애(?=가|는|기)|{_L}딸(?=이|은|도|입|인|예|아이|내미|$|\s|한)|따님|자녀|자식|며느리|사위",
    "parent": r"아버지|아버님|어머니|어머님|아빠|엄마|부모님?|부친|모친|장인어른|장모님?|시아버지|시어머니|아부지|어무이|아버이",
    "sibling": rf"{_L}(?:저희\s|우리\s)?(?:친)?(?:형님|형(?=이|은|도|인|입|\s|$)|오빠|누나|누님|언니|남동생|여동생|동생|형제|자매)",
    "grandparent": r"할아버지|할머니|조부|조모", "grandchild": rf"{_L}손자|{_L}손녀",
    "relative": rf"친척|조카|{_L}삼촌|{_L}고모|외삼촌|사촌|매형|처남|형부",
}  # fmt: skip
_OTHERS: dict[str, str] = {
    "self": rf"{_L}본인|당사자|{_L}제가\s*(?=직접|다[쳤친치]|당했|당한|환자)|{_L}(?:저예요|저에요|접니다|저요|나예요|나야|나요|저입니다|저고(?=\s)|저인데)|"
        rf"{_L}[제내]\s*(?:일|얘기|이야기)(?:이에요|예요|에요|입니다|이요|요)",
    "colleague": rf"(?:직장\s?|회사\s?)?동료|같이\s*일하는\s*(?:사람|분|형|동생|친구|언니)|{_L}직장\s?(?:상사|후배|선배)|현장\s?(?:동료|반장)",
    "friend": rf"{_L}친구|지인", "employer": r"사업주|(?:회사\s?)?(?:대표(?:이사|님)?|사장(?:님)?)(?!\s*이름)|고용주|인사\s?(?:담당자?|팀장?)(?:님)?|"
        r"(?:회사|총무)\s?담당자|총무팀|회사\s?(?:직원|관계자|측)|현장\s?소장|안전\s?관리자",
    "hospital": r"원무과|병원\s?(?:직원|관계자|측|담당자)|(?:의료|병원)\s?사회\s?복지사", "agent": r"노무사|변호사|대리인|손해사정사|노조\s?(?:간부|담당자)?|노동\s?조합",
}  # fmt: skip
_KIN_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KIN.items())
_OTHER_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _OTHERS.items())
_TURNED = {"spouse": "spouse", "child": "parent", "parent": "child", "sibling": "sibling", "grandparent": "grandchild",
           "grandchild": "grandparent", "relative": "relative", "colleague": "colleague",
           "friend": "friend"}  # fmt: skip
_FORMS: dict[str, str] = {
    "regular": rf"상용직?|정규직|정직원|무기\s?계약직?|계약직|기간제|{_L}정식\s?직원|월급제|상시\s?근로",
    "daily": r"일용직?|일용\s?근로자?|노가다|막노동|막일|날일|인력\s?사무소|인력\s?소개소|일당직|일당제|일당쟁이|일당\s?받고|하루\s?벌이|하루\s?하루\s*(?:나가|나갔|일)|용역\s?(?:사무소|으로)",
    "part_time": r"단시간|아르바이트|알바(?!니아|트로)|파트\s?타임|파트타이머|시간제|초단시간|하루(?:에)?\s*(?:\d|한|두|세|네|다섯)\s*시간만", "platform":
        rf"노무\s?제공자|특수\s?고용직?|특고|플랫폼|프리랜서|배달\s?(?:라이더|앱)|{_L}라이더|대리\s?(?:기사|운전)|퀵\s?(?:기사|서비스)|보험\s?설계사|"
        rf"학습지\s?(?:교사|선생)|캐디|지입|건당\s?(?:으로|받)|배민커넥트|쿠팡이츠|위탁\s?(?:계약|직)|3\.3%",
    "foreign": r"외국인(?!등록)|이주\s?노동자|E-?9|이나인|고용\s?허가제?|불법\s?체류자?|미등록\s?(?:체류|외국인|이주)\S{0,2}|H-?2|비자(?=가|는|로|도)",
    "special":
        rf"산재\s?특례|특례|현장\s?실습생?|실습생|{_L}실습(?:을|으로|\s)*\s*(?:나[가갔]|나온|중)|중소기업\s?사업주|1인\s?사업[자주]|자영업자?|해외\s?파견(?:자)?|자활|학생\s?연구원|연구실\s?학생|자원봉사",
}  # fmt: skip
_FORM_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _FORMS.items())
_COUNT = re.compile(
    rf"(?<![\d.,\-])(?P<d>\d{{1,4}})\s*(?:명|사람|분(?=이[^나]|께서|\s*(?:이|계))|인(?=\s?(?:미만|이상|이하|사업장|1조|기업|\s|$|이)))|"
    rf"{_L}(?![서석너넉]\s?명)(?P<w>{numerals.NATIVE})\s*(?:명|사람|분(?=이[^나]|께서|의|은|\s|$))|{_L}(?P<s>(?:[이삼사오]?십|"
    rf"백)[일이삼사오육칠팔구]?)\s*명"
    rf"|{_L}(?P<alone>혼자)(?=서|\s|$|였|라|요)|{_L}(?P<set>둘|셋|넷|다섯)(?:이서|이)(?=\s|$|서)"
)
_SETS = {"둘": 2, "셋": 3, "넷": 4, "다섯": 5}


@bounded
def relations(text: str) -> list[Entity]:
    """Relations as entities of type `relation`. `role` in `extra`: speaker (아들이에요) or other (아들이 다쳤어요).

    Kin are always found; colleagues, employers and others only where somebody says who they are or who was hurt.
    """
    candidates = [_relation(m, kind) for kind, pattern in _KIN_PATTERNS for m in pattern.finditer(text)]
    for kind, pattern in _OTHER_PATTERNS:
        for match in pattern.finditer(text):
            entity = _relation(match, kind)
            hurt = re.match(
                r"\S{0,3}\s(?:\S{1,12}\s){0,8}?\S{0,6}(?:다[쳤친치]|사고|떨어|끼[였었]|깔[렸리]|맞[았고]|베[였었]|찔[렸리]|부러|부딪|넘어|미끄러|감전|데[였었]|돌아가|사망|쓰러)",
                text[match.end() : match.end() + 60],
            )
            if (
                kind == "self"
                or (entity.extra or {}).get("role") == "speaker"
                or (kind in ("colleague", "friend") and hurt)
            ):
                candidates.append(entity)
    return scope.kept(text, longest(candidates))


def reporter(text: str) -> str | None:
    """What the speaker is to the injured worker: 남편이 다쳤어요 is spouse, 아버지가 다치셨어요 child, 아들이에요 child."""
    named = relations(text)
    for entity in named:
        if (entity.extra or {}).get("role") == "speaker":
            return str(entity.value)
    for entity in named:
        if entity.value == "self":
            return "self"
        if entity.value in _TURNED:
            return _TURNED[str(entity.value)]
    return None


_MYSELF = r"(?<![가-힣])(?:제가|내가|저는|나는|전|저|나)\s+"
# Nobody else stands between the speaker and being hurt.
_I_AM_HURT = re.compile(rf"{_MYSELF}(?:(?!\S*(?:[^에]가|이|께서|아니라|대신|말고)\s)\S+\s+){{0,6}}?\S*다[치쳤친쳐]")
_I_SPEAK = re.compile(rf"{_MYSELF}(?!\s*(?:대신|아니라|말고))")
_STAFF_HURT = re.compile(
    r"(?<![가-힣])(?:직원|근로자|알바생?|사원)(?:\s*(?:한|두)\s*(?:명|분))?(?:이|가|분이)\s+(?:\S+\s+){0,5}?\S*다[치쳤친쳐]"
)
_KOREAN = r"(?:한국\s?(?:말|어)|우리\s?말)\S{0,2}\s*"
_NO_KOREAN = re.compile(rf"{_KOREAN}(?:잘\s*)?(?:못|안|조금|서툴|어려|몰라|모르)")
_SPEAKS_KOREAN = re.compile(
    rf"{_KOREAN}(?:잘|다|할\s*(?:줄|수)|괜찮|돼요|됩니다|편해)|한국\s*(?:사람|인)(?:이에요|입니다|인데|이라)"
)


def speaker(text: str, named: list[Entity]) -> str | None:
    """Who writes, as a kind of relation; "self" for the hurt one. `named` are the relations found in the text."""
    for entity in named:
        if (entity.extra or {}).get("role") == "speaker" and entity.value != "self":
            return str(entity.value)
    if _I_AM_HURT.search(text) or any(entity.value == "self" for entity in named):
        return "self"
    if named:
        return str(named[0].value)
    if _STAFF_HURT.search(text):
        return "employer"
    return "self" if _I_SPEAK.search(text) and "대신" not in text else None


def speaks_korean(text: str) -> bool | None:
    """Whether somebody says that Korean is easy or hard for them."""
    if _NO_KOREAN.search(text):
        return False
    return True if _SPEAKS_KOREAN.search(text) else None


@bounded
def employment_forms(text: str) -> list[Entity]:
    """Forms of employment as entities of type `employment_form`."""
    return scope.kept(
        text, longest(found("employment_form", m, kind) for kind, p in _FORM_PATTERNS for m in p.finditer(text))
    )


@bounded
def counts(text: str) -> list[Entity]:
    """Numbers of people as entities of type `person_count`; 혼자 is 1."""
    return [found("person_count", m, value) for m in _COUNT.finditer(text) if (value := _count(m))]


def _relation(match: re.Match[str], kind: str) -> Entity:
    if kind == "self":
        role = "speaker"
    elif _HURT.match(match.string, match.end()):
        role = "other"
    else:
        role = "speaker" if _SPEAKER.match(match.string, match.end()) else "other"
    return found("relation", match, kind, {"role": role})


def _count(match: re.Match[str]) -> int | None:
    if match["alone"]:
        return 1
    if match["set"]:
        return _SETS[match["set"]]
    return numerals.number(match["d"] or match["w"] or match["s"])
