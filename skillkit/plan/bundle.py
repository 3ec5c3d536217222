"""Bundle: a set of actions on its way, as bits and whole numbers, so that many can be tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from skillkit.plan import Action, ActionId
from skillkit.plan.choice import Problem


class Unit(NamedTuple):
    """Actions that are chosen together: one alone, or a project with its write-up."""

    first: int  # place in the catalogue
    bits: int  # the actions, a bit for each place
    hours: int
    size: int
    wants: tuple[int, ...]  # for each technical action, the bits of its possible partners
    communication: int  # the bits of its communication actions
    gains: tuple[tuple[int, int], ...]  # (number of the skill, levels)
    builds: int  # the skills, a bit for each number


class Bundle(NamedTuple):
    """Some units, with what they take and what they leave open."""

    bits: int
    hours: int
    size: int
    wants: tuple[int, ...]
    communication: int
    open: tuple[int, ...]  # levels still to gain, skill by skill
    value: int


class Bundles:
    """All bundles of one problem: how they start, grow and become feasible."""

    def __init__(self, problem: Problem) -> None:
        self.actions, self.most, self.budget = problem.actions, problem.most, problem.budget
        self.place = {action.id: place for place, action in enumerate(problem.actions)}
        self.skills = [s for s, gap in problem.gaps.items() if gap > 0 < problem.weights.get(s, 0)]
        self.weights = [problem.weights[skill] for skill in self.skills]
        self.shows = self.bits(action.id for action in problem.actions if action.shows)
        self.talks = self.bits(a.id for a in problem.actions if a.kind == "communication")
        self.wants = {name: self.bits(ids) & self.talks for name, ids in problem.partners.items()}
        self.beside = {name: self.bits(ids) for name, ids in problem.beside.items()}
        self.units = [self._unit(group) for group in self._groups(problem.write_ups)]
        certificates = self.bits(self.beside)
        self.leads = [unit for unit in self.units if unit.wants or unit.bits & certificates]
        self.others = [unit for unit in self.units if unit not in self.leads]
        gaps = tuple(problem.gaps[skill] for skill in self.skills)
        self.empty = Bundle(0, 0, 0, (), 0, gaps, 0)

    def bits(self, ids: Iterable[ActionId]) -> int:
        """The actions as bits."""
        return sum({1 << self.place[name] for name in ids if name in self.place})

    def roots(self) -> Iterator[Bundle]:
        """All bundles of technical actions (with write-ups) that may still become feasible."""
        stack = [(self.empty, 0)]
        while stack:
            root, following = stack.pop()
            if root.size + unpaired(root) <= self.most:
                yield root
            for i, unit in enumerate(self.leads[following:], following):
                grown = self.grown(root, unit)
                if grown and 2 * len(grown.wants) <= self.most:
                    stack.append((grown, i + 1))

    def grown(self, bundle: Bundle, unit: Unit) -> Bundle | None:
        """The bundle with one more unit, where that fits."""
        hours, size = bundle.hours + unit.hours, bundle.size + unit.size
        if hours > self.budget or size > self.most:
            return None
        still = list(bundle.open)
        for skill, levels in unit.gains:
            still[skill] = max(0, still[skill] - levels)
        return Bundle(
            bundle.bits | unit.bits,
            hours,
            size,
            bundle.wants + unit.wants,
            bundle.communication | unit.communication,
            tuple(still),
            bundle.value + self.gain(bundle, unit),
        )

    def gain(self, bundle: Bundle, unit: Unit) -> int:
        """What a unit would add to a bundle's value; never more to a larger bundle."""
        still, weights = bundle.open, self.weights
        return sum(weights[skill] * min(levels, still[skill]) for skill, levels in unit.gains)

    def feasible(self, bundle: Bundle) -> bool:
        """Whether all are paired, certificates have a project, and something shows."""
        if bundle.bits and not bundle.bits & self.shows:
            return False
        if unpaired(bundle):
            return False
        certificates = (name for name in self.beside if bundle.bits >> self.place[name] & 1)
        return all(bundle.bits & self.beside[name] for name in certificates)

    def lean(self, bundle: Bundle) -> bool:
        """Whether nothing can be dropped without losing value or feasibility."""
        if bundle.bits and not bundle.value:
            return False
        units = [unit for unit in self.units if unit.bits & bundle.bits]
        for one in units:
            rest: Bundle | None = self.empty
            for unit in units:
                rest = rest if rest is None or unit is one else self.grown(rest, unit)
            if rest and rest.value == bundle.value and self.feasible(rest):
                return False
        return True

    def _groups(self, write_ups: Mapping[ActionId, ActionId]) -> list[list[int]]:
        """The places of actions that come together."""
        root = list(range(len(self.actions)))
        for project, write_up in write_ups.items():
            old, new = root[self.place[write_up]], root[self.place[project]]
            root = [new if one == old else one for one in root]
        return [[i for i, one in enumerate(root) if one == r] for r in dict.fromkeys(root)]

    def _unit(self, places: list[int]) -> Unit:
        actions: list[Action] = [self.actions[place] for place in places]
        bits = self.bits(action.id for action in actions)
        built = {i: sum(a.builds.get(s, 0) for a in actions) for i, s in enumerate(self.skills)}
        gains = tuple((skill, levels) for skill, levels in built.items() if levels)
        return Unit(
            places[0],
            bits,
            sum(action.hours for action in actions),
            len(actions),
            tuple(self.wants.get(a.id, 0) for a in actions if a.kind == "technical"),
            bits & self.talks,
            gains,
            sum(1 << skill for skill, _ in gains),
        )


def unpaired(bundle: Bundle) -> int:
    """How many technical actions stay without a partner when as many as possible have one."""
    return _unpaired(bundle.wants, bundle.communication)


def _unpaired(wants: tuple[int, ...], free: int) -> int:
    if not wants:
        return 0
    fewest = 1 + _unpaired(wants[1:], free)
    options = wants[0] & free
    while options and fewest:
        partner = options & -options
        options ^= partner
        fewest = min(fewest, _unpaired(wants[1:], free ^ partner))
    return fewest


def places(bits: int) -> tuple[int, ...]:
    """The places of a bundle's actions in the catalogue."""
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
