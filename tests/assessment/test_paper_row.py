"""The paper row: from a ticked sheet to the same team, and no other digits mistaken for one."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment
from skillkit.assessment.paper_row import RowError, printed, read_row, row_of, row_words, signs_of
from skillkit.assessment.share_code import code_of
from skillkit.framework.file import parse_framework
from skillkit.team import Member, Team
from skillkit.team.chat import read_log
from skillkit.team.sources import from_chat
from skillkit.team.submissions import build_team
from tests.vectors import FULL, QUICK, assessments, framework_text, own_framework, ratings

FORTY = own_framework(40)
ANA = Assessment(
    QUICK,
    ratings={
        "machine_learning": 3,
        "software_engineering": 1,
        "data_pipelines": 2,
        "communication": 4,
        "leadership": NA,
    },
)
CHATTER = (
    "Fay: 2024-03-12",  # first, as a name and a day head what is below them
    "hi all",
    "10:30",
    "Ben: 3",
    "Ben: see you on 4-2-24, or 03/04/2024",
    "Ben: my number is 040 123 4321",
    "+40 123 432 101",
    "Passcode: 123401",
    "Meeting ID: 102 3401 2304 12304",
    "it cost 120 340",
    "Ana: 312 0 4x thanks",
    "-----",
    "SK1 something",
)


@st.composite
def of_any_framework(draw):
    """Ratings alone, of six, sixteen or forty skills."""
    framework = draw(st.sampled_from((QUICK, FULL, FORTY)))
    return Assessment(framework, ratings=draw(ratings(framework)))


@given(of_any_framework(), st.booleans())
def test_a_row_gives_back_what_was_ticked(assessment, spaced):
    """Every rating comes back, also "not rated" and "not applicable", grouped or sign by sign."""
    row = row_of(assessment)
    typed = " ".join(row.replace(" ", "")) if spaced else row
    assert read_row(typed, (QUICK, FULL, FORTY)) == assessment


@settings(max_examples=40)
@given(st.sampled_from((QUICK, FULL)), st.data())
def test_rows_in_a_chat_give_the_same_team(framework, data):
    """Named or not, equal or not, among chatter: each line is one person, and no other line is."""
    rows = data.draw(st.lists(ratings(framework), min_size=1, max_size=8))
    people = [
        Member(Assessment(framework, ratings=row), f"P{i}" if data.draw(st.booleans()) else None)
        for i, row in enumerate(rows)
    ]
    log = [f"{f'{p.alias}: ' if p.alias else ''}{row_of(p.assessment)}" for p in people]
    for line in data.draw(st.lists(st.sampled_from(CHATTER[1:]))):
        log.insert(data.draw(st.integers(0, len(log))), line)
    entries = from_chat("\n".join(log))
    assert build_team(entries, framework).team == Team(framework, tuple(people))
    assert build_team([*entries, *from_chat("\n".join(log))], framework).team.members == tuple(
        build_team(entries, framework).team.members
    )


@given(assessments(), st.data())
def test_no_part_of_a_share_code_is_read_as_a_row(assessment, data):
    """Wherever a line breaks a code, in quotes or not, nobody is made of its end."""
    code = code_of(assessment)
    place = data.draw(st.integers(5, len(code)))
    broken = f"{code[:place]}\n{data.draw(st.sampled_from(['', '> ']))}{code[place:]}"
    assert not any(message.on_paper for message in read_log(broken))


def test_the_end_of_a_code_that_looks_like_a_row_belongs_to_the_code():
    """The case that chance seldom makes: the broken-off end is six signs."""
    chance = random.Random(4)
    codes = (
        code_of(Assessment(QUICK, ratings={s.id: chance.randrange(5) for s in QUICK.skills}))
        for _ in range(15625)
    )
    code = next(code for code in codes if set(code[-6:].lower()) <= signs_of([QUICK]))
    assert [m.assessment for m in read_log(code[-6:])] != []
    found = read_log(f"{code[:-6]}\n{code[-6:]}\nAna: {row_of(ANA)}")
    assert [message.on_paper for message in found] == [False, True]
    cut = code[:-9]  # damaged, and its end gone
    assert [m.name for m in read_log(f"{cut}\nAna: {row_of(ANA)}") if m.on_paper] == ["Ana"]


def test_a_row_is_nobodys_name():
    """Also one that looks as if it held a day does not head the row below it."""
    found = read_log("100x 000-00 00-1-0\n-00- 0010-0 0-1x-0")
    assert [(message.place, message.name) for message in found] == [
        ("line 1", None),
        ("line 2", None),
    ]


@pytest.mark.parametrize("line", CHATTER)
def test_digits_in_ordinary_chat_are_no_rows(line):
    """Dates, telephone numbers, passcodes, votes and prices make nobody."""
    assert not any(message.assessment for message in read_log(line))


@pytest.mark.parametrize(
    ("log", "name"),
    [
        ("Ana: 31204x".replace("04", "-4"), "Ana"),
        ("Ana: 312 - 4x", "Ana"),
        ("Ana Li: 312 - 4X", "Ana Li"),
        ("[10:03] Ana: 312-4x", "Ana"),
        ("[10:03] 312-4x", None),
        ("12/05/2024, 10:03 - Ana: 312-4x", "Ana"),
        ("10:03:12\t From Ana Li to Everyone:\t312 - 4x", "Ana Li"),
        ("10:03:12 From Ana Li to Everyone:\n\t312 - 4x", "Ana Li"),
        ("Ana Li  10:03 AM\n312 - 4x", "Ana Li"),
        ("<ana> 312-4x", "ana"),
        ("**Ana**: 312-4x", "Ana"),
        ("> Ana: 312-4x", "Ana"),
        ("7. 312-4x", None),
        ("7: 3 1 2 - 4 ×", None),
        ("mine: 312\N{EN DASH}4x", None),
        ("３１２ - 4x", None),  # noqa: RUF001  (full-width digits)
    ],
)
def test_the_usual_forms_of_a_line_are_read(log, name):
    """A name, a clock, a number or marks of quoting may come before a row, and blanks in it."""
    [message] = read_log(log)
    assert (message.assessment, message.name) == (ANA, name)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Ben: 3120-", "It has 5 signs; a row has 6 or 16"),
        ("Ben: 312 0 4x0", "It has 7 signs"),
        ("Ben: 3120 4x31 2042 1", "It has 13 signs"),
        ("Ben: 31\N{EM DASH}04", "One long dash may stand for two"),
        ("Ben: 31205x", "'5' cannot be in a row; write 0 to 4"),
        ("Ben: 312O4l", "'O' and 'l' cannot be in a row"),
        ("Ben: x12 0 44", "'machine_learning' cannot be not applicable"),
        ("1-2-24", "It may be a date. If it is a row, put blanks in: 1 - 2 - 2 4."),
    ],
)
def test_what_was_meant_as_a_row_is_named_with_line_and_reason(line, says):
    """Beside good rows nothing that looks like a slip is passed over."""
    found = build_team(from_chat(f"Ana: {row_of(ANA)}\n{line}"))
    assert len(found.team.members) == 1
    [refused] = found.refused
    assert refused.place == "line 2"
    assert says in refused.reason


def test_a_row_is_of_the_groups_own_framework_where_two_have_as_many_skills():
    """Their own sheets are in the room; two of their own cannot be told apart."""
    own = own_framework(6)
    other = parse_framework(framework_text().replace('"bakery"', '"brewery"'), "brewery.toml")
    assert read_row("312 0 44", (own, QUICK)).framework == own
    with pytest.raises(RowError, match="a row of 'bakery' and 'brewery'; use share codes"):
        read_row("312 0 44", (own, QUICK, other))


def test_what_was_read_can_be_compared_with_the_sheet():
    """The words stand in the groups and in the order of the sheet."""
    assert row_words(ANA) == (
        "6 skills. Technical: 3, 1, 2; AI-specific: not rated; Collaboration: 4, not applicable."
    )
    assert [skill.name for skill in printed(FULL)] == [skill.name for skill in FULL.skills]
    assert printed(own_framework(6)) != own_framework(6).skills  # theirs go area by area too
    assert re.fullmatch(r"\S{4} \S{6} \S{6}", row_of(Assessment(FULL)))
