"""Vote: what a group says, silently and each alone, about the team's own level in one skill.

Everybody judges the same object, so differing votes are disagreement; how far people's own levels
differ is variety, and lies in `skillkit.coverage`. A vote is about no person.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from fractions import Fraction

from skillkit.errors import RatingError
from skillkit.framework import LEVELS, SkillId
from skillkit.wording import shown

# A sixth of the number of levels (Burke & Dunlap 2002, for the mean deviation from the median),
# as an exact share, so that 0.8 itself is agreement on every machine.
TALK_ABOVE = Fraction(8, 10)


@dataclass(frozen=True, slots=True)
class Vote:
    """Levels 0-4 that people gave "our team's level in" a skill, in ascending order.

    Raises:
        RatingError: a vote that is no level.
    """

    skill: SkillId
    levels: tuple[int, ...]

    def __post_init__(self) -> None:
        for level in self.levels:
            if type(level) is not int or level not in LEVELS:
                raise RatingError(
                    "out_of_range",
                    f"A vote on '{self.skill}' is {shown(level)}; levels go from {LEVELS[0]} to "
                    f"{LEVELS[-1]} in whole steps.",
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
        """Whether the votes differ enough to talk about; who stands at the edges speaks first."""
        return self.disagreement is not None and self.disagreement > TALK_ABOVE
