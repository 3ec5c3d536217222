"""Coverage: how many people stand at each level of each skill, as far as it may be shown.

Each skill is counted on its own, so that nobody can be followed from row to row. Where people who
did not agree to be named are counted, a count is a span (0, 1-2, 3+), and every other figure is
worked out from what is shown, so that it says nothing more.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from skillkit.framework import LEVELS, AreaId, Framework, SkillId
from skillkit.profile import Stool, weakest_areas
from skillkit.profile.shape import Levels

FLOOR = 5  # cards; survey services use three to ten, most of them five

Card = Any  # anything hashable that stands for one card

View = Mapping[Card, int]  # card -> level, for one skill

Key = TypeVar("Key", bound=Hashable)


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


def banded(count: int) -> Range:
    """A count of people without names: 0, 1-2 or 3+, as a count of one points at somebody."""
    if count == 0:
        return Range(0, 0)
    return Range(1, 2) if count < 3 else Range(3, None)


def parts(views: Sequence[Collection[Key]]) -> list[frozenset[Key]]:
    """The cards grouped by the views they are in; every card is in one part."""
    found: dict[tuple[bool, ...], set[Key]] = {}
    for card in set().union(*views):
        found.setdefault(tuple(card in view for view in views), set()).add(card)
    return [frozenset(part) for part in found.values()]


def may_show(views: Sequence[View], named: Collection[Card] = (), floor: int = FLOOR) -> bool:
    """Whether these views of one skill may be seen together, by the law above.

    `views` are all that were ever shown of the skill, with the one that is asked for: the whole
    group, subgroups, earlier releases. Nothing left to protect is fine.
    """
    levels = {card: level for view in views for card, level in view.items()}
    held = [view.keys() - set(named) for view in views]
    return all(
        enough(Counter(levels[card] for card in part).values(), floor) for part in parts(held)
    )


def enough(counts: Iterable[int], floor: int = FLOOR) -> bool:
    """Whether the cards counted here, so many at each level, hide each other: five, not alike."""
    held = [count for count in counts if count]
    return sum(held) >= floor and len(held) > 1


def shown_groups(
    groups: Mapping[Key, View], named: Collection[Card] = (), floor: int = FLOOR
) -> frozenset[Key]:
    """The subgroups whose counts may stand beside those of all of them together, for one skill.

    Besides each one that is too small, the smallest others are hidden until nothing hidden can be
    worked out as the whole minus what is shown. Where the whole is too small nothing is shown.
    """
    whole = {card: level for view in groups.values() for card, level in view.items()}
    shown = sorted(
        (key for key, view in groups.items() if may_show([view], named, floor)),
        key=lambda key: (len(groups[key]), str(key)),
    )
    while shown and not may_show([whole, *(groups[key] for key in shown)], named, floor):
        shown.pop(0)
    return frozenset(shown)


def in_both(before: Iterable[Key], after: Iterable[Key], floor: int = FLOOR) -> frozenset[Key]:
    """The people over whom a before and an after may be compared: those in both.

    Nobody, when they or those in one only are fewer than the floor: the two pictures of the whole
    group would then give those few away.
    """
    first, second = frozenset(before), frozenset(after)
    both = first & second
    return both if all(len(part) >= floor for part in parts([first, second])) else frozenset()


Owner = str | int  # whose levels these are: a name, or a number for somebody nameless

People = Mapping[Owner, Levels] | Mapping[str, Levels] | Mapping[int, Levels]

SkillView = dict[tuple[Owner, int], int]  # for one skill: an owner's card with its level


@dataclass(frozen=True, slots=True)
class Row:
    """The people at each level of one skill."""

    people: int  # counted here, with a level
    counts: tuple[Range, ...]  # five, for levels 0 to 4
    spread: Range | None  # interquartile range of the levels; None below two people

    def at_or_above(self, level: int) -> Range:
        """The people at this level or a higher one."""
        return _sum(self.counts[level:])

    @property
    def backup(self) -> Range | None:
        """The second-highest level: what remains when the best person is away."""
        if self.people < 2:
            return None
        low = max((level for level in LEVELS if self.at_or_above(level).low >= 2), default=0)
        high = max(level for level in LEVELS if _may_be_two(self.at_or_above(level)))
        return Range(low, high)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows that may be shown, None where too few people would stand behind one."""

    framework: Framework
    people: int  # in the team, counted in a row or not
    rows: Mapping[SkillId, Row | None]
    shown: Mapping[SkillId, tuple[SkillView, ...]] = field(repr=False)  # all that was ever shown

    def at_or_above(self, level: int) -> dict[SkillId, Range | None]:
        """The people at this level or above in each skill; 0 is a gap, 1 a single point."""
        return {skill: row.at_or_above(level) if row else None for skill, row in self.rows.items()}

    @property
    def backup(self) -> dict[SkillId, Range | None]:
        """The backup level of each skill."""
        return {skill: row.backup if row else None for skill, row in self.rows.items()}

    @property
    def spread(self) -> dict[SkillId, Range | None]:
        """How far the levels differ in each skill: different people, not disagreement."""
        return {skill: row.spread if row else None for skill, row in self.rows.items()}

    @property
    def heights(self) -> dict[AreaId, Fraction | None]:
        """The team's stool: the mean backup level of each area, which it has at least."""
        return self._heights({skill: int(span.low) for skill, span in self._backups})

    @property
    def weakest_areas(self) -> tuple[AreaId, ...]:
        """The lowest areas, ties included."""
        return weakest_areas(self.heights)

    @property
    def stool(self) -> Stool | None:
        """Whether the backup levels carry, as for a person; None where the spans leave it open."""
        least = self._heights({skill: int(span.low) for skill, span in self._backups})
        most = self._heights({skill: int(span.high or 0) for skill, span in self._backups})
        needed = self.framework.rules.stool_stands
        if not self._backups:
            return None
        if all(height is not None and height >= needed for height in least.values()):
            return "stands"
        if any(height is None or height < needed for height in most.values()):
            return "unsteady"
        return None

    def may_name(self, named: Collection[str]) -> bool:
        """Whether these people may be shown by name beside all that was shown already."""
        return all(_may_stand(views, named) for views in self.shown.values())

    @property
    def _backups(self) -> list[tuple[SkillId, Range]]:
        return [(skill, span) for skill, span in self.backup.items() if span]

    def _heights(self, levels: Mapping[SkillId, int]) -> dict[AreaId, Fraction | None]:
        legs: dict[AreaId, Fraction | None] = {}
        for area in self.framework.areas:
            leg = [levels[s.id] for s in self.framework.in_area(area.id) if s.id in levels]
            legs[area.id] = Fraction(sum(leg), len(leg)) if leg else None
        return legs


def coverage_of(
    framework: Framework,
    people: People,
    named: Collection[str] = (),
    earlier: Coverage | None = None,
) -> Coverage:
    """The coverage of a group of people.

    `named` are those who agreed to be shown by name. A row counts everybody where the floor
    allows it, else the named alone, else nobody. After an `earlier` coverage a row is renewed
    only where the change gives nobody away; otherwise it stays as it was shown.
    """
    rows: dict[SkillId, Row | None] = {}
    shown: dict[SkillId, tuple[SkillView, ...]] = {}
    for skill in framework.skills:
        view = _view(people, skill.id)
        before = earlier.shown[skill.id] if earlier else ()
        if _may_stand((*before, view), named):
            rows[skill.id], shown[skill.id] = _row(view, named), (*before, view)
        elif earlier and before:
            rows[skill.id], shown[skill.id] = earlier.rows[skill.id], before
        else:
            willing = {card: level for card, level in view.items() if card[0] in named}
            rows[skill.id], shown[skill.id] = _row(willing, named), ()
    return Coverage(framework, len(people), MappingProxyType(rows), MappingProxyType(shown))


def _view(people: People, skill: SkillId) -> SkillView:
    """The cards of one skill: owner and level, so that a changed level is another card.

    Who is nameless cannot be known again: of those only the number at each level is told apart.
    """
    seen: Counter[int] = Counter()
    view: SkillView = {}
    for owner, levels in people.items():
        if (level := levels.get(skill)) is not None:
            if isinstance(owner, int):
                seen[level] += 1
                owner = seen[level]
            view[owner, level] = level
    return view


def _may_stand(views: Sequence[SkillView], named: Collection[str]) -> bool:
    """Whether views may be seen together, also if somebody nameless in one has a name in another.

    That person looks like one who left and one who came, so the levels alone have to pass too.
    """
    held = [{card: view[card] for card in view if card[0] not in named} for view in views]
    if not may_show(held):
        return False
    if len(views) == 1 or not any(isinstance(owner, int) for view in held for owner, _ in view):
        return True
    return may_show([_view(dict(enumerate({"": n} for n in view.values())), "") for view in held])


def level_counts(column: bytes) -> tuple[int, ...]:
    """How many bytes of a column are each of the five levels; other bytes are nobody."""
    return tuple(column.count(level) for level in LEVELS)


def exact_row(counts: Sequence[int]) -> Row:
    """The row of known counts."""
    wide = _quartile_range(counts)
    spread = None if wide is None else Range(wide, wide)
    return Row(sum(counts), tuple(Range(count, count) for count in counts), spread)


def banded_row(counts: Sequence[int]) -> Row:
    """The row of counts of people without names.

    Its spread covers every reading of each 1-2, so that it does not tell one from two.
    """
    spans = tuple(banded(count) for count in counts)
    readings = itertools.product(*((1, 2) if 0 < c < 3 else (c,) for c in counts))
    ranges = [r for reading in readings if (r := _quartile_range(reading)) is not None]
    return Row(sum(counts), spans, Range(min(ranges), max(ranges)) if ranges else None)


def _row(view: SkillView, named: Collection[str]) -> Row | None:
    if not view:
        return None
    counts = level_counts(bytes(view.values()))
    return exact_row(counts) if all(owner in named for owner, _ in view) else banded_row(counts)


def _sum(spans: Iterable[Range]) -> Range:
    spans = list(spans)
    ends = [span.high for span in spans if span.high is not None]
    return Range(sum(s.low for s in spans), sum(ends) if len(ends) == len(spans) else None)


def _may_be_two(span: Range) -> bool:
    return span.high is None or span.high >= 2


def _quartile_range(counts: Sequence[int]) -> float | None:
    """The third quartile minus the first, between ranks (as numpy and R do); None below two."""
    people = sum(counts)
    if people < 2:
        return None
    rank = list(itertools.accumulate(counts))

    def quartile(number: int) -> Fraction:
        whole, rest = divmod(number * (people - 1), 4)
        low, high = (
            next(level for level in LEVELS if rank[level] > place)
            for place in (whole, min(whole + 1, people - 1))
        )
        return low + Fraction(rest, 4) * (high - low)

    return float(quartile(3) - quartile(1))
