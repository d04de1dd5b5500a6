"""Compare a played conversation with what its script expects, field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CASE_KEYS = ("state", "kind", "branch", "team", "reason", "handler")
KEYS = frozenset(
    {*CASE_KEYS, "fields", "missing", "not_missing", "severity", "topics", "said", "never", "asks_at_most"}
)


def today() -> dt.date:
    """The day in Korea, where the scripted workers live."""
    return dt.datetime.now(ZoneInfo("Asia/Seoul")).date()


def differences(result: dict[str, Any], expect: dict[str, Any], day: dt.date) -> list[str]:
    """Everything that is not as expected, one line each; `day` is the day of the conversation in Korea."""
    if unknown := expect.keys() - KEYS:
        raise ValueError(f"expect: unknown {sorted(unknown)}")
    case, wrong = result["case"], []
    if result.get("gave_up"):
        wrong.append(f"gave up: {result['gave_up']}")
    for key in CASE_KEYS:
        if key in expect and case.get(key) != expect[key]:
            wrong.append(f"{key}: {case.get(key)!r}, expected {expect[key]!r}")
    for name, wanted in expect.get("fields", {}).items():
        wrong += _field(name, case["fields"].get(name), wanted, day)
    wrong += [
        f"missing: {name} is not on the list" for name in expect.get("missing", ()) if name not in case["missing"]
    ]
    wrong += [f"missing: {name} was given" for name in expect.get("not_missing", ()) if name in case["missing"]]
    if expect.get("severity") and not case["severity"]:
        wrong.append("severity: no proposal")
    return wrong + _talk(result["transcript"], expect)


def _field(name: str, found: dict[str, Any] | None, wanted: Any, day: dt.date) -> list[str]:
    if found is None:
        return [f"{name}: not given, expected {wanted!r}"]
    problems = [] if found["confirmed"] else [f"{name}: not confirmed"]
    value = found["value"]
    if isinstance(wanted, dict):
        ((how, what),) = wanted.items()
        fits = {
            "days_ago": lambda: value == (day - dt.timedelta(days=int(what))).isoformat(),
            "last_week": lambda: value == _last_week(day, what).isoformat(),
            "last_year": lambda: value == f"{day.year - 1}-{what}",  # "작년 5월": 05
            "years_ago": lambda: value == str((day - dt.timedelta(days=365 * int(what))).year),
            "like": lambda: what in str(value),
            "is": lambda: value == what,
            "value": lambda: _plain(value) == _plain(what),
            "words": lambda: what in (found["words"] or ""),
            "shown": lambda: found["shown"] == what,
        }[how]()
    else:
        fits = _plain(value) == _plain(wanted)
    return problems if fits else [*problems, f"{name}: {value!r}, expected {wanted!r}"]


def _plain(value: Any) -> Any:
    """Scripts keep numbers as typed, so 220000 and "220000" are the same here."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _last_week(day: dt.date, weekday: str) -> dt.date:
    monday = day - dt.timedelta(days=day.weekday() + 7)
    return monday + dt.timedelta(days=WEEKDAYS.index(weekday))


def _talk(transcript: list[dict[str, Any]], expect: dict[str, Any]) -> list[str]:
    wrong = []
    spoken = [m for m in transcript if m["sender"] != "worker"]
    topics = {m["topic"] for m in spoken}
    asked = Counter(m["asks"] for m in spoken if m["asks"])
    wrong += [f"no answer of topic {name}" for name in expect.get("topics", ()) if name not in topics]
    wrong += [f"never said: {p}" for p in expect.get("said", ()) if not any(re.search(p, m["text"]) for m in spoken)]
    for pattern in expect.get("never", ()):
        wrong += [f"said {pattern!r}: {m['text']}" for m in spoken if re.search(pattern, m["text"])]
    for name, most in expect.get("asks_at_most", {}).items():
        if asked[name] > int(most):
            wrong.append(f"asked for {name} {asked[name]} times, at most {most} expected")
    return wrong
