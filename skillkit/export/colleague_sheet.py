"""Colleague sheet: the sentences of up to three skills, for a colleague to say what they saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from skillkit.assessment.colleague import NOT_OBSERVED, number_of
from skillkit.base.html import TICK, page, tag
from skillkit.base.words import say, sentence
from skillkit.framework import Framework, SkillId
from skillkit.framework.notice import imprint

TITLE = sentence("What have you seen me do?")

STYLE = """
.say { font-size: 11.5pt }
.answer { font: 600 13pt/1.6 ui-monospace, "DejaVu Sans Mono", monospace }
section { break-inside: avoid }
ol, ul { list-style: none; padding: 0; margin: 1mm 0 }
li { margin: 1.2mm 0 }
"""


def colleague_sheet(framework: Framework, skills: Sequence[SkillId], today: dt.date) -> str:
    """The sheet for these skills as HTML text. It holds no rating and no name."""
    lines = [
        "<main>",
        tag("h1", TITLE),
        tag(
            "p",
            "I have rated myself with these sentences, and I would like to hear how it looks from "
            "your side. For each skill take the highest sentence that you have seen to be fully "
            "true of me; it goes on from the words above it. What you have not seen is not "
            "observed, and that is a good answer.",
            class_="say",
        ),
        *(line for skill in skills for line in _skill(framework, skill)),
        tag("h2", "Your answer"),
        tag(
            "p",
            say(
                "Send me a line like this, with a number {scale} to {top} in each gap, or "
                "{not_observed} for not observed. Only I see it. It is not kept, and nothing is"
                " worked out from it.",
                scale=framework.scale[0],
                top=framework.top,
                not_observed=NOT_OBSERVED,
            ),
            class_="say",
        ),
        tag("p", " ".join(f"{number_of(framework, s)}-_" for s in skills), class_="answer"),
        tag("footer", imprint(framework, today)),
        "</main>",
    ]
    return page(TITLE, lines, STYLE)


def _skill(framework: Framework, skill: SkillId) -> Iterator[str]:
    """One skill: its number, its sentences, and the way to say that it was not observed."""
    found = framework.skill(skill)
    choices = [
        tag("li", TICK, tag("strong", f"{level.number} {level.name} "), anchor)
        for level, anchor in zip(framework.levels, found.anchors, strict=True)
        if anchor
    ]
    choices.append(tag("li", TICK, tag("strong", f"{NOT_OBSERVED} "), "Not observed"))
    yield "<section>"
    yield tag("h2", f"{number_of(framework, skill)} {found.name}")
    yield tag("p", f"{framework.lead_in}")
    yield tag("ul", *choices)
    yield "</section>"
