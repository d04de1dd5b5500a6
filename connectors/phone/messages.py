"""What the caller said becomes a message of the conversation, and the bot's answer to it is waited for."""

from __future__ import annotations

from casework.services import inbox
from connectors.phone import ladders
from connectors.phone.context import OnCall


def submit(call: OnCall, text: str) -> None:
    """Store it as a message of the worker; the bot's answer is waited for."""
    call.state.heard, call.state.silent = [], 0
    try:
        got = inbox.receive(call.uow, call.kit, call.now, call.conversation.id, call.event_id, text)
    except inbox.BadMessage:
        ladders.not_heard(call)
        return
    call.state.waits_for, call.state.fillers = got.message.id, 0
    call.waits = got.message.id


def submit_unknown(call: OnCall) -> None:
    """The caller does not know what was asked, or will not say: openly unknown, so that the handler looks for it."""
    submit(call, call.kit.words.buttons("utter_buttons_unknown")[0]["say"])
