"""Progress page: then and now on one sheet, for a browser or for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.base.html import page, tag
from skillkit.framework.notice import imprint
from skillkit.progress.draw_change import dumbbell
from skillkit.progress.model import Progress, plan_sentence, sentences

STYLE = "svg { max-width: 100%; height: auto }\n"


def progress_page(progress: Progress, today: dt.date) -> str:
    """A whole HTML page: the plan in a sentence, what changed, and the picture of both ratings."""
    return page("Then and now", _lines(progress, today), STYLE)


def _lines(progress: Progress, today: dt.date) -> Iterator[str]:
    yield tag("h1", "Then and now")
    if progress.plan:
        yield tag("p", plan_sentence(progress.plan))
    for sentence in sentences(progress):
        yield tag("p", sentence)
    yield dumbbell(progress)
    yield tag("footer", imprint(progress.framework, today))
