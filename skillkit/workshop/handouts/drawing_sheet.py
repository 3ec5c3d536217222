"""Drawing sheet: an empty T and an empty stool, and how a pen fills them."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.html import tag
from skillkit.base.text import capital
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.notice import origin
from skillkit.workshop.blank_drawings import areas_outline, t_outline
from skillkit.workshop.handouts.side import handout, head, side

STYLE = """
.t svg { width: 100% !important; min-width: 0 !important; max-height: 146mm; display: block }
.stool { display: grid; grid-template-columns: repeat(auto-fit, minmax(80mm, 1fr)); gap: 0 8mm }
.stool svg { width: 100% !important; display: block }
.stool ul { margin: 1mm 0; padding-inline-start: 4mm }
"""


def drawing_sheet(framework: Framework) -> str:
    """One side with the T and the stool of a framework."""
    names, rules = framework.names, framework.rules
    half = ""
    if rules.decent - framework.scale[0] == 2 and framework.scale[0] == 0:
        half = say(
            "half a box is {first}, a whole one {second}, and {none} stays empty.",
            first=names[1],
            second=names[2],
            none=names[0],
        )
    elif framework.scale[0] == 0:
        half = say(
            "a whole box is {level}, and {none} stays empty.",
            level=names[rules.decent],
            none=names[0],
        )
    else:
        half = say(
            "a whole box is {level}, and lower levels fill a part of it.", level=names[rules.decent]
        )
    what = (
        say("Your T and your stool") if framework.stands_on_legs else say("Your T and your areas")
    )
    title = f"{what}: {framework.title}"
    says = (
        say(
            "Fill each column from the top down to your level: {half} Make {deep} as wide "
            "as the column and whatever is between half as wide. One dash is not "
            "applicable; for a skill that is open write “?” into the box.",
            half=half,
            deep=names[rules.deep],
        ),
    )
    marks = {
        say("a dot marks a must-have"): framework.must_haves,
        say("a diamond the communication core"): framework.core,
    }
    said = ", ".join(words for words, there in marks.items() if there)
    soft = [tag("p", f"{capital(said)}.", class_="soft")] if said else []
    drawn = f'<div class="t">{t_outline(framework)}</div>'
    lines = [drawn, *soft, *_areas(framework)]
    return handout(title, [side(lines, head(title, *says), origin(framework))], STYLE)


def _areas(framework: Framework) -> Iterator[str]:
    ground = framework.level(framework.rules.stool_stands).name
    legs = framework.stands_on_legs
    yield tag("h2", say("The stool") if legs else say("The areas"))
    yield f'<div class="stool"><div>{areas_outline(framework)}</div><div>'
    mean = say("add up the levels that you rated there and divide by how many they are.")
    if legs:
        yield tag(
            "p",
            say(
                "Each leg is as long as the mean level of its area: {mean} Write it above the "
                "leg, and draw the leg down to it.",
                mean=mean,
            ),
        )
        yield tag(
            "p",
            say(
                "The stool stands when every leg reaches the ground, {ground}. The shortest leg"
                " decides; that others are longer is no fault.",
                ground=ground,
            ),
        )
    else:
        yield tag("p", say("Each bar is as long as the mean level of its area: {mean}", mean=mean))
        yield tag(
            "p",
            say(
                "The stronger line is {ground}. That one bar is longer is no fault.", ground=ground
            ),
        )
    yield "<ul>"
    yield tag("li", "What surprised you?")
    yield tag("li", "What would a colleague say?")
    yield tag("li", "Which part is worth it for what you want?")
    yield "</ul></div></div>"
