"""Letters: what a facilitator sends is there in German, part by part."""

import re
from pathlib import Path

import pytest

LETTERS = sorted((Path(__file__).parents[2] / "workshop" / "emails").glob("*.md"))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_every_letter_is_there_in_german_with_all_its_parts(letter):
    """As many headings, paragraphs, points and things to fill in."""
    german = letter.parent / "de" / letter.name
    assert shape(german.read_text("utf-8")) == shape(letter.read_text("utf-8"))


def shape(text: str) -> tuple[int, int, int]:
    """How many headings, points and subjects a page has."""
    marks = (r"(?m)^#+ ", r"(?m)^- ", r"(?m)^(Subject|Betreff): ")
    return tuple(len(re.findall(mark, text)) for mark in marks)  # type: ignore[return-value]
