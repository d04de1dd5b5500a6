"""Places: regions by the gazetteer (안산 반월공단 is 경기 안산시) and sites (공장, 물류센터, 2층 계단).

A region has value "시도 시군구". A word that several regions share has value None and `candidates`; a site without a
region has value None and `site`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casework.korean.gazetteer import EMPTY, NEVER_ALONE, Gazetteer, needs_cue
from casework.korean.spans import Entity, bounded, cut

_SITE = (
    r"공사\s?현장|건설\s?현장|작업\s?현장|신축\s?현장|아파트\s?현장|공사장|작업장|공장|물류\s?센터|물류\s?창고|냉동\s?창고|창고|조선소|제철소|사무실|주방|식당|급식실|조리실|매장|"
    r"대형\s?마트|마트|지하\s?주차장|주차장|휴게실|탈의실|화장실|"
    r"기숙사|농장|비닐\s?하우스|축사|부두|항만|갑판|병동|병실|아파트|상가|터널|갱도|탄광|고속도로|횡단보도|사거리|교차로|복도|로비|하역장|야적장|상하차장|정비소|주유소|편의점|승강장|옥상|골프장|"
    r"세탁실|기계실|전기실|지하실|엘리베이터\s?안|현장"
)
_LOCATIVE = (
    r"(?=\s*(?:안|내|앞|입구|옆|뒤|근처|쪽|바닥|통로|\d+\s?층|지하|[일이삼사오]\s?층)?\s*(?:에서|에요|이에요|예요|이요|요(?=$|[\s.])|입니다|에\s|서\s|"
    r"$))"
)
_SITES = re.compile(
    rf"(?:(?<![가-힣○])|(?<=[에서의도한는은시군구단산제늘쯤반]))(?:{_SITE})(?:\s?(?:안|내|앞|입구|옆|뒤|근처|통로)(?=에|\s|$|이|"
    rf"요))?(?:\s?(?:지하\s?)?\d+\s?층)?(?:\s?(?:계단|복도|주차장|입구))?{_LOCATIVE}"
)
_CUE_AFTER = re.compile(
    r"\s?(?:에서|에\s?(?:있|사|살|서|위치|소재)|있는|쪽|시내|지사|공장|현장|공단|산단|산업단지|지역|근처|역(?!시|사|할|량)|터미널|물류|조선소|출신|"
    r"병원|의료원|점에)|에요|(?:이에요|예요|이요|요|입니다)?[.\s]*$"
)
_RIGHT_OPEN = re.compile(
    r"\s|$|[,.)!?~]|에|의|으로|로\s|쪽|시(?:에|\s|$|청)|있|공|현|역|지사|터미널|병원|의료|인데|이에|예요|이요|이고|까지|부터|요|이라|입니다|이랑|하고|이나|점|물류|조선|출|"
    r"은\s|는\s|이\s|가\s|도\s|서\s|산단|산업|시내|사는|살|사람"
)
_BEFORE_OK = "쯤경반에서로을를이가은는도고의와과랑늘제께데날일달때번정저"


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    name: str
    regions: frozenset[tuple[str, str]]


@bounded
def find(text: str, gazetteer: Gazetteer | None) -> list[Entity]:
    """Regions and sites as entities of type `place`, without overlaps; a region before its site is one with it."""
    regions = _regions(text, gazetteer or EMPTY)
    sites = [m for m in _SITES.finditer(text) if not any(r.start < m.end() and m.start() < r.end for r in regions)]
    entities: list[Entity] = []
    for region in regions:
        end, extra = region.end, dict(region.extra or {})
        site = next((m for m in sites if m.start() >= end and not text[end : m.start()].strip()), None)
        if site:
            sites.remove(site)
            end = site.end()
            extra["site"] = site.group().strip()
        entities.append(cut("place", text, region.start, end, region.value, extra))
    entities += [cut("place", text, m.start(), m.end(), None, {"site": m.group().strip()}) for m in sites]
    return sorted(entities, key=lambda e: e.start)


def _regions(text: str, gazetteer: Gazetteer) -> list[Entity]:
    entities: list[Entity] = []
    hits = _hits(text, gazetteer)
    at = 0
    while at < len(hits):
        group = [hits[at]]
        possible = hits[at].regions
        while at + 1 < len(hits) and not text[group[-1].end : hits[at + 1].start].strip():
            narrowed = _narrowed(possible, hits[at + 1].regions)
            if not narrowed:
                break
            at += 1
            possible = narrowed
            group.append(hits[at])
        at += 1
        if _stands(text, group):
            entities.append(_entity(text, group, possible))
    return entities


def _hits(text: str, gazetteer: Gazetteer) -> list[_Hit]:
    """The longest known name at each place where a word may begin, one after another."""
    hits: list[_Hit] = []
    at = 0
    while at < len(text):
        joined = bool(hits) and hits[-1].end == at
        if joined or _may_begin(text, at):
            for length in range(min(gazetteer.longest, len(text) - at), 1, -1):
                name = text[at : at + length]
                regions = gazetteer.names.get(name)
                if regions:
                    hits.append(_Hit(at, at + length, name, regions))
                    at += length - 1
                    break
        at += 1
    return hits


def _may_begin(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return not ("가" <= before <= "힣" or (before.isascii() and before.isalnum())) or before in _BEFORE_OK


def _narrowed(wide: frozenset[tuple[str, str]], narrow: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Regions of the second that lie in, or are the same as, one of the first; 안산 and 반월공단 are one place."""
    return frozenset(
        (sido, sigungu) for sido, sigungu in narrow for first, area in wide
        if sido == first and (not area or sigungu == area or sigungu.startswith(area + " "))
    )  # fmt: skip


def _stands(text: str, group: list[_Hit]) -> bool:
    last = group[-1]
    after = text[last.end : last.end + 12]
    if len(group) > 1 or (re.search(r"(?:시|군|구|도)$", last.name) and len(last.name) > 2):
        return True
    if last.name in NEVER_ALONE:
        return False
    if not _RIGHT_OPEN.match(after):
        return False
    first_word = text[: last.start].strip(" .,") in ("", "네", "음", "아니", "아니요")
    if needs_cue(last.name):
        cue = _CUE_AFTER.match(after)
        return bool(cue) and (
            (
                bool(cue.group().strip(" ."))
                and not re.match(r"(?:이에요|예요|이요|요|입니다|에요)", cue.group().strip())
            )
            or first_word
        )
    return True


def _entity(text: str, group: list[_Hit], possible: frozenset[tuple[str, str]]) -> Entity:
    # 경기 광주 and 광주광역시 share a word, but 대구 is never meant as anything but the city; a part of a found town is no rival.
    regions = sorted(
        r
        for r in possible
        if not any(r != o and o[0] == r[0] and o[1] and r[1].startswith(o[1] + " ") for o in possible)
    )
    names = [f"{sido} {sigungu}".strip() for sido, sigungu in regions]
    start, end = group[0].start, group[-1].end
    tail = re.match(r"(?:시|군)(?=\s|에|$|의|,)", text[end:])
    if tail and not group[-1].name.endswith(("시", "군", "구", "도")):
        end += 1
    if len(names) == 1:
        return cut("place", text, start, end, names[0])
    return cut("place", text, start, end, None, {"candidates": names})
