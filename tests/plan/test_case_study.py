"""The case study: its parts, its limits in words, its Markdown, and how it is saved."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.errors import SkillkitError
from skillkit.plan.case_study import (
    MOST_SPOKEN,
    MOST_WORDS,
    PARTS,
    WRITTEN,
    CaseStudy,
    as_dict,
    case_study_path,
    count,
    from_dict,
    from_json,
    markdown,
    open_points,
    to_json,
)

DAY = dt.date(2026, 11, 24)
GOOD = CaseStudy("Whose", "How", "With", "What came", "What broke", "In short", cleared=True)
SIGNS = st.characters(
    exclude_categories=("C", "M", "Z"),
    exclude_characters="\u115f\u1160\u2800\u3164\uffa0",  # a line of these shows nothing
)
LINES = st.text(SIGNS, min_size=1, max_size=20)
TEXTS = st.lists(LINES, max_size=4).map("\n".join)


@given(st.fixed_dictionaries(dict.fromkeys(PARTS, TEXTS)), st.booleans())
def test_a_case_study_survives_its_file(texts, cleared):
    """Whatever was said, on however many lines, comes back from the JSON text."""
    study = CaseStudy(cleared=cleared)
    for part, text in texts.items():
        study = study.say(part, text)
    assert from_json(to_json(study)) == study


@given(st.lists(st.sampled_from(["word", "zwei", "slo-va", "1,5"]), max_size=40))
def test_words_are_what_stands_between_spaces(words):
    """However they are spaced and broken into lines, the words are counted once each."""
    assert count(" \n ".join(words)) == len(words)
    assert CaseStudy().say("problem", "  ".join(words)).words == len(words)


def test_the_spoken_part_is_counted_apart():
    """The five written parts share one limit; the spoken version has its own."""
    study = CaseStudy(spoken="three words here")
    for part in WRITTEN:
        study = study.say(part, "two words")
    assert (study.words, study.spoken_words) == (10, 3)
    assert len(WRITTEN) == 5


def test_a_finished_case_study_leaves_nothing_open():
    """With all parts, within both limits and ticked, there is nothing to say."""
    assert open_points(GOOD) == ()


@pytest.mark.parametrize(
    ("study", "said"),
    [
        (GOOD.say("tools", ""), '"Tools" is still empty'),
        (GOOD.say("outcome", "w " * MOST_WORDS), "305 words, 5 more than the 300"),
        (GOOD.say("spoken", ""), "Say it in thirty seconds"),
        (GOOD.say("spoken", "w " * (MOST_SPOKEN + 1)), "76 words, 1 more"),
        (GOOD.clear(False), "then tick the box"),
    ],
)
def test_each_open_point_is_named_alone_with_what_to_do(study, said):
    """What is missing or too long is said in a sentence, and nothing else is."""
    (sentence,) = open_points(study)
    assert said in sentence


def test_exactly_at_the_limit_nothing_is_said():
    """Three hundred words fit, and seventy-five spoken ones."""
    study = GOOD.say("outcome", "w " * (MOST_WORDS - GOOD.words + 2))
    assert study.words == MOST_WORDS
    assert open_points(study.say("spoken", "w " * MOST_SPOKEN)) == ()


def test_markdown_keeps_the_parts_in_order_and_shows_signs_as_typed():
    """Each part has its heading; text that looks like Markdown or HTML stays text."""
    text = markdown(GOOD.say("approach", "<b>*a*</b>\n# no heading"), DAY)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["# Case study", *[f"## {title}" for title in PARTS.values()]]
    assert "\\<b\\>\\*a\\*\\</b\\>" in text
    assert text.endswith("24 November 2026\n")


def test_markdown_says_when_nobody_has_looked_for_secrets():
    """Until the box is ticked, the page says so at its top; then it does not."""
    assert "Not checked yet" in markdown(GOOD.clear(False), DAY)
    assert "Not checked yet" not in markdown(GOOD, DAY)
    assert "## Tools" not in markdown(GOOD.say("tools", "  "), DAY)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("title", "x", "'title' is not a part; choose problem"),
        ("tools", 3, "tools: 3 is not text"),
        ("tools", "a\u202eb", r"tools: it holds U\+202E"),
        ("tools", "x" * 6001, "6,001 characters; at most 6,000"),
    ],
)
def test_what_no_screen_could_show_is_refused_with_its_place(part, text, said):
    """An unknown part, no text, a hidden sign or far too much ends in a sentence."""
    with pytest.raises(SkillkitError, match=said):
        CaseStudy().say(part, text)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ([1], "This is not a case study"),
        ({"problem": "x"}, "This is not a case study"),
        (as_dict(GOOD) | {"schema": 2}, "newer skillkit"),
        (as_dict(GOOD) | {"schema": "x"}, "reads schema 1"),
        (as_dict(GOOD) | {"heading": "x"}, "'heading' cannot be in a case study"),
        (as_dict(GOOD) | {"cleared": "yes"}, "cleared: 'yes' found"),
        (as_dict(GOOD) | {"tools": None}, "tools: None is not text"),
    ],
)
def test_what_is_not_a_case_study_is_refused(given_, said):
    """Anything but a case study of this kit ends in one sentence."""
    with pytest.raises(SkillkitError, match=said):
        from_dict(given_)


def test_it_lies_beside_the_plan(tmp_path, monkeypatch):
    """A person's own case study is `case_study.json` in the home folder, readable by anybody."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    assert case_study_path() == tmp_path / "case_study.json"
    assert json.loads(to_json(GOOD))["outcome"] == "What came"
