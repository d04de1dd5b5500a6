"""A proposal of the injury's severity (AIS 1-5) with its reasons. Pure. A person decides.

Each rule of the table names a reason, the level it speaks for and when it holds; the highest level wins. Where AIS knows
a span (one rib, many ribs) and a first report does not tell, the table takes the middle: a person looks at it anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.korean import condition

HEAD = frozenset({"head"})
SPINE = frozenset({"neck", "back", "spine", "waist"})
TRUNK = frozenset({"chest", "rib", "abdomen", "pelvis", "hip", "flank", "groin", "lung", "heart"})
LARGE_LIMB = frozenset({"thigh", "leg", "shin", "knee", "arm", "upper_arm", "elbow", "shoulder"})
FINGERS = frozenset({"finger", "finger_thumb", "finger_index", "finger_middle", "finger_ring", "finger_little", "toe"})
END_OF_LIMB = frozenset({"hand", "wrist", "forearm", "foot", "heel", "ankle", "collarbone"})
BEARING = frozenset({"thigh", "leg", "shin", "pelvis", "hip"})  # bones that one cannot walk without
FORCE = frozenset({"fall_from_height", "collapse", "electric_shock", "crushed_under", "traffic"})
ALWAYS_INTENSIVE = frozenset({"cardio", "spine", "amputation", "amputation_limb", "death"})


@dataclass(frozen=True)
class _Seen:
    """What is known, in the form that rules ask for."""

    kind: str
    parts: frozenset[str]
    kinds: frozenset[str]
    accident: str | None
    disease: str | None
    surgery: bool
    inpatient: bool
    intensive_care: bool
    unconscious: bool

    def has(self, *kinds: str) -> bool:
        """Any of these kinds of injury."""
        return bool(self.kinds & set(kinds))

    def at(self, *groups: frozenset[str]) -> bool:
        """Any part of these groups, or the whole body."""
        return bool(self.parts & frozenset().union(*groups, {"whole_body"}))


@dataclass(frozen=True)
class _Rule:
    reason: str
    level: int
    holds: Callable[[_Seen], bool]


RULES = (
    _Rule("injury", 1, lambda s: bool(s.parts or s.kinds)),
    _Rule("fracture", 2, lambda s: s.has("fracture") and not s.parts <= FINGERS),
    _Rule("fracture", 3, lambda s: s.has("fracture") and s.at(BEARING, HEAD)),
    _Rule("soft_tissue", 2, lambda s: s.has("ligament", "dislocation", "disc", "nerve")),
    _Rule("spine", 2, lambda s: s.has("disc", "nerve") and s.at(SPINE)),
    _Rule("spine", 3, lambda s: s.has("fracture", "crush") and s.at(SPINE)),
    _Rule("crush", 2, lambda s: s.has("crush")),
    _Rule("crush", 3, lambda s: s.has("crush") and s.at(LARGE_LIMB, END_OF_LIMB)),
    _Rule("crush", 4, lambda s: s.has("crush") and s.at(TRUNK, HEAD)),
    _Rule("amputation", 2, lambda s: s.has("amputation")),
    _Rule("amputation", 3, lambda s: s.has("amputation") and s.at(END_OF_LIMB)),
    _Rule("amputation_limb", 4, lambda s: s.has("amputation") and s.at(LARGE_LIMB)),
    _Rule("head", 3, lambda s: s.has("concussion")),
    _Rule("head", 4, lambda s: s.has("head_injury")),
    _Rule("internal", 3, lambda s: s.has("internal")),
    _Rule("paralysis", 4, lambda s: s.has("paralysis")),
    _Rule("eye", 2, lambda s: s.at(frozenset({"eye"})) and s.has("laceration", "foreign_body", "burn", "crush")),
    _Rule("eye", 3, lambda s: s.has("vision")),
    _Rule("burn_or_poison", 2, lambda s: s.has("burn", "electric", "poisoning")),
    _Rule("burn_or_poison", 3, lambda s: s.has("burn") and s.at(frozenset({"face", "neck"}))),
    _Rule("burn_large", 4, lambda s: s.has("burn") and "whole_body" in s.parts),
    _Rule("mechanism", 3, lambda s: s.accident in FORCE and s.at(SPINE, HEAD)),
    _Rule("inpatient", 2, lambda s: s.inpatient),
    _Rule("surgery", 2, lambda s: s.surgery),
    _Rule("surgery", 3, lambda s: s.surgery and not (s.parts and s.parts <= FINGERS)),
    _Rule("surgery", 4, lambda s: s.surgery and s.has("internal", "head_injury")),
    _Rule("intensive_care", 4, lambda s: s.intensive_care),
    _Rule("unconscious", 5, lambda s: s.unconscious),
    _Rule("cardio", 3, lambda s: s.disease == "cardio"),
    _Rule("death", 5, lambda s: s.kind == "death"),
)


def propose(kind: str, values: dict[str, Any], limits: dict[str, int]) -> dict[str, Any]:
    """`{level, class, reasons}`: level 1-5 or None where nothing is known, class intensive | ordinary.

    `limits["intensive_level"]` is the level from which a case is managed intensively; the spine, an amputation, heart,
    brain and death always are.
    """
    seen = _see(kind, values)
    holding = [rule for rule in RULES if rule.holds(seen)]
    reasons = list(dict.fromkeys(rule.reason for rule in holding))
    level = max((rule.level for rule in holding), default=None)
    intensive = (level or 0) >= limits["intensive_level"] or bool(ALWAYS_INTENSIVE & set(reasons))
    return {"level": level, "class": "intensive" if intensive else "ordinary", "reasons": reasons}


def _see(kind: str, values: dict[str, Any]) -> _Seen:
    words = str(values.get("injury.condition") or "")
    setting = values.get("care.setting")
    return _Seen(
        kind=kind,
        parts=frozenset(p["part"] for p in values.get("injury.parts") or [] if isinstance(p, dict)),
        kinds=frozenset(values.get("injury.kinds") or []),
        accident=values.get("accident.type"),
        disease=values.get("disease.group"),
        surgery=values.get("care.surgery") is True,
        inpatient=setting == "inpatient" or (setting is None and condition.is_inpatient(words)),
        intensive_care=condition.is_in_intensive_care(words),
        unconscious=condition.is_unconscious(words),
    )
