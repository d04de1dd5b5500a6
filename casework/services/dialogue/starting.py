"""Open a claim from whatever was said first."""

from __future__ import annotations

from casework.domain.intake.flow import is_by_other
from casework.domain.intake.reading import Reading
from casework.korean import illness
from casework.korean.questions import is_question
from casework.services import drafts
from casework.services.dialogue import calculating, told
from casework.services.dialogue.asking import ask_again, ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import fill_open, put, put_identifiers

SHORTEST_STORY = 12  # characters
WORRY = 0.12  # an answer topic this likely beside the story


def start(turn: Turn, kind: str) -> None:
    """Open a draft of `kind` with what was said so far, and ask the first open thing."""
    if turn.draft is not None:
        turn.say("utter_already_started", number=turn.case.number)
        ask_again(turn) if turn.memory.step else ask_next(turn)
        return
    turn.case = drafts.create(turn.uow, turn.now, turn.conversation, kind)
    turn.memory.kind, turn.memory.optional, turn.memory.failures = kind, None, 0
    stories = [view for view in (*told.earlier(turn), turn) if take_in(view)]
    turn.memory.told = None
    calculating.take_over(turn)
    if stories:
        text = "\n".join(view.text for view in stories)
        put(stories[0], turn.field("accident.story"), Reading(text, words=text))
    turn.say(_opening(turn, kind), number=turn.case.number)
    _answer_by_the_way(turn)
    ask_next(turn)


def _opening(turn: Turn, kind: str) -> str:
    if kind == "accident" and is_by_other(kind, turn.answers()):
        return "utter_start_other"
    return "utter_start" if kind == "accident" else f"utter_start_{kind}"


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


def take_in(turn: Turn) -> bool:
    """Fill the claim from one message. Whether it is a story already, or only the wish to report."""
    fill_open(turn, but="accident.story")
    put_identifiers(turn)
    facts = {e.type for e in turn.understanding.entities}
    if turn.case.kind == "death":
        return len(turn.text.strip()) >= SHORTEST_STORY and "death.cause" in turn.answers()
    tells = bool(facts & (told.FACTS | {"object", "disease"})) or (
        turn.case.kind == "disease" and illness.group(turn.text, ()) is not None
    )
    return len(turn.text.strip()) >= SHORTEST_STORY and tells
