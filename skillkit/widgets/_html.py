"""HTML: an assessment and its profile as HTML text, one element a line, every name escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from skillkit.assessment import NA, Assessment
from skillkit.assessment.examples import LABEL, example_person, t_shaped_person
from skillkit.base.svg import escaped
from skillkit.framework import Skill
from skillkit.profile import Profile
from skillkit.profile.words import NAMES, glance

LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches


def rating_table(assessment: Assessment) -> str:
    """The ratings for a saved notebook, without evidence, as a notebook travels."""
    hint = _line(
        "p", "Run this cell to open the form. Your own ratings, if you have any, come with it."
    )
    return "\n".join(
        [*_example_line(assessment), hint, *_table(assessment, evidence=False, style=LEFT)]
    )


def with_line(words: str, still: str) -> str:
    """A picture for a saved notebook under a line that says what it is not."""
    return f"{_line('p', words)}\n{still}"


def _line(tag: str, words: str | None, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{escaped(words or '')}</{tag}>"


def _example_line(assessment: Assessment) -> Iterator[str]:
    if assessment in (example_person(), t_shaped_person()):
        yield _line("p", f"{LABEL[0].upper()}{LABEL[1:]}.", ' class="sk-example"')


def shape_lines(profile: Profile) -> Iterator[str]:
    """The name of a shape, and one short sentence in which skills stand out."""
    name = NAMES[profile.shape]
    so_far = profile.status == "provisional"
    shape = f"So far: {name}" if so_far else name[0].upper() + name[1:]
    yield _line("h3", shape, ' class="sk-shape" aria-live="polite"')
    said = (
        _line("strong", part) if is_name else escaped(part) for part, is_name in glance(profile)
    )
    yield f'<p class="sk-glance">{"".join(said)}</p>'


def image(svg: str, alt: str) -> str:
    """The drawing as an image: of a notebook from elsewhere, JupyterLab strips inline SVG."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{escaped(alt)}" src="data:image/svg+xml;base64,{data}">'


def _table(assessment: Assessment, *, evidence: bool, style: str = "") -> Iterator[str]:
    """The table twin of the T: skill, level, target, evidence, grouped by area."""
    framework = assessment.framework
    columns = ["Skill", "Level", "Target", *["Evidence"] * evidence]
    heads = "".join(_line("th", column, f' scope="col"{style}') for column in columns)
    yield "<table>"
    yield f"<thead><tr>{heads}</tr></thead>"
    for area in framework.areas:
        span = f' scope="rowgroup" colspan="{len(columns)}"{style}'
        yield f"<tbody><tr>{_line('th', area.name, span)}</tr>"
        for skill in framework.in_area(area.id):
            cells = "".join(_line("td", c, style) for c in _cells(assessment, skill, evidence))
            name = _line("th", skill.name, f' scope="row"{style}')
            yield f"<tr>{name}{cells}</tr>"
        yield "</tbody>"
    yield "</table>"


def _cells(assessment: Assessment, skill: Skill, evidence: bool) -> Iterator[str]:
    levels = assessment.framework.levels
    rating, target = assessment.rating(skill.id), assessment.targets.get(skill.id)
    if rating is None or rating == NA:
        yield "not rated" if rating is None else "not applicable"
    else:
        yield levels[rating].name
    yield "" if target is None else levels[target].name
    if evidence:
        yield assessment.evidence.get(skill.id, "")
