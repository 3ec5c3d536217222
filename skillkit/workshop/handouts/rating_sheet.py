"""Rating sheet: every skill with its sentences to tick, and at its foot the row to hand in."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from skillkit.assessment.paper_row import NOT_APPLICABLE, UNRATED, printed
from skillkit.base.html import TICK, Html, tag, text
from skillkit.base.words import say
from skillkit.framework import Framework, Skill
from skillkit.framework.notice import origin
from skillkit.workshop.handouts.side import asked, box, handout, head, side

LONG = 85  # letters of a skill's longest sentence; where most are longer, the print is smaller

MOST_ACROSS = 17  # boxes that a pen can fill, side by side on a page

STYLE = """
header { display: flow-root }
.sk-link { float: inline-end; display: flex; font-size: 6.5pt; line-height: 1.15 }
.sk-link img { width: 19mm; height: 19mm }
.sk-link p { writing-mode: vertical-rl; height: 19mm; margin: 0; overflow-wrap: anywhere; text-align: center }
.rate { table-layout: fixed; font-size: 8.2pt; line-height: 1.2; font-stretch: condensed; margin-top: 1.5mm }
.rate :is(th, td) { padding: .9mm 1.6mm .4mm 0 }
.rate .skill { width: 16%; hyphens: auto }
.dense { font-size: 7.2pt; line-height: 1.14 }
.dense :is(th, td) { padding-top: .5mm }
.dense .line .write { height: 3.8mm }
.rate .pick { white-space: nowrap }
.rate tbody { break-inside: avoid }
.rate .area th { font-size: 10pt; border-top: .4mm solid #4a6fb8; padding-top: 1.2mm }
.rate tbody th[scope=row] { font-weight: 400 }
.rate .line td { border-top: 0; padding: 0 0 1mm }
.rate .line .write { height: 4.6mm }
.hand-in { break-inside: avoid; border-top: .25mm dashed #4b5468; margin-top: 3mm }
.hand-in .write { height: 8mm }
.row { width: auto; margin: 1.5mm 0 0 }
.row th { text-align: center; padding: 0 0 .4mm; border: 0; font-weight: 400; font-size: 8.5pt }
.row td { width: 9.4mm; height: 9.6mm; border: .4mm solid; padding: 0 }
.row .gap { border: 0; width: 4mm }
.row thead td { height: auto }
@media screen { .rate { min-width: 150mm } }
"""  # noqa: E501  (one rule a line)


def rating_sheet(framework: Framework) -> str:
    """The sheet of a framework; with six skills it is one side, with sixteen two."""
    title = say("Rate yourself: {title}", title=framework.title)
    says = (
        say(
            "Each sentence completes: “{lead_in}” In every line tick the highest sentence "
            "that is fully true; between two, take the lower one. You may leave a skill "
            "open. From {level} on, write one line that a colleague would recognise.",
            lead_in=framework.lead_in,
            level=framework.level(framework.rules.evidence_from).name,
        ),
    )
    lines = [*_table(framework), *_hand_in(framework)]
    link = Html('<div class="sk-link"></div>')  # `skillkit links --into` fills it
    return handout(title, [side(lines, [link, *head(title, *says)], origin(framework))], STYLE)


def _table(framework: Framework) -> Iterator[str]:
    heads = "".join(tag("th", f"{v.number} {v.name}", scope="col") for v in framework.levels)
    longest = mean(max(map(len, skill.anchors)) for skill in framework.skills)
    yield f'<table class="rate{" dense" if longest > LONG else ""}">'
    yield f"<thead><tr>{tag('th', say('Skill'), **COLUMN)}{heads}</tr></thead>"
    for number, skill in enumerate(printed(framework), 1):
        yield "<tbody>"
        if skill == framework.in_area(skill.area)[0]:
            name = framework.area(skill.area).name
            across = len(framework.levels) + 1
            yield f'<tr class="area">{tag("th", name, scope="rowgroup", colspan=across)}</tr>'
        yield from _skill(framework, number, skill)
        yield "</tbody>"
    yield "</table>"


def _skill(framework: Framework, number: int, skill: Skill) -> Iterator[str]:
    """Two lines: the name with the sentences, and the place for evidence and wishes."""
    ticks = [box(NOT_APPLICABLE) + say("not applicable")] * skill.may_be_na
    picks = (f'<span class="pick">{TICK}{said}</span>' for said in (say("grow"), say("help")))
    ticks.append(" ".join(picks))
    name = "<br>".join([f"<strong>{number} {text(skill.name)}</strong>", *ticks])
    cells = "".join(
        f"<td>{box(level)}{text(anchor)}</td>" if anchor else "<td>–</td>"
        for level, anchor in zip(framework.scale, skill.anchors, strict=True)
    )
    yield f'<tr><th scope="row" rowspan="2">{name}</th>{cells}</tr>'
    across = len(framework.levels)
    yield f'<tr class="line"><td colspan="{across}"><div class="write"></div></td></tr>'


def _hand_in(framework: Framework) -> Iterator[str]:
    """The row of boxes, what goes into them, and what they say to whom."""
    yield '<section class="hand-in">'
    yield tag("h2", "Hand in, if you want to: your row")
    yield tag(
        "p",
        say(
            "Copy your ticks, one sign a box: {scale} to {top}; {unrated} for a skill that "
            "you left open; {not_applicable} for not applicable. Tear it off or read it "
            "out; typed, it looks like “Ana: {sample}”. Anyone with the row can read your "
            "ratings. Where you want to grow and could help stays on this sheet: the row "
            "holds levels alone.",
            scale=framework.scale[0],
            top=framework.top,
            unrated=UNRATED,
            not_applicable=NOT_APPLICABLE,
            sample=_sample(framework),
        ),
    )
    for line in _lines(framework):
        heads: list[str] = []
        cells: list[str] = []
        for numbers in line:
            heads += [tag("th", str(number), scope="col") for number in numbers]
            cells += ["<td></td>"] * len(numbers)
            heads.append('<td class="gap"></td>')
            cells.append('<td class="gap"></td>')
        yield '<table class="row">'
        yield f"<thead><tr>{''.join(heads[:-1])}</tr></thead>"
        yield f"<tbody><tr>{''.join(cells[:-1])}</tr></tbody></table>"
    yield asked(say("A name, yours or one you make up"), say("if you like"))
    yield "</section>"


def _lines(framework: Framework) -> list[list[range]]:
    """The numbers of the boxes, area by area, in lines that fit the width of a page."""
    lines: list[list[range]] = [[]]
    first = 1
    for area in framework.areas:
        end = first + len(framework.in_area(area.id))
        for start in range(first, end, MOST_ACROSS):
            group = range(start, min(end, start + MOST_ACROSS))
            if lines[-1] and sum(map(len, lines[-1])) + len(group) > MOST_ACROSS:
                lines.append([])
            lines[-1].append(group)
        first = end
    return lines


def _sample(framework: Framework) -> str:
    """A row that nobody has, with each kind of sign in it."""
    scale = framework.scale
    signs = [str(scale[n % len(scale)]) for n in range(3, 3 + len(printed(framework)))]
    signs[2] = UNRATED
    if last := [i for i, skill in enumerate(printed(framework)) if skill.may_be_na]:
        signs[last[-1]] = NOT_APPLICABLE
    sizes = [len(framework.in_area(area.id)) for area in framework.areas]
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    groups = ("".join(signs[s : s + n]) for s, n in zip(starts, sizes, strict=True))
    return " ".join(groups)


COLUMN = {"scope": "col", "class_": "skill"}
