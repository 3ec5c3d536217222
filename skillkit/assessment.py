"""Assessment: one person's dated ratings against one framework version.

A rating is a level 0-4 or "na"; a skill without one is unrated, which is never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from types import MappingProxyType
from typing import Any, Literal

from skillkit.errors import RatingError
from skillkit.framework import LEVELS, Framework, Skill, SkillId
from skillkit.wording import all_plain, listed, objection, shown

_NOTHING: Mapping[SkillId, Any] = MappingProxyType({})
NA: Literal["na"] = "na"  # does not occur in my role
CONFIDENCE = ("guess", "fairly", "sure")
INTEREST = ("grow", "help")  # I want to grow here, I could help others here
LONGEST_LINE = 500  # characters of evidence

Rating = int | Literal["na"]


def _nothing() -> Any:
    return field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's ratings and what belongs to them; checked when it is made, never changed.

    Every mapping goes from skill id to its value, in the framework's order.

    Raises:
        RatingError: a skill, level, word or line that the framework does not allow.
    """

    framework: Framework
    date: dt.date | None = None
    ratings: Mapping[SkillId, Rating] = _nothing()
    evidence: Mapping[SkillId, str] = _nothing()  # one line or link
    confidence: Mapping[SkillId, str] = _nothing()  # "guess", "fairly", "sure"
    interest: Mapping[SkillId, tuple[str, ...]] = _nothing()  # of "grow", "help"
    targets: Mapping[SkillId, int] = _nothing()  # the level a person wants

    def __post_init__(self) -> None:
        ids = self.framework.ids
        problems: list[RatingError] = []
        for name, check in _CHECKS.items():
            if (given := getattr(self, name)) is _NOTHING:
                continue
            whole = len(given) == len(ids) and tuple(given) == ids
            said = dict(given) if whole else {s: given[s] for s in ids if s in given}
            if len(said) < len(given) or not _plain(self.framework, name, said):
                problems += self._problems(given, check)
                said = {skill: value for skill, value in said.items() if _says(value)}
            object.__setattr__(self, name, MappingProxyType(said))
        if problems:
            raise RatingError(problems[0].code, "\n".join(map(str, problems)))

    def rating(self, skill: SkillId) -> Rating | None:
        """The level 0-4, "na", or None while unrated."""
        return self.ratings.get(self.framework.skill(skill).id)

    @property
    def applicable(self) -> tuple[Skill, ...]:
        """The skills that are not "na", rated or not."""
        return tuple(s for s in self.framework.skills if self.ratings.get(s.id) != NA)

    @property
    def levels(self) -> dict[SkillId, int]:
        """The rated levels alone, without "na"."""
        return {skill: rating for skill, rating in self.ratings.items() if rating != NA}

    def rate(self, skill: SkillId, rating: Rating | None) -> Assessment:
        """The assessment with this rating; None clears it."""
        return self._with("ratings", skill, rating)

    def without(self, skill: SkillId) -> Assessment:
        """The assessment with this skill unrated; evidence and wishes stay."""
        return self.rate(skill, None)

    def support(self, skill: SkillId, line: str | None) -> Assessment:
        """The assessment with this line of evidence; None or blanks take it away."""
        return self._with("evidence", skill, (line or "").strip() or None)

    def sure(self, skill: SkillId, word: str | None) -> Assessment:
        """The assessment with this confidence: "guess", "fairly", "sure", or None."""
        return self._with("confidence", skill, word)

    def wish(self, skill: SkillId, interest: Iterable[str]) -> Assessment:
        """The assessment with these ticks of "grow" and "help"."""
        return self._with("interest", skill, tuple(interest))

    def aim(self, skill: SkillId, level: int | None) -> Assessment:
        """The assessment with this target level; None takes it away."""
        return self._with("targets", skill, level)

    def on(self, date: dt.date) -> Assessment:
        """The assessment with this date."""
        return replace(self, date=date)

    def _with(self, name: str, skill: SkillId, value: object) -> Assessment:
        values: Any = {name: {**getattr(self, name), skill: value}}
        return replace(self, **values)

    def _problems(self, given: Mapping[SkillId, Any], check: Check) -> Iterable[RatingError]:
        for skill, said in given.items():
            try:
                found = self.framework.skill(skill)
                problem = check(found, said) if _says(said) else None
            except RatingError as error:
                problem = error
            if problem:
                yield problem


def _plain(framework: Framework, name: str, said: Mapping[SkillId, Any]) -> bool:
    """Whether one look at a whole table shows that all of it is right.

    Cards come by the thousand and nearly all are right. Where one look is not enough, the problems
    below are looked for, value by value.
    """
    values = said.values()
    try:
        if name == "evidence":
            return all_plain(values, LONGEST_LINE)
        if not _KNOWN[name].issuperset(values):
            return False
    except TypeError:  # a list, say, which can be in no set
        return False
    if name not in ("ratings", "targets"):
        return True
    if not _NUMBERS.issuperset(map(type, values)):
        return False
    return NA not in values or all(
        framework.skill(skill).may_be_na for skill, value in said.items() if value == NA
    )


def _says(value: object) -> bool:
    """Whether a value is there at all: None and no ticks mean that nothing was said."""
    return value is not None and value != ()


def _rating_problem(skill: Skill, value: object) -> RatingError | None:
    if value != NA:
        return _level_problem(skill, value)
    if skill.may_be_na:
        return None
    return RatingError(
        "na_not_allowed",
        f"'{skill.id}' cannot be not applicable: it is one of the skills that every shape needs. "
        "Rate it, or leave it unrated.",
    )


def _level_problem(skill: Skill, value: object) -> RatingError | None:
    if type(value) is int and value in LEVELS:
        return None
    code = "out_of_range" if type(value) is int else "not_an_integer"
    allowed = f"levels go from {LEVELS[0]} to {LEVELS[-1]} in whole steps."
    return RatingError(code, f"'{skill.id}' is {shown(value)}; {allowed}")


def _evidence_problem(skill: Skill, value: object) -> RatingError | None:
    if reason := objection(value, LONGEST_LINE):
        return RatingError("bad_line", f"The evidence for '{skill.id}': {reason}.")
    return None


def _confidence_problem(skill: Skill, value: object) -> RatingError | None:
    return _word_problem(f"The confidence for '{skill.id}'", value, CONFIDENCE)


def _interest_problem(skill: Skill, value: object) -> RatingError | None:
    if not isinstance(value, tuple):
        value = (value,)
    problems = (_word_problem(f"The interest in '{skill.id}'", v, INTEREST) for v in value)
    return next((problem for problem in problems if problem), None)


def _word_problem(thing: str, value: object, allowed: tuple[str, ...]) -> RatingError | None:
    if value in allowed:
        return None
    words = listed([f"'{word}'" for word in allowed], "or")
    return RatingError("unknown_word", f"{thing} is {shown(value)}; write {words}.")


Check = Callable[[Skill, Any], RatingError | None]
_CHECKS: dict[str, Check] = {
    "ratings": _rating_problem,
    "evidence": _evidence_problem,
    "confidence": _confidence_problem,
    "interest": _interest_problem,
    "targets": _level_problem,
}
_LEVELS = frozenset(LEVELS)
_KNOWN: dict[str, frozenset[Any]] = {
    "ratings": _LEVELS | {NA},
    "targets": _LEVELS,
    "confidence": frozenset(CONFIDENCE),
    "interest": frozenset(ticks for n in (1, 2) for ticks in permutations(INTEREST, n)),
}
_NUMBERS = frozenset([int, str])  # the types of ratings; not bool, though True equals 1
