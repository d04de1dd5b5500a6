"""Train the model when none fits the training data."""

from __future__ import annotations

import json
import time
from pathlib import Path

from casework.supervisor import installation
from tools.steps import ROOT, step

TOPICS = ROOT / "bot" / "domain" / "topics.yml"
KEPT = 2  # models: an engine that is running may still be restarted with the one before


def train(*, force: bool = False) -> None:
    """Make models/<fingerprint>.tar.gz unless it is there. Raises SetupFailed."""
    wanted = installation.model_path()
    if wanted.exists() and not force:
        return
    unfinished = installation.partial(wanted)
    began = time.monotonic()
    step(
        "train",
        "Training the model",
        command(unfinished, ROOT / "config.yml"),
        "The training failed; the lines above say where in config.yml, data/ or bot/.",
        ENVIRONMENT,
    )
    unfinished.replace(wanted)
    installation.notes(wanted).write_text(json.dumps({"train_s": round(time.monotonic() - began, 1)}) + "\n", "utf-8")
    _drop_old(wanted)


# No cache: Rasa's own looks at the source of a component's class alone and would miss a change in casework/korean.
ENVIRONMENT = {
    "PYTHONWARNINGS": "ignore",
    "PYTHONPATH": str(ROOT),
    "RASA_MAX_CACHE_SIZE": "0",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "OMP_NUM_THREADS": "1",  # see bot/components/sentence_vectors.py
    "CUDA_VISIBLE_DEVICES": "-1",
}


def command(model: Path, config: Path) -> list[str | Path]:
    """Rasa's training of `config` on data/ and the topics into `model`.

    The responses stay out: the actions read them (casework/words.py), and the engine would take seconds to load them.
    """
    return [
        installation.engine_environment().python,
        *("-m", "rasa", "train", "--config", config, "--domain", TOPICS, "--data", ROOT / "data"),
        *("--out", model.parent, "--fixed-model-name", model.name.removesuffix(".tar.gz"), "--quiet"),
    ]


def _drop_old(kept: Path) -> None:
    others = [path for path in installation.models(ROOT) if path != kept]
    for path in others[KEPT - 1 :]:
        path.unlink(missing_ok=True)
        installation.notes(path).unlink(missing_ok=True)
