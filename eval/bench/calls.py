"""`./ieum bench calls`: scripted callers on lines of three kinds; how many complete a claim, and what becomes of the others.

A caller is casework/talk/caller.py: it hears only what is said, knows its keys, and is misheard by the syllable as often as
the noise says. All four kinds of claims are told; each kind is counted on its own, too. Complete: a receipt number without a person. Whoever does not come so far must reach a person, or be
promised a call back, with everything that was told kept in the claim.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casework import bootstrap
from casework.settings import ROOT, Settings
from casework.talk.caller import call
from casework.talk.script import Script, load
from eval.bench import sets, systems

SCRIPTS = ROOT / "eval" / "calls"
NOISE = (0, 10, 20)
WANTED = {0: 0.95, 10: 0.90, 20: 0.75}  # share of callers who complete a claim without a person
SECRET = "only-for-this-measure-0000"
AT_ONCE = 2  # callers; the machine has to run the system beside them


def main() -> None:
    """Play everything, keep JSON, print a table and one JSON line; exit 1 if a wanted share was missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--url", help="a running system instead of one of our own; not kept")
    options.add_argument("--var", type=Path, help="the folder of that system")
    options.add_argument("--secret", default=SECRET, help="of that system")
    options.add_argument("--only", help="scripts whose name has this in it; not kept")
    chosen = options.parse_args()
    scripts = [load(path) for path in sorted(SCRIPTS.glob("*.yml")) if not chosen.only or chosen.only in path.stem]
    with _system(chosen) as (url, var):
        rows = {noise: _level(scripts, noise, url, var, chosen.secret) for noise in NOISE}
    result = {"scripts": len(scripts), **{f"noise_{noise}": _summed(level) for noise, level in rows.items()}}
    result["calls"] = {f"noise_{noise}": level for noise, level in rows.items()}
    if not (chosen.url or chosen.only):
        sets.keep("calls", result)
    if not chosen.json:
        for noise, level in rows.items():
            sys.stdout.write(f"noise {noise:2} %: {json.dumps(_summed(level), ensure_ascii=False)}\n")
            sys.stdout.writelines(f"   {row['script']:24} {row['end']}\n" for row in level if not row["complete"])
            wrong = (row for row in level if not (row.get("right", True) and row.get("kind", True)))
            sys.stdout.writelines(f"   {row['script']:24} wrong: {row.get('wrong') or row['claim']}\n" for row in wrong)
    sys.stdout.write(json.dumps({k: v for k, v in result.items() if k != "calls"}, ensure_ascii=False) + "\n")
    sys.exit(1 if any(_misses(level, noise) for noise, level in rows.items()) and not chosen.only else 0)


def _misses(level: list[dict[str, Any]], noise: int) -> bool:
    """Whether the wanted share was missed, by all together or by one kind of claim, or a caller was lost."""
    summed = _summed(level)
    shares = [summed["completed"], *(kind["completed"] for kind in summed["kinds"].values())]
    return min(shares) < WANTED[noise] or bool(summed["lost"])


@contextmanager
def _system(chosen: argparse.Namespace) -> Iterator[tuple[str, Path | None]]:
    if chosen.url:
        yield chosen.url, chosen.var
        return
    with systems.ours(IEUM_PHONE_SECRET=SECRET, IEUM_DEMO="1") as running:
        yield running.url, running.var


def _level(scripts: list[Script], noise: int, url: str, var: Path | None, secret: str) -> list[dict[str, Any]]:
    def play(script: Script) -> dict[str, Any]:
        began = time.monotonic()
        played = call(script, url, secret, noise=noise / 100, summary=False)
        spoken = [row for row in played.transcript if row["sender"] == "worker"]
        row = {
            "script": script.path.stem,
            "claim": script.expect.get("kind", "accident"),
            "complete": bool(played.status.get("receipt_number")) and not _asked_for_person(played.transcript),
            "receipt": bool(played.status.get("receipt_number")),
            "person": played.status.get("state") in ("waiting", "human") or _asked_for_person(played.transcript),
            "turns": len(spoken),
            "seconds": round(time.monotonic() - began, 1),
            "end": played.why or (played.transcript[-1]["text"][:60] if played.transcript else ""),
        }
        return row | _kept(script, played.status.get("draft_number"), var)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(play, scripts))


def _asked_for_person(transcript: list[dict[str, Any]]) -> bool:
    return any(row.get("event") == "transfer" or row.get("asks") == "call_back" for row in transcript)


def _kept(script: Script, number: str | None, var: Path | None) -> dict[str, Any]:
    """What the claim has of what the script told, read from the database of a system of our own."""
    if var is None or number is None:
        return {"kept": number is not None}
    app = bootstrap.start(Settings.load({"IEUM_VAR": str(var)}))
    try:
        with app.store.read() as uow:
            case = uow.cases.by_number(number)
            values = {k: uow.fields.value_of(r) for k, r in uow.fields.current(case.id).items() if r.status == "given"}
    finally:
        app.store.close()
    wanted = script.expect.get("fields", {})
    right = {name: _fits(values.get(name), value) for name, value in wanted.items()}
    told = [name for name in script.answers if name in values or name in ("offer_optional", "call_back")]
    return {
        "kept": bool(values),
        "fields": len(values),
        "told_and_kept": round(len(told) / max(1, len(script.answers)), 2),
        "right": all(right.values()),
        "wrong": [name for name, fits in right.items() if not fits],
        "kind": case.kind == script.expect.get("kind", case.kind),
    }


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict) and "like" in wanted:
        return str(wanted["like"]) in str(value)
    if isinstance(wanted, dict) and "days_ago" in wanted:
        return value == (dt.date.today() - dt.timedelta(days=int(wanted["days_ago"]))).isoformat()
    if isinstance(wanted, list) and isinstance(value, list):
        return all(any(one.items() <= have.items() for have in value) for one in wanted)
    return str(value) == str(wanted)


def _summed(level: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = sorted({row["claim"] for row in level})
    of_kind = {kind: _figures([row for row in level if row["claim"] == kind]) for kind in kinds}
    return _figures(level) | {"turns_median": statistics.median(row["turns"] for row in level), "kinds": of_kind}


def _figures(level: list[dict[str, Any]]) -> dict[str, Any]:
    count = len(level)
    lost = [row["script"] for row in level if not row["complete"] and not row["person"]]
    share = lambda name: round(sum(bool(row.get(name)) for row in level) / count, 3)  # noqa: E731
    return {
        "calls": count,
        "completed": share("complete"),
        "person": round(sum(not row["complete"] and row["person"] for row in level) / count, 3),
        "lost": lost,
        "kept": share("kept"),
        "right": share("right"),
        "kind": share("kind"),
        "told_and_kept": round(statistics.mean(row.get("told_and_kept", 0.0) for row in level), 3),
    }


if __name__ == "__main__":
    main()
