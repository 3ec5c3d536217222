"""Coverage: how many people stand at each level of each skill, as far as it may be shown.

Each skill is counted on its own, so that nobody can be followed from row to row. Where people who
did not agree to be named are counted, a count is a span (0, 1-2, 3+), and every other figure is
worked out from what is shown, so that it says nothing more.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from skillkit.floor import Span, coarse, may_show
from skillkit.framework import LEVELS, AreaId, Framework, SkillId
from skillkit.profile import Stool, weakest_areas
from skillkit.shape import Levels

Owner = str | int  # whose levels these are: a name, or a number for somebody nameless
People = Mapping[Owner, Levels] | Mapping[str, Levels] | Mapping[int, Levels]
View = dict[tuple[Owner, int], int]  # for one skill: an owner's card with its level


@dataclass(frozen=True, slots=True)
class Row:
    """The people at each level of one skill."""

    people: int  # counted here, with a level
    counts: tuple[Span, ...]  # five, for levels 0 to 4
    variety: Span | None  # interquartile range of the levels; None below two people

    def at_or_above(self, level: int) -> Span:
        """The people at this level or a higher one."""
        return _sum(self.counts[level:])

    @property
    def backup(self) -> Span | None:
        """The second-highest level: what remains when the best person is away."""
        if self.people < 2:
            return None
        low = max((level for level in LEVELS if self.at_or_above(level).low >= 2), default=0)
        high = max(level for level in LEVELS if _may_be_two(self.at_or_above(level)))
        return Span(low, high)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows that may be shown, None where too few people would stand behind one."""

    framework: Framework
    people: int  # in the team, counted in a row or not
    rows: Mapping[SkillId, Row | None]
    shown: Mapping[SkillId, tuple[View, ...]] = field(repr=False)  # all that was ever shown

    def at_or_above(self, level: int) -> dict[SkillId, Span | None]:
        """The people at this level or above in each skill; 0 is a gap, 1 a single point."""
        return {skill: row.at_or_above(level) if row else None for skill, row in self.rows.items()}

    @property
    def backup(self) -> dict[SkillId, Span | None]:
        """The backup level of each skill."""
        return {skill: row.backup if row else None for skill, row in self.rows.items()}

    @property
    def variety(self) -> dict[SkillId, Span | None]:
        """How far the levels differ in each skill: different people, not disagreement."""
        return {skill: row.variety if row else None for skill, row in self.rows.items()}

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
    def _backups(self) -> list[tuple[SkillId, Span]]:
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
    shown: dict[SkillId, tuple[View, ...]] = {}
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


def _view(people: People, skill: SkillId) -> View:
    """The cards of one skill: owner and level, so that a changed level is another card.

    Who is nameless cannot be known again: of those only the number at each level is told apart.
    """
    seen: Counter[int] = Counter()
    view: View = {}
    for owner, levels in people.items():
        if (level := levels.get(skill)) is not None:
            if isinstance(owner, int):
                seen[level] += 1
                owner = seen[level]
            view[owner, level] = level
    return view


def _may_stand(views: Sequence[View], named: Collection[str]) -> bool:
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
    spread = _quartile_range(counts)
    variety = None if spread is None else Span(spread, spread)
    return Row(sum(counts), tuple(Span(count, count) for count in counts), variety)


def coarse_row(counts: Sequence[int]) -> Row:
    """The row of counts of people without names.

    Its variety covers every reading of each 1-2, so that it does not tell one from two.
    """
    spans = tuple(coarse(count) for count in counts)
    readings = itertools.product(*((1, 2) if 0 < c < 3 else (c,) for c in counts))
    ranges = [r for reading in readings if (r := _quartile_range(reading)) is not None]
    return Row(sum(counts), spans, Span(min(ranges), max(ranges)) if ranges else None)


def _row(view: View, named: Collection[str]) -> Row | None:
    if not view:
        return None
    counts = level_counts(bytes(view.values()))
    return exact_row(counts) if all(owner in named for owner, _ in view) else coarse_row(counts)


def _sum(spans: Iterable[Span]) -> Span:
    spans = list(spans)
    ends = [span.high for span in spans if span.high is not None]
    return Span(sum(s.low for s in spans), sum(ends) if len(ends) == len(spans) else None)


def _may_be_two(span: Span) -> bool:
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
