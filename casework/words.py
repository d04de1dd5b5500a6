"""Every word the product says to a worker, read once from bot/domain/responses.

The files are in Rasa's own domain format (`responses:` → `utter_…` → `text`),
so the engine loads the same ones. Placeholders are `{name}`; `{name|을/를}`
adds the particle that fits the value's last sound.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from casework.korean.particles import attach

_PLACEHOLDER = re.compile(r"\{(?P<name>[a-z_]+)(?:\|(?P<particle>[^{}|]+))?\}")


class MissingWords(KeyError):
    """A response key or a placeholder's value that nobody has given."""


class Words:
    """Look up and fill responses. `render` for the text, `entry` for the rest."""

    def __init__(self, entries: dict[str, dict[str, Any]]) -> None:
        self._entries = entries

    @classmethod
    def load(cls, folder: Path) -> Words:
        """Read all response files below `folder`; a key defined twice is refused."""
        entries: dict[str, dict[str, Any]] = {}
        for path in sorted(folder.rglob("*.yml")):
            document = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            for key, variants in (document.get("responses") or {}).items():
                if key in entries:
                    raise ValueError(f"{path.name}: response {key} is defined twice")
                entries[key] = variants[0]
        return cls(entries)

    def variant(self, name: str, beginning: str = "") -> Words:
        """The same words, where `key_name` is written instead of `key`; only of keys with this `beginning`."""
        ending = f"_{name}"
        own = {
            key.removesuffix(ending): entry
            for key, entry in self._entries.items()
            if key.endswith(ending) and key.startswith(beginning)
        }
        return Words(self._entries | {key: entry for key, entry in own.items() if key in self._entries})

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> list[str]:
        """All response keys."""
        return list(self._entries)

    def entry(self, key: str) -> dict[str, Any]:
        """The whole response: text, buttons, metadata. Raises MissingWords."""
        try:
            return self._entries[key]
        except KeyError:
            raise MissingWords(key) from None

    def render(self, key: str, **values: Any) -> str:
        """The text of `key` with its placeholders filled. Raises MissingWords."""
        return self.fill(self.entry(key)["text"], key, values)

    def buttons(self, key: str, **values: Any) -> list[dict[str, str]]:
        """Quick replies of `key` as {title, say}; `say` is the title unless a payload stands there."""
        return [
            {
                "title": self.fill(button["title"], key, values),
                "say": self.fill(button.get("payload") or button["title"], key, values),
            }
            for button in self.entry(key).get("buttons", [])
        ]

    @staticmethod
    def fill(text: str, key: str, values: dict[str, Any]) -> str:
        """Replace placeholders in `text`; `key` only names the place in errors."""

        def replace(match: re.Match[str]) -> str:
            name, particle = match["name"], match["particle"]
            if name not in values:
                raise MissingWords(f"{key}: no value for {{{name}}}")
            value = str(values[name])
            return attach(value, particle) if particle else value

        return _PLACEHOLDER.sub(replace, text).strip()
