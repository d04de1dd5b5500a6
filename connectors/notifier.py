"""The notifier port: a hand-off told by e-mail or to a webhook, whichever IEUM_NOTIFY_URL names."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import smtplib
from email.message import EmailMessage
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import httpx

from casework.services.notifying import Telling
from casework.settings import Settings
from casework.words import Words

TIMEOUT = 10.0  # seconds
SIGNATURE = "X-Ieum-Signature"  # sha256=… of the body, by the shared secret
ID = "Idempotency-Key"


class NotTold(Exception):
    """The receiver did not take it; the message says why, without what was sent."""


class Notifier(Protocol):
    """Tells one hand-off. Raises NotTold."""

    async def tell(self, telling: Telling) -> None:
        """Once; who calls repeats it."""


def make(settings: Settings, words: Words) -> Notifier | None:
    """What the settings ask for; None where nothing is set."""
    if settings.notify_url is None:
        return None
    if settings.notify_url.startswith("http"):
        return Webhook(settings.notify_url, settings.notify_secret)
    return Email(settings, words)


class Webhook:
    """JSON by POST, with the id of the hand-off so that a repeat is known, and a signature where a secret is set."""

    def __init__(self, url: str, secret: str | None) -> None:
        self._url, self._secret = url, secret

    async def tell(self, telling: Telling) -> None:
        """Taken is any answer of the 200s."""
        body = json.dumps(telling.facts, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", ID: f"handoff-{telling.handoff_id}"}
        if self._secret:
            headers[SIGNATURE] = "sha256=" + hmac.new(self._secret.encode(), body, hashlib.sha256).hexdigest()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT) as client:
                answer = await client.post(self._url, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise NotTold(type(error).__name__) from None
        if not answer.is_success:
            raise NotTold(f"status {answer.status_code}")


class Email:
    """A short message by SMTP to the owner, or to the office's mailbox where the owner has no address."""

    def __init__(self, settings: Settings, words: Words) -> None:
        self._server = urlsplit(settings.notify_url or "")
        self._from, self._mailbox = settings.notify_from, settings.notify_to
        self._public = settings.public_url or ""
        self._words = words

    async def tell(self, telling: Telling) -> None:
        """Nobody to write to is a failure too: somebody has to see it."""
        to = telling.to or self._mailbox
        if to is None:
            raise NotTold("no address")
        try:
            await asyncio.to_thread(self._send, self._message(telling, to))
        except (OSError, smtplib.SMTPException) as error:
            raise NotTold(type(error).__name__) from None

    def _message(self, telling: Telling, to: str) -> EmailMessage:
        facts: dict[str, Any] = {name: value or "-" for name, value in telling.facts.items()}
        message = EmailMessage()
        message["From"], message["To"] = self._from, to
        message["Message-ID"] = f"<handoff-{telling.handoff_id}@ieum>"
        message["Subject"] = self._words.render("utter_notice_subject", case=facts["case"])
        link = self._public + telling.facts["desk"]
        message.set_content(
            self._words.render("utter_notice_body", link=link, branch=facts["branch"], case=facts["case"])
        )
        return message

    def _send(self, message: EmailMessage) -> None:
        server = self._server
        kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
        with kind(server.hostname or "", server.port or 0, timeout=TIMEOUT) as smtp:
            if server.username:
                if server.scheme == "smtp":
                    smtp.starttls()
                smtp.login(unquote(server.username), unquote(server.password or ""))
            smtp.send_message(message)
