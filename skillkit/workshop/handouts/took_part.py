"""Took part: slips that say that somebody was there, when and for how long; no rating, no level.

The name is a line to write on: the kit does not know who was in the room.
"""

from __future__ import annotations

import datetime as dt

from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag, text
from skillkit.base.text import long_date, problem_with, quoted
from skillkit.base.words import say
from skillkit.workshop.handouts.side import asked, handout, side

LONGEST = 100  # characters of a title

MOST = 40  # slips of a sheet

MOST_HOURS = 24

A_SIDE = 10

STYLE = """
.slip { height: 47mm; break-inside: avoid; overflow: hidden }
.slip h2 { margin: 0 0 2mm }
@media screen and (max-width: 40em) { .cards .slip { margin-bottom: 2mm } }
"""


def took_part(title: str, date: dt.date, hours: float, count: int = 1) -> str:
    """A page of HTML to print, with as many slips.

    Raises:
        SkillkitError: a title that no page can show, or hours or slips that cannot be.
    """
    if reason := problem_with(title, LONGEST):
        raise SkillkitError(say("Title: {reason}.", reason=reason))
    if not 0 < hours <= MOST_HOURS:
        found = quoted(hours)
        raise SkillkitError(
            say(
                "Hours: {found} found; write more than 0, at most {most}.",
                found=found,
                most=MOST_HOURS,
            )
        )
    if not 1 <= count <= MOST:
        raise SkillkitError(
            say(
                "Slips: {count} found; write a number from 1 to {most}.",
                count=quoted(count),
                most=MOST,
            )
        )
    lasted = say("1 hour") if hours == 1 else say("{hours} hours", hours=f"{hours:g}")
    slip = "\n".join(
        [
            '<section class="card slip">',
            tag("h2", "Took part"),
            tag("p", tag("strong", title)),
            f"<p>{text(long_date(date))} · {text(lasted)}</p>",
            asked(say("Name")),
            "</section>",
        ]
    )
    sides = [
        side(['<div class="cards">', *[slip] * min(A_SIDE, count - first), "</div>"])
        for first in range(0, count, A_SIDE)
    ]
    return handout(say("Took part"), sides, STYLE)
