"""Mirrored drawings: each mark has its mirror's place, and each text can be read."""

import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from skillkit.assessment.examples import example_again, example_person, example_seen
from skillkit.base.svg import mirrored
from skillkit.base.words import spoken_in
from skillkit.profile import profile_of
from skillkit.profile.draw_areas import area_bars
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import t_shape
from skillkit.progress import Progress
from skillkit.progress.draw_change import dumbbell
from skillkit.team.draw_charts import NARROW, draw_coverage, draw_spread, draw_team_t
from skillkit.team.sample import sample_team

Matrix = tuple[float, float, float, float, float, float]

SAME: Matrix = (1, 0, 0, 1, 0, 0)


def drawings() -> dict[str, str]:
    """One of each kind."""
    profile, team = profile_of(example_person()), sample_team()
    coverage = team.coverage()
    change = Progress(example_person(), example_again(), example_seen().ratings)
    return {
        "T": t_shape(profile),
        "narrow T": t_shape(profile, narrow=True),
        "stool": stool(profile),
        "bars": area_bars(profile),
        "change": dumbbell(change),
        "heat map": draw_coverage(team, coverage),
        "team's T": draw_team_t(coverage, on=NARROW),
        "spread": draw_spread(coverage),
    }


DRAWINGS = drawings()


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_place_is_the_mirror_of_its_own_and_every_text_can_be_read(name):
    """X becomes width - x, y stays; a shape is turned over, a text is not."""
    head, *lines = DRAWINGS[name].splitlines()
    width = float(head.split('viewBox="0 0 ')[1].split()[0])
    body = lines[lines.index("</style>") + 1 : -1]
    before = list(marks("\n".join(body)))
    after = list(marks("\n".join(mirrored(body, width))))
    assert len(before) == len(after) > 10
    for (kind, matrix, x, y), (same, turned, left, down) in zip(before, after, strict=True):
        assert kind == same
        assert math.isclose(left, width - x, abs_tol=0.2)
        assert math.isclose(down, y, abs_tol=0.2)
        assert not flips(matrix)
        assert flips(turned) == (kind != "text")


def test_a_drawing_says_how_it_is_read_and_turns_with_its_reader():
    """Where a text begins follows the direction, so its anchors change sides."""
    profile = profile_of(example_person())
    assert ' direction="ltr">' in t_shape(profile)
    with spoken_in("ar-XB"):
        drawn = t_shape(profile)
    assert ' direction="rtl">' in drawn
    assert '<g transform="matrix(-1 0 0 1 ' in drawn


def marks(body: str) -> Iterator[tuple[str, Matrix, float, float]]:
    """What is drawn, with the matrix above it and where it is put."""
    yield from _within(ElementTree.fromstring(f"<svg>{body}</svg>"), SAME)


def _within(node: ElementTree.Element, above: Matrix) -> Iterator[tuple[str, Matrix, float, float]]:
    for child in node:
        matrix = above
        for name, numbers in re.findall(r"(\w+)\(([^)]*)\)", child.get("transform", "")):
            matrix = times(matrix, read(name, [float(n) for n in re.split(r"[ ,]+", numbers)]))
        if child.tag in ("text", "circle", "path"):
            start = re.match(r"M(-?[\d.]+) ?(-?[\d.]+)", child.get("d", ""))
            x = start[1] if start else child.get("x", child.get("cx", "0"))
            y = start[2] if start else child.get("y", child.get("cy", "0"))
            a, b, c, d, e, f = matrix
            x, y = float(x), float(y)
            yield child.tag, matrix, a * x + c * y + e, b * x + d * y + f
        yield from _within(child, matrix)


def read(name: str, n: list[float]) -> Matrix:
    """A move of SVG as a matrix."""
    if name == "matrix":
        return (n[0], n[1], n[2], n[3], n[4], n[5])
    if name == "translate":
        return (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
    if name == "scale":
        return (n[0], 0, 0, n[1], 0, 0)
    cos, sin = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
    turn: Matrix = (cos, sin, -sin, cos, 0, 0)
    if len(n) == 1:
        return turn
    return times(times((1, 0, 0, 1, n[1], n[2]), turn), (1, 0, 0, 1, -n[1], -n[2]))


def times(m: Matrix, n: Matrix) -> Matrix:
    """First the second, then the first."""
    a, b, c, d, e, f = m
    return (
        a * n[0] + c * n[1],
        b * n[0] + d * n[1],
        a * n[2] + c * n[3],
        b * n[2] + d * n[3],
        a * n[4] + c * n[5] + e,
        b * n[4] + d * n[5] + f,
    )


def flips(matrix: Matrix) -> bool:
    """Whether it shows the mirror of what it is given."""
    a, b, c, d, _, _ = matrix
    return a * d - b * c < 0
