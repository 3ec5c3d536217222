"""The profile: worked cases first by field, then laws over every vector."""

import itertools
import json
import operator
import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment, Rating
from skillkit.assessment.file import from_dict
from skillkit.base.errors import RatingError
from skillkit.framework import Framework
from skillkit.profile import Profile, profile_of
from skillkit.profile.shape import Raise, needs, shape_of, shortest_change, tally
from tests.vectors import FULL, QUICK, assessments, own_framework, ratings

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "profiles.json").read_text("utf-8"))
RANK = {
    "t_shaped": 3,
    "t_in_progress": 2,
    "broad_generalist": 1,
    "narrow_specialist": 1,
    "mixed": 1,
    "emerging": 0,
}


@cache
def every_row() -> dict[tuple[int, ...], tuple[str, int]]:
    """The shape and the levels that are missing, for every row of the quick framework."""
    needed = needs(QUICK, QUICK.skills)
    found: dict[tuple[int, ...], tuple[str, int]] = {}
    for levels in itertools.product(range(5), repeat=6):
        row = dict(zip(QUICK.ids, levels, strict=True))
        shape = shape_of(tally(QUICK.rules, QUICK.skills, row), needed)
        change = shortest_change(QUICK.skills, row, needed)
        found[levels] = (shape, sum(raised.levels for raised in change))
    return found


def profile(framework: Framework, row: Mapping[str, Rating]) -> Profile:
    """The profile of a row of ratings."""
    return profile_of(Assessment(framework, None, row))


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["id"])
def test_worked_case(case):
    """Every field of a worked case comes out as written."""
    card = {"framework": case["framework"], "ratings": case["ratings"]}
    if case["evidenced"] is not None:
        card["evidence"] = dict.fromkeys(case["evidenced"], "a line")
    try:
        found = profile_of(from_dict(card)).as_dict()
    except RatingError as error:
        found = {"error": error.code}
    assert {name: found.get(name) for name in case["expect"]} == case["expect"]


def test_thresholds_and_skills_are_those_of_the_worked_cases():
    """The shipped frameworks have the skills and thresholds that the worked cases assume."""
    for framework in (FULL, QUICK):
        assert [skill.id for skill in framework.skills] == GOLDEN["skills"][framework.id]
        for name, value in GOLDEN["rules"][framework.id].items():
            expected = Fraction(*value) if isinstance(value, list) else value
            assert getattr(framework.rules, name) == expected


@given(assessments())
def test_exactly_one_shape_inside_the_possible_ones(assessment):
    """Every vector has one shape, and it is among those its completions can take."""
    found = profile_of(assessment)
    if found.status == "insufficient":
        assert found.shape == "insufficient_data"
        assert found.possible == ()
    else:
        assert found.shape in found.possible
        assert (found.status == "final") == (len(found.possible) == 1)


def test_a_raise_never_lowers_the_rank_in_the_quick_framework():
    """Over all 15,625 vectors and 75,000 raises the rank never falls, so a T is never lost."""
    raises = 0
    for row, (shape, steps) in every_row().items():
        for k in range(6):
            if row[k] < 4:
                after, left = every_row()[(*row[:k], row[k] + 1, *row[k + 1 :])]
                raises += 1
                assert RANK[after] >= RANK[shape], row
                assert 0 <= steps - left <= 1, row
    assert raises == 75_000


def test_levels_to_t_is_zero_exactly_for_a_t_in_the_quick_framework():
    """Over all 15,625 vectors nothing is missing exactly when the shape is a T."""
    assert all((steps == 0) == (shape == "t_shaped") for shape, steps in every_row().values())


def test_levels_to_t_is_the_shortest_path_in_the_quick_framework():
    """The closed form equals the length of a shortest path of single raises, for all vectors."""
    distance: dict[tuple[int, ...], int] = {}
    for row in sorted(every_row(), key=sum, reverse=True):
        if every_row()[row][0] == "t_shaped":
            distance[row] = 0
        else:
            ups = [(*row[:k], row[k] + 1, *row[k + 1 :]) for k in range(6) if row[k] < 4]
            distance[row] = 1 + min(distance[up] for up in ups)
    assert distance == {row: steps for row, (_, steps) in every_row().items()}


def test_profile_agrees_with_the_rule_over_the_quick_framework():
    """The profile adds nothing of its own to the rule (a sample of all vectors)."""
    for levels, (shape, steps) in random.Random(1).sample(list(every_row().items()), 500):
        found = profile(QUICK, dict(zip(QUICK.ids, levels, strict=True)))
        assert (found.shape, found.levels_to_t, found.possible) == (shape, steps, (shape,))


@given(ratings(FULL, holes=False), st.data())
def test_a_raise_keeps_the_rank_and_saves_at_most_one_level(row, data):
    """In the full framework a raise never lowers the rank and shortens the way by at most one."""
    skill = data.draw(st.sampled_from([s for s, level in row.items() if level < 4] or [None]))
    if skill is None:
        return
    before, after = profile(FULL, row), profile(FULL, {**row, skill: row[skill] + 1})
    assert RANK[str(after.shape)] >= RANK[str(before.shape)]
    assert before.levels_to_t is not None
    assert after.levels_to_t is not None
    assert 0 <= before.levels_to_t - after.levels_to_t <= 1


@given(assessments())
def test_the_change_leads_to_a_t(assessment):
    """Making the raises of the smallest change gives a T, and it costs what it says."""
    found = profile_of(assessment)
    if found.levels_to_t is None:
        return
    assert found.levels_to_t == sum(raised.levels for raised in found.change)
    levels = dict(assessment.ratings)
    for raised in found.change:
        assert levels.get(raised.skill, 0) == raised.start
        levels[raised.skill] = raised.end
    rated = Assessment(assessment.framework, None, levels)
    assert "t_shaped" in profile_of(rated).possible


@settings(max_examples=60)
@given(assessments())
def test_possible_is_every_completion(assessment):
    """`possible` is the set of shapes over all completions, by brute force."""
    framework = assessment.framework
    found = profile_of(assessment)
    holes = [s.id for s in assessment.applicable if s.id not in assessment.ratings]
    if found.status == "insufficient" or len(holes) > 3:
        return
    shapes = {
        profile(framework, {**assessment.ratings, **dict(zip(holes, row, strict=True))}).shape
        for row in itertools.product(range(5), repeat=len(holes))
    }
    assert set(found.possible) == shapes


@given(assessments(), st.randoms(use_true_random=False))
def test_the_order_of_ratings_never_matters(assessment, chance):
    """The same ratings given in another order make the same profile."""
    pairs = list(assessment.ratings.items())
    chance.shuffle(pairs)
    again = Assessment(assessment.framework, None, dict(pairs))
    assert profile_of(again).as_dict() == profile_of(assessment).as_dict()


@given(ratings(FULL, holes=False), st.permutations(range(4)))
def test_skills_of_one_role_are_interchangeable(row, order):
    """Swapping the levels of skills with the same roles keeps the shape and the way to a T."""
    same = ["system_design", "model_evaluation", "domain_expertise", "ethical_ai"]
    swapped = {**row, **{same[i]: row[same[j]] for i, j in enumerate(order)}}
    before, after = profile(FULL, row), profile(FULL, swapped)
    assert (after.shape, after.levels_to_t) == (before.shape, before.levels_to_t)


@given(ratings(QUICK, holes=False))
def test_not_yet_and_basic_never_differ_for_the_shape(row):
    """Levels 0 and 1 are both below decent, so they give the same shape."""
    raised = {skill: max(level, 1) for skill, level in row.items()}
    assert profile(QUICK, raised).shape == profile(QUICK, row).shape


@given(assessments())
def test_unrated_is_not_zero(assessment):
    """Filling a hole with zero keeps the shape but says that it is rated now."""
    holes = [s for s in assessment.applicable if s.id not in assessment.ratings]
    if not holes or profile_of(assessment).status == "insufficient":
        return
    filled = assessment.rate(holes[0].id, 0)
    assert profile_of(filled).shape == profile_of(assessment).shape
    assert set(profile_of(filled).possible) <= set(profile_of(assessment).possible)
    assert len(filled.levels) == len(assessment.levels) + 1


@given(assessments())
def test_the_weakest_leg_never_gets_shorter_by_a_raise(assessment):
    """Raising any rated skill never lowers the weakest area."""
    before = profile_of(assessment)
    lowest = min((h for h in before.heights.values() if h is not None), default=None)
    for skill, level in assessment.levels.items():
        if level < 4:
            heights = profile_of(assessment.rate(skill, level + 1)).heights.values()
            assert lowest is not None
            assert min(h for h in heights if h is not None) >= lowest


@given(assessments())
def test_steadiness_is_the_share_of_single_changes_that_keep_the_shape(assessment):
    """The border hint counts exactly the single one-level changes of rated skills."""
    found = profile_of(assessment)
    if found.steadiness is None:
        return
    kept = [
        profile_of(assessment.rate(skill, level + step)).shape == found.shape
        for skill, level in assessment.levels.items()
        for step in (-1, 1)
        if 0 <= level + step <= 4
    ]
    assert found.steadiness == Fraction(sum(kept), len(kept))


@given(ratings(FULL, holes=False), st.sets(st.sampled_from([s.id for s in FULL.skills])))
def test_evidence_only_ever_caps(row, evidenced):
    """As evidenced, a high level without a line counts as the cap; with all lines, as rated."""
    lines = dict.fromkeys(evidenced, "a link")
    found = profile_of(Assessment(FULL, None, row, lines))
    if not evidenced:
        assert found.shape_as_evidenced is None
        return
    capped = {s: level if s in evidenced else min(level, 2) for s, level in row.items()}
    assert found.shape_as_evidenced == profile(FULL, capped).shape


@settings(max_examples=25)
@given(ratings(QUICK, holes=False))
def test_the_change_touches_as_few_skills_as_any_other_of_its_size(row):
    """Of all smallest changes, the one that is shown raises the fewest skills."""
    found = profile(QUICK, row)
    start = [row[skill.id] for skill in QUICK.skills]
    wanted = sum(start) + (found.levels_to_t or 0)
    touched = [
        sum(map(operator.gt, up, start))
        for up in itertools.product(*[range(level, 5) for level in start])
        if sum(up) == wanted and every_row()[up][0] == "t_shaped"
    ]
    assert len(found.change) == min(touched)


def test_forty_skills_of_another_domain_have_a_profile():
    """A framework of forty skills works, with ten of them unrated, without a change of code."""
    framework = own_framework(40)
    row = {skill.id: 2 + i % 3 for i, skill in enumerate(framework.skills[:30])}
    found = profile(framework, row)
    assert found.status == "provisional"
    assert found.levels_to_t is not None


def test_not_applicable_leaves_the_denominator():
    """A skill that does not occur in a role is neither rated nor missing."""
    row = {skill.id: 2 for skill in FULL.skills}
    facts = {fact.id: fact for fact in profile(FULL, {**row, "leadership": NA}).facts}
    assert facts["breadth"].of == 15


def test_the_change_names_the_skills_in_file_order():
    """A change is a list of raises, each from the rated level."""
    found = profile(FULL, {skill.id: 3 for skill in FULL.skills})
    assert found.change == (Raise("machine_learning", 3, 4),)
