"""Markup: an assessment and its profile as HTML text, one element a line, every name escaped."""

from __future__ import annotations

import base64
import difflib
import itertools
import re
from collections.abc import Iterator

from skillkit.assessment import NA, Assessment
from skillkit.assessment.examples import LABEL, example_person, t_shaped_person
from skillkit.base.svg import escaped
from skillkit.framework import Skill

Edit = tuple[int, int, str]  # the characters from start to end become the text

WORD = re.compile(r"\w+|\W")

LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches

NEAR = 12  # characters between two edits that cost less than a second edit


def rating_table(assessment: Assessment) -> str:
    """The ratings for a saved notebook, without evidence, as a notebook travels."""
    hint = _line(
        "p", "Run this cell to open the form. Your own ratings, if you have any, come with it."
    )
    return "\n".join(
        [*_example_line(assessment), hint, *_table(assessment, evidence=False, style=LEFT)]
    )


def edits(before: str, after: str) -> list[Edit]:
    """The replacements that turn one text into the other, the last place first.

    Lines are compared, then the words of those lines that differ.
    """
    found: list[Edit] = []
    start = 0
    for old, new in _changed_lines(before.splitlines(True), after.splitlines(True)):
        if old != new:
            found += _changed_words(start, old, new)
        start += len(old)
    return found[::-1]


def _changed_lines(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The whole texts in pairs that belong together, line by line where there are as many."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        if i_end - i == j_end - j:
            yield from zip(old[i:i_end], new[j:j_end], strict=True)
        else:
            yield "".join(old[i:i_end]), "".join(new[j:j_end])


def _changed_words(base: int, old: str, new: str) -> list[Edit]:
    """The replacements in one text; two that are nearly beside each other become one."""
    head = _shared(old, new)  # most of a line; comparing words takes longer
    tail = _shared(old[head:][::-1], new[head:][::-1])
    before, after = (WORD.findall(text[head : len(text) - tail]) for text in (old, new))
    places = list(itertools.accumulate(map(len, before), initial=head))
    found: list[Edit] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        start, end, words = places[i], places[i_end], "".join(after[j:j_end])
        if found and start - found[-1][1] < NEAR:
            first, last, earlier = found.pop()
            start, words = first, earlier + old[last:start] + words
        found.append((start, end, words))
    return [(base + start, base + end, words) for start, end, words in found]


def _shared(old: str, new: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))


def _line(tag: str, words: str | None, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{escaped(words or '')}</{tag}>"


def _example_line(assessment: Assessment) -> Iterator[str]:
    if assessment in (example_person(), t_shaped_person()):
        yield _line("p", f"{LABEL[0].upper()}{LABEL[1:]}.", ' class="sk-example"')


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
