"""Which of several hypotheses of the recogniser is meant: the first that the open question can read.

Of a story it is the first one, unless another tells that somebody died: nobody mishears that into a sentence, and nothing
hurts the bereaved more than to be asked how the injured person is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from casework.branches import gazetteer
from casework.domain.intake.definition import Field
from casework.domain.intake.reading import read
from casework.domain.understanding import Understanding
from casework.korean import answers
from casework.korean.bereavement import tells_of_death
from casework.korean.entities import extract
from casework.services.hours import KOREA
from connectors.phone.protocol import Hypothesis

UNSAID = 0.9  # the confidence of a recogniser that gives none
DEAF = 0.30  # below: nothing was heard
DOUBT = 0.55  # below: asked whether it was heard right
SURE = 0.75  # below: told what is put down
FREE = ("text", "story", "name")  # any words answer such a question, so the recogniser's first is as good as any
CHECKED = ("date", "time", "address", "body_parts", "choice", "money")  # what is worth checking, since it decides


def choose(field: Field | None, hypotheses: Sequence[Hypothesis], now: dt.datetime) -> Hypothesis:
    """The hypothesis to go on with; its confidence is always given."""
    rows = [Hypothesis(h.text.strip(), UNSAID if h.confidence is None else h.confidence) for h in hypotheses]
    rows = [row for row in rows if row.text] or [Hypothesis("", 0.0)]
    if field is None:
        return next((row for row in rows if tells_of_death(row.text)), rows[0])
    if field.type in FREE or len(rows) == 1:
        return rows[0]
    return next((row for row in rows if reads(field, row.text, now)), rows[0])


def reads(field: Field, text: str, now: dt.datetime) -> bool:
    """Whether `text` answers the question for `field`."""
    if answers.is_unknown(text) or answers.is_later(text):
        return False  # a slip of the recogniser is likelier than that another hypothesis is wrong altogether
    here = now.astimezone(KOREA)
    entities = tuple(extract(text, here, gazetteer()))
    reading = read(field, text, Understanding((), entities), here.date())
    return reading is not None and reading.status == "given" and not reading.problem and reading.confidence > 0.5
