"""Read everything back, and submit once it is confirmed."""

from __future__ import annotations

from casework.domain.intake.flow import is_by_other
from casework.services import display, submission
from casework.services.dialogue.context import Turn
from casework.services.parties import handler_card

NAMED = 4  # open fields that are named; a long list only frightens


def read_back(turn: Turn) -> None:
    """Say all values and ask whether they are right."""
    turn.memory.step, turn.memory.asks, turn.memory.card = "review", None, None
    rows = display.rows(turn.uow, turn.kit, turn.case, masked=True)
    lines = "\n".join(
        f"· {row['label']}: {row['value']}" for row in rows if row["status"] == "given" and row["group"] != "consent"
    )
    turn.say("utter_review", lines=lines, payload={"step": "review", "summary": True})
    missing = [row["label"] for row in display.missing(turn.uow, turn.kit, turn.case)]
    if missing:
        turn.say("utter_review_missing", missing=", ".join(missing[:NAMED]), count=len(missing))
    ask_confirmation(turn)


def ask_confirmation(turn: Turn) -> None:
    """The explicit question before submission."""
    turn.memory.step, turn.memory.asks, turn.memory.card = "review", None, None
    death = turn.case.kind == "death"
    turn.say("utter_review_confirm_death" if death else "utter_review_confirm", payload={"step": "review"})


def submit(turn: Turn) -> None:
    """Hand the claim in and tell what happens next."""
    case = turn.case
    submission.submit(turn.uow, turn.kit, turn.now, case)
    memory = turn.memory
    memory.step = memory.asks = memory.card = memory.correcting = None
    handler = handler_card(turn.uow, turn.kit, turn.now, case)
    turn.say(
        "utter_submitted",
        payload={"summary": True, "receipt_number": case.receipt_number},
        number=case.receipt_number,
        when=display.moment(case.submitted_at),
    )
    if handler["name"] and not handler["branch"]:
        turn.say("utter_submitted_lead", **handler)
    elif handler["name"]:
        turn.say("utter_submitted_handler", **handler)
    else:
        turn.say("utter_submitted_no_handler", **handler)
    if is_by_other(case.kind, turn.answers()) and case.kind != "death":
        turn.say("utter_submitted_by_other", who=turn.kit.definition.who[case.kind])
    key, values = submission.what_next(turn.kit, case, turn.today)
    turn.say(key, **values)
    missing = [row["label"] for row in display.missing(turn.uow, turn.kit, case)]
    if missing:
        turn.say("utter_submitted_missing", missing=", ".join(missing[:NAMED]), count=len(missing))
