"""Tokens are Kiwi morphemes, after the text was normalised as everywhere else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from kiwipiepy import Kiwi
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from casework.korean.normalise import head_and_tail, normalise

TERMS = Path(__file__).with_name("terms.txt")

# Tags that carry meaning: nouns, verbs, adjectives, adverbs, roots, interjections,
# foreign words, numbers, negation, and the endings that make a question.
CONTENT = ("NN", "NP", "NR", "VV", "VA", "VX", "VC", "MA", "MM", "XR", "IC", "SL", "SN", "XPN", "EF")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class KiwiTokenizer(Tokenizer):
    """Morphemes as tokens with Kiwi's tag as `tag`; the lemma of a content morpheme carries its first two letters."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own keys; nothing to set."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        """Checked by Rasa before training."""
        return ["kiwipiepy"]

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._kiwi = Kiwi(num_workers=1)
        for line in TERMS.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                self._kiwi.add_user_word(line.strip(), "NNP")

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KiwiTokenizer:
        """Build the component."""
        return cls(config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the dictionary changes: Rasa itself sees only this class."""
        return hashlib.sha256(TERMS.read_bytes()).hexdigest()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Split `message`; empty text gives no token."""
        text = head_and_tail(normalise(message.get(attribute) or ""))
        return [
            Token(
                morpheme.form,
                morpheme.start,
                morpheme.end,
                data={"tag": morpheme.tag},
                lemma=lemma(morpheme.form, morpheme.tag),
            )
            for morpheme in self._kiwi.tokenize(text)
        ]


def lemma(form: str, tag: str) -> str:
    """`form/T` for a morpheme that carries meaning, an empty string for any other."""
    return f"{form}/{tag[:2]}" if tag.startswith(CONTENT) else ""
