"""Shape: the rule that names the pattern of a set of levels, and the shortest way to a T.

The rule is a decision list over seven counts (see the tables in `docs/decisions.md`). Three of its
patterns are the article's (narrow specialist, broad generalist, T-shaped engineer); the others,
and every threshold, are the kit's. A skill without a level counts as not shown yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import add, sub
from typing import Literal, NamedTuple

from skillkit.framework import LEVELS, Framework, Rules, Skill, SkillId, share_of

Shape = Literal[
    "t_shaped",
    "t_in_progress",
    "broad_generalist",
    "narrow_specialist",
    "emerging",
    "mixed",
    "insufficient_data",
]

Levels = Mapping[SkillId, int]  # the rated skills only

Beam = Literal["depth", "fundamentals", "communication"]

VARIANTS = {1: "T", 2: "pi"}  # by number of deep stems; three and more make a comb


class Tally(NamedTuple):
    """How many skills reach what the rule looks at; all that a shape depends on."""

    deep_stems: int = 0
    strong_stems: int = 0
    decent: int = 0
    decent_must_haves: int = 0
    strong_must_haves: int = 0
    decent_core: int = 0
    strong_core: int = 0


@dataclass(frozen=True, slots=True)
class Needs:
    """The counts that a set of applicable skills asks for, from the framework's thresholds."""

    rules: Rules
    many: int  # decent skills that make a generalist
    rated: int  # rated skills without which no shape is named
    must_haves: int  # all of them decent ...
    strong_must_haves: int  # ... and so many strong
    core: int
    strong_core: int


class Raise(NamedTuple):
    """One skill lifted from one level to another."""

    skill: SkillId
    start: int
    end: int

    @property
    def levels(self) -> int:
        """The number of single levels it takes."""
        return self.end - self.start


def needs(framework: Framework, applicable: Iterable[Skill]) -> Needs:
    """What the rule asks of these applicable skills."""
    rules = framework.rules
    skills = list(applicable)
    must_haves = sum(skill.must_have for skill in skills)
    core = sum(skill.core for skill in skills)
    return Needs(
        rules=rules,
        many=share_of(rules.breadth_share, len(skills)),
        rated=share_of(rules.min_rated_share, len(skills)),
        must_haves=must_haves,
        strong_must_haves=share_of(rules.base_share, must_haves),
        core=core,
        strong_core=share_of(rules.base_share, core),
    )


def tally(rules: Rules, skills: Iterable[Skill], levels: Levels) -> Tally:
    """The counts for these levels."""
    return _sum([_marks(rules, skill, levels.get(skill.id, 0)) for skill in skills])


def missing(counts: Tally, need: Needs) -> tuple[Beam, ...]:
    """The beams of the T that are not there."""
    beams: dict[Beam, bool] = {
        "depth": counts.deep_stems >= 1,
        "fundamentals": counts.decent_must_haves == need.must_haves
        and counts.strong_must_haves >= need.strong_must_haves,
        "communication": counts.decent_core == need.core and counts.strong_core >= need.strong_core,
    }
    return tuple([beam for beam, there in beams.items() if not there])


def shape_of(counts: Tally, need: Needs) -> Shape:
    """The shape of enough rated skills: the first row of the rule that matches."""
    gone = missing(counts, need)
    many = counts.decent >= need.many
    if not gone:
        return "t_shaped"
    if "depth" not in gone and (len(gone) < 2 or many):
        return "t_in_progress"
    if many:
        return "broad_generalist"
    if "communication" in gone and 1 <= counts.strong_stems <= need.rules.narrow_max_strong:
        return "narrow_specialist"
    if "communication" in gone and counts.strong_stems == 0:
        return "emerging"
    return "mixed"


def variant_of(counts: Tally) -> str:
    """The variant of a T by its number of deep stems."""
    return VARIANTS.get(counts.deep_stems, "comb")


def possible_shapes(skills: Iterable[Skill], levels: Levels, need: Needs) -> frozenset[Shape]:
    """The shapes over all completions of the skills that have no level yet, exactly.

    Only the counts matter, and only up to what is needed, so completions that agree in them are
    followed once: forty skills take milliseconds.
    """
    skills = list(skills)
    rules = need.rules
    open_skills = [skill for skill in skills if skill.id not in levels]
    found = {_capped(tally(rules, skills, levels), need)}
    for skill in open_skills:
        marks = {
            _marks(rules, skill, level) for level in (0, rules.decent, rules.strong, rules.deep)
        }
        found = {_capped(_sum((counts, mark)), need) for counts in found for mark in marks}
    return frozenset(shape_of(counts, need) for counts in found)


def shortest_change(skills: Iterable[Skill], levels: Levels, need: Needs) -> tuple[Raise, ...]:
    """A smallest set of raises that makes a T; empty when it is one.

    Ties go to the fewest skills, then to file order. Exact: with one stem fixed, its depth, the
    floors of must-haves and core, and the cheapest strong ones among them are independent costs.
    """
    skills = list(skills)
    start = {skill.id: levels.get(skill.id, 0) for skill in skills}
    ways = [_goal(stem, skills, start, need) for stem in skills if stem.stem]
    changes = [_raises(start, goal) for goal in ways]
    return min(changes, key=lambda change: (sum(r.levels for r in change), len(change)))


def _goal(stem: Skill, skills: list[Skill], start: Levels, need: Needs) -> dict[SkillId, int]:
    """The cheapest levels of a T whose deep skill is `stem`."""
    rules = need.rules
    goal = dict(start)
    goal[stem.id] = max(goal[stem.id], rules.deep)
    for role, strong in (("must_have", need.strong_must_haves), ("core", need.strong_core)):
        group = [skill.id for skill in skills if getattr(skill, role)]
        for skill in group:
            goal[skill] = max(goal[skill], rules.decent)
        # Of equally high skills one that is raised anyway, else the first in file order.
        for skill in sorted(group, key=lambda s: (-goal[s], goal[s] == start[s]))[:strong]:
            goal[skill] = max(goal[skill], rules.strong)
    return goal


def _raises(start: Levels, goal: Levels) -> tuple[Raise, ...]:
    return tuple(Raise(s, start[s], goal[s]) for s in start if goal[s] > start[s])


def steadiness(skills: Iterable[Skill], levels: Levels, need: Needs) -> Fraction | None:
    """The share of single one-level changes that keep the shape; None without any rating."""
    rules, rated = need.rules, [skill for skill in skills if skill.id in levels]
    counts = tally(rules, rated, levels)
    here, kept = shape_of(counts, need), []
    for skill in rated:
        level = levels[skill.id]
        now = _marks(rules, skill, level)
        for other in {level - 1, level + 1}.intersection(LEVELS):
            then = _marks(rules, skill, other)
            changed = Tally(*map(add, map(sub, counts, now), then))
            kept.append(then == now or shape_of(changed, need) == here)
    return Fraction(sum(kept), len(kept)) if kept else None


def _marks(rules: Rules, skill: Skill, level: int) -> Tally:
    decent, strong, deep = level >= rules.decent, level >= rules.strong, level >= rules.deep
    return Tally(
        deep_stems=int(skill.stem and deep),
        strong_stems=int(skill.stem and strong),
        decent=int(decent),
        decent_must_haves=int(skill.must_have and decent),
        strong_must_haves=int(skill.must_have and strong),
        decent_core=int(skill.core and decent),
        strong_core=int(skill.core and strong),
    )


def _capped(counts: Tally, need: Needs) -> Tally:
    """The counts without what no row of the rule looks at."""
    most = Tally(
        deep_stems=1,
        strong_stems=need.rules.narrow_max_strong + 1,
        decent=need.many,
        decent_must_haves=need.must_haves,
        strong_must_haves=need.strong_must_haves,
        decent_core=need.core,
        strong_core=need.strong_core,
    )
    return Tally(*map(min, counts, most))


def _sum(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))
