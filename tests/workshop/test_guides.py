"""Guides: what a facilitator reads aloud and does, in German as well, kept true to the English."""

import re
from pathlib import Path

import pytest

from skillkit.base.words import DATA, spoken_in, words_of
from skillkit.workshop.guide import guide_of, spoken_part
from skillkit.workshop.notebook_words import mark_of
from skillkit.workshop.run_sheet import load_run_sheet

WORKSHOP = Path(__file__).parents[2] / "workshop"
SESSIONS = [session for session, _ in load_run_sheet().sessions]
BOLD = re.compile(r"\*\*(.+?)\*\*")
SHAPE = (r"(?m)^#+ ", r"(?m)^- ", r"(?m)^\d+\. ", r"(?m)^> \w", r"(?m)^\|", r"\]\(", BOLD)


def both(session) -> tuple[str, str]:
    """The guide in English and in German."""
    name = f"{session.name}.md"
    return (WORKSHOP / name).read_text("utf-8"), (WORKSHOP / "de" / name).read_text("utf-8")


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.name)
def test_every_guide_is_in_german_part_by_part_and_none_is_older_than_the_english(session):
    """Whoever changes a guide changes its German too, and then the mark below its title."""
    english, german = both(session)
    for mark in SHAPE:
        assert len(re.findall(mark, german)) == len(re.findall(mark, english)), mark
    assert german.splitlines()[1] == f"<!-- of {mark_of(english)} -->"


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.name)
def test_what_is_bold_is_a_button_that_the_german_page_has(session):
    """Names of buttons in a guide are those of the words file."""
    words = words_of(DATA / "words.de.toml")
    for bold, theirs in zip(*map(BOLD.findall, both(session)), strict=True):
        assert words.get(bold, theirs) == theirs


def test_a_german_facilitator_reads_german_aloud():
    """As many paragraphs as in English, and the article's only with its skills."""
    for session in SESSIONS:
        english = spoken_part(guide_of(session))
        with spoken_in("de"):
            german, other = (
                spoken_part(guide_of(session)),
                spoken_part(guide_of(session), article=False),
            )
        assert [part.quoted for part in german] == [part.quoted for part in english]
        assert not {part.words for part in german} & {part.words for part in english}
        assert len(other) <= len(german)
        assert "Artikel" not in "".join(part.words for part in other)
