"""Choice: what every page has so that its reader can choose the language.

A small script takes what was chosen on any page before, then what a link leads to, then, on pages
that nobody made for one language, the browser's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from skillkit.base.html import Html, tag
from skillkit.base.words import Language, language, load, say


def root(spoken: Language, *, asks_browser: bool = False) -> str:
    """The first tag of a page: its language, how it is read, and whether the browser's is asked."""
    rtl = ' dir="rtl"' if spoken.is_rtl else ""
    asks = " data-asks" if asks_browser else ""
    return f'<html lang="{spoken.tag}"{rtl}{asks}>'


def choice_head(ways: Mapping[str, str], up: str) -> Iterator[str]:
    """For a page's head: where it is in each language, and what goes there before it shows."""
    if len(ways) > 1:
        for name, way in ways.items():
            yield f'<link rel="alternate" hreflang="{name}" href="{way}">'
        yield f'<script src="{up}language.js"></script>'


def choice(tags: Iterable[str]) -> Iterator[Html]:
    """The languages to choose from, each in its own; nothing where there is only one."""
    names = [(one, load(one).name) for one in tags]
    if len(names) > 1:
        options = [
            tag("option", Html(name), value=one, lang=one, selected=_is(one)) for one, name in names
        ]
        yield tag("select", *options, id="language", aria_label=say("Language"))


def _is(one: str) -> str | None:
    return "selected" if one == language().tag else None
