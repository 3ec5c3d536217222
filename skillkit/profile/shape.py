"""Shape: the rule that names the pattern of a set of levels, and the shortest way to a T.

The rule is a decision list over seven counts (see the tables in `docs/decisions.md`). Three of its
patterns are the article's (narrow specialist, broad generalist, T-shaped engineer); the others,
and every threshold, are the kit's. A skill without a level counts as not shown yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import add, sub
from typing import Literal, NamedTuple

from skillkit.framework import Framework, Rules, Skill, SkillId, share_of

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


class Raise(NamedTuple):
    """One skill lifted from one level to another."""

    skill: SkillId
    start: int
    end: int

    @property
    def levels(self) -> int:
        """How far it goes on the scale."""
        return self.end - self.start


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
    offered: Mapping[SkillId, tuple[int, ...]]  # the levels that each skill has
    named: bool  # whether the roles are there that a shape needs

    def at_least(self, skill: SkillId, level: int) -> int:
        """The lowest level of a skill that is not below this one."""
        return next((n for n in self.offered[skill] if n >= level), self.offered[skill][-1])

    def steps(self, raised: Raise) -> int:
        """The single levels that a raise takes; those that a skill does not have count nothing."""
        return sum([raised.start < n <= raised.end for n in self.offered[raised.skill]])


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
        offered={skill.id: framework.offered(skill.id) for skill in skills},
        named=framework.has_shape,
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
    """The shape of enough rated skills: the first row of the rule that matches.

    A beam whose role the framework does not name is never missing, and the rows that ask whether
    communication is good leave that question out.
    """
    gone = missing(counts, need)
    many = counts.decent >= need.many
    talks_well = need.core > 0 and "communication" not in gone
    if not gone:
        return "t_shaped"
    if "depth" not in gone and (len(gone) < 2 or many):
        return "t_in_progress"
    if many:
        return "broad_generalist"
    if not talks_well and 1 <= counts.strong_stems <= need.rules.narrow_max_strong:
        return "narrow_specialist"
    if not talks_well and counts.strong_stems == 0:
        return "emerging"
    return "mixed"


def variant_of(counts: Tally) -> str:
    """The variant of a T by its number of deep stems."""
    return VARIANTS.get(counts.deep_stems, "comb")


class _State(NamedTuple):
    """What a shape depends on but for the decent skills, while skills are gone through.

    The strong must-haves and the strong core are counted as far as is needed; None where the beam
    is out of reach.
    """

    deep: bool = False
    strong_stems: int = 0
    strong_must_haves: int | None = 0
    strong_core: int | None = 0


def possible_shapes(skills: Iterable[Skill], levels: Levels, need: Needs) -> frozenset[Shape]:
    """The shapes over all completions of the skills that have no level yet, exactly.

    Completions that agree in all but the number of decent skills are followed once, with the
    fewest and the most of those: only whether they are many matters. Sixty skills take
    milliseconds.
    """
    skills = list(skills)
    if len(levels) == len(skills):
        return frozenset([shape_of(tally(need.rules, skills, levels), need)])
    ordered = sorted(skills, key=lambda skill: (not skill.must_have, not skill.core))
    must_haves, core = need.must_haves, need.core  # that are still to come
    spans = {_State(): (0, 0)}
    for skill in ordered:
        must_haves, core = must_haves - skill.must_have, core - skill.core
        said = (levels[skill.id],) if skill.id in levels else (0, *need.offered[skill.id])
        marks = {_marks(need.rules, skill, level) for level in said}
        after: dict[_State, tuple[int, int]] = {}
        for state, (fewest, most) in spans.items():
            for mark in marks:
                new = _after(state, skill, mark, need, must_haves, core)
                low, high = fewest + mark.decent, most + mark.decent
                known = after.get(new, (low, high))
                after[new] = (min(low, known[0]), max(high, known[1]))
        spans = after
    return frozenset(
        shape_of(_counts(state, decent, need), need)
        for state, span in spans.items()
        for decent in span
    )


def _after(
    state: _State, skill: Skill, mark: Tally, need: Needs, must_haves: int, core: int
) -> _State:
    """The state after one more skill, with so many must-haves and core skills still to come."""
    base, talk = state.strong_must_haves, state.strong_core
    if base is not None and skill.must_have:
        base = min(base + mark.strong_must_haves, need.strong_must_haves)
        if not mark.decent_must_haves or base + must_haves < need.strong_must_haves:
            base = None
    if talk is not None and skill.core:
        talk = min(talk + mark.strong_core, need.strong_core)
        if not mark.decent_core or talk + core < need.strong_core:
            talk = None
    strong = min(state.strong_stems + mark.strong_stems, need.rules.narrow_max_strong + 1)
    return _State(state.deep or mark.deep_stems > 0, strong, base, talk)


def _counts(state: _State, decent: int, need: Needs) -> Tally:
    """Counts that stand for a state, as the rule for the shape looks at them."""
    base, talk = state.strong_must_haves, state.strong_core
    return Tally(
        deep_stems=int(state.deep),
        strong_stems=state.strong_stems,
        decent=decent,
        decent_must_haves=need.must_haves - (base is None),
        strong_must_haves=base or 0,
        decent_core=need.core - (talk is None),
        strong_core=talk or 0,
    )


@lru_cache(maxsize=32)
def shapes_of(framework: Framework) -> frozenset[Shape]:
    """The shapes that can occur at all in a framework."""
    if not framework.has_shape:
        return frozenset()
    return possible_shapes(framework.skills, {}, needs(framework, framework.skills))


def shortest_change(skills: Iterable[Skill], levels: Levels, need: Needs) -> tuple[Raise, ...]:
    """A smallest set of raises that makes a T; empty when it is one.

    Ties go to the fewest skills, then to file order. Exact: with one stem fixed, its depth, the
    floors of must-haves and core, and the cheapest strong ones among them are independent costs.
    """
    skills = list(skills)
    start = {skill.id: levels.get(skill.id, 0) for skill in skills}
    ways = [_goal(stem, skills, start, need) for stem in skills if stem.stem]
    changes = [_raises(start, goal) for goal in ways]
    return min(changes, key=lambda change: (sum(map(need.steps, change)), len(change)))


def _goal(stem: Skill, skills: list[Skill], start: Levels, need: Needs) -> dict[SkillId, int]:
    """The cheapest levels of a T whose deep skill is `stem`."""
    rules = need.rules
    goal = dict(start)

    def lift(skill: SkillId, level: int) -> None:
        goal[skill] = max(goal[skill], need.at_least(skill, level))

    lift(stem.id, rules.deep)
    for role, strong in (("must_have", need.strong_must_haves), ("core", need.strong_core)):
        group = [skill.id for skill in skills if getattr(skill, role)]
        for skill in group:
            lift(skill, rules.decent)

        def far(skill: SkillId) -> int:
            end = max(goal[skill], need.at_least(skill, rules.strong))
            return need.steps(Raise(skill, goal[skill], end))

        # Of equally near skills one that is raised anyway, else the first in file order.
        nearest = sorted(group, key=lambda s: (far(s), -goal[s], goal[s] == start[s]))
        for skill in nearest[:strong]:
            lift(skill, rules.strong)
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
        for other in _beside(need.offered[skill.id], level):
            then = _marks(rules, skill, other)
            changed = Tally(*map(add, map(sub, counts, now), then))
            kept.append(then == now or shape_of(changed, need) == here)
    return Fraction(sum(kept), len(kept)) if kept else None


def _beside(offered: tuple[int, ...], level: int) -> tuple[int, ...]:
    """The levels next to one, below and above."""
    place = offered.index(level)
    return (*offered[max(0, place - 1) : place], *offered[place + 1 : place + 2])


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


def _sum(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))
