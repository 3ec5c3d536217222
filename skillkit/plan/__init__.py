"""Plan: what a person does next: actions, rules, suggestion, case study."""

from skillkit.plan.model import (
    HORIZONS,
    KINDS,
    LONGEST,
    MOST_LEVERS,
    STATUSES,
    Action,
    ActionId,
    Cue,
    Kind,
    Plan,
    budget_of,
    by_day,
    in_order,
    scheduled,
)

__all__ = [
    "HORIZONS",
    "KINDS",
    "LONGEST",
    "MOST_LEVERS",
    "STATUSES",
    "Action",
    "ActionId",
    "Cue",
    "Kind",
    "Plan",
    "budget_of",
    "by_day",
    "in_order",
    "scheduled",
]
