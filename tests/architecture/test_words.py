"""The words that people read stand in responses and templates, never in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

HANGUL = re.compile(r"[가-힣]")
# Python that reads Korean or ends with Korean particles needs Korean words. Nothing else does.
VOCABULARY = {
    "casework/korean/": "reading Korean is what it is for",
    "casework/domain/benefits/": "names the articles that a calculation follows",
    "casework/domain/dialogue/": "tells questions, danger and the wish for a person by words",
    "casework/domain/intake/filling.py": "tells a visit to a hospital from the accident, and who is hurt",
    "casework/domain/intake/reading.py": "tells an hourly from a monthly wage, and yes from no to a consent",
    "casework/domain/jurisdiction.py": "takes particles and the ends 시, 군, 구 off an address",
    "casework/domain/privacy.py": "a pattern for Korean text",
    "casework/answers.py": "units and particles after a figure in a written answer",
    "casework/services/dialogue/correcting.py": "the words by which people name a field that they correct",
    "casework/talk/": "plays a worker, who speaks Korean",
}
# The product's name, and the name of the first administrator until somebody gives the real one.
NAMES = {"산재이음", "관리자"}
# Ends of polite sentences: where one of these stands, somebody is being spoken to.
SENTENCE = re.compile(r"\S\s+\S.*(요|니다|니까|세요|시오|죠)\s*[.!?…)]*\s*$")
COMMAND_HELP = re.compile(r"^casework/(cli\.py|commands/)")


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """String constants that are no docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def _spoken_by_us(path: str) -> bool:
    return path.startswith(("actions/", "connectors/", "casework/", "tools/", "bot/"))


def test_no_python_outside_the_vocabularies_holds_korean(modules) -> None:
    wrong = []
    for module in modules:
        if not _spoken_by_us(module.path) or module.path.startswith(tuple(VOCABULARY)):
            continue
        for node in strings(module.tree):
            if not HANGUL.search(node.value) or node.value in NAMES:
                continue
            if COMMAND_HELP.match(module.path) and node.value.startswith("산재이음: "):
                continue
            wrong.append(f"{module.path}:{node.lineno} {node.value[:60]!r}")
    assert wrong == []


def test_no_python_holds_a_sentence_for_people(modules) -> None:
    """Also not among the vocabularies. What `talk` says as the worker is no answer of ours."""
    wrong = []
    for module in modules:
        if not _spoken_by_us(module.path) or module.path.startswith("casework/talk/"):
            continue
        for node in strings(module.tree):
            plain = not re.search(r"[\\|()\[\]?*]", node.value)  # a pattern is not a sentence
            if plain and HANGUL.search(node.value) and SENTENCE.search(node.value):
                wrong.append(f"{module.path}:{node.lineno} {node.value[:60]!r}")
    assert wrong == []


def test_every_entry_of_the_allow_list_is_still_needed(modules) -> None:
    used = {
        entry
        for entry in VOCABULARY
        for module in modules
        if module.path.startswith(entry) and any(HANGUL.search(node.value) for node in strings(module.tree))
    }
    assert set(VOCABULARY) - used == set()
