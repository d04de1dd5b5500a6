"""A turn at the console: the dialogue decides as it does for the bot, and what it says is shown to the agent to read aloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casework.domain.intake.flow import Answered, is_by_other
from casework.domain.understanding import Understanding
from casework.services.console.context import OnCall
from casework.services.console.state import State
from casework.services.dialogue.asking import ask_next
from casework.services.dialogue.context import Turn
from casework.services.phone import keyed
from casework.services.staff import actor
from casework.store.models import Message

# What the dialogue says that is more than the next question, and so is worth reading aloud.
_READ_OUT = (
    "utter_problem_", "utter_not_read", "utter_corrected", "utter_told_", "utter_needed", "utter_explain_", "utter_crisis",
    "utter_two_questions", "utter_calculation_", "utter_stage_", "utter_emergency", "utter_service_", "utter_report_",
    "utter_story_from_before", "utter_taken_as_", "utter_out_of_scope", "utter_submitted", "utter_only_to_handler",
)  # fmt: skip
_ASKS_ITSELF = ("utter_ask_side", "utter_which_province")  # questions that are no field's own


@dataclass(frozen=True)
class Said:
    """One thing that the dialogue said; `key` is the response, None for a question or an answer."""

    key: str | None
    text: str
    payload: dict[str, Any]


@dataclass
class DeskTurn(Turn):
    """Nothing that is said here becomes a message: an agent says it. `typed` are words that stand in no message."""

    heard: list[Said] = field(default_factory=list)
    typed: str = ""
    key: str | None = None

    @property
    def text(self) -> str:
        """What the caller said, identifiers already replaced."""
        return self.typed or (self.message.text if self.message else "")

    def say(self, key: str, *, payload: dict[str, Any] | None = None, **values: Any) -> Message:
        """Note the response `key`."""
        self.key = key
        return super().say(key, payload=payload, **values)

    def tell(self, text: str, payload: dict[str, Any] | None = None) -> Message:
        """Note it; the message that is returned is stored nowhere."""
        self.heard.append(Said(self.key, text, payload or {}))
        self.key = None
        return Message(
            conversation_id=self.conversation.id, sender="bot", kind="text", text=text, payload=payload or {}
        )


def begin(on: OnCall, message: Message | None = None, understanding: Understanding | None = None) -> DeskTurn:
    """Open a turn; `end` must follow in the same transaction."""
    turn = DeskTurn.open(on.uow, on.kit, on.now, on.conversation, message, understanding or Understanding((), ()))
    turn.kit, turn.actor = on.kit.for_channel("console"), actor(on.staff)
    return turn


def end(turn: DeskTurn, state: State) -> None:
    """Find the question that is open now and keep what is to be shown."""
    _settle(turn, state)
    state.question = _question(turn)
    state.notes = [one.text for one in turn.heard if _is_read_out(one)]
    told = [str(one.payload["topic"]) for one in turn.heard if "citations" in one.payload]
    if told:
        state.answers, state.readings = list(dict.fromkeys(told)), []
        state.belief = next((str(one.payload["belief"]) for one in turn.heard if "belief" in one.payload), "")
    turn.close()


def _settle(turn: DeskTurn, state: State) -> None:
    """While there is a draft something is always asked; whether optional things are is the agent's choice."""
    if turn.draft is None:
        return
    _note_recording(turn)
    memory = turn.memory
    asked_again = memory.asks in (memory.detailed or [])
    answered = memory.asks in turn.answers() and not asked_again
    if memory.optional is not state.optional or memory.step not in ("ask", "card", "review") or answered:
        memory.optional = state.optional
        ask_next(turn)
    if turn.memory.step == "review" and (refused := not_given(turn)):
        turn.memory.step, turn.memory.asks = "card", refused


def _note_recording(turn: DeskTurn) -> None:
    """A call in which the recording was announced has the answer to the field that only calls have."""
    conversation = turn.conversation
    calls = turn.uow.calls.of_conversation(conversation.id) if conversation.channel == "phone" else []
    if any(call.notice_at is not None for call in calls):
        keyed.note_recording(turn.uow, turn.kit, turn.now, conversation)


def not_given(turn: DeskTurn) -> str | None:
    """A consent that is not given, or was taken back: without it nothing is handed in."""
    answers = turn.answers()
    view = turn.kit.definition.for_kind(turn.case.kind, turn.conversation.channel)
    return next((f.id for f in view if f.type == "consent" and not _is_given(answers.get(f.id))), None)


def _is_given(answer: Answered | None) -> bool:
    return answer is not None and answer.status == "given"


def _question(turn: DeskTurn) -> str:
    asks = turn.memory.asks if turn.draft is not None else None
    if asks is None:
        return ""
    own = [one for one in turn.heard if one.key in _ASKS_ITSELF and one.payload.get("asks") == asks]
    if own:
        return own[-1].text
    return turn.field(asks).asked_of(other=is_by_other(turn.case.kind, turn.answers()))


def _is_read_out(one: Said) -> bool:
    if one.key is None:
        return "citations" not in one.payload and "topic" in one.payload and "belief" not in one.payload
    return one.key.startswith(_READ_OUT)
