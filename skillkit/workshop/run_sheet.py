"""Run sheet: what happens in a workshop, for how long, who does it, and when to move on.

It is data, so that the page a facilitator holds, the clock on the projector, the notebooks and the
guides all speak of the same minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Annotated, Any, Literal

from skillkit.base.errors import Problem, SkillkitError
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.toml_reader import (
    Choice,
    Entries,
    Identifier,
    Line,
    Many,
    Name,
    Pattern,
    Place,
    Sentence,
    Sound,
    Version,
    Whole,
    built_in,
    doubles,
    located,
    no_such,
    read_toml,
)
from skillkit.base.words import DATA, language, say, sentence, words_of
from skillkit.framework.folder import translated

FormatId = str  # "half_day"

BlockId = str  # "assessment"

LENGTH = Whole(range(1, 601))  # minutes; ten hours are no workshop

Minutes = Annotated[  # a format that is not in it leaves the block or step out
    Mapping[FormatId, int], Entries(LENGTH, sentence("minutes, like { half_day = 10 }"))
]

People = Literal["group", "apart", "alone"]

PEOPLE: tuple[People, ...] = ("group", "apart", "alone")

Words = Annotated[
    Mapping[People, str],
    Entries(Line(300), "{ group = '...', apart = '...', alone = '...' }", *PEOPLE),
]

OWNERS = ("facilitator", "everybody", "pairs", "threes")

Days = Annotated[  # of a block, in a format for people who never meet
    Mapping[BlockId, int],
    Entries(Whole(range(1, 32)), sentence("days, like { start = 1, plan = 5 }")),
]

Paragraphs = Annotated[tuple[str, ...], Many(Line(600), sentence("a list of paragraphs"))]


@dataclass(frozen=True, slots=True)
class Format:
    """One length of a workshop."""

    id: Identifier
    name: Name  # "Half a day"
    minutes: Annotated[int, LENGTH]  # of all its blocks together
    within: Name  # "in half a day", for a sentence about a block
    after: Name  # "after a half day", for one about the follow-up
    people: People
    about: Sentence
    days: Days = field(default_factory=dict)  # by block; empty: all in one go

    @property
    def in_one_go(self) -> bool:
        """Whether everybody is there from the first block to the last, so that a clock helps."""
        return not self.days


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does within a block."""

    words: Sentence  # Markdown, with the names that stand on the screen
    who: Annotated[str, Choice(*OWNERS)]
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Session:
    """A block with a notebook and a guide of the same name: "02_assessment"."""

    name: str

    @property
    def noun(self) -> str:
        """The word that names its module and its test."""
        return self.name.partition("_")[2]


class _SessionName(Pattern):
    """The name of a session, which makes the session."""

    def read(self, value: Any, place: Place) -> Any:
        """The session."""
        return Session(super().read(value, place))


SESSION = _SessionName(
    r"\d\d_[a-z0-9_]+", sentence("it like 02_assessment, a number and the block's id")
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a session, the break, or the end."""

    id: Identifier
    title: Name
    session: Annotated[Session | None, SESSION]
    minutes: Minutes
    steps: tuple[Step, ...]
    move_on: Words  # goes on after "Move on when"
    cut: Words  # what to leave out first

    def steps_in(self, format: FormatId) -> tuple[Step, ...]:
        """The steps that happen in a format."""
        return tuple(step for step in self.steps if format in step.minutes)


@dataclass(frozen=True, slots=True)
class RunSheet:
    """Formats and blocks, in the order in which they happen; the follow-up stands apart."""

    version: Version
    title: Name
    lead: Paragraphs  # in Markdown
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
            say(
                "{name} is not a format; choose {allowed}.{hint}",
                name=quoted(name),
                allowed=allowed,
                hint=nearest(name, ids),
            )
        )

    def times(self, format: FormatId) -> tuple[tuple[int, Block], ...]:
        """The blocks of a format, each with the minute at which it begins."""
        blocks = [block for block in self.blocks if format in block.minutes]
        starts = accumulate((block.minutes[format] for block in blocks), initial=0)
        return tuple(zip(starts, blocks, strict=False))


def offset(minutes: int) -> str:
    """A time since the beginning: "+1:05"."""
    return f"+{minutes // 60}:{minutes % 60:02}"


def load_run_sheet() -> RunSheet:
    """The run sheet that the kit brings, in the reader's language where it is there."""
    return _loaded(language().tag)


@cache
def _loaded(tag: str) -> RunSheet:
    words = words_of(DATA / f"run_sheet.{tag}.toml")
    return parse_run_sheet(translated(built_in("run_sheet.toml"), words), "run_sheet.toml")


def parse_run_sheet(text: str, name: str) -> RunSheet:
    """The run sheet that a TOML text holds; `name` is what the errors call it.

    Raises:
        Invalid: with every problem of the text at once.
    """
    return read_toml(text, name, RunSheet, _rules)


def _rules(sheet: RunSheet, sound: Sound) -> Iterator[Problem]:
    """What no single field can show."""
    blocks = list(located("blocks", sheet.blocks))
    every = [*blocks, ("follow_up", sheet.follow_up)]
    yield from doubles("formats", (format.id for format in sheet.formats))
    yield from doubles("blocks", (block.id for _, block in every))
    names = [block.session.name for _, block in every if block.session]
    if [name[:2] for name in names if name] != [f"{i:02}" for i in range(len(names))]:
        said = say("sessions are {names}; number them 00, 01, 02 in order.", names=joined(names))
        yield Problem("blocks", said)
    for path, block in every:
        yield from _block(path, block, sheet.formats, sound)
    for path, format in located("formats", sheet.formats):
        total = sum(block.minutes.get(format.id, 0) for _, block in blocks)
        known = all(sound(f"{path}.minutes") for path, _ in (*blocks, (path, format)))
        if known and total != format.minutes:
            said = say(
                "{minutes} minutes, but its blocks take {total}; make them agree.",
                minutes=format.minutes,
                total=total,
            )
            yield Problem(f"{path}.minutes", said)
        yield from _days(path, format, sheet.blocks)


def _days(path: str, format: Format, blocks: tuple[Block, ...]) -> Iterator[Problem]:
    """A format that is spread over days has one for each of its blocks, in their order."""
    own = [block.id for block in blocks if format.id in block.minutes]
    for name in format.days:
        if name not in own:
            yield Problem(f"{path}.days.{name}", no_such(say("a block of this format"), name, own))
    days = [format.days.get(name, 0) for name in own]
    if format.days and (0 in days or days != sorted(days)):
        said = say(
            "{days} found for {own}", days=joined([str(day) for day in days]), own=joined(own)
        )
        yield Problem(
            f"{path}.days", say("{said}; give each a day, none before the last one's.", said=said)
        )


def _block(path: str, block: Block, formats: tuple[Format, ...], sound: Sound) -> Iterator[Problem]:
    """A block is in known formats, lasts as long as its steps, and has words for its people."""
    if block.session and sound(f"{path}.session") and block.session.noun != block.id:
        said = say(
            "write it like {name}, a number and the block's id.",
            name=f"{block.session.name[:2]}_{block.id}",
        )
        yield Problem(
            f"{path}.session",
            say("{found} found; {said}", found=quoted(block.session.name), said=said),
        )
    known = [format.id for format in formats]
    steps = {f"{path}.steps[{i}].minutes": step.minutes for i, step in enumerate(block.steps)}
    for where, minutes in ({f"{path}.minutes": block.minutes} | steps).items():
        for name in minutes:
            if name not in known:
                yield Problem(f"{where}.{name}", no_such(say("a format"), name, known))
    for name in known:
        whole = block.minutes.get(name, 0)
        parts = sum(minutes.get(name, 0) for minutes in steps.values())
        read = all(sound(place) for place in (f"{path}.minutes", *steps))
        if read and whole != parts:
            said = say(
                "{whole} minutes, but its steps take {parts}; make them agree.",
                whole=whole,
                parts=parts,
            )
            yield Problem(f"{path}.minutes.{name}", said)
    there = {format.people for format in formats if format.id in block.minutes}
    for key, words in (("move_on", block.move_on), ("cut", block.cut)):
        for people in sorted(there - {*words}):
            if sound(f"{path}.{key}"):
                yield Problem(
                    f"{path}.{key}.{people}",
                    say("missing; write a text for {people}.", people=people),
                )
