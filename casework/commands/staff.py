"""`ieum staff add|disable|enable|reset`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework import branches, clock
from casework.commands.environment import application
from casework.commands.output import CommandFailed, print_json, say
from casework.domain import assignment
from casework.services import staff as service

ACTOR = "cli"
TEAMS = (assignment.TEAM_COUNSELLING, assignment.TEAM_CARE, assignment.TEAM_REHABILITATION)
PROBLEMS = {
    "bad_login": "the login must be 3 to 40 letters a-z, digits, dots, dashes or underscores and begin with a letter",
    "bad_name": "the name must have 1 to 40 characters",
    "bad_role": f"the role must be one of {', '.join(service.ROLES)}",
    "bad_capacity": "the capacity must be 0 to 500 cases",
    "branch_needed": "agents and handlers need a branch: --branch CODE, see params/branches.yaml",
    "login_taken": "this login exists already",
    "unknown": "nobody has this login",
    "last_admin": "this is the last active administrator; add another one first",
    "yourself": "you cannot disable yourself",
}


def add(
    login: str,
    *,
    name: str,
    role: str,
    branch: str | None,
    team: str | None,
    phone: str | None,
    capacity: int,
    as_json: bool,
) -> None:
    """Add someone and print the one-time password."""
    if branch is not None and branches.by_code(branch) is None:
        raise CommandFailed(f"--branch {branch}: no such branch; the codes stand in params/branches.yaml")
    if team is not None and team not in TEAMS:
        raise CommandFailed(f"--team {team}: give one of {', '.join(TEAMS)}")
    password = _do(
        service.add,
        login=login,
        name=name,
        role=role,
        branch_code=branch,
        team=team or (TEAMS[0] if role == "handler" else None),
        phone=phone,
        capacity=capacity,
    )
    _tell_password(login, password, as_json=as_json)


def disable(login: str, *, as_json: bool) -> None:
    """Let someone in no more."""
    _do(service.disable, login=login)
    print_json({"login": login, "active": False}) if as_json else say(f"{login} is disabled and signed out.")


def enable(login: str, *, as_json: bool) -> None:
    """Let someone in again."""
    _do(service.enable, login=login)
    print_json({"login": login, "active": True}) if as_json else say(f"{login} may sign in again.")


def reset(login: str, *, as_json: bool) -> None:
    """Give a new one-time password."""
    _tell_password(login, _do(service.reset, login=login), as_json=as_json)


def _do(work: Callable[..., Any], **arguments: Any) -> Any:
    with application() as app:
        try:
            return app.store.run(lambda uow: work(uow, clock.now(), by=ACTOR, **arguments))
        except service.StaffError as error:
            raise CommandFailed(f"{arguments['login']}: {PROBLEMS.get(error.problem, error.problem)}") from None


def _tell_password(login: str, password: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"login": login, "password": password})
    else:
        say(f"login     {login}\npassword  {password}\nIt is shown only now and must be changed at the first sign-in.")
