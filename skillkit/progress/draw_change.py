"""The change drawn: each skill as a row with its level then and now, and the way between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from skillkit.base.svg import (
    BOLD,
    drawing,
    escaped,
    fitted,
    num,
    path,
    printable,
    text_width,
    words,
)
from skillkit.base.words import plural, say
from skillkit.framework import Area
from skillkit.progress.model import Change, Progress, change_words, shift_words

# Width of names and of a level, height of a row: on a telephone names are ten pixels high.
NAMES, COLUMN, ROW = 182.0, 46.0, 23.0

TEXT, SMALL = 12.0, 10.5  # font sizes

MIDDLE = 2  # the place of a column near the middle of any scale

TOP = 30.0  # below the names of the levels


def dumbbell(progress: Progress) -> str:
    """All skills, area by area: a ring is then, a dot is now, a triangle then as seen today."""
    lines, first = list(_head(progress)), progress.framework.scale[0]
    y = TOP
    for area in progress.framework.areas:
        rows = [c for c in progress.changes if c.skill.area == area.id]
        if rows:
            lines += _area(progress, area, y)
            lines += [_row(change, first, y + ROW * (i + 2)) for i, change in enumerate(rows)]
            y += ROW * (len(rows) + 1) + 6
    size = (NAMES + COLUMN * len(progress.framework.levels) + 8, y + ROW + 26)
    lines += _legend(size[0], y + ROW + 10)
    return drawing("change", size, _title(progress), _words(progress), lines)


def _x(place: int) -> float:
    """The middle of a level's column, counted from the first level."""
    return NAMES + COLUMN * (place + 0.5)


def _head(progress: Progress) -> Iterator[str]:
    labels = [level.label for level in progress.framework.levels]
    names = [fitted(label, 1.4 * COLUMN, SMALL) for label in labels]
    widths = [text_width(name, SMALL) for name in names]
    close = any(one + other > 2 * (COLUMN - 4) for one, other in pairwise(widths))
    for place, name in enumerate(names):  # of close ones every other goes a line lower
        y = 16 if not close else 22 if place % 2 else 10
        yield words(_x(place), y, name, SMALL, ' class="sk-soft" text-anchor="middle"')


def _area(progress: Progress, area: Area, y: float) -> Iterator[str]:
    end = NAMES + COLUMN * len(progress.framework.levels)
    name = fitted(area.name, (end - 8) / BOLD, SMALL)
    yield words(8, y + ROW - 4, name, SMALL, ' class="sk-bold"')
    yield path("sk-line", f"M8 {num(y + ROW + 3)}H{num(end)}")


def _row(change: Change, first: int, y: float) -> str:
    """One skill, its middle at `y`; what is no level says so in words."""
    name = fitted(change.skill.label, NAMES - 24, TEXT)
    shapes = words(NAMES - 12, y + 4, name, TEXT, ' text-anchor="end"')
    if isinstance(change.then, int) and isinstance(change.now, int):
        shapes += _bar(change.then - first, change.now - first, y)
    if isinstance(change.then, int):
        shapes += (
            f'<circle class="sk-mark" cx="{num(_x(change.then - first))}" cy="{num(y)}" r="6"/>'
        )
    if isinstance(change.now, int):
        dot = f'cx="{num(_x(change.now - first))}" cy="{num(y)}" r="3.8" fill="currentColor"'
        shapes += f"<circle {dot}/>"
    if isinstance(change.seen, int):
        shapes += path("sk-mark", f"M{num(_x(change.seen - first))} {num(y - 6.5)}l-3.4 -5.6h6.8z")
    if change.levels is None:
        said = change_words(change)
        shapes += words(
            _x(2 if first == 0 else 1), y + 4, said, SMALL, ' class="sk-soft" text-anchor="middle"'
        )
    return f"<g><title>{escaped(_said(change))}</title>{shapes}</g>"


def _bar(then: int, now: int, y: float) -> str:
    """The way from the ring's edge to the dot."""
    if then == now:
        return ""
    way = 1 if now > then else -1
    return path("sk-rule", f"M{num(_x(then) + 6 * way)} {num(y)}H{num(_x(now))}")


def _legend(width: float, y: float) -> Iterator[str]:
    """What the marks mean, below the levels where there is room."""
    marks = {
        say("as rated then"): '<circle class="sk-mark" cx="6" cy="-3.5" r="6"/>',
        say("now"): '<circle cx="6" cy="-3.5" r="3.8" fill="currentColor"/>',
        say("then, as seen today"): path("sk-mark", "M6 -1l-3.4 -5.6h6.8z"),
    }
    wide = [31 + text_width(said, SMALL) for said in marks]
    x = max(8, min(NAMES - 10, width - sum(wide)))
    for (said, mark), step in zip(marks.items(), wide, strict=True):
        label = words(17, 0, said, SMALL)
        yield f'<g transform="translate({num(x)} {num(y)})">{mark}{label}</g>'
        x += step


def _title(progress: Progress) -> str:
    telling = sum(change.tells for change in progress.changes)
    return plural(
        "Levels then and now: {count} difference says something",
        "Levels then and now: {count} differences say something",
        telling,
    )


def _words(progress: Progress) -> str:
    return " ".join(f"{_said(change)}." for change in progress.changes)


def _said(change: Change) -> str:
    """One row in words: "Communication: one level up, with something to show"."""
    shift = shift_words(change)
    from_today = say("; from today the start looks {shift}", shift=shift) if shift else ""
    return f"{printable(change.skill.name)}: {change_words(change)}{from_today}"
