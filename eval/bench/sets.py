"""The held-out sets, and where results go."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "eval" / "nlu"
RESULTS = ROOT / "eval" / "results"


def read(name: str) -> list[dict[str, Any]]:
    """All rows of eval/nlu/<name>.jsonl."""
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def keep(name: str, result: dict[str, Any]) -> Path:
    """Write a result with the commit, the machine and the day, which a figure is worth nothing without."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps({"taken": _circumstances(), **result}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _circumstances() -> dict[str, Any]:
    return {
        "on": dt.date.today().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "-uno") else ""),
        "machine": f"{_processor()}, {_cores()} cores, {platform.system()} {platform.machine()}",
    }


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def _cores() -> int:
    return len(os.sched_getaffinity(0))
