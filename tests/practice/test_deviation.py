"""Deviations: signed levels, and words that judge nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.practice.vignettes import (
    deviation_words,
    deviations,
    distance_sentence,
    load_vignettes,
)

VIGNETTES = [vignette.id for vignette in load_vignettes()]
REFERENCE = {vignette.id: vignette.level for vignette in load_vignettes()}


@given(st.dictionaries(st.sampled_from(VIGNETTES), st.integers(0, 4)))
def test_deviations_are_signed_levels_of_the_rated_vignettes(levels):
    """A deviation says how many levels a rating is above the reference, and only where rated."""
    found = deviations(levels, load_vignettes())
    assert {name: REFERENCE[name] + deviation for name, deviation in found.items()} == levels


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
