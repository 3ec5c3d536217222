"""Plan file: the JSON file that carries a plan, and where a person's own is."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from skillkit.base.errors import Invalid, Problem, SkillkitError
from skillkit.base.json_text import SCHEMA, fields_of, json_text, parse_json
from skillkit.base.storage import Store, home
from skillkit.base.text import YEARS, day_of, problem_with, quoted
from skillkit.base.toml_reader import Row, RowReader
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import framework_of
from skillkit.framework.notice import PURPOSE
from skillkit.plan.model import CUE, Action, Cue, Plan

PLAN_FIELDS = ("start", "key", "weekly_hours", "weeks", "levers", "focus")

HEAD = ("framework", "framework_version", "note", "actions")

NEEDED = ("id", "step", "kind", "hours")

LONGEST_KEY = 60  # characters; the kit writes 16

UNSAID = Action("unsaid", "unsaid", "technical", 1)


def plan_path() -> Path:
    """The place of a person's own plan."""
    return home() / "plan.json"


def plan_store(path: Path, framework: Framework | None = None) -> Store[Plan]:
    """The file of a plan, with `framework`, a built-in one, or `<id>.toml` beside it."""
    return Store(path, as_dict, partial(from_dict, framework=framework, folder=path.parent), _keyed)


def load(path: Path, framework: Framework | None = None) -> Plan:
    """The plan saved at `path`.

    Args:
        path: its file.
        framework: the skills, where they are neither the kit's nor in a file beside it.

    Examples:
        >>> load_plan(Path("tests/golden/files/plan.json")).hours
        39

    Raises:
        FileNotFoundError: nothing is there.
        FileError, Invalid: it cannot be used; the sentence names the file.
    """
    return plan_store(path, framework).load()


def save(plan: Plan, path: Path) -> Plan:
    """Write the plan to `path` at once and for good, with a key of its own; return what is saved.

    The version before stays beside it.
    """
    return plan_store(path).save(plan)


def as_dict(plan: Plan) -> dict[str, Any]:
    """The JSON form of a plan; it holds only what was said."""
    return {
        "schema": SCHEMA,
        "framework": plan.framework.id,
        "framework_version": plan.framework.version,
        "note": PURPOSE,
        **{name: _plain(getattr(plan, name)) for name in PLAN_FIELDS},
        "actions": [_action_dict(action) for action in plan.actions],
    }


def from_dict(
    given: object, framework: Framework | None = None, folder: Path | None = None
) -> Plan:
    """The plan of a JSON form, with `framework`, a built-in one, or `<id>.toml` in `folder`.

    Raises:
        FileError: not a plan, of a newer schema, or of a framework that is not here.
        Invalid: with every fault of the plan at once.
    """
    known = (*HEAD, *PLAN_FIELDS)
    said = fields_of(given, say("a plan"), ("framework", "actions"), known)
    return _PlanReader().plan(said, framework_of(said, say("plan"), framework, folder))


def to_json(plan: Plan) -> str:
    """The text of a plan file."""
    return json_text(as_dict(plan))


def from_json(text: str, framework: Framework | None = None, folder: Path | None = None) -> Plan:
    """The plan that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text), framework, folder)


def _keyed(plan: Plan) -> Plan:
    """The plan with a key of its own."""
    return plan if plan.key else replace(plan, key=secrets.token_hex(8))


def _action_dict(action: Action) -> dict[str, Any]:
    """The fields of an action that are needed or said."""
    values = {field.name: getattr(action, field.name) for field in fields(Action)}
    return {
        name: _plain(value)
        for name, value in values.items()
        if name in NEEDED or value != getattr(UNSAID, name)
    }


def _plain(value: object) -> object:
    """The value as JSON takes it."""
    if isinstance(value, Cue):
        return value.said
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _renamed(action: Action, framework: Framework) -> Action:
    """The action with today's ids of the skills that it builds."""
    builds = {framework.current_id(skill): levels for skill, levels in action.builds.items()}
    return replace(action, builds=builds) if builds != action.builds else action


class _PlanReader(RowReader):
    """The reader of a whole plan."""

    def plan(self, given: Row, framework: Framework) -> Plan:
        rows = self.rows(given, "actions", self._action)
        start = self._date("start", given) or dt.date(YEARS[0], 1, 1)
        values: dict[str, Any] = {
            name: given[name]
            for name in ("key", "weekly_hours", "weeks")
            if given.get(name) is not None
        }
        if given.get("start") is None:
            self.note("start", say("missing; write the plan's first day like 2026-01-31."))
        if (key := values.get("key")) and (reason := problem_with(key, LONGEST_KEY)):
            self.note("key", f"{reason}.")
        values |= {name: self._texts(name, given) for name in ("levers", "focus")}
        values["focus"] = tuple(map(framework.current_id, values["focus"]))
        actions = tuple(_renamed(action, framework) for action in rows if action)
        try:
            plan = Plan(framework, start, actions=actions, **values)
        except Invalid as error:
            raise Invalid("plan", [*self.problems, *error.problems]) from None
        if self.problems:
            raise Invalid("plan", self.problems)
        return plan

    def _action(self, path: str, row: Row) -> Action | None:
        self.keys(path, row, [field.name for field in fields(Action)])
        needed = dict.fromkeys(NEEDED)
        known = {field.name for field in fields(Action)} - {"cue", "due", "evidence"}
        values: dict[str, Any] = needed | {k: v for k, v in row.items() if k in known}
        values["cue"] = self._cue(f"{path}.cue", row)
        values["due"] = self._date(f"{path}.due", row)
        values["evidence"] = self._texts(f"{path}.evidence", row)
        try:
            return Action(**values)
        except Invalid as error:
            self.problems += [Problem(f"{path}.{f.path}", f.sentence) for f in error.problems]
            return None

    def _cue(self, path: str, row: Row) -> Cue:
        cue = row.get("cue") or {}
        if not isinstance(cue, dict):
            self.note(path, say("{cue} found; write when, where and act.", cue=quoted(cue)))
            return Cue()
        self.keys(path, cue, CUE)
        return Cue(**{name: cue[name] for name in CUE if name in cue})

    def _date(self, path: str, row: Row) -> dt.date | None:
        value = row.get(path.rpartition(".")[2])
        try:
            return None if value is None else day_of(value)
        except SkillkitError as error:
            self.note(path, str(error))
            return None

    def _texts(self, path: str, row: Row) -> tuple[str, ...]:
        value = row.get(path.rpartition(".")[2]) or []
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self.note(path, say("{value} found; write a list of texts.", value=quoted(value)))
            return ()
        return tuple(value)
