"""Answers to read aloud: the written ones with their articles, and the calculator that belongs to them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.beliefs import met
from casework.domain.dialogue.confidence import OUT_OF_SCOPE
from casework.domain.understanding import Understanding
from casework.services.console.state import State
from casework.services.kit import Kit

READINGS = 4  # other topics that are offered beside an answer


def find(kit: Kit, state: State, text: str, understanding: Understanding, only: str = "") -> str | None:
    """Show the likeliest answer to a question, or that of the topic which the agent has chosen; the claim stays as it is.

    The notice `no_answer` where there is none.
    """
    belief = met(kit.beliefs, text) if text and not only else None
    ranked = [name for name, _ in understanding.ranking if _has_answer(kit, name)]
    if only and _has_answer(kit, only):
        ranked = [only, *(name for name in [*state.answers, *state.readings] if name != only)]
    elif belief is not None:
        ranked = [belief.topic, *(name for name in ranked if name != belief.topic)]
    elif understanding.topic == OUT_OF_SCOPE:
        state.answers, state.belief = [], ""
        state.readings = ranked[:READINGS]
        state.notes = [kit.words.render("utter_out_of_scope")]
        return None
    state.answers, state.readings = ranked[:1], ranked[1 : READINGS + 1]
    state.belief, state.notes = (belief.id if belief is not None else ""), []
    return None if state.answers else "no_answer"


def shown(kit: Kit, state: State, today: dt.date) -> dict[str, Any]:
    """`answers` with text, article and calculator; `readings` as topics with their labels; `correction` of a belief."""
    belief = next((one for one in kit.beliefs if one.id == state.belief), None)
    return {
        "answers": [_answer(kit, topic, today) for topic in state.answers if _has_answer(kit, topic)],
        "readings": [{"topic": t, "label": kit.topics[t].label} for t in state.readings if _has_answer(kit, t)],
        "correction": kit.answers.fill(belief.correction, today) if belief is not None else "",
    }


def _has_answer(kit: Kit, topic: str) -> bool:
    return topic in kit.topics and topic in kit.answers


def _answer(kit: Kit, topic: str, today: dt.date) -> dict[str, Any]:
    found, calculator = kit.answers.get(topic, on=today), kit.calculator_of(topic)
    return {
        "topic": topic,
        "label": kit.topics[topic].label,
        "text": found.text,
        "more": found.more,
        "verified": found.verified,
        "citations": found.citations,
        "calculator": {"name": calculator.name, "title": calculator.title} if calculator is not None else None,
    }
