"""Events of calls, one after another in each call: what to do now, and a word to the caller while the bot thinks."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import defaultdict
from typing import Any

from sanic import Sanic

from casework.services import drafts, failures, inbox
from casework.services.failures import is_bot_failure
from casework.store.database import UnitOfWork
from casework.store.models import Call
from connectors.phone import call as machine
from connectors.phone import protocol
from connectors.phone.context import OnCall
from connectors.phone.protocol import Command, Event
from connectors.phone.state import State
from connectors.problems import Problem
from connectors.turns import Open
from connectors.work import now

FILLER_AFTER = 1.0  # seconds of silence that a caller takes for a dropped line
PATIENCE = 6.0  # of one further wait, before the caller hears something again
FILLERS = 4


class Calls:
    """All calls of this gateway process."""

    def __init__(self, app: Sanic) -> None:
        self._ctx = app.ctx
        self.clock = now
        self._locks: dict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def take(self, gateway: str, call_id: str, event: Event) -> list[Command]:
        """What the gateway is to do. The same event again gives the same commands. Raises Problem 404."""
        key = (gateway, call_id)
        async with self._locks[key]:
            try:
                return await self._take(gateway, call_id, event)
            finally:
                if event.type == protocol.HANGUP:
                    self._locks.pop(key, None)

    async def status(self, gateway: str, call_id: str) -> dict[str, Any]:
        """Where the call stands, for the gateway's own records."""
        return await self._ctx.in_thread(self._status, gateway, call_id)

    async def _take(self, gateway: str, call_id: str, event: Event) -> list[Command]:
        conversation = machine.conversation_id(gateway, call_id)
        # Subscribed before anything is stored: the answer may be there at once.
        async with self._ctx.events.subscribe([f"conversation:{conversation}"]) as news:
            commands, waits, patience = await self._in_transaction(self._first, gateway, call_id, event)
            if waits is None:
                return commands
            self._ctx.turns.wake(conversation, waits if isinstance(waits, Open) else None)
            await self._ctx.events.publish("desk:*", {"type": "message", "conversation": conversation})
            await self._answered(news, conversation, waits, patience)
        return await self._in_transaction(self._then, gateway, call_id, event, commands)

    async def _answered(self, news: asyncio.Queue, conversation: str, waits: Any, patience: float) -> None:
        message = waits.id if isinstance(waits, Open) else waits
        deadline = asyncio.get_running_loop().time() + patience
        while not await self._ctx.in_thread(self._is_answered, conversation, message):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return
            try:
                await asyncio.wait_for(news.get(), left)
            except TimeoutError:
                return

    async def _in_transaction(self, work: Any, *arguments: Any) -> Any:
        store = self._ctx.store
        return await self._ctx.in_thread(lambda: store.run(lambda uow: work(uow, self.clock(), *arguments)))

    def _first(self, uow: UnitOfWork, at: dt.datetime, gateway: str, call_id: str, event: Event) -> Any:
        """Take the event; what to tell the gateway, and the message whose answer is needed first, and for how long."""
        row = uow.calls.find(gateway, call_id)
        again = row is not None
        if row is None:
            row = self._begin(uow, at, gateway, call_id, event)
        call = self._on_call(uow, at, row, event)
        if call.state.last_event == event.id:
            return call.state.last_commands, None, 0
        if event.type == protocol.STARTED:
            machine.start(call, event, again=again)
        else:
            machine.take(call, event)
        if call.waits is None:
            return self._keep(call, event), None, 0
        row.state_sealed = uow.vault.seal(call.state.dump())
        message = uow.messages.get(call.waits)
        alone = uow.messages.count_unanswered(call.conversation.id) == 1
        patience = PATIENCE if call.state.fillers else FILLER_AFTER
        return call.out, Open.of(message) if alone and message.answered_at is None else message.id, patience

    def _then(
        self, uow: UnitOfWork, at: dt.datetime, gateway: str, call_id: str, event: Event, first: list[Command]
    ) -> list[Command]:
        """The answer is there, or the caller hears that it is coming."""
        call = self._on_call(uow, at, uow.calls.find(gateway, call_id), event)
        call.out = list(first)
        if call.state.waits_for is None or self._has_answer(uow, call.conversation.id, call.state.waits_for):
            machine.answered(call)
        elif call.state.fillers >= FILLERS:
            machine.given_up(call, failures.REASON)
        else:
            call.state.fillers += 1
            call.speak(call.word("utter_phone_filler" if call.state.fillers == 1 else "utter_phone_filler_again"))
            call.out.append(protocol.proceed())
        return self._keep(call, event)

    def _begin(self, uow: UnitOfWork, at: dt.datetime, gateway: str, call_id: str, event: Event) -> Call:
        if event.type != protocol.STARTED:
            raise Problem(404, "no_call")
        conversation, _ = inbox.open_conversation(
            uow, self._ctx.kit, at, "phone", machine.conversation_id(gateway, call_id)
        )
        caller = drafts.phone_hash(uow, event.caller) if event.caller else None
        return uow.calls.create(gateway, call_id, conversation.id, caller, at)

    def _on_call(self, uow: UnitOfWork, at: dt.datetime, row: Call, event: Event) -> OnCall:
        conversation = uow.conversations.for_update(row.conversation_id)
        state = State.load(uow.vault.unseal(row.state_sealed) if row.state_sealed else None)
        kit = self._ctx.kit.for_channel("phone")
        event_id = hashlib.sha256(
            event.id.encode()
        ).hexdigest()  # as long as the store takes, however long the gateway's
        settings = self._ctx.settings
        return OnCall(
            uow, kit, at, row, conversation, state, settings.phone_transfer, event_id, notice=settings.phone_notice
        )

    @staticmethod
    def _keep(call: OnCall, event: Event) -> list[Command]:
        call.state.last_event, call.state.last_commands = event.id, call.out
        call.row.state_sealed = call.uow.vault.seal(call.state.dump())
        return call.out

    def _is_answered(self, conversation_id: str, message_id: int) -> bool:
        with self._ctx.store.read() as uow:
            return self._has_answer(uow, conversation_id, message_id)

    @staticmethod
    def _has_answer(uow: UnitOfWork, conversation_id: str, message_id: int) -> bool:
        """Answered, or given up for now: then people are told and so is the caller."""
        conversation = uow.conversations.get(conversation_id)
        return uow.messages.get(message_id).answered_at is not None or is_bot_failure(uow, conversation)

    def _status(self, gateway: str, call_id: str) -> dict[str, Any]:
        with self._ctx.store.read() as uow:
            row = uow.calls.find(gateway, call_id)
            conversation = uow.conversations.get(row.conversation_id)
            case = uow.cases.get(conversation.case_id) if conversation.case_id else None
            return {
                "state": conversation.state,
                "draft_number": case.number if case else None,
                "receipt_number": case.receipt_number if case else None,
                "call_back_at": row.call_back_at.isoformat() if row.call_back_at else None,
            }
