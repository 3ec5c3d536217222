"""Anchor cards: each skill with its five sentences, four cards a side, to cut and lay out."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.assessment.paper_row import printed
from skillkit.base.html import tag, text
from skillkit.base.words import say, sentence
from skillkit.framework import Framework, Skill
from skillkit.framework.folder import BUILT_IN
from skillkit.framework.notice import origin
from skillkit.workshop.handouts.side import handout, head, side, side_of

A_SIDE = 4

LONG = 450  # letters of the fullest card; beyond, the print is smaller

MARKS = (sentence("article"), sentence("kit"), sentence("own"))  # whose point a level is

STYLE = """
.anchors .card { height: 114mm; font-size: 10pt }
.anchors ol { list-style: none; margin: 0; padding: 0 }
.anchors li { margin: 0 0 2.2mm }
.dense .card { height: 110mm; font-size: 8.8pt }
.dense li { margin-bottom: 1.4mm }
"""


def anchor_cards(framework: Framework) -> str:
    """The cards of a framework."""
    skills = printed(framework)
    fullest = max(sum(map(len, (skill.summary, *skill.anchors))) for skill in skills)
    starts = range(0, len(skills), A_SIDE)
    title = say("Anchor cards: {title}", title=framework.title)
    says = (
        say(
            "Cut along the dashed lines. Each sentence completes: “{lead_in}” The word next to a "
            "level says whose point it is; the sentences are the kit's.",
            lead_in=framework.lead_in,
        )
        if framework.id in BUILT_IN
        else say(
            "Cut along the dashed lines. Each sentence completes: “{lead_in}” The word next to a "
            "level says whose point it is.",
            lead_in=framework.lead_in,
        ),
    )
    sides = (
        side(
            [
                f'<div class="cards anchors{" dense" if fullest > LONG else ""}">',
                *(_card(framework, skill) for skill in skills[start : start + A_SIDE]),
                "</div>",
            ],
            head(title, *says) if start == 0 else [],
            f"{origin(framework)} {side_of(start // A_SIDE + 1, len(starts))}",
        )
        for start in starts
    )
    return handout(title, sides, STYLE)


def _card(framework: Framework, skill: Skill) -> str:
    return "\n".join(
        [
            '<article class="card">',
            tag("h2", skill.name),
            tag("p", f"{framework.area(skill.area).name}. {skill.summary}", class_="soft"),
            "<ol>",
            *_levels(framework, skill),
            "</ol>",
            "</article>",
        ]
    )


def _levels(framework: Framework, skill: Skill) -> Iterator[str]:
    for level, anchor, mark in zip(framework.levels, skill.anchors, skill.marks, strict=True):
        if not anchor:
            continue
        name = f"<strong>{level.number} {text(level.name)}</strong>"
        yield f'<li>{name} <span class="soft">{text(say(mark))}</span><br>{text(anchor)}</li>'
