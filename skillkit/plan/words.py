"""Plan in words: what is said about an action and about a plan's hours, for every way out of it."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.text import counted, joined, long_date
from skillkit.base.words import say, sentence
from skillkit.plan.model import KINDS, Action, Plan

KIND_WORDS = (sentence("technical"), sentence("communication"))  # as sentences name them

STATES = {
    "planned": sentence("planned"),
    "started": sentence("started"),
    "done": sentence("done"),
    "stopped": sentence("stopped"),
}


def action_lines(plan: Plan, action: Action) -> Iterator[tuple[str, str]]:
    """What is said about an action, as labels and texts; what is not said yet has no line."""
    due = plan.due(action)
    partner = (other.step for other in plan.actions if other.id == action.paired_with)
    lines = {
        say("Due"): long_date(due) if due else "",
        say("Kind"): f"{say(action.kind)}, {counted(action.hours, 'hour')}",
        say("Builds"): joined([plan.framework.skill(skill).name for skill in action.builds]),
        say("Goes with"): next(partner, ""),
        say("Whose problem"): action.real_problem,
        say("Real limit"): action.real_constraint,
        say("Done when"): action.done_when,
        say("How I begin"): action.cue.sentence,
        say("Obstacle"): action.obstacle,
        say("Check-in with"): action.buddy,
        say("Resources"): action.resource,
        say("Status"): "" if action.status == "planned" else say(STATES[action.status]),
        say("Evidence"): "; ".join(action.evidence),
        say("What I learned"): action.learned,
    }
    return ((label, text) for label, text in lines.items() if text)


def hours_sentence(plan: Plan) -> str:
    """How many hours a plan takes, how many fit, and how they fall on the kinds there are."""
    count = counted(len(plan.actions), "action")
    there = {*plan.framework.kinds, *(action.kind for action in plan.actions)}
    split = [f"{plan.hours_of(kind)} {say(kind)}" for kind in KINDS if kind in there]
    kinds = f": {', '.join(split)}." if len(split) > 1 else "."
    if plan.budget is None:
        return f"{count}, {counted(plan.hours, 'hour')}{kinds}"
    left = plan.budget - plan.hours
    rest = say("{count} left", count=left) if left >= 0 else say("{left} more than fit", left=-left)
    return say(
        "{count}, {hours} of {budget} hours, {rest}{kinds}",
        count=count,
        hours=plan.hours,
        budget=plan.budget,
        rest=rest,
        kinds=kinds,
    )


def missing_sentence(plan: Plan) -> str:
    """Which skill in focus no action builds yet, or nothing."""
    names = [plan.framework.skill(skill).name for skill in unbuilt(plan)]
    return (
        say("No action of this plan builds {names} yet.", names=joined(names, "or"))
        if names
        else ""
    )


def unbuilt(plan: Plan) -> list[str]:
    """The skills in focus that no action builds."""
    built = {skill for action in plan.actions for skill in action.builds}
    return [skill for skill in plan.focus if skill not in built]
