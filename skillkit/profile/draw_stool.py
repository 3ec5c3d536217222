"""The stool: the article's three-legged picture, drawn on the same levels as the T.

The ground lies at the level that every leg has to reach for the stool to stand. A longer leg is
rooted deeper, a shorter one hangs in the air; the seat never tilts, since tilt is no grade.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from skillkit.base.svg import drawing, escaped, fitted, num, path, printable, whole, words, wrapped
from skillkit.base.text import joined
from skillkit.base.words import plural, say
from skillkit.framework import Area, AreaId, Framework
from skillkit.profile.words import Standing, mean_words, stool_sentence

WIDTH, LEFT, RIGHT = 354.0, 92.0, 346.0

LEGS = (134.0, 218.0, 302.0)  # middles

SEAT, UNIT = 62.0, 30.0  # y of level 0 below the seat, length of one level

SIZE = 12.0  # of every text

CENTRED = ' text-anchor="middle"'


def stool(standing: Standing) -> str:
    """The stool: a leg is as long as its area's mean level, the shortest is named."""
    lines = [*ground(standing.framework), seat()]
    for i, area in enumerate(standing.framework.areas):
        lines += [_leg(standing, LEGS[i], area.id), *_labels(standing, LEGS[i], area.id)]
    verdict, end = _verdict(standing), foot_at(standing.framework.top)
    for i, line in enumerate([*wrapped(verdict, WIDTH - 16, SIZE, 2), ""][:2]):
        lines.append(words(WIDTH / 2, end + 32 + 14 * i, line, SIZE, CENTRED))
    title = say("The stool. {verdict}", verdict=verdict)
    return drawing("stool", (WIDTH, end + 56), title, stool_sentence(standing), lines)


def seat() -> str:
    """The seat, which never tilts."""
    left, right = LEFT + 12, RIGHT - 12
    return path("sk-seat", f"M{num(left)} {num(SEAT - 6.5)}H{num(right)}")


def foot_at(height: Fraction | float) -> float:
    """Where a leg of so many levels ends."""
    return SEAT + UNIT * float(height)


def ground(framework: Framework) -> Iterator[str]:
    """The level lines; the one that every leg has to reach is the ground."""
    stands = framework.rules.stool_stands
    for level in range(1, framework.top + 1):
        name = fitted(framework.label(level), LEFT - 16, SIZE)
        across = f"M{num(LEFT)} {num(foot_at(level))}H{num(RIGHT)}"
        yield path("sk-rule" if level == stands else "sk-line", across)
        yield words(
            LEFT - 6, foot_at(level) + 3.8, name, SIZE, ' class="sk-soft" text-anchor="end"'
        )
    yield path("sk-earth", f"M{num(LEFT + 2)} {num(foot_at(stands) + 3.5)}H{num(RIGHT)}")


def _leg(standing: Standing, x: float, area: AreaId) -> str:
    """One leg, narrower further down; dotted as far as the ground while nothing is rated."""
    mean = standing.heights[area]
    height = float(standing.framework.rules.stool_stands if mean is None else mean)
    foot, end = 10 - min(height, 5), num(foot_at(height))
    moves = f"M{num(x - 10)} {num(SEAT - 1)}h20L{num(x + foot)} {end}h{num(-2 * foot)}z"
    title = f"{printable(standing.framework.area(area).name)}: {mean_words(mean)}"
    leg = path("sk-edge sk-dots" if mean is None else "sk-bar", moves)
    return f"<g><title>{escaped(title)}</title>{leg}</g>"


def _labels(standing: Standing, x: float, area: AreaId) -> Iterator[str]:
    """The area's name above its leg, its mean level, and whether it is the shortest."""
    yield from name_above(standing.framework.area(area), x)
    mean = f'<tspan class="sk-bold">{mean_words(standing.heights[area])}</tspan>'
    shortest = area in standing.weakest_areas and len(standing.weakest_areas) < 3
    note = f" {say('shortest')}" if shortest else ""
    place = f'x="{num(x)}" y="{num(SEAT - 21)}" font-size="{num(SIZE)}"{CENTRED}'
    yield f"<text {place}>{mean}{note}</text>"


def name_above(area: Area, x: float) -> Iterator[str]:
    """The area's name above the place where its mean level stands."""
    name, size = whole(area.label, 86, SIZE, 2, 9)
    first = SEAT - 36 - 13 * (len(name) - 1)
    for i, line in enumerate(name):
        yield words(x, first + 13 * i, line, size, CENTRED)


def _verdict(standing: Standing) -> str:
    """Whether the stool stands, and what it lacks if not."""
    rules, areas = standing.framework.rules, standing.framework.areas
    ground = printable(standing.framework.level(rules.stool_stands).name)
    if standing.stool is None:
        return say("It shows once enough skills are rated.")
    if standing.stool == "stands":
        return say("It stands: every leg reaches {ground}.", ground=ground)
    bare = [printable(area.name) for area in areas if standing.heights[area.id] is None]
    if bare:
        return say("Unsteady: nothing is rated in {bare}.", bare=joined(bare))
    short = [printable(a.name) for a in areas if (standing.heights[a.id] or 0) < rules.stool_stands]
    return plural(
        "Unsteady: {short} does not reach {ground}.",
        "Unsteady: {short} do not reach {ground}.",
        len(short),
        short=joined(short),
        ground=ground,
    )
