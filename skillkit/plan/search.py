"""Search: the feasible sets of actions that gain most, exactly.

Better is: more weighted levels gained; then fewer hours; then fewer actions; then earlier in the
catalogue. So there is always one best set.

The search takes a set apart. Each technical action needs a partner, so that of six actions at most
three are technical: those combinations are few. Each is completed by communication actions, the
most promising first, and left where even an optimistic guess stays behind the sets found so far.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from typing import NamedTuple

from skillkit.plan.bundle import Bundle, Bundles, Unit, places, unpaired
from skillkit.plan.choice import Choice, Problem


def best_choices(problem: Problem, count: int = 3, lean: bool = False) -> tuple[Choice, ...]:
    """The best sets, best first; the empty set is feasible too, so that there is always one.

    With `lean`, only sets from which nothing can be dropped without losing value or feasibility;
    the best set is one of them.
    """
    ids = [action.id for action in problem.actions]
    return tuple(
        Choice(tuple(ids[place] for place in found.places), -found.cost, found.hours)
        for found in _Search(problem, count, lean).best()
    )


def feasible_sets(problem: Problem) -> int:
    """How many sets of actions are feasible, the empty one among them; slow for many actions."""
    bundles = Bundles(problem)

    def count(bundle: Bundle, following: int) -> int:
        more = enumerate(bundles.others[following:], following)
        grown = ((bundles.grown(bundle, unit), i + 1) for i, unit in more)
        return bundles.feasible(bundle) + sum(count(one, i) for one, i in grown if one)

    return sum(count(root, 0) for root in bundles.roots())


class _Found(NamedTuple):
    """A feasible set in the order of preference; lower is better."""

    cost: int  # minus its value
    hours: int
    size: int
    places: tuple[int, ...]  # in the catalogue


class _Gain(NamedTuple):
    """What one unit would add; the best use of hours first."""

    rate: float  # minus the gain of an hour
    value: int
    unit: Unit


class _Search:
    """One search; exact, because it only leaves what cannot enter the best sets."""

    def __init__(self, problem: Problem, count: int, lean: bool) -> None:
        self.bundles = Bundles(problem)
        self.count, self.lean = count, lean
        self.found: list[_Found] = []
        weights = self.bundles.weights
        self.dearest = sorted(range(len(weights)), key=lambda skill: -weights[skill])
        levels = (sum(dict(unit.gains).values()) for unit in self.bundles.others)
        self.deepest = max(levels, default=0)  # levels that one unit builds

    def best(self) -> list[_Found]:
        """The best feasible sets, best first."""
        roots = list(self.bundles.roots())
        gains = {root: self._gains(root, self.bundles.others) for root in roots}
        hopes = {root: root.value + self._hope(root, gains[root]) for root in roots}
        for root in sorted(roots, key=lambda one: (-hopes[one], one.hours, places(one.bits))):
            if len(self.found) == self.count and hopes[root] < -self.found[-1].cost:
                break
            self._complete(root, 0, gains[root])
        return self.found

    def _complete(self, root: Bundle, following: int, gains: list[_Gain]) -> None:
        """Offer a bundle and all that grow from it by communication actions."""
        if feasible := self.bundles.feasible(root):
            self._offer(root)
        if root.size + max(1, unpaired(root)) > self.bundles.most:
            return
        for i, unit in enumerate(self.bundles.others[following:], following):
            gains = [gain for gain in gains if gain.unit.first >= unit.first]
            if self._hopeless(root, gains, unit.first):
                return
            needed = not (self.lean and root.bits and feasible) or self.bundles.gain(root, unit)
            if needed and (grown := self.bundles.grown(root, unit)):
                # What gains nothing here gains nothing further on.
                live = [gain.unit for gain in gains if gain.unit is not unit]
                self._complete(grown, i + 1, self._gains(grown, live))

    def _offer(self, root: Bundle) -> None:
        found = _Found(-root.value, root.hours, root.size, places(root.bits))
        enters = len(self.found) < self.count or found < self.found[-1]
        if enters and (not self.lean or self.bundles.lean(root)):
            insort(self.found, found)
            del self.found[self.count :]

    def _hopeless(self, root: Bundle, gains: list[_Gain], first: int) -> bool:
        """Whether nothing that grows from here by units from `first` on enters the best sets."""
        if len(self.found) < self.count:
            return False
        last = self.found[-1]
        needed = -last.cost - root.value
        if (hope := self._hope(root, gains)) != needed:
            return hope < needed
        if root.hours > last.hours or self._hope(root, gains, last.hours) < needed:
            return True
        if self._hope(root, gains, last.hours - 1) >= needed:
            return False
        if self._hope(root, gains, last.hours, last.size - 1) >= needed:
            return False
        # Even in all else; whatever grows from here keeps these first places.
        kept = places(root.bits & ((1 << first) - 1))
        return kept > last.places[: len(kept)]

    def _hope(
        self, root: Bundle, gains: list[_Gain], hours: int | None = None, size: int | None = None
    ) -> int:
        """No more than this is gained on top by such units within these hours and this size."""
        left = (self.bundles.budget if hours is None else hours) - root.hours
        slots = max(0, (self.bundles.most if size is None else size) - root.size)
        by_size = sum(sorted([gain.value for gain in gains], reverse=True)[:slots])
        by_hours = 0
        for _, value, unit in gains:
            if unit.hours > left:
                by_hours += value * max(0, left) // unit.hours  # as if a part could be done
                break
            by_hours += value
            left -= unit.hours
        return min(by_size, by_hours, self._by_level(root, gains, slots))

    def _by_level(self, root: Bundle, gains: list[_Gain], slots: int) -> int:
        """The dearest levels that are still open, as many as so many units can build."""
        levels, value, reach = slots * self.deepest, 0, 0
        for gain in gains:
            reach |= gain.unit.builds
        for skill in self.dearest:
            if reach >> skill & 1:
                built = min(levels, root.open[skill])
                value += built * self.bundles.weights[skill]
                levels -= built
        return value

    def _gains(self, root: Bundle, units: Iterable[Unit]) -> list[_Gain]:
        """What each of the units would add, where it adds anything; the best use of hours first."""
        left = self.bundles.budget - root.hours
        gains = [
            _Gain(-value / unit.hours, value, unit)
            for unit in units
            if unit.hours <= left and (value := self.bundles.gain(root, unit))
        ]
        return sorted(gains)
