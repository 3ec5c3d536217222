"""How large a plan is written: never larger for more text, and never cut while it has room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.export.fit import FEWEST, STEPS, Cells, fit

WORD = "measure "
SQUARE = 0.9  # about the T of sixteen skills


def rows(count: int, words: int) -> list[Cells]:
    """Rows whose texts have so many words each."""
    return [
        ("1 24 December 2026\ntechnical, 9 h", WORD * words, WORD * words, WORD * words)
    ] * count


@given(st.integers(0, 8), st.integers(0, 80), st.integers(0, 3), st.floats(0.5, 3))
def test_more_text_never_gets_larger_letters(count, words, more, aspect):
    """Another row, longer texts or a line below the table never make letters or T larger."""
    before = fit(rows(count, words), [], WORD, aspect)
    for after in (
        fit(rows(count + 1, words), [], WORD, aspect),
        fit(rows(count, words + more), [], WORD, aspect),
        fit(rows(count, words), [WORD] * more, WORD, aspect),
        fit(rows(count, words), [], WORD * (1 + more), aspect),
    ):
        assert (after.size, after.tall) <= (before.size, before.tall)
        assert (after.lines or 999) <= (before.lines or 999)


def test_an_ordinary_plan_is_whole_and_a_small_one_is_large():
    """Six actions of everyday length are not cut, and one action has the largest T."""
    assert fit(rows(6, 10), [WORD * 12] * 3, WORD * 40, SQUARE).lines is None
    assert fit(rows(1, 10), [WORD * 12], WORD * 40, SQUARE).tall == STEPS[0][1]


@pytest.mark.parametrize("aspect", [0.0, SQUARE, 1.8])
def test_what_is_too_long_is_cut_and_some_lines_always_stay(aspect):
    """Six of the longest texts are cut, fewer actions less; however many there are, some stay."""
    below = [WORD * 12] * 3
    six = fit(rows(6, 40), below, WORD * 40, aspect).lines or 999
    assert FEWEST <= six < 20
    assert (fit(rows(2, 40), below, WORD * 40, aspect).lines or 999) > six
    assert fit(rows(30, 40), [], WORD * 40, aspect).lines == FEWEST
