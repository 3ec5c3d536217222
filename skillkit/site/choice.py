"""Choice: what every page has so that its reader can choose the language.

A small script takes what was chosen on any page before, then what a link leads to, then, on pages
that nobody made for one language, the browser's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from skillkit.base.html import Html, language_choice
from skillkit.base.words import Language


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


def choice(tags: Sequence[str]) -> Iterator[Html]:
    """The languages to choose from; nothing where there is only one."""
    if len(tags) > 1:
        yield language_choice(tags, id="language")
