"""What a card collects on a page, collected on a call, one field after another: the course of it. A single value: entries.py.

Nothing of it becomes chat text or reaches the engine; it waits in the sealed state until the card is complete.
"""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.services import cards
from casework.services.phone import keyed
from casework.store.models import Message
from connectors.phone import entries, messages, names, people, prompts
from connectors.phone.context import OnCall
from connectors.phone.entries import Done
from connectors.phone.protocol import Event
from connectors.phone.state import Prompt


def is_due(call: OnCall, question: Message | None) -> bool:
    """Whether the question is a card, or a field that is only keyed in."""
    if question is None or call.draft is None:
        return False
    field = call.field(question.payload.get("asks"))
    return bool(question.payload.get("card")) or (field is not None and entries.is_keyed(field))


def is_early(call: OnCall) -> bool:
    """Whether the birth date is to be asked now, so that a dropped line loses nothing."""
    draft = call.draft
    if draft is None or call.state.told_early or draft.kind == "death":
        return False
    return keyed.BIRTH not in call.uow.fields.answered(draft.id)


def begin(call: OnCall, said: list[Message], question: Message) -> None:
    """Start with the first field that is not given yet, leaving out what the caller has said not to know."""
    card = question.payload.get("card")
    needed = [f["id"] for f in card["fields"] if f["required"]] if card else []
    ids = [f["id"] for f in card["fields"] if not f["given"]] if card else [question.payload["asks"]]
    if not card:
        said = [m for m in said if m is not question]
    call.state.stage = "fill"
    call.state.fill = {
        "card": card["id"] if card else None,
        "fields": [one for one in ids if one in needed or one not in call.state.unknown],
        "values": {},
        "needed": needed,
        "lead": prompts.texts(call, said),
    }
    _next(call)


def begin_early(call: OnCall, said: list[Message], question: Message | None) -> None:
    """The birth date alone; then the question that is open."""
    before = [m for m in said if m is not question]
    spoken_before = len(call.out)
    prompts.put(call, prompts.texts(call, [question] if question else []), question)
    del call.out[spoken_before:]  # only to have it ready
    then, call.state.told_early, call.state.stage = call.state.prompt, True, "fill"
    kept = {"texts": then.texts, "short": then.short, "gather": then.gather, "keys": then.keys, "options": then.options}
    lead = [*prompts.texts(call, before), call.word("utter_phone_early_birth", who=call.who)]
    call.state.fill = {"card": None, "fields": [keyed.BIRTH], "values": {}, "early": kept, "lead": lead}
    _next(call)


def current(call: OnCall) -> Field:
    """The field that is collected now."""
    return call.field(call.state.fill["fields"][0])


def pressed(call: OnCall, digits: str) -> None:
    """Keys. 0 alone and the star were looked at before."""
    field = current(call)
    if field.type == "name":
        _take(call, names.pressed(call, field, digits.rstrip("#")))
    else:
        _take(call, entries.pressed(call, field, digits))


def heard(call: OnCall, event: Event) -> None:
    """Speech: a name, a yes or no, or that something is not known."""
    field = current(call)
    _take(call, (names if field.type == "name" else entries).heard(call, field, event))


def _take(call: OnCall, done: Done | None) -> None:
    """On to the next field, if this one is done with."""
    if done is None:
        return
    fill = call.state.fill
    field_id = fill["fields"][0]
    if done.value is not None:
        fill["values"][field_id] = done.value
    elif done.unknown and field_id not in call.state.unknown:
        call.state.unknown.append(field_id)
    fill["fields"] = fill["fields"][1:]
    call.state.silent = call.state.missed = 0
    _next(call)


def _next(call: OnCall) -> None:
    fill = call.state.fill
    if not fill["fields"]:
        _finish(call)
        return
    fill |= {"phase": entries.ENTER, "tries": 0, "heard": ""}
    field = current(call)
    (names if field.type == "name" else entries).ask(call, field, *fill.pop("lead", []))


def _finish(call: OnCall) -> None:
    fill, call.state.fill, call.state.stage = call.state.fill, {}, "talk"
    values = fill["values"]
    if early := fill.get("early"):
        if born := values.get(keyed.BIRTH):
            keyed.keep_birth_date(call.uow, call.kit, call.now, call.conversation, born)
        call.state.prompt = Prompt(**early)
        call.repeat()
    elif fill["card"]:
        _hand_in(call, fill)
    elif values:
        field_id, value = next(iter(values.items()))
        keyed.answer(call.uow, call.kit, call.now, call.conversation, call.event_id, field_id, value)
        call.moved = True
    else:
        messages.submit_unknown(call)


def _hand_in(call: OnCall, fill: dict[str, Any]) -> None:
    call.speak(*fill.get("lead", []))  # where nothing was left to ask
    try:
        cards.fill_in(call.uow, call.kit, call.now, call.conversation.id, call.event_id, fill["card"], fill["values"])
    except cards.BadCard as error:
        _mend(call, fill, error.fields)
    else:
        call.moved = True


def _mend(call: OnCall, fill: dict[str, Any], problems: dict[str, str]) -> None:
    """Ask anew for what the card did not take."""
    if fill.get("mended") or not problems:
        people.connect(call, "phone_not_heard")
        return
    call.state.stage = "fill"
    call.state.fill = fill | {"fields": list(problems), "lead": list(problems.values())[:1], "mended": True}
    _next(call)
