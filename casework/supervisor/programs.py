"""The processes: engines, actions, gateway, each with its command line and environment."""

from __future__ import annotations

from pathlib import Path

from casework.settings import Settings
from casework.supervisor import installation
from casework.supervisor.child import Program

LOOPBACK = "127.0.0.1"


def programs(settings: Settings, model: Path) -> list[Program]:
    """In the order of starting: the slowest first."""
    engines = [_engine(settings, model, number) for number in range(settings.engines)]
    return [*engines, _actions(settings), _gateway(settings)]


def _shared(settings: Settings) -> dict[str, str]:
    return {
        "PORT": str(settings.port),
        "IEUM_ENGINE_PORT": str(settings.engine_port),
        "IEUM_ACTIONS_PORT": str(settings.actions_port),
        "IEUM_ENGINES": str(settings.engines),
        "IEUM_HOST": settings.host,
        "IEUM_VAR": str(settings.var),
        "DATABASE_URL": settings.database_url,
        "PYTHONPATH": str(settings.root),
        "PYTHONUNBUFFERED": "1",
    }


def _engine(settings: Settings, model: Path, number: int) -> Program:
    """The first is called engine, the others engine-2 and so on: they remember nothing, each can take any turn."""
    python = installation.engine_environment(settings.root).python
    name = "engine" if number == 0 else f"engine-{number + 1}"
    scratch = settings.var / "run" / name
    return Program(
        name=name,
        command=(
            *(str(python), "-m", "bot.serve", "run", "--model", str(model)),
            *("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"),
            *("-i", LOOPBACK, "-p", str(settings.engine_ports[number]), "--quiet"),
        ),
        environment={
            **engine_environment(settings),
            "IEUM_ACTIONS_URL": f"{settings.actions_url}/webhook",
            "SANIC_HOST": LOOPBACK,
            "TMPDIR": str(scratch),
        },
        health_url=f"{settings.engine_urls[number]}/webhooks/casework/",
        scratch=scratch,
    )


def engine_environment(settings: Settings) -> dict[str, str]:
    """What every process on Rasa's environment gets: quiet, and nothing sent anywhere."""
    return {
        **_shared(settings),
        "RASA_TELEMETRY_ENABLED": "false",
        "OMP_NUM_THREADS": "1",  # see bot/components/sentence_vectors.py
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "CUDA_VISIBLE_DEVICES": "-1",
    }


def _actions(settings: Settings) -> Program:
    python = installation.main_environment(settings.root).python
    return Program(
        name="actions",
        command=(str(python), "-m", "actions"),
        environment={**_shared(settings), "SANIC_HOST": LOOPBACK},
        health_url=f"{settings.actions_url}/health",
    )


def _gateway(settings: Settings) -> Program:
    python = installation.main_environment(settings.root).python
    host = LOOPBACK if settings.host in ("0.0.0.0", "::") else settings.host
    return Program(
        name="gateway",
        command=(str(python), "-m", "connectors"),
        environment=_shared(settings),
        health_url=f"http://{host}:{settings.port}/healthz",
    )
