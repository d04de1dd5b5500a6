"""`./ieum bench nlu`: how well messages are understood, ours and stock Rasa side by side on the same held-out sets."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

from casework.commands.parse import PIPELINES, understand
from casework.domain.dialogue.confidence import is_foreign
from eval.bench import scores, sets
from eval.bench.noise import spoil

SEED = "2026-11"
NOISE = (0.1, 0.2)
KOREA = "+09:00"


def measure(pipeline: str) -> dict[str, Any]:
    """All measures of one pipeline."""
    topics, foreign, stories = sets.read("topics"), sets.read("out_of_scope"), sets.read("stories")
    began = time.monotonic()
    found = _parsed(topics, pipeline)
    seconds = time.monotonic() - began
    inside = [(g, f) for g, f in zip(topics, found, strict=True) if "out-of-scope" not in g["accepted"]]
    result = {
        "topic_macro_f1": scores.macro_f1(topics, found),
        "topic_accuracy": scores.any_accepted(topics, found),
        "topic_top3": scores.any_accepted(topics, found, among=3),
        "oos_recall": scores.rejected_share(_parsed(foreign, pipeline), _rejected),
        "false_reject": scores.rejected_share([f for _, f in inside], _rejected),
        "ece": scores.calibration_error(topics, found),
        "entities": scores.entity_f1(stories, _parsed(stories, pipeline)),
        "multi_both_in_top3": scores.both_found(sets.read("multi"), _parsed(sets.read("multi"), pipeline)),
    }
    result["fresh"] = _fresh(pipeline)
    for share in NOISE:
        noisy = _parsed([row | {"text": spoil(row["text"], share, SEED)} for row in topics], pipeline)
        result[f"noise_{share * 100:.0f}"] = scores.macro_f1(topics, noisy)
    result["by_style"] = {
        style: scores.any_accepted(*zip(*rows, strict=True))
        for style in sorted({row["style"] for row in topics})
        if (rows := [(g, f) for g, f in zip(topics, found, strict=True) if g["style"] == style])
    }
    result["worst"] = scores.confusions(topics, found)
    result["seconds"] = seconds
    return _rounded(result)


def _fresh(pipeline: str) -> dict[str, float]:
    """The set that no choice was made on."""
    gold = sets.read("fresh")
    found = _parsed(gold, pipeline)
    foreign = [f for g, f in zip(gold, found, strict=True) if g["accepted"][0] == "out-of-scope"]
    ours = [f for g, f in zip(gold, found, strict=True) if "out-of-scope" not in g["accepted"]]
    return {
        "topic_macro_f1": scores.macro_f1(gold, found),
        "topic_accuracy": scores.any_accepted(gold, found),
        "topic_top3": scores.any_accepted(gold, found, among=3),
        "ece": scores.calibration_error(gold, found),
        "oos_recall": scores.rejected_share(foreign, _rejected),
        "false_reject": scores.rejected_share(ours, _rejected),
    }


def main() -> None:
    """Measure both pipelines, keep the result, print it."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--without-stock", action="store_true", help="ours alone, to look while working; not kept")
    chosen = options.parse_args()
    result = measure(PIPELINES[0])
    if not chosen.without_stock:
        result["stock"] = measure(PIPELINES[1])
        sets.keep(
            "nlu",
            {
                "sets": {
                    name: len(sets.read(name)) for name in ("topics", "fresh", "out_of_scope", "stories", "multi")
                },
                **result,
            },
        )
    if not chosen.json:
        _table(result)
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


def _parsed(rows: list[dict[str, Any]], pipeline: str) -> list[dict[str, Any]]:
    return understand(
        [{"text": row["text"], **({"at": _moment(row)} if "today" in row else {})} for row in rows], pipeline
    )


def _moment(row: dict[str, Any]) -> str:
    """When a story was written, in Korea."""
    return row["today"] + KOREA


def _rejected(row: dict[str, Any]) -> bool:
    return is_foreign(scores.ranking(row))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return value


def _table(result: dict[str, Any]) -> None:
    stock = result.get("stock", {})
    for name, value in result.items():
        if isinstance(value, float):
            sys.stdout.write(f"{name:16} {value:8.4f} {stock.get(name, ''):>8}\n")
    for name, value in result["fresh"].items():
        sys.stdout.write(f"fresh {name:16} {value:8.4f} {stock.get('fresh', {}).get(name, ''):>8}\n")
    for kind, value in result["entities"].items():
        sys.stdout.write(f"  {kind:16} {value:6.3f}\n")
    for row in result["worst"]:
        sys.stdout.write(f"  {row['topic']:24} {row['f1']:.2f}  {row['taken_for']}\n")


if __name__ == "__main__":
    main()
