"""`ieum answer`: what the bot would answer to a question, without a conversation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.commands.output import CommandFailed, print_json, say
from casework.commands.parse import understand
from casework.domain.dialogue.confidence import LIKELY
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.settings import Settings
from casework.words import Words

LONGEST = 20_000  # characters, as in the chat


def answer(question: str, on: str | None, *, as_json: bool) -> None:
    """Print the answer in force on a day. Raises CommandFailed for an empty question or no date."""
    if not question.strip():
        raise CommandFailed("the question is empty")
    if len(question) > LONGEST:
        raise CommandFailed(f"the question is longer than {LONGEST:,} characters")
    day = _day(on)
    settings = Settings.load()
    kit = Kit.load(settings.root)
    [understood] = understand([{"text": question}])
    result = compose(kit, understood["topic"], understood["confidence"], day)
    if as_json:
        print_json(result)
        return
    say(result["text"])
    for row in result["citations"]:
        say(f"  {row['law']} {row['article']}" + (f" ({row['in_force']})" if row["in_force"] else ""))
    say(f"  [{result['topic']}, {result['confidence']:.2f}]")


def compose(kit: Kit, topic: str, confidence: float, day: dt.date) -> dict[str, Any]:
    """Topic, text, citations and confidence. What is no question of law gets the bot's words for it."""
    result: dict[str, Any] = {"topic": topic, "text": "", "citations": [], "confidence": confidence}
    if confidence < LIKELY:
        return result | {"text": kit.words.render("utter_offer_person")}
    if topic in kit.answers:
        found = kit.answers.get(topic, on=day)
        text = f"{found.text}\n\n{found.more}" if found.more else found.text
        return result | {"text": text, "citations": found.citations}
    return result | {"text": _said(kit.words, topic)}


def _said(words: Words, topic: str) -> str:
    """What the bot says first to this topic; a claim begins by asking, here it is only named."""
    name = topic.replace(".", "_").replace("-", "_")
    for key in (f"utter_{name}", f"utter_{name}_no_case", "utter_offer_claim"):
        entry = words.entry(key) if key in words else None
        if entry is not None and "{" not in entry["text"]:
            return words.render(key)
    return words.render("utter_offer_person")


def _day(on: str | None) -> dt.date:
    if on is None:
        return dt.datetime.now(KOREA).date()
    try:
        return dt.date.fromisoformat(on)
    except ValueError:
        raise CommandFailed(f"--on {on}: give a date such as 2026-05-01") from None
