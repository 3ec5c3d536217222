"""Plan state: the words around a plan on a screen, and all that follows from what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from skillkit.assessment import gap_words, gaps
from skillkit.assessment.examples import example_line
from skillkit.base.html import LEFT, Html, table, tag, typed
from skillkit.base.text import counted, joined, long_date
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework, Skill
from skillkit.plan import HORIZONS, KINDS, MOST_LEVERS, Action, Plan
from skillkit.plan.actions import Catalogue
from skillkit.plan.case_study import MOST_WORDS, PARTS, CaseStudy
from skillkit.plan.file import as_dict
from skillkit.plan.model import CUE
from skillkit.plan.rules import Question, Row, open_questions, violations, ways_out
from skillkit.plan.suggest import Choice, Suggestion
from skillkit.plan.words import action_lines, hours_sentence
from skillkit.profile import Profile
from skillkit.profile.words import change_sentence
from skillkit.progress import STATES, plan_sentence


# --- Whatever was chosen -----------------------------------------------------------------------
def page_words(framework: Framework, offered: Catalogue, profile: Profile | None) -> Row:
    """What can be chosen, in words."""
    return {
        "most_levers": MOST_LEVERS,
        "levers": [[lever.id, lever.name, lever.words] for lever in offered.levers],
        "kinds": [[kind, say(kind)] for kind in KINDS],
        "grown": list(framework.kinds),
        "skills": [[skill.id, skill.name] for skill in framework.skills],
        "focus": {kind: _focus(framework, profile, kind) for kind in KINDS},
        "change": change_sentence(profile) if profile and profile.shape else "",
        "pairs": [[pair.technical, pair.communication, pair.words] for pair in framework.pairs],
        "moves": [[move.stage, move.name, move.words] for move in offered.moves],
        "horizons": list(HORIZONS),
        "actions": [_offer(framework, action) for action in offered.actions],
        "groups": list(_groups(offered)),
        "focus_hint": _focus_hint(framework),
        "starters": _starters(framework, offered),
    }


GROUPS = {
    "technical": sentence("Technical actions"),
    "communication": sentence("Communication actions"),
}


def _groups(offered: Catalogue) -> Iterator[list[Any]]:
    """The starter actions in groups: [title, about, ids]; by moves where there are any."""
    for move in offered.moves:
        here = [action.id for action in offered.actions if action.stage == move.stage]
        yield [say("Move {stage}: {name}", stage=move.stage, name=move.name), move.words, here]
    if offered.moves:
        about = say("These belong to none of the moves; they make the others count.")
        here = [action.id for action in offered.actions if action.stage is None]
        yield [say("Communication at any time"), about, here]
        return
    for kind in KINDS:
        here = [action.id for action in offered.actions if action.kind == kind]
        if here:
            yield [say(GROUPS[kind]), "", here]


def _focus_hint(framework: Framework) -> str:
    """What to say above the skills to grow."""
    if framework.follows_article:
        tip = say("The article says to grow a technical skill together with one of communication.")
    else:
        tip = say("Two are plenty: they may help each other along.")
    return f"{tip} {say('The lists begin with the best reasons.')}"


def _starters(framework: Framework, offered: Catalogue) -> str:
    """What to say above the starter actions."""
    if not offered.actions:
        return say("This workshop brings no starter actions: write your own below.")
    these = say("Starter actions")
    if framework.follows_article and offered.moves:
        these = say("Starter actions for the article's five moves, in its order")
    hint = say(
        "Hours are guesses. What you wrote in an action is kept when you take it out, in case you "
        "want it back."
    )
    return f"{these}. {hint}"


def _offer(framework: Framework, action: Action) -> Row:
    skills = [framework.skill(skill) for skill in action.builds]
    builds = joined([skill.name for skill in skills])
    helps = joined([line for skill in skills for line in skill.resources])
    return {
        "id": action.id,
        "step": action.step,
        "stage": action.stage,
        "words": say(
            "{kind}, about {hours}. Builds {builds}.",
            kind=say(action.kind),
            hours=counted(action.hours, "hour"),
            builds=builds,
        )
        + (say(" To learn it from: {helps}.", helps=helps) if helps else ""),
    }


def _focus(framework: Framework, profile: Profile | None, kind: str) -> list[list[Any]]:
    """The skills of one kind, in groups by the best reason for them: [group, [id, name, why]]."""
    groups: dict[str, list[list[str]]] = {}
    for skill in framework.skills:
        if framework.kind(skill.id) == kind:
            reasons = dict(_reasons(profile, skill)) if profile else {}
            group = next(iter(reasons), say("Other skills") if profile else say("Skills"))
            groups.setdefault(group, []).append([skill.id, skill.name, " ".join(reasons.values())])
    order = (
        say("In your smallest change to a T"),
        say("You want to grow here"),
        say("You have a target here"),
    )
    ordered = sorted(groups, key=lambda group: (*order, group).index(group))
    return [[group, groups[group]] for group in ordered]


def _reasons(profile: Profile, skill: Skill) -> Iterator[tuple[str, str]]:
    """Why a skill may be worth it, the best reason first."""
    for raised in profile.change:
        if raised.skill == skill.id:
            way = gap_words(raised.levels)
            yield (
                say("In your smallest change to a T"),
                say("It is in your smallest change to a T: {way}.", way=way),
            )
    if "grow" in profile.assessment.interest.get(skill.id, ()):
        yield say("You want to grow here"), say("You said that you want to grow here.")
    if gap := gaps(profile.assessment).get(skill.id):
        yield (
            say("You have a target here"),
            say("Your target is {way}.", way=gap_words(gap)),
        )


# --- What was chosen ---------------------------------------------------------------------------
def plan_entries(plan: Plan | None) -> dict[str, Row]:
    """What a plan says: as a whole under "plan", and action by action."""
    if plan is None:
        return {}
    card = as_dict(plan)
    whole = {name: card[name] for name in ("start", "weekly_hours", "weeks", "levers")}
    chosen = {plan.framework.kind(skill): skill for skill in plan.focus}
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
            for breach in violations(plan)
        ],
    }


def meter(plan: Plan) -> Row:
    """The hours, in words and as the lengths of two bars."""
    hours: Row = {kind: plan.hours_of(kind) for kind in KINDS}
    return {"words": hours_sentence(plan), **hours, "budget": plan.budget}


def budget_words(plan: Plan) -> str:
    """How the hours that fit come about."""
    if plan.weekly_hours is None:
        return say("A guess is fine; you can change it later. The suggestion waits for it.")
    return say(
        "{weekly_hours} hours a week for {weeks} weeks, a quarter of them kept free "
        "because things take longer than planned: {budget} hours fit.",
        weekly_hours=f"{plan.weekly_hours:g}",
        weeks=plan.weeks,
        budget=plan.budget,
    )


def _by(plan: Plan, days: int) -> str:
    return say("Day {days}, {start}", days=days, start=long_date(plan.after(days)))


def _card(plan: Plan, action: Action, questions: Sequence[Question]) -> Row:
    said = dict(action_lines(plan, action))
    return {
        "by": say("by {day}", day=said[say("Due")]) if say("Due") in said else say("no date yet"),
        "said": said.get(say("How I begin"), ""),
        "open": [question.field for question in questions],
    }


# --- The suggestion ----------------------------------------------------------------------------
def suggestion_row(suggestion: Suggestion) -> Row:
    """A suggestion in words: the best plan and the others, beside it."""
    rows = [_option(suggestion, suggestion.plan, "")]
    for plan, other in suggestion.others:
        rows.append(_option(suggestion, plan, _beside(suggestion, plan, other)))
    return {"sentence": suggestion.sentence, "plans": rows if suggestion.plan.actions else []}


def _beside(suggestion: Suggestion, plan: Plan, other: Choice) -> str:
    """How another plan differs from the best one."""
    more = other.hours - suggestion.choice.hours
    if more > 0:
        hours = plural("{count} hour more", "{count} hours more", more)
    else:
        hours = plural("{count} hour less", "{count} hours less", -more) if more else ""
    hours = hours or say("the same hours")
    missing = suggestion.left_out(plan)
    if missing != suggestion.left_out(suggestion.plan):
        return say(
            "Takes {hours}, and leaves out {missing}, which you chose.",
            hours=hours,
            missing=missing,
        )
    if other.value == suggestion.choice.value:
        return say("Takes {hours}, and closes as much of your gaps.", hours=hours)
    return say("Takes {hours}, and closes a little less of your gaps.", hours=hours)


def _option(suggestion: Suggestion, plan: Plan, beside: str) -> Row:
    return {
        "ids": [action.id for action in plan.actions],
        "beside": beside,
        "lines": [
            [
                action.step,
                say(
                    "{kind}, {hours}, by day {horizon}",
                    kind=say(action.kind),
                    hours=counted(action.hours, "hour"),
                    horizon=action.horizon,
                ),
                suggestion.reason(plan, action),
            ]
            for action in plan.actions
        ],
    }


BACK = (
    sentence("What I meant to do"),
    sentence("How it went"),
    sentence("What shows it"),
    sentence("What broke, what I learned"),
)

HEADS = (sentence("Due"), sentence("What I do"), sentence("Done when"), sentence("How I begin"))


def plan_still(plan: Plan) -> str:
    """The example's plan as a table."""
    rows = _table(HEADS, [[*_cells(plan, action)] for action in plan.actions])
    return "\n".join([_example_line(), *_summary(plan), *rows])


def review_still(plan: Plan) -> str:
    """What became of the example's plan, as a table."""
    rows = [[a.step, say(STATES[a.status]), "; ".join(a.evidence), a.learned] for a in plan.actions]
    return "\n".join([_example_line(), tag("p", plan_sentence(plan)), *_table(BACK, rows)])


def _table(heads: Sequence[str], rows: list[list[str]]) -> Iterator[Html]:
    return table(heads, [("", [(row[0], row[1:]) for row in rows])], LEFT)


def case_study_still(study: CaseStudy) -> str:
    """The example's case study, part by part."""
    lines = [_example_line()]
    for part, title in PARTS.items():
        if text := getattr(study, part):
            words = Html("<br>".join(map(typed, text.splitlines())))
            lines.append(tag("p", tag("strong", f"{say(title)}:"), " ", words))
    return "\n".join(
        [*lines, tag("p", say("{words} of {most} words.", words=study.words, most=MOST_WORDS))]
    )


def _example_line() -> str:
    return tag("p", tag("em", example_line()))


def _summary(plan: Plan) -> Iterator[str]:
    if plan.focus:
        names = joined([plan.framework.skill(skill).name for skill in plan.focus])
        yield tag("p", say("Grows {names}.", names=names))
    yield tag("p", meter(plan)["words"])


def _cells(plan: Plan, action: Action) -> Iterator[str]:
    said = dict(action_lines(plan, action))
    yield said.get(say("Due"), say("open"))
    yield f"{action.step} ({said[say('Kind')]})"
    yield from (said.get(say(label), "") for label in HEADS[2:])
