"""Schedule: the order of a plan's actions, and the day by which each is done.

The article gives its five moves as a sequence; that a communication action follows its technical
partner at once, and that each month takes a third of the hours, is the kit's way to date them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from skillkit.plan import HORIZONS, STAGES, Action, ActionId, Plan


def scheduled(plan: Plan) -> Plan:
    """The plan in the order of its schedule, with a horizon where no date was chosen."""
    days = by_day(plan.actions, plan.budget or plan.hours)
    actions = (
        action if action.due or action.horizon else replace(action, horizon=days[action.id])
        for action in in_order(plan.actions)
    )
    return replace(plan, actions=tuple(actions))


def in_order(actions: Sequence[Action]) -> list[Action]:
    """The actions by stage, each followed at once by its partner; those of no stage come last."""
    by_id = {action.id: action for action in actions}
    partners = {action.paired_with for action in actions if action.paired_with != action.id}
    leaders = [action for action in actions if action.id not in partners]
    leaders.sort(key=lambda action: action.stage or len(STAGES) + 1)
    ordered: dict[ActionId, Action] = {}
    for first in [*leaders, *actions]:  # all once more: of some that pair in a ring none leads
        action: Action | None = first
        while action is not None and action.id not in ordered:
            ordered[action.id] = action
            action = by_id.get(action.paired_with or "")
    return list(ordered.values())


def by_day(actions: Sequence[Action], budget: int) -> dict[ActionId, int]:
    """The day 30, 60 or 90 by which each action is done: each closes a third of the budget."""
    days, hours = {}, 0
    for action in in_order(actions):
        hours += action.hours
        thirds = math.ceil(Fraction(3 * hours, budget)) if budget else len(HORIZONS)
        days[action.id] = HORIZONS[min(thirds, len(HORIZONS)) - 1]
    return days
