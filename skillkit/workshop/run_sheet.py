"""Run sheet: what happens in a workshop, for how long, who does it, and when to move on.

It is data, so that the page a facilitator holds, the clock on the projector, the notebooks and the
guides all speak of the same minutes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal

from skillkit.base.errors import Invalid, Problem, SkillkitError
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.toml_reader import NAME, SENTENCE, Row, TomlReader

FormatId = str  # "half_day"

BlockId = str  # "assessment"

Minutes = Mapping[FormatId, int]  # a format that is not in it leaves the block or step out

People = Literal["group", "alone"]

PEOPLE: tuple[People, ...] = ("group", "alone")

OWNERS = ("facilitator", "everybody", "pairs", "threes")


@dataclass(frozen=True, slots=True)
class Format:
    """One length of a workshop."""

    id: FormatId
    name: str  # "Half a day"
    minutes: int  # of all its blocks together
    within: str  # "in half a day", for a sentence about a block
    after: str  # "after a half day", for one about the follow-up
    people: People
    about: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does within a block."""

    words: str  # Markdown, with the names that stand on the screen
    who: str  # one of OWNERS
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Session:
    """A block with a notebook and a guide of the same name: "02_assessment"."""

    name: str

    @property
    def noun(self) -> str:
        """The word that names its module and its test."""
        return self.name.partition("_")[2]


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a session, the break, or the end."""

    id: BlockId
    title: str
    session: Session | None
    minutes: Minutes
    steps: tuple[Step, ...]
    move_on: Mapping[People, str]  # goes on after "Move on when"
    cut: Mapping[People, str]  # what to leave out first

    def steps_in(self, format: FormatId) -> tuple[Step, ...]:
        """The steps that happen in a format."""
        return tuple(step for step in self.steps if format in step.minutes)


@dataclass(frozen=True, slots=True)
class RunSheet:
    """Formats and blocks, in the order in which they happen; the follow-up stands apart."""

    version: str
    title: str
    lead: tuple[str, ...]  # Markdown paragraphs
    formats: tuple[Format, ...]
    blocks: tuple[Block, ...]
    follow_up: Block

    @property
    def sessions(self) -> tuple[tuple[Session, Block], ...]:
        """Every session with its block, the follow-up last."""
        blocks = (*self.blocks, self.follow_up)
        return tuple((block.session, block) for block in blocks if block.session)

    def format(self, name: FormatId) -> Format:
        """The format of that id.

        Raises:
            SkillkitError: there is none.
        """
        for known in self.formats:
            if known.id == name:
                return known
        ids = [known.id for known in self.formats]
        allowed = joined([f"'{known}'" for known in ids], "or")
        raise SkillkitError(
            f"{quoted(name)} is not a format; choose {allowed}.{nearest(name, ids)}"
        )

    def times(self, format: FormatId) -> tuple[tuple[int, Block], ...]:
        """The blocks of a format, each with the minute at which it begins."""
        blocks = [block for block in self.blocks if format in block.minutes]
        starts = accumulate((block.minutes[format] for block in blocks), initial=0)
        return tuple(zip(starts, blocks, strict=False))

    def minutes_line(self, block: Block) -> str:
        """The minutes of a block in each format, as its guide says them."""
        later = block is self.follow_up
        said = (
            f"{block.minutes[known.id]} {known.after if later else known.within}"
            for known in self.formats
            if known.id in block.minutes
        )
        return f"Minutes: {' · '.join(said)}"


def offset(minutes: int) -> str:
    """A time since the beginning: "+1:05"."""
    return f"+{minutes // 60}:{minutes % 60:02}"


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
        Invalid: with every fault of the text at once.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(name, [Problem("file", f"not valid TOML: {error}")]) from error
    reader = _RunSheetReader()
    sheet = reader.sheet(table)
    if reader.problems or sheet is None:
        raise Invalid(name, reader.problems)
    return sheet


class _RunSheetReader(TomlReader):
    """The reader of a whole run sheet; formats first, as all else refers to them."""

    formats: tuple[Format, ...] = ()

    def sheet(self, table: Row) -> RunSheet | None:
        self.keys("", table, [f.name for f in fields(RunSheet)], also=("schema", "id"))
        if table.get("schema", 1) != 1:
            self.note("schema", f"{quoted(table['schema'])} is newer than 1; update skillkit.")
        self.identifier("id", table)
        version = self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0")
        title = self.text("title", table, NAME)
        lead = self._lead(table.get("lead"))
        self.formats = tuple(self.rows(table, "formats", self._format))
        blocks = tuple(self.rows(table, "blocks", self._block))
        follow_up = table.get("follow_up")
        if not isinstance(follow_up, Mapping):
            self.note("follow_up", f"{quoted(follow_up)} found; write a table [follow_up].")
            return None
        later = self._block("follow_up", follow_up)
        self._whole(blocks, later)
        return RunSheet(version, title, lead, self.formats, blocks, later)

    def _lead(self, lead: object) -> tuple[str, ...]:
        if not isinstance(lead, list) or not lead:
            self.note("lead", f"{quoted(lead)} found; write a list of paragraphs.")
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
            self.note(path, f"{quoted(table)} found; write minutes, like {{ half_day = 10 }}.")
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
            self.note(path, f"{quoted(table)} found; write {{ group = '...', alone = '...' }}.")
            return {}
        needed = {format.people for format in self.formats if format.id in minutes}
        self.keys(path, table, PEOPLE)
        there = [people for people in PEOPLE if people in needed or people in table]
        return {people: self.text(f"{path}.{people}", table, SENTENCE) for people in there}

    def _one_of(self, path: str, value: object, allowed: Iterable[str]) -> str:
        words = list(allowed)
        if value not in words:
            choice = joined([f"'{word}'" for word in words], "or")
            self.note(path, f"{quoted(value)} found; write {choice}.{nearest(value, words)}")
        return str(value)

    def _adds_up(self, path: str, block: Block) -> None:
        """A block lasts as long as its steps."""
        named = [*block.minutes, *(name for step in block.steps for name in step.minutes)]
        for name in dict.fromkeys(named):
            steps = sum(step.minutes.get(name, 0) for step in block.steps)
            whole = block.minutes.get(name, 0)
            # A number that could not be read is told already, and makes no sum.
            unread = any(f.path.startswith(path) and f.path.endswith(name) for f in self.problems)
            if steps != whole and not unread:
                said = f"{whole} minutes, but its steps take {steps}"
                self.note(f"{path}.minutes.{name}", f"{said}; make them agree.")

    def _whole(self, blocks: tuple[Block, ...], later: Block) -> None:
        """What no single row can show."""
        self.unique("formats", [format.id for format in self.formats])
        self.unique("blocks", [block.id for block in (*blocks, later)])
        names = [block.session.name for block in (*blocks, later) if block.session]
        numbers = [f"{i:02}" for i in range(len(names))]
        if all(names) and [name[:2] for name in names] != numbers:
            self.note("blocks", f"sessions are {joined(names)}; number them 00, 01, 02 in order.")
        for format in self.formats:
            total = sum(block.minutes.get(format.id, 0) for block in blocks)
            if total != format.minutes:
                said = f"{format.minutes} minutes, but its blocks take {total}"
                self.note(f"formats.{format.id}.minutes", f"{said}; make them agree.")
