"""`ieum call`: play a scripted worker over the telephone, as a voice gateway would bring the call in."""

from __future__ import annotations

from pathlib import Path

from casework.commands import played
from casework.commands.output import CommandFailed
from casework.talk.caller import call as play

NOISE = (0, 10, 20)  # per cent of syllables that are misheard


def call(script: Path, url: str, secret: str | None, noise: int, json: bool) -> int:
    """Play the script and print the call and the case.

    Returns the exit code: 1 if the script could not be played to its end.
    Raises CommandFailed for a faulty script, address, noise, or without the secret.
    """
    loaded = played.read(script, url)
    if noise not in NOISE:
        raise CommandFailed(f"--noise {noise}: give one of {', '.join(map(str, NOISE))}")
    if secret is None:
        raise CommandFailed(
            "set IEUM_PHONE_SECRET to the secret that the running server has: the telephone is off without"
        )
    return played.show(play(loaded, url, secret, noise=noise / 100), as_one_object=json)
