"""Progress page: then and now on one sheet, for a browser or for paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.base.html import Html, page, tag, typed
from skillkit.base.text import long_date
from skillkit.base.words import say
from skillkit.framework.notice import imprint
from skillkit.progress.draw_change import dumbbell
from skillkit.progress.draw_rounds import small_multiples
from skillkit.progress.model import Progress, plan_sentence, sentences
from skillkit.progress.rounds import Rounds, round_sentences

STYLE = "svg { max-width: 100%; height: auto }\n"


def progress_page(progress: Progress, today: dt.date) -> str:
    """A whole HTML page: the plan in a sentence, what changed, and the picture of both ratings."""
    return page(say("Then and now"), _lines(progress, today), STYLE)


def rounds_page(rounds: Rounds, today: dt.date) -> str:
    """The same of every round: sentences, a small picture of each skill, the lines to show."""
    return page(say("Every round"), _round_lines(rounds, today), STYLE)


def _round_lines(rounds: Rounds, today: dt.date) -> Iterator[str]:
    yield tag("h1", "Every round")
    for sentence in round_sentences(rounds):
        yield tag("p", sentence)
    yield small_multiples(rounds)
    yield from evidence_list(rounds)
    yield tag("footer", imprint(rounds.framework, today))


def evidence_list(rounds: Rounds) -> Iterator[Html]:
    """What each later round brought to show, with its day."""
    items = [
        tag("li", tag("strong", skill.name), f", {long_date(rounds.days[i])}: ", typed(line))
        for skill in rounds.framework.skills
        for i, line in rounds.new_lines(skill.id).items()
    ]
    if items:
        yield tag("h2", "What is there to show")
        yield tag("ul", *items)


def _lines(progress: Progress, today: dt.date) -> Iterator[str]:
    yield tag("h1", "Then and now")
    if progress.plan:
        yield tag("p", plan_sentence(progress.plan))
    for sentence in sentences(progress):
        yield tag("p", sentence)
    yield dumbbell(progress)
    yield tag("footer", imprint(progress.framework, today))
