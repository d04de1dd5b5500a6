"""`ieum nlu export`: what leads labelled, in the form of data/nlu, to be read before it is put there."""

from __future__ import annotations

import yaml

from casework.commands.environment import application
from casework.commands.output import print_json, say
from casework.services import learning


class _Lines(str):
    """Lines of text that stand below each other in the file."""


class _Dumper(yaml.SafeDumper):
    """Writes them so."""


_Dumper.add_representer(_Lines, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|"))


def export(*, as_json: bool) -> None:
    """Print the labelled messages by topic: YAML as in data/nlu, or JSON."""
    app = application()
    with app.store.read() as uow:
        found = learning.export(uow)
    if as_json:
        print_json(found)
        return
    blocks = [
        {"intent": topic, "examples": _Lines("".join(f"- {_plain(line)}\n" for line in lines))}
        for topic, lines in found.items()
    ]
    say(yaml.dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, sort_keys=False, Dumper=_Dumper))


def _plain(line: str) -> str:
    """Without what the training data reads as marks of its own."""
    return line.translate(str.maketrans("[]{}|", "()()/")).lstrip("/")
