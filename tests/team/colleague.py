"""Colleague: what somebody can work out who knows the own card, who was there, and every picture.

Nothing is guessed. All count vectors of the people whose cards are unknown are listed that would
have given the very pictures that were shown; what is the same in all of them is known for certain.
The colleague knows the rule, too. Several may put their cards together, and cards of people who
agreed to be named are known to everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

Counts = tuple[int, ...]  # people at each level, 0 to 4
LEVELS = range(5)
SHIFT, GUARD = 6, sum(32 << 6 * level for level in LEVELS)  # at most 31 people at a level


@cache
def vectors(people: int) -> tuple[Counts, ...]:
    """All ways in which so many people can be at five levels."""
    return tuple(_ways(people, len(LEVELS)))


def counted(levels: Iterable[int]) -> Counts:
    """The counts of these levels."""
    levels = list(levels)
    return tuple(levels.count(level) for level in LEVELS)


def possible(people: int, shown: object, show: Callable[[Counts], object]) -> list[Counts]:
    """The counts of so many unknown people that would have shown the same."""
    return [counts for counts in vectors(people) if show(counts) == shown]


def learned(options: Iterable[Counts], own: Counts) -> int | None:
    """The level of everybody else, where it follows; `own` are the cards of who looks."""
    rests = {rest for counts in options if (rest := _less(counts, own)) is not None}
    if len(rests) != 1:
        return None
    rest = rests.pop()
    return rest.index(max(rest)) if max(rest) == sum(rest) > 0 else None


def compared(
    first: Iterable[Counts], second: Iterable[Counts], left: int, came: int
) -> tuple[set[Counts], set[Counts], set[Counts]]:
    """The counts that are possible of those who stayed, left and came between two pictures.

    `first` and `second` are the counts possible for each picture alone.
    """
    before, after = _divided(first, left), _divided(second, came)
    stayed = before.keys() & after.keys()
    return (
        {_unpacked(one) for one in stayed},
        {_unpacked(one) for stay in stayed for one in before[stay]},
        {_unpacked(one) for stay in stayed for one in after[stay]},
    )


def _divided(options: Iterable[Counts], part: int) -> dict[int, set[int]]:
    """Each way to take so many people away: what remains, with all that may have been taken."""
    parts = [_packed(counts) for counts in vectors(part)]
    found: dict[int, set[int]] = {}
    for whole in map(_packed, options):
        for one in parts:
            rest = whole + GUARD - one
            if rest & GUARD == GUARD:
                found.setdefault(rest - GUARD, set()).add(one)
    return found


def _ways(people: int, levels: int) -> Iterator[Counts]:
    if levels == 1:
        yield (people,)
        return
    for here in range(people + 1):
        for others in _ways(people - here, levels - 1):
            yield here, *others


def _less(counts: Counts, own: Counts) -> Counts | None:
    rest = tuple(all_ - mine for all_, mine in zip(counts, own, strict=True))
    return None if min(rest) < 0 else rest


def _packed(counts: Sequence[int]) -> int:
    """The counts in one number, so that many can be taken from many."""
    return sum(count << SHIFT * level for level, count in enumerate(counts))


def _unpacked(number: int) -> Counts:
    return tuple(number >> SHIFT * level & 31 for level in LEVELS)
