"""What a played script shows: the transcript and the case, as JSON and for reading."""

from __future__ import annotations

from typing import Any

from casework.talk.player import Played


def case_of(played: Played) -> dict[str, Any]:
    """The case as the public summary tells it; everything empty before a claim was begun."""
    summary = played.summary or {}
    rows = [row for section in summary.get("sections", []) for row in section["rows"]]
    handler = summary.get("handler") or {}
    return {
        "number": summary.get("receipt_number") or summary.get("number"),
        "kind": summary.get("kind"),
        "state": summary.get("state"),
        "branch": summary.get("branch"),
        "team": summary.get("team"),
        "handler": handler.get("name"),
        "fields": {row["id"]: _field(row) for row in rows if row.get("status", "given") == "given"},
        "missing": [row["id"] for row in summary.get("missing", [])],
        "severity": summary.get("severity"),
        "reason": summary.get("assignment_reason"),
    }


def _field(row: dict[str, Any]) -> dict[str, Any]:
    raw = row.get("value_raw")
    return {
        "value": row["value"] if raw is None else raw,
        "words": row.get("words"),
        "confirmed": bool(row.get("confirmed")),
        "shown": row["value"],
    }


def as_json(played: Played) -> dict[str, Any]:
    """What `ieum talk --json` prints."""
    result: dict[str, Any] = {"transcript": played.transcript, "case": case_of(played), "status": played.status}
    return result | ({"gave_up": played.why} if played.why else {})


def as_text(played: Played, names: dict[str, str]) -> str:
    """The conversation to read aloud, then the case. `names` are the senders' names."""
    lines = []
    for message in played.transcript:
        marks = [f"{key}={message[key]}" for key in ("asks", "step", "topic", "card") if message.get(key)]
        lines.append(f"{names.get(message['sender'], message['sender'])}: {message['text']}")
        if marks:
            lines.append(f"    ({', '.join(marks)})")
        if message["buttons"]:
            lines.append("    [" + "] [".join(message["buttons"]) + "]")
    case = case_of(played)
    lines += [
        "",
        *(f"{key}: {case[key]}" for key in ("number", "kind", "state", "branch", "team", "handler", "severity")),
    ]
    lines += [f"  {name}: {row['shown']}" for name, row in case["fields"].items()]
    lines.append(f"missing: {', '.join(case['missing']) or '-'}")
    if played.why:
        lines.append(f"gave up: {played.why}")
    return "\n".join(lines)
