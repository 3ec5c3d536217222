"""The areas of a person or a team: a stool where there are three, else a bar for each."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.svg import (
    box,
    drawing,
    escaped,
    fitted,
    num,
    path,
    printable,
    text_width,
    whole,
    words,
    wrapped,
)
from skillkit.base.words import say
from skillkit.framework import AreaId, Framework
from skillkit.profile.draw_stool import stool
from skillkit.profile.words import Standing, mean_words, stool_sentence

WIDTH, LEFT, RIGHT = 354.0, 120.0, 316.0  # of a drawing, and of the bars

TOP, ROW, THICK = 30.0, 30.0, 13.0  # below the names of the levels; heights of a row and a bar

SIZE = 12.0


def draw_areas(standing: Standing) -> str:
    """How high the areas stand."""
    return stool(standing) if standing.framework.stands_on_legs else area_bars(standing)


def area_bars(standing: Standing) -> str:
    """A bar for each area, as long as its mean level, and a line where it is high enough."""
    framework, said = standing.framework, stool_sentence(standing)
    bottom = TOP + ROW * len(framework.areas)
    rows = [_row(standing, area.id, TOP + ROW * i) for i, area in enumerate(framework.areas)]
    verdict = said.rsplit(". ", 1)[-1]
    lines = [*level_marks(framework, bottom), *rows]
    for i, line in enumerate(wrapped(verdict, WIDTH - 16, SIZE, 2)):
        lines.append(words(8, bottom + 22 + 15 * i, line, SIZE))
    return drawing(
        "areas", (WIDTH, bottom + 46), say("The areas. {verdict}", verdict=verdict), said, lines
    )


def level_marks(framework: Framework, bottom: float) -> Iterator[str]:
    """A line for each level, and the name of the one that each area has to reach."""
    stands = framework.rules.stool_stands
    for level in range(1, framework.top + 1):
        x = at(framework, level)
        look = "sk-rule" if level == stands else "sk-line"
        yield path(look, f"M{num(x)} {num(TOP - 5)}V{num(bottom)}")
    name = fitted(framework.label(stands), RIGHT - LEFT, SIZE)
    half = text_width(name, SIZE) / 2
    middle = min(max(at(framework, stands), half + 4), WIDTH - half - 4)
    yield words(middle, TOP - 11, name, SIZE, ' class="sk-soft" text-anchor="middle"')


def at(framework: Framework, level: float) -> float:
    """Where a bar of so many levels ends."""
    return LEFT + (RIGHT - LEFT) * level / framework.top


def name_beside(framework: Framework, area: AreaId, y: float) -> Iterator[str]:
    """The name of an area at the left of its row, on one line or two."""
    lines, size = whole(framework.area(area).label, LEFT - 16, SIZE, 2, 9)
    for i, line in enumerate(lines):
        middle = y + ROW / 2 + 4 - 6.5 * (len(lines) - 1) + 13 * i
        yield words(LEFT - 8, middle, line, size, ' text-anchor="end"')


def _row(standing: Standing, area: AreaId, y: float) -> str:
    """One area: its name, its bar and its mean; dotted where nothing is rated."""
    framework, mean = standing.framework, standing.heights[area]
    top, said = y + (ROW - THICK) / 2, mean_words(mean)
    if mean is None:
        bar = box(
            "sk-edge sk-dots", LEFT, top, at(framework, framework.rules.stool_stands) - LEFT, THICK
        )
    else:
        bar = box("sk-bar", LEFT, top, at(framework, float(mean)) - LEFT, THICK) if mean else ""
    lowest = area in standing.weakest_areas and len(standing.weakest_areas) < len(framework.areas)
    beside = said if mean is not None else "–"
    look = ' class="sk-bold"' if lowest else ""
    number = words(RIGHT + 8, y + ROW / 2 + 4, beside, SIZE, look)
    name = printable(framework.area(area).name)
    title = f"{name}: {said}{say(', the lowest') if lowest else ''}"
    name = "".join(name_beside(framework, area, y))
    return f"<g><title>{escaped(title)}</title>{name}{bar}{number}</g>"
