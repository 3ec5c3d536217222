"""Deviations: signed levels, a median without signs, and words that judge nobody."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.practice.vignettes import (
    deviation_words,
    deviations,
    distance_sentence,
    load_vignettes,
    median_distance,
)

VIGNETTES = [vignette.id for vignette in load_vignettes()]
REFERENCE = {vignette.id: vignette.level for vignette in load_vignettes()}


@given(st.dictionaries(st.sampled_from(VIGNETTES), st.integers(0, 4)))
def test_deviations_are_signed_levels_of_the_rated_vignettes(levels):
    """A deviation says how many levels a rating lies above the reference, and only where rated."""
    found = deviations(levels, load_vignettes())
    assert {name: REFERENCE[name] + deviation for name, deviation in found.items()} == levels


@given(st.dictionaries(st.sampled_from(VIGNETTES), st.integers(0, 4)))
def test_the_median_distance_forgets_the_side(levels):
    """Too high and too low by as much lie equally far, and nothing rated has no distance."""
    found = deviations(levels, load_vignettes())
    if not found:
        assert median_distance(found) is None
        return
    assert median_distance(found) == statistics.median(map(abs, found.values()))
    assert median_distance(found) == median_distance({k: -d for k, d in found.items()})


def test_worked_median_distances():
    """Of one, two and four deviations the median is the middle, or half-way between two."""
    assert median_distance({"a": -2}) == 2
    assert median_distance({"a": 0, "b": -1}) == Fraction(1, 2)
    assert median_distance({"a": 0, "b": -1, "c": 1, "d": 3}) == 1


def test_a_deviation_is_told_in_levels():
    """Words for every deviation; none of them judges."""
    assert [deviation_words(d) for d in (-3, -1, 0, 1, 4)] == [
        "three levels lower than the reference",
        "one level lower than the reference",
        "the same as the reference",
        "one level higher than the reference",
        "four levels higher than the reference",
    ]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-4, 4), min_size=2))
def test_half_of_the_ratings_really_lie_within_what_is_said(found):
    """The sentence names the smallest whole distance within which at least half of them lie."""
    said = distance_sentence(found, "first")
    counts = [sum(abs(d) <= within for d in found.values()) for within in range(5)]
    smallest = next(within for within, count in enumerate(counts) if 2 * count >= len(found))
    words = ["the reference level itself", "one level", "two levels", "three levels", "four levels"]
    assert words[smallest] in said


@pytest.mark.parametrize("found", [{}, {"a": 3}])
def test_one_rating_alone_has_no_middle(found):
    """Nothing is said about the half of one rating, or of none."""
    assert distance_sentence(found, "second") == ""
