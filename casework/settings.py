"""Settings from the environment; every one has a default that is right on one machine. See .env.example."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_ENGINES = 16
SHORTEST_SECRET = 16


class BadSetting(ValueError):
    """A setting that cannot be used; the message says which and what it may be."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how long to wait."""

    root: Path
    var: Path
    database_url: str
    redis_url: str | None
    host: str
    port: int
    engine_port: int
    actions_port: int
    engines: int  # processes that understand messages; each takes a core and about a gigabyte
    turn_timeout: float  # seconds until the worker is told that the bot is late
    secure_cookies: bool
    phone_secret: str | None  # shared with the voice gateway; the phone connector is off without one
    phone_transfer: str | None  # where calls go that a person takes; else the office number of that person
    phone_notice: str | None  # address of a recording of utter_phone_notice; without one it is spoken
    twilio_token: str | None  # by which Twilio signs; its adapter is off without one
    public_url: str | None  # as the outside sees it, where a proxy stands in front
    speech_trial: bool  # whether anybody may talk with the bot at /call-me, where `make speech` was run
    clamd: str | None  # where the virus scanner listens: unix:/path or host:port
    desk_grace: float  # seconds that somebody who talks with a worker may be away from the desk
    notify_url: str | None  # where hand-offs are told besides the desk: https://… or smtp://host:port
    notify_secret: str | None  # by which the webhook's receiver knows that it is us
    notify_from: str  # sender of e-mails
    notify_to: str | None  # mailbox for hand-offs whose owner has no address of their own
    clock: Path | None  # a file that sets the clock; on trial systems only, see casework/clock.py

    @property
    def key_file(self) -> Path:
        """The key of what is encrypted at rest; lies outside the database."""
        return self.var / "keys" / "vault.key"

    @property
    def engine_ports(self) -> tuple[int, ...]:
        """A port for each engine: the first its own, the others after the actions'."""
        return (self.engine_port, *range(self.actions_port + 1, self.actions_port + self.engines))

    @property
    def engine_urls(self) -> tuple[str, ...]:
        """The engines' addresses, loopback only."""
        return tuple(f"http://127.0.0.1:{port}" for port in self.engine_ports)

    @property
    def actions_url(self) -> str:
        """The action server's address, loopback only."""
        return f"http://127.0.0.1:{self.actions_port}"

    @classmethod
    def load(cls, environment: dict[str, str] | None = None) -> Settings:
        """Read the environment, or the given one. Raises BadSetting."""
        env = os.environ if environment is None else environment
        root = ROOT
        var = Path(env.get("IEUM_VAR") or root / "var").resolve()
        port = _number(env, "PORT", 8080)
        return cls(
            root=root,
            var=var,
            database_url=env.get("DATABASE_URL") or f"sqlite:///{var / 'casework.db'}",
            redis_url=env.get("REDIS_URL") or None,
            host=env.get("IEUM_HOST") or "127.0.0.1",
            port=port,
            engine_port=_number(env, "IEUM_ENGINE_PORT", port + 1),
            actions_port=_number(env, "IEUM_ACTIONS_PORT", port + 2),
            engines=_engines(env),
            turn_timeout=float(env.get("IEUM_TURN_TIMEOUT") or 5),
            secure_cookies=env.get("IEUM_HTTPS") == "1",
            phone_secret=_secret(env, "IEUM_PHONE_SECRET"),
            phone_transfer=env.get("IEUM_PHONE_TRANSFER") or None,
            phone_notice=_recording(env),
            twilio_token=env.get("IEUM_TWILIO_TOKEN") or None,
            public_url=(env.get("IEUM_PUBLIC_URL") or "").rstrip("/") or None,
            speech_trial=env.get("IEUM_SPEECH_TRIAL") == "1",
            clamd=_clamd(env),
            desk_grace=_seconds(env, "IEUM_DESK_GRACE", 120),
            notify_url=_notify(env),
            notify_secret=_secret(env, "IEUM_NOTIFY_SECRET"),
            notify_from=env.get("IEUM_NOTIFY_FROM") or "ieum@localhost",
            notify_to=env.get("IEUM_NOTIFY_TO") or None,
            clock=_clock(env),
        )


def _number(env: dict[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(f"{name}={text!r}: give a port number from 1 to 65535")
    return int(text)


def _clamd(env: dict[str, str]) -> str | None:
    text = env.get("IEUM_CLAMD") or None
    if text is None or re.fullmatch(r"unix:/.+|[^:\s]+:\d{1,5}", text):
        return text
    raise BadSetting(f"IEUM_CLAMD={text!r}: give unix:/path/of/the/socket or host:port")


def _recording(env: dict[str, str]) -> str | None:
    text = env.get("IEUM_PHONE_NOTICE") or None
    if text is None or re.fullmatch(r"https?://[^\s/]+\S*", text):
        return text
    raise BadSetting(f"IEUM_PHONE_NOTICE={text!r}: give the https://… address of a recording")


def _seconds(env: dict[str, str], name: str, default: float) -> float:
    text = env.get(name) or str(default)
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", text):
        return float(text)
    raise BadSetting(f"{name}={text!r}: give a number of seconds")


def _notify(env: dict[str, str]) -> str | None:
    text = env.get("IEUM_NOTIFY_URL") or None
    if text is None or re.fullmatch(r"(?:https?|smtps?)://[^\s/]+\S*", text):
        return text
    raise BadSetting("IEUM_NOTIFY_URL: give https://… for a webhook or smtp://host:port (smtps:// with TLS) for e-mail")


def _clock(env: dict[str, str]) -> Path | None:
    text = env.get("IEUM_CLOCK") or None
    if text is not None and env.get("IEUM_TRIAL") != "1":
        raise BadSetting("IEUM_CLOCK: only a trial system may have a clock of its own; set IEUM_TRIAL=1 as well")
    return Path(text).resolve() if text else None


def _secret(env: dict[str, str], name: str) -> str | None:
    text = env.get(name) or None
    if text is not None and len(text) < SHORTEST_SECRET:
        raise BadSetting(f"{name}: give at least {SHORTEST_SECRET} characters")
    return text


def _engines(env: dict[str, str]) -> int:
    text = env.get("IEUM_ENGINES") or "1"
    if not text.isdigit() or not 1 <= int(text) <= MOST_ENGINES:
        raise BadSetting(f"IEUM_ENGINES={text!r}: give a number of processes from 1 to {MOST_ENGINES}")
    return int(text)
