"""Every word that the code asks for is there, with every value it needs, in the voice that workers are spoken to in."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from casework.words import MissingWords, Words

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "bot" / "domain" / "responses"
SPOKEN_IN = ("actions", "casework", "connectors")
PLACEHOLDER = re.compile(r"\{([a-z_]+)(?:\|[^{}]+)?\}")
KEY = re.compile(r"utter_[a-z0-9_]+")


class _Strict(yaml.SafeLoader):
    """YAML takes the last of two equal keys without a word; this does not."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict:
    names = [loader.construct_object(key) for key, _ in node.value]
    twice = [name for name, count in Counter(names).items() if count > 1]
    assert not twice, f"{node.start_mark.name}:{node.start_mark.line + 1} defines twice: {twice}"
    return loader.construct_mapping(node, deep=True)


_Strict.add_constructor("tag:yaml.org,2002:map", _mapping)


def documents() -> Iterator[tuple[str, dict]]:
    """Name and responses of each file."""
    for path in sorted(RESPONSES.rglob("*.yml")):
        with path.open(encoding="utf-8") as stream:
            yield path.relative_to(RESPONSES).as_posix(), yaml.load(stream, _Strict).get("responses") or {}


@cache
def entries() -> dict[str, dict]:
    """All responses by key; the first variant of each."""
    return {key: variants[0] for _, responses in documents() for key, variants in responses.items()}


def needs(key: str) -> set[str]:
    """Names of the placeholders of a response and its buttons."""
    entry = entries()[key]
    texts = [
        entry["text"],
        *(b[part] for b in entry.get("buttons", []) for part in ("title", "payload") if b.get(part)),
    ]
    return {name for text in texts for name in PLACEHOLDER.findall(text)}


# ── What the code says ──────────────────────────────────────────────


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Syntax trees of everything that can say something."""
    paths = [path for package in SPOKEN_IN for path in sorted((ROOT / package).rglob("*.py"))]
    return tuple((p.relative_to(ROOT).as_posix(), ast.parse(p.read_text(encoding="utf-8"))) for p in paths)


def keys_of(node: ast.expr) -> Iterator[str]:
    """Keys that an expression may give; what is not known before running is written as *."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for left in keys_of(node.left):
            for right in list(keys_of(node.right)) or ["*"]:
                yield left + right
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from keys_of(value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        for part in (node.func.value, *node.args[1:]):
            yield from keys_of(part)


def matching(pattern: str) -> list[str]:
    """The responses that a key with * may mean."""
    shape = re.compile(".*".join(re.escape(part) for part in pattern.split("*")))
    return [key for key in entries() if shape.fullmatch(key)]


@cache
def sayings() -> tuple[tuple[str, str, frozenset[str] | None], ...]:
    """(place, key, names of the values given) of each say, render or buttons; None: values that only running shows."""
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if not named or node.func.attr not in ("say", "render", "buttons") or not node.args:
                continue
            hidden = any(word.arg is None for word in node.keywords)
            given = None if hidden else frozenset(word.arg for word in node.keywords)
            for key in keys_of(node.args[0]):
                if key.startswith("utter_"):
                    found.append((f"{path}:{node.lineno}", key, given))
    return tuple(found)


def test_the_code_is_read_well_enough_for_these_tests_to_mean_something() -> None:
    assert len(sayings()) > 60
    assert any("*" in key for _, key, _ in sayings())


def test_no_key_is_defined_twice() -> None:
    where = Counter(key for _, responses in documents() for key in responses)
    assert [key for key, count in where.items() if count > 1] == []


def test_every_key_has_one_text_and_nothing_but_known_parts() -> None:
    wrong = []
    for file, responses in documents():
        for key, variants in responses.items():
            parts = set(variants[0])
            if (
                not KEY.fullmatch(key)
                or len(variants) != 1
                or "text" not in parts
                or parts - {"text", "buttons", "metadata"}
            ):
                wrong.append(f"{file}: {key}")
    assert wrong == []


def test_every_key_in_the_code_exists() -> None:
    missing = [f"{place} {key}" for place, key, _ in sayings() if not matching(key)]
    constants = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
        if not node.value.endswith("_") and node.value not in entries()
    ]
    assert missing + constants == []


def test_every_placeholder_gets_its_value() -> None:
    wrong = []
    for place, key, given in sayings():
        if given is None or key in ("utter_*", "utter_**"):
            continue
        for one in matching(key):
            if absent := needs(one) - given:
                wrong.append(f"{place} {one}: {sorted(absent)}")
    assert wrong == []


# ── Families of keys ────────────────────────────────────────────────


def problem_ids() -> set[str]:
    """What the checks of values can find wrong, read from the modules that say so."""
    found: set[str] = set()
    for path, tree in trees():
        if path == "casework/domain/intake/validation.py":
            for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("_")):
                returned = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value]
                branches = [p for r in returned for p in ((r.body, r.orelse) if isinstance(r, ast.IfExp) else (r,))]
                found |= {b.value for b in branches if isinstance(b, ast.Constant) and isinstance(b.value, str)}
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "problem" and isinstance(node.value, ast.Constant):
                found |= {node.value.value} if isinstance(node.value.value, str) else set()
    return found


def test_every_problem_of_a_value_has_words() -> None:
    assert problem_ids() >= {
        "future_date",
        "too_old",
        "bad_date",
        "bad_phone",
        "lunar_date",
        "consent_refused",
        "too_long",
    }
    assert sorted(one for one in problem_ids() if f"utter_problem_{one}" not in entries()) == []


def test_every_problem_with_a_card_has_words() -> None:
    assert {"utter_problem_required", "utter_problem_consent_needed"} <= set(entries())


def test_every_refusal_of_the_api_has_words() -> None:
    codes = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            place = {"Problem": 1, "BadFile": 0, "BadMessage": 0}.get(node.func.id)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                codes.add(node.args[place].value)
    assert len(codes) > 10
    assert sorted(code for code in codes if f"utter_error_{code}" not in entries()) == []


def test_every_card_and_every_kind_of_claim_has_words() -> None:
    from casework.domain.intake.definition import KINDS
    from casework.intake import definition

    cards = [f"utter_card_{card}{again}" for card in definition().cards for again in ("", "_again")]
    starts = [f"utter_start_{kind}" for kind in KINDS if kind != "accident"]
    assert [key for key in cards + starts if key not in entries()] == []


def test_every_state_of_a_case_and_every_team_has_words() -> None:
    from casework.domain import assignment
    from casework.store.repositories.cases import ENDED

    teams = {value for name, value in vars(assignment).items() if name.startswith("TEAM_")}
    states = {"draft", "submitted", "accepted", "approved", "in_care", "care_ended", "rehabilitation", *ENDED}
    wanted = [f"utter_team_{team}" for team in teams] + [f"utter_state_{state}" for state in states]
    assert teams and [key for key in wanted if key not in entries()] == []


def constants() -> set[str]:
    """Every string that stands in the code, f-strings by their fixed parts left out."""
    return {
        n.value
        for _, tree in trees()
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def families() -> set[str]:
    """Beginnings of keys that the code completes: utter_state_, utter_problem_ …"""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                found.add(str(node.values[0].value))
    return {one for one in found if one.startswith("utter_")} | {"utter_"}  # "utter_" + topic


def test_nothing_is_written_that_nobody_says() -> None:
    """A key stands in the code, or in a page, or is a known beginning with an end that the program knows."""
    from casework.domain.intake.definition import KINDS
    from casework.intake import definition
    from casework.services.benefits import NAMES

    topics = yaml.safe_load((ROOT / "bot" / "topics.yml").read_text(encoding="utf-8"))["topics"]
    named = {row["id"] for row in topics} | {row["id"].split(".")[0] for row in topics}
    ends = constants() | named | set(definition().cards) | set(KINDS) | set(NAMES)
    ends |= {f"{a}_{b}" for a in named for b in ("submitted", "accepted", "approved", "in_care", "no_case", "draft")}
    ends |= {f"{card}_again" for card in definition().cards}
    known = {re.sub(r"[.-]", "_", end) for end in ends}
    told = {field.told for field in definition().fields.values() if field.told}
    literal, beginnings = constants() | told, families() | {"utter_step_", "utter_confirm_"}
    dynamic = {
        "utter_step_nursing_",
        "utter_step_survivor_first_",
        "utter_step_rehabilitation_",
    }  # ends are facts or rows
    unsaid = [
        key
        for key in entries()
        if not key.startswith("utter_answer_")  # tests/unit/test_answers.py
        and not (key.endswith("_phone") and key.removesuffix("_phone") in entries())  # the same for the ear
        and key not in literal
        and not any(key.startswith(start) and key.removeprefix(start) in known for start in beginnings)
        and not any(key.startswith(start) for start in dynamic)
    ]
    assert unsaid == []


# ── The voice ───────────────────────────────────────────────────────


def sentences() -> Iterator[tuple[str, str]]:
    """(key, sentence) of everything that ends like a sentence, placeholders filled with a word."""
    for key, entry in entries().items():
        text = re.sub(r"\{[^{}|]+\|이에요/예요\}", "그것이에요", entry["text"])
        text = re.sub(r"\{[^{}]*\}", "그것", text)
        text = re.sub(r"\([^()]*\)", "", text)
        for sentence in re.split(r"(?<=[.?!])\s+|\n", text):
            if re.search(r"[가-힣][.?!][\"’”]?$", sentence.strip()):
                yield key, sentence.strip()


def test_workers_are_spoken_to_in_plain_polite_sentences() -> None:
    """해요체. Set phrases may stay as they are."""
    phrases = {"고맙습니다.", "네.", "감사합니다.", "안녕하십니까?"}
    stiff = [(k, s) for k, s in sentences() if s not in phrases and not re.search(r"(요|죠)[.?!][\"’”]?$", s)]
    assert stiff == []


def test_sentences_are_short_enough_to_read_on_a_telephone() -> None:
    assert [(key, s) for key, s in sentences() if len(s) > 130] == []


def test_nothing_ever_says_that_somebody_is_not_covered_or_will_be() -> None:
    forbidden = re.compile(
        r"산재(가|로|는)?\s*(안|아니)\s*(돼|되|에|예)|산재가\s*아니에요|인정(이|받지)?\s*(안\s*돼|못\s*받)요|해당하지\s*않아요|"
        r"(승인|인정)(될|받을)\s*(거예요|것\s*같아요|수밖에)|반드시\s*(승인|인정)|틀림없이\s*(승인|인정)"
    )
    assert [(key, entry["text"]) for key, entry in entries().items() if forbidden.search(entry["text"])] == []


def test_emergency_names_119_and_crisis_names_109_and_both_can_be_called_with_one_touch() -> None:
    for key, number in (("utter_emergency", "119"), ("utter_crisis", "109")):
        assert number in entries()[key]["text"]
        assert entries()[key]["metadata"]["call"] == number


@pytest.mark.parametrize("placeholder", ["이에요/예요", "을/를", "은/는", "이/가", "와/과", "으로/로"])
def test_the_particle_after_a_value_is_chosen_by_its_last_sound(placeholder: str) -> None:
    words = Words({"utter_x": {"text": f"{{value|{placeholder}}}"}})
    assert words.render("utter_x", value="손") != words.render("utter_x", value="다리").replace("다리", "손")


def test_a_key_or_a_value_that_is_missing_is_an_error_and_not_an_empty_message() -> None:
    words = Words({"utter_x": {"text": "{name}"}})
    with pytest.raises(MissingWords):
        words.render("utter_y")
    with pytest.raises(MissingWords):
        words.render("utter_x")


def test_two_files_with_the_same_key_are_refused(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("responses:\n  utter_x:\n  - text: x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="utter_x"):
        Words.load(tmp_path)
