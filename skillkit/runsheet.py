"""Run sheet: what happens in a workshop, for how long, who does it, and when to move on.

It is data, so that the page a facilitator holds, the clock on the projector, the notebooks and the
guides all speak of the same minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from skillkit.errors import SkillkitError
from skillkit.framework import nearest
from skillkit.wording import listed, shown

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
        allowed = listed([f"'{known}'" for known in ids], "or")
        raise SkillkitError(f"{shown(name)} is not a format; choose {allowed}.{nearest(name, ids)}")

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
