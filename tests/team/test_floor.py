"""The floor: a colleague who knows the own card, the people and every picture learns no other's."""

import random
from collections import defaultdict
from dataclasses import replace
from functools import cache, partial
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skillkit.team.coverage import (
    FLOOR,
    NOBODY,
    Coverage,
    Range,
    Row,
    added_row,
    banded,
    banded_row,
    coverage_of,
    exact_row,
    may_show,
    shown_row,
)
from tests.team.colleague import Counts, compared, counted, learned, possible, vectors
from tests.vectors import QUICK

LEVELS = range(5)
SKILL, *OTHERS = (skill.id for skill in QUICK.skills)
SIZES = range(FLOOR, 16)
DRAWN = {  # how ratings fall on the levels; invented
    "uniform": (20, 20, 20, 20, 20),
    "peaked": (5, 25, 40, 25, 5),
    "narrow": (2, 13, 60, 23, 2),
}
counts = st.lists(st.integers(0, 12), min_size=5, max_size=5)
row_of = cache(shown_row)  # the colleague asks for the same rows again and again


def figures(row: Row) -> list[Range | None]:
    """All that a row says."""
    return [*row.counts, *row.above, row.backup, row.spread]


def own_card(level: int) -> Counts:
    """One card at this level."""
    return counted([level])


# What one row says


@given(st.integers(0, 100))
def test_a_count_of_one_looks_like_a_count_of_two(count):
    """Counts of people without names are 0, 1-2 or 3+, and always cover the true count."""
    band = banded(count)
    assert str(band) in {"0", "1-2", "3+"}
    assert band.low <= count
    assert band.high is None or count <= band.high
    assert banded(1) == banded(2)


@given(counts)
def test_ranges_always_hold_the_truth(row):
    """Whatever is shown of a row without names, the true figures are in it."""
    assume(sum(row) >= 2)
    true, shown = exact_row(row), banded_row(row)
    assert true.people == shown.people == sum(row)
    for exact, found in zip(figures(true), figures(shown), strict=True):
        assert exact is not None
        assert found is not None
        assert exact.exact
        assert found.low <= exact.low
        assert found.high is None or exact.low <= found.high


@pytest.mark.parametrize("people", [2, 5, 6, 9])
def test_the_spread_is_that_of_every_reading_of_the_counts(people):
    """The spread follows from what is shown and the number of people, and is as narrow as can be.

    Rows of the same bands say the same, so no figure tells four and one from three and two.
    """
    alike: dict[tuple[Range, ...], list[Counts]] = defaultdict(list)
    for row in vectors(people):
        alike[banded_row(row).counts].append(row)
    for readings in alike.values():
        exact = [spread.low for row in readings if (spread := exact_row(row).spread)]
        assert {banded_row(row).spread for row in readings} == {Range(min(exact), max(exact))}


@pytest.mark.parametrize(
    ("row", "shows"),
    [
        ((0, 2, 2, 0, 0), False),  # four people
        ((0, 0, 5, 0, 0), False),  # all alike
        ((0, 1, 4, 0, 0), False),  # one off: that person would know all others
        ((0, 2, 3, 0, 0), True),
        ((1, 1, 3, 0, 0), False),  # 1-2, 1-2 and 3+ of five can only be one, one and three
        ((1, 1, 1, 1, 1), False),
        ((1, 2, 2, 0, 0), True),
        ((1, 1, 4, 0, 0), True),  # of six it may be one and two
        ((0, 2, 4, 0, 0), True),
    ],
)
def test_a_row_shows_where_cards_hide_each_other(row, shows):
    """Five people, two of them off the most common level, and no 1-2 that can only be a one."""
    assert may_show(row) == shows


@pytest.mark.parametrize("floor", [5, 6, 8])
def test_a_floor_that_was_raised_hides_smaller_groups(floor):
    """Below the floor nothing shows, whatever the levels are."""
    for people in range(floor):
        assert not any(may_show(row, floor=floor) for row in vectors(people))
    assert any(may_show(row, floor=floor) for row in vectors(floor))


# One picture


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("named", [NOBODY, (0, 0, 1, 0, 0), (1, 0, 2, 0, 1), (0, 2, 0, 1, 0)])
def test_no_colleague_learns_anybody_from_one_picture(people, named):
    """In every group of five to fifteen: no member learns another's level, in no row, shown or not.

    Also beside people who agreed to be named; and a 1-2 is a one for certain in none.
    """
    alike: dict[Row | None, list[Counts]] = defaultdict(list)
    for counts in vectors(people):
        alike[row_of(counts, named)].append(counts)
    for row, options in alike.items():
        for level in LEVELS:
            # Only where others are all alike in some option can they be so in all of them.
            assert learned(options, own_card(level)) is None
            if row and row.counts[level] == Range(1, 2):
                assert {option[level] for option in options} != {1}
    assert len(alike) > people  # it is not that nothing is ever shown


def old_rule(row: Counts) -> object:
    """What a row would say without the rule: hidden where all are alike, else with its spread."""
    return None if max(row) == sum(row) else (banded_row(row).counts, exact_row(row).spread)


@pytest.mark.parametrize("drawn", DRAWN)
def test_the_same_colleague_learns_others_where_the_rule_is_off(drawn):
    """With "five, not all alike" and the exact spread somebody learns all others in many groups."""
    chance = random.Random(7)
    found = 0
    for _ in range(200):
        row = counted(chance.choices(LEVELS, DRAWN[drawn], k=5))
        options = possible(5, old_rule(row), old_rule)
        found += any(row[n] and learned(options, own_card(n)) is not None for n in LEVELS)
    assert found > {"uniform": 2, "peaked": 10, "narrow": 40}[drawn]


@pytest.mark.parametrize("drawn", DRAWN)
def test_two_who_put_their_cards_together_learn_the_rest_seldom(drawn):
    """Two members learn all others only where they alone are off: in few pairs, and fewer of more.

    That much cannot be promised, and `workshop/privacy.md` says so.
    """
    shares = []
    for people, floor in ((5, 5), (8, 8), (12, 5)):
        chance = random.Random(8)
        pairs = told = 0
        for _ in range(60):
            levels = chance.choices(LEVELS, DRAWN[drawn], k=people)
            seen = row_of(counted(levels), floor=floor)
            options = possible(people, seen, partial(row_of, floor=floor))
            for two in combinations(levels, 2):
                pairs += 1
                told += learned(options, counted(two)) is not None
        shares.append(told / pairs)
    assert shares[0] < 0.05
    assert shares[1] < 0.01
    assert shares[2] < 0.01


# Several pictures


def group(levels: dict[str, int]) -> dict[str, dict[str, int]]:
    """People who rated one skill, and the others so that no two cards are alike."""
    return {
        name: {SKILL: level, **dict(zip(OTHERS, _digits(name), strict=True))}
        for name, level in levels.items()
    }


def _digits(name: str) -> list[int]:
    """Five levels that belong to a name."""
    number = sum(ord(letter) * 31**place for place, letter in enumerate(reversed(name)))
    return [number // 5**place % 5 for place in range(len(OTHERS))]


def added(shown: Row | None, late: Counts) -> Row | None:
    """What a row says when cards that came late are added."""
    return added_row(shown, row_of(late), hides=True)


def meeting(chance: random.Random, drawn: str, people: int, prefix: str) -> dict[str, int]:
    """So many people with a level each."""
    levels = chance.choices(LEVELS, DRAWN[drawn], k=people)
    return {f"{prefix}{number}": level for number, level in enumerate(levels)}


@pytest.mark.parametrize("drawn", DRAWN)
def test_no_colleague_learns_anybody_from_two_pictures(drawn):
    """Anyone who came or went: beside the first picture the second tells no member another's level.

    Each trial has one to six people who come, none to five who leave, and none to three who are
    named. The second picture is a matter of the first one as it was shown and of who came.
    """
    chance = random.Random(9)
    renewed = 0
    for trial, people in enumerate([*SIZES] * 6):
        first = meeting(chance, drawn, people + trial % 4, "first")
        named = list(first)[: trial % 4]
        came = meeting(chance, drawn, 1 + trial % 6, "came")
        stay = dict(list(first.items())[trial % 5 and -people + trial % 5 :])
        before = coverage_of(QUICK, group(first), named)
        after = coverage_of(QUICK, group({**stay, **came}), named, before)
        shown, again = before.rows[SKILL], after.rows[SKILL]
        known = counted(first[name] for name in named)
        options = possible(people, shown, partial(row_of, named=known))
        assert all(learned(options, own_card(n)) is None for n in LEVELS)
        if len(came) < FLOOR:
            assert again == shown
            continue
        renewed += again != shown
        late = possible(len(came), again, partial(added, shown))
        assert counted(came.values()) in late
        assert all(learned(late, own_card(n)) is None for n in LEVELS)
    assert renewed > 5


@pytest.mark.parametrize("drawn", DRAWN)
def test_the_same_colleague_learns_who_came_where_nothing_is_remembered(drawn):
    """Two pictures of nearly the same people, each alone within the rule, give somebody away.

    One or two people come, or one leaves. The colleague knows who, and is the first of two.
    """
    chance = random.Random(10)
    found = {(1, 0): 0, (2, 0): 0, (0, 1): 0}
    for people in (6, 7, 8, 9, 10, 12, 15):
        for (came, gone), _ in product(found, range(4)):
            first = meeting(chance, drawn, people, "first")
            late = meeting(chance, drawn, came, "came")
            second = {**dict(list(first.items())[gone:]), **late}
            before, after = (
                possible(len(these), row_of(counted(these.values())), row_of)
                for these in (first, second)
            )
            _, left, new = compared(before, after, gone, came)
            own = counted(list(late.values())[:-1])
            found[came, gone] += learned(new if came else left, own) is not None
    assert min(found.values()) >= 1
    assert sum(found.values()) > 10  # of 84


@given(st.data())
def test_the_next_picture_depends_on_the_last_one_and_on_who_came(data):
    """Two first groups that looked alike look alike with the same late cards, named people too."""
    people = data.draw(st.integers(5, 9))
    named = data.draw(st.sampled_from([NOBODY, (0, 1, 0, 2, 0)]))
    one = data.draw(st.sampled_from(vectors(people)))
    alike = possible(people, row_of(one, named), partial(row_of, named=named))
    other = data.draw(st.sampled_from(alike))
    late = data.draw(st.lists(st.sampled_from(LEVELS), max_size=7))

    def after(row: Counts) -> Coverage:
        cards = [level for level in LEVELS for _ in range(row[level])]
        known = [level for level in LEVELS for _ in range(named[level])]
        willing = {f"named{n}": level for n, level in enumerate(known)}
        first = {f"first{n}": level for n, level in enumerate(cards)}
        came = {f"late{n}": level for n, level in enumerate(late)}
        before = coverage_of(QUICK, group({**willing, **first}), willing)
        return coverage_of(QUICK, group({**willing, **first, **came}), willing, before)

    assert after(one).rows[SKILL] == after(other).rows[SKILL]


def test_a_hidden_row_stays_hidden_after_a_late_card():
    """Five alike and one who comes late: the row says nothing, before and after."""
    first = group({f"P{i}": 2 for i in range(5)})
    before = coverage_of(QUICK, first)
    after = coverage_of(QUICK, {**first, "late": {SKILL: 4}}, (), before)
    assert before.rows[SKILL] is after.rows[SKILL] is None


def test_five_who_came_late_are_added():
    """From five late cards on these are counted together, and the two counts are added."""
    first = group({f"P{i}": i % 3 for i in range(9)})
    late = group({f"L{i}": (2, 2, 2, 4, 4)[i] for i in range(5)})
    before = coverage_of(QUICK, first)
    four = coverage_of(QUICK, {**first, **dict(list(late.items())[:4])}, (), before)
    assert four.rows == before.rows
    assert four.people == 13
    after = coverage_of(QUICK, {**first, **late}, (), four)
    row = after.rows[SKILL]
    assert row is not None
    assert [str(count) for count in row.counts] == ["3+", "3+", "6+", "0", "1-2"]
    assert (row.people, row.whole) == (14, True)
    assert len(after.pictures) == 2


def test_late_cards_that_are_alike_leave_the_row_as_it_was():
    """Five late cards at one level are not added, and the row says that it is not of all."""
    first = group({f"P{i}": i % 3 for i in range(9)})
    before = coverage_of(QUICK, first)
    after = coverage_of(QUICK, {**first, **group({f"L{i}": 4 for i in range(5)})}, (), before)
    first_row, row = before.rows[SKILL], after.rows[SKILL]
    assert first_row is not None
    assert row == replace(first_row, whole=False)


def test_a_row_that_is_not_of_all_stays_so_when_others_are_added():
    """Four who gave no name are still missing where five more are counted."""
    alike = {f"P{i}": 2 for i in range(9)}
    before = coverage_of(QUICK, group({**alike, "Ana": 1}), ["Ana"])
    late = group({f"L{i}": i for i in range(5)} | {"L5": 0, "L6": 1})
    after = coverage_of(QUICK, {**group({**alike, "Ana": 1}), **late}, ["Ana"], before)
    row = after.rows[SKILL]
    assert row is not None
    assert (row.people, row.whole) == (8, False)


def test_somebody_named_who_comes_late_is_counted_at_once():
    """The name is given, so the card need not wait; a card without one beside it does."""
    first = group({f"P{i}": i % 3 for i in range(9)})
    before = coverage_of(QUICK, first)
    late = group({"Ana": 4, "late": 3})
    row = coverage_of(QUICK, {**first, **late}, ["Ana"], before).rows[SKILL]
    assert row is not None
    assert [str(count) for count in row.counts] == ["3+", "3+", "3+", "0", "1"]
    assert row.whole


def test_who_changes_a_card_waits_like_anybody_who_came():
    """A changed card is a new card: fewer than five change nothing."""
    first = group({f"P{i}": i % 3 for i in range(9)})
    before = coverage_of(QUICK, first)
    after = coverage_of(QUICK, {**first, "P0": {SKILL: 4}}, (), before)
    assert after.rows == before.rows


def test_a_card_that_was_shown_by_name_stays_out_of_later_counts():
    """One named beside four: the card is known; with the name taken back the four still wait."""
    people = group({f"P{i}": i for i in range(5)})
    named = coverage_of(QUICK, people, ["P0"])
    assert named.rows[SKILL] == exact_row([1, 0, 0, 0, 0], whole=False)
    unnamed = coverage_of(QUICK, people, (), named)
    assert unnamed.pictures == ()
    five = coverage_of(QUICK, {**people, "late": {SKILL: 1}}, (), unnamed)
    assert five.pictures[0].people == 5


def test_names_are_settled_when_a_picture_shows():
    """Who was counted without a name cannot be named afterwards, as the others would be fewer."""
    people = group({f"P{i}": i % 3 for i in range(9)})
    shown = coverage_of(QUICK, people, ["P8"])
    assert shown.may_name({SKILL: 4})
    assert not shown.may_name(people["P0"])
    assert coverage_of(QUICK, people, ["P8", "P0"], shown).rows == shown.rows


def test_a_skill_that_few_rated_counts_the_named_alone():
    """Where too few rated a skill, it shows those who agreed to a name, or nothing."""
    cards = group({f"P{i}": i % 3 for i in range(4)})
    assert coverage_of(QUICK, cards).rows[SKILL] is None
    row = coverage_of(QUICK, cards, named={"P0", "P1"}).rows[SKILL]
    assert row is not None
    assert row.counts == tuple(Range(n, n) for n in (1, 1, 0, 0, 0))
    assert not row.whole


def test_what_is_remembered_holds_no_named_persons_card():
    """A row that counts named people alone is in no picture."""
    cards = {f"P{i}": {SKILL: 2} for i in range(5)}
    found = coverage_of(QUICK, {**cards, "Ana": {SKILL: 4}}, ["Ana"])
    assert found.rows[SKILL] == exact_row([0, 0, 0, 0, 1], whole=False)
    assert set(found.pictures[0].rows.values()) == {None}


def test_levels_and_bands_are_all_there_is():
    """A picture of unnamed people holds bands and nothing else."""
    shown = {str(banded(n)) for n in range(20)}
    for row in product((0, 1, 2, 3, 7), repeat=5):
        if found := row_of(row):
            assert {str(count) for count in found.counts} <= shown
