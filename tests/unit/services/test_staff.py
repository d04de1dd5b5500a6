"""Staff: adding, signing in, locks, sessions, passwords."""

from __future__ import annotations

import datetime as dt

import pytest
from argon2 import PasswordHasher

from casework.services import passwords, staff, staff_sessions
from casework.services.staff import StaffError

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture
def password(store, now):
    with store.write() as uow:
        return staff.add(uow, now, login="kim", name="Kim", role="handler", branch_code="ansan")


def sign_in(store, now):
    with store.write() as uow:
        return staff_sessions.open_session(uow, now, uow.staff.by_login("kim").id).secret


def who(store, now, secret):
    with store.read() as uow:
        found = staff_sessions.session_of(uow, now, secret)
        return found.staff.login if found else None


def test_the_one_time_password_signs_in_and_must_be_changed(store, now, password):
    person = staff_sessions.authenticate(store, now, "kim", password)

    assert person.login == "kim"
    assert person.must_change_password


def test_the_password_is_kept_nowhere_in_the_clear(store, now, password):
    with store.read() as uow:
        assert uow.staff.by_login("kim").password_hash.startswith("$argon2id$")


def test_five_wrong_tries_lock_the_login_for_fifteen_minutes(store, now, password):
    for _ in range(5):
        assert staff_sessions.authenticate(store, now, "kim", "wrong") is None

    assert staff_sessions.authenticate(store, now + 14 * MINUTE, "kim", password) is None
    assert staff_sessions.authenticate(store, now + 15 * MINUTE, "kim", password) is not None


def test_the_fifth_try_may_still_be_right_and_clears_the_count(store, now, password):
    for _ in range(4):
        staff_sessions.authenticate(store, now, "kim", "wrong")
    assert staff_sessions.authenticate(store, now, "kim", password) is not None

    for _ in range(4):
        staff_sessions.authenticate(store, now, "kim", "wrong")
    assert staff_sessions.authenticate(store, now, "kim", password) is not None


def test_a_hash_of_an_older_cost_is_renewed_at_the_sign_in(store, now, password):
    cheap = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("the office password")
    with store.write() as uow:
        uow.staff.by_login("kim").password_hash = cheap

    assert staff_sessions.authenticate(store, now, "kim", "the office password") is not None
    with store.read() as uow:
        renewed = uow.staff.by_login("kim").password_hash
    assert renewed != cheap
    assert not passwords.is_outdated(renewed)


def test_a_session_ends_after_two_idle_hours(store, now, password):
    secret = sign_in(store, now)

    assert who(store, now + 2 * HOUR - MINUTE, secret) == "kim"
    assert who(store, now + 2 * HOUR, secret) is None


def test_a_session_ends_after_twelve_hours_however_busy(store, now, password):
    secret = sign_in(store, now)
    for hour in range(1, 12):
        with store.write() as uow:
            staff_sessions.touch(uow, now + hour * HOUR, secret)

    assert who(store, now + 12 * HOUR - MINUTE, secret) == "kim"
    assert who(store, now + 12 * HOUR, secret) is None


def test_the_database_knows_no_secret_of_a_session(store, now, password):
    secret = sign_in(store, now)
    with store.read() as uow:
        assert uow.staff.session(secret, now) is None


def test_disabling_ends_sessions_and_sign_in(store, words, now, password):
    secret = sign_in(store, now)
    with store.write() as uow:
        staff.disable(uow, words, now, "kim")

    assert who(store, now, secret) is None
    assert staff_sessions.authenticate(store, now, "kim", password) is None


def test_a_reset_lifts_the_lock_and_ends_the_old_password(store, now, password):
    for _ in range(5):
        staff_sessions.authenticate(store, now, "kim", "wrong")
    with store.write() as uow:
        fresh = staff.reset(uow, now, "kim")

    assert staff_sessions.authenticate(store, now, "kim", password) is None
    assert staff_sessions.authenticate(store, now, "kim", fresh) is not None


def test_changing_the_password_ends_every_other_session(store, now, password):
    other = sign_in(store, now)
    with store.read() as uow:
        staff_id = uow.staff.by_login("kim").id

    opened = staff_sessions.change_password(store, now, staff_id, password, "three plain words")

    assert who(store, now, other) is None
    assert who(store, now, opened.secret) == "kim"
    assert staff_sessions.authenticate(store, now, "kim", "three plain words") is not None


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("short", "too_short"),
        ("i am kim the great", "holds_login"),
        ("aaaaaaaaaaaa", "too_plain"),
        ("x" * 201, "too_long"),
    ],
)
def test_a_weak_new_password_is_refused(store, now, password, new, problem):
    with store.read() as uow:
        staff_id = uow.staff.by_login("kim").id

    with pytest.raises(StaffError) as refused:
        staff_sessions.change_password(store, now, staff_id, password, new)

    assert refused.value.problem == problem


def test_the_first_administrator_is_made_once(store, now):
    with store.write() as uow:
        first = staff.ensure_first_admin(uow, now)
    with store.write() as uow:
        second = staff.ensure_first_admin(uow, now)

    assert staff_sessions.authenticate(store, now, "admin", first).role == "admin"
    assert second is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"login": "K"}, "bad_login"),
        ({"name": " "}, "bad_name"),
        ({"role": "king"}, "bad_role"),
        ({"branch_code": None}, "branch_needed"),
        ({"capacity": -1}, "bad_capacity"),
        ({"login": "kim"}, "login_taken"),
    ],
)
def test_bad_data_of_a_new_person_is_named(store, now, password, change, problem):
    person = {"login": "lee", "name": "Lee", "role": "handler", "branch_code": "ansan"} | change

    with pytest.raises(StaffError) as refused, store.write() as uow:
        staff.add(uow, now, **person)

    assert refused.value.problem == problem


def test_going_off_duty_passes_a_waiting_request_on(store, words, now, password):
    from casework.services import handoff

    with store.write() as uow:
        staff.add(uow, now, login="lee", name="Lee", role="handler", branch_code="ansan", team="accident_counselling")
        kim, lee = uow.staff.by_login("kim"), uow.staff.by_login("lee")
        conversation = uow.conversations.create("c1", "web", "t1", now)
        case = uow.cases.create("accident", "1111-2222", now)
        conversation.case_id = case.id
        uow.cases.set_assignment(
            case, branch_code="ansan", team="accident_counselling", handler_id=kim.id, reason="by_address"
        )
        assert handoff.request(uow, words, now, conversation, "worker_asked").owner_id == kim.id

        staff.set_on_duty(uow, words, now, kim.id, on_duty=False)

        assert uow.handoffs.open_for("c1").owner_id == lee.id
