"""What the bot has stored since: it is said, or the call goes where it leads."""

from __future__ import annotations

from casework.services.phone import keyed
from casework.store.models import Message
from connectors.phone import filling, ladders, people, prompts, resuming
from connectors.phone.context import OnCall

SAME = 3  # times that one thing is asked by voice
_TO_PERSON = ("handoff.requested", "handoff.still_waiting")


def after_turn(call: OnCall) -> None:
    """Say what the bot has stored since, and listen for the answer, or go where it leads."""
    state = call.state
    messages = call.uow.messages.after(call.conversation.id, state.seen)
    state.seen, state.waits_for = call.conversation.last_seq, None
    said = [m for m in messages if m.sender == "bot"]
    keyed.note_recording(call.uow, call.kit, call.now, call.conversation)
    if not call.memory.tries:
        state.missed = 0
    question = prompts.question(said)
    if any(m.payload.get("event") in _TO_PERSON for m in messages):
        call.speak(*prompts.texts(call, said))
        people.connect(call, "worker_asked")
    elif any(m.payload.get("topic") == "report.resume" for m in said) and call.draft is None:
        resuming.begin(call)
    elif filling.is_due(call, question):
        filling.begin(call, said, question)
    elif filling.is_early(call):
        filling.begin_early(call, said, question)
    elif not said and state.prompt.texts:
        call.repeat()
    else:
        prompts.put(call, [*prompts.texts(call, said), *_last_word(call, said)], question)
        _never_round_in_circles(call, said)


def _never_round_in_circles(call: OnCall, said: list[Message]) -> None:
    """The same thing asked again and again, whatever the reason: by keypad, then a person."""
    state, asks = call.state, call.state.prompt.gather.get("asks") or ""
    if any(m.payload.get("citations") for m in said) or asks in ("open", "review", "which_field"):
        return
    state.same = state.same + 1 if asks == state.asked else 1
    state.asked = asks
    if state.same > SAME + 1:
        call.out.pop()  # the gather: nobody is asked any more
        people.connect(call, "phone_not_heard")
    elif state.same > SAME:
        call.out.pop()
        ladders.by_keypad(call)


def _last_word(call: OnCall, said: list[Message]) -> list[str]:
    """After the receipt: that the caller may ask on or hang up."""
    done = any(m.payload.get("receipt_number") for m in said)
    return [call.word("utter_phone_anything_else")] if done else []
