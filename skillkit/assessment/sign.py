"""Sign: how a plan goes, in one short code without a name: yes or no, twice.

    SK1-MN0E-0FQ3-6W1Z-9C4T

It is the share code of a list of two questions and four random digits, so whatever reads codes
reads signs. Each day has a list of its own, as it asks another thing: after 30 days whether
somebody has begun, after 60 whether half is done, after 90 whether all is. What is asked once
cannot be held against an answer of before. The random digits tell two people who say the same from
one who says it twice; they are others on each day.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from skillkit.assessment.model import INTEREST, Assessment
from skillkit.assessment.share_code import code_of
from skillkit.base.text import capital
from skillkit.base.words import say, sentence
from skillkit.framework import LEVELS, Area, Framework, Level, Rules, Skill

# What is asked, by the days after the start.
REACHED = {30: sentence("begun"), 60: sentence("half done"), 90: sentence("done")}

QUESTIONS = ("reached", "shown")

DIGITS = ("first", "second", "third", "fourth")

_TICKS = ((), INTEREST[:1], INTEREST[1:], INTEREST)

MARKS = (len(LEVELS) * len(_TICKS)) ** len(DIGITS)


@dataclass(frozen=True, slots=True)
class Sign:
    """How far somebody is on a day, and whether there is something to show."""

    day: int  # 30, 60 or 90
    reached: bool  # begun, half done, or done: what is asked on that day
    shown: bool  # something to show
    mark: int  # random, 0 ... MARKS - 1

    @property
    def sentence(self) -> str:
        """All that it says."""
        far = (
            say(REACHED[self.day])
            if self.reached
            else say("not {reached} yet", reached=say(REACHED[self.day]))
        )
        shows = say("something to show") if self.shown else say("nothing to show yet")
        return f"{capital(far)}; {shows}."


def sign_code(sign: Sign) -> str:
    """The text of a sign."""
    ratings, interest, mark = {}, {}, sign.mark
    for digit in DIGITS:
        mark, state = divmod(mark, len(LEVELS) * len(_TICKS))
        ratings[digit], ticks = state % len(LEVELS), _TICKS[state // len(LEVELS)]
        if ticks:
            interest[digit] = ticks
    ratings |= {"reached": int(sign.reached), "shown": int(sign.shown)}
    return code_of(Assessment(LISTS[sign.day], ratings=ratings, interest=interest))


def sign_of(read: Assessment) -> Sign:
    """The sign that was read."""
    day = next(day for day, asked in LISTS.items() if asked == read.framework)
    mark = 0
    for digit in reversed(DIGITS):
        ticks = _TICKS.index(tuple(t for t in INTEREST if t in read.interest.get(digit, ())))
        mark = mark * len(LEVELS) * len(_TICKS) + len(LEVELS) * ticks + read.levels.get(digit, 0)
    reached, shown = (bool(read.levels.get(question)) for question in QUESTIONS)
    return Sign(day, reached, shown, mark)


def _list(day: int) -> Framework:
    """What is asked on a day, as a list that a code can be of; nobody sees it as one."""
    return Framework(
        id=f"sign_{day}",
        version="1.0.0",
        title=f"sign_{day}",
        lead_in="",
        areas=(Area("sign", "Sign", ""),),
        levels=tuple(Level(number, str(number), "") for number in LEVELS),
        skills=tuple(
            Skill(name, name, "sign", "", tuple(map(str, LEVELS))) for name in (*QUESTIONS, *DIGITS)
        ),
        rules=Rules(2, 3, 4, Fraction(1), Fraction(1), Fraction(1), 1, 2, 3, 2),
    )


LISTS = {day: _list(day) for day in REACHED}
