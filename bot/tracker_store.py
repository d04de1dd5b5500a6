"""A tracker store that remembers nothing: each turn starts from a fresh tracker.

The claim, the open question and the transcript are rows of the case database.
A tracker kept as well would be a second truth, would hold personal data, and
would make turn 300 cost many times turn 1 (docs/decisions/0001).
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker


class FreshTrackerStore(TrackerStore):
    """Every conversation looks like one whose session has just begun."""

    def __init__(self, domain: Domain, event_broker=None, **kwargs) -> None:
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forget."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker with a started session and nothing else."""
        tracker = DialogueStateTracker(sender_id, self.domain.slots)
        for event in (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")):
            tracker.update(event, self.domain)
        return tracker

    async def keys(self) -> Iterable[str]:
        """No conversation is stored."""
        return []
