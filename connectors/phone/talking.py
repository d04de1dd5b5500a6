"""The open talk: what was heard, or not, and what becomes of it. What the bot answers is said by turns.py."""

from __future__ import annotations

from casework.domain.dialogue import danger
from casework.domain.dialogue.going_on import asks_to_repeat
from casework.korean import answers, spoken
from casework.korean.decisions import agrees
from casework.korean.questions import is_question
from connectors.phone import hearing, ladders, people, resuming
from connectors.phone.context import OnCall
from connectors.phone.messages import submit
from connectors.phone.protocol import Event, Hypothesis

PARTS = 8  # of one long answer
PAUSE = 3.0  # seconds of silence after which a long answer is complete
RESUME_KEY = "9"


def heard(call: OnCall, event: Event) -> None:
    """The caller said something."""
    best = hearing.choose(call.asked, event.hypotheses, call.now)
    if not best.text:
        ladders.not_heard(call)
    elif danger.asks_for_person(best.text):
        people.connect(call, "worker_asked")
    elif danger.sign(best.text):
        submit(call, " ".join([*call.state.heard, best.text]))
    elif call.state.stage == "confirm":
        _confirmed(call, agrees(best.text), best.text)
    elif asks_to_repeat(best.text):
        call.repeat()
    elif call.state.prompt.gather.get("long"):
        _tell_on(call, best.text)
    else:
        _weigh(call, best)


def _weigh(call: OnCall, best: Hypothesis) -> None:
    """By the recogniser's confidence: ask again, ask whether it is right, tell what is put down, or just go on."""
    field, confidence = call.asked, best.confidence or 0.0
    if confidence < hearing.DEAF and call.state.missed < 2:
        ladders.not_heard(call)
        return
    decides = field is not None and field.type in hearing.CHECKED
    if decides and answers.is_unknown(best.text):
        decides = False
    if decides and confidence < hearing.DOUBT and field.id not in call.state.checked:
        call.state.checked.append(field.id)
        call.state.stage, call.state.pending = "confirm", best.text
        text = call.word("utter_phone_heard", heard=answers.strip_answer(best.text))
        call.speak(text)
        call.listen(asks=f"confirm:{field.id}", grammar="yes_no", hints=(), long=False)
        return
    if decides and confidence < hearing.SURE:
        call.speak(call.word("utter_phone_noted", heard=answers.strip_answer(best.text)))
    submit(call, best.text)


def _confirmed(call: OnCall, yes: bool | None, text: str = "") -> None:
    """The answer to "is that what you said?"; another sentence is taken for the right one."""
    pending, call.state.pending, call.state.stage = call.state.pending, "", "talk"
    if yes:
        submit(call, pending)
    elif yes is None and text:
        submit(call, text)
    else:
        call.repeat(call.word("utter_phone_again_please"), short=True)


def _tell_on(call: OnCall, text: str) -> None:
    """A part of a long answer: it is complete at a pause, at #, or when the caller says so."""
    parts = call.state.heard
    if parts and spoken.is_the_end(text):
        submit(call, " ".join(parts))
        return
    short = call.asked is None and (is_question(text) or len(text) < spoken.SHORTEST_STORY)
    if (not parts and short) or len(parts) >= PARTS or answers.is_unknown(text) or answers.is_later(text):
        submit(call, " ".join([*parts, text]))
        return
    if not parts:
        call.speak(call.word("utter_phone_go_on"))
    parts.append(text)
    call.listen(wait=PAUSE)


def silent(call: OnCall) -> None:
    """A pause: a long answer is complete, or nobody says anything."""
    if call.state.heard:
        submit(call, " ".join(call.state.heard))
    elif call.state.stage == "confirm":
        call.state.stage = "talk"
        submit(call, call.state.pending)  # nobody objected
    else:
        ladders.silent(call)


def pressed(call: OnCall, digits: str) -> None:
    """A key in open talk. 0 and the star are looked at before, in call.py."""
    state = call.state
    if state.heard and digits.strip("#") == "":
        submit(call, " ".join(state.heard))
        return
    if state.stage == "confirm":
        _confirmed(call, {"1": True, "2": False}.get(digits))
        return
    if digits == RESUME_KEY and call.case is None and not state.prompt.keys:
        resuming.begin(call)
        return
    wish = state.prompt.keys.get(digits)
    if wish == ladders.NEXT_PAGE:
        state.page += 1
        ladders.by_keypad(call)
    elif wish is not None:
        submit(call, wish)
    else:
        state.missed += 1
        if state.missed >= 4:
            people.connect(call, "phone_not_heard")
        else:
            call.speak(call.word("utter_phone_key_unknown"))
            ladders.by_keypad(call)
