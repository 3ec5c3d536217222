"""Plan in words: what is said about an action and about a plan's hours, for every way out of it."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.text import counted, joined, long_date
from skillkit.plan.model import KINDS, Action, Plan


def action_lines(plan: Plan, action: Action) -> Iterator[tuple[str, str]]:
    """What is said about an action, as labels and texts; what is not said yet has no line."""
    due = plan.due(action)
    partner = (other.step for other in plan.actions if other.id == action.paired_with)
    lines = {
        "Due": long_date(due) if due else "",
        "Kind": f"{action.kind}, {counted(action.hours, 'hour')}",
        "Builds": joined([plan.framework.skill(skill).name for skill in action.builds]),
        "Goes with": next(partner, ""),
        "Whose problem": action.real_problem,
        "Real limit": action.real_constraint,
        "Done when": action.done_when,
        "How I begin": action.cue.sentence,
        "Obstacle": action.obstacle,
        "Check-in with": action.buddy,
        "Resources": action.resource,
        "Status": "" if action.status == "planned" else action.status,
        "Evidence": "; ".join(action.evidence),
        "What I learned": action.learned,
    }
    return ((label, text) for label, text in lines.items() if text)


def hours_sentence(plan: Plan) -> str:
    """How many hours a plan takes, how many fit, and how they fall on the two kinds."""
    count = counted(len(plan.actions), "action")
    kinds = ", ".join(f"{plan.hours_of(kind)} {kind}" for kind in KINDS)
    if plan.budget is None:
        return f"{count}, {counted(plan.hours, 'hour')}: {kinds}."
    left = plan.budget - plan.hours
    rest = f"{left} left" if left >= 0 else f"{-left} more than fit"
    return f"{count}, {plan.hours} of {plan.budget} hours, {rest}: {kinds}."


def missing_sentence(plan: Plan) -> str:
    """Which skill in focus no action builds yet, or nothing."""
    names = [plan.framework.skill(skill).name for skill in unbuilt(plan)]
    return f"No action of this plan builds {joined(names, 'or')} yet." if names else ""


def unbuilt(plan: Plan) -> list[str]:
    """The skills in focus that no action builds."""
    built = {skill for action in plan.actions for skill in action.builds}
    return [skill for skill in plan.focus if skill not in built]
