"""HTML: an assessment and its profile as HTML text, one element a line."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.assessment import Assessment, rating_words
from skillkit.assessment.examples import example_line, example_person, t_shaped_person
from skillkit.base.html import LEFT, Html, table, tag
from skillkit.base.text import capital
from skillkit.base.words import say
from skillkit.framework import Skill
from skillkit.profile import Profile
from skillkit.profile.words import glance, shape_title


def rating_table(assessment: Assessment) -> str:
    """The ratings for a saved notebook, without evidence, as a notebook travels."""
    hint = tag(
        "p", "Run this cell to open the form. Your own ratings, if you have any, come with it."
    )
    return "\n".join(
        [*line_of_example(assessment), hint, *ratings_table(assessment, evidence=False, style=LEFT)]
    )


def with_line(words: str, still: str) -> str:
    """A picture for a saved notebook under a line that says what it is not."""
    return f"{tag('p', words)}\n{still}"


def line_of_example(assessment: Assessment) -> Iterator[Html]:
    """That this is nobody real, where it is so."""
    if assessment in (example_person(), t_shaped_person()):
        yield tag("p", example_line(), class_="sk-example")


def shape_lines(profile: Profile) -> Iterator[Html]:
    """The name of a shape, and one short sentence in which skills stand out."""
    name = shape_title(profile)
    so_far = profile.status == "provisional"
    shape = say("So far: {shape}", shape=name) if so_far else capital(name)
    yield tag("h2", shape, class_="sk-shape", aria_live="polite")
    said = [tag("strong", part) if is_name else part for part, is_name in glance(profile)]
    yield tag("p", *said, class_="sk-glance")


def ratings_table(assessment: Assessment, *, evidence: bool, style: str = "") -> Iterator[Html]:
    """The table twin of the T: skill, level, target, evidence, grouped by area."""
    framework = assessment.framework
    columns = [say("Skill"), say("Level"), say("Target"), *[say("Evidence")] * evidence]
    groups = [
        (
            area.name,
            [
                (skill.name, _cells(assessment, skill, evidence))
                for skill in framework.in_area(area.id)
            ],
        )
        for area in framework.areas
    ]
    return table(columns, groups, style)


def _cells(assessment: Assessment, skill: Skill, evidence: bool) -> Iterator[str]:
    framework = assessment.framework
    rating, target = assessment.rating(skill.id), assessment.targets.get(skill.id)
    yield rating_words(framework, rating)
    yield "" if target is None else framework.level(target).name
    if evidence:
        yield assessment.evidence.get(skill.id, "")
