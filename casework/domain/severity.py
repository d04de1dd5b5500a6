"""A proposal of the injury's severity (AIS 1-5) with its reasons. Pure. A person decides.

Each rule of the table names a reason, the level it speaks for and when it holds; the highest level wins. Where AIS knows
a span (one rib, many ribs) and a first report does not tell, the table takes the middle: a person looks at it anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.korean import condition, injury_types

HEAD = frozenset({"head"})
SPINE = frozenset({"neck", "back", "spine", "waist"})
TRUNK = frozenset({"chest", "rib", "abdomen", "pelvis", "hip", "flank", "groin", "lung", "heart"})
CORE = HEAD | SPINE | TRUNK
ARM = frozenset({"arm", "upper_arm", "elbow", "shoulder"})
LEG = frozenset({"thigh", "leg", "shin", "knee"})
DIGITS = frozenset({"finger", "finger_thumb", "finger_index", "finger_middle", "finger_ring", "finger_little", "toe"})
END_OF_LIMB = frozenset({"hand", "wrist", "forearm", "foot", "heel", "ankle"})
FACE = frozenset({"face", "nose", "ear", "mouth", "tooth", "jaw", "eye"})
BEARING = frozenset({"thigh", "leg", "shin", "pelvis", "hip"})  # bones that one cannot walk without
# Bones whose operation means displacement or a plate; AIS counts those one higher.
PLATED = ARM | LEG | SPINE | TRUNK | HEAD | frozenset({"wrist", "forearm", "ankle", "heel"})
SMALL = DIGITS | FACE | frozenset({"hand", "foot", "collarbone"})
FORCE = frozenset({"fall_from_height", "collapse", "crushed_under"})
ALWAYS_INTENSIVE = frozenset({"cardio", "spine", "amputation", "amputation_limb", "death"})


@dataclass(frozen=True)
class Seen:
    """What is known, in the form that rules ask for."""

    kind: str
    parts: frozenset[str]
    kinds: frozenset[str]
    accident: str | None
    disease: str | None
    surgery: bool
    inpatient: bool
    intensive_care: bool
    fainted: bool
    unconscious: bool
    burn_level: int

    def has(self, *kinds: str) -> bool:
        """Any of these kinds of injury."""
        return bool(self.kinds & set(kinds))

    def at(self, *groups: frozenset[str]) -> bool:
        """Any part of these groups, or the whole body."""
        return bool(self.parts & frozenset().union(*groups, {"whole_body"}))

    def only(self, *groups: frozenset[str]) -> bool:
        """Parts are known, and all are of these groups."""
        return bool(self.parts) and self.parts <= frozenset().union(*groups)

    @property
    def undiagnosed(self) -> bool:
        """No kind of injury is known yet."""
        return self.kinds <= {"other"}


@dataclass(frozen=True)
class Rule:
    """A reason (its words stand in the desk's templates), the level it speaks for, and when it holds."""

    reason: str
    level: int
    holds: Callable[[Seen], bool]


RULES = (
    Rule("injury", 1, lambda s: bool(s.parts or s.kinds)),
    Rule("fracture", 2, lambda s: s.has("fracture") and not s.only(DIGITS, {"nose"})),
    Rule("fracture", 3, lambda s: s.has("fracture") and s.at(BEARING, HEAD)),
    Rule("spine", 2, lambda s: s.has("disc", "nerve") and s.at(SPINE)),
    Rule("spine", 3, lambda s: s.has("fracture", "crush") and s.at(SPINE)),
    Rule("soft_tissue", 2, lambda s: s.has("ligament", "dislocation", "disc", "nerve") and not s.only(DIGITS)),
    Rule("crush", 2, lambda s: s.has("crush")),
    Rule("crush", 3, lambda s: s.has("crush") and s.at(ARM, LEG, END_OF_LIMB)),
    Rule("crush", 4, lambda s: s.has("crush") and s.at(TRUNK, HEAD)),
    Rule("amputation", 2, lambda s: s.has("amputation")),
    Rule("amputation", 3, lambda s: s.has("amputation") and s.at(END_OF_LIMB)),
    Rule("amputation_limb", 4, lambda s: s.has("amputation") and s.at(ARM, LEG)),
    Rule("head", 2, lambda s: s.has("concussion")),
    Rule("head", 4, lambda s: s.has("head_injury")),
    Rule("internal", 3, lambda s: s.has("internal")),
    Rule("paralysis", 2, lambda s: s.has("paralysis")),
    Rule("paralysis", 3, lambda s: s.has("paralysis") and s.at(ARM, END_OF_LIMB)),
    Rule("paralysis", 4, lambda s: s.has("paralysis") and (not s.parts or s.at(LEG, SPINE, TRUNK, HEAD))),
    Rule("paralysis", 5, lambda s: s.has("paralysis") and s.at({"neck"})),
    Rule("eye", 2, lambda s: s.at({"eye"}) and s.has("laceration", "foreign_body", "burn", "crush")),
    Rule("eye", 3, lambda s: s.has("vision")),
    Rule("burn_or_poison", 2, lambda s: s.has("electric", "poisoning") or (s.has("burn") and not s.only(DIGITS))),
    Rule("burn_or_poison", 3, lambda s: s.has("burn") and s.at({"face", "neck"})),
    Rule("burn_large", 3, lambda s: s.burn_level >= 3),
    Rule("burn_large", 4, lambda s: s.burn_level >= 4 or (s.has("burn") and s.at())),
    Rule("burn_large", 5, lambda s: s.burn_level >= 5),
    Rule("mechanism", 2, lambda s: s.accident in FORCE and (s.undiagnosed or s.at(SPINE, HEAD))),
    Rule("mechanism", 3, lambda s: s.accident in FORCE and s.undiagnosed and s.at(CORE)),
    Rule("inpatient", 2, lambda s: s.inpatient),
    Rule("surgery", 2, lambda s: s.surgery),
    Rule("surgery", 3, lambda s: s.surgery and s.has("fracture") and s.at(PLATED)),
    Rule("surgery", 3, lambda s: s.surgery and s.has("disc", "crush", "amputation") and not s.only(SMALL)),
    Rule("surgery", 3, lambda s: s.surgery and s.undiagnosed and not s.only(SMALL)),
    Rule("surgery", 4, lambda s: s.surgery and (s.has("internal", "head_injury") or s.disease == "cardio")),
    Rule("intensive_care", 4, lambda s: s.intensive_care),
    Rule("fainted", 3, lambda s: s.fainted),
    Rule("unconscious", 5, lambda s: s.unconscious),
    Rule("cardio", 3, lambda s: s.disease == "cardio"),
    Rule("cancer", 3, lambda s: s.disease == "cancer"),
    Rule("death", 5, lambda s: s.kind == "death"),
)


def propose(kind: str, values: dict[str, Any], limits: Mapping[str, int]) -> dict[str, Any]:
    """`{level, class, reasons}`: level 1-5 or None where nothing is known, class intensive | ordinary.

    `limits["intensive_level"]` is the level from which a case is managed intensively; the spine, an amputation, heart,
    brain and death always are. `limits["burn_3"]` to `["burn_5"]` are the shares of the body, in percent, from which a
    burn is of that level; without them only the words for the whole body count.
    """
    seen = see(kind, values, limits)
    holding = [rule for rule in RULES if rule.holds(seen)]
    reasons = list(dict.fromkeys(rule.reason for rule in holding))
    level = max((rule.level for rule in holding), default=None)
    intensive = (level or 0) >= limits["intensive_level"] or bool(ALWAYS_INTENSIVE & set(reasons))
    return {"level": level, "class": "intensive" if intensive else "ordinary", "reasons": reasons}


def see(kind: str, values: dict[str, Any], limits: Mapping[str, int]) -> Seen:
    """What the rules ask about, from a claim's values."""
    now = str(values.get("injury.condition") or "")
    # What happened then counts, too, except where it is about now.
    told = f"{values.get('accident.story') or ''}\n{now}"
    setting = values.get("care.setting")
    burned = condition.burned_percent(told) or 0
    return Seen(
        kind=kind,
        parts=frozenset(p["part"] for p in values.get("injury.parts") or [] if isinstance(p, dict)),
        kinds=frozenset(values.get("injury.kinds") or [])
        | {str(e.value) for e in injury_types.find(str(values.get("disease.name") or ""))},
        accident=values.get("accident.type"),
        disease=values.get("disease.group"),
        surgery=values.get("care.surgery") is True,
        inpatient=setting == "inpatient" or (setting is None and condition.is_inpatient(now)),
        intensive_care=condition.is_in_intensive_care(now),
        fainted=condition.lost_consciousness(told),
        unconscious=condition.is_unconscious(now),
        burn_level=max((n for n in (3, 4, 5) if 0 < limits.get(f"burn_{n}", 0) <= burned), default=0),
    )
