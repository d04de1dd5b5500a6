"""The open form: read answers, allow questions and corrections in between, go on."""

from __future__ import annotations

from casework.domain.dialogue.going_on import asks_to_repeat, wants_to_go_on
from casework.domain.intake.flow import INDISPENSABLE
from casework.domain.intake.reading import Reading, read
from casework.korean import answers as said
from casework.korean.questions import is_question
from casework.services.dialogue import answering, changing, correcting, details, places, review, starting, talk, unread
from casework.services.dialogue.asking import ask_again, ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import as_value, fill_open, put, put_identifiers

QUESTION = 0.15  # an answer topic this likely, in a sentence that asks
QUESTION_IN_STORY = 0.35
CONTROL = 0.60  # cancel, thanks, "say that again" in the middle of the form
CONTROL_OF_TEXT = 0.85  # the same where the open question takes any words: "대한이엔씨라고 들었어요" is a firm
UNKNOWNS = 4  # open answers in a row, after which the rest is offered for later
_ANSWERED_BY_GOING_ON = ("offer_optional", "which_field")
_DECIDED = {changing.STEP: changing.decide, "which_field": correcting.choose}  # steps that wait for a choice
SMALL_TALK = frozenset(
    {"talk.greet", "talk.thanks", "talk.bye", "talk.repeat", "talk.bot", "talk.distress", "talk.abuse"}
)


def go_on(turn: Turn) -> bool:
    """Treat the message as part of the open form. False when it is not; then the topic is answered."""
    memory = turn.memory
    if not _is_open(turn):
        return False
    topic, confidence = turn.understanding.topic, turn.understanding.confidence
    if memory.step not in _ANSWERED_BY_GOING_ON and wants_to_go_on(turn.text):
        ask_again(turn, plain=True)
        return True
    if topic == "report.cancel" and confidence >= CONTROL and not answers_field(turn):
        drafts_kept(turn)
        return True
    if memory.step in _DECIDED:
        return _DECIDED[memory.step](turn)
    if changing.offer(turn):
        return True
    if memory.step == "review":
        return _at_review(turn)
    if correcting.try_correct(turn):
        ask_next(turn)
        return True
    if memory.step == "offer_optional":
        return _at_offer(turn)
    if _is_small_talk(turn) or _is_question_between(turn):
        talk.respond(turn)
        return True
    return _read_answer(turn)


def _is_open(turn: Turn) -> bool:
    """Whether the form leads: there is a draft, and the bot waits for nothing else."""
    if turn.memory.step == "clarify":
        turn.memory.step = None
        return False
    return turn.memory.step != "resume" and turn.draft is not None


def after_card(turn: Turn) -> None:
    """Go on after a card was stored."""
    if turn.draft is None:
        return
    ask_next(turn)


def after_attachment(turn: Turn, name: str) -> None:
    """A file answers the question for files, beside those that came before it."""
    if turn.draft is None:
        return
    put(turn, turn.field("attachments"), Reading([*(as_value(turn, "attachments") or []), name]))
    if turn.memory.asks == "attachments":
        ask_next(turn)


def drafts_kept(turn: Turn) -> None:
    """Stop for now; everything stays."""
    turn.say("utter_draft_kept", number=turn.case.number)
    turn.memory.step = turn.memory.asks = turn.memory.card = None


def _is_small_talk(turn: Turn) -> bool:
    """Thanks, a sigh, "say that again": answered as such, where it is not what the open question asks for."""
    topic, confidence = turn.understanding.topic, turn.understanding.confidence
    if topic not in SMALL_TALK or answers_field(turn):
        return False
    if not _takes_words(turn):
        return confidence >= CONTROL
    return confidence >= CONTROL_OF_TEXT and (topic != "talk.repeat" or asks_to_repeat(turn.text))


def _takes_words(turn: Turn) -> bool:
    """Whether the open question is answered by whatever is said."""
    asked = turn.memory.asks if turn.memory.step == "ask" else None
    return asked is not None and turn.field(asked).type in ("text", "story", "address")


def answers_field(turn: Turn) -> bool:
    """Whether the message answers the open question of a kind that can be told from small talk."""
    field = turn.field(turn.memory.asks) if turn.memory.step == "ask" and turn.memory.asks else None
    if field is None or field.type in ("text", "story"):
        return False
    reading = read(field, turn.text, turn.understanding, turn.today)
    return reading is not None and reading.status == "given" and not reading.problem and reading.confidence > 0.5


def pick_up(turn: Turn) -> bool:
    """Go on with a draft that was put aside. False where there is none or the message says something else."""
    if turn.draft is None or turn.memory.step is not None or not wants_to_go_on(turn.text):
        return False
    starting.start(turn, turn.case.kind)
    return True


def _is_question_between(turn: Turn) -> bool:
    topic, confidence = turn.understanding.topic, turn.understanding.confidence
    kind = turn.kit.topics[topic].kind if topic in turn.kit.topics else None
    if kind not in ("answer", "service") or topic == "report.status":
        return False
    story = turn.memory.asks == "accident.story"
    return is_question(turn.text) and confidence >= (QUESTION_IN_STORY if story else QUESTION)


def _read_answer(turn: Turn) -> bool:
    memory = turn.memory
    field = turn.field(memory.asks)
    taken = put_identifiers(turn)
    reading = answering.same_day(turn, field.id) or read(field, turn.text, turn.understanding, turn.today)
    others = fill_open(turn, but=field.id)
    if field.id in (memory.detailed or []):
        reading = details.completed(turn, field.id, reading)
        if reading is not None:
            put(turn, field, reading)
        ask_next(turn)
    elif field.id in taken:
        ask_next(turn)
    elif reading is None or reading.problem:
        unread.not_read(turn, reading, others)
    elif reading.status != "given" and field.id in INDISPENSABLE and not answering.may_wait(turn, field.id):
        unread.needed(turn)
    else:
        if field.type == "address" and reading.value and places.ask_province(turn, reading.value):
            return True
        put(turn, field, reading)
        memory.failures = 0
        if field.id in turn.kit.definition.conditions:
            fill_open(turn)  # the same words may answer what this answer has opened
        _note_unknown(turn, reading)
        answering.tell(turn, field, reading)
        ask_next(turn)
    return True


def _note_unknown(turn: Turn, reading: Reading) -> None:
    """Say once that open answers are fine; after several in a row offer to leave the rest for later."""
    memory = turn.memory
    if reading.status == "given":
        memory.unknowns = 0
        return
    memory.unknowns += 1
    if said.only_to_handler(turn.text):
        turn.say("utter_only_to_handler")
    elif not memory.said_unknown:
        memory.said_unknown = True
        turn.say("utter_noted_unknown")
    if memory.optional and memory.unknowns == UNKNOWNS:
        memory.optional = None  # the offer is made again


def _at_offer(turn: Turn) -> bool:
    if _is_question_between(turn):
        talk.respond(turn)
        return True
    # "Later", or no: straight to the read-back. Anything friendly goes on.
    turn.memory.optional = not (said.is_later(turn.text) or said.yes_no(turn.text) is False)
    fill_open(turn)
    ask_next(turn)
    return True


def _at_review(turn: Turn) -> bool:
    answer = said.yes_no(turn.text)
    if correcting.try_correct(turn, at_review=True):
        review.ask_confirmation(turn)  # the new value has just been said; the rest was read before
    elif answer is True and not is_question(turn.text):
        review.submit(turn)
    elif _is_question_between(turn):
        talk.respond(turn)
    elif answer is False or turn.understanding.topic in ("report.correct", "talk.no"):
        correcting.ask_which(turn)
    else:
        turn.memory.tries += 1
        turn.say("utter_review_unclear")
        if turn.memory.tries >= 2:
            turn.say("utter_offer_person")
        review.ask_confirmation(turn)
    return True
