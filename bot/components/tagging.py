"""Which words of a story are names of things: a conditional random field over Kiwi's morphemes and what the rules found.

Lists and patterns know the machines and trades that somebody thought of, and take a word for one wherever it stands; the
field learns from marked stories where such words stand, and which of the rules' finds to believe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn_crfsuite import CRF

# Types that are learnt: those for which rules alone were wrong too often (docs/decisions/0008).
TYPES = ("employment_form", "injury_type", "object", "occupation", "place", "relation", "workplace")
OUTSIDE = "O"
_MARK = re.compile(r"<([a-z_]+)\|([^>]*)>")
_AROUND = (-2, -1, 1, 2)


@dataclass(frozen=True)
class Piece:
    """A morpheme with Kiwi's tag and its place in the text."""

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """A part of a text, and what it is."""

    type: str
    start: int
    end: int


Features = list[dict[str, float]]


def unmarked(line: str) -> tuple[str, list[Span]]:
    """The text of a line of marked_stories.txt, and its marks: `어제 <object|프레스>에` → 어제 프레스에."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        spans.append(Span(match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + line[at:], spans


def features(pieces: Sequence[Piece], found: Sequence[Span]) -> Features:
    """What is known of each piece: itself, its neighbours, what follows its noun, what the rules say."""
    rules = [_rules(piece, found) for piece in pieces]
    return [
        _own(pieces, at)
        | _run(pieces, at)
        | _near(pieces, rules, at)
        | _ahead(pieces, at)
        | dict.fromkeys(rules[at], 1.0)
        for at in range(len(pieces))
    ]


def labels(pieces: Iterable[Piece], marks: Sequence[Span]) -> list[str]:
    """B-type for the first piece of a mark, I-type for the others."""
    result: list[str] = []
    inside: Span | None = None
    for piece in pieces:
        mark = next((m for m in marks if m.type in TYPES and piece.start < m.end and m.start < piece.end), None)
        result.append(OUTSIDE if mark is None else f"{'I' if mark is inside else 'B'}-{mark.type}")
        inside = mark
    return result


def spans(pieces: Sequence[Piece], tags: Sequence[str]) -> list[Span]:
    """The spans that a sequence of labels stands for."""
    result: list[Span] = []
    last = ""
    for piece, tag in zip(pieces, tags, strict=True):
        kind = "" if tag == OUTSIDE else tag[2:]
        if not kind:
            pass
        elif tag[0] == "I" and result and result[-1].type == kind and last == kind:
            result[-1] = Span(kind, result[-1].start, piece.end)
        else:
            result.append(Span(kind, piece.start, piece.end))
        last = kind
    return result


class Tagger:
    """`fit` once, then `tag`."""

    def __init__(self, c1: float, c2: float) -> None:
        """Weights of the two penalties on features."""
        self._field = CRF(algorithm="lbfgs", c1=c1, c2=c2, max_iterations=120)

    def fit(self, stories: Sequence[Features], tags: Sequence[list[str]]) -> Tagger:
        """Learn from marked stories."""
        self._field.fit(stories, tags)
        return self

    def tag(self, pieces: Sequence[Piece], known: Features) -> tuple[list[Span], list[dict[str, float]]]:
        """The spans of a text, and for each of its pieces how likely each label is."""
        chances = self._field.predict_marginals_single(known)
        return spans(pieces, self._field.tagger_.tag()), chances  # of the sequence that was just handed over


def likeliest(pieces: Sequence[Piece], chances: Sequence[dict[str, float]], span: Span) -> float:
    """How likely the field holds any piece of `span` to be of its type."""
    return max(
        (
            chance.get(f"B-{span.type}", 0.0) + chance.get(f"I-{span.type}", 0.0)
            for piece, chance in zip(pieces, chances, strict=True)
            if piece.start < span.end and span.start < piece.end
        ),
        default=0.0,
    )


def _own(pieces: Sequence[Piece], at: int) -> dict[str, Any]:
    piece = pieces[at]
    form, tag = piece.form, piece.tag
    return {
        "always": 1.0,
        f"form={form}": 1.0,
        f"tag={tag}": 1.0,
        f"last={form[-1:]}{tag[:2]}": 1.0,
        f"first={form[:1]}{len(form)}": 1.0,
        f"two={form[-2:]}": 1.0,
        f"length={min(len(form), 5)}": 1.0,
        f"begins={_begins_word(pieces, at)}": 1.0,
    }


def _run(pieces: Sequence[Piece], at: int) -> dict[str, float]:
    """The unbroken run of nouns that the piece is in, as Kiwi cuts names it does not know into small pieces."""
    if pieces[at].tag[0] not in "NXS":
        return {}
    first = last = at
    while not _begins_word(pieces, first) and pieces[first - 1].tag[0] in "NXS":
        first -= 1
    while last + 1 < len(pieces) and not _begins_word(pieces, last + 1) and pieces[last + 1].tag[0] in "NXS":
        last += 1
    name = "".join(piece.form for piece in pieces[first : last + 1])
    tags = "".join(piece.tag[-1] for piece in pieces[first : last + 1])
    return {
        f"run={name[-2:]}": 1.0,
        f"run1={name[-1:]}": 1.0,
        f"run>{name[:2]}": 1.0,
        f"run#{min(len(name), 8)}.{min(last - first + 1, 4)}": 1.0,
        f"run?{tags[:4]}": 1.0,
        f"run@{min(at - first, 3)}.{min(last - at, 3)}": 1.0,
    }


def _near(pieces: Sequence[Piece], rules: Sequence[list[str]], at: int) -> dict[str, float]:
    result: dict[str, float] = {}
    for step in _AROUND:
        there = at + step
        if not 0 <= there < len(pieces):
            result[f"{step}=end"] = 1.0
            continue
        result[f"{step}form={pieces[there].form}"] = 1.0
        result[f"{step}tag={pieces[there].tag}"] = 1.0
        result.update((f"{step}{rule}", 1.0) for rule in rules[there])
    return result


def _ahead(pieces: Sequence[Piece], at: int) -> dict[str, float]:
    """The particle after the noun that the piece is part of, and the next verb: 프레스 + 에 + 끼이."""
    result: dict[str, float] = {}
    if at + 1 < len(pieces):
        after = pieces[at + 1]
        gap = "_" if _begins_word(pieces, at + 1) else ""
        result[f"pair={pieces[at].tag}{gap}{after.tag}"] = 1.0
        result[f"joint={pieces[at].tag}{after.form}"] = 1.0
    while at < len(pieces) and pieces[at].tag[0] in "NXS":
        at += 1
    if at < len(pieces):
        result[f"particle={pieces[at].form}/{pieces[at].tag}"] = 1.0
    while at < len(pieces) and pieces[at].tag[:2] not in ("VV", "VA", "XS"):
        at += 1
    if at < len(pieces):
        result[f"verb={pieces[at].form}"] = 1.0
    return result


def _begins_word(pieces: Sequence[Piece], at: int) -> bool:
    return at == 0 or pieces[at].start > pieces[at - 1].end


def _rules(piece: Piece, found: Sequence[Span]) -> list[str]:
    return [
        f"rule={span.type}{'B' if piece.start <= span.start else 'I'}"
        for span in found
        if span.start < piece.end and piece.start < span.end
    ]


def read(lines: Iterable[str]) -> Iterator[tuple[str, list[Span]]]:
    """The marked stories of a file, without its comments."""
    return (unmarked(line) for raw in lines if (line := raw.strip()) and not line.startswith("#"))
