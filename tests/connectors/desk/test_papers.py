"""Papers at the desk."""

from __future__ import annotations

import pypdfium2
import pytest

from casework.services.kit import Kit
from casework.settings import ROOT
from tests.connectors.desk.test_cases import audit


@pytest.fixture
def app(app):
    """With the whole kit: a form needs the law's figures and the intake."""
    app.ctx.kit = Kit.load(ROOT)
    app.ctx.settings.root = ROOT
    return app


def test_a_form_is_printed_for_the_case_with_sealed_values_and_audited(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    kim = browser("kim")
    path = f"/desk/cases/{case.number}/papers/medical_care"
    assert path in kim.get(f"/desk/cases/{case.number}").text
    answer = kim.get(path)

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "640512-1234567" in pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    (row,) = audit(desk_store, "paper.printed")
    assert (row.actor, row.case_id) == ("staff:kim", case.id)
    assert row.details == {"paper": "medical_care", "opened": ["worker.name", "worker.registration_number"]}


def test_another_branch_and_the_administration_print_nothing(browser, make_case, desk_store):
    case = make_case("ansan", "kim")
    path = f"/desk/cases/{case.number}/papers/medical_care"

    assert browser("busan").get(path).status_code == 404
    assert browser("boss").get(path).status_code == 403
    assert audit(desk_store, "paper.printed") == []


def test_a_paper_that_the_case_does_not_have_does_not_exist(browser, make_case):
    case = make_case("ansan", "kim")

    for name in ("survivors", "receipt", "x"):
        assert browser("kim").get(f"/desk/cases/{case.number}/papers/{name}").status_code == 404
