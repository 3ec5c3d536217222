"""Follow-up: how many of a group have begun, are half done or done, and have something to show.

People hand in signs, and the room is told two numbers, once for each of 30, 60 and 90 days. They
hold against a colleague who knows the own sign, who handed in, and what was told before:

1. Below five signs nothing is told. A number of two or fewer is told as that, and so is all but two
   or more. So whoever takes the own sign away still finds both kinds of answers possible in others.
2. Each day asks another thing of the actions, so that no answer of before says anything about it.
3. What there is to show only grows, so that a smaller number later would tell of whoever left, and
   the same number of whoever came. So it is told again where it is three larger than anything that
   was told; else nothing is said of it, which is as true of many groups as of one.
4. A day is told once. Signs that come later are not added, as the difference would be theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from skillkit.assessment.sign import LISTS, REACHED, Sign, sign_of
from skillkit.base.errors import FileError
from skillkit.base.json_text import SCHEMA, fields_of
from skillkit.base.storage import Store, home
from skillkit.base.text import begun, counted, joined
from skillkit.base.words import say, sentence
from skillkit.team.coverage import FLOOR, Range
from skillkit.team.memory import range_of
from skillkit.team.submissions import Answer, Submission, TeamBuild, build_team

FEW = 2  # signs, at either end, that are not counted one by one

STEP = FEW + 1  # by which more people have something to show, before it is told again

REACHED_WORDS = {
    30: sentence("began"),
    60: sentence("have done half of it"),
    90: sentence("have done all of it"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a room was told on a day; nobody's sign, and no name."""

    day: int  # 30, 60 or 90
    people: int
    reached: Range
    shown: Range | None  # None where it is not told

    @property
    def sentence(self) -> str:
        """The same in words."""
        said = say(
            "{count} of {people} {reached}",
            count=_words(self.reached),
            people=self.people,
            reached=say(REACHED_WORDS[self.day]),
        )
        if self.shown is None:
            return say(
                "{said}. How many have something to show is told once {step} more do.",
                said=said,
                step=STEP,
            )
        return say(
            "{said}; {count} have something to show.", said=said, count=begun(_words(self.shown))
        )


def _words(count: Range) -> str:
    if count.exact:
        return f"{count}"
    return (
        say("At most {high}", high=f"{count.high:g}")
        if count.low == 0
        else say("{low} or more", low=f"{count.low:g}")
    )


def coarse(count: int, people: int) -> Range:
    """A count of so many people, with the few at either end taken together."""
    if count <= FEW:
        return Range(0, FEW)
    return Range(people - FEW, people) if count >= people - FEW else Range(count, count)


def tell(signs: Sequence[Sign], earlier: Sequence[Told] = ()) -> Told:
    """What may be told of the signs of one day, after what was told before.

    Raises:
        ValueError: too few signs, of several days, or of a day that was told.
    """
    people, days = len(signs), {sign.day for sign in signs}
    day = max(days, default=0)
    if people < FLOOR or len(days) > 1 or any(told.day >= day for told in earlier):
        raise ValueError(f"{people} signs of {days}, after {[told.day for told in earlier]}")
    reached, shown = sum(sign.reached for sign in signs), sum(sign.shown for sign in signs)
    known = [int(told.shown.high or 0) for told in earlier if told.shown]
    least = max(known) + STEP if known else 0
    tells = least <= people - FEW and shown >= least
    return Told(day, people, coarse(reached, people), coarse(shown, people) if tells else None)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The signs that were handed in for one day; nothing else of a pasted text is kept."""

    items: tuple[Submission, ...] = ()
    day: int = min(REACHED)
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by sender
    build: TeamBuild = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        asked = LISTS[self.day]
        own = [i for i in self.items if not i.member or i.assessment.framework == asked]
        object.__setattr__(self, "build", build_team(own, asked, self.answers))

    def add(self, more: Sequence[Submission]) -> FollowUp:
        """These, with more; at first the day is that of most signs, the later of two."""
        days = _days([*self.items, *more])
        day = self.day if self.items else max(days, key=lambda d: (days[d], d), default=self.day)
        return replace(self, items=(*self.items, *more), day=day)

    def answer(self, sender: str, answer: Answer) -> FollowUp:
        """These, after somebody said whether a sender's signs are of one person."""
        return replace(self, answers={**self.answers, sender: answer})

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Those that count."""
        return tuple(sign_of(member.assessment) for member in self.build.team.members)

    @property
    def others(self) -> str:
        """What else stood in the text, in a sentence."""
        days = _days(self.items)
        said = [
            say("{signs} of {day} days", signs=counted(n, "sign"), day=day)
            for day, n in days.items()
            if day != self.day
        ]
        cards = sum(bool(item.member) for item in self.items) - sum(days.values())
        said += [counted(cards, "share code")] if cards else []
        return say("Also there, and not counted here: {said}.", said=joined(said)) if said else ""

    def why_not(self, earlier: Sequence[Told]) -> str:
        """Why nothing can be told yet; empty where it can."""
        if same := next((told for told in earlier if told.day == self.day), None):
            return say(
                "This was told before: {sentence} Signs that come later are not added.",
                sentence=same.sentence,
            )
        if any(told.day > self.day for told in earlier):
            return say("A later day was told already.")
        if self.build.questions:
            return say("It waits until the questions above are answered.")
        if len(self.signs) < FLOOR:
            return say("It is told from {floor} signs on.", floor=FLOOR)
        return ""


def _days(items: Sequence[Submission]) -> Counter[int]:
    """How many signs there are of each day."""
    read = [item.assessment.framework for item in items if item.member]
    return Counter(day for day, asked in LISTS.items() for one in read if one == asked)


# --- Remembered --------------------------------------------------------------------------------


def told_path() -> Path:
    """The file in the facilitator's own folder of what the room was told."""
    return home() / "follow_up.json"


def told_store(path: Path) -> Store[list[Told]]:
    """What was told to one group, the first day first."""
    return Store(path, _as_table, _from_table)


def told_words(told: Told) -> str:
    """A line of what was told."""
    return say("After {day} days: {sentence}", day=told.day, sentence=told.sentence)


def _as_table(known: list[Told]) -> dict[str, Any]:
    rows = [
        {
            "day": told.day,
            "people": told.people,
            "reached": str(told.reached),
            "shown": told.shown and str(told.shown),
        }
        for told in known
    ]
    return {"schema": SCHEMA, "told": rows}


def _from_table(table: object) -> list[Told]:
    rows = fields_of(table, say("what a room was told"), ("told",), ("told",))["told"]
    try:
        return [_from_row(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileError(say("It is damaged, so what was told before is not known.")) from error


def _from_row(row: dict[str, Any]) -> Told:
    if row["day"] not in REACHED:
        raise ValueError(f"day {row['day']}")
    shown = row["shown"]
    return Told(row["day"], int(row["people"]), range_of(row["reached"]), shown and range_of(shown))
