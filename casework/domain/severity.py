"""A proposal of the injury's severity (AIS 1-5) with its reasons. Pure. A person decides."""

from __future__ import annotations

from typing import Any

SPINE_AND_HEAD = frozenset({"head", "neck", "back", "spine"})
TRUNK = frozenset({"chest", "abdomen", "pelvis", "hip"})
LARGE_BONES = frozenset({"thigh", "upper_arm", "shin", "forearm", "knee", "shoulder", "elbow", "ankle"})
ALWAYS_INTENSIVE = frozenset({"cardio", "spine", "amputation", "death"})


def propose(kind: str, values: dict[str, Any], limits: dict[str, int]) -> dict[str, Any]:
    """`{level, class, reasons}`: level 1-5 or None where nothing is known, class intensive | ordinary.

    `limits["intensive_level"]` is the level from which a case is managed intensively.
    """
    reasons: list[str] = []
    level = 0

    def at_least(new: int, reason: str) -> None:
        nonlocal level
        reasons.append(reason)
        level = max(level, new)

    parts = {p["part"] for p in values.get("injury.parts") or [] if isinstance(p, dict)}
    kinds = set(values.get("injury.kinds") or [])
    if parts or kinds:
        at_least(1, "injury")
    if "fracture" in kinds:
        at_least(3 if parts & (LARGE_BONES | TRUNK | SPINE_AND_HEAD) else 2, "fracture")
    if kinds & {"ligament", "dislocation", "disc", "crush"}:
        at_least(2, "soft_tissue")
    if "amputation" in kinds:
        at_least(3, "amputation")
    if parts & SPINE_AND_HEAD and kinds & {"fracture", "concussion", "disc", "crush"}:
        at_least(3, "spine" if parts & {"back", "neck", "spine"} else "head")
    if kinds & {"burn", "electric", "poisoning"}:
        at_least(2, "burn_or_poison")
    if values.get("accident.type") in ("fall_from_height", "collapse", "electric_shock") and parts & SPINE_AND_HEAD:
        at_least(3, "mechanism")
    if values.get("care.surgery") is True:
        at_least(3, "surgery")
    if values.get("care.setting") == "inpatient" or "입원" in str(values.get("injury.condition") or ""):
        at_least(2, "inpatient")
    if kind == "death":
        at_least(5, "death")
    if values.get("disease.group") == "cardio":
        at_least(3, "cardio")
    intensive = level >= limits["intensive_level"] or bool(ALWAYS_INTENSIVE & set(reasons))
    return {"level": level or None, "class": "intensive" if intensive else "ordinary", "reasons": reasons}
