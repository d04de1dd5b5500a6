"""Which kind of claim a story is: accident, disease, commute or death. Pure."""

from __future__ import annotations

from casework.domain.understanding import Understanding
from casework.korean import illness, story

# Questions that only arise where it is a claim of that kind.
_ABOUT = {
    "disease": ("report.disease", "disease."),
    "commute": ("report.commute", "eligible.commute"),
    "death": ("report.death", "survivor.", "funeral."),
}


def kind_of_topic(topic: str | None) -> str | None:
    """The kind of claim that a question belongs to; None where it may be of any."""
    return next((kind for kind, names in _ABOUT.items() if topic and topic.startswith(names)), None)


def kind_of(text: str, understanding: Understanding) -> str:
    """The kind that the words allow and that is the likeliest; an accident where nothing speaks for another."""
    chances = {"accident": understanding.chance("report.accident")}
    for kind in ("disease", *story.kinds_told(text)):
        chances[kind] = sum(chance for name, chance in understanding.ranking if name.startswith(_ABOUT[kind]))
    likely = max(chances, key=lambda kind: chances[kind])
    return "disease" if likely == "accident" and illness.is_told(text, understanding.entities) else likely
