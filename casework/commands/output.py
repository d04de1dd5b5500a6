"""How commands speak: JSON or plain lines on standard output, one line on standard error when they fail."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.table import Table

console = Console(highlight=False, soft_wrap=True)


class CommandFailed(Exception):
    """The message is the one line that the person reads."""


def print_json(data: Any) -> None:
    """One line of JSON, Korean as it is."""
    print(json.dumps(data, ensure_ascii=False, default=str), flush=True)


def say(text: str = "") -> None:
    """A line of plain text; square brackets are no markup."""
    console.print(text, markup=False)


def print_table(heads: list[str], rows: list[list[str]], *, title: str | None = None) -> None:
    """A plain table."""
    table = Table(*heads, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)
