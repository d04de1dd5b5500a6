"""At which moment of a claim which process is killed: by chance, and the same again for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

PROCESSES = ("gateway", "engine", "actions")
# Phase → the longest delay in seconds until the kill, so that it falls before, into and after the work of that phase.
PHASES = {
    "sending": 0.03,  # from the moment a message is on its way: before, while or after it is stored
    "turn": 0.25,  # from the moment it is stored: the engine reads it, the answer is written
    "answered": 0.0,  # the worker has just seen the answer
    "card": 0.06,  # from the moment the identity or the consent card is on its way
    "confirmation": 0.25,  # from the moment "it is all right, hand it in" is on its way
}


@dataclass(frozen=True)
class Moment:
    """Kill `process` in `phase` of the `number`th message (or card) of the worker, after `delay` seconds."""

    process: str
    phase: str
    number: int
    delay: float

    def __str__(self) -> str:
        return f"{self.process} at {self.phase} {self.number} +{self.delay * 1000:.0f} ms"


def plan(seed: str, kills: int, messages: int, cards: int) -> list[tuple[Moment, ...]]:
    """`kills` rounds, in each of which every process is killed once. All phases come equally often for each process.

    `messages` and `cards`: how many of them the claim has.
    """
    columns = []
    for process in PROCESSES:
        chance = random.Random(f"{seed}:{process}")
        phases = [list(PHASES)[i % len(PHASES)] for i in range(kills)]
        chance.shuffle(phases)
        columns.append([_moment(chance, process, phase, messages, cards) for phase in phases])
    return list(zip(*columns, strict=True))


def _moment(chance: random.Random, process: str, phase: str, messages: int, cards: int) -> Moment:
    last = {"card": cards, "confirmation": 1}.get(phase, messages)
    return Moment(process, phase, chance.randint(1, last), chance.uniform(0.0, PHASES[phase]))
