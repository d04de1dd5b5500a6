"""Showing part of an identifier: enough to recognise it, too little to use it. Pure."""

from __future__ import annotations

import re

HIDDEN = "○"
STAR = "*"


def mask_name(name: str) -> str:
    """The family name or first letter with the rest hidden: 김영수 becomes 김○○, Nguyen Van An N○○."""
    name = name.strip()
    if not name:
        return ""
    korean = re.fullmatch(r"[가-힣]{2,}", name)
    return name[0] + HIDDEN * (len(name) - 1 if korean else 2)


def mask_registration(number: str) -> str:
    """Birth date and the first digit after it; what makes the number usable is hidden."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < 7:
        return STAR * len(digits)
    return f"{digits[:6]}-{digits[6]}{STAR * (len(digits) - 7)}"


def mask_phone(number: str) -> str:
    """The last four digits alone."""
    digits = re.sub(r"\D", "", number)
    if len(digits) <= 4:
        return STAR * len(digits)
    return STAR * (len(digits) - 4) + digits[-4:]
