"""What our trained components have in common: one object, learnt in `train`, kept in the model archive."""

from __future__ import annotations

import pickle
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.training_data.training_data import TrainingData

Own = TypeVar("Own", bound="TrainedComponent")


class TrainedComponent(GraphComponent):
    """`_model` is the object: None until it was trained or loaded. `KEPT_AS` names its file."""

    KEPT_AS: str

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer must come before."""
        return [Tokenizer]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._model: Any = None

    @classmethod
    def create(
        cls: type[Own],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Own:
        """Build an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Own],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Own:
        """Build a trained component from the model archive, which we wrote ourselves."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = pickle.loads((folder / cls.KEPT_AS).read_bytes())
        return component

    def _keep(self, model: Any) -> Resource:
        """Put what was learnt into the model archive."""
        self._model = model
        with self._storage.write_to(self._resource) as folder:
            (folder / self.KEPT_AS).write_bytes(pickle.dumps(model))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after us trains on our output."""
        return training_data
