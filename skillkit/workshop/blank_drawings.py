"""Blank drawings: the T and the stool without anybody's ratings, for a pen on paper.

They stand on the same grid and the same lines as the drawn ones, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.svg import box, drawing, num, path, printable
from skillkit.base.text import joined
from skillkit.base.words import say
from skillkit.framework import Framework, Skill
from skillkit.profile.draw_areas import ROW, THICK, TOP, at, level_marks, name_beside
from skillkit.profile.draw_stool import LEGS, SEAT, WIDTH, foot_at, ground, seat
from skillkit.profile.draw_stool import name_above as area_above
from skillkit.profile.draw_t import Grid, areas_below, grid_of, level_lines, name_above, name_marks


def t_outline(framework: Framework) -> str:
    """A T to draw on: a column for each skill, from the bar down to the last level."""
    grid = grid_of(framework)
    areas, bottom = areas_below(grid)
    columns = [_column(framework, grid, skill) for skill in framework.skills]
    names = f'<g font-size="{num(grid.size)}">'
    lines = [*level_lines(framework, grid), names, *columns, "</g>", *areas]
    title = say("An empty T, with a column for each skill")
    skills = joined([printable(skill.name) for skill in framework.skills])
    return drawing("t", (grid.width, bottom + 4), title, f"{skills}.", lines)


def stool_outline(framework: Framework) -> str:
    """A stool to draw on: a seat, the ground, and a leg for each area down to the last level."""
    lines = [*ground(framework), seat()]
    end = foot_at(framework.top)
    for x, area in zip(LEGS, framework.areas, strict=True):
        lines += [*area_above(area, x), path("sk-line", f"M{num(x - 16)} {num(SEAT - 19)}h32")]
        lines.append(path("sk-edge sk-dots", _leg(x, end)))
    title = say("An empty stool, with a leg for each area")
    areas = joined([printable(area.name) for area in framework.areas])
    return drawing("stool", (WIDTH, end + 10), title, f"{areas}.", lines)


def areas_outline(framework: Framework) -> str:
    """What the means of the areas are drawn on: a stool where there are three, else bars."""
    if framework.stands_on_legs:
        return stool_outline(framework)
    bottom = TOP + ROW * len(framework.areas)
    lines = list(level_marks(framework, bottom))
    for i, area in enumerate(framework.areas):
        y = TOP + ROW * i
        wide = at(framework, framework.top) - at(framework, 0)
        lines += name_beside(framework, area.id, y)
        lines.append(box("sk-edge sk-dots", at(framework, 0), y + (ROW - THICK) / 2, wide, THICK))
    areas = joined([printable(area.name) for area in framework.areas])
    title = say("An empty bar for each area")
    return drawing("areas", (WIDTH, bottom + 10), title, f"{areas}.", lines)


def _column(framework: Framework, grid: Grid, skill: Skill) -> str:
    """The name, the box in the bar with its middle line, and dotted edges below it."""
    gap = 1.0 if grid.pitch < 18 else 1.5
    left, right = grid.columns[skill.id] + gap / 2, grid.columns[skill.id] + grid.pitch - gap / 2
    edges = "".join(_edges(grid, left, right, framework.rules.decent))
    middle = (left + right) / 2
    return name_above(grid, skill, middle) + name_marks(grid, skill, middle) + edges


def _edges(grid: Grid, left: float, right: float, decent: int) -> Iterator[str]:
    top, deepest = grid.depths[0], grid.depths[-1]
    sides = (f"M{num(x)} {num(grid.foot)}V{num(deepest)}" for x in (left, right))
    yield path("sk-edge sk-dots", "".join(sides))
    yield path("sk-edge", f"M{num(left)} {num(top)}H{num(right)}V{num(grid.foot)}H{num(left)}z")
    for level in range(1, decent):
        y = num(grid.depths[level])
        yield path("sk-edge sk-dots", f"M{num(left)} {y}H{num(right)}")


def _leg(x: float, end: float) -> str:
    """The moves of a leg as long as it can be; a shorter one ends at its level."""
    top, bottom = num(SEAT - 1), num(end)
    sides = ((x - 10, x - 6), (x + 10, x + 6))
    return "".join(f"M{num(start)} {top}L{num(foot)} {bottom}" for start, foot in sides)
