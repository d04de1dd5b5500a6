"""Place names: which 시도 and 시군구 a word such as 안산, 경기도 광주 or 반월공단 stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# Short name of each 시도, with the other ways to write it.
SIDO: dict[str, tuple[str, ...]] = {
    "서울": ("서울특별시", "서울시"), "부산": ("부산광역시", "부산시"), "대구": ("대구광역시", "대구시"), "인천": ("인천광역시", "인천시"),
    "광주": ("광주광역시",), "대전": ("대전광역시", "대전시"), "울산": ("울산광역시", "울산시"), "세종": ("세종특별자치시", "세종시"),
    "경기": ("경기도",), "강원": ("강원특별자치도", "강원도"), "충북": ("충청북도",), "충남": ("충청남도",),
    "전북": ("전북특별자치도", "전라북도", "전북도"), "전남": ("전라남도",), "경북": ("경상북도",), "경남": ("경상남도",),
    "제주": ("제주특별자치도", "제주도"),
}  # fmt: skip
_SIDO_OF = {form: short for short, forms in SIDO.items() for form in (short, *forms)}
# Written alone these are ordinary words or too wide to be a place: 경기 is also a match and the economy.
_SIDO_CUED = frozenset({"경기"})

# Industrial districts that people name instead of the town.
DISTRICTS: dict[str, tuple[str, str]] = {
    "반월공단": ("경기", "안산시"), "반월산단": ("경기", "안산시"), "반월산업단지": ("경기", "안산시"), "반월국가산단": ("경기", "안산시"),
    "시화공단": ("경기", "시흥시"), "시화산단": ("경기", "시흥시"), "시화산업단지": ("경기", "시흥시"), "정왕동": ("경기", "시흥시"),
    "남동공단": ("인천", "남동구"), "남동산단": ("인천", "남동구"), "남동인더스파크": ("인천", "남동구"), "주안공단": ("인천", "미추홀구"),
    "부평공단": ("인천", "부평구"), "송도국제도시": ("인천", "연수구"), "구로디지털단지": ("서울", "구로구"), "구로공단": ("서울", "구로구"),
    "가산디지털단지": ("서울", "금천구"), "가산디지털": ("서울", "금천구"), "성수동": ("서울", "성동구"), "문래동": ("서울", "영등포구"),
    "여의도": ("서울", "영등포구"),
    "창원국가산단": ("경남", "창원시"), "창원공단": ("경남", "창원시"), "창원산단": ("경남", "창원시"), "마산자유무역지역": ("경남", "창원시"),
    "여수산단": ("전남", "여수시"), "여수국가산단": ("전남", "여수시"), "여천공단": ("전남", "여수시"), "광양제철소": ("전남", "광양시"),
    "광양산단": ("전남", "광양시"),
    "대불산단": ("전남", "영암군"), "대불공단": ("전남", "영암군"), "포항제철소": ("경북", "포항시"), "포항철강공단": ("경북", "포항시"),
    "구미공단": ("경북", "구미시"), "구미산단": ("경북", "구미시"), "온산공단": ("울산", "울주군"), "온산산단": ("울산", "울주군"), "미포산단": ("울산", "동구"),
    "성서공단": ("대구", "달서구"), "성서산단": ("대구", "달서구"), "녹산공단": ("부산", "강서구"), "녹산산단": ("부산", "강서구"), "사상공단": ("부산", "사상구"),
    "신평장림공단": ("부산", "사하구"),
    "하남공단": ("광주", "광산구"), "하남산단": ("광주", "광산구"), "첨단산단": ("광주", "광산구"), "군산산단": ("전북", "군산시"), "익산산단": ("전북", "익산시"),
    "대산산단": ("충남", "서산시"), "대산공단": ("충남", "서산시"), "아산탕정": ("충남", "아산시"), "오창산단": ("충북", "청주시"),
    "오창산업단지": ("충북", "청주시"), "대덕산단": ("대전", "대덕구"),
    "평택항": ("경기", "평택시"), "고덕산단": ("경기", "평택시"), "향남공단": ("경기", "화성시"), "향남제약단지": ("경기", "화성시"), "향남": ("경기", "화성시"), "동탄": ("경기", "화성시"),
    "판교": ("경기", "성남시"), "일산": ("경기", "고양시"),
    "옥포조선소": ("경남", "거제시"), "거제조선소": ("경남", "거제시"), "삼호조선소": ("전남", "영암군"), "온양": ("충남", "아산시"), "마산": ("경남", "창원시"),
    "진해": ("경남", "창원시"),
}  # fmt: skip

# Short forms that are ordinary words too: read as places only where something around them says so.
ORDINARY = frozenset(
    [
        "부안",
        "고령",
        "화성",
        "양산",
        "고성",
        "구리",
        "장수",
        "영동",
        "공주",
        "여주",
        "이천",
        "무안",
        "강화",
        "청양",
        "영주",
        "사천",
        "남해",
        "거창",
        "상주",
        "의성",
        "영양",
        "청도",
        "영광",
        "장성",
        "진도",
        "신안",
        "전주",
        "완주",
        "부여",
        "음성",
        "보은",
        "예산",
        "금산",
        "동해",
        "정선",
        "인제",
        "오산",
        "고양",
        "하남",
        "안성",
        "광명",
        "강서",
        "강동",
        "강남",
        "강북",
        "기장",
        "북",
        "진주",
        "순천",
        "성주",
        "봉화",
        "구미",
        "연천",
        "화천",
        "노원",
        "동작",
        "계룡",
        "보령",
        "남원",
    ]
)
# Short forms of districts whose everyday meaning is so common that only 구 or the city before them makes them a place.
NEVER_ALONE = frozenset(
    [
        "동안",
        "상당",
        "수정",
        "연수",
        "사상",
        "광산",
        "달성",
        "수영",
        "수성",
        "유성",
        "동남",
        "서북",
        "서원",
        "남동",
        "중원",
        "단원",
        "상록",
        "장안",
        "성산",
        "연제",
        "금정",
        "서",
        "중",
        "동",
        "남",
        "북",
        "동래",
        "흥덕",
        "청원",
        "덕진",
        "완산",
        "의창",
        "처인",
        "수지",
        "만안",
        "원미",
        "소사",
        "오정",
    ]
)
_SUFFIX = re.compile(r"(?:특별자치시|광역시|특별시|시|군|구)$")


@dataclass(frozen=True)
class Gazetteer:
    """Surface forms without spaces, each with the (시도, 시군구) it may stand for; the 시군구 is "" for a whole 시도."""

    names: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def from_regions(cls, regions: Iterable[tuple[str, str]]) -> Gazetteer:
        """Surface forms for each (시도, 시군구): 안산시 단원구 is found as such, as 안산시, 안산 and 단원구.

        The 시도 may be given in any of its usual forms; an unknown one raises ValueError.
        """
        names: dict[str, set[tuple[str, str]]] = {}
        for short, forms in SIDO.items():
            for form in (short, *forms):
                names.setdefault(form, set()).add((short, ""))
        for sido, sigungu in regions:
            short = _SIDO_OF.get(sido.strip())
            if short is None:
                raise ValueError(f"unknown 시도: {sido!r}")
            words = sigungu.split()
            for count in range(1, len(words) + 1):
                region = (short, " ".join(words[:count]))
                for form in _forms(words[:count]):
                    names.setdefault(form, set()).add(region)
        for district, region in DISTRICTS.items():
            names[district] = {region}
        return cls({name: frozenset(found) for name, found in names.items()}, max(map(len, names), default=0))

    def sido_only(self, name: str) -> str | None:
        """The 시도 that a word names, whatever else it may also name."""
        return _SIDO_OF.get(name)


def _forms(words: list[str]) -> set[str]:
    """단원구 and 안산시단원구, or 안산시 and 안산; a name of one syllable keeps its 구 or 군."""
    forms = {"".join(words), words[-1]}
    base = _SUFFIX.sub("", words[-1])
    if len(base) >= 2:
        forms.add(base)
        if len(words) > 1:
            forms.add(_SUFFIX.sub("", words[0]) + words[-1])
    if len(words) > 1:
        forms.add(_SUFFIX.sub("", words[0]) + words[-1])
    return forms


def needs_cue(name: str) -> bool:
    """Whether the word alone, without 시 or a particle of place after it, may mean something else."""
    return name in ORDINARY or name in _SIDO_CUED


EMPTY = Gazetteer.from_regions(())
