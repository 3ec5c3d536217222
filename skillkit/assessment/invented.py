"""Invented: ratings of openly fictional people, made from any framework, a pattern at a time.

A level is varied only where the rule for the shape cannot tell the difference, so that each pattern
has the shape it is named after wherever the framework allows that shape at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from skillkit.assessment.model import Assessment
from skillkit.base.words import kept_by_language, say
from skillkit.framework import Framework, Skill, SkillId

START, LATER = dt.date(2026, 9, 1), dt.date(2026, 12, 6)

Height = Literal["low", "decent", "strong"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """How high somebody stands in the fundamentals, the core and the rest, and how often deep."""

    must_have: Height
    core: Height
    rest: Height
    deep: int = 0  # stems at the top
    strong: int = 0  # stems that are strong, and no more
    rated: int | None = None  # how many skills are rated; all if None


PATTERNS = {
    "T": Pattern("strong", "strong", "decent", deep=1),
    "pi": Pattern("strong", "strong", "decent", deep=2),
    "comb": Pattern("strong", "strong", "decent", deep=3),
    "t_in_progress": Pattern("strong", "low", "decent", deep=1),
    "broad_generalist": Pattern("decent", "decent", "decent"),
    "narrow_specialist": Pattern("low", "low", "low", strong=1),
    "emerging": Pattern("low", "low", "low"),
    "mixed": Pattern("low", "strong", "low"),
    "insufficient_data": Pattern("decent", "decent", "decent", rated=2),
}


def ratings_like(framework: Framework, pattern: str, person: int = 0) -> dict[SkillId, int]:
    """The levels of one invented person; another `person` of the same pattern differs a little."""
    like, rules = PATTERNS[pattern], framework.rules
    stems = [skill for skill in framework.skills if framework.may_be_deep(skill)]
    turned = stems[person % len(stems) :] + stems[: person % len(stems)] if stems else []
    tops = {s.id: at_least(framework, s.id, rules.deep) for s in turned[: like.deep]}
    tops |= {s.id: at_least(framework, s.id, rules.strong) for s in turned[: like.strong]}
    levels = {
        skill.id: tops.get(skill.id, _level(framework, skill, like, place + person))
        for place, skill in enumerate(framework.skills)
    }
    return dict(list(levels.items())[: like.rated])


def _level(framework: Framework, skill: Skill, like: Pattern, turn: int) -> int:
    """The level of a skill that is not one of the tops."""
    rules = framework.rules
    height = like.must_have if skill.must_have else like.core if skill.core else like.rest
    if height == "strong":
        return at_least(framework, skill.id, rules.strong)
    if height == "decent":
        free = not (skill.must_have or skill.core or skill.stem)
        level = rules.strong if free and turn % 3 == 0 else rules.decent
        return at_least(framework, skill.id, level)
    return at_most(framework, skill.id, rules.decent - 1 - turn % 2)


def at_least(framework: Framework, skill: SkillId, level: int) -> int:
    """The lowest level of a skill that is not below this one, or its highest."""
    offered = framework.offered(skill)
    return next((number for number in offered if number >= level), offered[-1])


def at_most(framework: Framework, skill: SkillId, level: int) -> int:
    """The highest level of a skill that is not above this one, or its lowest."""
    offered = framework.offered(skill)
    return next((number for number in reversed(offered) if number <= level), offered[0])


@kept_by_language
def person_like(framework: Framework, pattern: str) -> Assessment:
    """The example of a framework for one pattern, as somebody may have rated."""
    return Assessment(framework, START, ratings_like(framework, pattern))


@kept_by_language
def person_at_start(framework: Framework) -> Assessment:
    """The example of a framework: a T in progress, with targets and a line of evidence."""
    person = person_like(framework, "t_in_progress")
    levels = person.levels
    low = sorted(levels, key=lambda skill: levels[skill])[:3]
    growing = dict.fromkeys(low[:2], ("grow",))
    best = max(levels, key=lambda skill: levels[skill])
    return replace(
        person,
        targets={skill: at_least(framework, skill, levels[skill] + 1) for skill in low},
        interest=growing | ({} if best in growing else {best: ("help",)}),
        evidence={best: say("The colleagues who work with it every day can say how")},
        confidence={best: "sure", low[0]: "guess"},
    )


@kept_by_language
def person_later(framework: Framework) -> Assessment:
    """The same person after ninety days: two skills further, and one seen more soberly."""
    start = person_at_start(framework)
    levels = dict(start.levels)
    reached = list(start.targets)[:2]
    for skill in reached:
        levels[skill] = start.targets[skill]
    others = [skill for skill in levels if skill not in start.targets]
    other = next((s for s in others if levels[s] > framework.offered(s)[0]), None)
    if other is not None:
        levels[other] = at_most(framework, other, levels[other] - 1)
    evidence = dict(start.evidence) | dict.fromkeys(reached, say("Done twice, seen by the team"))
    return replace(start, date=LATER, ratings=levels, targets={}, evidence=evidence)


@kept_by_language
def start_as_seen_later(framework: Framework) -> Assessment:
    """Where that person started, as it looks to them after those ninety days."""
    start = person_at_start(framework)
    some = list(start.targets)[:2] + [s for s in start.levels if s not in start.targets][:1]
    levels = {
        skill: at_most(framework, skill, start.levels[skill] - place % 2)
        for place, skill in enumerate(some)
    }
    return Assessment(framework, LATER, levels)
