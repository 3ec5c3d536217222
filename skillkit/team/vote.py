"""Vote: what people said at once of their team's own level in a skill, and what to make of it."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from skillkit.base.errors import RatingError
from skillkit.base.text import in_figures, quoted
from skillkit.base.words import plural, say
from skillkit.framework import LEVELS, Framework, SkillId

APART = 2  # levels; a lone vote that far off is what the vote is for, and a mean would hide it


@dataclass(frozen=True, slots=True)
class Vote:
    """Levels that people gave "our team's level in" a skill, in ascending order.

    Raises:
        RatingError: a vote that is no level.
    """

    skill: SkillId
    levels: tuple[int, ...]
    scale: range = LEVELS  # the numbers of the framework's levels

    def __post_init__(self) -> None:
        for level in self.levels:
            if type(level) is not int or level not in self.scale:
                raise RatingError(
                    "out_of_range",
                    say(
                        "A vote on '{skill}' is {level}; levels go from {low} to {high} in whole "
                        "steps.",
                        skill=self.skill,
                        level=quoted(level),
                        low=self.scale[0],
                        high=self.scale[-1],
                    ),
                )
        object.__setattr__(self, "levels", tuple(sorted(self.levels)))

    @property
    def median(self) -> Fraction | None:
        """The middle vote, or half-way between the middle two; None without votes."""
        return Fraction(statistics.median(self.levels)) if self.levels else None

    @property
    def disagreement(self) -> Fraction | None:
        """The mean distance from the median, in levels; None without votes."""
        middle = self.median
        if middle is None:
            return None
        return sum((abs(level - middle) for level in self.levels), Fraction()) / len(self.levels)

    @property
    def talk(self) -> bool:
        """Whether the lowest and the highest vote are far enough apart to talk about."""
        return bool(self.levels) and self.levels[-1] - self.levels[0] >= APART

    @property
    def apart(self) -> int:
        """The votes that are that far from the middle."""
        middle = self.median or Fraction()
        return sum(abs(level - middle) >= APART for level in self.levels)


def vote_sentence(framework: Framework, skill: str, votes: Iterable[int]) -> str:
    """What the silent votes on the group's own level in a skill say; two lines.

    Args:
        framework: the skills.
        skill: its name or id.
        votes: the numbers of levels.

    Examples:
        >>> print(vote_sentence(load_framework(), "Leadership", [2, 2, 2]))
        3 votes on our level in Leadership: the middle is 2, 0.0 levels apart from it on average.
        You agree; go on.
    """
    ids = {known.name.casefold(): known.id for known in framework.skills}
    found = framework.skill(ids.get(skill.casefold(), skill))
    name, vote = found.name, Vote(found.id, tuple(votes), framework.scale)
    if vote.median is None or vote.disagreement is None:
        return say("No votes on {skill} yet.", skill=name)
    talk = say("That is worth a talk; the lowest and the highest vote speak first.")
    if 0 < vote.apart < len(vote.levels) / 2:
        talk = plural(
            "Most of you agree; one is apart. Hear why: the lowest and the highest speak first.",
            "Most of you agree; {count} are apart. Hear why: the lowest and the highest speak "
            "first.",
            vote.apart,
        )
    said = say(
        "{votes} votes on our level in {skill}: the middle is {middle}, {apart} levels apart from "
        "it on average.",
        votes=len(vote.levels),
        skill=name,
        middle=f"{float(vote.median):g}",
        apart=in_figures(float(vote.disagreement), 1),
    )
    return f"{said}\n{talk if vote.talk else say('You agree; go on.')}"
