"""What an agent types, chooses or ticks in one field: read, checked and stored as the caller's answer to its question."""

from __future__ import annotations

from casework.domain.intake.definition import KINDS, Definition, Field
from casework.domain.intake.flow import INDISPENSABLE, Answers, must_be_known
from casework.domain.intake.reading import Reading, read
from casework.domain.understanding import Understanding
from casework.korean import identifiers
from casework.services import cards
from casework.services.console import turns
from casework.services.console.context import OnCall
from casework.services.console.state import State
from casework.services.console.turns import DeskTurn
from casework.services.desk import DeskError
from casework.services.desk_access import NotFound
from casework.services.dialogue import answering, changing, details, places, starting
from casework.services.dialogue.asking import ask_next
from casework.services.dialogue.values import fill_open, put
from casework.services.inbox import cleaned

_KEYED = ("phone", "registration", "business_number", "name")
_CHOSEN = ("relation", "choice", "multi")


def is_private(field: Field) -> bool:
    """Whether what is typed there must not reach the engine."""
    return field.sealed or field.type in (*_KEYED, "consent")


def may_stay_open(definition: Definition, kind: str, field: Field, answers: Answers) -> bool:
    """Whether a caller may leave the field out: the story too, which stands in what was said."""
    needed = field.card is not None and must_be_known(definition, kind, field, answers)
    return field.id not in INDISPENSABLE - {"accident.story"} and not needed


def plain(text: str) -> str:
    """The words without identifiers, as they may be understood and kept."""
    return identifiers.redact(cleaned(text)).strip()


def open_claim(on: OnCall, kind: str) -> None:
    """Begin a claim of `kind`, or make the one that is open of that kind. Raises DeskError: not_done, not_draft."""
    if kind not in KINDS:
        raise DeskError("not_done")
    turn = turns.begin(on)
    if turn.case is None:
        if turn.memory.told:  # the caller told the bot before: that message is where it stands
            turn.message = on.uow.messages.get(turn.memory.told[-1]["message"])
        starting.start(turn, kind)
    elif turn.draft is None:
        raise DeskError("not_draft")
    elif turn.case.kind != kind:
        changing.change(turn, kind)
        ask_next(turn)
    turns.end(turn, on.state)


def fill(on: OnCall, field_id: str, text: str, understanding: Understanding) -> None:
    """Store what was typed in one field, and what else the words tell. Raises NotFound; DeskError: not_draft.

    What cannot be taken stays typed, with the words to say about it.
    """
    turn, field = _open(on, field_id)
    state, kit = on.state, on.kit
    before = turn.uow.fields.answered(turn.case.id)
    private = is_private(field)
    turn.typed, turn.understanding = ("" if private else plain(text)), understanding
    reading, wrong = _private(turn, field, text) if private else _told(turn, field)
    if reading is None:
        if wrong:
            state.problem = {field.id: kit.words.render(f"utter_problem_{wrong}")}
        else:
            state.problem = {} if turn.heard else {field.id: kit.words.render("utter_not_read")}
        state.drafts[field.id] = text
        turns.end(turn, state)
        return
    put(turn, field, reading, corrected=field.id in before)
    if field.id in ("worker.name", "worker.birth_date"):
        cards.remember_person(turn)
    if not private:
        fill_open(turn, but=field.id)
        if field.id in turn.kit.definition.conditions:
            fill_open(turn)
    answering.tell(turn, field, reading)
    _stored(turn, state, field.id, set(before))


def leave_open(on: OnCall, field_id: str) -> None:
    """The caller does not know it. Raises NotFound; DeskError: not_draft, field_needed."""
    turn, field = _open(on, field_id)
    answers = turn.answers()
    if not may_stay_open(turn.kit.definition, turn.case.kind, field, answers):
        raise DeskError("field_needed")
    put(turn, field, Reading(status="unknown"), corrected=field.id in answers)
    _stored(turn, on.state, field.id, set(answers))


def _open(on: OnCall, field_id: str) -> tuple[DeskTurn, Field]:
    turn = turns.begin(on)
    if turn.draft is None:
        raise DeskError("not_draft")
    fields = {f.id: f for f in turn.kit.definition.for_kind(turn.case.kind, on.conversation.channel)}
    if field_id not in fields or fields[field_id].type == "attachment":
        raise NotFound(field_id)
    return turn, fields[field_id]


def _stored(turn: DeskTurn, state: State, field_id: str, before: set[str]) -> None:
    ask_next(turn)
    state.fresh = [name for name in turn.answers() if name not in before and name != field_id]
    state.drafts.pop(field_id, None)
    state.problem = {}
    turns.end(turn, state)


def _private(turn: DeskTurn, field: Field, text: str) -> tuple[Reading | None, str | None]:
    """What goes straight to the claim, as from a card. An emptied consent is one that is taken back."""
    if field.type == "consent":
        value, _ = cards.read_value(field, text, turn.today)
        return (Reading(True, words=field.prompt) if value else Reading(status="unknown")), None
    value, wrong = cards.read_value(field, text, turn.today)
    if wrong is None and value is None:
        return None, "required"
    return (None, wrong) if wrong else (Reading(value), None)


def _told(turn: DeskTurn, field: Field) -> tuple[Reading | None, str | None]:
    """The caller's words, or the number of a choice."""
    text = turn.typed
    if not text:
        return None, "required"
    if (chosen := _by_number(field, text)) is not None:
        return Reading(chosen, words=""), None
    if field.id in (turn.memory.detailed or []):
        completed = details.completed(turn, field.id, read(field, text, turn.understanding, turn.today))
        if completed is not None:
            return completed, None
    reading = answering.same_day(turn, field.id) or read(field, text, turn.understanding, turn.today)
    if reading is None or reading.problem:
        return None, reading.problem if reading else None
    if reading.status != "given" and field.id in INDISPENSABLE and not answering.may_wait(turn, field.id):
        return None, "required"
    if field.type == "address" and reading.value:
        turn.memory.step, turn.memory.asks = "ask", field.id
        if places.ask_province(turn, reading.value):
            return None, None
    return reading, None


def _by_number(field: Field, text: str) -> object | None:
    """The choice whose number stands beside it: 3, or 1,4 where several may be true."""
    numbers = [part for part in text.replace(",", " ").split() if part.isascii() and part.isdigit()]
    if not numbers or "".join(numbers) != text.replace(",", "").replace(" ", ""):
        return None
    if field.type == "yes_no" and len(numbers) == 1:
        return {"1": True, "2": False}.get(numbers[0])
    offered = [option.value for option in field.options if option.button]
    if field.type not in _CHOSEN or not all(0 < int(one) <= len(offered) for one in numbers):
        return None
    chosen = [offered[int(one) - 1] for one in numbers]
    return chosen if field.type == "multi" else chosen[0] if len(chosen) == 1 else None
