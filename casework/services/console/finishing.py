"""How a call at the console comes to its end: handed in, or passed on to the handler."""

from __future__ import annotations

from casework.services import handoff
from casework.services.console import turns
from casework.services.console.context import OnCall
from casework.services.desk import DeskError
from casework.services.dialogue import review
from casework.services.dialogue.asking import ask_next

LONGEST_BRIEFING = 2_000


def submit(on: OnCall) -> None:
    """Hand the claim in, once, and show what is to be told. Raises DeskError: no_claim, not_complete."""
    turn = turns.begin(on)
    if turn.case is None:
        raise DeskError("no_claim")
    if turn.draft is None:
        return
    if turn.memory.step == "review":
        ask_next(turn)  # what was read before may have opened a question
    turn.heard.clear()
    if turn.memory.step != "review" or turns.not_given(turn) is not None:
        raise DeskError("not_complete")
    review.submit(turn)
    on.call.submitted_at = on.now
    on.note("console.submitted")
    on.state.answers, on.state.readings, on.state.fresh = [], [], []
    turns.end(turn, on.state)


def ask_optional(on: OnCall, wanted: bool) -> None:
    """Whether the optional questions are asked, too, before the consents."""
    on.state.optional = wanted
    turns.end(turns.begin(on), on.state)


def transfer(on: OnCall, briefing: str) -> None:
    """Pass the call on with words for the handler alone. Raises DeskError: briefing_needed, briefing_too_long."""
    briefing = briefing.strip()
    if not briefing:
        raise DeskError("briefing_needed")
    if len(briefing) > LONGEST_BRIEFING:
        raise DeskError("briefing_too_long")
    handoff.transfer(on.uow, on.kit.words, on.now, on.conversation, on.staff, briefing)
    on.state.notes = []
