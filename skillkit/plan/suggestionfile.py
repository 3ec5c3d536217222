"""Suggestion file: a question for the exact choice as JSON values, and its answer.

The question names a framework, ratings, targets, interest, hours and actions with what goes with
what; the answer says which actions to choose, how they pair and by which day each is done.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from skillkit.assessment.file import from_dict, parse_json
from skillkit.base.errors import Invalid
from skillkit.base.errors import Problem as Fault
from skillkit.base.storage import read_text
from skillkit.base.text import nearest, quoted
from skillkit.base.toml_reader import Row, TomlReader
from skillkit.framework import Framework, SkillId
from skillkit.plan import FREE, WEEKS, Action, ActionId, budget_of, by_day
from skillkit.plan.choice import Problem, pairs_of
from skillkit.plan.rules import MOST_ACTIONS
from skillkit.plan.search import best_choices, feasible_sets
from skillkit.plan.suggest import gaps_of, leverage_of
from skillkit.profile import Profile, profile_of

KNOWN = (
    "framework",
    "ratings",
    "targets",
    "interest",
    "weights",
    "weekly_hours",
    "weeks",
    "free_share",
    "budget_hours",
    "max_actions",
    "actions",
    "partners",
    "with_writeup",
    "certificate",
)
Number = int | float


def answer(given: object, framework: Framework | None = None) -> dict[str, Any]:
    """The answer to a question, in JSON values.

    `budget_hours`, if there, goes before `weekly_hours` times `weeks` less `free_share`; `weights`
    before leverage times `interest`. Keys that are nowhere near a known one are left alone.

    Raises:
        Invalid: with every fault of the question at once.
        FileError, RatingError: the framework or the ratings cannot be used.
    """
    question = _Reader().question(given, framework)
    problem, scale = question.problem, question.scale
    best, *others = best_choices(problem, 2)
    pairs = pairs_of(problem, best.chosen)
    chosen = [
        replace(action, paired_with=pairs.get(action.id))
        for action in problem.actions
        if action.id in best.chosen
    ]
    return {
        "weights": {skill: _plain(weight) for skill, weight in question.weights.items()},
        "budget_hours": problem.budget,
        "chosen": list(best.chosen),
        "value": _plain(Fraction(best.value, scale)),
        "hours": best.hours,
        "unique": not any((o.value, o.hours) == (best.value, best.hours) for o in others),
        "feasible_sets": feasible_sets(problem),
        "runner_up": next(
            ({"value": _plain(Fraction(o.value, scale)), "hours": o.hours} for o in others), None
        ),
        "pairs": pairs,
        "by_day": by_day(chosen, problem.budget),
    }


def answer_file(path: Path, framework: Framework | None = None) -> str:
    """The answer to the question in a file, as JSON text; errors as in `answer`."""
    return json.dumps(answer(parse_json(read_text(path)), framework), indent=2, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Question:
    """A problem whose weights are whole numbers, and what they were multiplied by for that."""

    problem: Problem
    weights: Mapping[SkillId, Fraction]
    scale: int


class _Reader(TomlReader):
    """The reader of a whole question."""

    def question(self, given: object, framework: Framework | None) -> _Question:
        if not isinstance(given, dict):
            raise Invalid("question", [Fault("file", f"{quoted(given)} found; write an object.")])
        for key in given:
            free = [known for known in KNOWN if known not in given]
            if key not in KNOWN and (hint := nearest(key, free)):
                self.note(str(key), f"this key is not known here.{hint}")
        card = {name: given[name] for name in ("framework", "ratings", "targets") if name in given}
        profile = profile_of(from_dict(card, framework))
        actions = self._actions(given)
        ids = [action.id for action in actions]
        weights = self._weights(given, profile)
        scale = math.lcm(*(weight.denominator for weight in weights.values()))
        single = {name: [one] for name, one in self._table(given, "with_writeup").items()}
        write_ups = {k: v[0] for k, v in self._links("with_writeup", single, ids).items()}
        problem = Problem(
            actions,
            self._links("partners", self._table(given, "partners"), ids),
            write_ups,
            self._links("certificate", self._table(given, "certificate"), ids),
            {skill: int(weight * scale) for skill, weight in weights.items()},
            gaps_of(profile) if profile.assessment.targets else {},
            self._budget(given),
            self._whole(given, "max_actions", MOST_ACTIONS),
        )
        if self.problems:
            raise Invalid("question", self.problems)
        return _Question(problem, weights, scale)

    def _actions(self, given: Row) -> tuple[Action, ...]:
        known = {field.name for field in fields(Action)} - {"cue", "due", "evidence"}
        rows = self.rows(given, "actions", lambda path, row: self._action(path, row, known))
        self.unique("actions", [action.id for action in rows if action])
        return tuple(action for action in rows if action)

    def _action(self, path: str, row: Row, known: set[str]) -> Action | None:
        self.keys(path, row, sorted(known))
        needed = {"id": None, "step": None, "kind": None, "hours": None}
        values: dict[str, Any] = needed | {k: v for k, v in row.items() if k in known}
        try:
            return Action(**values)
        except Invalid as error:
            self.problems += [Fault(f"{path}.{f.path}", f.sentence) for f in error.problems]
            return None

    def _weights(self, given: Row, profile: Profile) -> dict[SkillId, Fraction]:
        """The weights as given, or leverage times interest for every skill with a target."""
        name = "weights" if given.get("weights") is not None else "interest"
        table = {
            skill: self._number(f"{name}.{skill}", value)
            for skill, value in self._table(given, name).items()
        }
        for skill in table:
            if skill not in profile.framework:
                hint = nearest(skill, [s.id for s in profile.framework.skills])
                self.note(name, f"{quoted(skill)} is not a skill of {profile.framework.id}.{hint}")
        if name == "weights":
            return table
        return {
            skill: leverage_of(profile, skill) * table.get(skill, Fraction(1))
            for skill in profile.assessment.targets
        }

    def _links(
        self, name: str, table: Row, ids: list[ActionId]
    ) -> dict[ActionId, tuple[ActionId, ...]]:
        links: dict[ActionId, tuple[ActionId, ...]] = {}
        for action, others in table.items():
            if not isinstance(others, list):
                self.note(f"{name}.{action}", f"{quoted(others)} found; write a list of actions.")
                continue
            for one in (action, *others):
                if one not in ids:
                    hint = nearest(one, ids)
                    self.note(f"{name}.{action}", f"{quoted(one)} is not an action here.{hint}")
            links[action] = tuple(map(str, others))
        return links

    def _budget(self, given: Row) -> int:
        if given.get("budget_hours") is not None:
            return self._whole(given, "budget_hours", 0)
        hours = self._number("weekly_hours", given.get("weekly_hours"))
        free = self._number("free_share", given.get("free_share", float(FREE)))
        if free > 1:
            self.note("free_share", f"{quoted(float(free))} found; write a share up to 1.")
        return budget_of(float(hours), self._whole(given, "weeks", WEEKS), free)

    def _table(self, given: Row, name: str) -> dict[str, Any]:
        table = given.get(name)
        if table is not None and not isinstance(table, dict):
            self.note(name, f"{quoted(table)} found; write an object.")
        return table if isinstance(table, dict) else {}

    def _number(self, path: str, value: object) -> Fraction:
        if type(value) in (int, float) and 0 <= value <= 1_000_000:  # type: ignore[operator]
            return Fraction(str(value))
        self.note(path, f"{quoted(value)} found; write a number from 0 to 1,000,000.")
        return Fraction(0)

    def _whole(self, given: Row, name: str, default: int) -> int:
        return self.number(name, {name: given.get(name, default)}, range(10_001))


def _plain(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else float(number)
