"""The page that says which legal figures somebody has to look after."""

from __future__ import annotations

import pytest

from casework.parameters import load
from casework.settings import ROOT


@pytest.fixture
def with_figures(app):
    app.ctx.kit.parameters = load(ROOT / "params")
    return app


@pytest.mark.parametrize("login", ["boss", "top", "park"])
def test_leads_and_the_administrator_see_what_is_unverified(with_figures, browser, login) -> None:
    person = browser()
    person.sign_in(login)
    answer = person.get("/desk/figures")

    assert answer.status_code == 200
    assert "funeral.max" in answer.text


@pytest.mark.parametrize("login", ["kim", "call"])
def test_others_do_not(with_figures, browser, login) -> None:
    person = browser()
    person.sign_in(login)

    assert person.get("/desk/figures").status_code in (403, 404)
