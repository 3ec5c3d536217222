"""Gap: what lies between a rating and the level somebody wants, in levels; never a fault."""

from __future__ import annotations

from dataclasses import replace

from skillkit.assessment import Assessment
from skillkit.framework import SkillId

_COUNTS = ("no", "one", "two", "three", "four")


def gaps(assessment: Assessment) -> dict[SkillId, int]:
    """Target minus level of each rated skill with a target, in levels; an unrated one has none."""
    levels = assessment.levels
    return {s: target - levels[s] for s, target in assessment.targets.items() if s in levels}


def gap_words(gap: int) -> str:
    """A gap in words: "two levels up"."""
    if gap == 0:
        return "where you are"
    levels = "level" if abs(gap) == 1 else "levels"
    return f"{_COUNTS[abs(gap)]} {levels} {'up' if gap > 0 else 'down'}"


def at_targets(assessment: Assessment) -> Assessment:
    """The assessment as if every target above its rating were reached.

    A skill that is not applicable stays so; an unrated one takes its target.
    """
    reached = {
        skill: max(target, assessment.levels.get(skill, 0))
        for skill, target in assessment.targets.items()
        if assessment.rating(skill) != "na"
    }
    return replace(assessment, ratings={**assessment.ratings, **reached})
