"""Pictures of results, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot as plt

COLOURS = {"ours": "#0b50d0", "stock": "#8a949e"}


def turns(result: dict[str, Any], path: Path) -> None:
    """Turns a second and the slowest twentieth by chats at once, and the cost of a turn in a long conversation."""
    figure, (speed, slow, growth) = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
    for offset, name in ((-0.2, "ours"), (0.2, "stock")):
        rows = {key: value for key, value in result[name].items() if key.startswith("chats_")}
        at = [n + offset for n in range(len(rows))]
        for axes, measure in ((speed, "turns_per_s"), (slow, "p95_ms")):
            axes.bar(at, [row[measure] for row in rows.values()], 0.4, label=name, color=COLOURS[name])
            axes.set_xticks(range(len(rows)), [key.removeprefix("chats_") for key in rows])
        growth.plot(
            [1, 100, 300],
            [result[name][f"turn_{n}_ms"] for n in (1, 100, 300)],
            marker="o", label=name, color=COLOURS[name],
        )  # fmt: skip
    speed.set(title="turns a second", xlabel="chats at once")
    slow.set(title="p95 of a turn (ms)", xlabel="chats at once", yscale="log")
    growth.set(title="a turn of one conversation (ms)", xlabel="turn", ylim=(0, None))
    speed.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
