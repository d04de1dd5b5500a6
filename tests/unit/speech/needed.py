"""The speech extra: there after `make speech`, as on CI; elsewhere what needs it is skipped by name."""

from __future__ import annotations

from casework.supervisor import speech_model
from tests.conftest import unavailable


def need_speech() -> None:
    """Skip where recogniser and voice are not installed."""
    if not speech_model.is_there():
        unavailable("no recogniser and voice: `make speech` installs them")
