"""Profile page: a profile on one sheet, for a browser or for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.base.html import page, tag
from skillkit.base.words import say
from skillkit.framework.notice import imprint
from skillkit.profile.draw_areas import draw_areas
from skillkit.profile.draw_t import t_shape
from skillkit.profile.model import Profile
from skillkit.profile.words import (
    change_sentence,
    fact_sentence,
    need_words,
    shape_sentence,
    stool_sentence,
)

STYLE = ".stool { max-width: 90mm }\nsvg { max-width: 100%; height: auto }\n"


def profile_page(profile: Profile, today: dt.date) -> str:
    """A whole HTML page: the sentence, the T, what is behind it, the stool."""
    return page(say("My skills as a T"), _lines(profile, today), STYLE)


def _lines(profile: Profile, today: dt.date) -> Iterator[str]:
    yield tag("h1", "My skills as a T")
    yield tag("p", shape_sentence(profile))
    yield t_shape(profile)
    if change := change_sentence(profile):
        yield tag("p", change)
    yield "<ul>"
    for fact in profile.facts:
        yield tag("li", f"{fact_sentence(profile, fact)}; {need_words(profile, fact)}")
    yield "</ul>"
    yield f'<div class="stool">{draw_areas(profile)}</div>'
    yield tag("p", stool_sentence(profile))
    yield tag("footer", imprint(profile.framework, today))
