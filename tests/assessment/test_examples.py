"""The example people have the shapes that the notebooks and pictures tell of."""

import json

from skillkit.assessment.examples import example_person, t_shaped_person
from skillkit.profile import profile_of


def test_the_example_person_is_four_levels_short_of_a_t():
    """The example shows a T in progress with a way to go, evidence and targets."""
    found = profile_of(example_person())
    assert (found.shape, found.levels_to_t) == ("t_in_progress", 4)
    assert example_person().evidence
    assert example_person().targets


def test_the_example_person_is_the_one_of_the_worked_plan(root):
    """Shape, plan and progress are told of one person, with the same ratings and targets."""
    plan = json.loads((root / "tests" / "golden" / "plan.json").read_text("utf-8"))
    assert dict(example_person().ratings) == plan["ratings"]
    assert dict(example_person().targets) == plan["targets"]


def test_the_picture_person_is_a_t():
    """The T of the README is drawn from ratings that make a T by the rule."""
    found = profile_of(t_shaped_person())
    assert (found.shape, found.variant, found.deep) == ("t_shaped", "T", ("rag_vector",))
