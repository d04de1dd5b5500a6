"""Who gets in, and where to."""

from __future__ import annotations

import re

import pytest

from connectors import access, desk  # noqa: F401

PLACES = {
    "number": "0000-0000",
    "id": "1",
    "row": "1",
    "message": "1",
    "login": "kim",
    "name": "receipt",
    "field": "accident.date",
}


def routes(app):
    """(route, an address for it) of every route but the WebSocket."""
    app.router.reset()
    app.router.finalize()
    for route in app.router.routes:
        path = "/" + re.sub(r"<(\w+)(:[^>]*)?>", lambda m: PLACES[m[1]], route.path)
        yield route, path


def test_every_route_says_who_may_call_it(app):
    undecided = [route.path for route, _ in routes(app) if access.of(route) is None]

    assert undecided == []


def test_only_the_entrance_is_public(app):
    public = {(min(route.methods), route.path) for route, _ in routes(app) if access.of(route) == access.PUBLIC}

    assert {path.strip("/") for _, path in public} == {"desk", "desk/sign-in"}


def test_every_staff_route_sends_the_unsigned_to_the_sign_in(app, browser):
    nobody = browser()
    for route, path in routes(app):
        if not access.is_staff(access.of(route)) or path.endswith("/ws"):
            continue
        method = "POST" if "POST" in route.methods else "GET"
        answer = nobody.http.request(method, path)

        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/desk"), path


def test_every_staff_route_refuses_the_wrong_role(app, browser):
    people = {"handler": browser("kim"), "admin": browser("boss")}
    for route, path in routes(app):
        rule = access.of(route)
        for role, person in people.items():
            if not access.is_staff(rule) or access.permits(rule, role) or path.endswith("/ws"):
                continue
            method = "POST" if "POST" in route.methods else "GET"
            answer = person.http.request(method, path, data={"csrf_token": person.csrf} if method == "POST" else None)

            assert answer.status_code == 403, (role, path)
            assert "역할로는" in answer.text


def test_a_websocket_without_a_sign_in_is_refused(browser):
    answer = browser().http.get("/desk/ws", headers={"connection": "upgrade", "upgrade": "websocket"})

    assert answer.status_code == 303


def test_a_post_without_the_csrf_token_is_refused_with_a_clear_page(browser, make_case):
    case = make_case("ansan", "kim")
    kim = browser("kim")

    answer = kim.http.post(f"/desk/conversations/{case.conversation}/take")

    assert answer.status_code == 403
    assert "화면이 오래되었습니다" in answer.text


def test_signing_in_without_the_form_token_is_refused(browser):
    answer = browser().http.post("/desk/sign-in", data={"login": "kim", "password": "x"})

    assert answer.status_code == 403


def test_unknown_login_and_wrong_password_get_the_same_answer(browser):
    answers = []
    for login in ("kim", "nobody"):
        one = browser()
        answer = one.sign_in(login, "wrong")
        answers.append((answer.status_code, re.sub(r'value="\w*"', "", answer.text)))

    assert answers[0] == answers[1]
    assert answers[0][0] == 401


def test_the_cookie_is_for_the_server_alone(browser):
    cookie = browser().sign_in("kim").headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_signing_out_the_old_cookie_opens_nothing(browser):
    kim = browser("kim")
    secret = kim.http.cookies["ieum_desk"]
    kim.post("/desk/sign-out")

    answer = browser().http.get("/desk/queue", headers={"cookie": f"ieum_desk={secret}"})

    assert answer.status_code == 303


def test_a_one_time_password_opens_only_the_page_that_changes_it(browser, add_admin_with_one_time_password):
    password = add_admin_with_one_time_password("newbie")
    newbie = browser()
    newbie.sign_in("newbie", password)

    assert newbie.get("/desk/queue").headers["location"] == "/desk/password"
    newbie.get("/desk/password")
    new = "three plain words 7"
    changed = newbie.post("/desk/password", {"current": password, "new": new, "again": new})
    assert changed.headers["location"].startswith("/desk/queue")
    assert newbie.get("/desk/queue").status_code == 200
    assert browser().sign_in("newbie", password).status_code == 401


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/desk/", "/desk/\\evil", "/elsewhere"])
def test_the_sign_in_leads_to_no_other_site(browser, wanted):
    one = browser()
    one.get("/desk")

    answer = one.post("/desk/sign-in", {"login": "kim", "password": "a-long-office-password", "next": wanted})

    assert answer.headers["location"] == "/desk/queue"


def test_pages_allow_no_inline_script_and_are_not_kept(browser):
    headers = browser("kim").get("/desk/queue").headers

    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
