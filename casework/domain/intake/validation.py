"""Whether a value can be true. Pure; the day is given. A problem is an id, its words are responses."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.vague import is_vague

EARLIEST_BIRTH = dt.date(1900, 1, 1)
LONGEST_TEXT = 20_000
_REGISTRATION_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def problem(field: Field, value: Any, today: dt.date) -> str | None:
    """The id of what is wrong with `value`, or None. Ids: future_date, too_old, bad_date,
    bad_phone, bad_registration, bad_business_number, bad_name, not_an_option, too_long."""
    check = _CHECKS.get(field.type, _text)
    return check(field, value, today)


def _text(field: Field, value: Any, today: dt.date) -> str | None:
    return "too_long" if isinstance(value, str) and len(value) > LONGEST_TEXT else None


def _date(field: Field, value: Any, today: dt.date) -> str | None:
    if field.approx and is_vague(value):
        value = str(value) + "-01-01"[(len(str(value)) - 4) :]
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return "bad_date"
    if day > today:
        return "future_date"
    return "too_old" if day < EARLIEST_BIRTH else None


def _phone(field: Field, value: Any, today: dt.date) -> str | None:
    digits = re.sub(r"\D", "", str(value))
    return None if 8 <= len(digits) <= 15 else "bad_phone"


def _registration(field: Field, value: Any, today: dt.date) -> str | None:
    return None if re.fullmatch(r"\d{6}-?\d{7}", str(value)) else "bad_registration"


def _business_number(field: Field, value: Any, today: dt.date) -> str | None:
    return None if re.fullmatch(r"\d{3}-?\d{2}-?\d{5}", str(value)) else "bad_business_number"


def _name(field: Field, value: Any, today: dt.date) -> str | None:
    text = str(value).strip()
    return None if 1 <= len(text) <= 60 and re.search(r"[^\W\d_]", text) else "bad_name"


def _option(field: Field, value: Any, today: dt.date) -> str | None:
    values = value if isinstance(value, list) else [value]
    known = {option.value for option in field.options}
    return None if all(v in known for v in values) or field.type == "multi" else "not_an_option"


_CHECKS = {
    "date": _date,
    "phone": _phone,
    "registration": _registration,
    "business_number": _business_number,
    "name": _name,
    "choice": _option,
    "multi": _option,
}


def registration_checksum_fits(number: str) -> bool:
    """A hint only: numbers given since October 2020 need not follow the checksum."""
    digits = [int(c) for c in number if c.isdigit()]
    if len(digits) != 13:
        return False
    total = sum(weight * digit for weight, digit in zip(_REGISTRATION_WEIGHTS, digits, strict=False))
    return (11 - total % 11) % 10 == digits[12]


def birth_date(text: str) -> str | None:
    """ISO date of an eight- or dotted-digit birth date ("19640512", "1964.5.12", "64년 5월 12일"), or None.

    Two-digit years mean 19yy: nobody under 27 gives two digits by habit alone, and the read-back shows it.
    """
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 1 and len(numbers[0]) in (6, 8):
        digits = numbers[0]
        numbers = [digits[:-4], digits[-4:-2], digits[-2:]]
    if len(numbers) < 3:
        return None
    year, month, day = (int(n) for n in numbers[:3])
    if year < 100:
        year += 1900 if year > 26 else 2000
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
