"""Plan changes: what a browser may change of a plan, field by field, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from skillkit.base.errors import Invalid, SkillkitError
from skillkit.base.text import day_of, quoted
from skillkit.base.words import say, sentence
from skillkit.plan.actions import Catalogue
from skillkit.plan.model import (
    CUE,
    KINDS,
    Action,
    ActionId,
    Cue,
    Plan,
    in_order,
    scheduled,
)

TEXTS = ("step", "done_when", "real_problem", "real_constraint", "obstacle", "buddy", "resource")

CHOICES = ("hours", "horizon", "kind", "stage", "shows", "paired_with", "writes_up")

OWN_HOURS = 4  # of an action of the person's own, until that person says otherwise

OWN_STEPS = {
    "technical": sentence("My own technical action"),
    "communication": sentence("My own communication action"),
}


def changed(
    plan: Plan,
    message: Mapping[str, Any],
    offered: Catalogue,
    options: Iterable[Plan] = (),
    dropped: Mapping[ActionId, Action] | None = None,
) -> Plan:
    """The plan after one message `{skill, field, value}`; `skill` is "plan" or an action's id.

    `options` are the suggested plans that can be taken; `dropped` holds actions that were here
    once, so that one that comes back is whole.

    Raises:
        SkillkitError: a sentence for every fault.
    """
    where, field = str(message.get("skill")), str(message.get("field"))
    value = message.get("value")
    try:
        if where == "plan":
            return _whole(plan, field, value, offered, options)
        if field == "in":
            return _chosen(plan, where, value, offered, dropped or {})
        return _action(plan, where, field, value)
    except Invalid as error:
        raise SkillkitError(error.sentences) from error


def _whole(plan: Plan, field: str, value: Any, offered: Catalogue, options: Iterable[Plan]) -> Plan:
    """The plan with one thing changed that is said of it as a whole."""
    if field == "start":
        return plan.on(day_of(value))
    if field == "weekly_hours":
        return plan.spend(value, plan.weeks)
    if field == "weeks":
        return plan.spend(plan.weekly_hours, value)
    if field == "levers":
        return plan.aim(offered.lever(str(lever)).id for lever in value or ())
    if field in KINDS:
        others = [skill for skill in plan.focus if plan.framework.kind(skill) != field]
        return plan.focus_on([*others, str(value)] if value else others)
    if field == "take":
        return _taken(plan, value, options)
    if field == "dates":
        return scheduled(plan)
    raise SkillkitError(say("{field} cannot be changed here.", field=quoted(field)))


def _taken(plan: Plan, ids: object, options: Iterable[Plan]) -> Plan:
    """The plan with the actions of an option; what was written into those it has already stays.

    Partners and days are the option's, because they belong together; own dates stay.
    """
    for option in options:
        if [action.id for action in option.actions] == ids:
            return replace(plan, actions=tuple(_merged(plan, new) for new in option.actions))
    raise SkillkitError(say("The suggestion has changed since then: look at it again."))


def _merged(plan: Plan, new: Action) -> Action:
    if new.id not in plan:
        return new
    return replace(plan.action(new.id), paired_with=new.paired_with, horizon=new.horizon)


def _chosen(
    plan: Plan,
    name: ActionId,
    chosen: object,
    offered: Catalogue,
    dropped: Mapping[ActionId, Action],
) -> Plan:
    """The plan with an action, or without it."""
    if (name in plan) == bool(chosen):
        return plan  # asked twice for the same
    if not chosen:
        return plan.without(name)
    return _ordered(plan.add(dropped.get(name) or offered.action(name)))


def _action(plan: Plan, name: ActionId, field: str, value: Any) -> Plan:
    """The plan with one thing changed in one action."""
    if field == "own":
        mine = Action(name, say(OWN_STEPS.get(value, "My own action")), value, OWN_HOURS)
        return plan if name in plan else plan.add(mine)
    if field in CUE:
        return plan.change(name, cue=_cue(plan.action(name).cue, field, value))
    if field in (*TEXTS, "learned"):
        return plan.change(name, **{field: _text(value)})
    if field == "status":
        return plan.change(name, status=value)
    if field == "evidence":
        return plan.change(name, evidence=_lines(value))
    if field == "due":
        return plan.change(name, due=day_of(value) if value else None)
    if field == "builds":
        return plan.change(name, builds={str(value): 1} if value else {})
    if field in CHOICES:
        return _ordered(plan.change(name, **{field: value}))
    raise SkillkitError(say("{field} cannot be changed here.", field=quoted(field)))


def _cue(cue: Cue, field: str, value: Any) -> Cue:
    return replace(cue, **{field: _text(value)})


def _text(value: Any) -> Any:
    """A typed line without the blanks around it; what is no text is left for the plan to refuse."""
    return value.strip() if isinstance(value, str) else "" if value is None else value


def _lines(value: Any) -> tuple[str, ...]:
    """The lines of a text that say something."""
    if not isinstance(value, str):
        raise SkillkitError(say("{value} is not text.", value=quoted(value)))
    return tuple(line.strip() for line in value.splitlines() if line.strip())


def _ordered(plan: Plan) -> Plan:
    """The plan with partners side by side; no date changes."""
    return replace(plan, actions=tuple(in_order(plan.actions)))
