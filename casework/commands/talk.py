"""`ieum talk`: play a scripted worker over the public web-chat API."""

from __future__ import annotations

from pathlib import Path

from casework.commands.output import CommandFailed, print_json, say
from casework.settings import ROOT
from casework.talk.outcome import as_json, as_text
from casework.talk.player import play
from casework.talk.script import BadScript, load
from casework.words import Words

SENDERS = ("worker", "bot", "staff", "system")


def talk(script: Path, url: str, json: bool) -> int:
    """Play a worker's script as a browser would and print the conversation and the case.

    Returns the exit code: 1 if the script could not be played to its end.
    Raises CommandFailed for a faulty script or address.
    """
    try:
        loaded = load(script)
    except BadScript as error:
        raise CommandFailed(str(error)) from None
    if not url.startswith(("http://", "https://")):
        raise CommandFailed(f"--url {url}: give an address such as http://127.0.0.1:8080")
    played = play(loaded, url)
    if json:
        print_json(as_json(played))
    else:
        words = Words.load(ROOT / "bot" / "domain" / "responses")
        say(as_text(played, {who: words.render(f"utter_sender_{who}") for who in SENDERS}))
    return 1 if played.why else 0
