"""Page: a self-contained HTML page for paper, in the one style of everything that is printed.

It holds all it needs: no script, nothing fetched, nothing said by colour alone. It fits A4 and
Letter, as no size is asked for and what has to fit a side is laid out for the smaller of the two.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

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
th, td { text-align: left; vertical-align: top; padding: .8mm 1.6mm .8mm 0; border-top: .2mm solid #9aa3b5 }
thead th { border-top: 0; font-size: 8.5pt }
tr { break-inside: avoid }
.tick { display: inline-block; width: 2.8mm; height: 2.8mm; border: .3mm solid; margin: 0 1mm }
footer { margin-top: 2.5mm; border-top: .2mm solid #9aa3b5; font-size: 8pt; color: #4b5468 }
@media print { body { padding: 0; max-width: none; font-size: 9.5pt } h2 { break-after: avoid } }
"""  # noqa: E501  (one rule a line)

TICK = '<span class="tick" aria-hidden="true"></span>'  # an empty box for a pen


def page(title: str, lines: Iterable[str], style: str = "") -> str:
    """The page as HTML text; `lines` hold its elements, `style` the rules of this page alone."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        # Whatever stands in a text, this page runs nothing and fetches nothing.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light">\n'
        f"<title>{text(title)}</title>\n<style>{STYLE}{style.lstrip()}</style>\n</head>\n<body>\n"
        + "\n".join(lines)
        + "\n</body>\n</html>\n"
    )


def text(words: str) -> str:
    """The words as HTML shows them, sign by sign."""
    return html.escape(words)


def tag(name: str, words: str, attributes: str = "") -> str:
    """One element with words in it; `attributes` begin with a blank."""
    return f"<{name}{attributes}>{text(words)}</{name}>"
