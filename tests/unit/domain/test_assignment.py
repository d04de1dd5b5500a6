import pytest

from casework.domain.assignment import Assignment, Owner, Person, assign, most_free, owner, team_for, why_passed_over


def person(id, **changes):
    return Person(id, **{"branch_code": "ansan", **changes})


def given(branch_code="ansan", unresolved="", **changes):
    facts = {"former_handler": None, "former_is_open": False, "team": [], "leads": [], **changes}
    return assign(branch_code, unresolved, **facts)


@pytest.mark.parametrize(
    ("state", "team"),
    [
        ("draft", "accident_counselling"),
        ("submitted", "accident_counselling"),
        ("accepted", "accident_counselling"),
        ("rejected", "accident_counselling"),
        ("approved", "care_support"),
        ("in_care", "care_support"),
        ("care_ended", "rehabilitation"),
        ("rehabilitation", "rehabilitation"),
        ("closed", "rehabilitation"),
    ],
)
def test_the_team_follows_the_stage(state, team):
    assert team_for(state) == team


def test_the_handler_with_most_room_gets_the_case():
    team = [person(1, load=5), person(2, load=2), person(3, capacity=10, load=0)]
    assert given(team=team) == Assignment("ansan", 2, "by_address")


def test_of_equals_the_one_with_least_to_do_then_the_first():
    assert most_free([person(1, capacity=30, load=5), person(2, capacity=25, load=0)]).id == 2
    assert most_free([person(4), person(3)]).id == 3
    assert most_free([]) is None


def test_nobody_off_duty_or_disabled_gets_a_case():
    team = [person(1, on_duty=False), person(2, active=False)]
    assert given(team=team, leads=[person(9)]) == Assignment("ansan", 9, "no_handler_on_duty")


def test_without_anybody_the_case_waits_in_the_common_queue():
    assert given() == Assignment("ansan", None, "no_handler_on_duty")


def test_leads_are_asked_in_their_order():
    assert given(leads=[person(8, active=False), person(9), person(7)]).handler_id == 9


def test_a_returning_worker_keeps_the_handler():
    former = person(5, load=29, on_duty=False)
    assert given(former_handler=former, team=[person(1)]) == Assignment("ansan", 5, "same_handler")


def test_a_handler_who_left_is_not_kept():
    former = person(5, active=False)
    assert given(former_handler=former, team=[person(1)]) == Assignment("ansan", 1, "by_address")


def test_an_ended_case_of_another_branch_does_not_bind_but_an_open_one_does():
    former = person(5, branch_code="suwon")
    assert given(former_handler=former, team=[person(1)]).handler_id == 1
    assert given(former_handler=former, former_is_open=True, team=[person(1)]).handler_id == 5


def test_an_unclear_address_goes_to_a_lead_unless_a_handler_is_known():
    assert given(None, "ambiguous_address", leads=[person(9)]) == Assignment(None, 9, "ambiguous_address")
    assert given(None, "unknown_address") == Assignment(None, None, "unknown_address")
    assert given(None, "unknown_address", former_handler=person(5)) == Assignment("ansan", 5, "same_handler")


def test_an_answer_comes_from_the_nearest_person_there_is():
    people = {"handler": person(1), "deputy": person(2), "team": [person(3)], "leads": [person(4)]}
    expected = [Owner(1, "handler"), Owner(2, "deputy"), Owner(3, "team"), Owner(4, "lead"), Owner(None, "queue")]
    gone = [("handler", person(1, on_duty=False)), ("deputy", None), ("team", []), ("leads", [])]
    for number, answer in enumerate(expected):
        assert owner(**{**people, **dict(gone[:number])}) == answer


def test_a_lead_off_duty_still_owns_what_nobody_else_does():
    assert owner(handler=None, deputy=None, team=[], leads=[person(4, on_duty=False)]) == Owner(4, "lead")


def test_whoever_has_no_room_is_passed_over_unless_everybody_is_full():
    full = person(1, capacity=2, load=2)
    assert owner(handler=full, deputy=person(2), team=[], leads=[]) == Owner(2, "deputy")
    assert owner(handler=full, deputy=None, team=[person(3)], leads=[person(4)]) == Owner(3, "team")
    assert owner(handler=full, deputy=None, team=[], leads=[person(4)]) == Owner(1, "handler")


def test_a_lead_who_is_there_comes_before_one_who_is_not():
    leads = [person(4, on_duty=False), person(5)]
    assert owner(handler=None, deputy=None, team=[], leads=leads) == Owner(5, "lead")


@pytest.mark.parametrize(
    ("handler", "why"),
    [
        (person(1, away="leave"), "leave"),
        (person(1, away="logged_out", on_duty=False), "logged_out"),
        (person(1, on_duty=False), "off_duty"),
        (person(1, active=False), "disabled"),
        (person(1, capacity=1, load=1), "over_capacity"),
        (None, None),
    ],
)
def test_it_is_said_why_the_handler_does_not_answer(handler, why):
    assert why_passed_over(handler, Owner(2, "deputy")) == why
    assert why_passed_over(person(2), Owner(2, "handler")) is None
