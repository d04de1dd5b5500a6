"""Ask the next thing: a question, a card, the offer of optional questions, or the read-back."""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import (
    Step,
    applicable,
    is_by_other,
    is_required,
    must_be_known,
    next_step,
    progress,
)
from casework.services.dialogue import details, review
from casework.services.dialogue.context import Turn


def ask_next(turn: Turn) -> None:
    """Find out what is open and ask it. The claim must be a draft."""
    memory = turn.memory
    step = next_step(
        turn.kit.definition,
        turn.case.kind,
        turn.answers(),
        optional=memory.optional,
        channel=turn.conversation.channel,
    )
    memory.tries = 0
    if details.ask_open_detail(turn, before=step.ask):
        return
    memory.step, memory.asks, memory.card, memory.correcting = step.what, step.ask, step.card, None
    if step.what == "offer_optional":
        # Asked again after many open answers: it says so.
        key = "utter_offer_rest" if memory.unknowns else "utter_offer_optional"
        memory.unknowns = 0
        turn.say(key, payload={"step": step.what} | status(turn))
    elif step.what == "review":
        review.read_back(turn)
    else:
        ask(turn, step)


def ask_again(turn: Turn, *, plain: bool = False) -> None:
    """Repeat the open question after something came in between; `plain` after an answer that was not read."""
    memory = turn.memory
    if memory.step in ("ask", "card") and memory.asks:
        ask(turn, Step(memory.step, memory.asks, memory.card), again=not plain)
    elif memory.step == "review":
        review.ask_confirmation(turn)
    elif memory.step == "offer_optional":
        turn.say("utter_offer_optional_again", payload={"step": "offer_optional"} | status(turn))


def ask(turn: Turn, step: Step, *, again: bool = False) -> None:
    """Ask one field, or show the card it stands on."""
    field = turn.field(step.ask)
    other = is_by_other(turn.case.kind, turn.answers())
    payload: dict[str, Any] = {"asks": field.id, "step": step.what, **status(turn)}
    if step.card:
        payload["card"] = card(turn, step.card)
        who = turn.kit.definition.who.get(turn.case.kind, "")
        turn.say(f"utter_card_{step.card}" + ("_again" if again else ""), payload=payload, who=who)
        return
    if field.helper:
        payload["helper"] = field.helper
    payload["buttons"] = buttons(turn, field)
    if again:
        turn.say("utter_ask_again", payload=payload, prompt=field.asked_of(other=other))
    else:
        turn.tell(field.asked_of(other=other), payload)


def buttons(turn: Turn, field: Field) -> list[dict[str, str]]:
    """Quick replies of a question: its options, a likely address, and "later" where that is fine."""
    rows = [{"title": option.label, "say": option.label} for option in field.options if option.button]
    rows += [{"title": words, "say": words} for words in field.quick]
    place = turn.answers().get("accident.place") if field.id == "workplace.address" else None
    if place and isinstance(place.value, str) and details.is_known_place(turn, place.value):
        rows.append({"title": turn.kit.words.render("utter_same_place", place=place.value), "say": place.value})
    key = "utter_buttons_unknown"
    if not is_required(turn.kit.definition, turn.case.kind, field):
        key = "utter_buttons_optional"
    if field.id != "accident.story":
        rows += turn.kit.words.buttons(key)
    return rows


def card(turn: Turn, card_id: str) -> dict[str, Any]:
    """The card with its fields as the page draws it; values that are stored already are not sent back."""
    definition = turn.kit.definition
    answers = turn.answers()
    chosen = [
        f for f in applicable(definition, turn.case.kind, answers, turn.conversation.channel) if f.card == card_id
    ]
    top = definition.cards[card_id]
    by_other = is_by_other(turn.case.kind, answers)
    return {
        "id": card_id,
        "title": top.title.replace("{who}", definition.who.get(turn.case.kind, "")),
        "note": top.note,
        "submit": top.submit,
        "fields": [
            {
                "id": f.id,
                "label": f.label,
                "type": _CARD_TYPES.get(f.type, "text"),
                "help": f.help_other if f.help_other and by_other else f.help,
                "required": must_be_known(definition, turn.case.kind, f, answers) and f.id not in answers,
                "value": None,
                "given": f.id in answers,
                "options": None,
                "autocomplete": f.autocomplete,
            }
            for f in chosen
        ],
    }


_CARD_TYPES = {"phone": "tel", "registration": "registration", "consent": "check"}


def status(turn: Turn) -> dict[str, Any]:
    """Progress over the required fields, as every question carries it."""
    done, total = progress(turn.kit.definition, turn.case.kind, turn.answers(), turn.conversation.channel)
    return {"progress": {"done": done, "total": total}}
