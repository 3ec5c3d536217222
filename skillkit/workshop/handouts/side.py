"""Side: one printed side of a handout, with cards to cut, lines to write on and boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable

from skillkit.base.html import page, tag, text
from skillkit.base.words import say

# 247 mm are the most that a side may take: Letter, the lower of the two, leaves 259.
STYLE = """
.side { padding-bottom: 12mm }
.side + .side { break-before: page }
@media print { .side { padding: 0 } }
header { margin-bottom: 2mm }
header h1 { font-size: 15pt }
header p { max-width: 160mm }
.write { height: 7.4mm; border-bottom: .25mm solid #4b5468 }
.asked { margin: 2.4mm 0 0 }
.asked span { color: #4b5468 }
.cards { display: grid; grid-template-columns: 1fr 1fr }
.card { border: .25mm dashed #4b5468; padding: 5mm 6mm }
.card h2 { font-size: 13pt; margin: 0 0 1mm; border: 0 }
.card p { margin: 0 0 1.6mm }
.soft { color: #4b5468 }
@media screen and (max-width: 40em) { .cards { display: block } .cards .card { height: auto } }
.box { display: inline-block; min-width: 4.6mm; height: 4.6mm; border: .3mm solid; text-align: center;
  font-size: 8pt; line-height: 4mm; margin-inline-end: 1mm }
"""  # noqa: E501  (one rule a line)


def handout(title: str, sides: Iterable[str], style: str = "") -> str:
    """A handout's HTML page; its sides come from `side`."""
    body = "\n".join(["<main>", *sides, "</main>"])
    return page(title, [body], STYLE + style)


def side(lines: Iterable[str], head: Iterable[str] = (), foot: str = "") -> str:
    """One side: a header of ready elements, what is on it, and one line at its foot."""
    parts = ['<section class="side">', *_wrapped("header", head), *lines]
    if foot:
        parts.append(f"<footer>{tag('p', foot)}</footer>")
    return "\n".join([*parts, "</section>"])


def head(title: str, *lines: str) -> list[str]:
    """The title of a handout and what to do with it, a sentence a line."""
    return [tag("h1", title), *(tag("p", line) for line in lines)]


def side_of(number: int, all_: int) -> str:
    """Which side of how many, for its foot."""
    return say("Side {number} of {all}.", number=number, all=all_)


def asked(question: str, hint: str = "", lines: int = 1) -> str:
    """Something to write: the question, a hint beside it, and empty lines."""
    beside = f" <span>{text(hint)}</span>" if hint else ""
    empty = '<div class="write"></div>' * lines
    return f'<p class="asked"><strong>{text(question)}</strong>{beside}</p>{empty}'


def box(sign: object = "") -> str:
    """A box to cross, with the sign in it that the row takes."""
    return f'<span class="box" aria-hidden="true">{sign}</span>'


def _wrapped(name: str, lines: Iterable[str]) -> Iterable[str]:
    lines = list(lines)
    return [f"<{name}>", *lines, f"</{name}>"] if lines else []
