"""Open a claim from whatever was said first."""

from __future__ import annotations

from casework.domain.dialogue.questions import is_question
from casework.domain.intake.reading import Reading
from casework.services import drafts
from casework.services.dialogue import calculating
from casework.services.dialogue.asking import ask_again, ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import fill_open, put, put_identifiers

WORRY = 0.12  # an answer topic this likely beside the story


def start(turn: Turn, kind: str) -> None:
    """Open a draft of `kind` with what was said so far, and ask the first open thing."""
    if turn.draft is not None:
        turn.say("utter_already_started", number=turn.case.number)
        ask_again(turn) if turn.memory.step else ask_next(turn)
        return
    turn.case = drafts.create(turn.uow, turn.now, turn.conversation, kind)
    turn.memory.kind, turn.memory.optional, turn.memory.failures = kind, None, 0
    fill_open(turn, but="accident.story")
    put_identifiers(turn)
    calculating.take_over(turn)
    story = turn.memory.story or turn.text
    if tells_something(turn, story):
        put(turn, turn.field("accident.story"), Reading(story, words=story))
    turn.memory.story = None
    short = kind in turn.kit.definition.short_kinds
    turn.say(f"utter_start_{kind}" if short else "utter_start", number=turn.case.number)
    _answer_by_the_way(turn)
    ask_next(turn)


def _answer_by_the_way(turn: Turn) -> None:
    """A story often ends with the worker's worry ("제 잘못인데 산재가 되나요"): it is answered, too."""
    if not is_question(turn.text):
        return
    for topic, chance in turn.understanding.ranking:
        if chance >= WORRY and topic in turn.kit.topics and turn.kit.topics[topic].kind == "answer":
            found = turn.kit.answers.get(topic, on=turn.today)
            turn.tell(
                found.text,
                {"topic": topic, "citations": found.citations, "more": found.more, "verified": found.verified},
            )
            return


def tells_something(turn: Turn, story: str) -> bool:
    """Whether a first message is a story already, or only the wish to report."""
    facts = {e.type for e in turn.understanding.entities}
    return len(story.strip()) >= 12 and bool(facts & {"body_part", "accident_type", "injury_type", "object", "disease"})
