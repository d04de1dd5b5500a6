"""The staff administration."""

from __future__ import annotations

import re


def test_a_new_persons_password_is_shown_once(browser):
    boss = browser("boss")
    boss.get("/desk/staff")

    answer = boss.post("/desk/staff", {"login": "yoon", "name": "윤", "role": "handler", "branch_code": "ansan"})

    password = re.search(r"<code>([\w-]+)</code>", answer.text)[1]
    assert password not in boss.get("/desk/staff").text
    assert browser().sign_in("yoon", password).status_code == 303


def test_a_disabled_person_is_out_at_once(browser):
    kim, boss = browser("kim"), browser("boss")
    boss.get("/desk/staff")

    assert boss.post("/desk/staff/kim/disable").status_code == 303

    assert kim.get("/desk/queue").status_code == 303
    assert browser().sign_in("kim").status_code == 401


def test_the_last_administrator_stays(browser):
    boss = browser("boss")
    boss.get("/desk/staff")

    answer = boss.post("/desk/staff/boss/disable")

    assert answer.status_code == 422


def test_the_administration_sees_no_case(browser, make_case):
    case = make_case("ansan", "kim")
    boss = browser("boss")

    assert boss.get(f"/desk/cases/{case.number}").status_code == 403
    assert boss.get("/desk/queue").status_code == 403
