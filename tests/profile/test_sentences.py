"""The sentences about a profile, worked out by hand: each number is the one that was counted."""

import pytest

from skillkit.assessment import Assessment, Rating
from skillkit.framework.file import parse_framework
from skillkit.profile import Profile, profile_of
from skillkit.profile.words import (
    border_hint,
    change_sentence,
    fact_sentence,
    glance,
    need_words,
    rule_lines,
    shape_sentence,
    stool_sentence,
)
from tests.fields import Field, text_of
from tests.vectors import QUICK

# Three must-haves and AI knowledge may go deep; then communication and leadership.
NARROW, BROAD, COMB = (3, 2, 0, 1, 1, 2), (3, 3, 1, 2, 3, 1), (4, 4, 4, 4, 4, 4)
STRONG = "at Strong or above"


def rated(*levels: Rating | None) -> Profile:
    """The profile of ratings in the order of the framework; None is unrated."""
    given = zip(QUICK.ids, levels, strict=True)
    return profile_of(Assessment(QUICK, ratings={k: v for k, v in given if v is not None}))


@pytest.mark.parametrize(
    ("levels", "facts"),
    [
        (
            NARROW,
            {
                "depth": "none of the 4 skills that may go deep is at High-value",
                "strong": "1 of the 4 skills that may go deep is at Strong or above",
                "fundamentals": f"1 of the 3 must-haves is {STRONG}, and 1 is below Working",
                "communication": "the only communication skill is not at Strong or above",
                "breadth": "3 of the 6 skills that apply to you are at Working or above",
            },
        ),
        (
            (0, 0, 1, 1, 3, "na"),
            {
                "fundamentals": f"none of the 3 must-haves is {STRONG}, and 3 are below Working",
                "communication": "the only communication skill is at Strong or above",
                "breadth": "1 of the 5 skills that apply to you is at Working or above",
            },
        ),
        (
            COMB,
            {
                "depth": "all 4 skills that may go deep are at High-value",
                "fundamentals": f"all 3 must-haves are {STRONG}, and none is below Working",
                "breadth": "all 6 skills that apply to you are at Working or above",
            },
        ),
    ],
)
def test_a_fact_says_how_many_of_how_many(
    levels: tuple[Rating, ...], facts: dict[str, str]
) -> None:
    """None, one, several and all are said as one would, with how many are below the floor."""
    profile = rated(*levels)
    said = {fact.id: fact_sentence(profile, fact) for fact in profile.facts}
    assert {name: said[name] for name in facts} == facts


def test_the_rule_says_how_many_it_asks_for() -> None:
    """One deep skill, exactly one strong, two of three must-haves, one core skill, four of six."""
    profile = rated(*NARROW)
    assert [need_words(profile, fact) for fact in profile.facts] == [
        "a T needs 1",
        "narrow means exactly 1",
        "solid means 2, and none below Working",
        "good means 1, and none below Working",
        "broad means 4",
    ]


@pytest.mark.parametrize(
    ("levels", "percent"), [(NARROW, 36), (BROAD, 25), ((4, 3, 3, 2, 3, "na"), 22)]
)
def test_the_hint_says_in_how_many_of_a_hundred_cases_the_shape_changes(
    levels: tuple[Rating, ...], percent: int
) -> None:
    """Four of eleven single steps change the narrow shape, three of twelve the broad one."""
    assert f"change the shape in {percent} of 100 cases" in str(border_hint(rated(*levels)))


def test_a_shape_far_from_any_border_has_no_hint() -> None:
    """No single step down makes a comb something else."""
    assert border_hint(rated(*COMB)) is None


def test_the_stool_says_its_legs_and_whether_it_stands() -> None:
    """The mean of each area to one decimal, every shortest leg, and the level that they reach."""
    assert stool_sentence(rated(*BROAD)) == (
        "Mean levels: Technical 2.3, AI-specific 2.0 and Collaboration 2.0. The shortest legs are "
        "AI-specific and Collaboration. The stool stands: every leg reaches Working on average."
    )
    unsteady = stool_sentence(rated(*NARROW))
    assert "The shortest leg is AI-specific. The stool is unsteady" in unsteady
    assert "once enough skills are rated" in stool_sentence(rated(2, 2, 3, None, None, None))


@pytest.mark.parametrize(
    ("level", "said"),
    [(4, "It reaches L2 on average."), (1, "It does not reach L2 on average.")],
)
def test_a_single_area_says_what_it_reaches(level: int, said: str) -> None:
    """Where a field has one area, nothing is lowest, and there is no stool to stand."""
    field = parse_framework(text_of(Field(3, 1, 4, 1, ("stem",))), "one.toml")
    profile = profile_of(Assessment(field, ratings=dict.fromkeys(field.ids, level)))
    assert stool_sentence(profile) == f"Mean levels: Area 0 {level}.0. {said}"


@pytest.mark.parametrize(
    ("roles", "left_out"),
    [
        (("must_stem",), {"communication"}),
        (("core", "stem"), {"fundamentals"}),
        (("must_stem", "core"), set()),
    ],
)
def test_the_rule_says_what_it_leaves_out(roles: tuple[str, ...], left_out: set[str]) -> None:
    """A role that no skill of the field has is named as left out, and no other."""
    field = parse_framework(text_of(Field(6, 2, 4, 0, roles)), "drawn.toml")
    said = " ".join(rule_lines(field))
    left = {"fundamentals are left out": "fundamentals", "communication is left": "communication"}
    assert {name for words, name in left.items() if words in said} == left_out


def test_the_smallest_change_says_each_step() -> None:
    """Six levels in two skills make a T of the narrow shape; a T needs none."""
    assert change_sentence(rated(*NARROW)).startswith(
        "The smallest change to a T is 6 levels: Data pipelines from Not yet to High-value and "
        "Communication from Basic to Strong."
    )
    assert change_sentence(rated(*COMB)).startswith("Nothing is missing for a T.")
    assert "".join(part for part, _ in glance(rated(*NARROW))) == (
        "Nothing goes deep yet. The shortest way to a T: Data pipelines and Communication."
    )


def test_too_few_ratings_say_how_many_are_lacking() -> None:
    """Three of six are rated and five are needed, so two are asked for."""
    sentence = "Rate 2 more skills to see your shape: 3 of 6 are rated, 5 are needed."
    assert shape_sentence(rated(None, 2, 3, None, 1, None)) == sentence
