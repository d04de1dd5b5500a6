"""How the gateway reaches the engine: one POST a turn, on loopback only.

The answer is not in the response: `action_turn` stores the bot's messages in
the transaction that changes the claim. The gateway reads them there, so a
crash between the two can neither lose nor double a message. The response only
says whether that transaction was committed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rasa.core.channels.channel import (
    CollectingOutputChannel,
    InputChannel,
    UserMessage,
)
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


def plain_words(text: str) -> str:
    """`text` so that Rasa does not read a leading slash as a command of its own."""
    stripped = text.lstrip()
    return "\N{FULLWIDTH SOLIDUS}" + stripped[1:] if stripped.startswith("/") else text


class CaseworkInput(InputChannel):
    """POST /webhooks/casework/turn {conversation, message_id, text, at}."""

    @classmethod
    def name(cls) -> str:
        """The URL prefix under /webhooks."""
        return "casework"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The two routes of the channel."""
        webhook = Blueprint("casework_webhook", "casework")

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            body, output = request.json, CollectingOutputChannel()
            await on_new_message(
                UserMessage(
                    plain_words(body["text"]),
                    output,
                    body["conversation"],
                    input_channel=self.name(),
                    message_id=str(body["message_id"]),
                    metadata={"message_id": body["message_id"], "at": body["at"]},
                )
            )
            return response.json({"stored": any(m.get("custom") == {"stored": True} for m in output.messages)})

        @webhook.route("/topics", methods=["POST"])
        async def topics(request: Request) -> HTTPResponse:
            """What a text may be about, for the help centre's search: understood, not answered."""
            processor = request.app.ctx.agent.processor
            parsed = await processor.parse_message(UserMessage(plain_words(request.json["text"])))
            ranking = parsed.get("intent_ranking") or []
            return response.json({"topics": [{"topic": r["name"], "confidence": r["confidence"]} for r in ranking]})

        @webhook.route("/understand", methods=["POST"])
        async def understand(request: Request) -> HTTPResponse:
            """Topics and entities of a text, for a form beside which somebody writes down what is said."""
            processor, body = request.app.ctx.agent.processor, request.json
            parsed = await processor.parse_message(UserMessage(plain_words(body["text"]), metadata={"at": body["at"]}))
            return response.json({name: parsed.get(name) or [] for name in ("intent_ranking", "entities", "issues")})

        return webhook
