"""Occupational diseases by name, with the group that decides what is asked about exposure."""

from __future__ import annotations

import re

from casework.korean import scope
from casework.korean.spans import Entity, bounded, found, longest

# Group, name, and the words for it.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("musculoskeletal", "허리디스크", r"허리\s?디스크|요추\s?(?:추간판|디스크)\S*|추간판\s?탈출증?"),
    ("musculoskeletal", "목디스크", r"목\s?디스크|경추\s?(?:추간판|디스크)\S*|거북목"),
    ("musculoskeletal", "디스크", r"디스크(?!\s*(?:그라인더|샌더|연마|에\s*저장))|탈출증"),
    ("musculoskeletal", "척추관 협착증", r"척추관?\s?협착증?|협착증"),
    ("musculoskeletal", "회전근개 파열", r"회전근개\s?(?:파열|손상|증후군)?"), ("musculoskeletal", "오십견", r"오십견|유착성\s?관절낭염"),
    ("musculoskeletal", "충돌증후군", r"충돌\s?증후군"), ("musculoskeletal", "석회성 건염", r"석회성?\s?건염"),
    ("musculoskeletal", "손목터널증후군", r"손목\s?터널\s?증후군|수근관\s?증후군|손목터널"),
    ("musculoskeletal", "방아쇠수지", r"방아쇠\s?(?:수지|손가락)"), ("musculoskeletal", "드퀘르뱅 건초염", r"드퀘르벵|드퀘르뱅"),
    ("musculoskeletal", "건초염", r"건초염|건염|힘줄염"),
    ("musculoskeletal", "테니스엘보", r"테니스\s?엘보|골프\s?엘보|외상과염|내상과염|상과염"),
    ("musculoskeletal", "반월상 연골 파열", r"반월상\s?연골\s?(?:파열|손상)?"),
    ("musculoskeletal", "무릎 관절염", r"(?:무릎\s?)?(?:퇴행성\s?)?관절염"), ("musculoskeletal", "족저근막염", r"족저근막염"),
    ("musculoskeletal", "근막통증증후군", r"근막\s?통증\s?증후군|근골격계\s?(?:질환|질병)?"),
    ("cardio", "뇌출혈", r"뇌출혈|지주막하\s?출혈|뇌내출혈"), ("cardio", "뇌경색", r"뇌경색|뇌졸중|중풍"), ("cardio", "심근경색", r"심근\s?경색"),
    ("cardio", "심장마비", r"심장\s?마비|심정지|급사|돌연사|심장사"), ("cardio", "협심증", r"협심증|대동맥\s?(?:박리|해리)"),
    ("cardio", "과로", r"과로사?|뇌심혈관\s?(?:질환|질병)?"),
    ("mental", "우울증", r"우울증|우울\s?장애|우울"), ("mental", "공황장애", r"공황\s?장애|공황"),
    ("mental", "외상후스트레스장애", r"외상\s?후\s?스트레스\s?(?:장애|증후군)|PTSD|트라우마"), ("mental", "적응장애", r"적응\s?장애"),
    ("mental", "불안장애", r"불안\s?장애|불면증|정신\s?질환|번아웃"),
    ("hearing", "소음성 난청", r"소음성\s?난청|난청|이명|돌발성\s?난청"),
    ("lung", "진폐", r"진폐증?|규폐증?"), ("lung", "석면폐", r"석면폐증?|중피종"), ("lung", "만성폐쇄성폐질환", r"만성\s?폐쇄성\s?폐\s?질환|COPD"),
    ("lung", "천식", r"직업성\s?천식|천식"), ("lung", "폐렴·폐섬유증", r"폐섬유증?|간질성\s?폐\s?질환|폐렴"),
    ("cancer", "폐암", r"폐암"), ("cancer", "백혈병", r"백혈병|림프종|다발성\s?골수종|재생불량성\s?빈혈"), ("cancer", "유방암", r"유방암"),
    ("cancer", "방광암", r"방광암"), ("cancer", "위암", r"위암|간암|대장암|갑상선암|뇌종양|후두암|비인두암|난소암|신장암"),
    ("cancer", "직업성 암", r"직업성\s?암|직업암"),
    ("chemical", "중금속 중독", r"(?:납|수은|카드뮴|크롬|망간|비소|벤젠|톨루엔|메탄올|노말헥산|TCE|트리클로로에틸렌|유기\s?용제|중금속)\s?중독"),
    ("skin", "접촉피부염", r"접촉\s?(?:성\s?)?피부염|피부염|피부병|습진"),
    ("infection", "감염", r"코로나(?:19)?(?:\s?(?:감염|확진|양성))|결핵|간염|쯔쯔가무시|브루셀라|렙토스피라|파상풍|봉와직염|패혈증|신증후군\s?출혈열|SFTS"),
    ("heat", "열사병", r"열사병|일사병|온열\s?질환|열탈진"), ("vibration", "레이노 증후군", r"레이노\S*|수지\s?진동\S*|진동\s?(?:장애|신경염)|백랍병"),
    ("other", "하지정맥류", r"하지\s?정맥류|대상포진|안면\s?마비|구안와사"),
)  # fmt: skip
_COMPILED = tuple(
    (group, name, re.compile(r"(?<![가-힣])" + f"(?:{words})", re.IGNORECASE)) for group, name, words in _TABLE
)
GROUPS = tuple(dict.fromkeys(group for group, _, _ in _TABLE))


@bounded
def find(text: str) -> list[Entity]:
    """Diseases by name, as entities of type `disease`; `group` in `extra` is one of GROUPS."""
    candidates = [
        found("disease", match, name, {"group": group})
        for group, name, pattern in _COMPILED
        for match in pattern.finditer(text)
    ]
    return scope.kept(text, longest(candidates))
