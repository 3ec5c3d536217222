"""Floor: how small a group may be before its picture gives single people away.

A *view* is a set of cards that were counted together, each with its level in one skill. Whoever
holds several views can add and subtract their counts, but never split cards that are in exactly
the same views. Such cards make a *part*. One law follows, and every rule here is a case of it:

    views may be seen together when each part has at least five cards, not all at one level.

Cards of people who agreed to be named are left out first: whoever knows them can subtract them.
An edited card is a new card, and the old one is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

FLOOR = 5  # cards; survey services use three to ten, most of them five

Card = Any  # anything hashable that stands for one card
View = Mapping[Card, int]  # card -> level, for one skill
Key = TypeVar("Key", bound=Hashable)


class Span(NamedTuple):
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


def coarse(count: int) -> Span:
    """A count of people without names: 0, 1-2 or 3+, as a count of one points at somebody."""
    if count == 0:
        return Span(0, 0)
    return Span(1, 2) if count < 3 else Span(3, None)


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
