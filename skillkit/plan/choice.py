"""Choice: which actions may be chosen together, what a choice gains, and who goes with whom.

A set is feasible when it fits the hours and the number of actions, each technical action has a
communication partner of its own, a project and its write-up come together, a certificate has one
of its projects, and something in it shows. `skillkit.plan.search` finds the best sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillkit.framework import SkillId
from skillkit.plan.model import Action, ActionId


@dataclass(frozen=True, slots=True)
class Problem:
    """What can be chosen, what goes with what, and what counts."""

    actions: tuple[Action, ...]
    partners: Mapping[ActionId, tuple[ActionId, ...]]  # of each technical action, best first
    write_ups: Mapping[ActionId, ActionId]  # of each project; both are chosen or none
    beside: Mapping[ActionId, tuple[ActionId, ...]]  # certificate: one of these has to be there
    weights: Mapping[SkillId, int]  # what one level of a skill counts, 0 or more
    gaps: Mapping[SkillId, int]  # how many levels of it count
    budget: int  # hours
    most: int  # actions


@dataclass(frozen=True, slots=True)
class Choice:
    """A feasible set of actions, in the catalogue's order, with what it gains and takes."""

    chosen: tuple[ActionId, ...]
    value: int
    hours: int


def pairs_of(problem: Problem, chosen: Sequence[ActionId]) -> dict[ActionId, ActionId]:
    """A partner for each technical action of a feasible set.

    By stage, each takes the first of its partners that leaves one for all that follow.
    """
    actions = [action for action in problem.actions if action.id in chosen]
    waiting = [action for action in actions if action.kind == "technical"]
    waiting.sort(key=lambda action: action.stage or 9)
    free = {action.id for action in actions if action.kind == "communication"}
    return _paired([action.id for action in waiting], free, problem.partners) or {}


def _paired(
    waiting: list[ActionId], free: set[ActionId], partners: Mapping[ActionId, tuple[ActionId, ...]]
) -> dict[ActionId, ActionId] | None:
    if not waiting:
        return {}
    for partner in partners.get(waiting[0], ()):
        if partner in free:
            rest = _paired(waiting[1:], free - {partner}, partners)
            if rest is not None:
                return {waiting[0]: partner, **rest}
    return None
