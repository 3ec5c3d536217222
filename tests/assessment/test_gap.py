"""Gaps: distances in levels between what somebody rated and what they want."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment, at_targets, gap_words, gaps
from skillkit.assessment.examples import example_person
from tests.vectors import FULL, assessments


@st.composite
def aimed(draw: st.DrawFn) -> Assessment:
    """An assessment with targets for some of its skills."""
    assessment = draw(assessments())
    ids = st.sampled_from([skill.id for skill in assessment.framework.skills])
    for skill, level in draw(st.dictionaries(ids, st.integers(0, 4), max_size=6)).items():
        assessment = assessment.aim(skill, level)
    return assessment


@given(aimed())
def test_a_gap_leads_from_the_rating_to_the_target(assessment):
    """Rating plus gap is the target, for exactly the rated skills that have one."""
    found = gaps(assessment)
    assert set(found) == set(assessment.targets) & set(assessment.levels)
    for skill, gap in found.items():
        assert assessment.levels[skill] + gap == assessment.targets[skill]


@given(aimed())
def test_reaching_the_targets_never_lowers_and_never_leaves_a_gap_up(assessment):
    """As if the targets were reached, nothing falls, nothing else moves, and no gap goes up."""
    reached = at_targets(assessment)
    assert all(gap <= 0 for gap in gaps(reached).values())
    for skill in assessment.framework.skills:
        before, after = assessment.rating(skill.id), reached.rating(skill.id)
        if skill.id not in assessment.targets or before == "na":
            assert after == before
        else:
            assert after == max(assessment.targets[skill.id], before or 0)
    assert at_targets(reached) == reached


def test_an_unrated_skill_has_no_gap():
    """Unrated is not zero, so a target alone is no distance."""
    assessment = Assessment(FULL).aim("leadership", 3)
    assert gaps(assessment) == {}
    assert at_targets(assessment).rating("leadership") == 3


def test_the_example_person_wants_something():
    """The invented person has gaps to show, all of them upward."""
    assert set(gaps(example_person()).values()) == {1}


@pytest.mark.parametrize(
    ("gap", "words"),
    [(0, "where you are"), (1, "one level up"), (3, "three levels up"), (-2, "two levels down")],
)
def test_a_gap_is_told_in_levels(gap, words):
    """Words for a gap say how far and which way, and judge nothing."""
    assert gap_words(gap) == words
