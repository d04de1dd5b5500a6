"""What the use cases need from outside, as Protocols. The store and the connectors implement them."""

from __future__ import annotations

from typing import Protocol


class Notifier(Protocol):
    """Tells an absent member of staff that work has come: e-mail or a webhook."""

    def notify(self, *, staff_id: int | None, event: str, case_number: str | None, conversation_id: str) -> None:
        """Send once. Must not raise for a receiver that is down, and gets no personal data."""
