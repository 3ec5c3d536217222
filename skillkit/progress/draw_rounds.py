"""Rounds drawn: for each skill a small picture of its levels over the days, all on one scale."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.svg import drawing, escaped, fitted, num, path, printable, words, wrapped
from skillkit.base.text import counted, long_date
from skillkit.base.words import language, say
from skillkit.framework import Skill
from skillkit.progress.rounds import Rounds, path_words

WIDTH, STEP, HIGH = 224.0, 9.0, 74.0  # of one picture: width, height of a level, height of it all
ACROSS = 2  # pictures side by side; fits a phone
LEFT, RIGHT = 12.0, 196.0  # the first and the last day
TEXT, SMALL = 12.0, 10.5  # font sizes


def small_multiples(rounds: Rounds) -> str:
    """A dot for each round, joined by a line; a square where something new is there to show."""
    lines: list[str] = []
    y = 0.0
    for area in rounds.framework.areas:
        skills = rounds.framework.in_area(area.id)
        lines.append(words(LEFT, y + 16, fitted(area.name, 400, TEXT), TEXT, ' class="sk-bold"'))
        for i, skill in enumerate(skills):
            place = f"{num(WIDTH * (i % ACROSS))} {num(y + 24 + HIGH * (i // ACROSS))}"
            lines.append(f'<g transform="translate({place})">{_picture(rounds, skill)}</g>')
        y += 30 + HIGH * -(-len(skills) // ACROSS)
    legend = list(_legend(rounds, y + 12))
    lines += legend
    title = say(
        "{skills} over {cards} rounds",
        skills=counted(len(rounds.framework.skills), "skill"),
        cards=len(rounds.cards),
    )
    said = " ".join(
        f"{printable(skill.name)}: {path_words(rounds, skill)}."
        for skill in rounds.framework.skills
    )
    size = (WIDTH * ACROSS, y + 25 + 15 * (len(legend) - 1))
    return drawing("rounds", size, title, said, lines)


def _picture(rounds: Rounds, skill: Skill) -> str:
    """One skill: its name, the lowest and the highest level, the way through the rounds."""
    marks = "".join(_marks(rounds, skill))
    name = words(LEFT, 12, fitted(skill.label, WIDTH - 2 * LEFT, TEXT), TEXT)
    ends = (
        f"M{num(LEFT - 6)} {num(_y(rounds, level))}H{num(RIGHT + 6)}"
        for level in (rounds.framework.scale[0], rounds.framework.top)
    )
    ground = path("sk-line", "".join(ends))
    said = f"{printable(skill.name)}: {path_words(rounds, skill)}"
    return f"<g><title>{escaped(said)}</title>{name}{ground}{marks}</g>"


def _marks(rounds: Rounds, skill: Skill) -> Iterator[str]:
    found = [
        (_x(rounds, i), _y(rounds, rating), i)
        for i, rating in enumerate(rounds.ratings(skill.id))
        if isinstance(rating, int)
    ]
    if len(found) > 1:
        way = "L".join(f"{num(x)} {num(y)}" for x, y, _ in found)
        yield path("sk-rule sk-mark", f"M{way}")
    shown = rounds.new_lines(skill.id)
    for x, y, i in found:
        if i in shown:
            yield f'<path fill="currentColor" d="M{num(x - 4)} {num(y - 4)}h8v8h-8z"/>'
        else:
            yield f'<circle cx="{num(x)}" cy="{num(y)}" r="3.6" fill="currentColor"/>'
    if not found:
        x, y = (LEFT + RIGHT) / 2, _y(rounds, rounds.framework.scale[0]) - 18
        yield words(x, y, say("no level"), SMALL, ' class="sk-soft" text-anchor="middle"')


def _x(rounds: Rounds, number: int) -> float:
    """The place of a round: by its day, so that a long pause is a long way."""
    first, last = rounds.days[0].toordinal(), rounds.days[-1].toordinal()
    if first == last:
        return LEFT + (RIGHT - LEFT) * number / (len(rounds.days) - 1)
    return LEFT + (RIGHT - LEFT) * (rounds.days[number].toordinal() - first) / (last - first)


def _y(rounds: Rounds, level: int) -> float:
    """The place of a level; five levels or more share the same height."""
    scale = rounds.framework.scale
    return 24 + 4 * STEP * (scale[-1] - level) / (len(scale) - 1)


def _legend(rounds: Rounds, y: float) -> Iterator[str]:
    low, high = rounds.framework.levels[0].label, rounds.framework.levels[-1].label
    first, last = long_date(rounds.days[0]), long_date(rounds.days[-1])
    days = say("{first} to {last}", first=first, last=last)
    way = (
        say("From right to left: {days}.", days=days)
        if language().is_rtl
        else say("From left to right: {days}.", days=days)
    )
    yield words(LEFT, y, way, SMALL)
    said = say("The lines: {low} and {high}. A square: something new to show.", low=low, high=high)
    for i, line in enumerate(_lines(said)):
        yield words(LEFT, y + 15 * (i + 1), line, SMALL)


def _lines(said: str) -> list[str]:
    """A line of the legend, as it fits the width."""
    return wrapped(said, WIDTH * ACROSS - 2 * LEFT, SMALL, 3)
