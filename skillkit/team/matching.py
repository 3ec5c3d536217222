"""Matching: who could help whom, among people who agreed to be shown by name. Exact, never random.

Both answers are optima of networks solved in whole numbers. Equally good answers are normal, so
each says which it takes: what comes first by name. The order of names is built into the weights,
as lower digits of one large number, so that one solution settles everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from skillkit.framework import SkillId
from skillkit.profile.shape import Levels

Name = str
Offers = Mapping[Name, Collection[SkillId]]  # the skills that each person offers help with

NO_OFFERS: Offers = MappingProxyType({})
MOST_MENTEES = 2  # for one mentor

MOST_GAIN = 2  # levels that count: a mentor three levels up is not better than one two up

FIRST_WISH, SCARCE = 2, 1  # extra weight: what matters most to a person, and to the group


class Arc(NamedTuple):
    """One person who could help another in one skill."""

    mentor: Name
    mentee: Name
    skill: SkillId


@dataclass(frozen=True, slots=True)
class Mentoring:
    """The best assignment of mentors: its arcs in the order of the mentees' names."""

    arcs: tuple[Arc, ...]
    value: int  # the sum of the weights
    possible: int  # how many arcs there were to choose from


@dataclass(frozen=True, slots=True)
class Pairing:
    """The best pairs of technique with communication, in the order of names."""

    pairs: tuple[tuple[Name, Name], ...]
    value: int
    left: tuple[Name, ...]  # in no pair; with three of them, make a trio by hand


def possible_arcs(
    levels: Mapping[Name, Levels],
    wishes: Mapping[Name, Sequence[SkillId]],
    strong: int,
    offers: Offers = NO_OFFERS,
) -> dict[Arc, int]:
    """Every arc and its weight, ordered by mentee, mentor and skill.

    A mentor is above the mentee in a skill that the mentee wishes for, and offers help with it or
    is at `strong` or above; a skill that either has not rated makes no arc. The weight is the gain
    in levels, at most two, plus two for a first wish, plus one where at most one of these people
    is at `strong`.
    """
    holders: dict[SkillId, list[Name]] = {}
    helpers: dict[SkillId, list[Name]] = {}
    for name, row in levels.items():
        for skill, level in row.items():
            if level >= strong:
                holders.setdefault(skill, []).append(name)
            if level >= strong or skill in offers.get(name, ()):
                helpers.setdefault(skill, []).append(name)
    arcs = {
        Arc(mentor, mentee, skill): min(MOST_GAIN, levels[mentor][skill] - levels[mentee][skill])
        + FIRST_WISH * (place == 0)
        + SCARCE * (len(holders.get(skill, ())) <= 1)
        for mentee, wanted in wishes.items()
        for place, skill in enumerate(wanted)
        for mentor in helpers.get(skill, ())
        if skill in levels[mentee] and levels[mentor][skill] > levels[mentee][skill]
    }
    return dict(sorted(arcs.items(), key=lambda item: _order(item[0])))


def mentoring(
    levels: Mapping[Name, Levels],
    wishes: Mapping[Name, Sequence[SkillId]],
    strong: int,
    offers: Offers = NO_OFFERS,
) -> Mentoring:
    """The best mentors: at most one for a mentee, two mentees for a mentor.

    As many offers as possible are taken up; among those plans the one of the largest total weight;
    among those the most different mentors; among those the first by (mentee, mentor, skill).
    """
    arcs = possible_arcs(levels, wishes, strong, offers)
    an_offer = 1 + sum(arcs.values())  # above all that weights add up to
    merits = {
        arc: weight + an_offer * (arc.skill in offers.get(arc.mentor, ()))
        for arc, weight in arcs.items()
    }
    best: dict[tuple[Name, Name], Arc] = {}  # of one couple only the best arc can be chosen
    for arc, merit in merits.items():
        couple = (arc.mentee, arc.mentor)
        if couple not in best or merit > merits[best[couple]]:
            best[couple] = arc
    chosen = _cheapest_flow({arc: merits[arc] for arc in best.values()})
    return Mentoring(tuple(chosen), sum(arcs[arc] for arc in chosen), len(arcs))


def pairing(
    levels: Mapping[Name, Levels],
    technical: Iterable[SkillId],
    communication: Iterable[SkillId],
    strong: int,
) -> Pairing:
    """The pairs of the largest total weight, each person in at most one.

    In a pair one is ahead in a technical skill and the other in a communication skill, each
    strong in that area; the weight is the sum of both leads, the larger of the two role orders.
    Among equals the most pairs; among those the first by name.
    """
    sides = (tuple(technical), tuple(communication))
    names = sorted(levels)
    weights = {
        (one, other): weight
        for i, one in enumerate(names)
        for other in names[i + 1 :]
        if (weight := _pair_weight(levels[one], levels[other], sides, strong))
    }
    pairs = _heaviest_matching(weights)
    paired = {name for pair in pairs for name in pair}
    value = sum(weights[pair] for pair in pairs)
    return Pairing(tuple(pairs), value, tuple(name for name in names if name not in paired))


def _pair_weight(
    one: Levels, other: Levels, sides: tuple[Sequence[SkillId], Sequence[SkillId]], strong: int
) -> int:
    """The larger weight of the two role orders; 0 where neither makes a pair."""

    def lead(ahead: Levels, behind: Levels, side: Sequence[SkillId]) -> int:
        both = [skill for skill in side if skill in ahead and skill in behind]
        if not any(ahead.get(skill, 0) >= strong for skill in side):
            return 0
        return max((ahead[skill] - behind[skill] for skill in both), default=0)

    technical, communication = sides
    weights = [0]
    for teacher, speaker in ((one, other), (other, one)):
        leads = lead(teacher, speaker, technical), lead(speaker, teacher, communication)
        if min(leads) >= 1:
            weights.append(sum(leads))
    return max(weights)


def _order(arc: Arc) -> tuple[Name, Name, SkillId]:
    return arc.mentee, arc.mentor, arc.skill


def _cheapest_flow(weights: Mapping[Arc, int]) -> list[Arc]:
    """The chosen arcs: the cheapest flow of one unit from each mentee to a mentor, or to nobody."""
    import networkx as nx

    if not weights:
        return []
    mentees = sorted({arc.mentee for arc in weights})
    mentors = sorted({arc.mentor for arc in weights})
    base = len(mentors) + 1
    names = base ** len(mentees)  # above all that the order of names adds up to
    first_use = names  # a mentor's first mentee ...
    weight = first_use * base  # ... and a unit of weight, above all first uses together
    graph = nx.MultiDiGraph()
    graph.add_node("end", demand=len(mentees))
    for name in mentees:
        graph.add_node(("mentee", name), demand=-1)
        graph.add_edge(("mentee", name), "end", capacity=1, weight=0)
    for name in mentors:
        graph.add_edge(("mentor", name), "end", capacity=1, weight=-first_use)
        graph.add_edge(("mentor", name), "end", capacity=MOST_MENTEES - 1, weight=0)
    for arc, value in weights.items():
        place = len(mentees) - 1 - mentees.index(arc.mentee)
        by_name = (len(mentors) - mentors.index(arc.mentor)) * base**place
        graph.add_edge(
            ("mentee", arc.mentee),
            ("mentor", arc.mentor),
            capacity=1,
            weight=-(value * weight + by_name),
        )
    _, flow = nx.network_simplex(graph)
    return [
        arc
        for arc in weights
        if any(flow[("mentee", arc.mentee)].get(("mentor", arc.mentor), {}).values())
    ]


def _heaviest_matching(weights: Mapping[tuple[Name, Name], int]) -> list[tuple[Name, Name]]:
    import networkx as nx

    names = sorted({name for pair in weights for name in pair})
    place = {name: i for i, name in enumerate(names)}
    base = len(names) + 1
    one_pair = base ** len(names)  # above all that the order of names adds up to
    graph = nx.Graph()
    for (one, other), value in weights.items():
        by_name = (len(names) - place[other]) * base ** (len(names) - 1 - place[one])
        graph.add_edge(one, other, weight=(value * base + 1) * one_pair + by_name)
    matched = nx.max_weight_matching(graph)
    return sorted((min(pair), max(pair)) for pair in matched)
