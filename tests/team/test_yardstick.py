"""The room's yardstick: how far apart people read the same text, beside how far apart they are."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skillkit.assessment import Assessment
from skillkit.base.errors import FileError
from skillkit.practice.reading import Reading, code_with, texts_for_all
from skillkit.team import Member, Team, TeamError, as_dict
from skillkit.team.coverage import may_show, recalled
from skillkit.team.memory import shown_before
from skillkit.team.page import picture
from skillkit.team.sample import sample_team
from skillkit.team.words import READING_HEADLINE, reading_sentences
from skillkit.team.yardstick import readings_of
from skillkit.widgets.team import TeamView
from tests.frontend import FrontEnd
from tests.team.colleague import counted, learned, possible, vectors
from tests.vectors import QUICK

FIRST, SECOND = (text.id for text in texts_for_all(QUICK))


def people(readings: Sequence[Reading], levels: tuple[int, ...] = (1, 2, 2, 3)) -> Team:
    """Unnamed people of these readings, whose levels are these in turn."""
    cards = [
        Assessment(
            QUICK, ratings={s.id: levels[(i + n) % len(levels)] for n, s in enumerate(QUICK.skills)}
        )
        for i in range(len(readings))
    ]
    return Team(QUICK, tuple(Member(c, reading=r) for c, r in zip(cards, readings, strict=True)))


@pytest.mark.parametrize("size", [5, 6, 7, 8])
def test_no_colleague_learns_how_anybody_read(size):
    """The own reading known, the rest stays open: whatever is shown, and whatever is not."""

    def show(counts: tuple[int, ...]) -> object:
        given = [(level, None) for level, n in enumerate(counts) for _ in range(n)]
        return readings_of(QUICK, given, 5)[FIRST]

    shown = {counts: show(counts) for counts in vectors(size)}
    for said in set(map(repr, shown.values())):
        options = [counts for counts, found in shown.items() if repr(found) == said]
        assert all(learned(options, counted([own])) is None for own in QUICK.scale)


def test_the_same_colleague_learns_all_where_a_row_shows_too_soon():
    """With every row shown as it is, four alike beside one's own are read at once."""
    options = possible(5, (0, 0, 4, 1, 0), lambda counts: counts)
    assert learned(options, counted([3])) == 2
    assert not may_show((0, 0, 4, 1, 0))


@pytest.mark.parametrize(
    ("readings", "levels", "says"),
    [
        # all read it much alike, and the people differ more than that
        ([(2, None)] * 6 + [(3, None)] * 2, (0, 0, 4, 4), "there we differ, and not only in how"),
        # people are closer together than what they read
        ([(0, None)] * 4 + [(4, None)] * 4, (2, 2, 2, 3), "reading alone may explain it"),
        ([(2, None)] * 6 + [(3, None)] * 2, (1, 2, 2, 3), "neither is surely wider"),
    ],
)
def test_spread_of_reading_is_told_from_spread_of_people(readings, levels, says):
    """Which of the two is wider is said where the coarse counts tell it, else that they do not."""
    coverage = people(readings, levels).coverage()
    sentences = " ".join(reading_sentences(coverage, 5))
    assert says in sentences
    assert sentences.count("at most") == 1  # the other text was not rated


def test_too_few_readings_show_nothing_and_nobody_sees_why():
    """Four people, or five who are all but alike, read the same; without any there is no line."""
    few = people([(2, 3)] * 4 + [()] * 4).coverage()
    alike = people([(2, 3)] * 7 + [(3, 3)]).coverage()
    assert reading_sentences(few, 5) == reading_sentences(alike, 5)
    assert READING_HEADLINE in picture(people([(2, 3)] * 4 + [()] * 4), few)
    assert reading_sentences(people([()] * 8).coverage(), 5) == []


def test_names_change_nothing_in_it_and_below_the_floor_there_is_no_picture_of_it():
    """People who agreed to be named agreed to show their levels, not how they read a text."""
    readings = [(1, 2), (2, 2), (2, 3), (2, 3), (3, 3), (3, 2), (2, 3), (1, 3)]
    team = people(readings)
    aliased = Team(QUICK, tuple(replace(m, alias=f"P{i}") for i, m in enumerate(team.members)))
    assert aliased.naming(["P1", "P2"]).coverage().readings == team.coverage().readings
    assert aliased.naming([f"P{i}" for i in range(6)]).coverage().readings == {}


def test_what_comes_after_the_first_picture_changes_nothing_in_it():
    """It is counted once, so that there is nothing to subtract."""
    readings = [(1, 2), (2, 2), (2, 3), (2, 3), (3, 3), (3, 2)]
    first = people(readings)
    before = first.coverage()
    late = people([(4, 4)] * 8, (4, 0, 1, 3)).members
    assert Team(QUICK, (*first.members, *late)).coverage(before).readings == before.readings
    assert recalled(QUICK, before.pictures).readings == before.readings


def in_view(readings: Sequence[Reading], memory: Path, ticks: int = 0) -> dict[str, Any]:
    """The page after these people handed in and somebody pressed Reveal; the first few offer."""
    room = FrontEnd(TeamView(QUICK, memory=memory))
    lines = []
    for i, member in enumerate(people(readings).members):
        offers = member.assessment.wish("leadership", ("help",) if i < ticks else ())
        lines.append(f"P{i}: {code_with(offers, member.reading)}")
    room.ask("chat", text="\n".join(lines))
    return room.ask("reveal")


@pytest.mark.parametrize(
    ("more", "ticks"), [((1, 1), 1), ((), 2)], ids=["a reading more", "an offer more"]
)
def test_the_same_cards_with_something_more_get_no_second_picture(tmp_path, more, ticks):
    """After Start over the difference would be that person's, so the view asks first."""
    readings: list[Reading] = [(1, 2), (2, 2), (2, 3), (2, 3), (3, 3), (3, 2), (2, 3)]
    memory = tmp_path / "pictures.json"
    assert in_view([*readings, ()], memory, 1)["html"]
    assert in_view([*readings, ()], memory, 1)["html"]
    page = in_view([*readings, more], memory, ticks)
    assert page["html"] == ""
    assert "A picture of this kind was shown" in page["words"]


def test_a_group_that_cannot_be_read_is_named_and_its_card_counts(tmp_path):
    """What is wrong with it stands where everything that was read is accounted for."""
    room = FrontEnd(TeamView(QUICK, memory=tmp_path / "pictures.json"))
    (member,) = people([(2, 3)]).members
    page = room.ask("chat", text=f"Zed: {code_with(member.assessment, (2, 3))[:-1]}")
    assert ("count: 1" in page["exactly"], page["bad"]) == (True, [])
    ((where, reason),) = page["twice"]
    assert where == "line 1, Zed"
    assert "The group after its code is not read" in reason


def test_the_program_reads_what_the_page_says():
    """`team --json` holds the counts and the spread of each text, coarse as they are shown."""
    said = as_dict(sample_team())["readings"]
    assert {name: row["counts"] for name, row in said.items()} == {
        "cancellations": [0, "1-2", "3+", "3+", 0],
        "demo_day": [0, 0, "3+", "3+", "1-2"],
    }


def test_a_reading_that_cannot_be_says_why():
    """A level that the framework does not have, or one text too many."""
    for reading in ((9, 2), (2,), (2, 2, 2)):
        with pytest.raises(TeamError, match="practice ratings"):
            Member(people([()]).members[0].assessment, reading=reading)


def test_a_memory_of_before_opens_as_it_is(tmp_path):
    """Pictures that were shown before readings were counted have none."""
    path = tmp_path / "pictures.json"
    path.write_text(
        '{"schema": 1, "pictures": [{"date": "2026-11-27", "framework": "ai_engineer_quick 1.0.0",'
        '"people": 6, "rows": {"leadership": {"people": 6, "counts": ["0", "3+", "3+", "0", "0"]}}'
        "}]}"
    )
    (found,) = shown_before(path, QUICK)
    assert (found.picture.readings, found.picture.interest.offers) == ({}, frozenset())
    path.write_text(
        path.read_text().replace('"people": 6, "rows"', '"readings": 3, "people": 6, "rows"')
    )
    with pytest.raises(FileError):
        shown_before(path, QUICK)
