"""Grid: where a framework's T has its columns, level lines and names.

It depends on the framework alone, so that a T changes in place while a person rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skillkit.framework import LEVELS, Area, Framework, SkillId
from skillkit.svg import BOLD, LINE, TALL, fitted, text_width, wrapped

NARROW, WIDE = 14.0, 54.0  # the limits of a column
TOOTH, STEM = 32.0, 132.0  # how far a strong and a deep skill hang further down
GAP = 5.0  # between two areas
LEVEL, NAME = 11.0, 12.0  # font sizes: levels and areas, skills at most
LONGEST_NAME = 260.0  # in one line; a name in several lines gets three quarters of it
LEAST = 390.0  # width, so that the legend has its place below a short bar


@dataclass(frozen=True, slots=True)
class Grid:
    """Places in the T, in SVG units from its upper left corner."""

    pitch: float  # from one column to the next
    columns: Mapping[SkillId, float]  # left edges
    spans: tuple[tuple[Area, float, float], ...]  # left and right edges of areas with skills
    names: Mapping[SkillId, list[str]]  # in the lines that fit above a column
    size: float  # font size of the names
    depths: tuple[float, ...]  # y of levels 0 ... 4; level 0 is the upper edge of the bar
    foot: float  # lower edge of the bar, where the decent level ends
    left: float  # of the bar
    right: float  # of the bar, or of the legend below a short one


def grid_of(framework: Framework) -> Grid:
    """The grid of a framework with any number of skills."""
    pitch = max(NARROW, min(WIDE, 320 / len(framework.skills)))
    size = min(NAME, pitch / TALL)
    names = _names(framework, pitch, size)
    left = 14 + max(text_width(name, LEVEL) for _, name in named_levels(framework))
    columns, spans = _columns(framework, pitch, left)
    longest = max(text_width(line, size) for lines in names.values() for line in lines)
    depths = _depths(framework, BOLD * longest + 22, max(22, min(34, 1.1 * pitch)))
    foot = depths[framework.rules.decent]
    right = max(spans[-1][2], LEAST)
    return Grid(pitch, columns, tuple(spans), names, size, depths, foot, left, right)


def named_levels(framework: Framework) -> list[tuple[int, str]]:
    """The levels that get a line, from the bar's foot down, with names cut to the margin."""
    return [
        (level, fitted(framework.levels[level].name, 70, LEVEL))
        for level in range(framework.rules.decent, len(LEVELS))
    ]


def centred(grid: Grid, widths: list[float]) -> list[float]:
    """The middles of labels below their areas, pushed apart where two would meet."""
    centres: list[float] = []
    edge = grid.left
    for (_, start, end), width in zip(grid.spans, widths, strict=True):
        centres.append(max((start + end) / 2, edge + width / 2))
        edge = centres[-1] + width / 2 + 8
    edge = grid.right
    for i in reversed(range(len(widths))):
        centres[i] = min(centres[i], edge - widths[i] / 2)
        edge = centres[i] - widths[i] / 2 - 8
    return centres


def _names(framework: Framework, pitch: float, size: float) -> dict[SkillId, list[str]]:
    most = 1 + int((pitch - TALL * size + 0.01) / (LINE * size))
    room = LONGEST_NAME if most == 1 else 0.75 * LONGEST_NAME
    return {skill.id: wrapped(skill.name, room / BOLD, size, most) for skill in framework.skills}


def _columns(
    framework: Framework, pitch: float, x: float
) -> tuple[dict[SkillId, float], list[tuple[Area, float, float]]]:
    columns: dict[SkillId, float] = {}
    spans: list[tuple[Area, float, float]] = []
    for area in framework.areas:
        start = x
        for skill in framework.in_area(area.id):
            columns[skill.id] = x
            x += pitch
        if x > start:
            spans.append((area, start, x))
            x += GAP
    return columns, spans


def _depths(framework: Framework, top: float, bar: float) -> tuple[float, ...]:
    """The decent level fills the bar, the deep one makes the long step."""
    rules = framework.rules
    depths = [top + bar * level / rules.decent for level in range(rules.decent + 1)]
    for level in range(rules.decent + 1, len(LEVELS)):
        depths.append(depths[-1] + (STEM if level == rules.deep else TOOTH))
    return tuple(depths)
