"""Fit: how large a plan is written, so that its page fills one sheet of A4 as well as of Letter.

First the letters get smaller and the T shorter; what is too long even then is cut after some lines,
on paper only. Widths are those of a wide font, so that it fits in the others too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skillkit.base.svg import BOLD, text_width

POINT = 25.4 / 72  # millimetres

WIDE, TALL = 186.0, 259.0  # millimetres: A4 is the narrower sheet, Letter the shorter one

COLUMNS = {"by": 0.2, "step": 0.26, "proof": 0.23, "cue": 0.31}  # of the width

# Points of the letters in the table, and millimetres of the T at most; from roomy to tight.
STEPS = ((9.2, 94.0), (9.0, 88.0), (8.7, 83.0), (8.3, 78.0), (7.9, 73.0), (7.6, 68.0), (7.4, 62.0))

WORDS = 9.5  # points of all other text

NARROWER = 0.95  # DejaVu Sans, the widest font that such pages come in, than `text_width`

LEADING = 1.27  # from line to line, in letters

PADDING = 2.0  # millimetres of a cell, each way

HEADS = 45.0  # millimetres of title, headings, last lines and the space between

WIDEST = 120.0  # millimetres of the T

GAP = 6.0  # millimetres between the T and what stands beside it

STOOL = 44.0  # millimetres

FEWEST, BESIDE = 4, 9  # lines of a text that always stay: in the table, beside the T

Cells = tuple[str, str, str, str]  # of a row, in the order of COLUMNS


@dataclass(frozen=True, slots=True)
class Fit:
    """Sizes with which a page fits its sheet."""

    size: float  # points of the letters in the table
    tall: float  # millimetres of the T at most
    wide: float  # millimetres of the T at most
    lines: int | None  # of a text in the table at most; None where every text has room


def fit(rows: Sequence[Cells], around: Iterable[str], beside: str, aspect: float) -> Fit:
    """The largest sizes that fit, for texts around the table and beside the T.

    `aspect` is the width of the T by its height; 0 means that there is none.
    """
    free = TALL - HEADS - sum(_lines(text, WIDE, WORDS) for text in around) * _line(WORDS)
    for size, tall in STEPS:
        wide = min(WIDEST, aspect * tall)
        room = free - (_pictures(wide, tall, beside) if aspect else 0)
        if _table(rows, size) <= room:
            return Fit(size, tall, wide, None)
    room = free - (_pictures(wide, tall, beside, BESIDE) if aspect else 0)
    most = (lines for lines in range(40, FEWEST, -1) if _table(rows, size, lines) <= room)
    return Fit(size, tall, wide, next(most, FEWEST))


def _pictures(wide: float, tall: float, beside: str, most: int | None = None) -> float:
    lines = _lines(beside, WIDE - wide - GAP, WORDS)
    return max(tall, STOOL + min(lines, most or lines) * _line(WORDS))


def _table(rows: Sequence[Cells], size: float, most: int | None = None) -> float:
    """The height of all rows, each as tall as its tallest cell."""
    total = 0.0
    for row in rows:
        cells = zip(COLUMNS.items(), row, strict=True)
        lines = max(_lines(text, _room(name, share), size) for (name, share), text in cells)
        total += min(lines, most or lines) * _line(size) + PADDING
    return total


def _room(name: str, share: float) -> float:
    """The width for the text of a column; that of the step is bold."""
    return (share * WIDE - PADDING) / (BOLD if name == "step" else 1)


def _line(size: float) -> float:
    return size * LEADING * POINT


def _lines(text: str, room: float, size: float) -> int:
    """In how many lines a text is broken, at blanks and within what is longer than a line."""
    lines = 0
    for paragraph in text.splitlines():
        end = room
        for word in paragraph.split():
            width = NARROWER * text_width(f"{word} ", size * POINT)
            if end + width > room and end:
                lines, end = lines + 1, 0.0
            lines, end = lines + int((end + width) // room), (end + width) % room
    return lines
