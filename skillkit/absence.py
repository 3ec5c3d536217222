"""Absence: what is left of each skill when one person is away, as far as it may be known.

It is worked out from two things alone, the picture that everybody sees and the levels of people
who agreed to be named, so it says nothing about anybody else.
"""

from __future__ import annotations

from typing import NamedTuple

from skillkit.coverage import Coverage
from skillkit.floor import Span
from skillkit.framework import SkillId
from skillkit.team import Team


class Holders(NamedTuple):
    """The people at the strong level or above in one skill."""

    now: Span
    left: Span  # without the person who is away


def holders(team: Team, coverage: Coverage, away: str | None = None) -> dict[SkillId, Holders]:
    """The holders of every skill that is shown; `away` is somebody who agreed to be named.

    Raises:
        KeyError: `away` is nobody who did.
    """
    strong = team.framework.rules.strong
    absent = team.named[away].assessment.levels if away is not None else {}
    found = {}
    for skill, span in coverage.at_or_above(strong).items():
        if span is not None:
            now = _at_least(span, len(named_holders(team, skill)))
            goes = absent.get(skill, 0) >= strong
            found[skill] = Holders(now, _less_one(now) if goes else now)
    return found


def named_holders(team: Team, skill: SkillId) -> list[str]:
    """Those at the strong level or above in a skill who agreed to be named."""
    strong = team.framework.rules.strong
    return [n for n, m in team.named.items() if m.assessment.levels.get(skill, 0) >= strong]


def _at_least(span: Span, count: int) -> Span:
    """The span, raised to what is known by name; a picture shown earlier keeps its upper end."""
    low = max(span.low, count if span.high is None else min(count, span.high))
    return Span(low, span.high)


def _less_one(span: Span) -> Span:
    return Span(max(0, span.low - 1), None if span.high is None else max(0, span.high - 1))
