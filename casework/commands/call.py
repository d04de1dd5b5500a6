"""`ieum call`: play a scripted worker over the telephone, as a voice gateway would bring the call in."""

from __future__ import annotations

from pathlib import Path

from casework.commands.output import CommandFailed, print_json, say
from casework.settings import ROOT
from casework.talk.caller import call as play
from casework.talk.outcome import as_json, as_text
from casework.talk.script import BadScript, load
from casework.words import Words

NOISE = (0, 10, 20)  # per cent of syllables that are misheard
SENDERS = ("worker", "bot", "staff", "system")


def call(script: Path, url: str, secret: str | None, noise: int, json: bool) -> int:
    """Play the script and print the call and the case.

    Returns the exit code: 1 if the script could not be played to its end.
    Raises CommandFailed for a faulty script, address, noise, or without the secret.
    """
    try:
        loaded = load(script)
    except BadScript as error:
        raise CommandFailed(str(error)) from None
    if not url.startswith(("http://", "https://")):
        raise CommandFailed(f"--url {url}: give an address such as http://127.0.0.1:8080")
    if noise not in NOISE:
        raise CommandFailed(f"--noise {noise}: give one of {', '.join(map(str, NOISE))}")
    if secret is None:
        raise CommandFailed(
            "set IEUM_PHONE_SECRET to the secret that the running server has: the telephone is off without"
        )
    played = play(loaded, url, secret, noise=noise / 100)
    if json:
        print_json(as_json(played))
    else:
        words = Words.load(ROOT / "bot" / "domain" / "responses")
        say(as_text(played, {who: words.render(f"utter_sender_{who}") for who in SENDERS}))
    return 1 if played.why else 0
