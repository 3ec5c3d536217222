"""The team: one picture of many, the same whatever the order, and nobody by name unasked."""

import json
import random
import statistics
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment
from skillkit.base.errors import RatingError
from skillkit.framework import LEVELS
from skillkit.team import Member, Team, TeamError, as_dict, sides
from skillkit.team.coverage import FLOOR, Range
from skillkit.team.sources import from_path
from skillkit.team.submissions import build_team
from skillkit.team.vote import Vote, vote_sentence
from skillkit.team.words import widest
from tests.vectors import FULL, QUICK, own_framework, ratings

GOLDEN = Path(__file__).parents[1] / "golden" / "team.json"
IDS = [skill.id for skill in QUICK.skills]
rows = st.lists(ratings(QUICK), max_size=9)
named_rows = st.lists(ratings(QUICK), min_size=1, max_size=9)


def team(people, share="unnamed"):
    """A team of these rows of ratings, called Person 0, Person 1, ..."""
    members = [
        Member(Assessment(QUICK, ratings=row), f"Person {i}", share) for i, row in enumerate(people)
    ]
    return Team(QUICK, tuple(members))


def random_rows(count, chance):
    """Full ratings of the quick framework."""
    return [{skill: chance.randrange(5) for skill in IDS} for _ in range(count)]


def test_the_worked_example_comes_out():
    """The golden team gives every figure that its file expects."""
    found = as_dict(build_team(from_path(GOLDEN)).team)
    expect = json.loads(GOLDEN.read_text("utf-8"))["expect"]
    assert {name: found[name] for name in expect} == expect
    assert found["backup"] == dict(zip(IDS, (3, 3, 3, 3, 3, 2), strict=True))
    assert found["spread"]["machine_learning"] == 1.75
    assert found["heights"] == {"technical": "3", "ai_specific": "3", "collaboration": "5/2"}
    assert (found["weakest_areas"], found["stool"]) == (["collaboration"], "stands")


@settings(max_examples=50)
@given(named_rows, st.randoms(use_true_random=False))
def test_the_order_of_members_never_matters(people, chance):
    """The same people in any order are the same team with the same figures."""
    first = team(people, "named")
    members = list(first.members)
    chance.shuffle(members)
    again = Team(QUICK, tuple(members))
    assert again == first
    assert as_dict(again) == as_dict(first)


@given(rows, ratings(QUICK), st.sampled_from(["unnamed", "named"]), st.sampled_from(LEVELS))
def test_one_person_more_never_lowers_a_count(people, row, share, level):
    """Adding somebody never lowers how many are at or above a level, whatever is shown of it."""
    before = team(people, share).coverage().at_or_above(level)
    after = team([*people, row], share).coverage().at_or_above(level)
    for skill, span in before.items():
        if span is not None and (more := after[skill]) is not None:
            assert more.low >= span.low
            assert more.high is None or (span.high is not None and more.high >= span.high)


@given(named_rows)
def test_named_people_are_counted_exactly(people):
    """With everybody named each figure is the plain one: counts, second-highest, quartiles."""
    coverage = team(people, "named").coverage()
    for skill in IDS:
        levels = sorted(row[skill] for row in people if row.get(skill, NA) != NA)
        row = coverage.rows[skill]
        if row is None:
            assert not levels
            continue
        assert [count.low for count in row.counts] == [levels.count(level) for level in LEVELS]
        if len(levels) > 1:
            assert row.backup == Range(levels[-2], levels[-2])
            q1, q3 = np.percentile(levels, [25, 75])
            assert row.spread == Range(q3 - q1, q3 - q1)
        else:
            assert (row.backup, row.spread) == (None, None)


@given(rows)
def test_fewer_than_five_unnamed_show_nothing_per_skill(people):
    """Below the floor no figure of any skill is shown, and from it on at least five made it."""
    found = as_dict(team(people))
    for skill in IDS:
        rated = sum(row.get(skill, NA) != NA for row in people)
        if rated < FLOOR:
            for view in ("coverage", "at_strong", "at_high_value", "backup", "spread"):
                assert found[view][skill] is None
        elif (counts := found["coverage"][skill]) is not None:
            assert set(counts) <= {0, "1-2", "3+"}


@settings(max_examples=50)
@given(st.lists(ratings(QUICK), min_size=5, max_size=9))
def test_nobody_is_named_unasked(people):
    """An alias alone names nobody: no name stands in what a team of unnamed people gives out."""
    found = team(people)
    assert "Person" not in json.dumps(as_dict(found))
    assert "Person" not in found.to_frame().to_string()
    assert (found.mentors.arcs, found.pairs.pairs, found.named) == ((), (), {})


def test_four_unnamed_among_named_are_in_no_figure():
    """With one to four unnamed people the rows count those who agreed to a name, alone."""
    chance = random.Random(1)
    willing = team(random_rows(6, chance), "named")
    others = team(random_rows(4, chance)).members
    quiet = tuple(Member(m.assessment, f"Quiet {i}") for i, m in enumerate(others))
    mixed = Team(QUICK, (*willing.members, *quiet))
    rows = mixed.coverage().rows
    alone = willing.coverage().rows
    assert {s: row and row.counts for s, row in rows.items()} == {
        s: row and row.counts for s, row in alone.items()
    }
    assert not any(row and row.whole for row in rows.values())
    assert as_dict(mixed)["people"] == 10


def test_mentors_do_not_depend_on_unnamed_people():
    """An unnamed person's strength changes no mentor, as the change would give it away."""
    willing = build_team(from_path(GOLDEN)).team
    strong = Member(Assessment(QUICK, ratings=dict.fromkeys(IDS, 4)))
    assert Team(QUICK, (*willing.members, strong)).mentors == willing.mentors


def test_a_later_picture_changes_only_with_enough_people():
    """After a reveal one card more changes no row; five more do."""
    chance = random.Random(2)
    people = random_rows(14, chance)
    first = team(people[:9]).coverage()
    assert team(people[:10]).coverage(first).rows == first.rows
    assert team(people).coverage(first).rows != first.rows


def test_naming_is_a_choice_that_can_be_taken_back():
    """Exactly the people who said so are named, and an unknown name is told."""
    found = team(random_rows(3, random.Random(3)))
    assert list(found.naming(["Person 1"]).named) == ["Person 1"]
    assert found.naming(["Person 1"]).naming([]) == found
    with pytest.raises(TeamError, match=r"'Person 7' is nobody here\. Nearest: 'Person"):
        found.naming(["Person 7"])


def test_wishes_come_from_the_ticks_unless_they_are_said():
    """Who made no wishes wants what is ticked "grow", the widest gap to a target first."""
    assessment = Assessment(
        QUICK,
        ratings={"machine_learning": 2, "leadership": 1, "communication": 0},
        interest=dict.fromkeys(["machine_learning", "communication", "leadership"], ("grow",)),
        targets={"machine_learning": 3, "leadership": 4},
    )
    assert Member(assessment).wanted == ("leadership", "machine_learning", "communication")
    said = Member(assessment, "Ana", wishes=("communication",))
    assert said.wanted == ("communication",)


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ({"share": "named"}, "needs an alias"),
        ({"share": "public"}, "'unnamed' or 'named'"),
        ({"alias": "A" * 41}, "at most 40"),
        ({"alias": "An\u202ea"}, "U\\+202E"),
        ({"wishes": ("leadership", "leadership")}, "each once"),
        ({"wishes": tuple(IDS[:4])}, "at most 3"),
    ],
)
def test_a_member_that_cannot_be_says_why(member, says):
    """What is not allowed of a member is said in a sentence."""
    with pytest.raises(TeamError, match=says):
        Member(Assessment(QUICK), **member)


def test_a_wish_for_an_unknown_skill_is_told():
    """A wish names a skill of the framework."""
    with pytest.raises(RatingError, match="leadership"):
        Member(Assessment(QUICK), wishes=("leadershp",))


def test_a_team_has_one_framework_and_every_name_once():
    """Assessments of another framework, and one name for two people, are refused."""
    with pytest.raises(TeamError, match=r"ai_engineer 1\.0\.0.*ai_engineer_quick"):
        Team(QUICK, (Member(Assessment(FULL)),))
    with pytest.raises(TeamError, match="'ana' appears twice"):
        Team(QUICK, (Member(Assessment(QUICK), "Ana"), Member(Assessment(QUICK), "ana")))


def test_a_team_of_nobody_has_every_view():
    """Before the first card all views are there and empty."""
    found = as_dict(Team(QUICK))
    assert found["people"] == 0
    assert set(found["backup"].values()) == {None}
    assert (found["mentors"], found["pairs"], found["stool"]) == ([], [], None)


def test_the_stool_says_only_what_the_spans_say():
    """On backup levels that are spans the stool stands, is unsteady, or is left open."""
    tops = (
        ("stands", (4, 4, 4, 1, 1)),
        ("unsteady", (1, 1, 1, 0, 0)),
        (None, (3, 1, 1, 1, 0)),
        (None, (2, 2, 0, 0, 0, 0)),  # one or two are at Working, which just carries
    )
    for stool, levels in tops:
        people = [dict.fromkeys(IDS, level) for level in levels]
        assert team(people).coverage().stool == stool


def test_the_table_has_a_row_for_each_skill():
    """The table holds the spans as words, and a dash where nothing may be shown."""
    people = random_rows(12, random.Random(4))
    table = team([{**row, "leadership": 0} for row in people]).to_frame()
    assert list(table.index) == [skill.name for skill in QUICK.skills]
    assert table.columns[0] == f"0 {QUICK.levels[0].name}"
    assert set(table.loc[QUICK.skill("leadership").name]) == {"–"}
    assert set(table.drop(QUICK.skill("leadership").name).to_numpy().ravel()) <= {"0", "1-2", "3+"}


def test_the_core_decides_which_skills_are_communication():
    """The areas that hold the communication core are one side of a pair, all others the other."""
    technical, communication = sides(QUICK)
    assert (technical, communication) == (tuple(IDS[:4]), tuple(IDS[4:]))
    assert sides(own_framework())[1] == ("skill_2", "skill_5")


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_a_vote_is_worth_a_talk_where_two_are_two_levels_apart(levels, chance):
    """A lone voice is never lost in a mean, whatever the order of the votes."""
    shuffled = list(levels)
    chance.shuffle(shuffled)
    vote = Vote("leadership", tuple(levels))
    assert vote == Vote("leadership", tuple(shuffled))
    middle = Fraction(statistics.median(levels))
    assert vote.disagreement == Fraction(sum(abs(n - middle) for n in levels)) / len(levels)
    assert vote.talk == any(abs(a - b) >= 2 for a in levels for b in levels)


@pytest.mark.parametrize(
    ("levels", "disagreement", "talk"),
    [
        ((2, 2, 2, 2), Fraction(0), False),
        ((1, 1, 2, 2), Fraction(1, 2), False),
        ((1, 2, 2, 3), Fraction(1, 2), True),
        ((1, 2, 2, 3, 4), Fraction(4, 5), True),
        ((1, 1, 1, 1, 1, 4), Fraction(1, 2), True),
        ((0, 1, 2, 3, 4), Fraction(6, 5), True),
        ((), None, False),
    ],
)
def test_votes(levels, disagreement, talk):
    """Worked votes, the border among them."""
    vote = Vote("leadership", levels)
    assert (vote.disagreement, vote.talk) == (disagreement, talk)


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        ((2, 2, 2, 3), "You agree; go on."),
        ((1, 1, 1, 1, 1, 4), "Most of you agree; one is apart."),
        ((1, 2, 2, 3, 4), "Most of you agree; one is apart."),
        ((0, *[2] * 10, 4), "Most of you agree; 2 are apart."),
        ((1, 2, 3), "That is worth a talk;"),
        ((0, 0, 4, 4), "That is worth a talk;"),
    ],
)
def test_the_votes_are_judged_by_who_is_apart(levels, says):
    """Agreement is said only where nobody is two levels from another."""
    assert vote_sentence(QUICK, "Leadership", levels).splitlines()[1].startswith(says)


def test_a_floor_may_be_raised_and_never_lowered():
    """With a floor of seven, six people show nothing; four is refused."""
    people = team(random_rows(6, random.Random(5)))
    assert any(people.coverage().rows.values())
    raised = replace(people, floor=7)
    assert not any(raised.coverage().rows.values())
    assert as_dict(raised)["floor"] == 7
    for low in (4, 0, True, 5.0):
        with pytest.raises(TeamError, match="may be raised, to 5 or more"):
            Team(QUICK, floor=low)  # type: ignore[arg-type]


def test_widest_is_said_only_where_it_is_known():
    """With ranges, "most" needs a lower end at or above every other upper end."""
    for ranges, surely, perhaps in (
        (((2, 2), (1.5, 2.25), (0, 1)), [], [0, 1]),
        (((2, 2), (1, 2), (0, 1)), [0], [0, 1]),
        (((2, 3), (1, 2), (2, 2)), [0], [0, 1, 2]),
        (((2, 2), (2, 2), (0, 1)), [0, 1], [0, 1]),
        (((0, 1), (0, 1), (0, 0)), [], [0, 1, 2]),
    ):
        spread = {IDS[i]: Range(*ends) for i, ends in enumerate(ranges)}
        found = widest(SimpleNamespace(spread=spread))  # type: ignore[arg-type]
        assert [set(found[0]), set(found[1])] == [
            {IDS[i] for i in surely},
            {IDS[i] for i in perhaps},
        ]


def test_a_vote_is_a_level():
    """A vote that is no level is told."""
    for level in (5, -1, True, "3"):
        with pytest.raises(RatingError, match="leadership"):
            Vote("leadership", (2, level))  # type: ignore[arg-type]
