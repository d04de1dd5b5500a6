"""Names by voice: read back, spelt on doubt, and taken as heard in the end. They never reach the engine."""

from __future__ import annotations

from casework.domain.intake.definition import Field
from casework.domain.intake.validation import problem
from casework.korean import answers, spoken
from casework.korean.decisions import agrees
from casework.services.phone import keyed
from connectors.phone import people
from connectors.phone.context import OnCall
from connectors.phone.entries import CONFIRM, Done
from connectors.phone.protocol import Event

SPELL = "spell"
DOUBT = 0.5  # of the recogniser: spelt at once, since reading back a wrong name only annoys
ROUNDS = 3


def ask(call: OnCall, field: Field, *lead: str) -> None:
    """Ask for the name, or for its letters."""
    spell = call.state.fill["phase"] == SPELL
    text = call.word("utter_phone_name_spell") if spell else _question(call, field)
    asks = f"spell:{field.id}" if spell else field.id
    call.ask(*lead, text, short=text, asks=asks, grammar="name")


def _question(call: OnCall, field: Field) -> str:
    own = field.id == "worker.name"
    return call.word("utter_phone_name", who=call.who) if own else call.word("utter_phone_name_reporter")


def heard(call: OnCall, field: Field, event: Event) -> Done | None:
    """A name, its letters, or yes and no to what was read back."""
    fill = call.state.fill
    best = event.hypotheses[0]
    if fill["phase"] == CONFIRM:
        yes = agrees(best.text)
        if yes is not None:
            return _checked(call, field, yes)
        fill["tries"] += 1  # another name instead of yes or no: that, too, has an end
        if fill["tries"] >= ROUNDS:
            return _keep(call, field)
    name = (spoken.spelt(best.text) if fill["phase"] == SPELL else None) or spoken.name_in(best.text)
    if answers.is_unknown(best.text) or problem(field, name, call.today) or len(name) > 40:
        return _not_taken(call, field)
    sure = best.confidence is None or best.confidence >= DOUBT or fill["phase"] == SPELL
    fill["heard"] = name
    if not (sure or fill["tries"]):
        return _not_taken(call, field)
    fill["phase"] = CONFIRM
    text = call.word("utter_phone_name_check", spelled=spoken.spelled(name), name=name)
    call.ask(text, short=text, asks=f"confirm:{field.id}", grammar="yes_no")
    return None


def pressed(call: OnCall, field: Field, key: str) -> Done | None:
    """1 or 2 to what was read back; # keeps what was heard."""
    if call.state.fill["phase"] == CONFIRM and key in ("1", "2"):
        return _checked(call, field, key == "1")
    call.repeat(short=True)
    return None


def _checked(call: OnCall, field: Field, right: bool) -> Done | None:
    return Done(call.state.fill["heard"]) if right else _not_taken(call, field)


def _not_taken(call: OnCall, field: Field) -> Done | None:
    fill = call.state.fill
    fill["tries"] += 1
    if fill["tries"] >= ROUNDS and fill["heard"]:
        return _keep(call, field)
    if fill["tries"] >= ROUNDS:  # not one name was made out, and a claim needs one
        people.connect(call, "phone_not_heard")
        return None
    fill["phase"] = SPELL
    ask(call, field)
    return None


def _keep(call: OnCall, field: Field) -> Done:
    """As it was heard; the handler is told to ask again."""
    keyed.doubt(call.uow, call.now, call.conversation, field.id)
    call.speak(call.word("utter_phone_name_kept"))
    return Done(call.state.fill["heard"])
