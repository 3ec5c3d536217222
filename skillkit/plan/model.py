"""Plan: a person's dated set of actions, two kinds side by side: technical and communication.

The values and their verbs; `plan.rules` says which of the article's rules a plan keeps.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from skillkit.base.errors import Invalid, Problem, SkillkitError
from skillkit.base.frame import unseen
from skillkit.base.text import day_of, joined, nearest, problem_with, quoted
from skillkit.base.words import say
from skillkit.framework import KINDS as KINDS
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.framework import Kind as Kind

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Cue:
    """The moment that starts an action: when and where it comes, and the first act."""

    when: str = ""
    where: str = ""
    act: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The parts that are said, by name."""
        return {name: text for name in CUE if (text := getattr(self, name)) != ""}

    @property
    def sentence(self) -> str:
        """The cue as it is read aloud, or "" while the moment or the act is open."""
        when, where, act = self.parts
        place = f" ({where})" if where else ""
        if not (when and act):
            return ""
        return say("When {when}{place}, then I {act}.", when=when, place=place, act=act)

    @property
    def parts(self) -> tuple[str, str, str]:
        """When, where and the act as they are in the sentence, "" where they are open."""
        return (
            _bare(self.when, "when", say("when")),
            _bare(self.where),
            _bare(self.act, "then", say("then"), "I"),
        )


CUE = tuple(part.name for part in fields(Cue))


def _bare(text: str, *leads: str) -> str:
    """The text without its last dot and the words that the sentence brings itself."""
    text = text.strip().rstrip(".,; ")
    for lead in leads:
        text = re.sub(rf"^{lead}\b,?\s+", "", text, flags=re.IGNORECASE)
    return text


ActionId = str  # "rag_real_documents"

STAGES = range(1, 6)  # the article's five moves, in its order; None belongs to no move

HORIZONS = (30, 60, 90)  # days after the start

STATUSES = ("planned", "started", "done", "stopped")

LONGEST = 300  # characters of one text

MOST_HOURS = 200  # of one action

MOST_LEVERS = 2

HALF_HOURS = tuple(half / 2 for half in range(1, 121))  # a week, up to 60 hours

WEEKS = 12  # a plan of ninety days

FREE = Fraction(1, 4)  # of the hours, kept free because plans take longer than planned


@dataclass(frozen=True, slots=True)
class Action:
    """One step with its skills, its proof, its cue and its date; "" and None are not said yet.

    Raises:
        Invalid: with every fault of the fields.
    """

    id: ActionId
    step: str  # what to do, in plain words
    kind: Kind
    hours: int  # 1 ... 200, a guess
    builds: Mapping[SkillId, int] = field(default_factory=dict)  # levels, if all goes well
    stage: int | None = None  # 1 ... 5
    done_when: str = ""  # the proof, agreed beforehand
    shows: bool = True  # others can see or use what comes of it
    needs_real_problem: bool = False
    needs_real_constraint: bool = False
    writes_up: ActionId | None = None  # the project that this is the write-up of
    paired_with: ActionId | None = None  # a technical action's own communication action
    real_problem: str = ""  # whose, and why it matters to them
    real_constraint: str = ""  # the limit that makes it real
    cue: Cue = field(default_factory=Cue)
    obstacle: str = ""  # what in me could stop it
    buddy: str = ""  # who will ask
    resource: str = ""  # a book, course or link
    due: dt.date | None = None
    horizon: int | None = None  # 30, 60 or 90 days after the plan's start
    status: str = "planned"
    evidence: tuple[str, ...] = ()  # lines or links that show it was done
    learned: str = ""  # what broke, and what it taught

    def __post_init__(self) -> None:
        if faults := list(_action_faults(self)):
            raise Invalid(f"action {quoted(self.id)}", faults)
        object.__setattr__(self, "builds", MappingProxyType(dict(self.builds)))


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's actions for ninety days, with the hours and the wishes behind them.

    Args:
        framework: the skills that it grows.
        start: its first day.
        weekly_hours: in half hours; None is not said yet.
        weeks: how many.
        levers: at most two.
        focus: one technical skill, one of communication.
        actions: what to do.
        key: marks this plan among others; the first save gives it one.

    Examples:
        >>> plan = Plan(load_framework(), dt.date(2026, 1, 31)).spend(5)
        >>> plan.budget
        45

    Raises:
        Invalid: a skill that is not in the framework, doubled actions, hours out of range.
    """

    framework: Framework
    start: dt.date
    weekly_hours: float | None = None  # in half hours; None is not said yet
    weeks: int = WEEKS
    levers: tuple[str, ...] = ()  # at most two
    focus: tuple[SkillId, ...] = ()  # one technical skill, one of communication
    actions: tuple[Action, ...] = ()
    key: str = ""  # marks this plan among others, so that calendars know it again

    def __post_init__(self) -> None:
        if faults := list(_plan_faults(self)):
            raise Invalid("plan", faults)

    def action(self, action: ActionId) -> Action:
        """The action of that id, or `Invalid` with the nearest id."""
        if action in self:
            return next(found for found in self.actions if found.id == action)
        hint = nearest(action, [found.id for found in self.actions])
        raise Invalid(
            "plan",
            [
                Problem(
                    "actions",
                    say("{action} is not in this plan.{hint}", action=quoted(action), hint=hint),
                )
            ],
        )

    def __contains__(self, action: object) -> bool:
        return any(found.id == action for found in self.actions)

    @property
    def hours(self) -> int:
        """The hours of all actions."""
        return sum(action.hours for action in self.actions)

    @property
    def budget(self) -> int | None:
        """The hours that a plan may take: what there is, a quarter kept free; None if not said."""
        return None if self.weekly_hours is None else budget_of(self.weekly_hours, self.weeks)

    def hours_of(self, kind: Kind) -> int:
        """The hours of one kind of action."""
        return sum(action.hours for action in self.actions if action.kind == kind)

    def day(self, action: Action) -> int | None:
        """The day after the start by which an action is due, or None while that is open."""
        return (action.due - self.start).days if action.due else action.horizon

    def due(self, action: Action) -> dt.date | None:
        """The date by which an action is due, or None while that is open."""
        day = self.day(action)
        return None if day is None else self.after(day)

    def after(self, days: int) -> dt.date:
        """The date so many days after the start."""
        return self.start + dt.timedelta(days=days)

    def to_frame(self) -> pd.DataFrame:
        """The actions as pandas has them: a row for each, in the plan's order.

        In a notebook a cell shows only the example's table by itself.
        """
        import pandas as pd

        from skillkit.plan.examples import example_plan  # a plan itself

        rows = {
            action.id: {
                "Step": action.step,
                "Kind": action.kind,
                "Hours": action.hours,
                "Builds": ", ".join(self.framework.skill(s).name for s in action.builds),
                "Due": self.due(action),
                "Done when": action.done_when,
                "Status": action.status,
                "Evidence": "; ".join(action.evidence),
            }
            for action in self.actions
        }
        columns = ["Step", "Kind", "Hours", "Builds", "Due", "Done when", "Status", "Evidence"]
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        frame = frame.rename_axis("Action").astype({"Due": "datetime64[s]"})
        return frame if self == example_plan() else unseen(frame)

    def on(self, start: dt.date) -> Plan:
        """The plan with this first day; dates that a person chose stay."""
        return replace(self, start=start)

    def spend(self, weekly_hours: float | None, weeks: int = WEEKS) -> Plan:
        """The plan with these hours a week for so many weeks."""
        return replace(self, weekly_hours=weekly_hours, weeks=weeks)

    def aim(self, levers: Iterable[str]) -> Plan:
        """The plan with these levers."""
        return replace(self, levers=tuple(levers))

    def focus_on(self, skills: Iterable[SkillId]) -> Plan:
        """The plan with these skills to grow."""
        return replace(self, focus=tuple(skills))

    def add(self, *actions: Action) -> Plan:
        """The plan with these actions at its end."""
        return replace(self, actions=(*self.actions, *actions))

    def without(self, action: ActionId) -> Plan:
        """The plan without this action; what others say about it stays, in case it comes back."""
        gone = self.action(action)
        return replace(self, actions=tuple(a for a in self.actions if a is not gone))

    def change(self, action: ActionId, **values: Any) -> Plan:
        """The plan with these fields of one action changed."""
        before = self.action(action)
        after = replace(before, **values)
        return replace(self, actions=tuple(after if a is before else a for a in self.actions))

    def pair(self, technical: ActionId, communication: ActionId | None) -> Plan:
        """The plan with this partner for a technical action; None parts the two."""
        return self.change(technical, paired_with=communication and self.action(communication).id)

    def free_id(self) -> ActionId:
        """An id for an action of the person's own."""
        return next(name for n in range(1, 1000) if (name := f"own_{n}") not in self)


def budget_of(weekly_hours: float, weeks: int, free: Fraction = FREE) -> int:
    """The whole hours of some weeks, with a share of them kept free."""
    return math.floor(Fraction(str(weekly_hours)) * weeks * (1 - free))


def _action_faults(action: Action) -> Iterator[Problem]:
    for name, text in _texts(action):
        if reason := problem_with(text, LONGEST):
            yield Problem(name, f"{reason}.")
    for name, words in _WORDS.items():
        value = getattr(action, name)
        if not any(type(value) is type(word) and value == word for word in words):
            allowed = joined([quoted(word) for word in words], "or")
            yield Problem(name, f"{quoted(value)} found; allowed: {allowed}.")
    if type(action.hours) is not int or not 1 <= action.hours <= MOST_HOURS:
        yield Problem(
            "hours",
            say(
                "{hours} found; write whole hours up to {most}.",
                hours=quoted(action.hours),
                most=MOST_HOURS,
            ),
        )
    if action.due is not None:
        yield from _day_problems("due", action.due)
    if action.paired_with and action.kind == "communication":
        yield Problem(
            "paired_with", say("only a technical action names its partner; turn them round.")
        )
    if not isinstance(action.builds, Mapping):
        yield Problem(
            "builds",
            say("{builds} found; write skills with their levels.", builds=quoted(action.builds)),
        )
        return
    for skill, levels in action.builds.items():
        if type(levels) is not int or levels not in LEVELS[1:]:
            wrong = f"{quoted(levels)} found; write 1 to {LEVELS[-1]} levels."
            yield Problem(f"builds.{skill}", wrong)


def _day_problems(name: str, day: object) -> Iterator[Problem]:
    if type(day) is not dt.date:
        yield Problem(name, say("{day} is not a date; write it like 2026-01-31.", day=quoted(day)))
        return
    try:
        day_of(day)
    except SkillkitError as error:
        yield Problem(name, str(error))


def _texts(action: Action) -> Iterator[tuple[str, object]]:
    """The texts that were said, with their places."""
    yield from (("id", action.id), ("step", action.step))
    texts = [(name, getattr(action, name)) for name in (*_TEXTS, "writes_up", "paired_with")]
    yield from ((name, text) for name, text in texts if text not in ("", None))
    yield from ((f"cue.{name}", text) for name, text in action.cue.said.items())
    yield from ((f"evidence[{i}]", line) for i, line in enumerate(action.evidence))


def _plan_faults(plan: Plan) -> Iterator[Problem]:
    yield from _day_problems("start", plan.start)
    hours = plan.weekly_hours
    if hours is not None and (type(hours) not in (int, float) or hours not in HALF_HOURS):
        yield Problem(
            "weekly_hours",
            say("{hours} found; write whole or half hours up to 60.", hours=quoted(hours)),
        )
    if type(plan.weeks) is not int or not 1 <= plan.weeks <= 52:
        yield Problem(
            "weeks",
            say("{weeks} found; write a whole number from 1 to 52.", weeks=quoted(plan.weeks)),
        )
    if len(plan.levers) > MOST_LEVERS:
        yield Problem(
            "levers",
            say(
                "{count} found; choose at most {most}.",
                count=len(plan.levers),
                most=MOST_LEVERS,
            ),
        )
    for name, words in (("levers", plan.levers), ("focus", plan.focus)):
        if len(set(words)) < len(words):
            yield Problem(name, say("one appears twice; keep one."))
    ids = [action.id for action in plan.actions]
    for double in sorted({name for name in ids if ids.count(name) > 1}):
        yield Problem(f"actions.{double}", say("appears twice; drop one, or give it another id."))
    yield from _skill_faults(plan)


def _skill_faults(plan: Plan) -> Iterator[Problem]:
    built = [(f"actions.{a.id}.builds", skill) for a in plan.actions for skill in a.builds]
    for path, skill in [*(("focus", skill) for skill in plan.focus), *built]:
        if skill not in plan.framework:
            hint = nearest(skill, [s.id for s in plan.framework.skills])
            yield Problem(
                path,
                say(
                    "{skill} is not a skill of {id}.{hint}",
                    skill=quoted(skill),
                    id=plan.framework.id,
                    hint=hint,
                ),
            )
    kinds = [plan.framework.kind(skill) for skill in plan.focus if skill in plan.framework]
    for kind in KINDS:
        if kinds.count(kind) > 1:
            yield Problem(
                "focus", say("two {kind} skills found; choose one of each kind.", kind=kind)
            )


_TEXTS = tuple(f.name for f in fields(Action) if f.default == "")

_WORDS: dict[str, tuple[object, ...]] = {
    "kind": KINDS,
    "stage": (*STAGES, None),
    "horizon": (*HORIZONS, None),
    "status": STATUSES,
    **dict.fromkeys(("shows", "needs_real_problem", "needs_real_constraint"), (True, False)),
}


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
