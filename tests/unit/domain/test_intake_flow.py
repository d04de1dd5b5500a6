"""What is asked next, for any order of answers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.intake.definition import KINDS
from casework.domain.intake.flow import (
    INDISPENSABLE,
    Answered,
    applicable,
    is_required,
    missing,
    next_step,
    progress,
)
from casework.intake import definition

RELATIONS = ("self", "family", "colleague", "employer", "hospital", "agent", "other")
CHANNELS = ("web", "phone", "console")
kinds, channels = st.sampled_from(KINDS), st.sampled_from(CHANNELS)
choices = st.sampled_from([True, False, None])


def answer_to(field_id: str, draw) -> Answered:
    """Any answer: a value, unknown, or later. Who reports is always known."""
    if field_id == "reporter.relation":
        return Answered(draw(st.sampled_from(RELATIONS)))
    return draw(st.sampled_from([Answered("x"), Answered(None, "unknown"), Answered(None, "later")]))


@st.composite
def some_answers(draw):
    """A claim that already holds some answers, in no order."""
    kind, channel = draw(kinds), draw(channels)
    ids = draw(st.lists(st.sampled_from(list(definition().fields)), unique=True, max_size=40))
    return kind, channel, {name: answer_to(name, draw) for name in ids}


def finish(data, kind: str, channel: str, answers: dict, optional: bool | None, whole_cards: bool) -> list[str]:
    """Answer whatever is asked until the review; what was asked, in order."""
    asked: list[str] = []
    for _ in range(len(definition().fields) + 3):
        step = next_step(definition(), kind, answers, optional=optional, channel=channel)
        if step.what == "review":
            return asked
        if step.what == "offer_optional":
            assert optional is None
            optional = data.draw(st.booleans())
            continue
        assert step.ask not in answers, "asks what was answered"
        assert step.what == ("card" if step.card else "ask")
        asked.append(step.ask)
        fields = applicable(definition(), kind, answers, channel)
        assert step.ask in {f.id for f in fields}, "asks what does not belong to the claim"
        for field in fields:
            if field.id == step.ask or (whole_cards and step.card and field.card == step.card):
                answers[field.id] = answer_to(field.id, data.draw)
    raise AssertionError("never comes to the review")


@settings(max_examples=150, deadline=None)
@given(data=st.data(), claim=some_answers(), optional=choices, whole_cards=st.booleans())
def test_every_claim_ends_in_the_review_and_asks_nothing_twice(data, claim, optional, whole_cards) -> None:
    kind, channel, answers = claim
    asked = finish(data, kind, channel, answers, optional, whole_cards)
    assert len(asked) == len(set(asked))
    open_ = [f.id for f in applicable(definition(), kind, answers, channel) if f.id not in answers]
    assert [i for i in open_ if is_required(definition(), kind, definition().fields[i])] == []
    done, total = progress(definition(), kind, answers, channel)
    assert done == total > 0


@settings(max_examples=100, deadline=None)
@given(data=st.data(), claim=some_answers(), optional=choices)
def test_consents_come_last(data, claim, optional) -> None:
    kind, channel, answers = claim
    asked = finish(data, kind, channel, answers, optional, whole_cards=False)
    consents = [definition().fields[i].type == "consent" for i in asked]
    assert consents == sorted(consents)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), claim=some_answers())
def test_whoever_wants_to_be_asked_everything_is_asked_everything_outside_the_cards(data, claim) -> None:
    kind, channel, answers = claim
    finish(data, kind, channel, answers, optional=True, whole_cards=True)
    left = [f for f in applicable(definition(), kind, answers, channel) if f.id not in answers]
    assert [f.id for f in left if f.card is None] == []


@settings(max_examples=60, deadline=None)
@given(data=st.data(), claim=some_answers())
def test_whoever_wants_to_be_quick_is_asked_only_what_is_required(data, claim) -> None:
    kind, channel, answers = claim
    asked = finish(data, kind, channel, answers, optional=False, whole_cards=False)
    assert [i for i in asked if not is_required(definition(), kind, definition().fields[i])] == []


@settings(max_examples=80, deadline=None)
@given(claim=some_answers())
def test_progress_never_says_more_than_all_and_never_falls_by_an_answer(claim) -> None:
    kind, channel, answers = claim
    done, total = progress(definition(), kind, answers, channel)
    assert 0 <= done <= total
    step = next_step(definition(), kind, answers, optional=False, channel=channel)
    if step.ask and step.ask != "reporter.relation":  # who reports decides how much there is to ask
        more, same = progress(definition(), kind, answers | {step.ask: Answered("x")}, channel)
        assert (more, same) == (done + 1, total)


@settings(max_examples=80, deadline=None)
@given(claim=some_answers())
def test_what_is_missing_is_everything_without_a_value_and_required_first(claim) -> None:
    kind, channel, answers = claim
    lacking = missing(definition(), kind, answers, channel)
    assert all(f.id not in answers or answers[f.id].status != "given" for f in lacking)
    needed = [is_required(definition(), kind, f) for f in lacking]
    assert needed == sorted(needed, reverse=True)


def test_the_first_question_asks_who_reports() -> None:
    for kind in KINDS:
        assert next_step(definition(), kind, {}, optional=None).ask == "reporter.relation"


def test_a_worker_is_not_asked_for_the_reporter_but_a_wife_is() -> None:
    for relation, asked in (("self", False), ("family", True)):
        answers = {"reporter.relation": Answered(relation)}
        ids = {f.id for f in applicable(definition(), "accident", answers)}
        assert ({"reporter.name", "reporter.phone"} <= ids) is asked


def test_while_nobody_has_said_who_reports_the_reporter_is_not_asked_for() -> None:
    assert "reporter.name" not in {f.id for f in applicable(definition(), "accident", {})}


def test_the_optional_questions_are_offered_once_all_required_ones_but_the_consents_are_answered() -> None:
    answers = {"reporter.relation": Answered("self")}
    for field in applicable(definition(), "accident", answers):
        if field.id not in answers and is_required(definition(), "accident", field) and field.type != "consent":
            answers[field.id] = Answered("x")
    assert next_step(definition(), "accident", answers, optional=None).what == "offer_optional"
    assert next_step(definition(), "accident", answers, optional=False).card == "consent"
    assert next_step(definition(), "accident", answers, optional=True).what == "ask"


def test_what_is_indispensable_is_asked_in_every_kind_of_claim() -> None:
    for kind in KINDS:
        assert {f.id for f in definition().for_kind(kind)} >= INDISPENSABLE
