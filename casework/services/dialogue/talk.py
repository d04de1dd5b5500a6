"""Everything that is not the form: answers, services, small talk, danger, and not understanding."""

from __future__ import annotations

from casework.beliefs import met
from casework.domain.dialogue.claim_kind import kind_of, kind_of_topic
from casework.domain.dialogue.confidence import (
    CLEAR,
    LIKELY,
    NAMED,
    OUT_OF_SCOPE,
    SPOKEN_OF,
    START,
    is_foreign,
    stands_out,
)
from casework.korean import calculation
from casework.korean.questions import is_question
from casework.korean.references import refers_back
from casework.services import handoff
from casework.services.dialogue import calculating, starting, told, unclear
from casework.services.dialogue.asking import ask_again
from casework.services.dialogue.context import Turn
from casework.services.parties import handler_card

_TO_PERSON = ("service.callback", "service.visit", "service.complaint", "service.human")


def danger_first(turn: Turn, sign: str) -> None:
    """119 or 109 before anything else, then a person; the form stays where it was."""
    turn.say(f"utter_{sign}", payload={"topic": sign})
    turn.memory.last_topic = sign
    if sign == "crisis":
        handoff.request(turn.uow, turn.kit.words, turn.now, turn.conversation, "crisis")
    else:
        turn.say("utter_emergency_person", payload={"topic": sign})


def person(turn: Turn, reason: str) -> None:
    """Hand over to people; the hand-off itself tells the worker about the queue."""
    turn.memory.failures = 0
    handoff.request(turn.uow, turn.kit.words, turn.now, turn.conversation, reason)


def respond(turn: Turn) -> None:
    """Answer by topic, then return to the open question if there is one."""
    understanding, topics = turn.understanding, turn.kit.topics
    topic, confidence = understanding.topic, understanding.confidence
    belief = met(turn.kit.beliefs, turn.text)
    if belief is not None:  # its words are plain: no need to guess what it is about
        family = belief.topic.split(".")[0]
        topic, confidence = (topic if (topic or "").split(".")[0] == family else belief.topic), 1.0
    elif (spoken_of := _spoken_of(turn)) is not None:
        topic, confidence = spoken_of, CLEAR
    kind = topics[topic].kind if topic in topics else None
    guess = kind == "answer" and stands_out(understanding.ranking)
    clear = (
        confidence >= CLEAR
        or guess
        or (turn.memory.step is not None and is_question(turn.text) and confidence >= LIKELY)
    )
    claim_chance = sum(understanding.chance(f"report.{k}") for k in ("accident", "disease", "commute", "death"))
    if topic is None:
        unclear.not_understood(turn)
    elif _opens_claim(turn, kind, claim_chance):
        turn.memory.failures = 0
        starting.start(turn, _claim_kind(turn))
    elif belief is None and _both_answered(turn):
        turn.memory.failures = 0
    elif belief is None and is_foreign(understanding.ranking) and not told.tells_accident(turn):
        unclear.foreign(turn)
    elif not clear or (topic == OUT_OF_SCOPE and confidence < 0.5):
        unclear.not_understood(turn)
    else:
        turn.memory.failures = 0
        turn.memory.last_topic = topic
        _BY_KIND[kind](turn, topic)
        if confidence < CLEAR:
            unclear.collect(turn, "guess")
            if turn.memory.step is None:
                unclear.other_readings(turn, topic)


def _spoken_of(turn: Turn) -> str | None:
    """The topic of a message that points back ("그건 언제까지예요?"): of what was answered last, where that is possible."""
    last, ranking = turn.memory.last_topic, turn.understanding.ranking
    if last is None or not ranking or ranking[0][1] >= NAMED or not refers_back(turn.text):
        return None
    family = last.split(".")[0]
    near = [
        (name, chance)
        for name, chance in ranking
        if name.split(".")[0] == family and chance >= SPOKEN_OF and turn.kit.topics[name].kind == "answer"
    ]
    return max(near, key=lambda one: one[1])[0] if near and ranking[0][0] != near[0][0] else None


def _both_answered(turn: Turn) -> bool:
    """Two questions in one message, answered in their order. False where the message asks one thing."""
    topics, both = turn.kit.topics, turn.understanding.issues
    if len(both) != 2 or any(
        topics[name].kind not in ("answer", "service") or name in unclear.MATTERS for name in both
    ):
        return False
    turn.say("utter_two_questions")
    for name in both:
        _say_answer(turn, name) if topics[name].kind == "answer" else _say_service(turn, name)
        turn.memory.last_topic = name
    if turn.memory.step == calculating.STEP and turn.memory.calculation["topic"] != both[-1]:
        calculating.repeat(turn)
    else:
        _afterwards(turn)
    return True


def _opens_claim(turn: Turn, kind: str | None, chance: float) -> bool:
    if turn.draft is not None or (is_question(turn.text) and kind == "answer"):
        return False
    if kind == "claim" and turn.understanding.topic in ("report.resume", "report.correct", "report.cancel"):
        return False
    facts = told.tells_accident(turn)
    if is_question(turn.text) and chance < 0.5 and not facts:
        return False
    return chance >= START or (facts and kind != "answer" and chance >= LIKELY)


def _claim_kind(turn: Turn) -> str:
    """Of what is said now; where that only asks to begin, of what was told before."""
    kind = kind_of(turn.text, turn.understanding)
    if kind != "accident" or told.tells_accident(turn):
        return kind
    return told.kind(turn) or kind_of_topic(turn.memory.last_topic) or kind


def answer(turn: Turn, topic: str) -> None:
    """The written answer with its articles, or the amount where one is asked for; never a guess."""
    if _say_answer(turn, topic):
        _afterwards(turn)


def _afterwards(turn: Turn) -> None:
    """Back to the open question, or the offer to begin a claim."""
    if turn.memory.step:
        ask_again(turn)
    elif turn.case is None:
        turn.say("utter_offer_claim_told" if turn.memory.told else "utter_offer_claim")


def _say_answer(turn: Turn, topic: str) -> bool:
    """Whether the written answer was given, not an amount or what it needs to know: those bring their own next step."""
    belief = met(turn.kit.beliefs, turn.text)
    if belief is not None:
        turn.tell(turn.kit.answers.fill(belief.correction, turn.today), {"topic": topic, "belief": belief.id})
    in_form = turn.memory.step is not None
    if belief is None and calculating.from_question(turn, topic):
        return in_form
    if belief is None and calculation.wants_calculation(turn.text) and calculating.begin(turn, topic):
        return False
    _written(turn, topic)
    return True


def _written(turn: Turn, topic: str) -> None:
    found = turn.kit.answers.get(topic, on=turn.today)
    calculator = turn.kit.calculator_of(topic)
    payload = {"topic": topic, "citations": found.citations, "more": found.more, "verified": found.verified}
    if calculator is not None and turn.memory.step is None:
        payload["buttons"] = turn.kit.words.buttons("utter_calculation_offer", title=calculator.title)
    turn.tell(found.text, payload)
    stage(turn, topic)


def stage(turn: Turn, topic: str) -> None:
    """What the answer means at the stage where the worker's own case is, if something is written about that."""
    if turn.case is None or turn.draft is not None:
        return
    for key in (topic, topic.split(".")[0]):
        name = f"utter_stage_{key}_{turn.case.state}".replace(".", "_").replace("-", "_")
        if name in turn.kit.words:
            turn.say(name)
            return


def claim_topic(turn: Turn, topic: str) -> None:
    """report.* that do not start a claim here: resume, correct, cancel, or start a second time."""
    if topic == "report.resume":
        turn.say("utter_resume_how", payload={"topic": topic})
    elif topic == "report.cancel":
        turn.say("utter_cancel_submitted" if turn.case and turn.draft is None else "utter_nothing_to_cancel")
        if turn.case and turn.draft is None:
            person(turn, "wants_withdrawal")
    elif topic == "report.correct":
        turn.say("utter_correct_submitted" if turn.case and turn.draft is None else "utter_nothing_to_correct")
        if turn.case and turn.draft is None:
            person(turn, "wants_correction")
    elif turn.case is not None and turn.draft is None:
        turn.say("utter_already_submitted", number=turn.case.receipt_number)
    else:
        starting.start(turn, _claim_kind(turn) if topic == "report.accident" else topic.removeprefix("report."))
        return
    if turn.memory.step:
        ask_again(turn)


def service(turn: Turn, topic: str) -> None:
    """Something done for the caller."""
    if topic in ("emergency", "crisis"):
        danger_first(turn, topic)
        return
    _say_service(turn, topic)
    if turn.memory.step and topic not in _TO_PERSON:
        ask_again(turn)


def _say_service(turn: Turn, topic: str) -> None:
    if topic in _TO_PERSON:
        if topic != "service.human":
            turn.say("utter_" + topic.replace(".", "_"), payload={"topic": topic})
        person(turn, {"service.human": "worker_asked"}.get(topic, topic.replace(".", "_")))
        return
    key = "utter_" + topic.replace(".", "_")
    if topic in ("service.handler", "report.status", "service.copy"):
        if turn.case is None:
            turn.say(key + "_no_case", payload={"topic": topic})
        elif turn.draft is not None:
            turn.say(key + "_draft", payload={"topic": topic}, number=turn.case.number)
        else:
            card = handler_card(turn.uow, turn.kit, turn.now, turn.case)
            payload = {"topic": topic} | ({"summary": True} if topic == "service.copy" else {})
            state = turn.kit.words.render(f"utter_state_{turn.case.state}")
            turn.say(key, payload=payload, number=turn.case.receipt_number, state=state, **card)
    else:
        turn.say(key, payload={"topic": topic})


def small_talk(turn: Turn, topic: str) -> None:
    """Greetings, thanks, distress, and yes or no to nothing in particular."""
    if topic == "talk.repeat" and turn.memory.step:
        ask_again(turn, plain=True)
        return
    if topic == "talk.repeat":
        for text in turn.memory.last_texts or []:
            turn.tell(text)
        if not turn.memory.last_texts:
            turn.say("utter_greeting")
        return
    key = "utter_" + topic.replace(".", "_").replace("-", "_")
    turn.say(key, payload={"topic": topic})
    if turn.memory.step:
        ask_again(turn)


_BY_KIND = {"answer": answer, "claim": claim_topic, "service": service, "talk": small_talk}
