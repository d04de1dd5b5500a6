"""What a card collects on a page, by keypad and voice: numbers are keyed, names read back, consents given by 1 or 2.

Nothing of it becomes chat text or reaches the engine; it waits in the sealed state until the card is complete.
"""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.validation import birth_date, problem
from casework.korean import spoken
from casework.korean.decisions import agrees
from casework.services import cards
from casework.services.phone import keyed
from casework.store.models import Message
from connectors.phone import names, people, prompts, talking
from connectors.phone.context import OnCall
from connectors.phone.protocol import Event
from connectors.phone.state import Prompt

ENTER, CONFIRM = "enter", "confirm"
TRIES = 3  # for one value, then a person
DIGITS = {"date": 8, "phone": 12, "registration": 13, "business_number": 10}
_PROMPT = {"date": "date", "phone": "tel", "registration": "registration", "business_number": "business_number"}


def is_due(call: OnCall, question: Message | None) -> bool:
    """Whether the question is a card, or a field that is only keyed in."""
    if question is None or call.draft is None:
        return False
    field = call.field(question.payload.get("asks"))
    return bool(question.payload.get("card")) or (field is not None and _is_keyed(field))


def is_early(call: OnCall) -> bool:
    """Whether the birth date is to be asked now, so that a dropped line loses nothing."""
    draft = call.draft
    if draft is None or call.state.told_early or draft.kind == "death":
        return False
    return keyed.BIRTH not in call.uow.fields.answered(draft.id)


def _is_keyed(field: Field) -> bool:
    return field.type in ("phone", "registration", "business_number") or (field.type == "date" and field.sealed)


def begin(call: OnCall, said: list[Message], question: Message) -> None:
    """Start with the first field that is not given yet."""
    card = question.payload.get("card")
    ids = [f["id"] for f in card["fields"] if not f["given"]] if card else [question.payload["asks"]]
    needed = [f["id"] for f in card["fields"] if f["required"]] if card else []
    if not card:
        said = [m for m in said if m is not question]
    call.state.stage = "fill"
    call.state.fill = {
        "card": card["id"] if card else None,
        "fields": ids,
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


def _next(call: OnCall) -> None:
    fill = call.state.fill
    if not fill["fields"]:
        _finish(call)
        return
    fill |= {"phase": ENTER, "tries": 0, "heard": ""}
    ask(call)


def ask(call: OnCall, *lead: str) -> None:
    """Ask for the current field, after what is to be said first."""
    fill, field = call.state.fill, current(call)
    lead = (*fill.pop("lead", []), *lead)
    if field.type == "name":
        names.ask(call, field, *lead)
    elif field.type == "consent":
        text = call.word("utter_phone_truth") if field.id == "consent.truth" else field.prompt
        short = call.word("utter_phone_short_yes_no")
        call.ask(*lead, text, short=short, asks=field.id, grammar="yes_no", keys={"1": "1", "2": "2"})
    else:
        text = call.word(f"utter_phone_enter_{_PROMPT[field.type]}", label=field.label)
        shown = (*lead,) if fill.get("early") and len(lead) else (*lead, text)
        call.ask_digits(*shown, short=text, asks=field.id, digits=DIGITS[field.type])


def pressed(call: OnCall, digits: str) -> None:
    """Keys. 0 alone and the star were looked at before."""
    fill, field = call.state.fill, current(call)
    value = digits.rstrip("#")
    if field.type == "name":
        names.pressed(call, field, value)
    elif field.type == "consent":
        _consented(call, {"1": True, "2": False}.get(value))
    elif fill["phase"] == CONFIRM:
        if value == "1":
            take(call, fill["heard"])
        else:
            fill |= {"phase": ENTER, "heard": ""}
            _again(call) if value == "2" else _tried(call)
    else:
        _keyed(call, field, value)


def heard(call: OnCall, event: Event) -> None:
    """Speech: a name, a yes or no. A number that is said is not kept: it is asked for by keys."""
    fill, field = call.state.fill, current(call)
    text = event.hypotheses[0].text if event.hypotheses else ""
    if field.type == "name":
        names.heard(call, field, event)
    elif field.type == "consent":
        _consented(call, agrees(text))
    elif fill["phase"] == CONFIRM and (yes := agrees(text)) is not None:
        pressed(call, "1" if yes else "2")
    else:
        _tried(call, call.word("utter_phone_by_keypad"))


def take(call: OnCall, value: Any) -> None:
    """The value is complete; on to the next field."""
    fill = call.state.fill
    if value is not None:
        fill["values"][fill["fields"][0]] = value
    fill["fields"] = fill["fields"][1:]
    call.state.silent = call.state.missed = 0
    _next(call)


def _keyed(call: OnCall, field: Field, value: str) -> None:
    if not value:
        _tried(call) if field.id in call.state.fill.get("needed", ()) else take(call, None)
        return
    read = (birth_date(value) or "") if field.type == "date" and len(value) == DIGITS["date"] else value
    if field.type == "date" and read == value:
        read = ""
    wrong = "bad_date" if not read else problem(field, read, call.today)
    if wrong:
        _tried(call, call.word("utter_phone_keyed_wrong"))
        return
    if field.type == "date":
        _confirm(call, read, call.word("utter_phone_confirm_date", year=read[:4]))
    elif field.type == "phone":
        _confirm(call, value, call.word("utter_phone_confirm_tel", last=spoken.digits(value[-4:])))
    else:
        call.speak(call.word("utter_phone_keyed"))
        take(call, read)


def _confirm(call: OnCall, value: str, text: str) -> None:
    call.state.fill |= {"phase": CONFIRM, "heard": value}
    asks = f"confirm:{call.state.fill['fields'][0]}"
    call.ask(text, short=text, asks=asks, grammar="yes_no")
    call.state.prompt.keys = {"1": "1", "2": "2"}


def _again(call: OnCall, *lead: str) -> None:
    call.state.fill["phase"] = ENTER
    ask(call, *lead)


def _tried(call: OnCall, *lead: str) -> None:
    """Not usable: asked again, then a person; a birth date that is only for safety is left."""
    fill = call.state.fill
    fill["tries"] += 1
    if fill["tries"] < TRIES:
        _again(call, *lead)
    elif fill.get("early") or not fill["card"]:
        take(call, None)
    else:
        people.connect(call, "phone_not_heard")


def _consented(call: OnCall, yes: bool | None) -> None:
    if yes:
        take(call, True)
    elif yes is None:
        _tried(call, call.word("utter_phone_short_yes_no"))
    else:
        call.speak(call.word("utter_phone_consent_refused"))
        people.connect(call, "consent_refused")


def _finish(call: OnCall) -> None:
    fill, call.state.fill, call.state.stage = call.state.fill, {}, "talk"
    values = fill["values"]
    if early := fill.get("early"):
        if born := values.get(keyed.BIRTH):
            keyed.keep_birth_date(call.uow, call.kit, call.now, call.conversation, born)
        call.state.prompt = Prompt(**early)
        call.repeat()
        return
    if fill["card"] is None:
        field_id, value = next(iter(values.items()), (None, None))
        if field_id is None:
            talking.submit(call, call.kit.words.buttons("utter_buttons_unknown")[0]["say"])
            return
        keyed.answer(call.uow, call.kit, call.now, call.conversation, call.event_id, field_id, value)
    else:
        try:
            cards.fill_in(call.uow, call.kit, call.now, call.conversation.id, call.event_id, fill["card"], values)
        except cards.BadCard as error:
            _mend(call, fill, error.fields)
            return
    talking.after_turn(call)


def _mend(call: OnCall, fill: dict[str, Any], problems: dict[str, str]) -> None:
    """Ask anew for what the card did not take."""
    if fill.get("mended") or not problems:
        people.connect(call, "phone_not_heard")
        return
    call.state.stage = "fill"
    call.state.fill = fill | {"fields": list(problems), "lead": list(problems.values())[:1], "mended": True}
    _next(call)
