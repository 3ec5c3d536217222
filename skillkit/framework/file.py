"""Framework file: how a framework is written down in TOML, and every fault such a file can have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError, Invalid, Problem
from skillkit.base.storage import read_text
from skillkit.base.text import joined, nearest, problem_with, quoted
from skillkit.base.toml_reader import NAME, SENTENCE, Row, TomlReader
from skillkit.framework.model import LEVELS, Area, Framework, Level, Pair, Rules, Skill

BUILT_IN = ("ai_engineer", "ai_engineer_quick")

MOST_SKILLS = 40

FLAGS = ("must_have", "stem", "core", "may_be_na")


def load_framework(name_or_path: str | Path = "ai_engineer") -> Framework:
    """The framework of a built-in name or of a TOML file.

    Raises:
        Invalid: with every fault of the file at once.
        FileError: there is no such file, or it is not plain UTF-8 text.
    """
    if str(name_or_path) in BUILT_IN:
        return _built_in(str(name_or_path))
    path = Path(name_or_path)
    try:
        return parse_framework(read_text(path), path.name)
    except FileNotFoundError:
        hint = nearest(path.name, BUILT_IN)
        known = joined([f"'{name}'" for name in BUILT_IN])
        raise FileError(
            f"There is no framework file {path}; the kit brings {known}.{hint}"
        ) from None


def parse_framework(text: str, name: str) -> Framework:
    """The framework that a TOML text describes; `name` stands in the errors."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(name, [Problem("file", f"not valid TOML: {error}")]) from error
    reader = _FrameworkReader()
    framework = reader.framework(table)
    if reader.problems or framework is None:
        raise Invalid(name, reader.problems)
    return framework


@cache
def _built_in(name: str) -> Framework:
    resource = files("skillkit").joinpath("data", f"{name}.toml")
    return parse_framework(resource.read_text(encoding="utf-8"), f"{name}.toml")


class _FrameworkReader(TomlReader):
    """The reader of a whole framework file."""

    def framework(self, table: Row) -> Framework | None:
        known = [f.name for f in fields(Framework) if f.init]
        self.keys("", table, known, also=("schema", "reviewed", "source"))
        if table.get("schema", 1) != 1:
            self.note("schema", f"{quoted(table['schema'])} is newer than 1; update skillkit.")
        areas = self.rows(table, "areas", self._area)
        levels = self.rows(table, "levels", self._level)
        area_ids = [area.id for area in areas]
        skills = self.rows(table, "skills", lambda path, row: self._skill(path, row, area_ids))
        pairs = self.rows(
            table,
            "pairs",
            lambda path, row: self._pair(path, row, skills),
            needed=False,
        )
        values = (
            self.identifier("id", table),
            self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0"),
            self.text("title", table, SENTENCE),
            self.text("lead_in", table, SENTENCE),
        )
        rules = self._rules(table.get("rules"))
        self._whole(areas, levels, skills)
        if self.problems or rules is None:
            return None
        return Framework(*values, tuple(areas), tuple(levels), tuple(skills), rules, tuple(pairs))

    def _area(self, path: str, row: Row) -> Area:
        self.keys(path, row, [f.name for f in fields(Area)])
        return Area(
            self.identifier(f"{path}.id", row),
            self.text(f"{path}.name", row, NAME),
            self.text(f"{path}.summary", row, SENTENCE),
            self.source(f"{path}.source", row.get("source", "own")),
        )

    def _level(self, path: str, row: Row) -> Level:
        self.keys(path, row, [f.name for f in fields(Level)])
        return Level(
            self.number(f"{path}.number", row, LEVELS),
            self.text(f"{path}.name", row, NAME),
            self.text(f"{path}.meaning", row, SENTENCE),
            self.source(f"{path}.source", row.get("source", "own")),
        )

    def _skill(self, path: str, row: Row, areas: list[str]) -> Skill:
        self.keys(path, row, ["id", "name", "area", "summary", "anchors", "source", *FLAGS])
        name = self.identifier(f"{path}.id", row)
        path = f"skills.{name}" if name else path
        area = row.get("area")
        if area not in areas:
            allowed = joined([f"'{a}'" for a in areas], "or") or "none, as no area is defined"
            hint = nearest(area, areas)
            self.note(
                f"{path}.area",
                f"{quoted(area)} is not an area; allowed: {allowed}.{hint}",
            )
        return Skill(
            name,
            self.text(f"{path}.name", row, NAME),
            str(area),
            self.text(f"{path}.summary", row, SENTENCE),
            self._anchors(f"{path}.anchors", row.get("anchors")),
            self._marks(f"{path}.source", row.get("source", ["own"] * len(LEVELS))),
            **{flag: self.flag(f"{path}.{flag}", row) for flag in FLAGS},
        )

    def _anchors(self, path: str, anchors: object) -> tuple[str, ...]:
        if not isinstance(anchors, list) or len(anchors) != len(LEVELS):
            count = f"{len(anchors)} sentences" if isinstance(anchors, list) else quoted(anchors)
            self.note(path, f"{count} found; five are needed, for levels 0 to 4.")
            return ()
        for level, anchor in enumerate(anchors):
            if reason := problem_with(anchor, SENTENCE):
                self.note(f"{path}[{level}]", f"{reason}.")
            elif anchor in anchors[:level]:
                self.note(
                    f"{path}[{level}]",
                    "says the same as a lower level; make it differ.",
                )
        return tuple(map(str, anchors))

    def _marks(self, path: str, marks: object) -> tuple[str, ...]:
        if not isinstance(marks, list) or len(marks) != len(LEVELS):
            self.note(
                path,
                f"{quoted(marks)} found; a list of five is needed, one for each level.",
            )
            return ()
        return tuple(self.source(f"{path}[{i}]", mark) for i, mark in enumerate(marks))

    def _pair(self, path: str, row: Row, skills: Iterable[Skill]) -> Pair:
        self.keys(path, row, [f.name for f in fields(Pair)])
        ids = [skill.id for skill in skills]
        for key in ("technical", "communication"):
            if row.get(key) not in ids:
                hint = nearest(row.get(key), ids)
                self.note(f"{path}.{key}", f"{quoted(row.get(key))} is not a skill here.{hint}")
        return Pair(
            str(row.get("technical")),
            str(row.get("communication")),
            self.text(f"{path}.words", row, SENTENCE),
            self.source(f"{path}.source", row.get("source", "own")),
        )

    def _rules(self, table: object) -> Rules | None:
        if not isinstance(table, dict):
            self.note(
                "rules",
                "the table [rules] is missing; copy it from a shipped framework.",
            )
            return None
        names = [f.name for f in fields(Rules)]
        self.keys("rules", table, names)
        values: dict[str, Any] = {
            name: self.share(f"rules.{name}", table)
            if name.endswith("_share")
            else self.number(f"rules.{name}", table, range(1, 5))
            for name in names
        }
        if not values["decent"] <= values["strong"] <= values["deep"]:
            self.note("rules", "decent, strong and deep must not fall in this order.")
        return Rules(**values)

    def _whole(self, areas: list[Area], levels: list[Level], skills: list[Skill]) -> None:
        """What no single row can show."""
        self.unique("areas", [area.id for area in areas])
        self.unique("skills", [skill.id for skill in skills])
        self.unique("skills", [skill.name for skill in skills])
        if areas and len(areas) != 3:
            self.note(
                "areas",
                f"{len(areas)} found; three are needed, one for each stool leg.",
            )
        if levels and [level.number for level in levels] != list(LEVELS):
            self.note("levels", "five are needed, numbered 0 to 4 in this order.")
        if len(skills) > MOST_SKILLS:
            self.note(
                "skills",
                f"{len(skills)} found; at most {MOST_SKILLS} can be rated well.",
            )
        for area in areas:
            if area.id and not any(skill.area == area.id for skill in skills):
                self.note(
                    f"areas.{area.id}",
                    "no skill belongs to it; add one or drop the area.",
                )
        for role in ("must_have", "core", "stem"):
            if skills and not any(getattr(s, role) and not s.may_be_na for s in skills):
                self.note("skills", f"at least one needs {role} = true without may_be_na.")
        for skill in skills:
            self._roles(skill)

    def _roles(self, skill: Skill) -> None:
        path = f"skills.{skill.id}"
        if skill.core and (skill.stem or skill.must_have):
            self.note(path, "core cannot go with stem or must_have; a T needs them apart.")
        if skill.may_be_na and (skill.core or skill.must_have):
            self.note(path, "may_be_na cannot go with must_have or core; drop one of them.")
