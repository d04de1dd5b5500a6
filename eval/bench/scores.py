"""Measures over what was understood. Rows are those of `ieum parse`; gold rows those of eval/nlu."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Row = dict[str, Any]
BINS = 10
ACCIDENT = "accident_type"
NORMALISED = ("date", "time", "side", "amount")  # the value counts; of the others the place in the text


def ranking(row: Row) -> list[tuple[str, float]]:
    """(topic, confidence), the likeliest first."""
    return [(row["topic"], row["confidence"]), *((a["topic"], a["confidence"]) for a in row["alternatives"])]


def any_accepted(gold: Sequence[Row], found: Sequence[Row], among: int = 1) -> float:
    """Share of messages with an accepted topic among the `among` likeliest."""
    hits = [any(t in g["accepted"] for t, _ in ranking(f)[:among] if t) for g, f in zip(gold, found, strict=True)]
    return _mean(hits)


def both_found(gold: Sequence[Row], found: Sequence[Row], among: int = 3) -> float:
    """Share of messages with two issues that both have an accepted topic among the `among` likeliest."""
    likely = [{topic for topic, _ in ranking(f)[:among]} for f in found]
    return _mean(all(likely[n] & set(topics) for topics in g["topics"]) for n, g in enumerate(gold))


def macro_f1(gold: Sequence[Row], found: Sequence[Row]) -> float:
    """Mean F1 over topics. A predicted topic that is accepted counts as the right one, else the first choice was."""
    pairs = [(f["topic"] if f["topic"] in g["accepted"] else g["accepted"][0], f["topic"])
             for g, f in zip(gold, found, strict=True)]  # fmt: skip
    return _mean(f1_by_class(pairs).values())


def f1_by_class(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """F1 of each class that is meant at least once; pairs are (meant, found)."""
    pairs = list(pairs)
    meant, got = Counter(m for m, _ in pairs), Counter(f for _, f in pairs)
    right = Counter(m for m, f in pairs if m == f)
    return {name: 2 * right[name] / (meant[name] + got[name]) for name in meant}


def confusions(gold: Sequence[Row], found: Sequence[Row], worst: int = 10) -> list[Row]:
    """The topics with the lowest F1 and what they were taken for."""
    pairs = [(f["topic"] if f["topic"] in g["accepted"] else g["accepted"][0], f["topic"])
             for g, f in zip(gold, found, strict=True)]  # fmt: skip
    scores = f1_by_class(pairs)
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for meant, got in pairs:
        if meant != got:
            taken[meant][got] += 1
    rows = sorted(scores.items(), key=lambda item: item[1])[:worst]
    return [{"topic": t, "f1": round(s, 3), "taken_for": dict(taken[t].most_common(3))} for t, s in rows]


def calibration_error(gold: Sequence[Row], found: Sequence[Row]) -> float:
    """Expected calibration error over ten bins: how far confidence is from being right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for g, f in zip(gold, found, strict=True):
        bins[min(BINS - 1, int(f["confidence"] * BINS))].append((f["confidence"], f["topic"] in g["accepted"]))
    return sum(
        len(rows) * abs(_mean(c for c, _ in rows) - _mean(right for _, right in rows)) for rows in bins.values()
    ) / max(1, len(gold))


def rejected_share(found: Sequence[Row], rejected: Callable[[Row], bool]) -> float:
    """Share of messages that are not taken for a topic of ours."""
    return _mean(rejected(row) for row in found)


def entity_f1(gold: Sequence[Row], found: Sequence[Row]) -> dict[str, float]:
    """F1 of each entity type. Right is the same type at an overlapping place, and the same value where it is normalised.

    accident_type is judged once a story, named there or not: the first class found against those accepted.
    """
    meant, got, right = Counter[str](), Counter[str](), Counter[str]()
    for g, f in zip(gold, found, strict=True):
        wanted = [e for e in g["entities"] if e["type"] != ACCIDENT]
        seen = [e for e in f["entities"] if e["type"] != ACCIDENT]
        meant.update(e["type"] for e in wanted)
        got.update(e["type"] for e in seen)
        right.update(_matched(wanted, seen))
        classes = [e["value"] for e in f["entities"] if e["type"] == ACCIDENT][:1]
        meant[ACCIDENT] += 1
        got[ACCIDENT] += len(classes)
        right[ACCIDENT] += sum(c in (g["accident_type"], *g.get("accident_type_also", ())) for c in classes)
    return {kind: round(2 * right[kind] / (meant[kind] + got[kind]), 4) for kind in sorted(meant)}


def _matched(wanted: Sequence[Row], seen: Sequence[Row]) -> Iterator[str]:
    """The type of each wanted entity that one of the seen ones, each used once, is."""
    left = list(seen)
    for one in wanted:
        for other in left:
            overlaps = other["start"] < one["end"] and one["start"] < other["end"]
            same = one["type"] not in NORMALISED or str(one["value"]) == str(other["value"])
            if one["type"] == other["type"] and overlaps and same:
                left.remove(other)
                yield one["type"]
                break


def _mean(values: Iterable[float | bool]) -> float:
    values = [float(v) for v in values]
    return sum(values) / len(values) if values else 0.0
