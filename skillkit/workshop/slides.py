"""Slides: the deck that the kit brings, for another field: its levels, its pictures, no article.

The deck is set by a tool outside Python; what follows from a framework is put into the finished
HTML, so a workshop folder needs no tool. In the slides what is the article's has a class of that
name, or is a paragraph of the notes that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillkit.assessment.invented import person_at_start, person_like
from skillkit.base.html import data_uri, tag
from skillkit.framework import Framework
from skillkit.profile import profile_of
from skillkit.profile.draw_areas import draw_areas
from skillkit.profile.draw_t import t_shape

_ARTICLE = re.compile(
    r'<p class="[^"]*\barticle\b[^"]*">(?:(?!</p>).)*</p>\n?'
    r'|<li><span class="article">(?:(?!</li>).)*</li>\n?'
    r"|\n\nThe article [^<]*?(?=\n\n|</p>)",
    re.DOTALL,
)
_LEVELS = re.compile(r"(?<=<tbody>\n)<tr>.*?(?=</tbody>)", re.DOTALL)
_PICTURE = re.compile(r'(?<=<img src=")data:image/svg\+xml;base64,[^"]+')


def field_deck(deck: str, framework: Framework) -> str:
    """The deck for a framework; as it is where that follows the article."""
    if framework.follows_article:
        return deck
    pictures = _pictures(framework)
    deck = _ARTICLE.sub("", deck)
    deck = _LEVELS.sub(lambda _: "".join(_rows(framework)), deck, count=1)
    return _PICTURE.sub(lambda found: next(pictures, found[0]), deck)


def _rows(framework: Framework) -> Iterator[str]:
    """The levels with what they mean, as rows of a table."""
    for level in framework.levels:
        yield tag("tr", tag("td", f"{level.number} {level.name}"), tag("td", level.meaning)) + "\n"


def _pictures(framework: Framework) -> Iterator[str]:
    """An invented T and invented areas, in the order of the slides."""
    deep, start = profile_of(person_like(framework, "T")), profile_of(person_at_start(framework))
    for drawn in (t_shape(deep, bare=True), draw_areas(start)):
        yield data_uri("image/svg+xml", drawn.encode())
