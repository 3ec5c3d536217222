"""Run sheet file: how a run sheet is written down in TOML, and every fault it can have."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files

from skillkit.errors import Fault, FrameworkError
from skillkit.framework import nearest
from skillkit.runsheet import (
    OWNERS,
    PEOPLE,
    Block,
    Format,
    Minutes,
    People,
    RunSheet,
    Session,
    Step,
)
from skillkit.table import NAME, SENTENCE, Row, TableReader
from skillkit.wording import listed, shown

LONGEST = 600  # minutes; ten hours are no workshop
PARAGRAPH = 600  # characters


@cache
def load_run_sheet() -> RunSheet:
    """The run sheet that the kit brings."""
    resource = files("skillkit").joinpath("data", "run_sheet.toml")
    return parse_run_sheet(resource.read_text(encoding="utf-8"), "run_sheet.toml")


def parse_run_sheet(text: str, name: str) -> RunSheet:
    """The run sheet that a TOML text holds; `name` stands in the errors.

    Raises:
        FrameworkError: with every fault of the text at once.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrameworkError(name, [Fault("file", f"not valid TOML: {error}")]) from error
    reader = _RunSheetReader()
    sheet = reader.sheet(table)
    if reader.faults or sheet is None:
        raise FrameworkError(name, reader.faults)
    return sheet


class _RunSheetReader(TableReader):
    """The reader of a whole run sheet; formats first, as all else refers to them."""

    formats: tuple[Format, ...] = ()

    def sheet(self, table: Row) -> RunSheet | None:
        self.keys("", table, [f.name for f in fields(RunSheet)], also=("schema", "id"))
        if table.get("schema", 1) != 1:
            self.fault("schema", f"{shown(table['schema'])} is newer than 1; update skillkit.")
        self.identifier("id", table)
        version = self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0")
        title = self.text("title", table, NAME)
        lead = self._lead(table.get("lead"))
        self.formats = tuple(self.rows(table, "formats", self._format))
        blocks = tuple(self.rows(table, "blocks", self._block))
        follow_up = table.get("follow_up")
        if not isinstance(follow_up, Mapping):
            self.fault("follow_up", f"{shown(follow_up)} found; write a table [follow_up].")
            return None
        later = self._block("follow_up", follow_up)
        self._whole(blocks, later)
        return RunSheet(version, title, lead, self.formats, blocks, later)

    def _lead(self, lead: object) -> tuple[str, ...]:
        if not isinstance(lead, list) or not lead:
            self.fault("lead", f"{shown(lead)} found; write a list of paragraphs.")
            return ()
        rows = enumerate(lead)
        return tuple(self.text(f"lead[{i}]", {f"lead[{i}]": said}, PARAGRAPH) for i, said in rows)

    def _format(self, path: str, row: Row) -> Format:
        name = self.identifier(f"{path}.id", row)
        path = f"formats.{name}" if name else path
        self.keys(path, row, [f.name for f in fields(Format)])
        people = self._one_of(f"{path}.people", row.get("people"), PEOPLE)
        return Format(
            name,
            self.text(f"{path}.name", row, NAME),
            self.number(f"{path}.minutes", row, range(1, LONGEST + 1)),
            self.text(f"{path}.within", row, NAME),
            self.text(f"{path}.after", row, NAME),
            "alone" if people == "alone" else "group",
            self.text(f"{path}.about", row, SENTENCE),
        )

    def _block(self, path: str, row: Row) -> Block:
        name = self.identifier(f"{path}.id", row)
        path = f"blocks.{name}" if name and path != "follow_up" else path
        self.keys(path, row, [f.name for f in fields(Block)])
        session = None
        if "session" in row:
            like = f"like 02_{name or 'assessment'}, a number and the block's id"
            stem = self.match(f"{path}.session", row, rf"\d\d_{name}", like)
            session = Session(stem)
        minutes = self._minutes(f"{path}.minutes", row.get("minutes"))
        # The path of a step begins at its block, so that a person finds it.
        steps = self.rows({f"{path}.steps": row.get("steps", [])}, f"{path}.steps", self._step)
        block = Block(
            name,
            self.text(f"{path}.title", row, NAME),
            session,
            minutes,
            tuple(steps),
            self._said(f"{path}.move_on", row.get("move_on"), minutes),
            self._said(f"{path}.cut", row.get("cut"), minutes),
        )
        self._adds_up(path, block)
        return block

    def _step(self, path: str, row: Row) -> Step:
        self.keys(path, row, [f.name for f in fields(Step)])
        return Step(
            self.text(f"{path}.words", row, SENTENCE),
            self._one_of(f"{path}.who", row.get("who"), OWNERS),
            self._minutes(f"{path}.minutes", row.get("minutes")),
        )

    def _minutes(self, path: str, table: object) -> Minutes:
        if not isinstance(table, Mapping) or not table:
            self.fault(path, f"{shown(table)} found; write minutes, like {{ half_day = 10 }}.")
            return {}
        known = [format.id for format in self.formats]
        self.keys(path, table, known)
        allowed = range(1, LONGEST + 1)
        return {
            name: self.number(f"{path}.{name}", table, allowed) for name in known if name in table
        }

    def _said(self, path: str, table: object, minutes: Minutes) -> Mapping[People, str]:
        """What is said to a group and to somebody alone, as far as they have this block."""
        if not isinstance(table, Mapping):
            self.fault(path, f"{shown(table)} found; write {{ group = '...', alone = '...' }}.")
            return {}
        needed = {format.people for format in self.formats if format.id in minutes}
        self.keys(path, table, PEOPLE)
        there = [people for people in PEOPLE if people in needed or people in table]
        return {people: self.text(f"{path}.{people}", table, SENTENCE) for people in there}

    def _one_of(self, path: str, value: object, allowed: Iterable[str]) -> str:
        words = list(allowed)
        if value not in words:
            choice = listed([f"'{word}'" for word in words], "or")
            self.fault(path, f"{shown(value)} found; write {choice}.{nearest(value, words)}")
        return str(value)

    def _adds_up(self, path: str, block: Block) -> None:
        """A block lasts as long as its steps."""
        named = [*block.minutes, *(name for step in block.steps for name in step.minutes)]
        for name in dict.fromkeys(named):
            steps = sum(step.minutes.get(name, 0) for step in block.steps)
            whole = block.minutes.get(name, 0)
            # A number that could not be read is told already, and makes no sum.
            unread = any(f.path.startswith(path) and f.path.endswith(name) for f in self.faults)
            if steps != whole and not unread:
                said = f"{whole} minutes, but its steps take {steps}"
                self.fault(f"{path}.minutes.{name}", f"{said}; make them agree.")

    def _whole(self, blocks: tuple[Block, ...], later: Block) -> None:
        """What no single row can show."""
        self.unique("formats", [format.id for format in self.formats])
        self.unique("blocks", [block.id for block in (*blocks, later)])
        names = [block.session.name for block in (*blocks, later) if block.session]
        numbers = [f"{i:02}" for i in range(len(names))]
        if all(names) and [name[:2] for name in names] != numbers:
            self.fault("blocks", f"sessions are {listed(names)}; number them 00, 01, 02 in order.")
        for format in self.formats:
            total = sum(block.minutes.get(format.id, 0) for block in blocks)
            if total != format.minutes:
                said = f"{format.minutes} minutes, but its blocks take {total}"
                self.fault(f"formats.{format.id}.minutes", f"{said}; make them agree.")
