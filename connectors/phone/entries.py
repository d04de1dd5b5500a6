"""One value of a card by keypad or voice: asked for, checked, read back. The course of the whole card is in filling.py.

A value that somebody may not know has a key for that, the bare #, and the prompt says so; 9 means the same, as it does
wherever the keypad offers choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.validation import birth_date, problem
from casework.korean import answers, spoken
from casework.korean.decisions import agrees
from connectors.phone import people
from connectors.phone.context import OnCall
from connectors.phone.ladders import UNKNOWN
from connectors.phone.protocol import Event

ENTER, CONFIRM = "enter", "confirm"
TRIES = 3  # for one value; then it stays open, or a person is called where it may not
DIGITS = {"date": 8, "phone": 12, "registration": 13, "business_number": 10}
_PROMPT = {"date": "date", "phone": "tel", "registration": "registration", "business_number": "business_number"}


@dataclass(frozen=True)
class Done:
    """The field is done with: its value, or None where it stays open. `unknown`: the caller said so."""

    value: Any = None
    unknown: bool = False


def is_keyed(field: Field) -> bool:
    """Whether a field is given by keys alone: what is said aloud would be in the recording."""
    return field.type in ("phone", "registration", "business_number") or (field.type == "date" and field.sealed)


def ask(call: OnCall, field: Field, *lead: str) -> None:
    """Ask for the value, after what is to be said first."""
    fill = call.state.fill
    if field.type == "consent":
        text = call.word("utter_phone_truth") if field.id == "consent.truth" else field.prompt
        short = call.word("utter_phone_short_consent", question=text)
        call.ask(*lead, text, short=short, asks=field.id, grammar="yes_no", keys={"1": "1", "2": "2"})
        return
    texts = [call.word(f"utter_phone_enter_{_PROMPT[field.type]}", label=_name_of(call, field))]
    if _may_stay_open(call, field):
        why = "later" if _is_only_useful(field) else "unknown"
        texts.append(call.word(f"utter_phone_enter_or_{why}"))
    told = fill.get("early") and len(lead)  # the reason why it is asked for has the question in it
    call.ask_digits(*lead, *([] if told else texts), short=" ".join(texts), asks=field.id, digits=DIGITS[field.type])


def pressed(call: OnCall, field: Field, digits: str) -> Done | None:
    """Keys. 0 alone and the star were looked at before."""
    fill, value = call.state.fill, digits.rstrip("#")
    if field.type == "consent":
        return _consented(call, field, {"1": True, "2": False}.get(value))
    if fill["phase"] != CONFIRM:
        return _keyed(call, field, value)
    if value == "1":
        return Done(fill["heard"])
    fill |= {"phase": ENTER, "heard": ""}
    if value != "2":
        return tried(call, field)
    ask(call, field)
    return None


def heard(call: OnCall, field: Field, event: Event) -> Done | None:
    """Speech: a yes or no, or that it is not known. A number that is said is not kept: it is asked for by keys."""
    text = event.hypotheses[0].text if event.hypotheses else ""
    if field.type == "consent":
        return _consented(call, field, agrees(text))
    if call.state.fill["phase"] == CONFIRM and (yes := agrees(text)) is not None:
        return pressed(call, field, "1" if yes else "2")
    if answers.is_unknown(text) and _may_stay_open(call, field):
        return _unknown(call, field)
    return tried(call, field, call.word("utter_phone_by_keypad"))


def tried(call: OnCall, field: Field, *lead: str) -> Done | None:
    """Not usable: asked again; in the end it stays open, or a person is called where that may not be."""
    fill = call.state.fill
    fill["tries"] += 1
    if fill["tries"] < TRIES:
        fill["phase"] = ENTER
        ask(call, field, *lead)
        return None
    if _may_stay_open(call, field):
        return Done()
    people.connect(call, "phone_not_heard")
    return None


def _may_stay_open(call: OnCall, field: Field) -> bool:
    return field.type != "consent" and field.id not in call.state.fill.get("needed", ())


def _is_only_useful(field: Field) -> bool:
    """Whether somebody who leaves the field out may well know it."""
    return field.type == "registration"


def _name_of(call: OnCall, field: Field) -> str:
    """What the value is called to the caller, who may have to give that of somebody else besides their own."""
    if field.id == "reporter.phone":
        return call.word("utter_phone_own_tel")
    if field.id.startswith("worker.") and call.by_other:
        return call.word("utter_phone_of", who=call.who, label=field.label)
    return field.label


def _unknown(call: OnCall, field: Field) -> Done:
    if _is_only_useful(field):
        return Done(unknown=True)
    if call.state.fill["card"] or call.state.fill.get("early"):  # else the bot says it, as of any question
        call.speak(call.word("utter_noted_unknown"))
    return Done(unknown=True)


def _keyed(call: OnCall, field: Field, value: str) -> Done | None:
    if value in ("", UNKNOWN):
        return _unknown(call, field) if _may_stay_open(call, field) else tried(call, field)
    read = value
    if field.type == "date":
        read = (birth_date(value) or "") if len(value) == DIGITS["date"] else ""
    if not read or problem(field, read, call.today):
        return tried(call, field, call.word("utter_phone_keyed_wrong"))
    if field.type == "date":
        _confirm(call, field, read, call.word("utter_phone_confirm_date", year=read[:4]))
    elif field.type == "phone":
        _confirm(call, field, value, call.word("utter_phone_confirm_tel", last=spoken.digits(value[-4:])))
    else:
        call.speak(call.word("utter_phone_keyed"))
        return Done(read)
    return None


def _confirm(call: OnCall, field: Field, value: str, text: str) -> None:
    call.state.fill |= {"phase": CONFIRM, "heard": value}
    call.ask(text, short=text, keys={"1": "1", "2": "2"}, asks=f"confirm:{field.id}", grammar="yes_no")


def _consented(call: OnCall, field: Field, yes: bool | None) -> Done | None:
    if yes:
        return Done(True)
    if yes is None:
        return tried(call, field, call.word("utter_phone_short_yes_no"))
    call.speak(call.word("utter_phone_consent_refused"))
    people.connect(call, "consent_refused")
    return None
