"""References to the law: 산재보험법 제52조 단서."""

from __future__ import annotations


def split(reference: str) -> tuple[str, str]:
    """The law and the article: ("산재보험법", "제52조 단서"). The article is empty where only a law is named."""
    law, mark, rest = reference.partition(" 제")
    return (law, "제" + rest) if mark else (reference, "")
