"""Written answers with their legal basis, filled with the figures in force on a day.

The words live in ``bot/domain/responses/answers``, in the engine's own domain format, one response
per answer topic. They hold no number: ``{figure:<parameter id>}`` is filled here. A figure that
nobody has verified, or that has no value for the day, is never shown: its sentence is left out, and
a closing one says what still needs checking and offers a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from casework.domain.figures import Figure, Uncovered
from casework.parameters import BadYaml, Parameters, read_strict

UNVERIFIED_KEY = "utter_answer_unverified"
_RATIO_UNIT = "비율"

PLACEHOLDER = re.compile(r"\{figure:(?P<id>[a-z0-9.-]+)\}")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


class AnswerError(ValueError):
    """An answer file is wrong. The message names the file and the key."""


class UnknownTopic(KeyError):
    """No written answer has this topic."""

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.topic = topic

    def __str__(self) -> str:
        return f"no written answer for the topic {self.topic!r}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer ready to be said.

    ``more`` is the second screen, or None. Each citation has ``law``, ``article`` and ``in_force``
    (ISO date on which the version that was read came into force; None when that is unknown or lies
    after the day asked about). ``unverified`` are the ids of the figures that were held back.
    """

    topic: str
    text: str
    more: str | None
    citations: list[dict[str, str | None]]
    verified: bool
    unverified: list[str]


@dataclass(frozen=True, slots=True)
class _Source:
    key: str
    text: str
    more: str | None
    citations: tuple[dict[str, Any], ...]


class Answers:
    """All written answers of a folder."""

    def __init__(self, responses_dir: Path | str, parameters: Parameters) -> None:
        """Read and check the folder. Raises AnswerError, or UnknownParameter for a bad placeholder."""
        self._parameters = parameters
        self._sources: dict[str, _Source] = {}
        self._unverified = ""
        homes: dict[str, str] = {}
        folder = Path(responses_dir)
        for path in sorted(folder.glob("*.yml")):
            for key, response in _read_file(path):
                if key in homes:
                    raise AnswerError(f"{path.name}: {key}: already defined in {homes[key]}")
                homes[key] = path.name
                if key == UNVERIFIED_KEY:
                    self._unverified = response["text"]
                else:
                    self._add(path.name, key, response)
        if not self._unverified:
            raise AnswerError(f"{folder}: {UNVERIFIED_KEY} is missing")

    def _add(self, name: str, key: str, response: dict[str, Any]) -> None:
        metadata = response.get("metadata") or {}
        topic = metadata.get("topic")
        if not topic or key != response_key(topic):
            raise AnswerError(f"{name}: {key}: metadata.topic must be the topic that the key is made of")
        citations = tuple(metadata.get("citations") or ())
        if not citations or not all(entry.get("law") and entry.get("article") for entry in citations):
            raise AnswerError(f"{name}: {key}: every answer cites at least one law and article")
        source = _Source(key, response["text"], metadata.get("more"), citations)
        for id in _ids(source):
            self._parameters.history(id)
        self._sources[topic] = source

    def topics(self) -> tuple[str, ...]:
        """Every topic that has an answer, sorted."""
        return tuple(sorted(self._sources))

    def __contains__(self, topic: object) -> bool:
        return topic in self._sources

    def figures(self, topic: str) -> tuple[str, ...]:
        """Ids of the figures an answer names, in order. Raises UnknownTopic."""
        return tuple(_ids(self._source(topic)))

    def words(self, topic: str) -> tuple[str, str]:
        """Text and second screen as written, placeholders unfilled: to be searched. Raises UnknownTopic."""
        source = self._source(topic)
        return PLACEHOLDER.sub("", source.text), PLACEHOLDER.sub("", source.more or "")

    def fill(self, text: str, on: date) -> str:
        """Any text of ours with the figures of a day; what is not known is said to need checking."""
        return self._fill(text, on)[0]

    def get(self, topic_id: str, on: date) -> Answer:
        """The answer to a topic with the figures of a day. Raises UnknownTopic."""
        source = self._source(topic_id)
        text, missing = self._fill(source.text, on)
        more, missing_more = self._fill(source.more, on) if source.more else (None, [])
        unverified = list(dict.fromkeys(missing + missing_more))
        return Answer(
            topic=topic_id,
            text=text,
            more=more,
            citations=[_citation(entry, on) for entry in source.citations],
            verified=not unverified,
            unverified=unverified,
        )

    def _source(self, topic: str) -> _Source:
        try:
            return self._sources[topic]
        except KeyError:
            raise UnknownTopic(topic) from None

    def _fill(self, text: str, on: date) -> tuple[str, list[str]]:
        told, missing = [], []
        for sentence in _SENTENCE.split(text):
            unknown = [m["id"] for m in PLACEHOLDER.finditer(sentence) if self._usable(m["id"], on) is None]
            if unknown:
                missing += unknown
            else:
                told.append(PLACEHOLDER.sub(lambda m: render(self._parameters.on(m["id"], on)), sentence))
        missing = list(dict.fromkeys(missing))
        return " ".join([*told, self._closing(missing)] if missing else told), missing

    def _usable(self, id: str, on: date) -> Figure | None:
        """The figure when it may be told as a fact on that day, otherwise None."""
        try:
            figure = self._parameters.on(id, on)
        except Uncovered:
            return None
        return figure if figure.verified else None

    def _closing(self, ids: list[str]) -> str:
        things = ", ".join(dict.fromkeys(self._parameters.describe(id) for id in ids))
        return self._unverified.replace("{things}", things)


def response_key(topic: str) -> str:
    """The response key of a topic: ``sick-leave.amount`` -> ``utter_answer_sick_leave_amount``."""
    return "utter_answer_" + topic.replace(".", "_").replace("-", "_")


def render(figure: Figure) -> str:
    """A figure as it is written in a sentence: 1,300; 70 for a ratio of 0.70; texts as they are."""
    value = figure.value
    if isinstance(value, str):
        return value
    if figure.unit == _RATIO_UNIT:
        value = Decimal(value) * 100
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    return f"{value:,}"


def _read_file(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        document = read_strict(path)
    except (BadYaml, yaml.YAMLError) as error:
        raise AnswerError(f"{path.name}: {error}") from error
    responses = document.get("responses") if isinstance(document, dict) else None
    if not isinstance(responses, dict):
        raise AnswerError(f"{path.name}: no responses")
    for key, variants in responses.items():
        if not isinstance(variants, list) or len(variants) != 1 or not variants[0].get("text"):
            raise AnswerError(f"{path.name}: {key}: exactly one response with a text is expected")
        yield key, variants[0]


def _ids(source: _Source) -> Iterator[str]:
    for match in PLACEHOLDER.finditer(f"{source.text} {source.more or ''}"):
        yield match["id"]


def _citation(entry: dict[str, Any], on: date) -> dict[str, str | None]:
    in_force = entry.get("in_force")
    if isinstance(in_force, str):
        in_force = date.fromisoformat(in_force)
    if in_force is not None and in_force > on:
        # The version that was read did not apply on that day, and the one that did was not read.
        in_force = None
    return {
        "law": entry["law"],
        "article": entry["article"],
        "in_force": in_force.isoformat() if in_force else None,
    }
