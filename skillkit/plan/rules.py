"""Plan rules: what the article asks of a plan, as checks, each with its sentence and a cure.

Nothing here changes a plan. A violation is shown next to what the person chose; an open question is
something that only the person can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillkit.base.text import joined
from skillkit.base.words import say, sentence
from skillkit.plan.actions import Catalogue
from skillkit.plan.model import KINDS, Action, ActionId, Plan, in_order
from skillkit.plan.words import missing_sentence, unbuilt

Row = dict[str, Any]  # plain JSON values for a screen
MOST_ACTIONS = 6

PROJECT, WRITE_UP, CERTIFICATE = 1, 4, 5  # of the article's moves


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a plan has to keep, in a sentence, and whose point it is."""

    id: str
    words: str
    source: str  # "article" or "kit"

    @property
    def sentence(self) -> str:
        """What it asks."""
        return say(self.words, most=MOST_ACTIONS)


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a plan breaks a rule, and what mends it."""

    rule: Rule
    actions: tuple[ActionId, ...]  # the ones concerned
    cure: str

    def __str__(self) -> str:
        return f"{self.rule.sentence} {self.cure}"


@dataclass(frozen=True, slots=True)
class Question:
    """Something still open that only the person can say."""

    action: ActionId | None  # None: about the plan as a whole
    field: str
    sentence: str


def violations(plan: Plan) -> tuple[Violation, ...]:
    """Every place where a plan breaks a rule, in the order of the rules.

    The article's rules are asked of plans for the article's frameworks alone.
    """
    article = plan.framework.follows_article
    rules = {rule: check for rule, check in CHECKS.items() if article or rule.source != "article"}
    found = ((rule, *place) for rule, check in rules.items() for place in check(plan))
    return tuple(Violation(rule, ids, cure) for rule, ids, cure in found)


def open_questions(plan: Plan) -> tuple[Question, ...]:
    """What a plan leaves unsaid, action by action."""
    whole = (Question(None, name, words) for name, words in _open_in_plan(plan))
    single = (Question(a.id, name, words) for a in plan.actions for name, words in _open_in(a))
    return (*whole, *single)


Places = Iterator[tuple[tuple[ActionId, ...], str]]


def _pairing(plan: Plan) -> Places:
    if len(plan.framework.kinds) < len(KINDS):
        return  # nothing here could go with it
    taken: dict[ActionId, ActionId] = {}
    for action in plan.actions:
        if action.kind == "technical":
            yield from _partner(plan, action, taken)
            taken.setdefault(action.paired_with or "", action.id)


def _partner(plan: Plan, action: Action, taken: Mapping[ActionId, ActionId]) -> Places:
    """What is wrong with the partner of a technical action; `taken` says who has which by now."""
    name, named = action.paired_with, _named(action)
    if not name:
        yield (action.id,), say("Choose a communication action to go with {named}.", named=named)
    elif name not in plan:
        cure = say(
            "The partner of {named} is not in the plan: add it, or choose another.", named=named
        )
        yield (action.id,), cure
    elif plan.action(name).kind != "communication":
        other = say("{named} is technical as well", named=_named(plan.action(name)))
        cure = say("{other}; pair {named} with one of communication.", other=other, named=named)
        yield (action.id, name), cure
    elif name in taken:
        both = joined([_named(plan.action(taken[name])), named])
        cure = say(
            "{both} share the partner {named}; give one its own.",
            both=both,
            named=_named(plan.action(name)),
        )
        yield (taken[name], action.id, name), cure


def _write_up(plan: Plan) -> Places:
    written = {action.writes_up for action in plan.actions}
    for action in plan.actions:
        if action.kind == "technical" and action.stage == PROJECT and action.id not in written:
            yield (
                (action.id,),
                say("Add a write-up of {named}; inside your firm is enough.", named=_named(action)),
            )
        if action.writes_up is not None and action.writes_up not in plan:
            cure = say(
                "The project of {named} is not in the plan: add it, or drop this too.",
                named=_named(action),
            )
            yield (action.id,), cure


def _certificate(plan: Plan) -> Places:
    if not _projects(plan):
        for action in plan.actions:
            if action.stage == CERTIFICATE:
                yield (
                    (action.id,),
                    say("Add a project to {named}, or leave it for later.", named=_named(action)),
                )


def _shows(plan: Plan) -> Places:
    if plan.actions and not any(action.shows for action in plan.actions):
        ids = tuple(action.id for action in plan.actions)
        yield ids, say("Add one action whose outcome somebody else can see or use.")


def _order(plan: Plan) -> Places:
    """Leaders follow the moves; a partner is not due before the action that it goes with."""
    partners = {action.paired_with for action in plan.actions}
    dated = [(a, day) for a in in_order(plan.actions) if (day := plan.day(a)) is not None]
    days = {action.id: day for action, day in dated}
    staged = [(a, day) for a, day in dated if a.stage and a.id not in partners]
    for second, day in staged:
        earlier = [a for a, later in staged if later > day and (a.stage or 0) < (second.stage or 0)]
        if earlier:
            cure = say(
                "Make {action} due after {other}, or that one earlier.",
                action=_named(second),
                other=_named(earlier[-1]),
            )
            yield (earlier[-1].id, second.id), cure
    for action, day in dated:
        partner = action.paired_with or ""
        if days.get(partner, day) < day:
            cure = say(
                "Make {action} due with {other} or after it.",
                action=_named(plan.action(partner)),
                other=_named(action),
            )
            yield (action.id, partner), cure


def _few(plan: Plan) -> Places:
    if (more := len(plan.actions) - MOST_ACTIONS) > 0:
        ids = tuple(action.id for action in plan.actions)
        yield (
            ids,
            say(
                "Drop {more} of the {actions}, or keep them for the next plan.",
                more=more,
                actions=len(plan.actions),
            ),
        )


def _hours(plan: Plan) -> Places:
    if plan.budget is not None and plan.hours > plan.budget:
        ids = tuple(action.id for action in plan.actions)
        cure = say(
            "This plan takes {hours} hours and {budget} fit: drop an action, make one "
            "smaller, or free more hours a week.",
            hours=plan.hours,
            budget=plan.budget,
        )
        yield ids, cure


def _focus(plan: Plan) -> Places:
    if plan.actions and (missing := missing_sentence(plan)):
        yield (
            (),
            say("{missing} Add one that does, or choose another skill to grow.", missing=missing),
        )


CHECKS: dict[Rule, Callable[[Plan], Places]] = {
    Rule(
        "pairing",
        sentence(
            "The article says to grow a technical skill together with one of communication:"
            " each technical action has a communication partner of its own."
        ),
        "article",
    ): _pairing,
    Rule(
        "write_up",
        sentence(
            "The article says to write down what came of a project, also what failed: a "
            "project and its write-up go together."
        ),
        "article",
    ): _write_up,
    Rule(
        "certificate",
        sentence(
            "The article says that a certificate adds to practical work and never replaces "
            "it: plan one only together with a project."
        ),
        "article",
    ): _certificate,
    Rule(
        "shows",
        sentence(
            "The article says that learning alone convinces nobody: at least one action has"
            " an outcome that others can see or use."
        ),
        "article",
    ): _shows,
    Rule(
        "order",
        sentence(
            "The article gives its moves as a sequence: projects, open source, hackathons, "
            "writing, certificates. No later move is due before an earlier one, no partner "
            "before its action."
        ),
        "article",
    ): _order,
    Rule(
        "few",
        sentence("This kit asks for at most {most} actions in ninety days, so that they get done."),
        "kit",
    ): _few,
    Rule(
        "hours",
        sentence(
            "This kit asks that a plan fits your hours with a quarter of them kept free, "
            "because most things take longer than planned."
        ),
        "kit",
    ): _hours,
    Rule(
        "focus",
        sentence("This kit asks that each skill you chose to grow has an action that builds it."),
        "kit",
    ): _focus,
}

RULES = tuple(CHECKS)


def _open_in_plan(plan: Plan) -> Iterator[tuple[str, str]]:
    if plan.weekly_hours is None:
        yield "weekly_hours", say("How many hours a week do you have for this?")
    kinds = plan.framework.kinds
    if len(plan.focus) < len(kinds):
        if len(kinds) > 1:
            words = say("Which technical skill and which communication skill do you want to grow?")
        else:
            words = say("Which skill do you want to grow?")
        yield "focus", words
    days = [day for action in plan.actions if (day := plan.day(action)) is not None]
    if days and min(days) > 30:
        yield "horizon", say("Nothing is done by day 30: which part of the first action could be?")


def _open_in(action: Action) -> Iterator[tuple[str, str]]:
    if action.needs_real_problem and not action.real_problem:
        yield "real_problem", say("Whose real problem does this solve?")
    if action.needs_real_constraint and not action.real_constraint:
        yield (
            "real_constraint",
            say("Which real limit (time, cost, data, rules) does it have to meet?"),
        )
    if not action.done_when:
        yield "done_when", say("What will show that this is done?")
    if not action.cue.sentence:
        yield "cue", say("When and where do you start, and what is the first thing you do?")
    if not action.obstacle:
        yield "obstacle", say("What in you could get in the way?")
    if not action.buddy:
        yield "buddy", say("Who will ask you about it?")
    if action.due is None and action.horizon is None:
        yield "due", say("By which day?")


def _projects(plan: Plan) -> list[Action]:
    return [a for a in plan.actions if a.kind == "technical" and a.stage == PROJECT]


def _named(action: Action) -> str:
    """The step in quotes, cut between words where it is long."""
    step = action.step
    return f"“{step}”" if len(step) <= 60 else f"“{step[:59].rsplit(' ', 1)[0]}…”"


def ways_out(plan: Plan, offered: Catalogue, breach: Violation) -> list[Row]:
    """Changes that would mend a breach, each with its words; only a person makes one."""
    found: Iterator[tuple[str, list[list[Any]]]] = iter(())
    if breach.rule.id == "pairing":
        found = _partners(plan, offered, breach.actions[:2][-1])
    elif breach.rule.id == "write_up" and breach.actions[0] in plan:
        found = _write_ups(plan, offered, plan.action(breach.actions[0]))
    elif breach.rule.id == "focus":
        found = _builders(plan, offered)
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
        yield say("Pair it with: {step}", step=plan.action(name).step), [pair]
    more = [name for name in fitting if name not in plan][:1]
    for name in more:
        pair = [technical, "paired_with", name]
        yield (
            say("Add and pair: {step}", step=offered.action(name).step),
            [[name, "in", True], pair],
        )
    if not free and not more:
        own = plan.free_id()
        changes = [[own, "own", "communication"], [technical, "paired_with", own]]
        yield say("Add a communication action of your own and pair it"), changes


def _write_ups(
    plan: Plan, offered: Catalogue, project: Action
) -> Iterator[tuple[str, list[list[Any]]]]:
    if project.kind != "technical":
        return
    write_up = offered.write_up(project.id)
    if write_up is not None:
        yield say("Add: {step}", step=write_up.step), [[write_up.id, "in", True]]
        return
    own = plan.free_id()
    values = {"step": say("Write the case study"), "stage": 4, "hours": 5, "writes_up": project.id}
    changes = [[own, name, value] for name, value in values.items()]
    yield say("Add a case study of it"), [[own, "own", "communication"], *changes]


def _builders(plan: Plan, offered: Catalogue) -> Iterator[tuple[str, list[list[Any]]]]:
    """For each skill in focus that nothing builds, the shortest action that would."""
    for skill in unbuilt(plan):
        fitting = [
            action
            for action in offered.actions
            if skill in action.builds
            and action.id not in plan
            and action.stage != CERTIFICATE
            and (action.writes_up is None or action.writes_up in plan)
        ]
        for action in sorted(fitting, key=lambda action: action.hours)[:1]:
            changes: list[list[Any]] = [[action.id, "in", True]]
            write_up = offered.write_up(action.id)
            partners = [write_up.id] if write_up else offered.partners.get(action.id, ())
            for name in [name for name in partners if name not in plan][:1]:
                changes += [[name, "in", True], [action.id, "paired_with", name]]
            yield (
                say(
                    "Add for {name}: {step}",
                    name=plan.framework.skill(skill).name,
                    step=action.step,
                ),
                changes,
            )
