"""The engine starts without what it does not use, and Rasa's own parts still work where somebody asks for them."""

from __future__ import annotations

import subprocess

from casework.settings import ROOT
from casework.supervisor import installation


def in_engine(code: str) -> str:
    """What `code` prints in the engine's environment."""
    done = subprocess.run(
        [str(installation.engine_environment(ROOT).python), "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


def test_the_engine_loads_no_tensorflow() -> None:
    code = (
        "import sys; from bot import serve; serve.lighten(); import rasa.core.agent, rasa.core.run, rasa.__main__; "
        "print('tensorflow' in sys.modules)"
    )
    assert in_engine(code) == "False"


def test_what_was_put_off_is_loaded_when_a_name_is_asked_for() -> None:
    code = (
        "from bot import serve; serve.lighten(); import rasa.utils.train_utils as late; "
        "print(hasattr(late, '__nothing__'), callable(late.init_split_entities))"
    )
    assert in_engine(code) == "False True"


def test_the_steps_run_in_order_give_what_rasas_own_runner_gives() -> None:
    code = """
from bot import serve; serve.lighten()
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
class Add(GraphComponent):
    @classmethod
    def create(cls, config, model_storage, resource, execution_context): return cls()
    def run(self, x, y=0): return x + y + 1
def node(**needs): return SchemaNode(needs=needs, uses=Add, fn="run", constructor_name="create", config={}, eager=True)
schema = GraphSchema({"a": node(x="start"), "b": node(x="a"), "c": node(x="a", y="b"), "d": node(x="start")})
runner = DaskGraphRunner.create(schema, None, ExecutionContext(schema))
def asked(): return runner.run({"start": 1}, ["c", "a"]), runner.run({"start": 5}, ["d"])
theirs = asked(); serve.run_graph_in_order(); print(asked() == theirs and asked() == theirs)
"""
    assert in_engine(code) == "True"


def test_a_domain_with_topics_is_not_empty() -> None:
    code = (
        "from bot import serve; serve.lighten(); serve.know_the_domain(); from rasa.shared.core.domain import Domain; "
        "print(Domain.empty().is_empty(), Domain.load('bot/domain/topics.yml').is_empty())"
    )
    assert in_engine(code) == "True False"
