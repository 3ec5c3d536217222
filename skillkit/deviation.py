"""Deviation: how far somebody's ratings of the vignettes lie from the reference, in levels.

A distance, never a mark: anchors leave room, and what a person does with it is that person's own.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from fractions import Fraction

from skillkit.vignettes import Vignette, VignetteId

_COUNTS = ("no", "one", "two", "three", "four")


def deviations(
    levels: Mapping[VignetteId, int], vignettes: Iterable[Vignette]
) -> dict[VignetteId, int]:
    """Rating minus reference level of each rated vignette, in levels, -4 ... 4."""
    return {v.id: levels[v.id] - v.level for v in vignettes if v.id in levels}


def median_distance(deviations: Mapping[VignetteId, int]) -> Fraction | None:
    """The median of the deviations without their signs, in levels; None without any."""
    distances = [Fraction(abs(deviation)) for deviation in deviations.values()]
    return Fraction(statistics.median(distances)) if distances else None


def deviation_words(deviation: int) -> str:
    """A deviation in words: "one level higher than the reference"."""
    if deviation == 0:
        return "the same as the reference"
    levels = "level" if abs(deviation) == 1 else "levels"
    side = "higher" if deviation > 0 else "lower"
    return f"{_COUNTS[abs(deviation)]} {levels} {side} than the reference"


def distance_sentence(deviations: Mapping[VignetteId, int], which: str) -> str:
    """How close half of several ratings lie; `which` are they: "first", "second".

    Of two middle ones the lower counts: it is the smallest distance that holds half of them.
    """
    if len(deviations) < 2:
        return ""
    within = statistics.median_low(abs(deviation) for deviation in deviations.values())
    if within == 0:
        return f"At least half of your {which} ratings are the reference level itself."
    levels = "level" if within == 1 else "levels"
    return (
        f"At least half of your {which} ratings lie within {_COUNTS[within]} {levels} "
        "of the reference."
    )
