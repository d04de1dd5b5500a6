"""Names by voice: read back, spelt on doubt, and taken as heard in the end. They never reach the engine."""

from __future__ import annotations

from casework.domain.intake.definition import Field
from casework.domain.intake.validation import problem
from casework.korean import spoken
from casework.korean.decisions import agrees
from casework.services.phone import keyed
from connectors.phone import filling
from connectors.phone.context import OnCall
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


def heard(call: OnCall, field: Field, event: Event) -> None:
    """A name, its letters, or yes and no to what was read back."""
    fill = call.state.fill
    best = event.hypotheses[0]
    if fill["phase"] == filling.CONFIRM:
        yes = agrees(best.text)
        if yes is not None:
            _checked(call, field, yes)
            return
        fill["tries"] += 1  # another name instead of yes or no: that, too, has an end
        if fill["tries"] >= ROUNDS:
            _keep(call, field)
            return
    name = (spoken.spelt(best.text) if fill["phase"] == SPELL else None) or spoken.name_in(best.text)
    if problem(field, name, call.today) or len(name) > 40:
        _not_taken(call, field)
        return
    sure = best.confidence is None or best.confidence >= DOUBT or fill["phase"] == SPELL
    fill["heard"] = name
    if sure or fill["tries"]:
        fill["phase"] = filling.CONFIRM
        text = call.word("utter_phone_name_check", spelled=spoken.spelled(name), name=name)
        call.ask(text, short=text, asks=f"confirm:{field.id}", grammar="yes_no")
    else:
        _not_taken(call, field)


def pressed(call: OnCall, field: Field, key: str) -> None:
    """1 or 2 to what was read back; # keeps what was heard."""
    if call.state.fill["phase"] == filling.CONFIRM and key in ("1", "2"):
        _checked(call, field, key == "1")
    else:
        call.repeat(short=True)


def _checked(call: OnCall, field: Field, right: bool) -> None:
    if right:
        filling.take(call, call.state.fill["heard"])
    else:
        _not_taken(call, field)


def _not_taken(call: OnCall, field: Field) -> None:
    fill = call.state.fill
    fill["tries"] += 1
    if fill["tries"] >= ROUNDS and fill["heard"]:
        _keep(call, field)
        return
    fill["phase"] = SPELL
    ask(call, field)


def _keep(call: OnCall, field: Field) -> None:
    """As it was heard; the handler is told to ask again."""
    keyed.doubt(call.uow, call.now, call.conversation, field.id)
    call.speak(call.word("utter_phone_name_kept"))
    filling.take(call, call.state.fill["heard"])
