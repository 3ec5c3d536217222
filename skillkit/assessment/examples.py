"""Examples: the fictional people that every notebook, picture and test shows.

A workshop folder may bring them as files; for another framework they are made from its skills.
"""

from __future__ import annotations

from collections.abc import Callable

from skillkit.assessment.file import from_json
from skillkit.assessment.invented import (
    person_at_start,
    person_later,
    person_like,
    start_as_seen_later,
)
from skillkit.assessment.model import Assessment
from skillkit.base.words import kept_by_language, say
from skillkit.framework import Framework
from skillkit.framework.file import folder_of, load_framework


def example_line() -> str:
    """What stands above an example: that nobody real is shown."""
    return say("An invented example, not a real person.")


def example_person() -> Assessment:
    """Somebody with a T in progress: some levels short, with targets and some evidence."""
    return _person("example_person", person_at_start)


def t_shaped_person() -> Assessment:
    """Somebody whose ratings make a T: deep in one skill, all else around it in place."""
    return _person("example_t_shaped", lambda framework: person_like(framework, "T"))


def example_again() -> Assessment:
    """The example person, rated again without a look at the first ratings, ninety days later."""
    return _person("example_again", person_later)


def example_seen() -> Assessment:
    """The example person's start, as it looks to them after those ninety days."""
    return _person("example_seen", start_as_seen_later)


def is_invented(assessment: Assessment) -> bool:
    """Whether these are the ratings of one of the examples, which anybody may see."""
    people = (example_person(), t_shaped_person(), example_again(), example_seen())
    return assessment in people


def _person(name: str, made: Callable[[Framework], Assessment]) -> Assessment:
    """The person of this session's workshop: from its own file, else made from its framework."""
    framework = load_framework()
    folder = folder_of(framework)
    text = folder.own_text(f"{name}.json") if folder else None
    return made(framework) if text is None else _read(text, framework)


@kept_by_language
def _read(text: str, framework: Framework) -> Assessment:
    return from_json(text, framework)
