"""Vignette sheets: the invented people to rate, and for the facilitator the levels and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skillkit.base.html import tag, text
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.notice import origin
from skillkit.practice.vignettes import Vignette
from skillkit.workshop.handouts.side import box, handout, head, side, side_of

A_SIDE = 2

STYLE = """
.vignette { break-inside: avoid; margin-bottom: 5mm }
.vignette h2 { font-size: 13pt }
.vignette blockquote { margin: 2mm 0; font-size: 11pt; line-height: 1.45 }
.vignette table { font-size: 9.5pt }
.vignette td { width: 18mm }
.vignette :is(td, th) { padding: 1.2mm 1.6mm 1mm 0 }
.answers { font-size: 10.5pt }
.vignette tbody th { font-weight: 400 }
"""


def vignette_sheet(framework: Framework, vignettes: Sequence[Vignette]) -> str:
    """What participants get: two people a side, with the five sentences of the skill."""
    title = say("Practise on invented people")
    says = (
        say(
            "Rate in silence: cross the highest sentence that the text fully bears out, "
            "under 1st. After the talk cross again, under 2nd. All of them are invented."
        ),
    )
    starts = range(0, len(vignettes), A_SIDE)
    sides = (
        side(
            [line for v in vignettes[start : start + A_SIDE] for line in _vignette(framework, v)],
            head(title, *says) if start == 0 else [],
            f"{origin(framework)} {side_of(start // A_SIDE + 1, len(starts))}",
        )
        for start in starts
    )
    return handout(title, sides, STYLE)


def vignette_answers(framework: Framework, vignettes: Sequence[Vignette]) -> str:
    """What the facilitator gets: the reference level of each, and the words that decided."""
    title = say("Practice: the reference levels")
    says = (
        say(
            "For the facilitator; keep it until everybody has rated. A reference level is "
            "the kit's reading of its own sentences, no truth about people. Where your room"
            " reads it otherwise, talk about the sentence."
        ),
    )
    lines = ['<div class="answers">', *(line for v in vignettes for line in _answer(framework, v))]
    lines.append("</div>")
    return handout(title, [side(lines, head(title, *says), origin(framework))], STYLE)


def _vignette(framework: Framework, vignette: Vignette) -> Iterator[str]:
    skill = framework.skill(vignette.skill)
    yield '<article class="vignette">'
    yield tag("h2", f"{vignette.title} · {skill.name}")
    yield f"<blockquote>{text(vignette.text)}</blockquote>"
    heads = "".join(tag("th", name, scope="col") for name in (say("Level"), say("1st"), say("2nd")))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for level, anchor in zip(framework.levels, skill.anchors, strict=True):
        if not anchor:
            continue
        name = f"<strong>{level.number} {text(level.name)}.</strong> {text(anchor)}"
        cells = f"<td>{box(level.number)}</td>" * 2
        yield f'<tr><th scope="row">{name}</th>{cells}</tr>'
    yield "</tbody></table></article>"


def _answer(framework: Framework, vignette: Vignette) -> Iterator[str]:
    skill, level = framework.skill(vignette.skill), framework.level(vignette.level)
    yield '<article class="vignette">'
    yield tag("h2", f"{vignette.title} · {skill.name}: {level.number} {level.name}")
    yield tag("p", f"{vignette.name}. {vignette.why}")
    for near in (vignette.near_miss.up, vignette.near_miss.down):
        if near:
            yield tag("p", near)
    yield "</article>"
