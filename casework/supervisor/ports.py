"""Is a port free, and if not, who has it."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from pathlib import Path

from casework.settings import Settings
from casework.supervisor.problems import CannotStart

_LISTENING = "0A"


def check(settings: Settings) -> None:
    """Every port must be free and different. Raises CannotStart."""
    wanted = [
        ("PORT", settings.host, settings.port),
        ("IEUM_ENGINE_PORT", "127.0.0.1", settings.engine_port),
        ("IEUM_ACTIONS_PORT", "127.0.0.1", settings.actions_port),
        *(("IEUM_ACTIONS_PORT", "127.0.0.1", port) for port in settings.engine_ports[1:]),
    ]
    if len({port for _, _, port in wanted}) != len(wanted):
        names = ", ".join(f"{name}={port}" for name, _, port in wanted)
        raise CannotStart(f"{names}: give different ports")
    for name, host, port in wanted:
        reason = why_not(host, port)
        if reason is None:
            continue
        other = (
            f"{name}={port + 10} make run" if name == "PORT" else f"PORT={settings.port + 10} make run, or set {name}"
        )
        raise CannotStart(f"port {port} is {reason}. Choose another: {other}")


def why_not(host: str, port: int) -> str | None:
    """None for a free port, else why it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                who = owner(port)
                return f"taken (by {who})" if who else "taken"
            if error.errno == errno.EACCES:
                return "reserved for root"
            return f"not usable on {host} ({error.strerror})"
    return None


def owner(port: int) -> str | None:
    """`name, pid N` of the process that listens on `port`; None where it cannot be seen."""
    inodes = _inodes(port)
    if not inodes:
        return None
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile, or of another user
            if any(_target(link) in inodes for link in (process / "fd").iterdir()):
                return f"{(process / 'comm').read_text().strip()}, pid {process.name}"
    return None


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # closed since the folder was listed
        return ""


def _inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            column = row.split()
            if column[3] == _LISTENING and int(column[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{column[9]}]")
    return found
