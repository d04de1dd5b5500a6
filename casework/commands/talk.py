"""`ieum talk`: play a scripted worker over the public web-chat API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from casework.settings import Settings
from casework.talk.outcome import as_json, as_text
from casework.talk.player import play
from casework.talk.script import BadScript, load
from casework.words import Words

SENDERS = ("worker", "bot", "staff", "system")


def talk(
    script: Annotated[Path, typer.Argument(help="The worker's script (docs/talk.md).")],
    url: Annotated[str, typer.Option(help="Where the chat runs; by default this machine's PORT.")] = "",
    as_json_: Annotated[bool, typer.Option("--json", help="Print the transcript and the case as JSON.")] = False,
) -> None:
    """Play a worker's script as a browser would and print the conversation and the case.

    Exit code 1 if the script could not be played to its end, 2 for a faulty script.
    """
    try:
        loaded = load(script)
    except BadScript as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    settings = Settings.load()
    played = play(loaded, url or f"http://127.0.0.1:{settings.port}")
    if as_json_:
        typer.echo(json.dumps(as_json(played), ensure_ascii=False, indent=2))
    else:
        words = Words.load(settings.root / "bot" / "domain" / "responses")
        typer.echo(as_text(played, {who: words.render(f"utter_sender_{who}") for who in SENDERS}))
    if played.why:
        typer.echo(f"gave up: {played.why}", err=True)
        raise typer.Exit(1)
