"""SVG: the measures, marks and colours that the kit's drawings are made of.

A drawing is plain text, one element a line, numbers rounded to 0.1, without ids and without
anything fetched. Colours follow the page: JupyterLab's theme or the page's own text colour where
the drawing stands in a page, the system's light or dark scheme where it is an image file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from skillkit.base.text import MOST_MARKS
from skillkit.base.words import language

WIDE = 500.0  # a drawing wider than this does not fit a telephone

LONGEST = 120  # characters of one name in titles and descriptions

JOINERS = "\u200c\u200d"  # invisible, but they shape Persian words and family emoji

FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"

BOLD = 1.1  # how much wider bold is than regular

LINE = 1.2  # baseline to baseline, in font sizes

TALL = 1.37  # top of ascent to bottom of descent, in font sizes, of the tallest usual font

# Bar and stem keep 3:1 on white and on JupyterLab's darkest; text takes the page's own colour.
STYLE = """<style>
.sk-svg{color:var(--sk-ink,var(--jp-ui-font-color1,inherit))}
:root.sk-svg{color:#1b2233;background:#fff;min-width:0!important}
@media (prefers-color-scheme:dark){:root.sk-svg{color:#e9ecf4;background:#12141b}}
@media print{.sk-svg,:root.sk-svg{color:#000;background:#fff;print-color-adjust:exact}}
.sk-svg text{fill:currentColor}
.sk-svg .sk-bar{fill:#4a6fb8;fill:var(--sk-bar,#4a6fb8)}
.sk-svg .sk-stem{fill:#dd5f16;fill:var(--sk-stem,#dd5f16)}
.sk-svg .sk-edge{fill:none;stroke:currentColor;opacity:.65;pointer-events:all}
.sk-svg .sk-dots{stroke-dasharray:.1 3;stroke-linecap:round;stroke-width:1.5;opacity:.8}
.sk-svg .sk-dash{stroke:currentColor;stroke-width:2;opacity:.8}
.sk-svg .sk-goal{fill:none;stroke:#dd5f16;stroke:var(--sk-stem,#dd5f16);stroke-width:1.3;stroke-dasharray:4 2.5}
.sk-svg .sk-line{stroke:currentColor;stroke-width:.7;opacity:.55}
.sk-svg .sk-rule{stroke:currentColor;stroke-width:1.4}
.sk-svg .sk-mark{fill:none;stroke:currentColor}
.sk-svg .sk-earth{stroke:currentColor;stroke-width:5;stroke-dasharray:1 6;opacity:.7}
.sk-svg .sk-seat{stroke:#4a6fb8;stroke:var(--sk-bar,#4a6fb8);stroke-width:13;stroke-linecap:round}
.sk-svg .sk-soft{opacity:.8}
.sk-svg .sk-bold{font-weight:700}
@media (forced-colors:active){.sk-svg,:root.sk-svg{color:CanvasText;background:Canvas;--sk-bar:Highlight;--sk-stem:LinkText}
.sk-svg text{fill:CanvasText}.sk-svg :is(.sk-soft,.sk-edge,.sk-line,.sk-dash,.sk-dots){opacity:1}}
</style>"""  # noqa: E501  # one rule a line


def drawing(
    kind: str, size: tuple[float, float], title: str, desc: str, lines: Iterable[str]
) -> str:
    """A whole SVG text. It fits its page, at most half as large again as it is drawn.

    A wide one keeps three quarters of its size, so that names stay readable; the page scrolls.
    `lines` are laid out for a reader from left to right; for others they are mirrored.
    """
    width, height = size
    spoken = language()
    least = f"min-width:{num(width * 0.75)}px;" if width > WIDE else ""
    head = (
        f'<svg class="sk-svg sk-{kind}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escaped(title)}" '
        f'viewBox="0 0 {num(width)} {num(height)}" width="{num(width * 1.5)}" '
        f'style="{least}max-width:100%;height:auto;overflow:visible" '
        f'font-family="{FONT}" direction="{spoken.direction}">'
    )
    if spoken.is_rtl:
        lines = mirrored(lines, width)
    said = f"<title>{escaped(title)}</title>\n<desc>{escaped(desc)}</desc>"
    return "\n".join([head, said, STYLE, *lines, "</svg>"])


_TEXT = re.compile(r'<text((?: x="([^"]*)")?)([^>]*)>')

_NUMBER, _ISOLATED = re.compile(r">([\d.,+-]+)</text>"), r">&#x2066;\1&#x2069;</text>"  # "3+"

_MOVED = re.compile(r'(?<= transform=")[^"]*')


def mirrored(lines: Iterable[str], width: float) -> list[str]:
    """The drawing for a reader from right to left: all of it turned, each text turned back.

    A text keeps its place in the mirrored drawing. Where it starts and ends is its direction's:
    an anchor at the start is at the left for one reader and at the right for the other.
    """
    turned = (_TEXT.sub(_turned_back, _NUMBER.sub(_ISOLATED, line)) for line in lines)
    return [f'<g transform="matrix(-1 0 0 1 {num(width)} 0)">', *turned, "</g>"]


def _turned_back(text: re.Match[str]) -> str:
    """The beginning of a text element that reads as before where everything is mirrored."""
    place, x, rest = text.groups()
    at = f' x="{num(-float(x))}"' if place else ""
    if ' transform="' in rest:
        return f"<text{at}{_MOVED.sub(lambda found: f'{found[0]}scale(-1 1)', rest)}>"
    return f'<text{at}{rest} transform="scale(-1 1)">'


@lru_cache(maxsize=8192)  # the same places come back with every click
def num(value: float) -> str:
    """The number as SVG takes it: at most one decimal, never "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@lru_cache(maxsize=1024)  # the same names come back with every click
def printable(text: str) -> str:
    """The text on one line as any font can show it: no controls, no piled marks, cut with "…"."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[: 8 * LONGEST]):
        marks = marks + 1 if _is_mark(char) else 0 if char.isprintable() else marks
        if marks <= MOST_MARKS and (char.isprintable() or char in JOINERS):
            kept.append(char)
        elif char.isspace():
            kept.append(" ")
    words = " ".join("".join(kept).split()) or "…"
    if len(words) <= LONGEST and len(text) <= 8 * LONGEST:
        return words
    return f"{words[: LONGEST - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def escaped(text: str) -> str:
    """The text for an element or an attribute; nothing in it can end either."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c in JOINERS)
    return html.escape(text)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """A generous estimate of the width of a text: that of a wide font in regular weight."""
    return size * sum(map(_advance, text))


def fitted(text: str, room: float, size: float) -> str:
    """The text, cut with "…" where it is wider than the room."""
    text = printable(text)
    if text_width(text, size) <= room:
        return text
    ends = accumulate((size * _advance(char) for char in text), initial=text_width("…", size))
    kept = sum(end <= room for end in ends) - 1
    return f"{text[: max(0, kept)].rstrip(JOINERS + ' ')}…"


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in at most so many lines, each fitted to the room.

    It is broken at blanks, and at hyphens where a word alone is wider than the room.
    """
    lines = [""]
    for piece in _pieces(printable(text), room, size):
        longer = lines[-1] + piece
        if lines[-1] and len(lines) < most and text_width(longer.rstrip(), size) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return [fitted(line.strip(), room, size) for line in lines]


def whole(text: str, room: float, size: float, most: int, least: float) -> tuple[list[str], float]:
    """The text in lines and their size: as large as no line is cut, and cut at the least one."""
    lines = wrapped(text, room, size, most)
    while size - 0.5 >= least and any(line.endswith("…") for line in lines):
        size -= 0.5
        lines = wrapped(text, room, size, most)
    return lines, size


def shared(widths: Sequence[float], room: float) -> list[float]:
    """The room of each of several texts side by side: what one leaves, others may take."""
    rooms = [0.0] * len(widths)
    narrow_first = sorted(range(len(widths)), key=lambda i: widths[i])
    for left, i in zip(range(len(widths), 0, -1), narrow_first, strict=True):
        rooms[i] = min(widths[i], room / left)
        room -= rooms[i]
    return rooms


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    for word in text.split():
        wide = text_width(word, size) > room
        yield from (f"{word} ".replace("-", "-\n").split("\n") if wide else [f"{word} "])


def words(x: float, y: float, text: str, size: float, extra: str = "") -> str:
    """One text element; `extra` holds further attributes."""
    return f'<text x="{num(x)}" y="{num(y)}" font-size="{num(size)}"{extra}>{escaped(text)}</text>'


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    """One rectangle."""
    return (
        f'<rect class="{kind}" x="{num(x)}" y="{num(y)}" '
        f'width="{num(width)}" height="{num(height)}"/>'
    )


def path(kind: str, moves: str) -> str:
    """One path."""
    return f'<path class="{kind}" d="{moves}"/>'


def tongue(x: float, y: float, width: float, height: float, round_: float = 0) -> str:
    """The moves of a shape that hangs: square above, rounded below."""
    r = min(round_, height, width / 2)
    if not r:
        return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h{num(-width)}z"
    return (
        f"M{num(x)} {num(y)}h{num(width)}v{num(height - r)}q0 {num(r)} {num(-r)} {num(r)}"
        f"h{num(2 * r - width)}q{num(-r)} 0 {num(-r)} {num(-r)}z"
    )


@lru_cache(maxsize=4096)  # a page has few different characters
def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """How far a character moves the pen, in font sizes, in a wide font."""
    if _is_mark(char) or char in JOINERS:
        return 0.0
    if char in "iljtfrI.,:;'|!()[]/ ":
        return 0.38
    if char in "mwMW@%&…—":
        return 1.0
    char = unicodedata.normalize("NFD", char)[0]  # an accent makes no letter wider
    if char.isascii() or char == "ß":
        return 0.72 if char.isupper() else 0.61
    wide = unicodedata.east_asian_width(char) in "WF"
    return 1.35 if wide else 0.8
