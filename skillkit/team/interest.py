"""Interest: in which skills people without a name offer help, and in which they want to grow.

A tick says more about a person than a level does, so as little shows as is of use: that two or more
ticked, or nothing. It holds against a colleague as the floor of the levels does. Where it shows,
two or more ticked and two or more did not, so that whoever takes the own tick away still finds both
among the others. Where it does not, nobody or one ticked, or all but one or all, and each of the
others may be the one who is off. It is counted once, at the first picture, so that there is nothing
to compare it with. People who agreed to be named speak for themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillkit.assessment import INTEREST
from skillkit.framework import Framework, SkillId

Ticks = Mapping[SkillId, Sequence[str]]  # what one person ticked, by skill

FEW = 2  # people who ticked, and people who did not


@dataclass(frozen=True, slots=True)
class Interest:
    """The skills for which two or more people without a name ticked, as far as it may be shown."""

    offers: frozenset[SkillId] = frozenset()
    wishes: frozenset[SkillId] = frozenset()


def may_tell(ticked: int, others: int, floor: int) -> bool:
    """Whether it may be told that some ticked: so many did, and so many others did not."""
    return ticked + others >= floor and min(ticked, others) >= FEW


def interest_of(framework: Framework, people: Sequence[Ticks], floor: int) -> Interest:
    """What these people without a name ticked."""
    ticked = {
        tick: {
            skill.id: sum(tick in ticks.get(skill.id, ()) for ticks in people)
            for skill in framework.skills
        }
        for tick in INTEREST
    }
    return told_of(ticked, len(people), floor)


def told_of(ticked: Mapping[str, Mapping[SkillId, int]], people: int, floor: int) -> Interest:
    """What may be told of so many people without a name; `ticked` counts each tick by skill."""

    def told(tick: str) -> frozenset[SkillId]:
        counts = ticked.get(tick, {})
        return frozenset(s for s, n in counts.items() if may_tell(n, people - n, floor))

    return Interest(told("help"), told("grow"))
