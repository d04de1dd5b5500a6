"""Reads params/branches.yaml: which branch has which 시·군·구, and how places are called."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from casework.domain.jurisdiction import Area, Branch, Directory, FormerName, Region
from casework.korean.entities import Gazetteer
from casework.parameters import read_strict

PATH = Path(__file__).resolve().parents[1] / "params" / "branches.yaml"

_TOP = {
    "article", "source", "from", "checked_on", "provinces", "counties", "districts", "former", "places", "branches",
}  # fmt: skip
_BRANCH = {"code", "name", "hq", "regions", "address", "phone", "fax"}


class BranchTableError(ValueError):
    """The table is wrong; the message names the place."""


@lru_cache(maxsize=4)
def load(path: Path = PATH) -> Directory:
    """The directory of all branches. Raises BranchTableError for anything unknown, missing or twice."""
    document = read_strict(path)
    if set(document) != _TOP:
        raise BranchTableError(f"top-level keys: {sorted(set(document) ^ _TOP)}")
    start = document["from"]
    branches = tuple(_branch(row, start, document) for row in document["branches"])
    _check_codes(branches)
    _check_single_owner(branches)
    areas = {region.area for branch in branches for region in branch.regions}
    return Directory(
        branches=branches,
        provinces={sido: tuple(names) for sido, names in document["provinces"].items()},
        districts={city: tuple(names) for city, names in document["districts"].items()},
        former=tuple(
            FormerName(row["sido"], row["name"], tuple(_known(text, areas) for text in row["now"]))
            for row in document["former"]
        ),
        places=_places(document["places"], areas),
    )


def by_code(code: str | None, path: Path = PATH) -> Branch | None:
    """The branch with this code; None for None or a code that is not in the table."""
    return load(path).get(code)


def regions(on: date, path: Path = PATH) -> dict[str, list[str]]:
    """시·도 → its 시·군·구 on that day."""
    return load(path).regions(on)


def _branch(row: dict[str, Any], start: date, document: dict[str, Any]) -> Branch:
    if set(row) != _BRANCH:
        raise BranchTableError(f"branch {row.get('code')}: keys {sorted(set(row) ^ _BRANCH)}")
    found = []
    for entry in row["regions"]:
        unknown = set(entry) - {"sido", "sigungu", "part", "except", "from", "to"}
        if unknown or entry["sido"] not in document["provinces"]:
            raise BranchTableError(f"branch {row['code']}: {entry}")
        names = document["counties"][entry["sido"]] if entry["sigungu"] == "*" else entry["sigungu"]
        for name in names:
            area = Area(entry["sido"], name, entry.get("part", ""))
            found.append(Region(area, entry.get("from", start), entry.get("to")))
    return Branch(row["code"], row["name"], row["hq"], tuple(found), row["address"], row["phone"], row["fax"])


def _check_codes(branches: tuple[Branch, ...]) -> None:
    codes = [branch.code for branch in branches]
    if len(set(codes)) != len(codes):
        raise BranchTableError("a branch code stands twice")
    headquarters = {branch.code for branch in branches if branch.is_hq}
    for branch in branches:
        if branch.hq not in headquarters:
            raise BranchTableError(f"branch {branch.code}: {branch.hq} is no headquarters")


def _check_single_owner(branches: tuple[Branch, ...]) -> None:
    owners: dict[Area, list[tuple[Region, str]]] = {}
    for branch in branches:
        for region in branch.regions:
            for other, code in owners.get(region.area, []):
                if region.covers(other.start) or other.covers(region.start):
                    raise BranchTableError(f"{region.area}: both {code} and {branch.code}")
            owners.setdefault(region.area, []).append((region, branch.code))


def _places(rows: dict[str, Any], areas: set[Area]) -> dict[str, tuple[Area, ...]]:
    places: dict[str, tuple[Area, ...]] = {}
    for name, row in rows.items():
        if set(row) != {"names", "in"}:
            raise BranchTableError(f"place {name}: {row}")
        inside = tuple(_known(text, areas) for text in row["in"])
        for one in (name, *row["names"]):
            if one in places:
                raise BranchTableError(f"place {one} stands twice")
            places[one] = inside
    return places


def _known(text: str, areas: set[Area]) -> Area:
    sido, sigungu, *part = text.split(" ", 2)
    area = Area(sido, sigungu, part[0] if part else "")
    if area not in areas:
        raise BranchTableError(f"{text} is in no branch's region")
    return area


def gazetteer() -> Gazetteer:
    """Place names of all districts of Korea, for `casework.korean.entities.extract`."""
    directory = load()
    return Gazetteer.from_regions(
        sorted({(region.area.sido, region.area.sigungu) for b in directory.branches for region in b.regions})
    )
