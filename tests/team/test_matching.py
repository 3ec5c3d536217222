"""Mentors and pairs: the best there is, the same whoever asks, and only where somebody can help."""

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.team.matching import Arc, mentoring, pairing, possible_arcs

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "team.json").read_text("utf-8"))
OFFERS = json.loads((Path(__file__).parents[1] / "golden" / "offers.json").read_text("utf-8"))[
    "cases"
]
TECHNICAL, COMMUNICATION = ("build", "data"), ("talk", "lead")
SKILLS = (*TECHNICAL, *COMMUNICATION)
STRONG = 3

Group = dict[str, dict[str, int]]
Wishes = dict[str, list[str]]


def random_group(chance: random.Random, most: int) -> tuple[Group, Wishes]:
    """A few people with ratings (some missing) and up to three wishes each."""
    names = chance.sample(["Ana", "Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Ida"], most)
    levels = {
        name: {skill: chance.randint(0, 4) for skill in SKILLS if chance.random() < 0.9}
        for name in names[: chance.randint(2, most)]
    }
    return levels, {name: chance.sample(SKILLS, chance.randint(0, 3)) for name in levels}


def every_plan(arcs: Sequence[Arc]) -> Iterator[tuple[Arc, ...]]:
    """All plans with at most one arc for a mentee and two for a mentor, each plan in order."""
    options = [
        [(), *((arc,) for arc in group)]
        for _, group in itertools.groupby(arcs, key=lambda arc: arc.mentee)
    ]
    for choice in itertools.product(*options):
        plan = tuple(itertools.chain.from_iterable(choice))
        if max(Counter(arc.mentor for arc in plan).values(), default=0) <= 2:
            yield plan


def every_matching(names: Sequence[str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """All ways to put some of the people in pairs, each in order."""
    if len(names) < 2:
        yield ()
        return
    first, *rest = names
    yield from every_matching(rest)
    for other in rest:
        for more in every_matching([name for name in rest if name != other]):
            yield ((first, other), *more)


def pair_weight(one: dict[str, int], other: dict[str, int]) -> int:
    """The weight of a pair, straight from the rule in the golden file's note."""
    weights = [0]
    for x, y in ((one, other), (other, one)):
        technique = [x[s] - y[s] for s in TECHNICAL if s in x and s in y]
        talk = [y[s] - x[s] for s in COMMUNICATION if s in x and s in y]
        strong = any(x.get(s, 0) >= 3 for s in TECHNICAL)
        strong = strong and any(y.get(s, 0) >= 3 for s in COMMUNICATION)
        if technique and talk and strong and max(technique) >= 1 and max(talk) >= 1:
            weights.append(max(technique) + max(talk))
    return max(weights)


def test_the_worked_example_comes_out():
    """The six invented people get the mentors and pairs that were found by enumeration."""
    ratings, wishes, expect = GOLDEN["ratings"], GOLDEN["wishes"], GOLDEN["expect"]
    found = mentoring(ratings, wishes, STRONG)
    assert [list(arc) for arc in found.arcs] == expect["mentors"]
    assert (found.value, found.possible) == (expect["mentor_value"], expect["mentor_arcs"])
    skills = list(ratings["Ana"])
    pairs = pairing(ratings, skills[:4], skills[4:], STRONG)
    assert [list(pair) for pair in pairs.pairs] == expect["pairs"]
    assert pairs.value == expect["pair_value"]
    assert pairs.left == ()


@pytest.mark.parametrize("case", OFFERS, ids=lambda case: case["behaviour"])
def test_an_offer_counts(case):
    """The cases worked by hand come out."""
    found = mentoring(case["levels"], case["wishes"], STRONG, case["offers"])
    assert [list(arc) for arc in found.arcs] == case["mentors"]


def test_mentors_are_the_best_of_all_plans():
    """On 1,000 random groups: most offers, then weight, then mentors, then first by name."""
    chance = random.Random(1)
    ties = taken = 0
    for number in range(1000):
        levels, wishes = random_group(chance, 5)
        offers = {n: chance.sample(SKILLS, chance.randint(0, 2)) for n in levels if number % 2}
        weights = possible_arcs(levels, wishes, STRONG, offers)
        arcs = list(weights)

        def offered(plan: tuple[Arc, ...], offers: Wishes = offers) -> int:
            return sum(arc.skill in offers.get(arc.mentor, []) for arc in plan)

        def merit(plan: tuple[Arc, ...], weights: dict[Arc, int] = weights) -> tuple[int, int]:
            return sum(weights[arc] for arc in plan), len({arc.mentor for arc in plan})

        plans = [((offered(plan), *merit(plan)), plan) for plan in every_plan(arcs)]
        best = max(plan_merit for plan_merit, _ in plans)
        winners = [plan for plan_merit, plan in plans if plan_merit == best]
        ties += len(winners) > 1
        taken += best[0] > 0
        first = min(winners, key=lambda plan: [(a.mentee, a.mentor, a.skill) for a in plan])
        found = mentoring(levels, wishes, STRONG, offers)
        assert (found.arcs, found.value) == (first, best[1])
    assert ties > 100 < taken


def test_a_mentor_is_ahead_and_offered_or_is_strong():
    """On random groups no other arc is possible, and none of those is missing."""
    chance = random.Random(3)
    for _ in range(300):
        levels, wishes = random_group(chance, 5)
        offers = {name: chance.sample(SKILLS, chance.randint(0, 2)) for name in levels}
        can = {
            Arc(mentor, mentee, skill)
            for mentor, mentee in itertools.permutations(levels, 2)
            for skill in wishes[mentee]
            if levels[mentor].get(skill, -1) > levels[mentee].get(skill, 9)
            and (levels[mentor][skill] >= STRONG or skill in offers[mentor])
        }
        assert set(possible_arcs(levels, wishes, STRONG, offers)) == can


def test_pairs_are_the_best_of_all_matchings():
    """On 1,000 random groups: the largest weight, then most pairs, then first by name."""
    chance = random.Random(2)
    ties = 0
    for _ in range(1000):
        levels, _ = random_group(chance, 6)
        names = sorted(levels)
        weights = {
            (one, other): pair_weight(levels[one], levels[other])
            for one, other in itertools.combinations(names, 2)
        }
        matchings = [m for m in every_matching(names) if all(weights[pair] for pair in m)]
        merits = [(sum(weights[pair] for pair in m), len(m)) for m in matchings]
        winners = [m for m, merit in zip(matchings, merits, strict=True) if merit == max(merits)]
        ties += len(winners) > 1
        found = pairing(levels, TECHNICAL, COMMUNICATION, STRONG)
        assert (found.pairs, found.value) == (min(winners), max(merits)[0])
        assert sorted([*itertools.chain(*found.pairs), *found.left]) == names
    assert ties > 100


@pytest.mark.parametrize(
    ("mentor", "mentee", "wishes", "weight"),
    [
        (3, 2, ["talk"], 1 + 2 + 1),
        (4, 0, ["talk"], 2 + 2 + 1),  # more than two levels count as two
        (4, 0, ["build", "talk"], 2 + 1),  # not the first wish
        (2, 0, ["talk"], None),  # not strong
        (3, 3, ["talk"], None),  # not above
        (3, 0, [], None),  # not wished for
        (3, None, ["talk"], None),  # unrated is not zero
    ],
)
def test_the_weight_of_an_arc(mentor, mentee, wishes, weight):
    """An arc weighs the gain, the first wish and a skill that only one person holds."""
    levels = {"Ana": {"talk": mentor}, "Ben": {} if mentee is None else {"talk": mentee}}
    arcs = possible_arcs(levels, {"Ben": wishes}, STRONG)
    assert arcs == ({} if weight is None else {Arc("Ana", "Ben", "talk"): weight})


def test_a_skill_that_two_hold_is_not_scarce():
    """The extra weight is for a skill in which at most one of these people is strong."""
    levels = {"Ana": {"talk": 3}, "Ben": {"talk": 1}, "Chi": {"talk": 3}}
    assert set(possible_arcs(levels, {"Ben": ["talk"]}, STRONG).values()) == {2 + 2}


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(chance):
    """The same people in another order get the same mentors and pairs."""
    levels, wishes = random_group(chance, 8)
    names = list(levels)
    chance.shuffle(names)
    shuffled = {name: levels[name] for name in names}
    assert mentoring(shuffled, wishes, STRONG) == mentoring(levels, wishes, STRONG)
    sides = (TECHNICAL, COMMUNICATION, STRONG)
    assert pairing(shuffled, *sides) == pairing(levels, *sides)


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_nobody_is_used_more_than_allowed(chance):
    """A mentee has one mentor, a mentor two mentees, nobody oneself, and each arc a reason."""
    levels, wishes = random_group(chance, 8)
    found = mentoring(levels, wishes, STRONG)
    assert max(Counter(arc.mentee for arc in found.arcs).values(), default=0) <= 1
    assert max(Counter(arc.mentor for arc in found.arcs).values(), default=0) <= 2
    for mentor, mentee, skill in found.arcs:
        assert mentor != mentee
        assert skill in wishes[mentee]
        assert levels[mentor][skill] > levels[mentee][skill]


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_one_wish_more_never_lowers_the_value(chance):
    """A person who adds a last wish takes nothing from the group."""
    levels, wishes = random_group(chance, 6)
    name = min(levels)
    more = [*wishes[name], *(s for s in SKILLS if s not in wishes[name])][: len(wishes[name]) + 1]
    before = mentoring(levels, wishes, STRONG).value
    assert mentoring(levels, {**wishes, name: more}, STRONG).value >= before


def test_nobody_to_match_is_an_empty_answer():
    """Without people, wishes or strengths there are no mentors and no pairs, and no error."""
    assert mentoring({}, {}, STRONG).arcs == ()
    assert pairing({}, TECHNICAL, COMMUNICATION, STRONG).pairs == ()
    alone = {"Ana": {"build": 4, "talk": 4}}
    assert mentoring(alone, {"Ana": ["build"]}, STRONG).arcs == ()
    assert pairing(alone, TECHNICAL, COMMUNICATION, STRONG).left == ("Ana",)


def test_fifty_people_are_matched_while_they_wait():
    """Fifty people with three wishes each are matched exactly, all of them."""
    chance = random.Random(3)
    levels = {
        f"P{i:02}": {s: chance.choice([0, 1, 1, 2, 2, 2, 3, 3, 4]) for s in SKILLS}
        for i in range(50)
    }
    wishes = {name: chance.sample(SKILLS, 3) for name in levels}
    found = mentoring(levels, wishes, STRONG)
    assert len(found.arcs) > 40
    assert found.value == sum(possible_arcs(levels, wishes, STRONG)[arc] for arc in found.arcs)
