"""Suggestion: the best plan for a profile, its wishes and its hours, and the next two.

What a level of a skill counts is `leverage` times `interest`, the kit's convention: leverage is 3
in the smallest change to a T, else 2 in the shortest leg, else 1. A suggestion is only shown;
what a person chose is never changed by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from skillkit.base.text import joined
from skillkit.framework import SkillId
from skillkit.plan.actions import Catalogue
from skillkit.plan.choice import Choice, Problem, pairs_of
from skillkit.plan.model import WEEKS, Action, Plan, scheduled
from skillkit.plan.rules import MOST_ACTIONS
from skillkit.plan.search import best_choices
from skillkit.profile import Profile

MOST_INTEREST = 3

OTHERS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A best plan and up to two others, with what each gains, and why."""

    plan: Plan
    choice: Choice
    others: tuple[tuple[Plan, Choice], ...]
    weights: Mapping[SkillId, int]  # what one level counts
    gaps: Mapping[SkillId, int]  # levels from here to the target
    change: frozenset[SkillId]  # skills of the smallest change to a T
    shortest: frozenset[SkillId]  # skills of the shortest leg

    @property
    def sentence(self) -> str:
        """What the plan does, in plain words."""
        if not self.gaps:
            return (
                "There is no gap to close yet: set a target above your rating for some skills, or "
                "choose actions for yourself."
            )
        if not self.plan.actions:
            return "No starter action fits these targets and hours: write an action of your own."
        built = {skill for action in self.plan.actions for skill in action.builds}
        skills = [s.name for s in self.plan.framework.skills if s.id in built & self.gaps.keys()]
        return (
            f"This takes {self.plan.hours} of your {self.plan.budget} hours and works on "
            f"{joined(skills)}. No other set of starter actions that keeps the rules closes more "
            "of your gaps, weighted by how near a skill brings you to a T and how much you want it."
        )

    def reason(self, action: Action) -> str:
        """Why an action is in the plan, or a plain word when it only goes with another."""
        reasons = []
        for skill in self.plan.framework.skills:
            if skill.id in action.builds and skill.id in self.gaps:
                where = " (in the smallest change to a T)" if skill.id in self.change else ""
                where = where or (" (in your shortest leg)" if skill.id in self.shortest else "")
                reasons.append(f"{skill.name}{where}")
        return f"Builds {joined(reasons)}." if reasons else "Goes with another action."


def suggest(
    profile: Profile,
    catalogue: Catalogue,
    start: dt.date,
    weekly_hours: float,
    *,
    weeks: int = WEEKS,
    levers: Iterable[str] = (),
    focus: Iterable[SkillId] = (),
    interest: Mapping[SkillId, int] | None = None,
) -> Suggestion:
    """The suggestion for these hours; `interest` (1 to 3 a skill) goes before wishes and levers.

    Raises:
        Invalid: hours out of range, an unknown lever, more than two levers.
        RatingError: a skill that is not in the framework.
    """
    empty = Plan(profile.framework, start).spend(weekly_hours, weeks).aim(levers).focus_on(focus)
    wanted = interest_of(profile, catalogue, empty.levers, empty.focus) | dict(interest or {})
    gaps = gaps_of(profile)
    weights = {skill: leverage_of(profile, skill) * wanted[skill] for skill in gaps}
    problem = problem_of(catalogue.offered(profile.framework), weights, gaps, empty.budget or 0)
    best, *others = best_choices(problem, 1 + OTHERS, lean=True)
    return Suggestion(
        _plan_of(empty, problem, best),
        best,
        tuple((_plan_of(empty, problem, other), other) for other in others if other.chosen),
        MappingProxyType(weights),
        MappingProxyType(gaps),
        frozenset(raised.skill for raised in profile.change),
        frozenset(s.id for s in profile.framework.skills if s.area in profile.weakest_areas),
    )


def gaps_of(profile: Profile) -> dict[SkillId, int]:
    """Levels from each rating up to its target; without any target, the smallest change to a T.

    An unrated skill counts from 0, as in the shape; one that is not applicable has no gap.
    """
    given = profile.assessment
    if not given.targets:
        return {raised.skill: raised.levels for raised in profile.change}
    applicable = {skill.id for skill in given.applicable}
    gaps = {s: aim - given.levels.get(s, 0) for s, aim in given.targets.items() if s in applicable}
    return {skill: gap for skill, gap in gaps.items() if gap > 0}


def leverage_of(profile: Profile, skill: SkillId) -> int:
    """3 in the smallest change to a T, else 2 in the shortest leg, else 1."""
    if any(raised.skill == skill for raised in profile.change):
        return 3
    return 2 if profile.framework.skill(skill).area in profile.weakest_areas else 1


def interest_of(
    profile: Profile, catalogue: Catalogue, levers: Iterable[str], focus: Iterable[SkillId]
) -> dict[SkillId, int]:
    """How much each skill is wanted, 1 to 3: one more for a wish to grow, one more for a lever.

    A skill in focus is wanted most.
    """
    given = profile.assessment
    named = {skill for lever in levers for skill in catalogue.lever(lever).skills}
    wanted = {s.id: 1 for s in profile.framework.skills}
    for skill in wanted:
        wanted[skill] += "grow" in given.interest.get(skill, ())
        wanted[skill] += skill in named
    return wanted | dict.fromkeys(focus, MOST_INTEREST)


def problem_of(
    offered: Catalogue, weights: Mapping[SkillId, int], gaps: Mapping[SkillId, int], budget: int
) -> Problem:
    """The choice among a catalogue's actions."""
    ids = {action.id for action in offered.actions}
    write_ups = {a.writes_up: a.id for a in offered.actions if a.writes_up in ids}
    return Problem(
        offered.actions,
        offered.partners,
        write_ups,
        offered.beside,
        weights,
        gaps,
        budget,
        MOST_ACTIONS,
    )


def _plan_of(empty: Plan, problem: Problem, choice: Choice) -> Plan:
    """The plan of a choice: paired and scheduled."""
    pairs = pairs_of(problem, choice.chosen)
    chosen = (action for action in problem.actions if action.id in choice.chosen)
    return scheduled(empty.add(*(replace(a, paired_with=pairs.get(a.id)) for a in chosen)))
