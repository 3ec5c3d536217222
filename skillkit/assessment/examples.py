"""Examples: the fictional people that every notebook, picture and test shows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from skillkit.assessment.file import from_json
from skillkit.assessment.model import Assessment

LABEL = "an invented example, not a real person"


def example_person() -> Assessment:
    """Somebody with a T in progress: four levels short, with targets and some evidence."""
    return _person("example_person")


def t_shaped_person() -> Assessment:
    """Somebody whose ratings make a T: deep in retrieval, all else around it in place."""
    return _person("example_t_shaped")


def example_again() -> Assessment:
    """The example person, rated anew without a look at the first ratings, ninety days later."""
    return _person("example_again")


def example_seen() -> Assessment:
    """The example person's start, as it looks to them after those ninety days."""
    return _person("example_seen")


def is_invented(assessment: Assessment) -> bool:
    """Whether these are the ratings of one of the examples, which anybody may see."""
    people = (example_person(), t_shaped_person(), example_again(), example_seen())
    return assessment in people


@cache
def _person(name: str) -> Assessment:
    text = files("skillkit").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    return from_json(text)
