"""Reading: guides, letters, notebooks and anchors are plain, so that everybody can follow.

A grade is the number of school years that a text asks for, by Flesch and Kincaid: long sentences
and long words raise it. It sees no sense, so a low grade is no praise and a high one a question.
"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from textstat_rs import flesch_kincaid_grade, lexicon_count

from skillkit.assessment import Assessment
from skillkit.framework.file import load_framework
from skillkit.framework.folder import BUILT_IN
from skillkit.practice.vignettes import load_vignettes
from skillkit.profile import profile_of
from skillkit.profile.words import glance
from tests.prose import prose
from tests.vectors import QUICK, assessments

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").glob("*.md"),
        *(path for path in (ROOT / "workshop").glob("*.md") if path.stem != "run_sheet_de"),
        *(ROOT / "workshop" / "emails").glob("*.md"),  # those in German are not measured
        *(ROOT / "notebooks").glob("*.ipynb"),
    ]
)
ALOUD = [path for path in PAGES if path.parent.name in ("workshop", "emails", "notebooks")]
PLAIN = 9  # of a page, an anchor's skill or a story as a whole
KNOTTY = 12  # of one paragraph, so that a page cannot hide it among easy ones
FEW = 15  # words below which one long word decides
NO_PROSE = "Only a table."
ANCHORS = [
    pytest.param(" ".join(skill.anchors), id=f"{name}-{skill.id}")
    for name in BUILT_IN
    for skill in load_framework(name).skills
]
STORIES = [pytest.param(story.text, id=story.id) for story in load_vignettes()]


def named(path: Path) -> str:
    """The path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def prose_of(path: Path) -> str:
    """The prose of a page; of a notebook that of its text cells."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        words = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        text = "\n\n".join(words)
    return prose(text)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_is_plain(path):
    """A page as a whole asks for nine years of school at most."""
    assert flesch_kincaid_grade(prose_of(path) or NO_PROSE) <= PLAIN


@pytest.mark.parametrize("path", ALOUD, ids=named)
def test_no_paragraph_is_a_knot(path):
    """No single paragraph of what a room reads is much harder than the page around it."""
    longer = [line for line in prose_of(path).splitlines() if lexicon_count(line) >= FEW]
    assert [line for line in longer if flesch_kincaid_grade(line) > KNOTTY] == []


@pytest.mark.parametrize("words", [*ANCHORS, *STORIES])
def test_what_people_rate_by_is_plain(words):
    """The five sentences of a skill, and each invented person's story, are as plain as a page."""
    assert flesch_kincaid_grade(words) <= PLAIN


def test_a_knot_would_be_noticed():
    """A sentence as offices write it is far beyond the limit of a page and of a paragraph."""
    office = (
        "Notwithstanding the aforementioned considerations, participants' self-evaluations "
        "constitute an insufficiently reliable foundation for organisational determinations."
    )
    assert flesch_kincaid_grade(office) > KNOTTY


def test_only_what_is_read_counts():
    """Code, tables, headings and addresses are left out; lists, links and quotes stay."""
    page = (
        "# A head\n\nPress **Next**, see [the\nguide](unbelievably/long/address.md):\n\n"
        "```\nsome code\n```\n\n- [ ] Print `file`\n- \n\n> Say it!\n\n"
        "| a | b |\n|---|---|\n| c | d |\n"
    )
    assert prose(page).splitlines() == ["Press Next, see the guide.", "Print.", "Say it!"]


def said(profile):
    """The short sentence as one text."""
    return "".join(part for part, _ in glance(profile))


@given(assessments())
def test_the_short_sentence_names_only_skills_that_are_there(assessment):
    """Every name in it is a skill of the framework, deep or part of the smallest change."""
    found = profile_of(assessment)
    names = {skill.name for skill in assessment.framework.skills}
    assert {part for part, is_name in glance(found) if is_name} <= names
    for skill in found.deep[:4] if found.status != "insufficient" else ():
        assert (assessment.framework.skill(skill).name, True) in list(glance(found))


def test_a_long_stem_that_is_no_depth_is_explained():
    """Communication at the top draws a long stem; the sentence says why it makes no T."""
    ratings = dict(zip(QUICK.ids, (2, 3, 1, 3, 4, 0), strict=True))
    words = said(profile_of(Assessment(QUICK, ratings=ratings)))
    assert words.startswith("What goes deep is Communication. The stem of a T is a skill of ")
    assert "Technical" in words
