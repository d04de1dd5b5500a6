"""The trained model on standard input: JSON lines `{"text": …, "at"?: …}` in, what was understood out.

Runs in the engine's environment: `python -m bot.parse MODEL`. `at` is the moment
from which relative dates are read, ISO; now without it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from bot import serve

if TYPE_CHECKING:
    from rasa.core.agent import Agent


NOTHING = "out-of-scope"  # the topic of a text with nothing in it


async def understand(agent: Agent, row: dict[str, Any]) -> dict[str, Any]:
    """One row of the output for one row of the input."""
    from rasa.core.channels.channel import UserMessage

    text = row["text"]
    # As the channel does it: a leading slash is no command. Same length, so that positions stay.
    plain = text.replace("/", "\N{FULLWIDTH SOLIDUS}", 1) if text.lstrip().startswith("/") else text
    metadata = {"at": row["at"]} if row.get("at") else {}
    parsed: dict[str, Any] = {}
    if plain.strip():
        parsed = await agent.processor.parse_message(UserMessage(plain, metadata=metadata))
    ranking = [{"topic": r["name"], "confidence": r["confidence"]} for r in parsed.get("intent_ranking") or []]
    best = ranking[0] if ranking else {"topic": NOTHING, "confidence": 0.0}
    asks_two = {"issues": parsed["issues"]} if parsed.get("issues") else {}
    return {
        "text": text,
        "topic": best["topic"],
        "confidence": best["confidence"],
        "alternatives": ranking[1:],
        "entities": [
            {
                "type": entity["entity"],
                "value": entity["value"],
                "text": text[entity["start"] : entity["end"]],
                "start": entity["start"],
                "end": entity["end"],
            }
            for entity in parsed.get("entities") or []
        ],
        **asks_two,
    }


async def run(model: str) -> None:
    """Until the end of the input."""
    # Libraries log to standard output: it is kept for the result alone.
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve.lighten()  # before anything imports Rasa
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(await understand(agent, json.loads(line))), file=results, flush=True)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1]))
