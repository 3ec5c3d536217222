"""Every kept round: the order of days, what is told of them, and what the folder holds."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.file import save
from skillkit.base.errors import SkillkitError
from skillkit.progress.draw_rounds import small_multiples
from skillkit.progress.rounds import Rounds, kept_rounds, path_words, round_sentences
from skillkit.widgets.look_back import ProgressView, RecallForm, SecondRatingForm
from tests.frontend import page_of
from tests.vectors import FULL, QUICK, ratings

SKILL = QUICK.skills[0]
DAYS = st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), min_size=2, max_size=6)


def rated(day: dt.date, level: int, line: str = "") -> Assessment:
    """A card of one level throughout, with a line of evidence or none."""
    card = Assessment(QUICK, day, {skill.id: level for skill in QUICK.skills})
    return replace(card, evidence={SKILL.id: line}) if line else card


FIRST, SECOND, THIRD = (dt.date(2026, month, 1) for month in (1, 4, 8))
THREE = (rated(FIRST, 1), rated(SECOND, 2, "The report"), rated(THIRD, 2, "The report"))


@given(st.data(), DAYS)
def test_rounds_are_in_the_order_of_their_days(data, days):
    """Whatever the order in which they were given; each keeps its own ratings."""
    cards = [Assessment(QUICK, day, data.draw(ratings(QUICK))) for day in days]
    found = Rounds(tuple(cards))
    assert list(found.days) == sorted(days)
    for number, card in enumerate(found.cards):
        assert found.ratings(SKILL.id)[number] == card.ratings.get(SKILL.id)


@given(st.data(), DAYS)
def test_every_picture_says_in_words_what_it_shows(data, days):
    """Each skill once, with its way."""
    cards = [Assessment(FULL, day, data.draw(ratings(FULL))) for day in days]
    found = Rounds(tuple(cards))
    drawn = small_multiples(found)
    for skill in FULL.skills:
        assert f"{skill.name}: {path_words(found, skill)}" in drawn


def test_a_line_of_evidence_is_new_once():
    """It stands in the round that brought it, and backs a level up."""
    found = Rounds(THREE)
    assert found.new_lines(SKILL.id) == {1: "The report"}
    assert list(round_sentences(found))[1] == (
        f"From the first to the last, worth noting: {SKILL.name} (one level up, with something to "
        "show)."
    )


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        (THREE[:1], "1 rating found"),
        ((THREE[0], replace(THREE[1], date=None)), "without a day"),
        ((THREE[0], Assessment(FULL, date=SECOND)), "cannot be compared"),
    ],
)
def test_what_cannot_be_put_in_order_is_refused(cards, words):
    """With what is missing, in words."""
    with pytest.raises(SkillkitError, match=words):
        Rounds(cards)


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A first rating, with one kept under its day and a last one."""
    place = tmp_path / "assessment.json"
    for name, card in zip(("assessment", "again-2026-04-01", "again"), THREE, strict=True):
        save(card, place.with_name(f"{name}.json"))
    return place


def test_a_folder_gives_every_kept_round_and_names_a_damaged_one(start: Path) -> None:
    """The others are not lost with it."""
    start.with_name("again-2026-05-05.json").write_text("{")
    found, refused = kept_rounds(start)
    assert found.days == (FIRST, SECOND, THIRD)
    assert [path.name for path in refused] == ["again-2026-05-05.json"]


def test_the_page_shows_every_round_once_there_are_three(start: Path) -> None:
    """With two, the picture of then and now says it all."""
    then = RecallForm.beside(SecondRatingForm.load(start))
    assert "Every round" in page_of(ProgressView(then))["html"]
    start.with_name("again-2026-04-01.json").unlink()
    then = RecallForm.beside(SecondRatingForm.load(start))
    assert "Every round" not in page_of(ProgressView(then))["html"]
