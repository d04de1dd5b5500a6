"""The one shape of something found in a text, and how overlapping finds are settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar


@dataclass(frozen=True)
class Entity:
    """A value found in a text. `text` is the worker's own words, `[start, end)` its place in the text.

    `value` is normalised (ISO date, whole won, class id), or None when the words leave it open; `extra` then says why.
    """

    type: str
    value: str | int | None
    text: str
    start: int
    end: int
    extra: dict[str, Any] | None = field(default=None, hash=False)


Given = ParamSpec("Given")
Result = TypeVar("Result")
MAX_LENGTH = 2_000  # characters that are read; nobody's answer is longer, and a text made to be slow must not be


def bounded(find: Callable[Concatenate[str, Given], Result]) -> Callable[Concatenate[str, Given], Result]:
    """The same function over the first 2,000 characters of its text, so that its time has a bound."""

    @wraps(find)
    def find_at_start(text: str, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        return find(text[:MAX_LENGTH], *args, **kwargs)

    return find_at_start


# A blocked span stands among the candidates, so that no shorter reading survives inside it, and is then dropped.
BLOCKED = "\0blocked"


def found(kind: str, match: re.Match[str], value: str | int | None, extra: dict[str, Any] | None = None) -> Entity:
    """The entity for a whole regular-expression match, without the spaces at its ends."""
    return cut(kind, match.string, match.start(), match.end(), value, extra)


def cut(
    kind: str, text: str, start: int, end: int, value: str | int | None, extra: dict[str, Any] | None = None
) -> Entity:
    """The entity for `text[start:end]`, without the spaces at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Entity(kind, value, text[start:end], start, end, extra or None)


def longest(candidates: Iterable[Entity]) -> list[Entity]:
    """Candidates without overlaps, the longer one winning, then the earlier; blocked spans win and vanish. By start."""
    taken: list[Entity] = []
    occupied: set[int] = set()
    for one in sorted(candidates, key=lambda e: (e.start - e.end, e.start)):
        places = range(one.start, one.end)
        if not places or any(place in occupied for place in (one.start, one.end - 1)) or occupied.intersection(places):
            continue
        occupied.update(places)
        taken.append(one)
    return sorted((e for e in taken if e.value != BLOCKED), key=lambda e: e.start)


def overlaps(one: Any, other: Any) -> bool:
    """Whether two spans share a character."""
    return bool(one.start < other.end and other.start < one.end)


def outside(candidates: Iterable[Entity], *taken: Iterable[Entity]) -> list[Entity]:
    """Candidates that share no character with anything in `taken`."""
    others = [e for group in taken for e in group]
    return [e for e in candidates if not any(overlaps(e, other) for other in others)]


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a space in a word may be left out or doubled."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in ordered)


def vocabulary(kind: str, text: str, pattern: re.Pattern[str], canonical: dict[str, str]) -> Iterator[Entity]:
    """Entities for a word list: `canonical` maps each surface form, spaces left out, to its value."""
    for match in pattern.finditer(text):
        key = re.sub(r"\s+", "", match.group())
        yield found(kind, match, canonical.get(key) or canonical[key.casefold()])
