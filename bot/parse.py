"""The trained model on standard input: JSON lines `{"text": …, "at"?: …}` in, what was understood out.

Runs in the engine's environment: `python -m bot.parse MODEL`. `at` is the moment
from which relative dates are read, ISO; now without it.
"""

from __future__ import annotations

import bot.serve  # noqa: F401, I001 - first: it makes TensorFlow's import lighter

import asyncio
import json
import sys
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

NOTHING = "out-of-scope"  # the topic of a text with nothing in it


async def understand(agent: Agent, row: dict[str, Any]) -> dict[str, Any]:
    """One row of the output for one row of the input."""
    text = row["text"]
    # As the channel does it: a leading slash is no command. Same length, so that positions stay.
    plain = text.replace("/", "\N{FULLWIDTH SOLIDUS}", 1) if text.lstrip().startswith("/") else text
    metadata = {"at": row["at"]} if row.get("at") else {}
    parsed: dict[str, Any] = {}
    if plain.strip():
        parsed = await agent.processor.parse_message(UserMessage(plain, metadata=metadata))
    ranking = [{"topic": r["name"], "confidence": r["confidence"]} for r in parsed.get("intent_ranking") or []]
    best = ranking[0] if ranking else {"topic": NOTHING, "confidence": 0.0}
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
    }


async def run(model: str) -> None:
    """Until the end of the input."""
    agent = Agent.load(model)
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(await understand(agent, json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1]))
