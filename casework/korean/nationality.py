"""Whether a nationality, as people write it, is Korean."""

from __future__ import annotations

_KOREAN = frozenset(
    {"kr", "kor", "korea", "korean", "southkorea", "republicofkorea", "대한민국", "한국", "한국인", "내국인"}
)


def is_korean(text: str) -> bool:
    """True for KR, Korea, 대한민국 and their like."""
    return "".join(text.split()).lower() in _KOREAN
