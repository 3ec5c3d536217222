"""Frame: what stands around every T: the level lines, the skills' names, the areas, the legend."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.framework import Framework, Skill
from skillkit.grid import LEVEL, Grid, centred, named_levels
from skillkit.svg import LINE, box, escaped, fitted, num, path, text_width, tongue, words, wrapped

SMALL = 10.0  # font size of the legend
DIAMOND = "l3.6 3.6-3.6 3.6-3.6-3.6z"


def level_lines(framework: Framework, grid: Grid) -> Iterator[str]:
    """A line and a name for each level from the bar's foot down."""
    for level, name in named_levels(framework):
        y = grid.depths[level]
        yield path("sk-line", f"M{num(grid.left - 5)} {num(y)}H{num(grid.right)}")
        yield words(grid.left - 9, y + 3.8, name, LEVEL, ' class="sk-soft" text-anchor="end"')


def name_above(grid: Grid, skill: Skill, x: float, kind: str = "") -> str:
    """The name above a column and the skill's marks below it; `kind` is a class attribute."""
    lines, step, y = grid.names[skill.id], LINE * grid.size, grid.depths[0] - 8
    first = x - step * (len(lines) - 1) / 2 + 0.36 * grid.size
    texts = "".join(
        f'<text transform="translate({num(first + i * step)} {num(y - 9)})rotate(-90)"{kind}>'
        f"{escaped(line)}</text>"
        for i, line in enumerate(lines)
    )
    return texts + _dot_mark(x, y) * skill.must_have + _diamond_mark(x, y) * skill.core


def areas_below(grid: Grid) -> tuple[list[str], float]:
    """The areas below the T, each under its own rule, and where they end."""
    y = grid.depths[-1] + 24
    room = (grid.right - grid.left) / len(grid.spans) - 8
    labels = [wrapped(area.name, room, LEVEL, 3) for area, _, _ in grid.spans]
    widths = [max(text_width(line, LEVEL) for line in label) for label in labels]
    lines = []
    for (_, start, end), label, x in zip(grid.spans, labels, centred(grid, widths), strict=True):
        lines.append(path("sk-rule", f"M{num(start + 1)} {num(y)}H{num(end - 1)}"))
        for i, line in enumerate(label):
            lines.append(words(x, y + 16 + i * 13, line, LEVEL, ' text-anchor="middle"'))
    return lines, y + 4 + 13 * max(map(len, labels))


def legend(framework: Framework, grid: Grid, y: float) -> tuple[list[str], float]:
    """What the marks mean, in as many rows as it takes, and where it ends."""
    lines, left = [], grid.left
    for group in (_state_marks(framework), _other_marks(framework)):
        x = left
        for mark, text in group:
            wide = 17 + text_width(text, SMALL)
            if x > left and x + wide > grid.right + 8:
                x, y = left, y + 17
            label = words(17, 8.5, text, SMALL)
            lines.append(f'<g transform="translate({num(x)} {num(y)})">{mark}{label}</g>')
            x += wide + 8
        y += 17
    return lines, y


def _state_marks(framework: Framework) -> Iterator[tuple[str, str]]:
    decent = framework.rules.decent
    for level in framework.levels[:decent]:
        filled = box("sk-bar", 0, 0, 12, 10 * level.number / decent) if level.number else ""
        yield box("sk-edge", 0.5, 0.5, 11, 9) + filled, fitted(level.name, 90, SMALL)
    yield box("sk-edge sk-dots", 0.6, 0.6, 11, 9), "not rated"
    if any(skill.may_be_na for skill in framework.skills):
        yield path("sk-dash", "M2 5h8"), "not applicable"


def _other_marks(framework: Framework) -> Iterator[tuple[str, str]]:
    yield path("sk-stem", tongue(1.5, -1, 9, 12, 2)), "deep"
    yield path("sk-goal", "M3 -1V10.5h6V-1"), "target"
    if framework.must_haves:
        yield _dot_mark(6, 5), "must-have"
    if framework.core:
        yield _diamond_mark(6, 5), "communication core"


def _dot_mark(x: float, y: float) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="1.8" fill="currentColor"/>'


def _diamond_mark(x: float, y: float) -> str:
    return path("sk-mark", f"M{num(x)} {num(y - 3.6)}{DIAMOND}")
