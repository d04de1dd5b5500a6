"""The calculators for programs: the documented shape, clear refusals."""

from __future__ import annotations

import json
import uuid

import httpx
import pytest
from jsonschema import validate
from sanic import Sanic

from casework.services.benefits import NAMES
from casework.services.kit import Kit
from casework.settings import ROOT
from connectors import api_docs, benefits_api, guide, problems
from tests.connectors.serving import serving


@pytest.fixture(scope="module")
def program():
    app = Sanic(f"benefits_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.kit = Kit.load(ROOT)
    app.ctx.pages = guide.pages.environment()
    app.blueprint(benefits_api.blueprint())
    app.blueprint(api_docs.blueprint())
    problems.register(app)
    with serving(app) as url, httpx.Client(base_url=url, timeout=30) as http:
        yield http


@pytest.mark.parametrize("name", NAMES)
def test_every_calculator_answers_in_the_documented_shape(program: httpx.Client, name: str) -> None:
    document = program.get("/api/docs/openapi.json").json()
    post = document["paths"]["/api/benefits/{name}"]["post"]
    shape = post["responses"]["2XX"]["content"]["application/json"]["schema"]
    facts = {
        "on": "2026-06-01", "average_wage": 120000, "grade": 7, "mode": "pension", "dependants": 2, "days_off": 10,
        "benefit": "review", "started_on": "2026-06-01", "level": "constant", "carer": "family",
        "wages": [{"from": "2026-03-01", "to": "2026-05-31", "amount": 9000000}],
    }  # fmt: skip
    validate(facts, post["requestBody"]["content"]["application/json"]["schema"])
    answer = program.post(f"/api/benefits/{name}", json=facts)

    assert answer.status_code == 200
    validate(answer.json(), shape)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", json.dumps({"grade": 99}).encode(), b'{"on": "2026-02-30"}', b"null"],
)
def test_what_cannot_be_read_is_refused_with_words(program: httpx.Client, body: bytes) -> None:
    answer = program.post("/api/benefits/disability", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_an_unknown_benefit_is_not_found(program: httpx.Client) -> None:
    assert program.post("/api/benefits/lottery", json={}).status_code == 404
