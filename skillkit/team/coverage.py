"""Coverage: how many people are at each level of each skill, as far as it may be shown.

Each skill is counted on its own, so that nobody can be followed from row to row. What may be shown
is the *floor*, and it holds against a colleague: somebody who knows the own card, who was there,
the cards of people who agreed to be named, and every earlier picture.

1. Every card is counted in one picture only. A later picture counts the cards that came since,
   alone, and is added to the one before; there is nothing to subtract.
2. Cards without a name show from five on, where at least two are off the most common level. Take
   any one card away, and the others are still not all alike. So a row that shows tells nobody
   another's level, and neither does a hidden one: each card may be the one that is off.
3. A count is 0, 1-2 or 3+, and a row is hidden where a 1-2 could only be a one.

Everything else is worked out from these counts and the number of people, so it says nothing more.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from skillkit.framework import LEVELS, AreaId, Framework, SkillId
from skillkit.profile import Stool, weakest_areas
from skillkit.profile.model import area_heights
from skillkit.profile.shape import Levels
from skillkit.team.interest import Interest

if TYPE_CHECKING:
    import pandas as pd

FLOOR = 5  # cards; survey services use three to ten, most of them five
OFF = 2  # cards off the most common level
NOBODY = (0,) * len(LEVELS)


@cache
def quartiles(levels: int) -> list[tuple[int, int, int, int]]:
    """The levels that may stand at the two ranks around either quartile."""
    return [
        (a, b, c, d)
        for a, b, c, d in itertools.product(range(levels), repeat=4)
        if a <= b <= d and a <= c <= d
    ]


Owner = str | int  # whose levels these are: a name, or a number for somebody nameless
People = Mapping[Owner, Levels] | Mapping[str, Levels] | Mapping[int, Levels]
Card = tuple[int | None, ...]  # somebody's levels, in the framework's order
Rows = Mapping[SkillId, "Row | None"]


class Range(NamedTuple):
    """A number as far as it may be shown: from `low` to `high`; no end where `high` is None."""

    low: float
    high: float | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low:g}+"
        return f"{self.low:g}" if self.exact else f"{self.low:g}-{self.high:g}"

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


BANDS = (Range(0, 0), Range(1, 2), Range(1, 2), Range(3, None))


def banded(count: int) -> Range:
    """A count of people without names: 0, 1-2 or 3+, as a count of one points at somebody."""
    return BANDS[min(count, 3)]


def may_show(unnamed: Sequence[int], named: Sequence[int] = NOBODY, floor: int = FLOOR) -> bool:
    """Whether the counts of one skill may show, with so many unnamed and named at each level."""
    people, named = sum(unnamed), named if any(named) else (0,) * len(unnamed)
    if people < floor or people - max(unnamed) < OFF:
        return False
    bands = [banded(few + known) for few, known in zip(unnamed, named, strict=True)]
    # What is known of the unnamed: the band less those named, and nowhere all but one of them.
    least = [max(0, int(band.low) - known) for band, known in zip(bands, named, strict=True)]
    most = [
        people - OFF if band.high is None else int(band.high) - known
        for band, known in zip(bands, named, strict=True)
    ]
    free, short = people - sum(least), sum(most) - people
    return not any(
        min(high, low + free) == 1 == max(low, high - short)
        for low, high in zip(least, most, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """The people at each level of one skill, and what follows from that alone."""

    people: int  # counted here, with a level
    counts: tuple[Range, ...]  # by the number of a level, from 0 on
    whole: bool = True  # False where cards that were counted elsewhere are not in it
    above: tuple[Range, ...] = field(init=False)  # at a level or a higher one
    backup: Range | None = field(init=False)  # second-highest level; None below two people
    spread: Range | None = field(init=False)  # interquartile range; None below two people

    def __post_init__(self) -> None:
        above, backup, spread = _figures(self.counts, self.people)
        object.__setattr__(self, "above", above)
        object.__setattr__(self, "backup", backup)
        object.__setattr__(self, "spread", spread)

    def at_or_above(self, level: int) -> Range:
        """The people at this level or a higher one."""
        return self.above[level]


@dataclass(frozen=True, slots=True)
class Picture:
    """What was shown of cards without a name, counted together: all of it that is remembered."""

    people: int  # cards counted together, of people named or not
    rows: Rows  # None where those without a name were hidden
    interest: Interest = field(default_factory=Interest)
    readings: Rows = field(default_factory=dict)  # of the practice texts


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows that may be shown, None where nobody may be counted."""

    framework: Framework
    people: int  # in the team, counted in a row or not
    rows: Rows
    pictures: tuple[Picture, ...] = ()  # each of other cards; the rows are their sum
    unnamed: tuple[Card, ...] = field(default=(), repr=False)  # cards counted without a name
    named: tuple[Card, ...] = field(default=(), repr=False)  # cards ever shown by name
    interest: Interest = field(default_factory=Interest)  # as the first picture showed it
    readings: Rows = field(default_factory=dict)  # of the practice texts, the same
    backup: Mapping[SkillId, Range | None] = field(init=False, repr=False)
    spread: Mapping[SkillId, Range | None] = field(init=False, repr=False)
    heights: Mapping[AreaId, Fraction | None] = field(init=False, repr=False)
    weakest_areas: tuple[AreaId, ...] = field(init=False, repr=False)  # ties included
    stool: Stool | None = field(init=False, repr=False)  # None where it is open whether it stands

    def __post_init__(self) -> None:
        backup = {skill: row.backup if row else None for skill, row in self.rows.items()}
        spread = {skill: row.spread if row else None for skill, row in self.rows.items()}
        lower = {s: int(level.low) for s, level in backup.items() if level}
        heights = area_heights(self.framework, lower)
        for name, value in (
            ("backup", MappingProxyType(backup)),
            ("spread", MappingProxyType(spread)),
            ("heights", MappingProxyType(heights)),
            ("weakest_areas", weakest_areas(heights)),
        ):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "stool", self._stool())

    def to_frame(self) -> pd.DataFrame:
        """A table of pandas: a row for each skill, a column for each level, words in it."""
        import pandas as pd

        columns = [f"{level.number} {level.name}" for level in self.framework.levels]
        rows = [
            [str(row.counts[level.number]) for level in self.framework.levels]
            if row
            else ["–"] * len(columns)
            for row in self.rows.values()
        ]
        names = pd.Index([skill.name for skill in self.framework.skills], name="Skill")
        return pd.DataFrame(rows, index=names, columns=columns)

    def at_or_above(self, level: int) -> dict[SkillId, Range | None]:
        """The people at this level or above in each skill; 0 is a gap, 1 a single point."""
        return {skill: row.above[level] if row else None for skill, row in self.rows.items()}

    def may_name(self, levels: Levels) -> bool:
        """Whether the person of these levels may be named now: nobody who was counted unnamed."""
        return _card(self.framework, levels) not in self.unnamed

    def _stool(self) -> Stool | None:
        """Whether the backup levels carry, as for a person."""
        highest = {s: int(level.high or 0) for s, level in self.backup.items() if level}
        needed = self.framework.rules.stool_stands
        if not highest:
            return None
        if all(height is not None and height >= needed for height in self.heights.values()):
            return "stands"
        most = area_heights(self.framework, highest).values()
        if any(height is None or height < needed for height in most):
            return "unsteady"
        return None


def coverage_of(
    framework: Framework,
    people: People,
    named: Collection[str] = (),
    earlier: Coverage | None = None,
    floor: int = FLOOR,
) -> Coverage:
    """The coverage of a group of people.

    `named` are those who agreed to be shown by name. A row counts everybody where the floor
    allows it, else the named alone, else nobody. After an `earlier` coverage the cards that came
    since are counted together, from the floor on; what was shown stays as it was.
    """
    cards = {owner: _card(framework, levels) for owner, levels in people.items()}
    by_name = Counter(card for owner, card in cards.items() if owner in named)
    nameless = Counter(card for owner, card in cards.items() if owner not in named)
    before = earlier or recalled(framework, ())
    shown, counted = Counter(before.named), Counter(before.unnamed)
    nameless -= counted + (shown - by_name)  # a name that was taken back is still known
    by_name -= shown + counted
    willing, others = tuple(by_name.elements()), tuple(nameless.elements())
    return tallied(
        framework,
        len(cards),
        Tally(len(others), _tally(framework, others), others),
        Tally(len(willing), _tally(framework, willing), willing),
        earlier,
        floor,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Cards that are counted together: how many, and the people at each level of each skill."""

    people: int = 0
    levels: Mapping[SkillId, Sequence[int]] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()  # where they are at hand


def tallied(
    framework: Framework,
    people: int,
    unnamed: Tally,
    named: Tally,
    earlier: Coverage | None = None,
    floor: int = FLOOR,
) -> Coverage:
    """The coverage of cards that somebody has counted, none of which is in an earlier picture.

    `people` are all who are there, counted here or earlier or not at all.
    """
    before = earlier or recalled(framework, ())
    waiting = 0 < unnamed.people < floor  # for anyone who comes later; then they count together
    if waiting and earlier:
        unnamed = Tally()
    nobody = (0,) * (framework.top + 1)
    rows = {
        skill.id: shown_row(
            unnamed.levels.get(skill.id, nobody), named.levels.get(skill.id, nobody), floor
        )
        for skill in framework.skills
    }
    pictures = before.pictures
    if waiting:
        unnamed = Tally()
    elif unnamed.people:
        pictures += (Picture(unnamed.people + named.people, _remembered(rows)),)
    if earlier:
        rows = {
            skill: added_row(before.rows[skill], row, bool(unnamed.people))
            for skill, row in rows.items()
        }
    return Coverage(
        framework,
        people,
        MappingProxyType(rows),
        pictures,
        before.unnamed + unnamed.cards,
        before.named + named.cards,
    )


def recalled(framework: Framework, pictures: Iterable[Picture]) -> Coverage:
    """The coverage of pictures that were shown before, of other cards each."""
    pictures = tuple(pictures)
    rows: dict[SkillId, Row | None] = dict.fromkeys(skill.id for skill in framework.skills)
    for number, picture in enumerate(pictures):
        rows = {
            s: added_row(row, picture.rows[s], True) if number else picture.rows[s]
            for s, row in rows.items()
        }
    people = sum(picture.people for picture in pictures)
    found = Coverage(framework, people, MappingProxyType(rows), pictures)
    if not pictures:
        return found
    return replace(found, interest=pictures[0].interest, readings=pictures[0].readings)


def exact_row(counts: Sequence[int], whole: bool = True) -> Row:
    """The row of known counts."""
    return Row(sum(counts), tuple(Range(count, count) for count in counts), whole)


def banded_row(counts: Sequence[int]) -> Row:
    """The row of counts of people without names, or of such people among others."""
    return Row(sum(counts), tuple(map(banded, counts)))


def shown_row(
    unnamed: Sequence[int], named: Sequence[int] = NOBODY, floor: int = FLOOR
) -> Row | None:
    """The row of cards counted together: of all where the floor allows it, else of those named."""
    named = named if any(named) else (0,) * len(unnamed)
    if may_show(unnamed, named, floor):
        return banded_row([few + known for few, known in zip(unnamed, named, strict=True)])
    return exact_row(named, whole=not any(unnamed)) if any(named) else None


def added_row(one: Row | None, other: Row | None, hides: bool) -> Row | None:
    """The row of two groups of different people; `hides`: where there is no other, it is hidden."""
    if one is None or other is None:
        row = one or other
        return replace(row, whole=False) if row and (hides or one is None) else row
    counts = tuple(
        Range(a.low + b.low, None if a.high is None or b.high is None else a.high + b.high)
        for a, b in zip(one.counts, other.counts, strict=True)
    )
    return Row(one.people + other.people, counts, one.whole and other.whole)


def _remembered(rows: Rows) -> Rows:
    """The rows as far as they may be kept: not those of named people alone, which are cards."""
    return MappingProxyType(
        {
            s: row if row and not all(n.exact for n in row.counts) else None
            for s, row in rows.items()
        }
    )


def _card(framework: Framework, levels: Levels) -> Card:
    return tuple(levels.get(skill.id) for skill in framework.skills)


def _tally(framework: Framework, cards: Sequence[Card]) -> dict[SkillId, list[int]]:
    """How many of these cards are at each level of each skill."""
    return {
        skill.id: _counts(cards, place, framework.top)
        for place, skill in enumerate(framework.skills)
    }


def _counts(cards: Iterable[Card], place: int, top: int) -> list[int]:
    """How many of these cards are at each level of the skill at this place."""
    counts = [0] * (top + 1)
    for card in cards:
        if (level := card[place]) is not None:
            counts[level] += 1
    return counts


@lru_cache(maxsize=4096)
def _figures(
    counts: tuple[Range, ...], people: int
) -> tuple[tuple[Range, ...], Range | None, Range | None]:
    """How many are at or above each level, the backup level, and the spread, from counts alone."""
    above: list[Range] = []
    low, high = 0.0, 0.0
    for count in reversed(counts):
        low += count.low
        high = math.inf if count.high is None else high + count.high
        above.insert(0, Range(low, None if high == math.inf else high))
    if people < 2:
        return tuple(above), None, None
    levels = range(len(counts))
    surely = max((level for level in levels if above[level].low >= 2), default=0)
    perhaps = max(level for level in levels if (most := above[level].high) is None or most >= 2)
    return tuple(above), Range(surely, perhaps), _spread(counts, people)


def _spread(counts: Sequence[Range], people: int) -> Range:
    """The third quartile minus the first, between ranks as numpy and R do, in every reading."""
    (low, low_rest), (high, high_rest) = (divmod(part * (people - 1), 4) for part in (1, 3))
    ranks = (low, min(low + 1, people - 1), high, min(high + 1, people - 1))
    found = [
        (4 * c + high_rest * (d - c)) - (4 * a + low_rest * (b - a))
        for a, b, c, d in quartiles(len(counts))
        if _can_be(counts, people, ranks, (a, b, c, d))
    ]
    return Range(min(found) / 4, max(found) / 4)


def _can_be(
    counts: Sequence[Range], people: int, ranks: Sequence[int], levels: Sequence[int]
) -> bool:
    """Whether people sorted by level can have these levels at these ranks."""
    least = most = 0.0  # people up to a level
    for level, count in enumerate(counts):
        least += count.low
        most = people if count.high is None else most + count.high
        for rank, at in zip(ranks, levels, strict=True):
            if at <= level:
                least = max(least, rank + 1)
            else:
                most = min(most, rank)
        if least > most:
            return False
    return least <= people <= most
