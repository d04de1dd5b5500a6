"""`./ieum bench turns`: how fast turns are answered, ours (all on) and stock Rasa in one run on one machine.

Every chat says the same script at once, without pauses: a claim with questions in between. The client runs on the same
machine and takes its share of it, the same for both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import yaml

from casework.commands import stock
from casework.settings import Settings
from casework.supervisor import installation
from eval.bench import plot, sets, systems
from eval.bench.chats import Chat, OurChat, StockChat

SCRIPT: tuple[str, ...] = tuple(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8")))
QUESTIONS = tuple(text for text in SCRIPT if text.endswith("?"))
CHATS = {1: 4, 10: 2, 50: 1}  # chats at once → times each says the script
LONG = 300  # turns of one conversation
WINDOW = 10  # turns over which a cost is averaged
WARM = 2  # scripts before anything is counted


def measure(start: Callable[[], AbstractContextManager[systems.Running]], kind: type[Chat]) -> dict[str, Any]:
    """All measures of one system, started for it and stopped afterwards."""
    with start() as running:
        result: dict[str, Any] = {"ready_s": running.ready_s, "rss_mb_idle": running.rss_mb()}
        result |= asyncio.run(_load(running.url, kind, CHATS))
        result |= asyncio.run(_growth(running.url, kind))
        result["rss_mb"] = running.rss_mb()
    return result


def two_engines(one: dict[str, Any]) -> dict[str, float]:
    """Turns a second at 10 chats with a second engine, and how many times that is of one engine's."""
    with systems.ours(IEUM_ENGINES="2") as running:
        found = asyncio.run(_load(running.url, OurChat, {10: CHATS[10]}))["chats_10"]
    return {**found, "ratio": found["turns_per_s"] / one["chats_10"]["turns_per_s"]}


def main() -> None:
    """Measure both, keep JSON and plot, print a table and one JSON line."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--without-stock", action="store_true", help="ours alone, to look while working; not kept")
    chosen = options.parse_args()
    found = measure(systems.ours, OurChat)
    found["two_engines"] = two_engines(found)
    if chosen.without_stock:
        sys.stdout.write(json.dumps(_rounded(found)) + "\n")
        return
    settings = Settings.load()
    stock_model = stock.model(settings)
    other = measure(systems.stock_rasa, StockChat)
    other["train_s"] = _training(stock_model)
    result = _rounded(_compared(found, other) | {"train_s": _training(installation.model_path(settings.root))})
    path = sets.keep("turns", result)
    plot.turns(result, path.with_suffix(".svg"))
    if not chosen.json:
        for name, value in result.items():
            if not isinstance(value, dict):
                sys.stdout.write(f"{name:18} {value}\n")
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")


async def _load(url: str, kind: type[Chat], at_once: Mapping[int, int]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    async with httpx.AsyncClient(timeout=120, trust_env=False, limits=httpx.Limits(max_connections=None)) as http:
        for _ in range(WARM):
            await _rounds(await kind.open(url, http), 1)
        for chats, times in at_once.items():
            pages = [[await kind.open(url, http) for _ in range(times)] for _ in range(chats)]
            began = time.perf_counter()
            taken = await asyncio.gather(*(_one_after_another(own) for own in pages))
            wall = time.perf_counter() - began
            turns = sorted(seconds for chat in taken for seconds in chat)
            result[f"chats_{chats}"] = {
                "turns_per_s": len(turns) / wall,
                "p50_ms": 1000 * statistics.median(turns),
                "p95_ms": 1000 * turns[int(len(turns) * 0.95)],
                "turns": len(turns),
            }
    return result


async def _one_after_another(pages: list[Chat]) -> list[float]:
    return [seconds for page in pages for seconds in await _rounds(page, 1)]


async def _rounds(chat: Chat, times: int) -> list[float]:
    taken = [await chat.say(text) for _ in range(times) for text in SCRIPT]
    await chat.close()
    return taken


async def _growth(url: str, kind: type[Chat]) -> dict[str, float]:
    """Milliseconds of a turn at the beginning, around the hundredth, and at the end of one long conversation."""
    async with httpx.AsyncClient(timeout=120, trust_env=False) as http:
        chat = await kind.open(url, http)
        taken = [1000 * await chat.say(QUESTIONS[n % len(QUESTIONS)]) for n in range(LONG)]
        await chat.close()
    first, last = statistics.median(taken[1 : WINDOW + 1]), statistics.median(taken[-WINDOW:])
    hundredth = statistics.median(taken[100 - WINDOW // 2 : 100 + WINDOW // 2])
    return {"turn_1_ms": first, "turn_100_ms": hundredth, "turn_300_ms": last, "growth_300": last / first}


def _compared(ours: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    ratios = {f"ratio_{n}": ours[f"chats_{n}"]["turns_per_s"] / other[f"chats_{n}"]["turns_per_s"] for n in CHATS}
    return {
        "ours": ours,
        "stock": other,
        **ratios,
        "growth_300": ours["growth_300"],
        "growth_300_stock": other["growth_300"],
        "p95_10_ms": ours["chats_10"]["p95_ms"],
        "ready_s": ours["ready_s"],
        "rss_mb": ours["rss_mb"],
    }


def _training(model: Path) -> float | None:
    """Seconds that the training of a model took, where it was noted."""
    noted = installation.notes(model)
    return json.loads(noted.read_text("utf-8"))["train_s"] if noted.exists() else None


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return value


if __name__ == "__main__":
    main()
