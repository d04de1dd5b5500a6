"""The bot's stored messages as prompts for the ear: what is said, what is listened for, what the keypad can say."""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.korean.spoken import question_in
from casework.services import display
from casework.store.models import Message
from connectors.phone.context import OnCall

AT_ONCE = 3  # choices read out in a row; nobody keeps more in mind
_GRAMMAR = {"date": "date", "time": "time", "yes_no": "yes_no", "consent": "yes_no", "money": "amount", "address": "address"}  # fmt: skip
MOST_HINTS = 30


def texts(call: OnCall, messages: list[Message]) -> list[str]:
    """What is said of these messages, in order."""
    return [line for message in messages for line in _said(call, message) if line.strip()]


def _said(call: OnCall, message: Message) -> list[str]:
    payload = message.payload
    if payload.get("step") == "review" and payload.get("summary"):
        return [read_back(call)]
    if number := payload.get("receipt_number"):
        return [message.text, call.word("utter_phone_number_twice", number=number)]
    return [message.text, *(choices(call, payload["buttons"][:AT_ONCE]) if _are_read_out(message) else [])]


def _are_read_out(message: Message) -> bool:
    """Whether the buttons are choices that the words do not name themselves."""
    payload = message.payload
    return bool(payload.get("buttons")) and not payload.get("asks") and payload.get("step") in (None, "clarify") and "1" not in message.text  # fmt: skip


def choices(call: OnCall, options: list[dict[str, str]]) -> list[str]:
    """One line for each choice: its key and its name."""
    return [
        call.word("utter_phone_key", number=key, title=option["title"].rstrip("."))
        for key, option in enumerate(options, 1)
    ]


def read_back(call: OnCall) -> str:
    """All that was told, a line each; names and numbers were confirmed when they were given, and a story is long."""
    rows = display.rows(call.uow, call.kit, call.case, masked=True)
    told = [
        f"{row['label']}: {row['value']}."
        for row in rows
        if row["status"] == "given" and row["group"] != "consent" and _is_read_out(call.field(row["id"]))
    ]
    return call.word("utter_phone_review", lines="\n".join(told))


def _is_read_out(field: Field) -> bool:
    return not field.sealed and field.type not in ("story", "attachment", "consent")


def question(messages: list[Message]) -> Message | None:
    """The message that asks, the last one if several do."""
    marks = ("card", "asks", "step", "buttons")
    return next((m for m in reversed(messages) if any(m.payload.get(mark) for mark in marks)), None)


def _short(call: OnCall, said: list[str], field: Field) -> str:
    """The question alone, without what explains it."""
    asked = question_in(said[-1]) if said else None
    return asked or call.word("utter_phone_short", label=field.label)


def put(call: OnCall, spoken: list[str], message: Message | None) -> None:
    """Say it and listen for the answer to `message`."""
    payload: dict[str, Any] = message.payload if message else {}
    field = call.field(payload.get("asks"))
    buttons = payload.get("buttons") or []
    if field is not None:
        known = {row["say"] for row in call.kit.words.buttons("utter_buttons_optional")}
        options = [button for button in buttons if button["say"] not in known]
        call.ask(
            *spoken,
            short=_short(call, spoken, field),
            options=options,
            asks=field.id,
            grammar=_GRAMMAR.get(field.type, "open"),
            hints=tuple(option.label for option in field.options)[:MOST_HINTS],
            long=field.type == "story",
        )
        return
    keys = {str(key): button["say"] for key, button in enumerate(buttons[:AT_ONCE], 1)}
    if not keys and call.draft is not None:  # put aside, or something came in between: one key leads back
        keys["1"] = call.kit.words.buttons("utter_draft_kept", number=call.draft.number)[0]["say"]
        spoken = [*spoken, call.word("utter_phone_press_to_go_on")]
    step = payload.get("step")
    decides = step in ("review", "offer_optional")
    call.ask(
        *spoken,
        short=call.word("utter_phone_short_review") if step == "review" else "",
        keys=keys,
        asks=step or "open",
        grammar="yes_no" if decides else "open",
        long=step is None and call.case is None,
    )
