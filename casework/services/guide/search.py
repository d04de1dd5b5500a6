"""Find written answers by Korean words: Kiwi's morphemes in an SQLite full-text index in memory.

Particles and endings are not part of it, so that 장례비를, 장례비는 and 장례비 are one word. Whole questions are
understood by the engine; this finds the rest (connectors/guide).
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from kiwipiepy import Kiwi

from casework.korean.normalise import normalise
from casework.services.kit import Kit

LONGEST = 200  # characters of a query that are looked at
SHOWN = 12
_CONTENT = ("NN", "NR", "VV", "VA", "XR", "SL", "SN", "XPN")  # tags of morphemes that carry meaning
_TITLE, _TEXT, _MORE = 10.0, 3.0, 1.0  # what a hit there weighs


class Search:
    """Built once from the answers; may be asked from several threads."""

    def __init__(self, kit: Kit, terms: Path, common: Path) -> None:
        """`terms`: words of the field that the general dictionary splits wrongly; `common`: words that find nothing."""
        self._kiwi = Kiwi(num_workers=1)
        for word in _lines(terms):
            self._kiwi.add_user_word(word, "NNP")
        self._common = frozenset(_lines(common))
        self._lock = threading.Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute("create virtual table page using fts5(topic unindexed, title, text, more)")
        self._vocabulary: set[str] = set()
        for topic in kit.answers.topics():
            texts = [self._words(text) for text in (kit.topics[topic].label, *kit.answers.words(topic))]
            self._vocabulary.update(*texts)
            self._index.execute("insert into page values (?, ?, ?, ?)", (topic, *map(" ".join, texts)))

    def find(self, query: str) -> list[str]:
        """Topic ids, the best first; empty where nothing fits."""
        words = [known for word in self._words(query[:LONGEST]) for known in self._known(word)]
        words = [word for word in dict.fromkeys(words) if word not in self._common]
        if not words:
            return []
        match = " OR ".join('"' + word.replace('"', "") + '"' for word in words)
        with self._lock:
            rows = self._index.execute(
                f"select topic from page where page match ? order by bm25(page, 0, {_TITLE}, {_TEXT}, {_MORE}) limit ?",
                (match, SHOWN),
            ).fetchall()
        return [topic for (topic,) in rows]

    def _known(self, word: str) -> list[str]:
        """The word itself, or the words of ours inside a compound that we do not write (출퇴근길: 출퇴근)."""
        if word in self._vocabulary:
            return [word]
        return [ours for ours in self._vocabulary if len(ours) > 1 and ours in word]

    def _words(self, text: str) -> list[str]:
        return [token.form.lower() for token in self._kiwi.tokenize(normalise(text)) if token.tag.startswith(_CONTENT)]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
