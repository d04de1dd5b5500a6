"""The one action: the engine has understood a message, casework takes the turn.

It fails loudly on purpose: an unanswered message is what the gateway looks for
when it opens the case to people (connectors/turns.py).
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import application, in_thread
from casework import clock
from casework.domain.understanding import from_engine
from casework.services.dialogue.turn import take_turn


class ActionTurn(Action):
    """Store the replies and the changed claim; all that is dispatched is that they are stored, see bot/channel.py."""

    def name(self) -> str:
        """As the turn policy names it."""
        return "action_turn"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Any]:
        """Take the turn in a worker thread."""
        await in_thread(_take, tracker.sender_id, tracker.latest_message)
        dispatcher.utter_message(json_message={"stored": True})
        return []


def _take(conversation_id: str, parsed: dict[str, Any]) -> None:
    app = application()
    now = clock.now()
    app.store.run(
        lambda uow: take_turn(
            uow,
            app.kit,
            now,
            conversation_id=conversation_id,
            message_id=int(parsed["metadata"]["message_id"]),
            understanding=from_engine(parsed),
        )
    )
