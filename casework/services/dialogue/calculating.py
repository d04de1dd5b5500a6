"""A benefit worked out in the conversation: what is missing is asked, the steps are shown, what-ifs change one fact."""

from __future__ import annotations

from typing import Any

from casework.calculators import Calculator
from casework.domain.benefits import told
from casework.domain.benefits.facts import BadFacts
from casework.domain.intake.reading import Reading
from casework.korean import answers as said
from casework.korean import calculation
from casework.korean.questions import is_question
from casework.services import benefits
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import as_value, put

STEP = "calculate"
OTHER_TOPIC = 0.45  # a message this clearly about something else is no what-if
PAY = ("average_wage", "wages", "daily_pay", "monthly_pay")  # any one of them will do
_OF_CLAIM = ("job.wage", "accident.date", "worker.birth_date", "job.employment_form")


def from_question(turn: Turn, topic: str) -> bool:
    """Answer a question for an amount with the amount. False where nothing personal is known: then the general answer."""
    calculator = turn.kit.calculator_of(topic)
    if calculator is None:
        return False
    said_now = told.from_sentence(turn.text, turn.understanding, turn.today)
    facts = _of_claim(turn) | said_now
    asked_for = calculation.wants_amount(turn.text)
    if not facts or (not said_now and not asked_for):
        return False
    result = _work_out(turn, calculator, facts)
    if result is None or not _has_number(result):
        if turn.memory.step is not None or not said_now or result is None or not result["missing"]:
            return False
        _ask(turn, calculator, topic, facts, result)
        return True
    _show(turn, calculator, topic, facts, result)
    return True


def begin(turn: Turn, topic: str) -> bool:
    """Begin asking, at the worker's wish ("휴업급여 계산해 주세요"). False without a calculator or inside a form."""
    calculator = turn.kit.calculator_of(topic)
    if calculator is None or turn.memory.step is not None:
        return False
    facts = _of_claim(turn) | told.from_sentence(turn.text, turn.understanding, turn.today)
    result = _work_out(turn, calculator, facts)
    if result is None:
        return False
    if _has_number(result):
        _show(turn, calculator, topic, facts, result)
    else:
        _ask(turn, calculator, topic, facts, result)
    return True


def go_on(turn: Turn) -> bool:
    """An answer to what the calculation asked, a what-if, or the wish to keep the facts. False for anything else."""
    open_ = turn.memory.calculation
    if not open_:
        return False
    if calculation.wants_to_keep(turn.text):
        _keep(turn, open_["facts"])
        return True
    calculator = turn.kit.calculators[open_["name"]]
    asked = open_.get("asks") if turn.memory.step == STEP else None
    facts = told.from_sentence(turn.text, turn.understanding, turn.today, asked)
    if asked is None:
        if turn.memory.step not in (None, STEP) or not facts or not _is_what_if(turn, calculator.name):
            return False
    elif not facts:
        return _not_told(turn)
    merged = _merge(open_["facts"], facts)
    result = _work_out(turn, calculator, merged)
    if result is None:
        turn.say("utter_calculation_bad_fact")
        return True
    if _has_number(result) or not result["missing"]:
        _show(turn, calculator, open_["topic"], merged, result)
    else:
        _ask(turn, calculator, open_["topic"], merged, result)
    return True


def _is_what_if(turn: Turn, name: str) -> bool:
    """A short message that changes a fact, unless it asks for another benefit ("그럼 장해급여는 얼마예요")."""
    about = turn.understanding
    other = turn.kit.calculator_of(about.topic or "")
    elsewhere = other is not None and other.name != name and about.confidence >= OTHER_TOPIC and is_question(turn.text)
    tells_an_accident = any(about.of(kind) for kind in ("body_part", "accident_type", "injury_type"))
    return calculation.is_what_if(turn.text) and not elsewhere and not tells_an_accident


def _not_told(turn: Turn) -> bool:
    """What was asked is not in the message: "모르겠어요" ends the calculation, anything else is a message of its own."""
    turn.memory.step = None
    if said.is_unknown(turn.text) or said.is_later(turn.text) or said.yes_no(turn.text) is False:
        turn.memory.calculation = None
        turn.say("utter_calculation_not_told")
        return True
    return False


def _merge(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """A new sum replaces the old one, whatever it was paid for."""
    kept = {k: v for k, v in old.items() if not (k in PAY and any(name in new for name in PAY))}
    if new.get("employment_form") and "daily_pay" not in new and new["employment_form"] == "daily":
        kept = {k: v for k, v in kept.items() if k not in PAY}  # a monthly pay says nothing of a day labourer's day
    return kept | new


def _of_claim(turn: Turn) -> dict[str, Any]:
    """What the worker has told in the claim of this conversation, which is theirs alone."""
    if turn.case is None:
        return {}
    answers = turn.answers()
    known = [name for name in _OF_CLAIM if name in answers and answers[name].status == "given"]
    return told.from_claim({name: as_value(turn, name) for name in known})


def _work_out(turn: Turn, calculator: Calculator, facts: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return benefits.work_out(turn.kit, calculator.name, facts, turn.today)
    except BadFacts:
        return None


def _has_number(result: dict[str, Any]) -> bool:
    return any(result.get(key) is not None for key in ("amount", "daily", "range", "yearly", "lump_sum"))


def _ask(turn: Turn, calculator: Calculator, topic: str, facts: dict[str, Any], result: dict[str, Any]) -> None:
    missing = result["missing"][0]
    asks = "pay" if missing in PAY else missing
    turn.memory.step, turn.memory.calculation = (
        STEP,
        {"name": calculator.name, "topic": topic, "facts": facts, "asks": asks},
    )
    repeat(turn)


def repeat(turn: Turn) -> None:
    """Put the open question of the calculation."""
    open_ = turn.memory.calculation
    text = turn.kit.words.render(
        "utter_calculation_ask_pay" if open_["asks"] == "pay" else f"utter_fact_{open_['asks']}"
    )
    buttons = turn.kit.words.buttons("utter_calculation_ask_pay")
    turn.tell(text, {"topic": open_["topic"], "step": STEP, "buttons": buttons})


def _show(turn: Turn, calculator: Calculator, topic: str, facts: dict[str, Any], result: dict[str, Any]) -> None:
    """The amount first; the arithmetic with its articles on the second screen."""
    in_form = turn.memory.step not in (None, STEP)
    turn.memory.calculation = {"name": calculator.name, "topic": topic, "facts": facts}
    if not in_form:
        turn.memory.step = None
    words = turn.kit.words
    lines = [words.render(key, title=calculator.title, **values) for key, values in benefits.headline(result)]
    doubts = [] if result["range"] else result["confirm"][:1]
    lines += doubts or [words.render("utter_calculation_decides")]
    steps = "\n".join(f"{n}. {s['text']} ({s['article']})" if s["article"] else f"{n}. {s['text']}"
                      for n, s in enumerate(result["steps"], 1))  # fmt: skip
    own = f"utter_calculation_buttons_{calculator.name}"
    buttons = [] if in_form else words.buttons(own if own in words else "utter_calculation_buttons")
    turn.tell(
        " ".join(lines),
        {
            "topic": topic,
            "more": words.render("utter_calculation_steps", steps=steps),
            "citations": benefits.citations(result),
            "verified": result["verified"],
            "calculation": {key: result[key] for key in ("amount", "daily", "range", "unit")}
            | {"name": calculator.name},
            "buttons": buttons,
        },
    )


def _keep(turn: Turn, facts: dict[str, Any]) -> None:
    """Put what was told for the calculation into the claim, or have it ready for when one is begun."""
    turn.memory.step = None if turn.memory.step == STEP else turn.memory.step
    turn.memory.kept = facts
    if turn.draft is None:
        turn.say("utter_calculation_kept")
        return
    take_over(turn)
    turn.say("utter_calculation_in_claim")


def take_over(turn: Turn) -> None:
    """Fill the claim's open fields with the facts that the worker wanted to keep."""
    kept, turn.memory.kept = turn.memory.kept or {}, None
    given = turn.answers()
    for field_id, value in benefits.as_claim(kept).items():
        if field_id not in given:
            put(turn, turn.field(field_id), Reading(value, confidence=0.9))
