"""Assessments: verbs return new values, and nothing is coerced in silence."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter

from skillkit.assessment import NA, Assessment
from skillkit.assessment import model as assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import as_dict, from_dict, from_json, to_json
from skillkit.base.errors import FileError, RatingError
from tests.counting import calls_of
from tests.vectors import FULL, assessments, own_framework

SKILLS = st.sampled_from([skill.id for skill in FULL.skills])
SHOWN = st.characters(
    exclude_categories=["C", "M", "Z"], exclude_characters="\u115f\u1160\u2800\u3164\uffa0"
)
LINES = st.text(SHOWN, min_size=1, max_size=80)


@st.composite
def full_assessments(draw):
    """Assessments with evidence, confidence, interest and targets as well."""
    made = draw(assessments())
    ids = st.sampled_from([skill.id for skill in made.framework.skills])
    for skill in draw(st.lists(ids, max_size=5)):
        made = made.support(skill, draw(LINES)).sure(skill, draw(st.sampled_from(["guess", None])))
        made = made.wish(skill, draw(st.sampled_from([(), ("grow",), ("grow", "help")])))
        made = made.aim(skill, draw(st.integers(0, 4)))
    return made.on(dt.date(2026, 1, draw(st.integers(1, 31))))


@given(full_assessments())
def test_the_json_form_is_a_round_trip(assessment):
    """Writing a card and reading it gives the same assessment."""
    assert from_json(to_json(assessment)) == assessment


def test_good_ratings_are_checked_as_a_whole():
    """Skill by skill is looked only for what is wrong, as each click makes an assessment again."""
    ratings = dict.fromkeys(FULL.ids, 2)
    assert calls_of(lambda: Assessment(FULL, ratings=ratings)) < len(ratings)


@given(full_assessments())
def test_a_card_is_written_the_same_way_every_time(assessment):
    """Reading and writing again changes no byte, and ratings stand in the framework's order."""
    text = to_json(assessment)
    assert to_json(from_json(text)) == text
    order = [skill.id for skill in assessment.framework.skills]
    assert sorted(assessment.ratings, key=order.index) == list(as_dict(assessment)["ratings"])


@given(assessments(), SKILLS, st.integers(0, 4))
def test_rating_returns_a_new_value(assessment, skill, level):
    """`rate` leaves the old assessment alone, `without` takes the rating away again."""
    if skill not in assessment.framework:
        return
    before = dict(assessment.ratings)
    after = assessment.rate(skill, level)
    assert after.rating(skill) == level
    assert assessment.ratings == before
    assert after.without(skill).rating(skill) is None


@given(assessments())
def test_a_rating_cannot_be_changed_in_place(assessment):
    """The mapping of an assessment is read-only."""
    with pytest.raises(TypeError):
        assessment.ratings["communication"] = 4


@pytest.mark.parametrize(
    ("skill", "value", "code"),
    [
        ("machine_lerning", 2, "unknown_skill"),
        ("machine_learning", 2.5, "not_an_integer"),
        ("machine_learning", 3.0, "not_an_integer"),
        ("machine_learning", True, "not_an_integer"),
        ("machine_learning", "3", "not_an_integer"),
        ("machine_learning", [], "not_an_integer"),
        ("machine_learning", 5, "out_of_range"),
        ("machine_learning", -1, "out_of_range"),
        ("machine_learning", 10**5000, "out_of_range"),
        ("machine_learning", NA, "na_not_allowed"),
        ("communication", NA, "na_not_allowed"),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) else "",
)
def test_a_rating_that_no_framework_allows_is_refused(skill, value, code):
    """Each refusal has its code and names the skill."""
    with pytest.raises(RatingError, match=skill) as caught:
        Assessment(FULL).rate(skill, value)
    assert caught.value.code == code


RIGHT = {"ratings": 3, "evidence": "x", "confidence": "sure", "interest": ("grow",), "targets": 4}
ODD: list[object] = [
    None,
    True,
    False,
    0,
    4,
    5,
    -1,
    3.0,
    NA,
    "3",
    "",
    " ",
    "guess",
    "a\nb",
    "\u202e",
    "ü",
]
ODD += ["x" * 500, "x" * 501, (), ("help", "grow"), ("grow", 1), ([],), [], ["grow"], {}, 10**400]


@pytest.mark.parametrize("name", RIGHT)
def test_a_look_at_a_whole_table_finds_what_a_look_at_each_value_finds(name, monkeypatch):
    """Being quick with tables that are right changes neither what is kept nor what is refused."""
    ids = ("machine_learning", "system_design", "juggling")  # the second may be not applicable
    tables = [{skill: odd, "leadership": RIGHT[name]} for odd in ODD for skill in ids]

    def made(table):
        try:
            return list(getattr(Assessment(FULL, **{name: table}), name).items())
        except RatingError as error:
            return error.code, str(error)

    quickly = [made(table) for table in tables]
    checks = {name: (lambda *_: False, check) for name, (_, check) in assessment._CHECKS.items()}
    monkeypatch.setattr(assessment, "_CHECKS", checks)
    assert quickly == [made(table) for table in tables]


def test_all_wrong_ratings_are_named_at_once():
    """A card with three wrong ratings is refused with three sentences."""
    ratings = {"machine_learning": 9, "leadership": 1.5, "juggling": 1}
    with pytest.raises(RatingError) as caught:
        from_dict({"framework": "ai_engineer", "ratings": ratings})
    first, *others = str(caught.value).splitlines()
    assert "levels go from 0 to 4 in whole steps" in first
    assert len(others) == 2


@pytest.mark.parametrize("line", ["a\nb", "x" * 501, "\x00", "\u202eevil", "e" + "\u0301" * 300])
def test_evidence_is_one_readable_line(line):
    """A line that cannot be shown as it is, is refused with a sentence."""
    with pytest.raises(RatingError, match="evidence for 'leadership'"):
        Assessment(FULL).support("leadership", line)


@pytest.mark.parametrize(
    "line", ["<script>alert(1)</script>", "=cmd()", "$x$", "👩🏽‍💻 é", '"><img>']
)
def test_odd_evidence_is_kept_to_the_letter(line):
    """What a person typed is kept as it is, whatever it looks like."""
    kept = from_json(to_json(Assessment(FULL).support("leadership", line)))
    assert kept.evidence["leadership"] == line


def test_an_unknown_skill_is_named_even_without_a_rating():
    """A skill that the framework lacks is refused, whatever is said of it."""
    with pytest.raises(RatingError, match="juggling"):
        from_dict({"framework": "ai_engineer", "ratings": {"juggling": None}})


def test_words_for_confidence_and_interest_are_checked():
    """A word that is not offered is refused with those that are."""
    with pytest.raises(RatingError, match="'guess', 'fairly' or 'sure'"):
        Assessment(FULL).sure("leadership", "very")
    with pytest.raises(RatingError, match="'grow' or 'help'"):
        Assessment(FULL).wish("leadership", ["shrink"])


def test_ratings_and_framework_are_enough():
    """A card by hand needs its framework and ratings only; null means unrated."""
    card = {"framework": "ai_engineer_quick", "ratings": {"leadership": None, "ai_knowledge": 1}}
    assert dict(from_dict(card).ratings) == {"ai_knowledge": 1}


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ([], "not an assessment"),
        ({}, "not an assessment"),
        ({"framework": "ai_engineer"}, "not an assessment"),
        ({"framework": "cooking", "ratings": {}}, "--framework"),
        ({"framework": "../../etc/passwd", "ratings": {}}, "not one of the kit's"),
        ({"framework": [], "ratings": {}}, "not one of the kit's"),
        ({"framework": "ai_engineer", "ratings": []}, "has to be a table"),
        ({"framework": "ai_engineer", "ratings": {}, "schema": 2}, "update skillkit"),
        ({"framework": "ai_engineer", "ratings": {}, "schema": True}, "schema"),
        ({"framework": "ai_engineer", "ratings": {}, "date": "soon"}, "2026-01-31"),
        ({"framework": "ai_engineer", "ratings": {}, "framework_version": "9.0.0"}, "version"),
    ],
)
def test_a_foreign_card_is_refused_in_a_sentence(card, words):
    """What is not a card of this kit says what it is and what to do."""
    with pytest.raises(FileError, match=words):
        from_dict(card)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 30_000,
        '{"a": NaN}',
        '{"a": 1, "a": 2}',
        '{"framework": "ai_engineer", "ratings": {"leadership": ' + "9" * 5000 + "}}",
        "null",
    ],
)
def test_broken_json_is_refused_in_a_sentence(text):
    """No text of a file leads to anything but a sentence."""
    with pytest.raises((FileError, RatingError)):
        from_json(text)


def test_a_card_of_an_own_framework_finds_its_file(tmp_path):
    """A card made with an own framework is read with that framework, given or beside it."""
    own = own_framework()
    card = as_dict(Assessment(own).rate("skill_1", 3))
    assert from_dict(card, own).rating("skill_1") == 3
    with pytest.raises(FileError, match="'bakery'"):
        from_dict(card, FULL)


def test_a_frame_holds_every_skill_with_levels_as_whole_numbers():
    """Pandas gets what was said, and sees what was not as missing, never as 0."""
    frame = Assessment(FULL).rate("leadership", 3).support("leadership", "Led a team").to_frame()
    assert list(frame.index) == [skill.name for skill in FULL.skills]
    assert list(frame.loc["Leadership", ["Level", "In words"]]) == [3, "Strong"]
    assert frame.loc["Leadership", "Evidence"] == "Led a team"
    assert frame["Level"].count() == 1
    assert str(frame["Level"].dtype) == "Int64"
    assert frame.loc["Communication", "In words"] == "not rated"
    open_one = Assessment(FULL).rate("leadership", "na").to_frame()
    assert open_one.loc["Leadership", "In words"] == "not applicable"
    assert Assessment(FULL).to_frame().shape == frame.shape


def test_a_cell_shows_no_table_of_ones_own_by_itself():
    """What a cell shows is kept by an editor without the kit's settings; print is a choice."""
    own = Assessment(FULL).rate("leadership", 3).support("leadership", "Led a team").to_frame()
    shown, _ = DisplayFormatter().format(own)
    assert list(shown) == ["text/plain"]
    assert shown["text/plain"].startswith("A table of your own, with 16 rows.")
    assert "Led a team" in own.to_string()
    example, _ = DisplayFormatter().format(example_person().to_frame())
    assert "Leadership" in example["text/html"]
    assert list(DisplayFormatter().format(own.head(16))[0]) == ["text/plain"]
