"""The caller cut in: had the question been heard by then? A yes to what nobody heard is no consent.

The gateway tells how much of the prompt was played, in milliseconds; how long each part of it takes is reckoned from its
syllables. A gateway that tells nothing is taken to have played everything.
"""

from __future__ import annotations

from casework.domain.dialogue import danger
from casework.domain.dialogue.going_on import asks_to_repeat
from casework.korean import answers, spoken
from casework.korean.decisions import agrees
from connectors.phone import hearing, people
from connectors.phone.context import OnCall
from connectors.phone.protocol import DTMF, Event

HEARD = 0.5  # of a question: who cuts in later than this knows what is asked
NEARLY = 0.9  # of the notice
TIMES = 3  # that a consent is cut in on, then a person


def note(call: OnCall, position_ms: int | None) -> None:
    """Where the caller cut in; the words or keys follow in an event of their own."""
    call.state.cut_at = position_ms


def asks_again(call: OnCall, event: Event) -> bool:
    """Say again in short what was not heard, if the answer cannot be one to it. True: the event is dealt with."""
    state, cut_at = call.state, call.state.cut_at
    state.cut_at = None
    if cut_at is None:
        return False
    best = event.hypotheses[0].text if event.hypotheses else ""
    if danger.sign(best) or danger.asks_for_person(best) or asks_to_repeat(best):
        return False
    lasts = [spoken.seconds(text) for text in state.aloud]
    _notice_again(call, cut_at / 1000, lasts)
    asks = state.prompt.gather.get("asks") or ""
    if _was_heard(call, cut_at / 1000, lasts, asks):
        state.cuts = 0
        return False
    decides = asks.startswith("consent.") or asks == "review"
    if not (_agrees(event) if asks == "review" else decides or _is_no_answer(call, event)):
        return False
    state.cuts = state.cuts + 1 if state.cut_asks == asks else 1
    state.cut_asks = asks
    if state.cuts > 1 and not decides:
        return False  # said again, and cut in on again: then it is meant
    if state.cuts >= TIMES:
        people.connect(call, "phone_not_heard")
        return True
    call.speak(call.word("utter_phone_cut"), state.prompt.short or state.prompt.texts[-1], barge_in=not decides)
    call.listen()
    return True


def _notice_again(call: OnCall, cut_at: float, lasts: list[float]) -> None:
    """The notice cannot be cut in on; a gateway that lets it happen all the same has it said again, in short."""
    notice = spoken.speakable(call.word("utter_phone_notice"))
    if call.state.aloud[:1] == [notice] and cut_at < NEARLY * lasts[0]:
        call.speak(call.word("utter_phone_notice_short"), barge_in=False)


def _was_heard(call: OnCall, cut_at: float, lasts: list[float], asks: str) -> bool:
    """The question is the last sentence that asks, else what was said last; what follows it only helps to answer."""
    texts = call.state.aloud
    if not texts:
        return True
    asking = [number for number, text in enumerate(texts) if spoken.question_in(text)] if asks != "review" else []
    number = asking[-1] if asking else len(texts) - 1
    question = spoken.question_in(texts[number]) or texts[number]
    begins = sum(lasts[:number]) + spoken.seconds(texts[number].partition(question)[0])
    return cut_at >= begins + HEARD * spoken.seconds(question)


def _agrees(event: Event) -> bool:
    if event.type == DTMF:
        return event.digits.rstrip("#") == "1"
    return bool(event.hypotheses) and agrees(event.hypotheses[0].text) is True


def _is_no_answer(call: OnCall, event: Event) -> bool:
    """Whether words came that do not answer the question: to one that takes any words, none are known to be meant for it."""
    field = call.asked
    if event.type == DTMF or field is None or call.state.stage != "talk" or field.type == "story":
        return False
    best = hearing.choose(field, event.hypotheses, call.now).text
    if answers.is_unknown(best) or answers.is_later(best):
        return False
    return field.type in hearing.FREE or not hearing.reads(field, best, call.now)
