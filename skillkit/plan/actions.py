"""Actions: the starter actions on offer, with the article's moves and levers and the pairs.

The values only; `skillkit.actionsfile` reads them from TOML and finds every fault.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from skillkit.base.errors import Invalid, Problem
from skillkit.base.storage import read_text
from skillkit.base.text import nearest, quoted
from skillkit.base.toml_reader import NAME, SENTENCE, Row, TomlReader
from skillkit.framework import Framework, SkillId
from skillkit.plan.model import STAGES, Action, ActionId


@dataclass(frozen=True, slots=True)
class Move:
    """One of the article's five ways to build skills and show them, in its order."""

    stage: int
    name: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that skills may open for a person, in the article's view."""

    id: str
    name: str
    words: str
    skills: tuple[SkillId, ...]
    source: str
    skills_source: str  # whose choice of skills it is


@dataclass(frozen=True, slots=True)
class Template:
    """A technical action and the communication action that goes well with it."""

    technical: ActionId
    communication: ActionId
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All actions on offer, with what goes with what."""

    title: str
    version: str
    actions: tuple[Action, ...]
    partners: Mapping[ActionId, tuple[ActionId, ...]]  # of each technical action, best first
    beside: Mapping[ActionId, tuple[ActionId, ...]]  # of each certificate, the projects
    moves: tuple[Move, ...]
    levers: tuple[Lever, ...]
    pairs: tuple[Template, ...]  # the article's first

    def action(self, action: ActionId) -> Action:
        """The action of that id, or `Invalid` with the nearest id."""
        for found in self.actions:
            if found.id == action:
                return found
        hint = nearest(action, [a.id for a in self.actions])
        where, words = "actions", f"{quoted(action)} is not an action here.{hint}"
        raise Invalid(self.title, [Problem(where, words)])

    def lever(self, lever: str) -> Lever:
        """The lever of that id, or `Invalid` with the nearest id."""
        for found in self.levers:
            if found.id == lever:
                return found
        hint = nearest(lever, [found.id for found in self.levers])
        raise Invalid(self.title, [Problem("levers", f"{quoted(lever)} is not a lever.{hint}")])

    def write_up(self, project: ActionId) -> Action | None:
        """The write-up of a project."""
        return next((a for a in self.actions if a.writes_up == project), None)

    def offered(self, framework: Framework) -> Catalogue:
        """The part that builds skills of this framework and can be chosen within the rules."""
        ids: set[ActionId] = set()
        left = {action.id for action in self.actions}
        while ids != left:  # one that goes may take others along
            ids, left = left, {a.id for a in self.actions if self._stands(a, left, framework)}
        actions = tuple(
            replace(a, builds={s: n for s, n in a.builds.items() if s in framework})
            for a in self.actions
            if a.id in ids
        )
        return replace(
            self,
            actions=actions,
            partners=_within(self.partners, ids),
            beside=_within(self.beside, ids),
            levers=tuple(_known(lever, framework) for lever in self.levers),
            pairs=tuple(p for p in self.pairs if {p.technical, p.communication} <= ids),
        )

    def _stands(self, action: Action, ids: set[ActionId], framework: Framework) -> bool:
        """Whether an action makes sense among these: it builds something and has what it needs."""
        if action.writes_up is not None:
            return action.writes_up in ids
        needs = [links[action.id] for links in (self.partners, self.beside) if action.id in links]
        met = all(ids.intersection(others) for others in needs)
        return met and any(skill in framework for skill in action.builds)


def _within(
    table: Mapping[ActionId, tuple[ActionId, ...]], ids: set[ActionId]
) -> Mapping[ActionId, tuple[ActionId, ...]]:
    kept = {k: tuple(v for v in values if v in ids) for k, values in table.items() if k in ids}
    return MappingProxyType(kept)


def _known(lever: Lever, framework: Framework) -> Lever:
    return replace(lever, skills=tuple(skill for skill in lever.skills if skill in framework))


PROJECT, CERTIFICATE = STAGES[0], STAGES[-1]

OFFERED = ("id", "step", "kind", "hours", "builds", "stage", "done_when", "shows", "writes_up")

NEEDS = ("needs_real_problem", "needs_real_constraint")

Links = Mapping[ActionId, tuple[ActionId, ...]]


def load_actions(path: Path | None = None) -> Catalogue:
    """The kit's catalogue, or the one of a file.

    Raises:
        Invalid: with every fault of the file at once.
        FileNotFoundError, FileError: nothing is there, or it is not plain text.
    """
    return _built_in() if path is None else parse_actions(read_text(path), path.name)


def parse_actions(text: str, name: str) -> Catalogue:
    """The catalogue that a TOML text describes; `name` stands in the errors."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(name, [Problem("file", f"not valid TOML: {error}")]) from error
    reader = _ActionsReader()
    catalogue = reader.catalogue(table)
    if reader.problems:
        raise Invalid(name, reader.problems)
    return catalogue


@cache
def _built_in() -> Catalogue:
    resource = files("skillkit").joinpath("data", "actions.toml")
    return parse_actions(resource.read_text(encoding="utf-8"), "actions.toml")


class _ActionsReader(TomlReader):
    """The reader of a whole file of actions."""

    def catalogue(self, table: Row) -> Catalogue:
        tables = ("moves", "levers", "actions", "pairs")
        self.keys("", table, ("id", "version", "title", *tables), ("schema", "reviewed", "source"))
        if table.get("schema", 1) != 1:
            self.note("schema", f"{quoted(table['schema'])} is newer than 1; update skillkit.")
        rows = self.rows(table, "actions", lambda path, row: (self._action(path, row), row))
        actions = {action.id: action for action, _ in rows if action}
        self.unique("actions", [action.id for action, _ in rows if action])
        links = {name: self._links(name, rows, actions) for name in ("partners", "beside")}
        found = Catalogue(
            self.text("title", table, SENTENCE),
            self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0"),
            tuple(actions.values()),
            links["partners"],
            links["beside"],
            tuple(self.rows(table, "moves", self._move)),
            tuple(self.rows(table, "levers", self._lever)),
            tuple(self.rows(table, "pairs", self._pair, needed=False)),
        )
        self._whole(found)
        return found

    def _action(self, path: str, row: Row) -> Action | None:
        self.keys(path, row, (*OFFERED, *NEEDS, "partners", "beside"))
        name = self.identifier(f"{path}.id", row)
        path = f"actions.{name}" if name else path
        needed = {"id": name or "unnamed", "step": "", "kind": None, "hours": None}
        values: dict[str, Any] = needed | {k: row[k] for k in (*OFFERED, *NEEDS) if k in row}
        try:
            return Action(**values)
        except Invalid as error:
            self.problems += [Problem(f"{path}.{f.path}", f.sentence) for f in error.problems]
            return None

    def _links(
        self,
        name: str,
        rows: Iterable[tuple[Action | None, Row]],
        actions: Mapping[ActionId, Action],
    ) -> Links:
        """What each action names under `partners` or `beside`, each name being an action here."""
        links: dict[ActionId, tuple[ActionId, ...]] = {}
        for action, row in rows:
            if action and name in row:
                path = f"actions.{action.id}.{name}"
                links[action.id] = self._names(path, row, list(actions), "an action here")
        return MappingProxyType(links)

    def _names(self, path: str, row: Row, known: list[str], what: str) -> tuple[str, ...]:
        names = row.get(path.rpartition(".")[2])
        if not isinstance(names, list):
            self.note(path, f'{quoted(names)} found; write a list like ["one", "two"].')
            return ()
        for i, name in enumerate(names):
            if name not in known:
                hint = nearest(name, known)
                self.note(f"{path}[{i}]", f"{quoted(name)} is not {what}.{hint}")
        return tuple(map(str, names))

    def _move(self, path: str, row: Row) -> Move:
        self.keys(path, row, [f.name for f in fields(Move)])
        return Move(self.number(f"{path}.stage", row, STAGES), *self._named(path, row))

    def _lever(self, path: str, row: Row) -> Lever:
        self.keys(path, row, [f.name for f in fields(Lever)])
        name, words, source = self._named(path, row)
        skills = self._names(f"{path}.skills", row, [str(s) for s in row.get("skills", [])], "")
        whose = self.source(f"{path}.skills_source", row.get("skills_source", "own"))
        return Lever(self.identifier(f"{path}.id", row), name, words, skills, source, whose)

    def _named(self, path: str, row: Row) -> tuple[str, str, str]:
        return (
            self.text(f"{path}.name", row, NAME),
            self.text(f"{path}.words", row, SENTENCE),
            self.source(f"{path}.source", row.get("source", "own")),
        )

    def _pair(self, path: str, row: Row) -> Template:
        self.keys(path, row, [f.name for f in fields(Template)])
        return Template(
            self.identifier(f"{path}.technical", row),
            self.identifier(f"{path}.communication", row),
            self.text(f"{path}.words", row, SENTENCE),
            self.source(f"{path}.source", row.get("source", "own")),
        )

    def _whole(self, found: Catalogue) -> None:
        """What no single row can show: that the article's rules can be kept with these actions."""
        kinds = {action.id: action for action in found.actions}
        for action in found.actions:
            self._relations(f"actions.{action.id}", action, found, kinds)
        built = {skill for action in found.actions for skill in action.builds}
        for lever in found.levers:
            for skill in lever.skills:
                if skill not in built:
                    hint = nearest(skill, built)
                    self.note(f"levers.{lever.id}", f"no action builds {quoted(skill)}.{hint}")
        for pair in found.pairs:
            if pair.communication not in found.partners.get(pair.technical, ()):
                words = (
                    f"{quoted(pair.communication)} is not a partner of {quoted(pair.technical)}."
                )
                self.note("pairs", f"{words} List it under that action's partners.")
        if [move.stage for move in found.moves] != list(STAGES):
            self.note("moves", "five are needed, with the stages 1 to 5 in this order.")
        self.unique("levers", [lever.id for lever in found.levers])

    def _relations(
        self, path: str, action: Action, found: Catalogue, kinds: Mapping[ActionId, Action]
    ) -> None:
        technical, project = action.kind == "technical", action.stage == PROJECT
        partners = [kinds[p] for p in found.partners.get(action.id, ()) if p in kinds]
        if technical and not partners:
            self.note(f"{path}.partners", "a technical action needs at least one.")
        for partner in partners:
            if partner.kind != "communication":
                self.note(f"{path}.partners", f"{quoted(partner.id)} is not of communication.")
        written = sum(other.writes_up == action.id for other in found.actions)
        if technical and project and written != 1:
            self.note(path, f"a project needs one write-up; {written} name it in writes_up.")
        if action.writes_up is not None and action.writes_up not in kinds:
            hint = nearest(action.writes_up, kinds)
            self.note(f"{path}.writes_up", f"{quoted(action.writes_up)} is not here.{hint}")
        beside = [kinds[b] for b in found.beside.get(action.id, ()) if b in kinds]
        if action.stage == CERTIFICATE and not beside:
            self.note(f"{path}.beside", "a certificate needs at least one project beside it.")
        for other in beside:
            if other.stage != PROJECT or other.kind != "technical":
                self.note(f"{path}.beside", f"{quoted(other.id)} is not a project of stage 1.")
