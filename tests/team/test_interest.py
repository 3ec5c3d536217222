"""Ticks of people without a name: told where they hide each other, from a colleague as well."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.team import Member, Team
from skillkit.team.interest import interest_of, may_tell
from skillkit.team.words import interest_lines
from tests.vectors import QUICK

SKILLS = [skill.id for skill in QUICK.skills]
FIRST = SKILLS[0]


def told(ticked: int, people: int) -> bool:
    """What the page tells of a skill that so many of these people ticked."""
    return may_tell(ticked, people - ticked, 5)


def learned(own: list[bool], people: int, said: bool, rule: object = told) -> set[bool]:
    """What these people, knowing their own ticks, can be sure of about each of the others."""
    others = people - len(own)
    possible = [
        world
        for world in itertools.product((False, True), repeat=others)
        if rule(sum(own) + sum(world), people) == said  # type: ignore[operator]
    ]
    sure = set()
    for place in range(others):
        if len(ways := {world[place] for world in possible}) == 1:
            sure |= ways
    return sure


@pytest.mark.parametrize("people", range(5, 12))
def test_a_colleague_learns_nobodys_tick(people: int) -> None:
    """Whatever is told, and whatever is not, each of the others may have ticked or not."""
    for ticked in range(people + 1):
        for own in (False, True):
            if own <= ticked <= people - (not own):
                assert learned([own], people, told(ticked, people)) == set()


@pytest.mark.parametrize("people", range(5, 12))
def test_the_same_colleague_learns_ticks_where_the_rule_is_off(people: int) -> None:
    """With every count told, a lone tick, or all but one, gives somebody away."""
    assert learned([True], people, 1, rule=lambda ticked, _: ticked) == {False}  # type: ignore[arg-type]


@given(st.lists(st.sampled_from([(), ("help",), ("grow",), ("grow", "help")]), max_size=12))
def test_what_is_told_follows_from_the_counts(ticks):
    """Two or more with a tick and two or more without, among five or more."""
    found = interest_of(QUICK, [{FIRST: tick} for tick in ticks], 5)
    for name, tick in (("offers", "help"), ("wishes", "grow")):
        has = sum(tick in one for one in ticks)
        shows = len(ticks) >= 5 and 2 <= has <= len(ticks) - 2
        assert (FIRST in getattr(found, name)) == shows
        assert getattr(found, name) <= {FIRST}


def somebody(alias: str | None, *ticks: str, level: int = 2) -> Member:
    """A person of one level throughout, who ticked for the first skill."""
    card = Assessment(QUICK, ratings=dict.fromkeys(SKILLS, level), interest={FIRST: ticks})
    return Member(card, alias, "named" if alias else "unnamed")


def test_later_cards_change_nothing_that_was_told():
    """Anyone who comes after the first picture is not counted, so nobody can be subtracted."""
    first = [somebody(None, "help", level=n % 3) for n in range(2)]
    first += [somebody(None, level=n % 3) for n in range(4)]
    before = Team(QUICK, tuple(first)).coverage()
    assert before.interest.offers == {FIRST}
    late = (*first, *(somebody(None, "grow", level=4) for _ in range(6)))
    assert Team(QUICK, late).coverage(before).interest == before.interest


def test_people_who_agreed_to_be_named_speak_for_themselves():
    """Their ticks stand by their name, and nobody else's does."""
    team = Team(QUICK, (somebody("Ana", "help"), *(somebody(None, "grow") for _ in range(3))))
    name = QUICK.skill(FIRST).name
    assert interest_lines(team, team.coverage()) == [f"{name}: Ana offers help."]
    more = Team(QUICK, (*team.members, *(somebody(None) for _ in range(2))))
    assert interest_lines(more, more.coverage()) == [
        f"{name}: Ana offers help; two or more of us want to grow."
    ]
