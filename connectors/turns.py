"""See to it that each worker's message is answered: in order, once, and by a person if the bot cannot."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog

from casework import clock
from casework.services import failures, inbox
from casework.services.kit import Kit
from casework.store.database import Store, UnitOfWork
from casework.store.models import Message
from connectors.engine_client import EngineClient, EngineFailed
from connectors.events import Events

log = structlog.get_logger(__name__)

PAUSES = (0.3, 0.7, 1.5, 2.0)  # seconds between tries while the engine is away
ERRORS = 3  # turns that failed though everything was up, before a person keeps the message; one may be a restart


@dataclass(frozen=True)
class Open:
    """A message that waits for the bot's answer."""

    id: int
    text: str
    at: dt.datetime

    @classmethod
    def of(cls, message: Message) -> Open:
        """From the stored message."""
        return cls(message.id, message.text, message.created_at)


class TurnRunner:
    """One task a conversation with open messages. `wake` is all that callers need."""

    def __init__(
        self,
        store: Store,
        kit: Kit,
        engine: EngineClient,
        events: Events,
        in_thread: Callable[..., Awaitable[Any]],
        patience: float,
    ) -> None:
        self._store, self._kit, self._engine, self._events = store, kit, engine, events
        self._in_thread = in_thread
        self._patience = patience
        self._tasks: dict[str, asyncio.Task] = {}
        self._again: set[str] = set()
        self._stopped = False

    def wake(self, conversation_id: str, only: Open | None = None) -> None:
        """There may be something to answer in this conversation; `only` where it is known what."""
        if self._stopped:
            return
        if conversation_id in self._tasks:
            self._again.add(conversation_id)
            return
        task = asyncio.create_task(self._run(conversation_id, only))
        self._tasks[conversation_id] = task
        task.add_done_callback(lambda done: self._finished(conversation_id, done))

    async def wake_all(self) -> None:
        """After a start: everything that a crash left unanswered."""
        for conversation_id in await self._in_thread(
            self._read, lambda uow: uow.messages.conversations_with_unanswered()
        ):
            self.wake(conversation_id)

    async def stop(self) -> None:
        """Stop all tasks; what is unanswered stays so in the database."""
        self._stopped = True
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def busy(self, conversation_id: str) -> bool:
        """Whether the bot is at work there: the typing sign."""
        return conversation_id in self._tasks

    def _finished(self, conversation_id: str, task: asyncio.Task) -> None:
        self._tasks.pop(conversation_id, None)
        if not task.cancelled() and task.exception() is not None:
            log.error("turn_runner_failed", conversation=conversation_id, error=repr(task.exception()))
            asyncio.get_running_loop().call_later(PAUSES[-1], self.wake, conversation_id)
        elif conversation_id in self._again:
            self._again.discard(conversation_id)
            self.wake(conversation_id)

    async def _run(self, conversation_id: str, only: Open | None) -> None:
        message = only or await self._in_thread(self._next, conversation_id)
        while message is not None:
            await self._events.publish(f"typing:{conversation_id}", {"on": True})
            await self._answer(conversation_id, message)
            await self._tell(conversation_id)
            await self._events.publish(f"typing:{conversation_id}", {"on": False})
            # What came in meanwhile has called `wake`.
            message = None if only else await self._in_thread(self._next, conversation_id)

    async def _answer(self, conversation_id: str, message: Open) -> None:
        """Until it is answered or a person has it."""
        loop = asyncio.get_running_loop()
        late_at = loop.time() + self._patience
        tries = errors = 0
        told = False
        while True:
            try:
                if await self._engine.turn(conversation_id, message.id, message.text, message.at):
                    return
                failed = None if await self._in_thread(self._is_settled, message.id) else await self._why()
            except EngineFailed as error:
                failed = error.why
            if failed is None:
                return
            errors += failed == "error"
            final = errors >= ERRORS
            log.warning("turn_failed", conversation=conversation_id, message=message.id, why=failed, final=final)
            if final or (not told and (failed == "timeout" or loop.time() >= late_at)):
                told = True
                await self._in_thread(self._fail, conversation_id, message.id, failed, final)
                await self._tell(conversation_id)
            if await self._in_thread(self._is_settled, message.id):
                return
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1

    async def _why(self) -> str:
        """Why a turn that the engine took changed nothing. An action server that is away comes back: no error of the message."""
        return "error" if await self._engine.actions_ready() else "unreachable"

    async def _tell(self, conversation_id: str) -> None:
        await self._events.publish(
            f"conversation:{conversation_id}", {"type": "message", "conversation": conversation_id}
        )
        await self._events.publish("desk:*", {"type": "queue", "conversation": conversation_id})

    def _read(self, work: Callable[[UnitOfWork], Any]) -> Any:
        with self._store.read() as uow:
            return work(uow)

    def _next(self, conversation_id: str) -> Open | None:
        with self._store.read() as uow:
            conversation = uow.conversations.get(conversation_id)
            if conversation is None or not inbox.bot_answers(conversation):
                return None
            message = failures.unanswered(uow, conversation_id)
            return Open.of(message) if message else None

    def _is_settled(self, message_id: int) -> bool:
        """Whether the message needs no answer of the bot any more."""
        with self._store.read() as uow:
            message = uow.messages.get(message_id)
            conversation = uow.conversations.get(message.conversation_id)
            return message.answered_at is not None or conversation.state in ("human", "closed")

    def _fail(self, conversation_id: str, message_id: int, why: str, final: bool) -> None:
        now = clock.now()
        self._store.run(
            lambda uow: failures.bot_failed(uow, self._kit, now, conversation_id, message_id, why, final=final)
        )
