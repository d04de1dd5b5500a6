"""Every route of the gateway says who may call it."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest
from sanic import Sanic

from casework import bootstrap
from casework.settings import Settings
from connectors import access, desk
from connectors.app import create_app

# A route that anybody may call is a decision: it is added here by hand.
OPEN = {
    "/": "the chat page",
    "/summary": "the empty receipt; its data asks for the worker's secret",
    "/attach/<secret:str>": "the empty page for sending files; what it sends asks for the link's secret",
    "/call-me": "the empty page of the speech trial, or how to get it",
    "/api/call-me/calls": "begins a call for trial and hands out its secret; only where the trial is on; limited by address",
    "/healthz": "says only that the process answers",
    "/readyz": "says only which parts answer",
    "/metrics": "counts",
    "/api/docs": "what the API is",
    "/api/docs/openapi.json": "what the API is",
    "/api/chat/conversations": "begins a conversation and hands out its secret; limited by address",
    "/api/chat/resume": "asks for draft number and birth date; limited, and locked after three wrong tries",
    "/api/chat/regions": "names of districts",
    "/api/benefits/<name:str>": "works out what is sent; stores nothing",
    "/api/phone/asyncapi.yml": "what the telephone protocol is",
    "/guide": "the help centre",
    "/guide/<topic:str>": "written answers",
    "/guide/calculators": "the list of calculators",
    "/guide/calculators/<name:str>": "works out what is filled in; stores nothing",
    "/desk": "the sign-in page",
    "/desk/sign-in": "asks for the password",
}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, _migrated_sqlite: Path):
    """The whole gateway over an empty database; nothing is started."""
    var = tmp_path_factory.mktemp("var")
    shutil.copy(_migrated_sqlite, var / "casework.db")
    settings = Settings.load({"IEUM_VAR": str(var)})
    application = bootstrap.start(settings)
    Sanic.test_mode = True
    yield create_app(application, f"architecture_{uuid.uuid4().hex}")
    application.store.close()


def is_static(route) -> bool:
    """Files of web/ and of node_modules: the same for everybody."""
    return route.path.startswith(("static/", "assets/")) and set(route.methods) <= {"GET", "HEAD"}


def routes(app: Sanic):
    """All routes but the static files, also those with patterns in the path."""
    found = [route for route in app.router.routes if not is_static(route)]
    assert len(found) > 30
    return found


def test_every_route_has_an_access_decision(gateway: Sanic) -> None:
    assert [r.path for r in routes(gateway) if access.of(r) is None] == []


def test_every_decision_is_one_that_the_doors_know(gateway: Sanic) -> None:
    known = (access.PUBLIC, access.WORKER, access.GATEWAY)
    assert [r.path for r in routes(gateway) if access.of(r) not in known and not access.is_staff(access.of(r))] == []


def test_no_staff_route_names_an_unknown_role(gateway: Sanic) -> None:
    for route in routes(gateway):
        if access.is_staff(access.of(route)):
            roles = set(access.of(route).removeprefix("staff:").split(","))
            assert roles and roles <= set(access.ROLES), route.path


def test_the_desk_lets_nobody_in_but_staff_save_for_the_sign_in(gateway: Sanic) -> None:
    loose = {r.path for r in routes(gateway) if r.path.split("/")[0] == "desk" and not access.is_staff(access.of(r))}
    assert loose <= {"desk", "desk/sign-in"}


def test_every_desk_route_is_on_the_blueprint_that_has_the_door(gateway: Sanic) -> None:
    on_blueprint = {f.uri for f in desk.blueprint()._future_routes}
    assert len(on_blueprint) > 5
    assert [r.path for r in routes(gateway) if r.path.split("/")[0] == "desk" and ".desk." not in r.name] == []


def test_what_is_public_is_on_the_list(gateway: Sanic) -> None:
    public = {"/" + route.path.strip("/") for route in routes(gateway) if access.of(route) == access.PUBLIC}
    assert public - set(OPEN) == set()


def test_every_route_of_the_api_has_words_for_its_documentation(gateway: Sanic) -> None:
    named = [route for route in routes(gateway) if not route.path.startswith("desk")]
    assert [route.path for route in named if not (route.handler.__doc__ or "").strip()] == []
