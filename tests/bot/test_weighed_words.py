"""Our weighing of words is scikit-learn's, only lighter."""

from __future__ import annotations

from tests.bot.test_serve import in_engine

COMPARED = """
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from bot.components.weighed_words import WeighedWords, beside, nearness

texts = ["a b b c", "b c d", "c", "d d d a"]
asked = ["b b a", "x y", ""]
theirs = TfidfVectorizer(token_pattern=r"\\S+", sublinear_tf=True)
known = theirs.fit_transform(texts)
ours = WeighedWords(token_pattern=r"\\S+")
ours.learn(texts)
"""


def test_a_text_is_weighed_as_scikit_learn_weighs_it() -> None:
    assert in_engine(COMPARED + "print(abs(ours.of(asked) - theirs.transform(asked)).max() < 1e-12)") == "True"


def test_a_text_without_known_words_is_zero_and_near_to_nothing() -> None:
    code = "print(nearness(ours.of(asked[1:]), known.T.tocsr()).any())"
    assert in_engine(COMPARED + code) == "False"


def test_nearness_is_the_cosine() -> None:
    code = (
        "near = nearness(ours.of(asked), normalize(known).T.tocsr()); "
        "print(np.allclose(near, (ours.of(asked) @ normalize(known).T).toarray(), atol=1e-6))"
    )
    assert in_engine(COMPARED + code) == "True"


def test_one_row_is_put_beside_another_as_many_are() -> None:
    code = (
        "many = beside(ours.of(asked), ours.of(texts[:3])); "
        "one = beside(ours.of(asked[:1]), ours.of(texts[:1])); print(one.shape[1] == many.shape[1], abs(many[0] - one).max())"
    )
    assert in_engine(COMPARED + code) == "True 0.0"
