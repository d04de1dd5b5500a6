"""Which branch a workplace belongs to, from its address as people say it.

By the address of the workplace (요양업무처리규정 제47조~제52조). Names that
several provinces share (중구, 강서구, 고성군, 광주) stay ambiguous until the
province is known: a wrong branch costs the worker more than one question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, order=True)
class Area:
    """A 시·군·구, or with `part` the named piece of one that goes elsewhere."""

    sido: str
    sigungu: str
    part: str = ""


@dataclass(frozen=True)
class Region:
    """An area with the first and last day (both included) on which its branch has it."""

    area: Area
    start: date
    end: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the branch has the area on that day."""
        return self.start <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True)
class Branch:
    """A branch office or regional headquarters (`hq` is its own code then)."""

    code: str
    name: str
    hq: str
    regions: tuple[Region, ...]
    address: str
    phone: str
    fax: str

    @property
    def is_hq(self) -> bool:
        """Whether this is a regional headquarters."""
        return self.hq == self.code


@dataclass(frozen=True)
class FormerName:
    """A name of earlier times and the areas that it is part of today."""

    sido: str
    name: str
    now: tuple[Area, ...]


@dataclass(frozen=True, eq=False)
class Directory:
    """All branches with the vocabulary of addresses. Made by casework.branches."""

    branches: tuple[Branch, ...]
    provinces: dict[str, tuple[str, ...]]  # short name -> other names
    districts: dict[str, tuple[str, ...]]  # city -> its 구 that are no 자치구
    former: tuple[FormerName, ...] = ()
    places: dict[str, tuple[Area, ...]] = field(default_factory=dict)  # any name of it -> areas

    def get(self, code: str | None) -> Branch | None:
        """The branch with this code."""
        return next((branch for branch in self.branches if branch.code == code), None)

    def areas(self, on: date) -> dict[Area, Branch]:
        """Every area of that day with its branch."""
        return {region.area: b for b in self.branches for region in b.regions if region.covers(on)}

    def regions(self, on: date) -> dict[str, list[str]]:
        """시·도 → its 시·군·구, for address selects and word lists."""
        table: dict[str, list[str]] = {sido: [] for sido in self.provinces}
        for area in sorted(self.areas(on)):
            if area.sigungu not in table[area.sido]:
                table[area.sido].append(area.sigungu)
        return table


@dataclass(frozen=True)
class Match:
    """The one branch for the address."""

    branch: Branch


@dataclass(frozen=True)
class Ambiguous:
    """Several branches fit. One name in `candidates`: that 시·도, but its 시·군·구 is missing."""

    candidates: list[str]


@dataclass(frozen=True)
class Unknown:
    """Nothing in the text names a place of the table, or the day has no table."""


_HANGUL_OR_DIGIT = re.compile(r"[0-9A-Za-z가-힣]")
_PARTICLES = ("이에요", "예요", "에요", "입니다", "이요", "에서", "에", "의", "쪽", "요", "인데")  # fmt: skip
_SUFFIXES = ("시", "군", "구")


def find(address: str, branches: Directory, on: date) -> Match | Ambiguous | Unknown:
    """The branch for a workplace's address on a day; 시·도 first where a name is shared."""
    index = _index(branches, on)
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", address)).strip()
    left: frozenset[Area] | None = None
    for name in _names(text, index):
        meant = index.meaning[name]
        both = meant if left is None else left & meant
        if not both and left is not None:
            both = _by_former_province(left, name, index)
        if not both:
            return _ambiguous((left or frozenset()) | meant)
        left = both
    if not left:
        return Unknown()
    left = _settle_parts(left, text, index)
    found = {index.branch_of[area].code: index.branch_of[area] for area in left}
    if len(found) == 1:
        return Match(next(iter(found.values())))
    return _ambiguous(left)


@dataclass(frozen=True)
class _Index:
    branch_of: dict[Area, Branch]
    meaning: dict[str, frozenset[Area]]  # every known name
    former: dict[str, frozenset[tuple[str, Area]]]  # 시·군·구 name -> (earlier 시·도, area today)
    loose: frozenset[str]  # names without 시·군·구, that need a word boundary after them
    explicit_parts: frozenset[str]  # names that themselves mean a part of an area
    longest: int


@lru_cache(maxsize=16)
def _index(directory: Directory, on: date) -> _Index:
    branch_of = directory.areas(on)
    meaning: dict[str, set[Area]] = {}
    loose: set[str] = set()

    def add(name: str, areas: Iterable[Area], *, is_loose: bool = False) -> None:
        meaning.setdefault(name, set()).update(area for area in areas if area in branch_of)
        if is_loose:
            loose.add(name)

    for sido, others in directory.provinces.items():
        inside = [area for area in branch_of if area.sido == sido]
        add(sido, inside, is_loose=True)
        for other in others:
            add(other, inside, is_loose=other[-1] not in "시도")
    for area in branch_of:
        add(area.sigungu, [area])
        stem = area.sigungu[:-1]
        if len(stem) > 1 and area.sigungu.endswith(_SUFFIXES):
            add(stem, [area], is_loose=True)
        for district in directory.districts.get(area.sigungu, ()):
            add(district, [area])
    for old in directory.former:
        add(old.name, old.now)
    for place, areas in directory.places.items():
        add(place, areas, is_loose=len(place) < 4)
    parts = frozenset(name for name, areas in directory.places.items() if any(area.part for area in areas))
    known = {name: frozenset(areas) for name, areas in meaning.items() if areas}
    return _Index(
        branch_of,
        known,
        _former_names(directory),
        frozenset(loose),
        parts,
        max(map(len, known), default=0),
    )


def _former_names(directory: Directory) -> dict[str, frozenset[tuple[str, Area]]]:
    """What a name of former days means: (시·도 it belonged to, area of today)."""
    former: dict[str, set[tuple[str, Area]]] = {}
    for old in directory.former:
        for name in {old.name, old.name[:-1] if len(old.name) > 2 else old.name}:
            former.setdefault(name, set()).update((old.sido, area) for area in old.now)
    return {name: frozenset(pairs) for name, pairs in former.items()}


def _names(text: str, index: _Index) -> list[str]:
    """The known names in the text from left to right, the longest at each place."""
    found: list[str] = []
    position, fresh = 0, True
    while position < len(text):
        name = _name_at(text, position, index) if fresh else None
        if name is not None:
            found.append(name)
            position += len(name)
            fresh = True
        else:
            fresh = not _HANGUL_OR_DIGIT.match(text[position])
            position += 1
    return found


def _name_at(text: str, position: int, index: _Index) -> str | None:
    for length in range(min(index.longest, len(text) - position), 1, -1):
        name = text[position : position + length]
        if name in index.meaning and (name not in index.loose or _ends_here(text, position + length, index)):
            return name
    return None


def _ends_here(text: str, end: int, index: _Index) -> bool:
    rest = text[end:]
    if not rest or not _HANGUL_OR_DIGIT.match(rest[0]):
        return True
    if any(rest.startswith(p) and not _HANGUL_OR_DIGIT.match(rest[len(p) :][:1] or " ") for p in _PARTICLES):
        return True
    return _name_at(text, end, index) is not None


def _by_former_province(left: frozenset[Area], name: str, index: _Index) -> frozenset[Area]:
    provinces = {area.sido for area in left}
    return frozenset(area for sido, area in index.former.get(name, ()) if sido in provinces)


def _settle_parts(left: frozenset[Area], text: str, index: _Index) -> frozenset[Area]:
    """Choose between a 시·군·구 and the named part of it that another branch has."""
    if any(name in text for name in index.explicit_parts):
        return left
    named = {area for area in left if area.part and all(_stem(word) in text for word in area.part.split())}
    whole = {Area(area.sido, area.sigungu) for area in named}
    return frozenset(area for area in left if (area in named) or (not area.part and area not in whole))


def _stem(word: str) -> str:
    """석적읍 → 석적: people leave the last syllable out, but not of a two-syllable name."""
    return word[:-1] if len(word) > 2 else word


def _ambiguous(areas: Iterable[Area]) -> Ambiguous:
    return Ambiguous(sorted({area.sido for area in areas}))
