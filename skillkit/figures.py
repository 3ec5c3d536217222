"""Figures: the T, the stool and the dots of a table row, as SVG text.

Levels are an order, not a measure: how far apart they are drawn is a matter of legibility.
"""

from __future__ import annotations

from skillkit.assessment import NA, Rating
from skillkit.examples import example_person, t_shaped_person
from skillkit.frame import areas_below, legend, level_lines, name_above
from skillkit.framework import LEVELS, Framework, Skill, SkillId
from skillkit.grid import Grid, grid_of
from skillkit.profile import Profile, profile_of
from skillkit.stool import stool
from skillkit.svg import (
    box,
    drawing,
    escaped,
    num,
    path,
    printable,
    tongue,
)
from skillkit.wording import listed

__all__ = ["level_dots", "pictures", "stool", "t_shape"]


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


def pictures() -> dict[str, str]:
    """The files of the documentation's pictures, by name: the openly fictional examples."""
    example = profile_of(example_person())
    drawn = {
        "t_shape.svg": t_shape(profile_of(t_shaped_person())),
        "t_in_progress.svg": t_shape(example),
        "stool.svg": stool(example),
    }
    return {name: f"{text}\n" for name, text in drawn.items()}


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
    depth = f"deep in {listed(names)}" if names else "no deep skill yet"
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
