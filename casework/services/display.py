"""Values of fields as people read them: in the read-back, on the summary, on the desk."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from casework.domain.intake.definition import Definition, Field
from casework.domain.intake.flow import Answered, applicable
from casework.domain.intake.flow import missing as missing_fields
from casework.domain.intake.vague import is_vague
from casework.intake import definition
from casework.korean import body
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case

KOREA = ZoneInfo("Asia/Seoul")


def show(field: Field, value: Any, *, masked: bool = False) -> str:
    """`value` in words; sealed values are masked on wish. An empty string for None."""
    if value is None:
        return ""
    shown = _SHOW.get(field.type, _plain)(field, value, definition())
    return mask(field, shown) if masked and field.sealed else shown


def mask(field: Field, text: str) -> str:
    """Enough of a personal value to recognise one's own."""
    if field.type == "name":
        return text[:1] + "*" * max(1, len(text) - 2) + (text[-1] if len(text) > 2 else "")
    if field.type == "phone":
        digits = [c for c in text if c.isdigit()]
        return "***-****-" + "".join(digits[-4:])
    if field.type == "date":
        return text[:4] + "-**-**"
    return definition().words["given"]


def _plain(field: Field, value: Any, rules: Definition) -> str:
    return ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)


def _option(field: Field, value: Any, rules: Definition) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(field.option_label(str(v)) for v in values)


def _parts(field: Field, value: Any, rules: Definition) -> str:
    rows = value if isinstance(value, list) else []
    return ", ".join(
        f"{rules.words.get(p.get('side') or '', '')} {body.LABELS.get(p['part'], p['part'])}".strip() for p in rows
    )


def _yes_no(field: Field, value: Any, rules: Definition) -> str:
    return rules.words["yes" if value else "no"]


def _money(field: Field, value: Any, rules: Definition) -> str:
    if not isinstance(value, dict) or value.get("won") is None:
        return str(value.get("text", "") if isinstance(value, dict) else value)
    per = rules.words.get(value.get("per") or "", "")
    return f"{per} {value['won']:,}{rules.words['won']}".strip()


def _day(field: Field, value: Any, rules: Definition) -> str:
    if is_vague(value):
        year, _, month = str(value).partition("-")
        return rules.words["month_about" if month else "year_about"].format(year=int(year), month=int(month or 0))
    try:
        return day(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _clock(field: Field, value: Any, rules: Definition) -> str:
    try:
        return clock(dt.time.fromisoformat(str(value)))
    except ValueError:
        return str(value)


_SHOW = {
    "date": _day,
    "time": _clock,
    "relation": _option,
    "choice": _option,
    "multi": _option,
    "body_parts": _parts,
    "yes_no": _yes_no,
    "consent": _yes_no,
    "money": _money,
}


def rows(uow: UnitOfWork, kit: Kit, case: Case, *, masked: bool) -> list[dict[str, Any]]:
    """Every answered field in the order of asking: id, group, label, value, value_raw, words, status, confirmed.

    `masked` hides every sealed value; a registration number is never shown in full.
    """
    stored = uow.fields.current(case.id)
    answers = {name: Answered(row.value, row.status) for name, row in stored.items()}
    result = []
    for field in applicable(kit.definition, case.kind, answers):
        row = stored.get(field.id)
        if row is None:
            continue
        value = uow.fields.value_of(row) if row.status == "given" else None
        shown = show(field, value, masked=masked or field.type == "registration")
        result.append(
            {
                "id": field.id,
                "group": field.group,
                "label": field.label,
                "value": shown,
                "value_raw": shown if field.sealed and (masked or field.type == "registration") else value,
                "words": row.words,
                "status": row.status,
                "confirmed": row.confirmed_at is not None,
            }
        )
    return result


def missing(uow: UnitOfWork, kit: Kit, case: Case) -> list[dict[str, str]]:
    """Fields nobody knows yet, required ones first: id, label."""
    answers = uow.fields.answered(case.id)
    return [{"id": f.id, "label": f.label} for f in missing_fields(kit.definition, case.kind, answers)]


def moment(when: dt.datetime) -> str:
    """A time in Korea, to the minute, as people say it."""
    here = when.astimezone(KOREA)
    return f"{day(here.date())} {clock(here.time())}"


def day(value: dt.date) -> str:
    """A day as people say it."""
    return definition().words["day_pattern"].format(year=value.year, month=value.month, day=value.day)


def clock(value: dt.time) -> str:
    """A time of day as people say it: twelve hours, minutes only where there are any."""
    words = definition().words
    pattern = words["time_pattern" if value.minute else "hour_pattern"]
    half = words["am" if value.hour < 12 else "pm"]
    return pattern.format(half=half, hour=(value.hour - 1) % 12 + 1, minute=value.minute)
