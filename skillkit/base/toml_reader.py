"""Table: one pass over a TOML table that gathers every fault instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from skillkit.base.errors import Problem
from skillkit.base.text import joined, nearest, problem_with, quoted

NAME, SENTENCE = 60, 300  # the longest, in characters

SOURCES = ("article", "kit", "own")

Row = Mapping[str, Any]

Value = TypeVar("Value")


class TomlReader:
    """Readers of single values; each notes a fault at its path and goes on with a stand-in.

    The last part of a path is the key that is read: `text("skills.ml.name", row)` reads `name`.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, path: str, sentence: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(path, sentence))

    def keys(self, path: str, row: Row, known: Iterable[str], also: Iterable[str] = ()) -> None:
        """Note keys that nobody reads, with the nearest known one."""
        allowed = [*known, *also]
        for key in row:
            if key not in allowed:
                where = f"{path}.{key}" if path else key
                self.note(where, f"this key is not known here.{nearest(key, allowed)}")

    def rows(
        self,
        table: Row,
        key: str,
        read: Callable[[str, Row], Value],
        needed: bool = True,
    ) -> list[Value]:
        """The rows of an array of tables, each read by `read(path, row)`."""
        rows = table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.note(key, f"{quoted(rows)} is not a list of tables; write [[{key}]].")
            return []
        if needed and not rows:
            self.note(key, f"none found; write at least one [[{key}]].")
        return [read(f"{key}[{i}]", row) for i, row in enumerate(rows)]

    def text(self, path: str, row: Row, longest: int) -> str:
        """One line of text."""
        value = row.get(path.rpartition(".")[2])
        if value is None:
            self.note(path, f"missing; write a text of at most {longest} characters.")
        elif reason := problem_with(value, longest):
            self.note(path, f"{reason}.")
        return str(value)

    def match(self, path: str, row: Row, pattern: str, like: str) -> str:
        """A text of a fixed form."""
        value = row.get(path.rpartition(".")[2])
        if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
            self.note(path, f"{quoted(value)} found; write it {like}.")
            return ""
        return value

    def identifier(self, path: str, row: Row) -> str:
        """A name for machines."""
        like = "in small letters, digits and _, at most 40, like data_pipelines"
        return self.match(path, row, r"[a-z][a-z0-9_]{0,39}", like)

    def number(self, path: str, row: Row, allowed: range) -> int:
        """A whole number of a range."""
        value = row.get(path.rpartition(".")[2])
        if type(value) is not int or value not in allowed:
            limits = f"a whole number from {allowed[0]} to {allowed[-1]}"
            self.note(path, f"{quoted(value)} found; write {limits}.")
            return allowed[0]
        return value

    def share(self, path: str, row: Row) -> Fraction:
        """A share written as [part, whole]."""
        value = row.get(path.rpartition(".")[2])
        match value:
            case [int(part), int(whole)] if 0 < part <= whole:
                return Fraction(part, whole)
        self.note(path, f"{quoted(value)} found; write a share like [3, 5].")
        return Fraction(1)

    def flag(self, path: str, row: Row) -> bool:
        """True or false; false when absent."""
        value = row.get(path.rpartition(".")[2], False)
        if not isinstance(value, bool):
            self.note(path, f"{quoted(value)} found; write true or false.")
        return value is True

    def source(self, path: str, value: object) -> str:
        """Whose point something is."""
        if value not in SOURCES:
            allowed = joined([f"'{source}'" for source in SOURCES], "or")
            hint = nearest(value, SOURCES)
            self.note(path, f"{quoted(value)} is not a source; allowed: {allowed}.{hint}")
        return str(value)

    def unique(self, path: str, names: list[str]) -> None:
        """Note names that stand there more than once."""
        for name in sorted({n for n in names if n and names.count(n) > 1}):
            self.note(
                path,
                f"{quoted(name)} stands there {names.count(name)} times; rename one.",
            )
