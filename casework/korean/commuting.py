"""The way to work or home, as people tell it: which way, by what, from where to where, and where they stopped."""

from __future__ import annotations

import re

from casework.korean import clauses
from casework.korean.spans import bounded

_WORKPLACE = r"(?:회사|공장|현장|사무실|가게|매장|식당|일터|직장|병원|학교|마트|센터|창고|사업장)"
_TO_WORK = re.compile(
    rf"출근(?!\s*(?:기록|부|은|도|을|해서\s*일))|{_WORKPLACE}(?:에|로|으로)?\s*(?:가다|가는|가던|나가다|나가는|나가던)|일하러\s*가"
)
_FROM_WORK = re.compile(
    r"퇴근|집(?:에|으로)?\s*(?:가다|가는|가던|오다|오는|오던|돌아)|일\s*(?:끝나고|마치고)\s*(?:\S+\s+){0,3}?(?:집|가다|가는|오다)"
)
_MEANS = {
    "company": re.compile(r"통근\s*(?:버스|차)|셔틀|회사(?:에서\s*(?:내준|제공한|보낸))?\s*(?:버스|차(?!에\s*(?:치|부딪))|봉고)"),
    "motorcycle": re.compile(r"(?:오토바이|스쿠터|이륜차)(?:로|를|을)?\s*(?:\S+\s+)?(?:타|몰|출근|퇴근|가다)"),
    "bicycle": re.compile(r"(?:자전거|킥보드)(?:로|를|을)?\s*(?:\S+\s+)?(?:타|몰|출근|퇴근|가다)"),
    "taxi": re.compile(r"택시(?:를|로)?\s*(?:타|잡)"),
    "public": re.compile(r"(?:버스|지하철|전철|기차)(?:를|에|에서|역에서|역)?\s*(?:내리|내려서|안에서|기다|(?:\S+\s+)?타[고러는다])"),
    "car": re.compile(r"운전(?:하|해|중|을)|(?:자가용|승용차|제\s*차|내\s*차)(?:로|를|을)\s*(?:\S+\s+)?(?:몰|타|가|출근|퇴근)"),
    "walk": re.compile(r"걸어|걷다|걷는|도보|횡단보도(?:를|에서)?\s*(?:\S+\s+)?(?:건너|차에\s*치)|(?:빙판|눈길|계단|빗길)(?:길)?(?:에서|에)?\s*(?:\S+\s+)?(?:미끄러|넘어)"),
}  # fmt: skip
_ROUTE = re.compile(
    rf"(?P<start>(?:\S+\s+)?\S*(?:집|역|아파트|동|{_WORKPLACE})에서)\s+(?P<end>(?:\S+\s+)?\S*(?:집|{_WORKPLACE}|역)\s*(?:으로|로|까지|에))(?=\s)"
)
_STOPPED = re.compile(r"들[렀러렸려]|데려다\s*[주줬]|데리러|장\s*(?:보|봤|본)|등원|하원|마중")
_HIT = re.compile(
    r"(?:자동차|승용차|트럭|화물차|버스|택시|오토바이|자전거|킥보드|(?<![가-힣])차|차량)(?:에|이|가|한테|랑|와)\s*(?:\S+\s+)?(?:치[이였여]|받[혔히았]|박[았아]|들이받|부딪|추돌|와서|덮)"
)


@bounded
def direction(text: str) -> str | None:
    """to_work or from_work, where the words name just one of them."""
    to_work, from_work = bool(_TO_WORK.search(text)), bool(_FROM_WORK.search(text))
    if to_work == from_work:
        way = _ROUTE.search(text)
        to_work, from_work = (bool(way and "집" in way[end]) for end in ("start", "end"))
    if to_work == from_work:
        return None
    return "to_work" if to_work else "from_work"


@bounded
def means(text: str) -> str | None:
    """What was travelled by: walk, car, motorcycle, bicycle, public, company or taxi."""
    return next((name for name, words in _MEANS.items() if words.search(text)), None)


@bounded
def route(text: str) -> str | None:
    """집에서 회사로."""
    match = _ROUTE.search(text)
    return f"{match['start']} {match['end']}" if match else None


@bounded
def detour(text: str) -> str | None:
    """The clause that tells of a stop on the way: 어린이집에 들렀다가."""
    said = (text[low:high].strip(" ,.") for low, high in clauses.split(text))
    return next((clause for clause in said if _STOPPED.search(clause)), None)


@bounded
def hit_by(text: str) -> str | None:
    """Who or what came: 차에 치였."""
    match = _HIT.search(text)
    return match.group() if match else None
