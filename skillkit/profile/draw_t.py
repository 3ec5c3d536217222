"""Figures: the T, the stool and the dots of a table row, as SVG text.

Levels are an order, not a measure: how far apart they are drawn is a matter of legibility.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skillkit.assessment import NA, Rating
from skillkit.base.svg import (
    BOLD,
    LINE,
    TALL,
    box,
    drawing,
    escaped,
    fitted,
    num,
    path,
    printable,
    text_width,
    tongue,
    words,
    wrapped,
)
from skillkit.base.text import joined
from skillkit.framework import LEVELS, Area, Framework, Skill, SkillId
from skillkit.profile.model import Profile

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


def t_shape(profile: Profile) -> str:
    """A person's skills as a T: the bar is breadth, what hangs from it is depth."""
    framework = profile.framework
    grid = grid_of(framework)
    areas, bottom = areas_below(grid)
    marks, bottom = legend(framework, grid, bottom + 22)
    skills = [_skill(profile, grid, skill) for skill in framework.skills]
    names = f'<g font-size="{num(grid.size)}">'
    lines = [*level_lines(framework, grid), names, *skills, "</g>", *areas, *marks]
    size = (grid.right + 10, bottom)
    return drawing("t", size, _t_title(profile), _t_words(profile), lines)


def level_dots(
    framework: Framework, skill: SkillId, rating: Rating | None, target: int | None = None
) -> str:
    """One rating as a row of five marks, small enough for a table cell.

    A short stroke stands for level 0, a dot for each level above it: filled as far as the rating
    goes, hollow beyond, dotted while unrated; one dash is not applicable; a ring is the target.
    """
    named = framework.skill(skill)
    desc = _rating_words(framework, rating, target)
    title = f"{printable(named.name)}: {desc}"
    marks = '<path d="M8 8h64" stroke-width="1.6"/>'
    if rating != NA:
        marks = "".join(_dot(level, rating, level == target) for level in LEVELS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escaped(title)}" '
        'viewBox="0 0 80 16" width="80" height="16" style="vertical-align:middle" '
        'fill="none" stroke="currentColor" stroke-width="1.2">'
        f"<title>{escaped(title)}</title><desc>{escaped(desc)}</desc>{marks}</svg>"
    )


def _skill(profile: Profile, grid: Grid, skill: Skill) -> str:
    """One column: the name, the marks, the place in the bar and what hangs from it."""
    rating = profile.assessment.rating(skill.id)
    target = profile.assessment.targets.get(skill.id)
    gap = 1.0 if grid.pitch < 18 else 1.5
    x, width = grid.columns[skill.id] + gap / 2, grid.pitch - gap
    shapes = _name(profile, grid, skill, x + width / 2) + _cell(grid, x, width, rating)
    if rating is not None and rating != NA and grid.depths[rating] > grid.foot:
        stem = skill.id in profile.deep
        shapes += path("sk-stem" if stem else "sk-bar", _hanging(grid, x, width, rating, stem))
    if target is not None and rating != NA and target > (rating or 0):
        hangs = grid.depths[target] > grid.foot
        stem = hangs and skill.stem and target >= profile.framework.rules.deep
        shapes += path("sk-goal", _ghost(grid, x, width, rating or 0, target, stem))
    return f"<g><title>{escaped(_skill_words(profile, skill))}</title>{shapes}</g>"


def _name(profile: Profile, grid: Grid, skill: Skill, x: float) -> str:
    """The name above a column, bold where it is deep, soft where nothing is rated."""
    unrated = profile.assessment.rating(skill.id) in (None, NA)
    kind = ' class="sk-bold"' if skill.id in profile.deep else ' class="sk-soft"' * unrated
    return name_above(grid, skill, x, kind)


def _cell(grid: Grid, x: float, width: float, rating: Rating | None) -> str:
    """The part in the bar: dotted unrated, a dash not applicable, else filled from above."""
    top, height = grid.depths[0], grid.foot - grid.depths[0]
    inner = (x + 0.6, top + 0.6, width - 1.2, height - 1.2)
    if rating is None:
        return box("sk-edge sk-dots", *inner)
    if rating == NA:
        return path("sk-dash", f"M{num(x + width / 4)} {num(top + height / 2)}h{num(width / 2)}")
    filled = min(grid.depths[rating], grid.foot) - top
    edge = box("sk-edge", *inner) if filled < height else ""
    return edge + (box("sk-bar", x, top, width, filled) if filled else "")


def _hanging(grid: Grid, x: float, width: float, level: int, stem: bool) -> str:
    """The moves of a stem, as wide as its column, or of a tooth, half as wide."""
    thin = 0.0 if stem else width / 4
    length = grid.depths[level] - grid.foot
    return tongue(x + thin, grid.foot, width - 2 * thin, length, min(4, width / 6))


def _ghost(grid: Grid, x: float, width: float, rating: int, target: int, stem: bool) -> str:
    """The moves around what the target would add; a stem-to-be is as wide as a stem."""
    thin = 0.7 if stem else width / 4
    start = num((grid.foot if stem else grid.depths[rating]) + 1)
    left, right = num(x + thin), num(x + width - thin)
    return f"M{left} {start}V{num(grid.depths[target] - 0.7)}H{right}V{start}"


def _t_title(profile: Profile) -> str:
    names = [printable(profile.framework.skill(skill).name) for skill in profile.deep]
    depth = f"deep in {joined(names)}" if names else "no deep skill yet"
    breadth = next(fact for fact in profile.facts if fact.id == "breadth")
    decent = printable(profile.framework.levels[profile.framework.rules.decent].name)
    return f"Skills as a T: {depth}; {breadth.count} of {breadth.of} skills at {decent} or above"


def _t_words(profile: Profile) -> str:
    """The whole T in words, area by area."""
    framework = profile.framework
    return " ".join(
        f"{printable(area.name)}. "
        + "; ".join(_skill_words(profile, skill) for skill in framework.in_area(area.id))
        + "."
        for area in framework.areas
    )


def _skill_words(profile: Profile, skill: Skill) -> str:
    """One skill in words: "Machine learning: Strong, target High-value"."""
    given = profile.assessment
    state = _rating_words(profile.framework, given.rating(skill.id), given.targets.get(skill.id))
    return f"{printable(skill.name)}: {state}"


def _rating_words(framework: Framework, rating: Rating | None, target: int | None) -> str:
    """A rating and its target: "Strong, target High-value"."""
    if rating is None:
        state = "not rated"
    else:
        state = "not applicable" if rating == NA else printable(framework.levels[rating].name)
    return (
        state if target is None else f"{state}, target {printable(framework.levels[target].name)}"
    )


def _dot(level: int, rating: Rating | None, ringed: bool) -> str:
    """One mark of a row of dots."""
    x = 8 + 16 * level
    filled = rating is not None and rating != NA and level <= rating
    dotted = ' stroke-dasharray="1.5 1.7"' if rating is None else ""
    extra = ' fill="currentColor"' if filled else dotted
    ring = f'<circle cx="{x}" cy="8" r="6.8" stroke-dasharray="3 1.6"/>' if ringed else ""
    if level == 0:
        return f'<path d="M{x} 4v8" stroke-width="2"{extra}/>{ring}'
    return f'<circle cx="{x}" cy="8" r="4"{extra}/>{ring}'
