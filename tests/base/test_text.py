"""Text: what a line may hold, and numbers with their nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.text import (
    counted,
    in_figures,
    in_signs,
    problem_with,
    spelled,
    step_words,
)
from skillkit.base.words import spoken_in

INVISIBLE = [
    "\u00ad\u200b\ufeff",
    "\u200d",
    "\u3164",
    "\u2800 \u2800",
    "\U000e0041\U000e007f",
    "\u0301",
]


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_text_without_anything_to_see_is_refused(name):
    """Soft hyphens, joiners, fillers, tags and lone marks make nobody."""
    assert problem_with(name, 60) == "it shows nothing; write at least one letter or sign"


@pytest.mark.parametrize(
    "name", ["Ana", "Zoë", "佐藤", "نور", "🦊", "👩‍🔬", "می‌خواهم", "A\u00adna"]
)
def test_a_text_with_something_to_see_is_taken(name):
    """Any script, one emoji, and joiners inside words are fine."""
    assert problem_with(name, 60) is None


@given(st.text(st.sampled_from("".join(INVISIBLE)), min_size=1, max_size=20), st.booleans())
def test_one_letter_makes_a_text_visible(blank, letter):
    """Whatever invisible signs stand around it, a letter is enough, and nothing less is."""
    said = problem_with(blank + "N" * letter, 60)
    if not letter:
        assert said is not None
    assert not (said or "").startswith("it shows nothing") or not letter


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (counted(1, "level"), "1 level"),
        (counted(0, "level"), "0 levels"),
        (spelled(3), "three"),
        (spelled(30), "30"),
        (step_words(1), "one level up"),
        (step_words(-2), "two levels down"),
        (step_words(-1, down="lower"), "one level lower"),
        (step_words(4, "higher", "lower"), "four levels higher"),
    ],
)
def test_a_number_agrees_with_its_noun(said, words):
    """One is singular, everything else is plural."""
    assert said == words


def test_a_number_has_the_signs_of_the_readers_language():
    """A point and commas in English, the other way round in German, also in a range."""
    assert (in_figures(1234.5, 1), in_signs("0.5-1")) == ("1,234.5", "0.5-1")
    with spoken_in("de"):
        assert (in_figures(1234.5, 1), in_signs("0.5-1")) == ("1.234,5", "0,5-1")
