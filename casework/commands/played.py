"""What `ieum talk` and `ieum call` share: a script comes in, a conversation and a case go out."""

from __future__ import annotations

from pathlib import Path

from casework.commands.output import CommandFailed, print_json, say
from casework.settings import ROOT
from casework.talk.outcome import as_json, as_text
from casework.talk.player import Played
from casework.talk.script import BadScript, Script, load
from casework.words import Words

SENDERS = ("worker", "bot", "staff", "system")


def read(script: Path, url: str) -> Script:
    """The script, for a server at `url`. Raises CommandFailed for a faulty one of either."""
    try:
        loaded = load(script)
    except BadScript as error:
        raise CommandFailed(str(error)) from None
    if not url.startswith(("http://", "https://")):
        raise CommandFailed(f"--url {url}: give an address such as http://127.0.0.1:8080")
    return loaded


def show(played: Played, *, as_one_object: bool) -> int:
    """Print conversation and case. Returns the exit code: 1 if the script could not be played to its end."""
    if as_one_object:
        print_json(as_json(played))
    else:
        words = Words.load(ROOT / "bot" / "domain" / "responses")
        say(as_text(played, {who: words.render(f"utter_sender_{who}") for who in SENDERS}))
    return 1 if played.why else 0
