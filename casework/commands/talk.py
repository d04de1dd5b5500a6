"""`ieum talk`: play a scripted worker over the public web-chat API."""

from __future__ import annotations

from pathlib import Path

from casework.commands import played
from casework.talk.player import play


def talk(script: Path, url: str, json: bool) -> int:
    """Play a worker's script as a browser would and print the conversation and the case.

    Returns the exit code: 1 if the script could not be played to its end.
    Raises CommandFailed for a faulty script or address.
    """
    return played.show(play(played.read(script, url), url), as_one_object=json)
