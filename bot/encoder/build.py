"""Write the carried weights as a CTranslate2 model, eight bits a weight."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

from bot.encoder.weights import Weights, carrier

FORM = "1"  # changes when what is written here changes
QUANTIZATION = "int8"


def folder(models: Path) -> Path:
    """Where the model stands, made first if it is not there (seconds, about 120 MB)."""
    name = hashlib.sha256(f"{FORM}:{carrier().stat().st_size}".encode("ascii")).hexdigest()[:16]
    target = models / f"encoder-{name}"
    if not (target / "model.bin").exists():
        models.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".encoder-", dir=models))
        _write(Weights(carrier()), made)
        made.chmod(0o755)
        try:
            os.replace(made, target)
        except OSError:  # another process was faster; its model is the same
            shutil.rmtree(made)
        for old in models.glob("encoder-*"):
            if old != target:
                shutil.rmtree(old, ignore_errors=True)
    return target


def _write(weights: Weights, target: Path) -> None:
    encoder = transformer_spec.TransformerEncoderSpec(
        weights.layers,
        weights.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    width, inner = weights.hidden, weights.inner
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights.tensor("emb.word", weights.words, width)
    encoder.embeddings[1].weight = weights.tensor("emb.type", -1, width)
    encoder.position_encodings.encodings = weights.tensor("emb.pos", -1, width)
    _norm(encoder.layernorm_embedding, weights, "emb.ln")
    for number, layer in enumerate(encoder.layer):
        name = f"l{number}."
        attention, forward = layer.self_attention, layer.ffn
        qkv = [_linear(weights, name + part, width, width) for part in "qkv"]
        attention.linear[0].weight = np.concatenate([matrix for matrix, _ in qkv])
        attention.linear[0].bias = np.concatenate([bias for _, bias in qkv])
        attention.linear[1].weight, attention.linear[1].bias = _linear(weights, name + "ao", width, width)
        _norm(attention.layer_norm, weights, name + "aln")
        forward.linear_0.weight, forward.linear_0.bias = _linear(weights, name + "fi", inner, width)
        forward.linear_1.weight, forward.linear_1.bias = _linear(weights, name + "fo", width, inner)
        _norm(forward.layer_norm, weights, name + "oln")
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    model.config.layer_norm_epsilon = weights.epsilon
    model.config.bos_token, model.config.eos_token = str(weights.begin), str(weights.end)
    model.config.unk_token = str(weights.unknown)
    model.register_vocabulary([str(number) for number in range(weights.words)])  # we cut the pieces ourselves
    model.validate()
    model.optimize(quantization=QUANTIZATION)
    model.save(str(target))


def _linear(weights: Weights, name: str, out: int, into: int) -> tuple[np.ndarray, np.ndarray]:
    return weights.tensor(name + ".w", out, into), weights.tensor(name + ".b")


def _norm(spec: common_spec.LayerNormSpec, weights: Weights, name: str) -> None:
    spec.gamma, spec.beta = weights.tensor(name + ".w"), weights.tensor(name + ".b")
