"""The field report: minutes that add up, text that stays text, and slips that say nothing else."""

import datetime as dt
import html
import re

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.errors import SkillkitError
from skillkit.workshop.field_report import MINUTE, field_report, real_minutes
from skillkit.workshop.guide import guide_of, spoken_part
from skillkit.workshop.handouts.took_part import MOST, took_part
from skillkit.workshop.run_sheet import load_run_sheet

SHEET = load_run_sheet()
WITH = "skillkit 9.9.9."
DAY = dt.date(2026, 11, 24)
RENDERED = mistune.create_markdown(escape=False, plugins=["strikethrough", "url", "table"])


def noted(**changes):
    """What a browser says after a workshop of ninety minutes, with these things different."""
    said = {
        "format": "ninety_minutes",
        "date": "2026-11-24",
        "used": [6 * MINUTE, 12 * MINUTE, 20 * MINUTE, 15 * MINUTE, 14 * MINUTE, 25 * MINUTE, 0],
        "cut": [False, True, False, False, False, False, True],
        "fingers": ["", "1", "2", "9", " 3 "],
        "lines": {"worked": "The silence", "did_not": "", "change": "Start on time"},
    }
    return said | changes


# --- What it says ------------------------------------------------------------------------------


def test_a_report_says_what_happened_and_names_nobody():
    """Planned and real minutes, what was cut, fingers, the lines that were typed, and versions."""
    assert field_report(SHEET, noted(), WITH) == (
        "# Field report\n\n24 November 2026. 90 minutes.\n\n"
        "| Block | Planned | Real | Cut |\n| --- | ---: | ---: | --- |\n"
        "| Are you ready to start? | 5 | 6 |  |\n"
        "| How honestly can you rate? | 10 | 12 | something |\n"
        "| Where are you now? | 20 | 20 |  |\n"
        "| What shape are you? | 15 | 15 |  |\n"
        "| What shape is the team? | 12 | 14 |  |\n"
        "| What will you do next? | 25 | 25 |  |\n"
        "| What do you take with you? | 3 | 0 | something |\n"
        "| **All of it** | **90** | **92** | |\n\n"
        "Real minutes are those in which the clock ran.\n\n"
        "## Fingers\n\n| Fingers | People |\n| ---: | ---: |\n"
        "| 1 | 0 |\n| 2 | 1 |\n| 3 | 2 |\n| 4 | 9 |\n| 5 | 3 |\n\n"
        "## What worked\n\nThe silence\n\n## What to change\n\nStart on time\n\n"
        "---\n\nskillkit 9.9.9. This report names nobody.\n"
    )


def test_what_nobody_noted_is_left_out():
    """Fingers that were not counted are not zeros, and an empty line has no heading."""
    text = field_report(SHEET, noted(fingers=[""] * 5, lines={}), WITH)
    assert re.findall("^#+ .*", text, re.MULTILINE) == ["# Field report"]


@pytest.mark.parametrize("known", SHEET.formats, ids=lambda known: known.id)
@given(data=st.data())
def test_minutes_add_up_and_each_is_near_the_truth(known, data):
    """The blocks' whole minutes add up to the whole, which is the time that passed, rounded."""
    length = len(SHEET.times(known.id))
    used = data.draw(st.lists(st.integers(0, 10**8), min_size=length, max_size=length))
    report = field_report(SHEET, noted(format=known.id, used=used, cut=[False] * length), WITH)
    *rows, (planned, real) = re.findall(
        r"\| \**(\d+)\** \| \**(\d+)\** \|", report.split("## F")[0]
    )
    assert sum(int(minutes) for minutes, _ in rows) == int(planned) == known.minutes
    assert sum(int(minutes) for _, minutes in rows) == int(real)
    assert abs(int(real) - sum(used) / MINUTE) <= 0.5
    for minutes, milliseconds in zip(real_minutes(used), used, strict=True):
        assert minutes >= 0
        assert abs(minutes - milliseconds / MINUTE) < 1 or milliseconds == 0 == minutes


@pytest.mark.parametrize(
    "words",
    [
        "# Not a heading",
        "- not a list",
        "<script>alert(1)</script>",
        "**loud** _soft_ `code` [link](javascript:alert)",
        "| a | b |",
        "$x$ ~~gone~~ &amp; \\",
        "1. one",
    ],
)
def test_a_hostile_line_stays_text(words):
    """Whatever signs a line is made of, a reader of the Markdown sees just these signs."""
    report = field_report(SHEET, noted(lines={"worked": words}), WITH)
    made = str(RENDERED(report)).split("<h2>What worked</h2>")[1].split("<hr")[0].strip()
    assert re.fullmatch("<p>.*</p>", made)
    shown = re.sub("</?(p|span)>", "", made)
    assert "<" not in shown
    assert html.unescape(shown) == words


# --- What it refuses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "morning"}, "'morning' is not a format; choose 'ninety_minutes', "),
        ({"date": "yesterday"}, "'yesterday' is not a date; write it like 2026-01-31."),
        ({"used": [1]}, r"used: '?\[1\]'? found; allowed: 7 values, one for each block"),
        ({"used": [0] * 6 + [-1]}, "used 7: -1 found; write milliseconds"),
        ({"used": [0] * 6 + [True]}, "used 7: True found"),
        ({"cut": [0] * 7}, "cut 1: 0 found; write true or false"),
        ({"fingers": "12345"}, "fingers: '12345' found; allowed: five numbers of people"),
        ({"fingers": ["", "", "x", "", ""]}, "fingers 3: 'x' found; write a whole number from 0"),
        ({"fingers": ["501", "", "", "", ""]}, "fingers 1: '501' found"),
        ({"fingers": ["-1", "²", "", "", ""]}, "fingers 2: '²' found"),
        ({"lines": None}, "lines: None found; allowed: a text for worked, did_not, change"),
        ({"lines": {"name": "Ada"}}, "lines: 'name' is not a line; allowed: worked"),
        ({"lines": {"worked": 3}}, "What worked: 3 is not text"),
        ({"lines": {"change": "x" * 301}}, "What to change: it has 301 characters; at most 300"),
        ({"lines": {"change": "a\nb"}}, "What to change: it holds a line break"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_is_allowed(changes, said):
    """The thing, the value and what is allowed, and no report."""
    with pytest.raises(SkillkitError, match=said):
        field_report(SHEET, noted(**changes), WITH)


def test_all_faults_are_told_at_once():
    """Nobody mends one thing only to hear of the next."""
    with pytest.raises(SkillkitError) as told:
        field_report(SHEET, noted(used=None, cut=None, fingers=None, lines=None), WITH)
    assert [line.partition(":")[0] for line in str(told.value).splitlines()] == [
        "used", "cut", "fingers", "lines",
    ]  # fmt: skip


# --- What to say -------------------------------------------------------------------------------


def test_the_part_say_is_read_paragraph_by_paragraph():
    """Quotes are read aloud; what is between them says when; other parts are left out."""
    text = "# 01\n\n> no\n\n## Say\n\nBefore:\n\n> One\n> two.\n>\n> Three.\n\n## Do\n\n> no\n"
    assert [(part.words, part.quoted) for part in spoken_part(text)] == [
        ("Before:", False), ("One two.", True), ("Three.", True),
    ]  # fmt: skip
    assert spoken_part("") == spoken_part("## Say") == ()


def test_every_guide_of_the_kit_has_something_to_say():
    """What the facilitator's view shows is what the guide quotes, and nothing where none is."""
    for session, _ in SHEET.sessions:
        assert any(part.quoted for part in spoken_part(guide_of(session))), session.name


def test_a_facilitators_own_guide_comes_first(monkeypatch, tmp_path):
    """It is read beside the page or a folder up; one that is no text is passed over."""
    session = SHEET.sessions[0][0]
    (tmp_path / "workshop").mkdir()
    (tmp_path / "notebooks").mkdir()
    own = tmp_path / "workshop" / f"{session.name}.md"
    own.write_text("## Say\n\n> Hello.\n")
    for folder in (".", "workshop", "notebooks"):
        monkeypatch.chdir(tmp_path / folder)
        assert [part.words for part in spoken_part(guide_of(session))] == ["Hello."]
    own.write_bytes(b"\xff## Say")
    assert "Welcome" in guide_of(session)


def test_without_the_guides_nothing_is_said(monkeypatch, tmp_path):
    """Where there are none, the rest of the view needs none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("skillkit.workshop.guide.in_wheel", lambda: tmp_path)
    assert guide_of(SHEET.sessions[0][0]) == ""


# --- Slips -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 10, 11, MOST])
def test_a_sheet_has_as_many_slips_as_asked(count):
    """Each says what, when and how long, and has one line for a name."""
    page = took_part("Skills & <b>more</b>", DAY, 3.5, count)
    assert (
        page.count("Took part</h2>") == page.count("Skills &amp; &lt;b&gt;more&lt;/b&gt;") == count
    )
    assert page.count("24 November 2026 · 3.5 hours") == count
    assert page.count('<div class="write">') == count
    assert page.count('<section class="side">') == -(-count // 10)


def test_one_hour_is_one_hour():
    """Hours are said as somebody would say them."""
    assert "1 hour<" in took_part("A", DAY, 1.0)
    assert "2 hours<" in took_part("A", DAY, 2.0)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "Title: it is empty"),
        ({"title": "x" * 101}, "Title: it has 101 characters; at most 100"),
        ({"hours": 0}, "Hours: 0 found; write more than 0, at most 24"),
        ({"hours": float("nan")}, "Hours: nan found"),
        ({"count": 0}, "Slips: 0 found; write a number from 1 to 40"),
        ({"count": 41}, "Slips: 41 found"),
    ],
)
def test_a_slip_that_cannot_be_is_refused(changes, said):
    """The thing, the value, what is allowed."""
    with pytest.raises(SkillkitError, match=said):
        took_part(**({"title": "A", "date": DAY, "hours": 1.5} | changes))
