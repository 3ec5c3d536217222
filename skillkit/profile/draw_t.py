"""The T as SVG text.

Levels are an order, not a measure: how far apart they are drawn is a matter of legibility.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skillkit.assessment import NA, Rating, rating_words
from skillkit.base.svg import (
    BOLD,
    TALL,
    box,
    drawing,
    escaped,
    fitted,
    num,
    path,
    printable,
    shared,
    text_width,
    tongue,
    words,
    wrapped,
)
from skillkit.base.text import joined
from skillkit.base.words import say
from skillkit.framework import Area, Framework, Skill, SkillId
from skillkit.profile.model import Profile

ACROSS, WIDE = 420.0, 54.0  # the columns together, and the widest of them

TOOTH, STEM = 44.0, 112.0  # how far a strong and a deep skill hang further down

GAP = 9.0  # between two areas

LEVEL, NAME, LEAST_NAME = 11.5, 12.5, 11.5  # font sizes: levels and areas, skills, many skills

SLANT = 40.0  # degrees; a name upright has to be read with the head tilted
SIN, COS = math.sin(math.radians(SLANT)), math.cos(math.radians(SLANT))
MOST_SLANTED = 24  # skills; of more, slanted names would make the bar too wide

LONGEST_SLANTED, LONGEST_UPRIGHT = 190.0, 260.0  # a longer name is cut; its title says it whole

LEAST = 390.0  # width, so that the legend has its place below a short bar

NARROW = 344.0  # the whole drawing for a telephone, where names rise steeply to fit
STEEP, MOST_STEEP = 75.0, 20  # degrees, and skills; more names would run into each other there
SMALL_TOOTH, SMALL_STEM = 34.0, 84.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Places in the T, in SVG units from its upper left corner."""

    pitch: float  # from one column to the next
    columns: Mapping[SkillId, float]  # left edges
    spans: tuple[tuple[Area, float, float], ...]  # left and right edges of areas with skills
    names: Mapping[SkillId, str]  # as they fit above a column
    size: float  # font size of the names
    slant: float  # degrees by which names rise; 90 is upright
    depths: tuple[float, ...]  # y of levels 0, 1, ...; level 0 is the upper edge of the bar
    foot: float  # lower edge of the bar, where the decent level ends
    left: float  # of the bar
    right: float  # of the bar, or of the legend below a short one
    width: float  # of the whole drawing: a slanted name ends right of its column


def grid_of(framework: Framework) -> Grid:
    """The grid of a framework with any number of skills."""
    count = len(framework.skills)
    slanted = count <= MOST_SLANTED
    size = NAME if slanted else LEAST_NAME
    pitch = max(TALL * size / (SIN if slanted else 1), min(WIDE, ACROSS / count))
    room = LONGEST_SLANTED if slanted else LONGEST_UPRIGHT
    names = {skill.id: fitted(skill.label, room / BOLD, size) for skill in framework.skills}
    left = 14 + max(text_width(name, LEVEL) for _, name in named_levels(framework))
    columns, spans = _columns(framework, pitch, left)
    longest = BOLD * max(text_width(name, size) for name in names.values())
    depths = _depths(framework, (SIN if slanted else 1) * longest + 26, min(44, 2 * pitch))
    foot = depths[framework.rules.decent]
    right = max(spans[-1][2], LEAST)
    ends = [
        columns[skill] + pitch / 2 + COS * BOLD * text_width(name, size)
        for skill, name in names.items()
    ]
    width = max(right, *ends) + 10 if slanted else right + 10
    slant = SLANT if slanted else 90.0
    return Grid(pitch, columns, tuple(spans), names, size, slant, depths, foot, left, right, width)


def narrow_grid(framework: Framework) -> Grid:
    """The grid of a T that is no wider than a telephone; of many skills it has no names.

    Where long names would run into each other they are cut shorter, and at last left out.
    """
    for longest in (LONGEST_SLANTED, 0.7 * LONGEST_SLANTED, 0.5 * LONGEST_SLANTED):
        grid = _narrow_grid(framework, longest)
        if grid.pitch * math.sin(math.radians(STEEP)) >= LEVEL:
            return grid
    return _narrow_grid(framework, 0)


def _narrow_grid(framework: Framework, most: float) -> Grid:
    """The grid of a narrow T whose names are at most so long; without names at 0."""
    skills = framework.skills
    named = most and len(skills) <= MOST_STEEP
    names = {skill.id: fitted(skill.label, most / BOLD, LEVEL) if named else "" for skill in skills}
    longest = BOLD * max(text_width(name, LEVEL) for name in names.values())
    left = 12 + max(text_width(name, LEVEL) for _, name in named_levels(framework))
    over = math.cos(math.radians(STEEP)) * longest
    gaps = GAP * (sum(bool(framework.in_area(area.id)) for area in framework.areas) - 1)
    pitch = min(WIDE, (NARROW - left - gaps - over) / len(skills))
    columns, spans = _columns(framework, pitch, left)
    top = math.sin(math.radians(STEEP)) * longest + 26
    depths = _depths(framework, top, 30, SMALL_TOOTH, SMALL_STEM)
    foot = depths[framework.rules.decent]
    return Grid(
        pitch, columns, tuple(spans), names, LEVEL, STEEP, depths, foot, left, NARROW, NARROW
    )


def named_levels(framework: Framework) -> list[tuple[int, str]]:
    """The levels that get a line, from the bar's foot down, with names cut to the margin."""
    return [
        (level, fitted(framework.level(level).label, 84, LEVEL))
        for level in range(framework.rules.decent, framework.top + 1)
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


def _depths(
    framework: Framework, top: float, bar: float, tooth: float = TOOTH, stem: float = STEM
) -> tuple[float, ...]:
    """The decent level fills the bar, the deep one makes the long step."""
    rules = framework.rules
    depths = [top + bar * level / rules.decent for level in range(rules.decent + 1)]
    for level in range(rules.decent + 1, framework.top + 1):
        depths.append(depths[-1] + (stem if level == rules.deep else tooth))
    return tuple(depths)


SMALL = 11.0  # font size of the legend

DIAMOND = "l3.6 3.6-3.6 3.6-3.6-3.6z"


def level_lines(framework: Framework, grid: Grid) -> Iterator[str]:
    """A line and a name for each level from the bar's foot down."""
    for level, name in named_levels(framework):
        y = grid.depths[level]
        yield path("sk-line", f"M{num(grid.left - 5)} {num(y)}H{num(grid.right)}")
        yield words(grid.left - 9, y + 3.8, name, LEVEL, ' class="sk-soft" text-anchor="end"')


def name_above(grid: Grid, skill: Skill, x: float, kind: str = "") -> str:
    """The name above a column; `kind` is a class attribute."""
    y = grid.depths[0] - 8
    start = x + 0.36 * grid.size * math.sin(math.radians(grid.slant))
    return (
        f'<text transform="translate({num(start)} {num(y - 8)})rotate({num(-grid.slant)})"{kind}>'
        f"{escaped(grid.names[skill.id])}</text>"
    )


def name_marks(grid: Grid, skill: Skill, x: float) -> str:
    """The marks of a skill below its name."""
    y = grid.depths[0] - 8
    return _dot_mark(x, y) * skill.must_have + _diamond_mark(x, y) * skill.core


def areas_below(grid: Grid) -> tuple[list[str], float]:
    """The areas below the T, each under its own rule, and where they end."""
    y = grid.depths[-1] + 24
    names = [area.label for area, _, _ in grid.spans]
    full = [text_width(printable(name), LEVEL) for name in names]
    rooms = shared(full, grid.right - grid.left - 8 * len(names))
    labels = [wrapped(name, room, LEVEL, 3) for name, room in zip(names, rooms, strict=True)]
    widths = [max(text_width(line, LEVEL) for line in label) for label in labels]
    lines = []
    for (_, start, end), label, x in zip(grid.spans, labels, centred(grid, widths), strict=True):
        lines.append(path("sk-rule", f"M{num(start + 1)} {num(y)}H{num(end - 1)}"))
        for i, line in enumerate(label):
            lines.append(words(x, y + 16 + i * 13, line, LEVEL, ' text-anchor="middle"'))
    return lines, y + 4 + 13 * max(map(len, labels))


def legend(profile: Profile, grid: Grid, y: float) -> tuple[str, float]:
    """What the marks mean that occur, in a row where it has room, and where it ends."""
    items, x = [], grid.left
    for mark, text in _marks(profile):
        wide = 17 + text_width(text, SMALL)
        if x > grid.left and x + wide > grid.width:
            x, y = grid.left, y + 18
        label = words(17, 8.5, text, SMALL)
        items.append(f'<g transform="translate({num(x)} {num(y)})">{mark}{label}</g>')
        x += wide + 10
    return "".join(items), y + 18


def _marks(profile: Profile) -> Iterator[tuple[str, str]]:
    """The marks that stand in a profile's T, each with its word."""
    given, framework = profile.assessment, profile.framework
    decent = framework.rules.decent
    said = {given.rating(skill.id) for skill in framework.skills}
    if profile.deep:
        yield path("sk-stem", tongue(1.5, -1, 9, 12, 2)), say("deep")
    for level in framework.levels[: framework.scale.index(decent)]:
        if level.number in said:
            filled = box("sk-bar", 0, 0, 12, 10 * level.number / decent) if level.number else ""
            yield box("sk-edge", 0.5, 0.5, 11, 9) + filled, fitted(level.label, 90, SMALL)
    if None in said:
        yield box("sk-edge sk-dots", 0.6, 0.6, 11, 9), say("not rated")
    if NA in said:
        yield path("sk-dash", "M2 5h8"), say("not applicable")
    if any(_is_ahead(given.rating(skill), target) for skill, target in given.targets.items()):
        yield path("sk-goal", "M3 -1V10.5h6V-1"), say("target")
    if framework.must_haves:
        yield _dot_mark(6, 5), say("must-have")
    if framework.core:
        yield _diamond_mark(6, 5), say("communication core")


def _is_ahead(rating: Rating | None, target: int) -> bool:
    """Whether a target is drawn: it is above what is rated."""
    return rating != NA and target > _level(rating)


def _level(rating: Rating | None) -> int:
    """The level that a rating draws; 0 where there is none."""
    return rating if isinstance(rating, int) else 0


def _dot_mark(x: float, y: float) -> str:
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="1.8" fill="currentColor"/>'


def _diamond_mark(x: float, y: float) -> str:
    return path("sk-mark", f"M{num(x)} {num(y - 3.6)}{DIAMOND}")


def t_shape(profile: Profile, *, bare: bool = False, narrow: bool = False) -> str:
    """A person's skills as a T: the bar is breadth, what hangs from it is depth.

    A bare one has no marks and no legend that says what they mean; a narrow one fits a telephone.
    """
    framework = profile.framework
    grid = narrow_grid(framework) if narrow else grid_of(framework)
    areas, bottom = areas_below(grid)
    marks, bottom = ("", bottom) if bare else legend(profile, grid, bottom + 20)
    skills = [_skill(profile, grid, skill, bare) for skill in framework.skills]
    names = f'<g font-size="{num(grid.size)}">'
    lines = [*level_lines(framework, grid), names, *skills, "</g>", *areas, marks]
    kind = "t sk-narrow" if narrow else "t"
    return drawing(kind, (grid.width, bottom), _t_title(profile), _t_words(profile), lines)


SMALL_T = 300.0  # wide, for a T that grows beside a form


def silhouette(profile: Profile) -> str:
    """A T without words, small enough to stand beside a form; names come with the pointer."""
    framework = profile.framework
    areas = sum(bool(framework.in_area(area.id)) for area in framework.areas)
    pitch = min(WIDE, (SMALL_T - 2 - GAP * (areas - 1)) / len(framework.skills))
    columns, spans = _columns(framework, pitch, 1)
    rules = framework.rules
    depths, right = _depths(framework, 2, 28, tooth=28, stem=80), spans[-1][2]
    foot = depths[rules.decent]
    grid = Grid(pitch, columns, tuple(spans), {}, 0, 90, depths, foot, 1, right, right + 1)
    skills = [_titled(profile, skill, _column(profile, grid, skill)) for skill in framework.skills]
    size = (grid.width, depths[-1] + 2)
    return drawing("t", size, _t_title(profile), _t_words(profile), skills)


def _skill(profile: Profile, grid: Grid, skill: Skill, bare: bool) -> str:
    """One column with the name and, unless it is bare, the marks above it."""
    middle = grid.columns[skill.id] + grid.pitch / 2
    above = _name(profile, grid, skill, middle) + name_marks(grid, skill, middle) * (not bare)
    return _titled(profile, skill, above + _column(profile, grid, skill))


def _titled(profile: Profile, skill: Skill, shapes: str) -> str:
    return f"<g><title>{escaped(_skill_words(profile, skill))}</title>{shapes}</g>"


def _column(profile: Profile, grid: Grid, skill: Skill) -> str:
    """The place in the bar and what hangs from it."""
    rating = profile.assessment.rating(skill.id)
    target = profile.assessment.targets.get(skill.id)
    gap = 1.0 if grid.pitch < 18 else 1.5
    x, width = grid.columns[skill.id] + gap / 2, grid.pitch - gap
    shapes = _cell(grid, x, width, rating)
    if rating is not None and rating != NA and grid.depths[rating] > grid.foot:
        stem = skill.id in profile.deep
        shapes += path("sk-stem" if stem else "sk-bar", _hanging(grid, x, width, rating, stem))
    if target is not None and _is_ahead(rating, target):
        hangs = grid.depths[target] > grid.foot
        stem = (
            hangs
            and profile.framework.may_be_deep(skill)
            and target >= profile.framework.rules.deep
        )
        shapes += path("sk-goal", _ghost(grid, x, width, _level(rating), target, stem))
    return shapes


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
    depth = say("deep in {names}", names=joined(names)) if names else say("no deep skill yet")
    breadth = next(fact for fact in profile.facts if fact.id == "breadth")
    decent = printable(profile.framework.level(profile.framework.rules.decent).name)
    return say(
        "Skills as a T: {depth}; {count} of {of} skills at {decent} or above",
        depth=depth,
        count=breadth.count,
        of=breadth.of,
        decent=decent,
    )


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
    state = printable(rating_words(framework, rating))
    if target is None:
        return state
    aim = printable(framework.level(target).name)
    return say("{state}, target {target}", state=state, target=aim)
