"""Who may import whom: docs/architecture.md, held over the syntax trees."""

from __future__ import annotations

import ast
import sys

import pytest

# A layer, and what of our own it may import besides itself.
MAY_IMPORT = {
    "casework.korean": (),
    "casework.domain": ("casework.korean",),
    "casework.store": ("casework.domain", "casework.korean"),
    "casework.services": (
        "casework.domain", "casework.korean", "casework.store", "casework.answers", "casework.branches",
        "casework.beliefs", "casework.calculators", "casework.intake", "casework.parameters", "casework.words",
    ),
    "casework.supervisor": ("casework.settings", "casework.store", "casework.parameters"),
    "casework.speech": ("casework.supervisor",),
    "casework.talk": ("casework.domain", "casework.korean"),
    "casework.commands": ("casework",),
    "casework": ("casework",),
    "actions": ("casework",),
    "connectors": ("casework",),
    "bot": ("casework.korean", "casework.branches"),
    "migrations": ("casework.store",),
    "tools": ("casework.supervisor",),
}  # fmt: skip
OURS = ("actions", "bot", "casework", "connectors", "migrations", "tools")
PURE = ("casework.domain", "casework.korean")
# Clock, files, environment, processes, network, randomness: a pure module has no use for any of them.
IMPURE_MODULES = (
    "asyncio", "glob", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
)  # fmt: skip
CLOCKS = {"now", "utcnow", "today", "fromtimestamp"}


def layer_of(name: str) -> str:
    """The layer with the longest name that holds the module."""
    return max((layer for layer in MAY_IMPORT if name == layer or name.startswith(layer + ".")), key=len)


def test_every_import_between_layers_goes_in_the_written_direction(modules) -> None:
    wrong = []
    for module in modules:
        layer = layer_of(module.name)
        allowed = (layer, *MAY_IMPORT[layer])
        # `from casework import branches` names the bare package too, which holds nothing.
        ours = [i for i in module.imported_from(*OURS) if i != "casework"]
        wrong += [
            f"{module.path} imports {i}" for i in ours if not any(i == a or i.startswith(a + ".") for a in allowed)
        ]
    assert wrong == []


def test_the_domain_and_the_korean_text_use_the_standard_library_alone(modules) -> None:
    wrong = []
    for module in modules:
        if layer_of(module.name) in PURE:
            foreign = {i.split(".")[0] for i in module.imports} - set(sys.stdlib_module_names) - {"casework"}
            wrong += [f"{module.path} imports {i}" for i in sorted(foreign)]
    assert wrong == []


def test_the_domain_and_the_korean_text_have_no_clock_files_environment_or_chance(modules) -> None:
    wrong = []
    for module in modules:
        if layer_of(module.name) not in PURE:
            continue
        wrong += [f"{module.path} imports {i}" for i in module.imported_from(*IMPURE_MODULES)]
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"open", "input", "print", "exec", "eval", "__import__"}:
                wrong.append(f"{module.path}:{node.lineno} calls {called.id}")
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS and _is_date_class(called.value):
                wrong.append(f"{module.path}:{node.lineno} reads the clock")
    assert wrong == []


def _is_date_class(node: ast.expr) -> bool:
    """`datetime`, `date`, `dt.datetime`, `datetime.date`."""
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) in {"datetime", "date"}


def test_the_library_knows_neither_rasa_nor_sanic(modules) -> None:
    wrong = [
        (module.path, found)
        for module in modules
        if module.name.split(".")[0] == "casework" and (found := module.imported_from("rasa", "rasa_sdk", "sanic"))
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ["connectors", "actions", "bot"])
def test_nothing_imports_an_outer_package(modules, package: str) -> None:
    outside = [m for m in modules if m.name.split(".")[0] != package]
    assert [(m.path, found) for m in outside if (found := m.imported_from(package))] == []


def test_only_the_actions_use_the_rasa_sdk_and_only_the_bot_uses_rasa(modules) -> None:
    users = {m.name.split(".")[0] for m in modules if m.imported_from("rasa_sdk")}
    assert users <= {"actions"}
    assert {m.name.split(".")[0] for m in modules if m.imported_from("rasa")} <= {"bot"}


def test_sql_stays_in_the_store(modules) -> None:
    """Use cases work through the unit of work; only the store and the migrations speak SQLAlchemy."""
    wrong = [
        m.path
        for m in modules
        if m.imported_from("sqlalchemy") and layer_of(m.name) in ("casework.services", "actions", "connectors", "bot")
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ["connectors", "casework"])
def test_no_two_modules_import_each_other_in_a_circle(modules, package: str) -> None:
    """Also not by way of others, and not inside functions: what cannot be read from below upwards cannot be read."""
    own = {m.name: m for m in modules if m.name.split(".")[0] == package and not m.path.endswith("__init__.py")}
    graph = {name: sorted(own.keys() & module.imports - {name}) for name, module in own.items()}
    assert _circles(graph) == []


def _circles(graph: dict[str, list[str]]) -> list[list[str]]:
    """Groups of modules of which each reaches each."""
    reached: dict[str, set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        left = list(graph[start])
        while left:
            name = left.pop()
            if name not in seen:
                seen.add(name)
                left += graph[name]
        reached[start] = seen
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return [list(group) for group in sorted(groups)]
