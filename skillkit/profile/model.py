"""Profile: everything computed from an assessment, with the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal

from skillkit.assessment import Assessment
from skillkit.framework import AreaId, Framework, Skill, SkillId
from skillkit.profile.shape import (
    Beam,
    Levels,
    Needs,
    Raise,
    Shape,
    Tally,
    missing,
    needs,
    possible_shapes,
    shape_of,
    shortest_change,
    steadiness,
    tally,
    variant_of,
)

Status = Literal["final", "provisional", "insufficient", "unnamed"]  # no roles: no shape

Stool = Literal["stands", "unsteady"]

NEAR_BORDER = Fraction(85, 100)  # below this share of steady changes the border is worth a hint


@dataclass(frozen=True, slots=True)
class Fact:
    """One count behind the shape: so many of so many, and how many the rule asks for."""

    id: str  # "depth", "strong", "fundamentals", "communication", "breadth"
    count: int
    of: int
    need: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What an assessment shows. `possible` is in alphabetical order, skills in file order.

    Examples:
        >>> profile = profile_of(example_person())
        >>> profile.shape, profile.levels_to_t
        ('t_in_progress', 4)
    """

    assessment: Assessment
    shape: Shape | None  # None where the framework has not the roles that a shape needs
    variant: str | None  # "T", "pi", "comb" of a T
    status: Status
    possible: tuple[Shape, ...]  # over all completions of the unrated skills
    missing: tuple[Beam, ...]
    deep: tuple[SkillId, ...]  # stems at the deep level; any skill where the file names no stem
    heights: Mapping[AreaId, Fraction | None]  # mean level of the rated skills
    weakest_areas: tuple[AreaId, ...]
    stool: Stool | None
    change: tuple[Raise, ...]  # one of the smallest changes to a T
    levels_to_t: int | None
    facts: tuple[Fact, ...]
    shape_as_evidenced: Shape | None  # None while no evidence is given
    steadiness: Fraction | None  # share of single one-level changes that keep the shape

    @property
    def framework(self) -> Framework:
        """The framework that was rated against."""
        return self.assessment.framework

    @property
    def near_border(self) -> bool:
        """Whether one rating more or less would often change the shape."""
        return self.steadiness is not None and self.steadiness < NEAR_BORDER

    def as_dict(self) -> dict[str, Any]:
        """The profile in plain JSON values; heights as text like "8/3"."""
        return {
            "shape": self.shape,
            "variant": self.variant,
            "status": self.status,
            "possible": list(self.possible),
            "missing": list(self.missing),
            "weakest_areas": list(self.weakest_areas),
            "stool": self.stool,
            "levels_to_t": self.levels_to_t,
            "error": None,
            "shape_as_evidenced": self.shape_as_evidenced,
            "deep": list(self.deep),
            "heights": {area: h if h is None else str(h) for area, h in self.heights.items()},
            "change": [raised._asdict() for raised in self.change],
            "facts": {fact.id: [fact.count, fact.of, fact.need] for fact in self.facts},
            "steadiness": self.steadiness and str(self.steadiness),
        }


def profile_of(assessment: Assessment) -> Profile:
    """The profile of an assessment.

    Args:
        assessment: one person's ratings.

    Examples:
        >>> profile_of(t_shaped_person()).shape
        't_shaped'
    """
    skills, levels = assessment.applicable, assessment.levels
    need = needs(assessment.framework, skills)
    counts = tally(need.rules, skills, levels)
    enough = len(levels) >= need.rated
    named, stemless = enough and need.named, not assessment.framework.stems
    possible = sorted(possible_shapes(skills, levels, need)) if named else []
    shape: Shape | None = shape_of(counts, need) if named else None
    if need.named and not enough:
        shape = "insufficient_data"
    change = shortest_change(skills, levels, need) if named else ()
    heights = area_heights(assessment.framework, levels)
    weakest = weakest_areas(heights)
    return Profile(
        assessment=assessment,
        shape=shape,
        variant=variant_of(counts) if shape == "t_shaped" else None,
        status=_status(possible) if need.named else "unnamed",
        possible=tuple(possible),
        missing=missing(counts, need) if named else (),
        deep=tuple(
            skill.id
            for skill in skills
            if (skill.stem or stemless) and levels.get(skill.id, 0) >= need.rules.deep
        ),
        heights=MappingProxyType(heights),
        weakest_areas=weakest,
        stool=_stool(heights, weakest, need) if enough else None,
        change=change,
        levels_to_t=sum(map(need.steps, change)) if named else None,
        facts=_facts(assessment.framework, skills, counts, need),
        shape_as_evidenced=_evidenced_shape(assessment, need),
        steadiness=steadiness(skills, levels, need) if named else None,
    )


def area_heights(framework: Framework, levels: Levels) -> dict[AreaId, Fraction | None]:
    """The mean of the levels in each area, exactly; None where there is none."""
    heights: dict[AreaId, Fraction | None] = {}
    for area in framework.areas:
        rated = [levels[s.id] for s in framework.in_area(area.id) if s.id in levels]
        heights[area.id] = Fraction(sum(rated), len(rated)) if rated else None
    return heights


def weakest_areas(heights: Mapping[AreaId, Fraction | None]) -> tuple[AreaId, ...]:
    """The lowest areas, ties included; empty where nothing is rated."""
    lowest = min((h for h in heights.values() if h is not None), default=None)
    return tuple(area for area, h in heights.items() if h is not None and h == lowest)


def _status(possible: list[Shape]) -> Status:
    if not possible:
        return "insufficient"
    return "final" if len(possible) == 1 else "provisional"


def _stool(
    heights: Mapping[AreaId, Fraction | None], weakest: tuple[AreaId, ...], need: Needs
) -> Stool:
    """A stool stands when every leg is there and the weakest is long enough."""
    whole = None not in heights.values()
    lowest = heights[weakest[0]] if weakest else None
    stands = whole and lowest is not None and lowest >= need.rules.stool_stands
    return "stands" if stands else "unsteady"


def _evidenced_shape(assessment: Assessment, need: Needs) -> Shape | None:
    """The shape when a high level without a line of evidence counts as the cap."""
    if not (assessment.evidence and need.named) or len(assessment.levels) < need.rated:
        return None
    rules = need.rules
    capped = {
        skill: level
        if level < rules.evidence_from or skill in assessment.evidence
        else min(level, rules.evidence_cap)
        for skill, level in assessment.levels.items()
    }
    return shape_of(tally(rules, assessment.applicable, capped), need)


def _facts(
    framework: Framework, skills: tuple[Skill, ...], counts: Tally, need: Needs
) -> tuple[Fact, ...]:
    """The counts of what the framework names; the others are left out."""
    stems = sum(skill.stem for skill in skills)
    facts = (
        Fact("depth", counts.deep_stems, stems, 1),
        Fact("strong", counts.strong_stems, stems, 1),
        Fact("fundamentals", counts.strong_must_haves, need.must_haves, need.strong_must_haves),
        Fact("communication", counts.strong_core, need.core, need.strong_core),
        Fact("breadth", counts.decent, len(skills), need.many),
    )
    absent = {
        *(("depth", "strong") if not framework.stems else ()),
        *(("fundamentals",) if not framework.must_haves else ()),
        *(("communication",) if not framework.core else ()),
    }
    return tuple(fact for fact in facts if fact.id not in absent)
