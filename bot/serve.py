"""Rasa's own command line, started lighter: `python -m bot.serve run …` takes what `rasa run …` takes.

Nothing in our pipeline uses TensorFlow, but Rasa imports it with the components that it brings along, for ten seconds and
some hundred megabytes. What drags it in is left out, or put off until one of its names is asked for.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from graphlib import TopologicalSorter
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_EMPTY = {
    "rasa.engine.recipes.default_components": {"DEFAULT_COMPONENTS": []},  # config.yml names its own
    # Named by the graph of the training, which stands in the model and is not run here.
    "rasa.graph_components.validators.default_recipe_validator": {
        "DefaultV1RecipeValidator": type("DefaultV1RecipeValidator", (), {})
    },
}
_KEPT = 4.0  # seconds that an unused connection stays open; less than the action server keeps it
_PATIENCE = 30.0  # seconds for an action; the gateway gives up long before
_LATER = ("rasa.utils.train_utils",)  # for training Rasa's own classifiers


def lighten() -> None:
    """Must come before the first import of Rasa. Not for training stock Rasa."""
    sys.modules["jax"] = None  # type: ignore[assignment]  # a converter of TensorFlow's that nothing here uses
    if not any(isinstance(finder, _Light) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Light())


class _Later(ModuleType):
    """A module that is imported when one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked of every module by whoever looks through them all
            raise AttributeError(name)
        sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Light)]
        del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


class _Light(MetaPathFinder, Loader):
    """Finds the modules that are left out or put off."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Ours for those names."""
        return ModuleSpec(name, self) if name in _EMPTY or name in _LATER else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A stand-in."""
        return _Later(spec.name) if spec.name in _LATER else ModuleType(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Give it the names it has."""
        module.__dict__.update(_EMPTY.get(module.__name__, {}))


def check_answers_cheaply() -> None:
    """Have what the action server answers checked against Rasa's schema, but the schema itself only once.

    Rasa checks the schema at every turn as well, which takes longer than everything else that the engine does.
    """
    from jsonschema import validators
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    checker = validators.validator_for(schema)(schema)
    checker.check_schema(schema)
    RemoteAction._validate_action_result = lambda self, result: checker.validate(result) or True


def keep_connections() -> None:
    """Have the action server asked over connections that stay open, where Rasa opens one for every turn."""
    import aiohttp
    from rasa.utils.endpoints import EndpointConfig

    held: dict[str, aiohttp.ClientSession] = {}

    @asynccontextmanager
    async def session(endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
        if endpoint.url not in held:
            held[endpoint.url] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=_KEPT),
                timeout=aiohttp.ClientTimeout(total=_PATIENCE),
            )
        yield held[endpoint.url]

    EndpointConfig.session = session


def know_the_domain() -> None:
    """Have it noticed once that there are topics, where Rasa builds an empty domain at every turn to compare with."""
    from rasa.shared.core.domain import Domain

    empty = Domain.empty().as_dict()
    Domain.is_empty = lambda self: self.as_dict() == empty


def run_graph_in_order() -> None:
    """Have the steps of the model called one after the other, where Rasa has Dask plan them anew for every message."""
    from rasa.engine.runner.dask import DaskGraphRunner

    def run(
        self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        planned = self.__dict__.setdefault("_planned", {})
        if wanted not in planned:
            nodes = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
            needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
            planned[wanted] = [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in needs]
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needed in planned[wanted]:
            done[name] = self._instantiated_nodes[name](*(done[need] for need in needed))
        return dict(done[name] for name in wanted)

    DaskGraphRunner.run = run


def main() -> None:
    """Hand over to Rasa with the arguments as they are."""
    lighten()
    check_answers_cheaply()
    keep_connections()
    know_the_domain()
    run_graph_in_order()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
