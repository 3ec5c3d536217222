"""HTML: elements that escape by themselves, and pages in the one style of all that is printed.

A page holds all it needs: no script, nothing fetched, nothing said by colour alone. It fits A4 and
Letter, as no size is asked for and what has to fit a side is laid out for the smaller of the two.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence

from skillkit.base.svg import escaped
from skillkit.base.words import END, ISOLATE, SOURCE, language, load, say

STYLE = """
@page { margin: 10mm 12mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 194mm; padding: 4mm; color: #1b2233; background: #fff;
  font: 10pt/1.35 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere }
h1 { font-size: 18pt; line-height: 1.15; margin: 0 }
h2 { font-size: 12pt; margin: 2.5mm 0 1mm; border-bottom: .3mm solid #4a6fb8 }
p { margin: 1mm 0 }
header p { color: #4b5468; margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 8.8pt; line-height: 1.26 }
th, td { text-align: start; vertical-align: top; padding: .8mm 1.6mm .8mm 0; border-top: .2mm solid #9aa3b5 }
thead th { border-top: 0; font-size: 8.5pt }
tr { break-inside: avoid }
.tick { display: inline-block; width: 2.8mm; height: 2.8mm; border: .3mm solid; margin: 0 1mm }
footer { margin-top: 2.5mm; border-top: .2mm solid #9aa3b5; font-size: 8pt; color: #4b5468 }
@media print { body { padding: 0; max-width: none; font-size: 9.5pt } h2 { break-after: avoid } }
"""  # noqa: E501  (one rule a line)

TICK = '<span class="tick" aria-hidden="true"></span>'  # an empty box for a pen


class Html(str):
    """A text that is HTML already; `tag` and `text` make it, and whoever joins what they made."""

    __slots__ = ()


def text(words: str) -> Html:
    """The words as HTML shows them, sign by sign; HTML stays as it is.

    A name that `isolated` has marked keeps its own direction among other words.
    """
    if isinstance(words, Html):
        return words
    if ISOLATE in words:
        parts = list(map(escaped, re.split(f"{ISOLATE}(.*?){END}", words)))
        parts[1::2] = [f"<bdi>{part}</bdi>" for part in parts[1::2]]
        return Html("".join(parts))
    return Html(escaped(words))


def tag(name: str, *inside: str, **attributes: object) -> Html:
    """One element: words inside are escaped, elements stay; `class_` and `aria_live` as named.

    A fixed sentence is said in the reader's language; what a person typed goes through `typed`.
    """
    english = language().tag == SOURCE
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value not in (None, ""):
            parts.append(f' {key.rstrip("_").replace("_", "-")}="{escaped(str(value))}"')
    parts.append(">")
    for words in inside:
        if isinstance(words, Html):
            parts.append(words)
        else:
            parts.append(text(words if english else say(words)))
    return Html("".join([*parts, f"</{name}>"]))


def typed(words: str) -> Html:
    """What a person typed, in its own direction among other words."""
    return tag("bdi", text(words))


def paragraphs(sentences: Iterable[str]) -> Iterator[Html]:
    """Each of the sentences as a paragraph of its own."""
    return (tag("p", words) for words in sentences)


def language_choice(tags: Iterable[str], **attributes: object) -> Html:
    """Languages to choose from, each named in its own."""
    now = language().tag
    options = [
        tag("option", Html(text(load(one).name)), value=one, lang=one, selected=one == now or None)
        for one in tags
    ]
    return tag("select", *options, aria_label=say("Language"), **attributes)


Cells = Iterable[str]  # words, or a whole `td`


Group = tuple[str, Iterable[tuple[str, Cells]]]  # its name, and its rows by their first cell

LEFT = "text-align:left"  # for cells where no style sheet of ours reaches


def table(columns: Sequence[str], groups: Iterable[Group], style: str = "") -> Iterator[Html]:
    """A table: groups of rows under their names ("" for none), rows with their first cell.

    `style` goes on each cell. A cell has the direction of its own words.
    """
    heads = [tag("th", column, scope="col", style=style) for column in columns]
    yield Html("<table>")
    yield tag("thead", tag("tr", *heads))
    for group, rows in groups:
        yield Html("<tbody>")
        if group:
            wide = {"scope": "rowgroup", "colspan": len(columns), "style": style}
            yield tag("tr", tag("th", text(group), **wide))
        for name, cells in rows:
            head = tag("th", text(name), scope="row", dir="auto", style=style)
            yield tag("tr", head, *[_cell(cell, style) for cell in cells])
        yield Html("</tbody>")
    yield Html("</table>")


def _cell(words: str, style: str) -> Html:
    if isinstance(words, Html):
        return words
    return tag("td", text(words), dir="auto", style=style)


def data_uri(kind: str, content: bytes) -> str:
    """The content in the address itself, so that nothing has to be fetched."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def image(svg: str, alt: str, **attributes: object) -> Html:
    """The drawing as an image: of a notebook from elsewhere, JupyterLab strips inline SVG."""
    given = {**attributes, "alt": alt, "src": data_uri("image/svg+xml", svg.encode())}
    return Html(tag("img", **given).removesuffix("</img>"))


def page(title: str, lines: Iterable[str], style: str = "", *, look: str = STYLE) -> str:
    """The page as HTML text; `lines` hold its elements, `style` the rules of this page alone."""
    spoken = language()
    dir = ' dir="rtl"' if spoken.is_rtl else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken.tag}"{dir}>\n<head>\n<meta charset="utf-8">\n'
        # Whatever is in a text, this page runs nothing and fetches nothing.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{text(say(title))}</title>\n<style>{look}{style.lstrip()}</style>\n</head>\n<body>\n"
        + "\n".join(lines)
        + "\n</body>\n</html>\n"
    )
