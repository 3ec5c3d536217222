"""One colleague's view of up to three skills: read as sent, said in words, kept nowhere."""

import datetime as dt
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.colleague import (
    MOST_SKILLS,
    answer_lines,
    asked_skills,
    number_of,
    read_answer,
)
from skillkit.base.errors import SkillkitError
from skillkit.base.html import text as as_html
from skillkit.export.colleague_sheet import colleague_sheet
from skillkit.framework import LEVELS
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.colleague import ColleagueView
from tests.frontend import FrontEnd
from tests.vectors import FULL, QUICK

LEVEL = st.one_of(st.none(), st.sampled_from([*LEVELS]))
ANSWERS = st.dictionaries(st.sampled_from(FULL.ids), LEVEL, min_size=1, max_size=MOST_SKILLS)
A, B, C, D = QUICK.ids[:4]
OWN = Assessment(QUICK, ratings={A: 2, B: 3})


@given(ANSWERS, st.sampled_from([" ", ", ", "; ", "\n"]), st.sampled_from(["-", "=", ": ", " - "]))
def test_an_answer_comes_back_as_it_was_sent(answer, between, joint):
    """Whatever marks somebody puts between the numbers."""
    sent = between.join(
        f"{number_of(FULL, skill)}{joint}{'x' if level is None else level}"
        for skill, level in answer.items()
    )
    assert read_answer(sent, FULL) == answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no answer"),
        ("hello", "is no answer; write it like"),
        ("1-2 and more", "'and more' is no answer"),
        ("7-2", "No skill has the number 7; they go from 1 to 6"),
        ("0-2", "No skill has the number 0"),
        ("1-5", "5 is no level"),
        ("1-2 1-3", "twice"),
        ("1-2 2-2 3-2 4-2", "4 skills are answered; ask about at most 3"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_way(text, words):
    """Nothing is guessed, and nothing passed over."""
    with pytest.raises(SkillkitError, match=words):
        read_answer(text, QUICK)


def test_each_skill_is_held_against_the_own_rating_in_words():
    """Higher, lower, the same, not observed, and where there is no own level."""
    names = [QUICK.skill(skill).name for skill in (A, B, C)]
    assert answer_lines(OWN, {A: 3, B: 3, C: 1}) == [
        f"{names[0]}: Strong, one level higher than you.",
        f"{names[1]}: Strong, as you rated yourself.",
        f"{names[2]}: Basic. You have given yourself no level here.",
    ]
    assert answer_lines(OWN, {A: 0, B: None}) == [
        f"{names[0]}: Not yet, two levels lower than you.",
        f"{names[1]}: not observed, which says nothing about you.",
    ]


@pytest.mark.parametrize("levels", list(itertools.product(LEVELS, LEVELS)))
def test_no_line_is_an_average(levels: tuple[int, int]) -> None:
    """A line names the colleague's level and the distance, and no number."""
    own, seen = levels
    (line,) = answer_lines(Assessment(QUICK, ratings={A: own}), {A: seen})
    assert QUICK.levels[seen].name in line
    assert not any(sign.isdigit() for sign in line)


def test_the_sheet_holds_the_sentences_of_the_chosen_skills_and_no_others():
    """With their numbers, to answer with."""
    sheet = colleague_sheet(QUICK, (A, C), dt.date(2026, 11, 24))
    for skill in QUICK.ids:
        chosen = skill in (A, C)
        assert (f"{number_of(QUICK, skill)}-_" in sheet) == chosen
        assert all((as_html(line) in sheet) == chosen for line in QUICK.skill(skill).anchors)


@pytest.mark.parametrize("skills", [None, [], "all", [A, B, C, D], ["no_such"]])
def test_one_to_three_skills_are_asked_about(skills: object) -> None:
    """Anything else is refused with a sentence."""
    with pytest.raises(SkillkitError):
        asked_skills(QUICK, skills)


def test_a_page_gets_its_sheet_and_its_words_and_nothing_stays():
    """After the answer the page that a browser would open is what it was before."""
    form = AssessmentForm(OWN)
    front = FrontEnd(ColleagueView(form))
    before = front.widget.page
    front.say("sheet", skills=[A, B])
    front.say("answer", text="1-3 2-x")
    front.say("answer", text="what?")
    sheet, said, refused = front.heard
    assert sheet["href"].startswith("data:text/html")
    assert said["lines"][0].endswith("one level higher than you.")
    assert "is no answer" in refused["lines"][0]
    assert front.widget.page == before
    assert form.assessment == OWN
    assert "higher" not in json.dumps(front.widget.get_state(), default=str)
