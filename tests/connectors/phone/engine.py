"""An engine that understands by the rules alone, on a port of its own: the wire and the dialogue are the real ones."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import threading
import uuid

from sanic import Request, Sanic, response

from casework.branches import gazetteer
from casework.domain.understanding import Understanding
from casework.korean.entities import extract
from casework.services.dialogue.turn import take_turn
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.store.database import Store

TOPICS = (
    (r"이어서|쓰던 신고", "report.resume"),
    (r"얼마", "sick-leave.amount"),
    (r"그만할", "report.cancel"),
    (r"돌아가", "report.death"),
    (r"출근길|퇴근길", "report.commute"),
    (r"디스크|우울증", "report.disease"),
    (r"다쳤|끼었|떨어졌|신고", "report.accident"),
)


def understand(text: str, at: dt.datetime) -> Understanding:
    """The first topic whose words stand in the text."""
    entities = tuple(extract(text, at.astimezone(KOREA), gazetteer()))
    tells = any(entity.type in ("accident_type", "injury_type") for entity in entities)
    otherwise = "report.accident" if tells else "talk.greet"
    topic = next((topic for words, topic in TOPICS if re.search(words, text)), otherwise)
    return Understanding(((topic, 0.9 if topic != "talk.greet" else 0.1),), entities)


class Engine:
    """`held` keeps answers back until it is set; `seen` is every text that arrived."""

    def __init__(self, store: Store, kit: Kit) -> None:
        self.seen: list[str] = []
        self.held: threading.Event | None = None
        self.fails = False
        self.app = Sanic(f"engine_{uuid.uuid4().hex}", configure_logging=False)

        @self.app.post("/webhooks/casework/turn")
        async def turn(request: Request):
            body = request.json
            self.seen.append(body["text"])
            if self.fails:
                return response.json({}, status=500)
            if self.held is not None:
                await asyncio.to_thread(self.held.wait)
            at = dt.datetime.fromisoformat(body["at"])
            await asyncio.to_thread(
                store.run,
                lambda uow: take_turn(
                    uow,
                    kit,
                    at,
                    conversation_id=body["conversation"],
                    message_id=body["message_id"],
                    understanding=understand(body["text"], at),
                ),
            )
            return response.json({"stored": True})

        @self.app.post("/webhooks/casework/understand")
        async def understand_only(request: Request):
            body = request.json
            self.seen.append(body["text"])
            if self.fails:
                return response.json({}, status=500)
            found = understand(body["text"], dt.datetime.fromisoformat(body["at"]))
            return response.json(
                {
                    "intent_ranking": [{"name": name, "confidence": chance} for name, chance in found.ranking],
                    "entities": [
                        {
                            "entity": e.type,
                            "value": e.value,
                            "words": e.text,
                            "start": e.start,
                            "end": e.end,
                            "extra": e.extra or {},
                            "extractor": "KoreanEntityExtractor",
                        }
                        for e in found.entities
                    ],
                    "issues": [],
                }
            )
