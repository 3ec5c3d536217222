"""Plan page: the words around a plan on a screen, and all that follows from what was chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from skillkit.actions import Catalogue
from skillkit.framework import Framework, Skill
from skillkit.gap import gap_words, gaps
from skillkit.imprint import long_date
from skillkit.plan import HORIZONS, KINDS, MOST_LEVERS, Action, Plan, kind_of
from skillkit.planfile import as_dict
from skillkit.planrules import Breach, Question, breaches, open_questions
from skillkit.profile import Profile
from skillkit.reading import change_sentence
from skillkit.suggestion import Suggestion
from skillkit.widgets.plan_changes import CUE
from skillkit.wording import listed

Row = dict[str, Any]


# --- Whatever was chosen -----------------------------------------------------------------------


def page_words(framework: Framework, offered: Catalogue, profile: Profile | None) -> Row:
    """What can be chosen, in words."""
    return {
        "most_levers": MOST_LEVERS,
        "levers": [[lever.id, lever.name, lever.words] for lever in offered.levers],
        "kinds": list(KINDS),
        "skills": [[skill.id, skill.name] for skill in framework.skills],
        "focus": {kind: _focus(framework, profile, kind) for kind in KINDS},
        "change": change_sentence(profile) if profile else "",
        "moves": [[move.stage, move.name, move.words] for move in offered.moves],
        "horizons": list(HORIZONS),
        "actions": [_offer(framework, action) for action in offered.actions],
    }


def _offer(framework: Framework, action: Action) -> Row:
    builds = listed([framework.skill(skill).name for skill in action.builds])
    return {
        "id": action.id,
        "step": action.step,
        "stage": action.stage,
        "words": f"{action.kind}, about {action.hours} hours. Builds {builds}.",
    }


def _focus(framework: Framework, profile: Profile | None, kind: str) -> list[list[Any]]:
    """The skills of one kind, in groups by the best reason for them: [group, [id, name, why]]."""
    groups: dict[str, list[list[str]]] = {}
    for skill in framework.skills:
        if kind_of(framework, skill.id) == kind:
            reasons = dict(_reasons(profile, skill)) if profile else {}
            group = next(iter(reasons), "Other skills" if profile else "Skills")
            groups.setdefault(group, []).append([skill.id, skill.name, " ".join(reasons.values())])
    order = ("In your smallest change to a T", "You want to grow here", "You have a target here")
    ordered = sorted(groups, key=lambda group: (*order, group).index(group))
    return [[group, groups[group]] for group in ordered]


def _reasons(profile: Profile, skill: Skill) -> Iterator[tuple[str, str]]:
    """Why a skill may be worth it, the best reason first."""
    for raised in profile.change:
        if raised.skill == skill.id:
            way = gap_words(raised.levels)
            yield "In your smallest change to a T", f"It is in your smallest change to a T: {way}."
    if "grow" in profile.assessment.interest.get(skill.id, ()):
        yield "You want to grow here", "You said that you want to grow here."
    if gap := gaps(profile.assessment).get(skill.id):
        yield "You have a target here", f"Your target is {gap_words(gap)}."


# --- What was chosen ---------------------------------------------------------------------------


def plan_entries(plan: Plan | None) -> dict[str, Row]:
    """What a plan says: as a whole under "plan", and action by action."""
    if plan is None:
        return {}
    card = as_dict(plan)
    whole = {name: card[name] for name in ("start", "weekly_hours", "weeks", "levers")}
    chosen = {kind_of(plan.framework, skill): skill for skill in plan.focus}
    rows = {"plan": whole | {kind: chosen.get(kind) for kind in KINDS}}
    for row in card["actions"]:
        cue = {name: row.get("cue", {}).get(name, "") for name in CUE}
        rows[row["id"]] = {**row, **cue, "builds": next(iter(row.get("builds", {})), None)}
        rows[row["id"]] |= {"in": True, "shows": row.get("shows", True)}
    return rows


# --- What follows from it ----------------------------------------------------------------------


def consequences(plan: Plan, offered: Catalogue) -> Row:
    """All on the page that follows from a plan."""
    questions: dict[str | None, list[Question]] = {}
    for question in open_questions(plan):
        questions.setdefault(question.action, []).append(question)
    return {
        "order": [action.id for action in plan.actions],
        "meter": meter(plan),
        "budget": budget_words(plan),
        "days": {str(days): _by(plan, days) for days in HORIZONS},
        "cards": {a.id: _card(plan, a, questions.get(a.id, [])) for a in plan.actions},
        "open": [[question.field, question.sentence] for question in questions.get(None, [])],
        "breaches": [
            {
                "rule": breach.rule.sentence,
                "cure": breach.cure,
                "ways": ways_out(plan, offered, breach),
            }
            for breach in breaches(plan)
        ],
    }


def meter(plan: Plan) -> Row:
    """The hours, in words and as the lengths of two bars."""
    technical, talk = plan.hours_of("technical"), plan.hours_of("communication")
    kinds = f"{technical} technical, {talk} communication"
    count = "1 action" if len(plan.actions) == 1 else f"{len(plan.actions)} actions"
    if plan.budget is None:
        words = f"{count}, {plan.hours} hours: {kinds}."
        return {"words": words, "technical": technical, "communication": talk, "budget": None}
    left = plan.budget - plan.hours
    rest = f"{left} left" if left >= 0 else f"{-left} more than fit"
    return {
        "words": f"{count}, {plan.hours} of {plan.budget} hours, {rest}: {kinds}.",
        "technical": technical,
        "communication": talk,
        "budget": plan.budget,
    }


def budget_words(plan: Plan) -> str:
    """How the hours that fit come about."""
    if plan.weekly_hours is None:
        return "A guess is fine; you can change it later. The suggestion waits for it."
    return (
        f"{plan.weekly_hours:g} hours a week for {plan.weeks} weeks, a quarter of them kept free "
        f"because things take longer than planned: {plan.budget} hours fit."
    )


def _by(plan: Plan, days: int) -> str:
    return f"Day {days}, {long_date(plan.start + dt.timedelta(days=days))}"


def _card(plan: Plan, action: Action, questions: Sequence[Question]) -> Row:
    due = plan.due(action)
    return {
        "by": f"by {long_date(due)}" if due else "no date yet",
        "said": action.cue.sentence,
        "open": [question.field for question in questions],
    }


def ways_out(plan: Plan, offered: Catalogue, breach: Breach) -> list[Row]:
    """Changes that would mend a breach, each with its words; only a person makes one."""
    found: Iterator[tuple[str, list[list[Any]]]] = iter(())
    if breach.rule.id == "pairing":
        found = _partners(plan, offered, breach.actions[:2][-1])
    elif breach.rule.id == "write_up" and breach.actions[0] in plan:
        found = _write_ups(plan, offered, plan.action(breach.actions[0]))
    return [{"words": words, "changes": changes} for words, changes in found]


def _partners(
    plan: Plan, offered: Catalogue, technical: str
) -> Iterator[tuple[str, list[list[Any]]]]:
    """Who could go with a technical action: one that is free in the plan, or one to add."""
    if plan.action(technical).kind != "technical":
        return
    chosen = plan.action(technical).paired_with
    taken = {action.paired_with for action in plan.actions}
    fitting = sorted(offered.partners.get(technical, ()), key=lambda name: name != chosen)
    free = [a.id for a in plan.actions if a.kind == "communication" and a.id not in taken]
    free.sort(key=lambda name: name not in fitting)
    for name in free[:1]:
        pair = [technical, "paired_with", name]
        yield f"Pair it with: {plan.action(name).step}", [pair]
    more = [name for name in fitting if name not in plan][:1]
    for name in more:
        pair = [technical, "paired_with", name]
        yield f"Add and pair: {offered.action(name).step}", [[name, "in", True], pair]
    if not free and not more:
        own = plan.free_id()
        changes = [[own, "own", "communication"], [technical, "paired_with", own]]
        yield "Add a communication action of your own and pair it", changes


def _write_ups(
    plan: Plan, offered: Catalogue, project: Action
) -> Iterator[tuple[str, list[list[Any]]]]:
    if project.kind != "technical":
        return
    write_up = offered.write_up(project.id)
    if write_up is not None:
        yield f"Add: {write_up.step}", [[write_up.id, "in", True]]
        return
    own = plan.free_id()
    values = {"step": "Write the case study", "stage": 4, "hours": 5, "writes_up": project.id}
    changes = [[own, name, value] for name, value in values.items()]
    yield "Add a case study of it", [[own, "own", "communication"], *changes]


# --- The suggestion ----------------------------------------------------------------------------


def suggestion_row(suggestion: Suggestion) -> Row:
    """A suggestion in words: the best plan and the others, beside it."""
    best = suggestion.choice
    rows = [_option(suggestion, suggestion.plan, "")]
    for plan, other in suggestion.others:
        gain = "It gains as much" if other.value == best.value else "It gains a little less"
        more = other.hours - best.hours
        unit = "hour" if abs(more) == 1 else "hours"
        hours = f"{abs(more)} {unit} {'more' if more > 0 else 'less'}" if more else "the same hours"
        rows.append(_option(suggestion, plan, f"{gain}, with {hours}."))
    return {"sentence": suggestion.sentence, "plans": rows if suggestion.plan.actions else []}


def _option(suggestion: Suggestion, plan: Plan, beside: str) -> Row:
    return {
        "ids": [action.id for action in plan.actions],
        "beside": beside,
        "lines": [
            [
                action.step,
                f"{action.kind}, {action.hours} hours, by day {action.horizon}",
                suggestion.reason(action),
            ]
            for action in plan.actions
        ],
    }
