"""The only policy: a message is answered by `action_turn`, then the bot listens.

What to say next depends on the claim, which lives in the case database and not
in the tracker (docs/decisions/0001), so there is nothing here to learn.
"""

from __future__ import annotations

from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

TURN = "action_turn"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class TurnPolicy(Policy):
    """Deterministic and stateless."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa asks every policy for a priority."""
        return {"priority": 6}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TurnPolicy:
        """There is nothing stored to load."""
        return cls(config, model_storage, resource, execution_context)

    def train(self, *args: Any, **kwargs: Any) -> Resource:
        """There is nothing to train."""
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, *args: Any, **kwargs: Any
    ) -> PolicyPrediction:
        """`action_turn` right after a message, else listen."""
        name = TURN if tracker.latest_action_name == ACTION_LISTEN_NAME else ACTION_LISTEN_NAME
        return self._prediction([1.0 if name == action else 0.0 for action in domain.action_names_or_texts])
