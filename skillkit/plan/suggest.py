"""Suggestion: the best plan for a profile, its wishes and its hours, and the next two.

What a level of a skill counts is `leverage` times `interest`, the kit's convention: leverage is 3
in the smallest change to a T, else 2 in the shortest leg, else 1. A suggestion is only shown;
what a person chose is never changed by it.

A set of actions can be chosen when it fits the hours and the number of actions, each technical
action has a communication partner of its own, a project and its write-up come together, a
certificate has one of its projects, and something in it shows. Of two sets the better one builds
more of the skills in focus; then gains more weighted levels; then takes fewer hours; then has fewer
actions; then comes earlier in the catalogue. So there is always one best set.
"""

from __future__ import annotations

import datetime as dt
from bisect import insort
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from skillkit.assessment import Assessment, Rating, gaps
from skillkit.base.errors import SkillkitError
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.words import say
from skillkit.framework import Framework, SkillId
from skillkit.framework.file import load_framework
from skillkit.plan.actions import Catalogue, actions_of
from skillkit.plan.model import (
    FREE,
    WEEKS,
    Action,
    ActionId,
    Plan,
    budget_of,
    by_day,
    scheduled,
)
from skillkit.plan.rules import MOST_ACTIONS
from skillkit.plan.words import unbuilt
from skillkit.profile import Profile, profile_of

MOST_INTEREST = 3

OTHERS = 2

Number = int | float | Fraction

Links = Mapping[ActionId, Collection[ActionId]]

_NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ChoiceProblem:
    """What can be chosen, what goes with what, and what counts."""

    actions: tuple[Action, ...]
    partners: Links  # of each technical action, best first
    write_ups: Mapping[ActionId, ActionId]  # of each project; both are chosen or none
    beside: Links  # of each certificate; one of these has to be chosen with it
    weights: Mapping[SkillId, Number]  # what one level of a skill counts, 0 or more
    gaps: Mapping[SkillId, int]  # how many levels of it count
    budget: int  # hours
    most: int = MOST_ACTIONS
    focus: Collection[SkillId] = ()  # skills that come before all weights
    alone: Collection[ActionId] = ()  # technical actions that need no partner

    def is_paired(self, action: Action) -> bool:
        """Whether an action needs a partner of its own."""
        return action.kind == "technical" and action.id not in self.alone


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of actions that can be chosen, with what it gains and takes, its pairs and its days."""

    chosen: tuple[ActionId, ...]  # in the catalogue's order
    value: Number  # weighted levels
    hours: int
    pairs: Mapping[ActionId, ActionId]  # the partner of each technical action
    by_day: Mapping[ActionId, int]  # 30, 60 or 90, in the order of the plan


def suggest(
    ratings: Mapping[SkillId, Rating],
    targets: Mapping[SkillId, int],
    weekly_hours: float,
    *,
    weeks: int = WEEKS,
    actions: Iterable[Action | Mapping[str, Any]] | None = None,
    partners: Links = _NOTHING,
    with_writeup: Mapping[ActionId, ActionId] = _NOTHING,
    certificate: Links = _NOTHING,
    weights: Mapping[SkillId, Number] | None = None,
    interest: Mapping[SkillId, Number] = _NOTHING,
    focus: Collection[SkillId] = (),
    framework: Framework | str = "ai_engineer",
    free_share: Number = FREE,
    budget_hours: int | None = None,
    max_actions: int = MOST_ACTIONS,
) -> Choice:
    """The best choice of actions for ratings, targets and hours, as plain values.

    Args:
        ratings: levels 0 to 4, or "na".
        targets: the levels wanted.
        weekly_hours: of one week.
        weeks: how many of them.
        actions: what can be chosen; those of the framework's own folder if not given.
        partners: which communication actions may go with a technical one.
        with_writeup: which action writes up a project.
        certificate: which projects a certificate may stand beside.
        weights: what one level of a skill counts; goes before leverage times `interest`.
        interest: how much a skill is wanted, 0 to 3.
        focus: skills to grow although no target names them.
        framework: the skills and levels.
        free_share: of the hours, kept free.
        budget_hours: of the whole; goes before weekly hours, weeks and `free_share`.
        max_actions: how many at most.

    Examples:
        >>> import json, pathlib
        >>> question = json.loads(pathlib.Path("tests/golden/plan.json").read_text("utf-8"))
        >>> del question["note"], question["expect"]
        >>> question["weekly_hours"], question["weeks"], len(question["actions"])
        (5, 12, 10)
        >>> best = suggest(**question)
        >>> best.chosen, best.value, best.hours
        (('A', 'D', 'E', 'G', 'I'), 23, 45)
        >>> dict(best.pairs)
        {'A': 'E', 'D': 'G'}
        >>> dict(best.by_day)
        {'A': 60, 'E': 60, 'D': 90, 'G': 90, 'I': 90}

    Raises:
        SkillkitError: ratings, hours, actions or names that cannot be used; the sentence says why.
    """
    frame = load_framework(framework) if isinstance(framework, str) else framework
    profile = profile_of(Assessment(frame, None, ratings, targets=targets))
    gaps = gaps_of(profile, focus)
    if weights is None:
        weights = {s: leverage_of(profile, s) * _number(s, interest.get(s, 1)) for s in gaps}
    counts = {s: _number(s, weights.get(s, 0)) for s in gaps}
    if budget_hours is None:
        hours, free = _number("weekly_hours", weekly_hours), _number("free_share", free_share)
        budget_hours = budget_of(float(hours), weeks, free)
    if actions is None:
        problem = problem_of(actions_of(frame), counts, gaps, budget_hours, focus)
    else:
        given = tuple(map(_action, actions))
        problem = ChoiceProblem(
            given, partners, with_writeup, certificate, counts, gaps, budget_hours
        )
        _check_names(problem)
    return best_choices(replace(problem, most=max_actions, focus=focus))[0]


def _number(name: str, value: object) -> Fraction:
    """The number exactly as it is written."""
    if isinstance(value, (int, float, Fraction)) and 0 <= value <= 1_000_000:
        return Fraction(str(value))
    raise SkillkitError(
        say(
            "{name}: {value} found; write a number from 0 to 1,000,000.",
            name=name,
            value=quoted(value),
        )
    )


def _action(given: Action | Mapping[str, Any]) -> Action:
    """The action that a mapping describes."""
    if isinstance(given, Action):
        return given
    try:
        return Action(**given)
    except TypeError as error:
        needed = say("an action has an id, a step, a kind and hours")
        raise SkillkitError(f"actions: {quoted(given)} found; {needed} ({error}).") from None


def _check_names(problem: ChoiceProblem) -> None:
    """Refuse what goes with an action that is not there."""
    known = [action.id for action in problem.actions]
    for name in {name for name in known if known.count(name) > 1}:
        raise SkillkitError(
            say("actions: {name} appears twice; give one another id.", name=quoted(name))
        )
    write_ups = {project: (other,) for project, other in problem.write_ups.items()}
    tables = {"partners": problem.partners, "with_writeup": write_ups}
    for where, table in {**tables, "certificate": problem.beside}.items():
        for one in {*table, *(other for others in table.values() for other in others)}:
            if one not in known:
                hint = nearest(one, known)
                raise SkillkitError(
                    say(
                        "{where}: {one} is not an action here.{hint}",
                        where=where,
                        one=quoted(one),
                        hint=hint,
                    )
                )


# --- The search --------------------------------------------------------------------------------

# The last questions with their answers: a page that opens again asks what it asked before. A
# problem holds mappings, so it can be compared and not hashed.
_ANSWERED: deque[tuple[tuple[ChoiceProblem, int], tuple[Choice, ...]]] = deque(maxlen=4)


def best_choices(problem: ChoiceProblem, count: int = 1) -> tuple[Choice, ...]:
    """The best minimal sets, best first: nothing can be left out of them without losing something.

    The best set of all is one of them. So is the empty set, the last that there can be.
    """
    asked = (problem, count)
    known = next((choices for before, choices in _ANSWERED if before == asked), None)
    if known is None:
        known = tuple(_choice(problem, found) for found in _Search(problem, count).found)
        _ANSWERED.append((asked, known))
    return known


def _choice(problem: ChoiceProblem, found: _Found) -> Choice:
    """What was found, with partners and days."""
    actions = [problem.actions[place] for place in found.places]
    pairs = _pairs(problem, actions) or {}
    paired = [replace(action, paired_with=pairs.get(action.id)) for action in actions]
    gained = sum(
        problem.weights.get(skill, 0) * min(gap, sum(a.builds.get(skill, 0) for a in actions))
        for skill, gap in problem.gaps.items()
    )
    return Choice(
        tuple(action.id for action in actions),
        int(gained) if gained == int(gained) else float(gained),
        found.hours,
        MappingProxyType(pairs),
        MappingProxyType(by_day(paired, problem.budget)),
    )


class _Found(NamedTuple):
    """A set in the order of preference; lower is better."""

    cost: Number  # minus what it gains
    hours: int
    size: int
    places: tuple[int, ...]  # in the catalogue


class _Unit(NamedTuple):
    """Actions that are chosen together: one alone, or a project with its write-up."""

    places: tuple[int, ...]
    hours: int
    technical: bool
    shows: bool
    serves: bool  # others may need it, also where it gains nothing
    builds: Mapping[Any, int]


class _Search:
    """The best `count` sets, found by adding one unit after the other, technical ones first.

    A branch is left as soon as even a hopeful guess stays behind the sets found so far.
    """

    def __init__(self, problem: ChoiceProblem, count: int) -> None:
        self.problem, self.count = problem, count
        self.found: list[_Found] = []
        self.gaps: dict[Any, int] = {s: gap for s, gap in problem.gaps.items() if gap > 0}
        self.weights: dict[Any, Number] = {s: problem.weights.get(s, 0) for s in self.gaps}
        # That a skill in focus is built at all counts more than all levels together.
        most = 1 + sum(self.weights[skill] * gap for skill, gap in self.gaps.items())
        self.weights |= {(skill,): most for skill in problem.focus}
        self.gaps |= {(skill,): 1 for skill in problem.focus}
        units = [self._unit(sorted(group)) for group in _groups(problem)]
        units.sort(key=lambda unit: (not unit.technical, -self._gain(unit, self.gaps) / unit.hours))
        self._grow((), 0, self.gaps, units)

    def _unit(self, places: Sequence[int]) -> _Unit:
        actions = [self.problem.actions[place] for place in places]
        ids = {action.id for action in actions}
        needed = [*self.problem.beside.values()]
        needed += [c for name, c in self.problem.partners.items() if name not in ids]
        skills = {*self.problem.gaps, *self.problem.focus}
        built = {skill: sum(a.builds.get(skill, 0) for a in actions) for skill in skills}
        return _Unit(
            tuple(places),
            sum(action.hours for action in actions),
            any(self.problem.is_paired(action) for action in actions),
            any(action.shows for action in actions),
            any(not ids.isdisjoint(others) for others in needed),
            {k: n for s, n in built.items() if n for k in (s, (s,)) if k in self.weights},
        )

    def _grow(
        self, chosen: tuple[_Unit, ...], value: Number, still: Mapping[Any, int], units: list[_Unit]
    ) -> None:
        """Offer a set and all that grow from it by these units; `still` are its open levels."""
        hours = sum(unit.hours for unit in chosen)
        actions = self._actions(chosen)
        unpaired = sum(self._seats(action) for action in actions)
        slots = self.problem.most - len(actions)
        if complete := self._feasible(actions):
            self._offer(chosen, value, hours)
        if slots < max(1, unpaired):
            return
        fitting = [u for u in units if u.hours <= self.problem.budget - hours]
        rest = [(self._gain(u, still), u) for u in fitting if len(u.places) <= slots]
        shows = any(action.shows for action in actions)
        for i, (gain, unit) in enumerate(rest):
            if self._hopeless(rest[i:], value, hours, slots, unpaired):
                return
            serves = unit.serves or (unit.shows and not shows)
            if gain or (serves and (unit.technical or not complete)):
                built = {skill: max(0, still[skill] - n) for skill, n in unit.builds.items()}
                more = [other for _, other in rest[i + 1 :]]
                self._grow((*chosen, unit), value + gain, {**still, **built}, more)

    def _seats(self, action: Action) -> int:
        """1 for an action that waits for a partner, -1 for one that may be it."""
        return 1 if self.problem.is_paired(action) else -(action.kind == "communication")

    def _hopeless(
        self,
        rest: list[tuple[Number, _Unit]],
        value: Number,
        hours: int,
        slots: int,
        unpaired: int,
    ) -> bool:
        """Whether nothing that grows from here by these units enters the best sets."""
        if len(self.found) < self.count:
            return False
        needed = -self.found[-1].cost - value
        technical = sorted((gain for gain, unit in rest if unit.technical), reverse=True)
        talk = sorted((gain for gain, unit in rest if not unit.technical), reverse=True)
        # Each technical action takes the place of a partner with it.
        pairs = range(max(0, slots - unpaired) // 2 + 1)
        most = max(sum(technical[:n]) + sum(talk[: slots - n]) for n in pairs)
        if most < needed:
            return True
        # The fewest hours in which as much is gained, as if a part of an action could be done.
        within = self.problem.budget if most > needed else self.found[-1].hours
        fewest: float = hours
        for _, gain, more in sorted((u.hours / gain, gain, u.hours) for gain, u in rest if gain):
            if needed <= 0:
                break
            fewest += float(more * min(1, needed / gain))
            needed -= gain
        return fewest > within + 1e-6

    def _offer(self, chosen: tuple[_Unit, ...], value: Number, hours: int) -> None:
        """Keep a feasible set where it is one of the best, and minimal."""
        places = tuple(sorted(place for unit in chosen for place in unit.places))
        found = _Found(-value, hours, len(places), places)
        enters = len(self.found) < self.count or found < self.found[-1]
        if enters and not any(self._spare(unit, chosen, value) for unit in chosen):
            insort(self.found, found)
            del self.found[self.count :]

    def _spare(self, one: _Unit, chosen: tuple[_Unit, ...], value: Number) -> bool:
        """Whether a set is as good without this unit."""
        others = tuple(unit for unit in chosen if unit is not one)
        built = {k: sum(unit.builds.get(k, 0) for unit in others) for k in self.gaps}
        gained = sum(self.weights[k] * min(gap, built[k]) for k, gap in self.gaps.items())
        return gained == value and (not value or self._feasible(self._actions(others)))

    def _feasible(self, actions: list[Action]) -> bool:
        """Whether something shows, certificates have a project, technical actions a partner."""
        ids = {action.id for action in actions}
        beside = [others for name, others in self.problem.beside.items() if name in ids]
        return (
            (not actions or any(action.shows for action in actions))
            and not any(ids.isdisjoint(others) for others in beside)
            and _pairs(self.problem, actions) is not None
        )

    def _gain(self, unit: _Unit, still: Mapping[Any, int]) -> Number:
        """What a unit adds where these levels are open; never more where fewer are."""
        return sum(self.weights[skill] * min(n, still[skill]) for skill, n in unit.builds.items())

    def _actions(self, units: Iterable[_Unit]) -> list[Action]:
        return [self.problem.actions[place] for unit in units for place in unit.places]


def _groups(problem: ChoiceProblem) -> list[set[int]]:
    """The places of actions that are chosen together."""
    place = {action.id: i for i, action in enumerate(problem.actions)}
    groups = [{i} for i in place.values()]
    for project, write_up in problem.write_ups.items():
        both = {place[project], place[write_up]}
        one = set().union(*(group for group in groups if group & both))
        groups = [group for group in groups if not group & both] + [one]
    return groups


def _pairs(problem: ChoiceProblem, actions: Sequence[Action]) -> dict[ActionId, ActionId] | None:
    """A partner of its own for each technical action, or None.

    By stage, each takes the first of its partners that leaves one for all that follow.
    """
    technical = [action for action in actions if problem.is_paired(action)]
    technical.sort(key=lambda action: action.stage or 9)
    free = {action.id for action in actions if action.kind == "communication"}
    return _paired([action.id for action in technical], free, problem.partners)


def _paired(
    waiting: list[ActionId], free: set[ActionId], partners: Links
) -> dict[ActionId, ActionId] | None:
    if not waiting:
        return {}
    for partner in partners.get(waiting[0], ()):
        if partner in free:
            rest = _paired(waiting[1:], free - {partner}, partners)
            if rest is not None:
                return {waiting[0]: partner, **rest}
    return None


# --- For a profile -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A best plan and up to two others, with what each gains, and why."""

    plan: Plan
    choice: Choice
    others: tuple[tuple[Plan, Choice], ...]
    weights: Mapping[SkillId, Number]  # what one level counts
    gaps: Mapping[SkillId, int]  # levels from here to the target
    change: frozenset[SkillId]  # skills of the smallest change to a T
    shortest: frozenset[SkillId]  # skills of the shortest leg

    @property
    def sentence(self) -> str:
        """What the plan does, in plain words."""
        if not self.gaps:
            return say(
                "There is no gap to close yet: set a target above your rating for some skills, "
                "or choose actions for yourself."
            )
        if not self.plan.actions:
            return say(
                "No starter action fits these targets and hours: write an action of your own."
            )
        built = {skill for action in self.plan.actions for skill in action.builds}
        grown = built & {*self.gaps, *self.plan.focus}
        skills = [skill for skill in self.plan.framework.skills if skill.id in grown]
        missing = self.left_out(self.plan)
        return (
            say(
                "This takes {hours} of your {budget} hours and works on {name}. ",
                hours=self.plan.hours,
                budget=self.plan.budget,
                name=joined([skill.name for skill in skills]),
            )
            + (
                say("No starter actions within your hours also build {missing}. ", missing=missing)
                if missing
                else ""
            )
            + say(
                "No other starter actions close more of your gaps in these hours: what you "
                "chose to grow comes first, then what brings you nearer to a T."
            )
        )

    def _weight(self, plan: Plan, skill: SkillId) -> str:
        """Why a skill counts for more than its gap."""
        if skill in plan.focus:
            return say(" (you chose it)")
        if skill in self.change:
            return say(" (brings you nearer to a T)")
        return say(" (in your shortest leg)") if skill in self.shortest else ""

    def left_out(self, plan: Plan) -> str:
        """The names of the skills in focus that no action of a plan builds."""
        return joined([plan.framework.skill(skill).name for skill in unbuilt(plan)])

    def reason(self, plan: Plan, action: Action) -> str:
        """Why an action is in one of the plans."""
        reasons = []
        for skill in plan.framework.skills:
            if skill.id in action.builds and skill.id in self.gaps:
                reasons.append(f"{skill.name}{self._weight(plan, skill.id)}")
        if reasons:
            return say("Builds {reasons}.", reasons=joined(reasons))
        beside = (
            other.step
            for other in plan.actions
            if other.paired_with == action.id or action.id == other.writes_up
        )
        return say(
            "Goes with: {beside}.", beside=next(beside, say("the others, as what can be shown"))
        )


def suggest_plan(
    profile: Profile,
    catalogue: Catalogue,
    start: dt.date,
    weekly_hours: float,
    *,
    weeks: int = WEEKS,
    levers: Iterable[str] = (),
    focus: Iterable[SkillId] = (),
) -> Suggestion:
    """The suggestion for these hours.

    Raises:
        Invalid: hours out of range, an unknown lever, more than two levers.
        RatingError: a skill that is not in the framework.
    """
    empty = Plan(profile.framework, start).spend(weekly_hours, weeks).aim(levers).focus_on(focus)
    wanted = interest_of(profile, catalogue, empty.levers, empty.focus)
    gaps = gaps_of(profile, empty.focus)
    weights = {skill: leverage_of(profile, skill) * wanted[skill] for skill in gaps}
    offered = catalogue.offered(profile.framework)
    problem = problem_of(offered, weights, gaps, empty.budget or 0, empty.focus)
    best, *others = best_choices(problem, 1 + OTHERS)
    return Suggestion(
        _plan_of(empty, problem, best),
        best,
        tuple((_plan_of(empty, problem, other), other) for other in others if other.chosen),
        MappingProxyType(weights),
        MappingProxyType(gaps),
        frozenset(raised.skill for raised in profile.change),
        frozenset(s.id for s in profile.framework.skills if s.area in profile.weakest_areas),
    )


def suggestion_for(profile: Profile, plan: Plan) -> Suggestion | None:
    """The suggestion for the wishes and hours of a plan; None as long as it names no hours."""
    if plan.weekly_hours is None:
        return None
    return suggest_plan(
        profile,
        actions_of(profile.framework),
        plan.start,
        plan.weekly_hours,
        weeks=plan.weeks,
        levers=plan.levers,
        focus=plan.focus,
    )


def gaps_of(profile: Profile, focus: Iterable[SkillId] = ()) -> dict[SkillId, int]:
    """Levels from each rating up to its target; without any target, the smallest change to a T.

    An unrated skill counts from 0, as in the shape; one that is not applicable has no gap. A skill
    in focus without a gap gets one level to grow, where there is one.
    """
    given = profile.assessment
    applicable = {skill.id for skill in given.applicable}
    if given.targets:
        found = {skill: gap for skill, gap in gaps(given, unrated=0).items() if gap > 0}
    else:
        found = {raised.skill: raised.levels for raised in profile.change}
    growing = (skill for skill in focus if skill in applicable)
    top = profile.framework.offered
    more = {skill: 1 for skill in growing if given.levels.get(skill) != top(skill)[-1]}
    return more | found


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
    offered: Catalogue,
    weights: Mapping[SkillId, Number],
    gaps: Mapping[SkillId, int],
    budget: int,
    focus: Collection[SkillId] = (),
) -> ChoiceProblem:
    """The choice among a catalogue's actions."""
    ids = {action.id for action in offered.actions}
    write_ups = {a.writes_up: a.id for a in offered.actions if a.writes_up in ids}
    links = (offered.partners, write_ups, offered.beside)
    alone = [action.id for action in offered.actions if action.id not in offered.partners]
    return ChoiceProblem(offered.actions, *links, weights, gaps, budget, focus=focus, alone=alone)


def _plan_of(empty: Plan, problem: ChoiceProblem, choice: Choice) -> Plan:
    """The plan of a choice: paired and scheduled."""
    chosen = (action for action in problem.actions if action.id in choice.chosen)
    paired = (replace(action, paired_with=choice.pairs.get(action.id)) for action in chosen)
    return scheduled(empty.add(*paired))
