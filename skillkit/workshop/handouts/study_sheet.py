"""Study sheet: the parts of a case study, with room to write and the limits beside them."""

from __future__ import annotations

from skillkit.base.html import TICK, text
from skillkit.base.words import say
from skillkit.plan.case_study import CLEARED, HINTS, MOST_SPOKEN, MOST_WORDS, PARTS
from skillkit.workshop.handouts.side import asked, handout, head, side

STYLE = """
.write { height: 8.1mm }
"""

ROOM = {"tools": 2, "spoken": 3}  # lines; four for every other part


def study_sheet() -> str:
    """One side."""
    title = say("Case study: what you built and learned")
    says = (
        say(
            "The article says to write a short case study of every project: problem, "
            "approach, tools, outcome. What broke belongs to it. Notes are enough here; "
            "written out, stay within {most_words} words, and within {most_spoken} spoken.",
            most_words=MOST_WORDS,
            most_spoken=MOST_SPOKEN,
        ),
    )
    lines = [asked(say(name), say(HINTS[part]), ROOM.get(part, 4)) for part, name in PARTS.items()]
    check = f'<p class="asked">{TICK}{text(say(CLEARED))}</p>'
    return handout(title, [side([*lines, check], head(title, *says))], STYLE)
