"""`ieum bench NAME`: a measure of eval/bench, in a process of its own."""

from __future__ import annotations

import os
import sys

from casework.commands.output import CommandFailed
from casework.settings import ROOT


def bench(name: str, arguments: list[str]) -> None:
    """Become the measure. Raises CommandFailed for an unknown name."""
    known = sorted(
        path.stem for path in (ROOT / "eval" / "bench").glob("*.py") if "def main()" in path.read_text("utf-8")
    )
    if name not in known:
        raise CommandFailed(f"no measure {name!r}; there are: {', '.join(known)}")
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", f"eval.bench.{name}", *arguments])
