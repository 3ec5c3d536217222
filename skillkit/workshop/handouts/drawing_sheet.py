"""Drawing sheet: an empty T and an empty stool, and how a pen fills them."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.html import tag
from skillkit.framework import Framework
from skillkit.framework.notice import origin
from skillkit.workshop.blank_drawings import stool_outline, t_outline
from skillkit.workshop.handouts.side import handout, head, side

STYLE = """
.t svg { width: 100% !important; max-height: 155mm; display: block }
.stool { display: grid; grid-template-columns: repeat(auto-fit, minmax(80mm, 1fr)); gap: 0 8mm }
.stool svg { width: 100% !important; display: block }
.stool ul { margin: 1mm 0; padding-left: 4mm }
"""


def drawing_sheet(framework: Framework) -> str:
    """One side with the T and the stool of a framework."""
    title = f"Your T and your stool: {framework.title}"
    names = [level.name for level in framework.levels]
    rules = framework.rules
    says = (
        f"Fill each column from the top down to your level: half a box is {names[1]}, a whole one "
        f"{names[rules.decent]}, and {names[0]} stays empty. Make {names[rules.deep]} as wide as "
        "the column and whatever is between half as wide. One dash is not applicable; for a skill "
        "that is open write “?” into the box.",
    )
    marks = "A dot marks a must-have, a diamond the communication core."
    drawn = f'<div class="t">{t_outline(framework)}</div>'
    lines = [drawn, tag("p", marks, class_="soft"), *_stool(framework)]
    return handout(title, [side(lines, head(title, *says), origin(framework))], STYLE)


def _stool(framework: Framework) -> Iterator[str]:
    ground = framework.levels[framework.rules.stool_stands].name
    yield tag("h2", "The stool")
    yield f'<div class="stool"><div>{stool_outline(framework)}</div><div>'
    yield tag(
        "p",
        "Each leg is as long as the mean level of its area: add up the levels that you rated there "
        "and divide by how many they are. Write it above the leg, and draw the leg down to it.",
    )
    yield tag(
        "p",
        f"The stool stands when every leg reaches the ground, {ground}. The shortest leg decides; "
        "that others are longer is no fault.",
    )
    yield "<ul>"
    yield tag("li", "What surprised you?")
    yield tag("li", "What would a colleague say?")
    yield tag("li", "Which part is worth it for what you want?")
    yield "</ul></div></div>"
