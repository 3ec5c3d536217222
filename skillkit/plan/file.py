"""Plan file: the JSON file that carries a plan, and how it is saved without losing anything."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from skillkit.assessment.file import parse_json
from skillkit.base.errors import FileError, Invalid, Problem, SkillkitError
from skillkit.base.storage import home, locked, read_text, write_atomically
from skillkit.base.text import quoted
from skillkit.base.toml_reader import Row, TomlReader
from skillkit.framework import Framework
from skillkit.framework.file import BUILT_IN, load_framework
from skillkit.framework.notice import PURPOSE
from skillkit.plan.model import Action, Cue, Plan

SCHEMA = 1

PLAN_FIELDS = ("start", "key", "weekly_hours", "weeks", "levers", "focus")

CUE_FIELDS = ("when", "where", "act")

NEEDED = ("id", "step", "kind", "hours")

UNSAID = Action("unsaid", "unsaid", "technical", 1)


def plan_path() -> Path:
    """The place of a person's own plan."""
    return home() / "plan.json"


def as_dict(plan: Plan) -> dict[str, Any]:
    """The JSON form of a plan; only what was said stands in it."""
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
    if not isinstance(given, dict) or "framework" not in given or "actions" not in given:
        raise FileError(
            "This is not a plan: 'framework' and 'actions' are missing. "
            "Choose a file that skillkit saved."
        )
    schema = given.get("schema", SCHEMA)
    if type(schema) is not int or schema < 1:
        raise FileError(f"The schema is {quoted(schema)}; this skillkit reads schema {SCHEMA}.")
    if schema > SCHEMA:
        raise FileError(f"A newer skillkit saved this (schema {schema}); update skillkit.")
    return _PlanReader().plan(given, _framework_of(given, framework, folder))


def to_json(plan: Plan) -> str:
    """The text of a plan file."""
    return json.dumps(as_dict(plan), indent=2, ensure_ascii=False) + "\n"


def from_json(text: str, framework: Framework | None = None, folder: Path | None = None) -> Plan:
    """The plan that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text), framework, folder)


def save(plan: Plan, path: Path) -> Plan:
    """Write the plan to `path` at once and for good, with a key of its own; return what is saved.

    The version before stays beside it.
    """
    with locked(path):
        return _written(plan, path)


def load(path: Path, framework: Framework | None = None) -> Plan:
    """The plan saved at `path`.

    Raises:
        FileNotFoundError: nothing is there.
        FileError, Invalid: it cannot be used; the sentence names the file.
    """
    text = read_text(path)
    try:
        return from_json(text, framework, path.parent)
    except SkillkitError as error:
        error.args = (f"{path} cannot be used and was left as it is. {error}",)
        raise


def update(path: Path, change: Callable[[Plan], Plan], start: Plan) -> Plan:
    """Change what is saved at `path` (or `start` where nothing is) and return what is saved now.

    The file is read anew under a lock, so that two notebooks never undo each other's changes.
    """
    with locked(path):
        try:
            before = load(path, start.framework)
        except FileNotFoundError:
            before = start
        return _written(change(before), path)


def _written(plan: Plan, path: Path) -> Plan:
    kept = plan if plan.key else replace(plan, key=secrets.token_hex(8))
    write_atomically(path, to_json(kept))
    return kept


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


def _framework_of(
    given: Mapping[str, Any], framework: Framework | None, folder: Path | None
) -> Framework:
    name = given["framework"]
    if framework is None:
        if name in BUILT_IN:
            framework = load_framework(name)
        # A name from somebody's file must not lead to another folder.
        elif isinstance(name, str) and name.isidentifier() and folder is not None:
            framework = load_framework(folder / f"{name}.toml")
        else:
            known = ", ".join(BUILT_IN)
            raise FileError(f"The framework {quoted(name)} is not one of the kit's ({known}).")
    if name != framework.id:
        raise FileError(
            f"This plan was made with the framework {quoted(name)}, not with '{framework.id}'. "
            "Keep the two apart: save to another folder (SKILLKIT_HOME)."
        )
    return framework


class _PlanReader(TomlReader):
    """The reader of a whole plan."""

    def plan(self, given: Row, framework: Framework) -> Plan:
        head = ("schema", "framework", "framework_version", "note", "actions")
        self.keys("", given, PLAN_FIELDS, also=head)
        rows = self.rows(given, "actions", self._action, needed=False)
        start = self._date("start", given) or dt.date.min
        values: dict[str, Any] = {
            name: given[name]
            for name in ("key", "weekly_hours", "weeks")
            if given.get(name) is not None
        }
        if "start" not in given:
            self.note("start", "missing; write the plan's first day like 2026-01-31.")
        if not isinstance(values.get("key", ""), str):
            self.note("key", f"{quoted(values['key'])} is not text; write it in quotes.")
        values |= {name: self._texts(name, given) for name in ("levers", "focus")}
        actions = tuple(action for action in rows if action)
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
            self.note(path, f"{quoted(cue)} found; write when, where and act.")
            return Cue()
        self.keys(path, cue, CUE_FIELDS)
        return Cue(**{name: cue[name] for name in CUE_FIELDS if name in cue})

    def _date(self, path: str, row: Row) -> dt.date | None:
        value = row.get(path.rpartition(".")[2])
        try:
            return None if value is None else dt.date.fromisoformat(str(value))
        except ValueError:
            self.note(path, f"{quoted(value)} is not a date; write it like 2026-01-31.")
            return None

    def _texts(self, path: str, row: Row) -> tuple[str, ...]:
        value = row.get(path.rpartition(".")[2]) or []
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self.note(path, f"{quoted(value)} found; write a list of texts.")
            return ()
        return tuple(value)
