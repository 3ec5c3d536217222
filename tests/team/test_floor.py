"""The floor: whoever compares all that was ever shown learns nothing about one person."""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from skillkit.team.coverage import (
    FLOOR,
    Card,
    Range,
    View,
    banded,
    banded_row,
    coverage_of,
    exact_row,
    in_both,
    may_show,
    parts,
    shown_groups,
)
from tests.vectors import QUICK

LEVELS = range(5)
SKILL = QUICK.skills[0].id
people = st.frozensets(st.integers(0, 20), max_size=20)
views = st.dictionaries(st.integers(0, 30), st.integers(0, 4), max_size=20)
counts = st.lists(st.integers(0, 12), min_size=5, max_size=5)


# What one may show


@settings(deadline=None)
@given(st.integers(0, 100))
def test_a_count_of_one_looks_like_a_count_of_two(count):
    """Counts of people without names are 0, 1-2 or 3+, and always cover the true count."""
    span = banded(count)
    assert str(span) in {"0", "1-2", "3+"}
    assert span.low <= count
    assert span.high is None or count <= span.high
    assert banded(1) == banded(2)


@settings(deadline=None)
@given(st.lists(people, max_size=5))
def test_parts_divide_everybody(groups):
    """Each person is in one part, and two of a part are in the same groups."""
    found = parts(groups)
    assert Counter(p for part in found for p in part) == Counter(set().union(*groups))
    for part in found:
        assert len({tuple(p in group for group in groups) for p in part}) == 1


@settings(deadline=None)
@given(views)
def test_fewer_than_five_are_never_shown(view):
    """One view may be shown from five cards on, unless they all say the same."""
    few, alike = len(view) < FLOOR, len(set(view.values())) < 2
    assert may_show([view]) == (not view or not (few or alike))


@settings(deadline=None)
@given(st.lists(views, max_size=4), views)
def test_showing_less_is_never_less_safe(shown, more):
    """What may be shown with one more view, may be shown without it."""
    levels = {card: level for view in [*shown, more] for card, level in view.items()}
    shown = [{card: levels[card] for card in view} for view in shown]
    more = {card: levels[card] for card in more}
    if not may_show([*shown, more]):
        return
    for kept in combinations([*shown, more], len(shown)):
        assert may_show(kept)


@settings(deadline=None)
@given(views, st.data())
def test_naming_leaves_nobody_alone(view, data):
    """Beside named cards a view is shown only if those not named are none or enough."""
    named = data.draw(st.sets(st.sampled_from(sorted(view)))) if view else set()
    rest = {card: level for card, level in view.items() if card not in named}
    assert may_show([view], named) == may_show([rest])


@pytest.mark.parametrize(
    ("new", "gone", "edited", "safe"),
    [
        (0, 0, 0, True),  # nothing changed
        (1, 0, 0, False),
        (4, 0, 0, False),
        (5, 0, 0, True),
        (0, 1, 0, False),  # the one who left is the difference
        (0, 5, 0, True),
        (0, 0, 1, False),
        (0, 0, 5, True),
        (4, 1, 0, False),  # five changes, but the one who left can be told apart
        (5, 1, 0, False),
        (5, 5, 0, True),
        (2, 0, 3, False),  # five new cards, but only three old ones gone
    ],
)
def test_a_second_release_needs_five_of_each_change(new, gone, edited, safe):
    """Shown again only when those who came, left or changed are none or at least five each."""
    before = {i: i % 3 for i in range(20)}
    after = {i: level for i, level in before.items() if i >= gone + edited}
    after |= {100 + i: i % 2 for i in range(new + edited)}
    assert may_show([before, after]) == safe


def test_three_releases_are_judged_together():
    """Two steps that are safe each can give away somebody together; then the last one waits."""
    first = {i: i % 3 for i in range(15)}
    second = {i: i % 3 for i in range(5, 20)}
    third = {**{i: i % 3 for i in range(4, 5)}, **{i: i % 3 for i in range(9, 24)}}
    assert may_show([first, second])
    assert not may_show([first, second, third])


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 3, "b": 9, "c": 6}, {"b"}),  # c goes too, or a were the whole minus b and c
        ({"a": 9, "b": 6}, {"a", "b"}),
        ({"a": 4, "b": 9}, set()),
        ({"a": 3, "b": 3, "c": 7}, {"c"}),
        ({"a": 2, "b": 1, "c": 7, "d": 8}, {"d"}),
        ({"a": 2, "b": 2}, set()),
    ],
)
def test_a_hidden_group_is_not_the_only_one(sizes, shown):
    """Besides the groups that are too small, the smallest others are hidden as needed."""
    groups = {key: {(key, i): i % 3 for i in range(size)} for key, size in sizes.items()}
    assert shown_groups(groups) == shown


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=5))
def test_what_is_hidden_is_nobody_or_enough(sizes):
    """The groups that are not shown have together no card or at least five."""
    groups = {key: {(key, i): i % 3 for i in range(size)} for key, size in enumerate(sizes)}
    shown = shown_groups(groups)
    hidden = sum(size for key, size in enumerate(sizes) if key not in shown)
    assert all(sizes[key] == 0 or sizes[key] >= FLOOR for key in shown)
    assert not shown or hidden == 0 or hidden >= FLOOR


@settings(deadline=None)
@given(people, people)
def test_before_and_after_are_of_the_same_people(before, after):
    """A comparison is over those in both, and only if nobody else is left over alone."""
    both = in_both(before, after)
    assert both in (frozenset(), before & after)
    if both:
        assert len(both) >= FLOOR
        assert all(not rest or len(rest) >= FLOOR for rest in (before - both, after - both))


# Rows under the floor


@settings(deadline=None)
@given(counts)
def test_spans_always_hold_the_truth(row):
    """Whatever is shown of a row without names, the true figures lie in it."""
    assume(sum(row) >= FLOOR)  # fewer have no row
    true, shown = exact_row(row), banded_row(row)
    assert true.people == shown.people == sum(row)
    pairs = [(true.at_or_above(level), shown.at_or_above(level)) for level in LEVELS]
    for exact, span in [*pairs, (true.backup, shown.backup), (true.spread, shown.spread)]:
        assert exact is not None
        assert span is not None
        assert exact.exact
        assert span.low <= exact.low
        assert span.high is None or exact.low <= span.high


@settings(deadline=None)
@given(counts, st.sampled_from(LEVELS))
def test_no_figure_tells_one_from_two(row, level):
    """A row in which one person stands at a level shows the same as one in which two do."""
    one, two = (banded_row([*row[:level], n, *row[level + 1 :]]) for n in (1, 2))
    assert one.counts == two.counts
    assert [one.at_or_above(at) for at in LEVELS] == [two.at_or_above(at) for at in LEVELS]
    if one.people > 1:
        assert (one.backup, one.spread) == (two.backup, two.spread)


# The attacker


@dataclass
class Attacker:
    """Somebody who knows who is in every view, keeps them all, and adds and subtracts counts.

    Given more than is ever shown: exact counts instead of spans. `named` cards are known anyway.
    """

    named: Mapping[Card, int]
    seen: list[tuple[frozenset[Card], tuple[int, ...]]] = field(default_factory=list)

    def see(self, view: View) -> None:
        """Take in one view: who is in it, and how many stand at each level."""
        rest = frozenset(view) - self.named.keys()
        self.seen.append((rest, tuple(Counter(view[card] for card in rest)[n] for n in LEVELS)))

    def recovered(self) -> dict[Card, int]:
        """The cards whose level follows for certain, and that level."""
        groups = parts([cards for cards, _ in self.seen])
        low = {(g, n): 0 for g in groups for n in LEVELS}
        high = {(g, n): len(g) for g in groups for n in LEVELS}
        # each statement: these minus those (a part at a level) are so many
        sums = [({(g, n): 1 for n in LEVELS}, len(g)) for g in groups]
        for n in LEVELS:
            rows = [({(g, n): 1 for g in groups if g <= who}, at[n]) for who, at in self.seen]
            sums += rows
            for (plus, more), (minus, less) in combinations(rows, 2):
                signs = Counter(plus)
                signs.subtract(minus)
                sums.append(({key: sign for key, sign in signs.items() if sign}, more - less))
        while sum(_tighten(signs, total, low, high) for signs, total in sums):
            pass
        return {card: n for (g, n), most in low.items() if most == len(g) for card in g}


Bounds = dict[tuple[frozenset[Card], int], int]


def _tighten(
    signs: Mapping[tuple[frozenset[Card], int], int], total: int, low: Bounds, high: Bounds
) -> bool:
    """Narrow what each part can hold so that the signed sum can still be the total."""
    least = sum(low[k] if sign > 0 else -high[k] for k, sign in signs.items())
    most = sum(high[k] if sign > 0 else -low[k] for k, sign in signs.items())
    moved = False
    for key, sign in signs.items():
        mine = (low[key], high[key]) if sign > 0 else (-high[key], -low[key])
        new = (max(mine[0], total - (most - mine[1])), min(mine[1], total - (least - mine[0])))
        if new != mine:
            low[key], high[key] = new if sign > 0 else (-new[1], -new[0])
            least, most = least - mine[0] + new[0], most - mine[1] + new[1]
            moved = True
    return moved


def story(chance: random.Random) -> tuple[list[dict[Card, int]], set[Card], dict[Card, str]]:
    """A group over time: its cards at three moments, who is named, and who sits in which team."""

    def card(person: int, revision: int = 0) -> tuple[Card, int]:
        return (person, revision), chance.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])

    size = chance.randint(3, 16)
    now = dict(card(person) for person in range(size))
    named = {c for c in now if chance.random() < chance.choice([0, 0, 0.3, 0.9])}
    teams = {c: chance.choice("xyz") for c in now}
    moments = [dict(now)]
    for moment in (1, 2):
        for old in list(now):
            if old not in named and chance.random() < 0.15:
                del now[old]
            elif old not in named and chance.random() < 0.3:
                del now[old]
                now.update([card(old[0], moment)])
        joined = chance.choice([0, 1, 3, 6])
        now.update(card(100 * moment + person) for person in range(joined))
        moments.append(dict(now))
    return moments, named, teams


def everything(moments: Iterable[View], teams: Mapping[Card, str]) -> list[View]:
    """Every view that a kit without a floor would show."""
    first, *later = moments
    groups = [{c: n for c, n in first.items() if teams[c] == team} for team in "xyz"]
    return [first, *groups, *later]


def with_floor(moments: Iterable[View], named: Collection[Card], teams: Mapping[Card, str]):
    """The views that are shown with the floor: at the start with the teams, then once more."""
    first, *later = moments
    if not may_show([first], named):
        return []
    groups = {t: {c: n for c, n in first.items() if teams[c] == t} for t in "xyz"}
    shown: list[View] = [first, *(groups[t] for t in shown_groups(groups, named))]
    for view in later:
        if may_show([*shown, view], named):
            shown.append(view)
    return shown


def attack(seen: Iterable[View], named: Collection[Card], moments: Iterable[View]) -> set[Card]:
    """The cards that the attacker recovers, checked against the truth."""
    truth = {card: level for view in moments for card, level in view.items()}
    attacker = Attacker({card: truth[card] for card in named})
    for view in seen:
        attacker.see(view)
    found = attacker.recovered()
    assert all(truth[card] == level for card, level in found.items())
    return set(found)


def test_an_attacker_recovers_nobody_with_the_floor_and_many_without():
    """Over a thousand random groups all views together give nobody away, unless the floor is off.

    The second half shows that the first can fail: the same attacker, on the same groups, finds
    people in most groups when every view is shown, and still in many when only views of fewer
    than five are held back.
    """
    chance = random.Random(5)
    found = {"floor": 0, "size alone": 0, "no floor": 0}
    released = 0
    for _ in range(1000):
        moments, named, teams = story(chance)
        every = everything(moments, teams)
        shown = with_floor(moments, named, teams)
        released += len(shown)
        found["floor"] += bool(attack(shown, named, moments))
        found["size alone"] += bool(attack([v for v in every if len(v) >= FLOOR], named, moments))
        found["no floor"] += bool(attack(every, named, moments))
    assert found["floor"] == 0
    assert released > 900  # it is not that nothing is ever shown
    assert found["size alone"] > 300
    assert found["no floor"] > 700


@pytest.mark.parametrize("aliases", ["all", "some", "none", "later"])
def test_an_attacker_recovers_nobody_from_the_coverage_of_a_team(aliases):
    """The coverage, shown anew at each moment, gives nobody away; live pictures give many.

    Also where the kit cannot know people again, as they gave no alias, or gave one only later,
    while the attacker knows everybody.
    """
    chance = random.Random(6)
    live = renewed = 0
    for _ in range(1000):
        moments, named, _ = story(chance)
        earlier, seen = None, []
        for moment, cards in enumerate(moments):
            known = {"all": 1.0, "some": 0.5, "none": 0.0, "later": float(moment > 0)}[aliases]
            owners = {
                card: f"P{card[0]}" if card in named or hash(card) % 100 < 100 * known else number
                for number, card in enumerate(cards)
            }
            levels = {owners[card]: {SKILL: level} for card, level in cards.items()}
            willing = {str(owners[card]) for card in named & cards.keys()}
            now = coverage_of(QUICK, levels, willing, earlier)
            if earlier is None or now.shown[SKILL] != earlier.shown[SKILL]:
                seen += [cards] if now.shown[SKILL] else []
            earlier = now
        renewed += len(seen) > 1
        assert not attack(seen, named, moments)
        live += bool(attack([m for m in moments if len(m) >= FLOOR], named, moments))
    assert renewed > 20
    assert live > 200


def test_a_row_that_may_not_be_renewed_stays():
    """After one person more the picture is the old one, not a new one and not an empty one."""
    cards = {f"P{i}": {SKILL: i % 3} for i in range(9)}
    first = coverage_of(QUICK, cards)
    again = coverage_of(QUICK, {**cards, "P9": {SKILL: 4}}, earlier=first)
    assert again.rows[SKILL] == first.rows[SKILL]
    assert again.people == 10
    more = {f"P{i}": {SKILL: i % 5} for i in range(9, 14)}
    later = coverage_of(QUICK, {**cards, **more}, (), again)
    assert later.rows[SKILL] != first.rows[SKILL]


def test_a_name_waits_where_it_would_leave_few():
    """Who is named after a picture was shown must not leave one to four others in it."""
    names = [f"P{i}" for i in range(9)]
    shown = coverage_of(QUICK, {name: {SKILL: i % 3} for i, name in enumerate(names)})
    assert shown.may_name(names[:3])
    assert not shown.may_name(names[:5])
    assert shown.may_name(names)


def test_a_skill_that_few_rated_counts_the_named_alone():
    """Where too few rated a skill, it shows those who agreed to a name, or nothing."""
    cards = {f"P{i}": {SKILL: i % 3} for i in range(4)}
    assert coverage_of(QUICK, cards).rows[SKILL] is None
    row = coverage_of(QUICK, cards, named={"P0", "P1"}).rows[SKILL]
    assert row is not None
    assert row.counts == tuple(Range(n, n) for n in (1, 1, 0, 0, 0))
