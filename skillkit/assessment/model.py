"""Assessment: one person's dated ratings against one framework version.

A rating is the number of a level or "na"; a skill without one is unrated, which is never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from skillkit.base.errors import RatingError
from skillkit.base.frame import unseen
from skillkit.base.text import all_plain, joined, problem_with, quoted, step_words
from skillkit.base.words import say
from skillkit.framework import Framework, Skill, SkillId

if TYPE_CHECKING:
    import pandas as pd

NA: Literal["na"] = "na"  # does not occur in my role

CONFIDENCE = ("guess", "fairly", "sure")

INTEREST = ("grow", "help")  # I want to grow here, I could help others here

LONGEST_LINE = 500  # characters of evidence

Rating = int | Literal["na"]

Table = Mapping[SkillId, Any]

Plain = Callable[[Framework, Table], bool]  # whether nothing is wrong with a whole table

Check = Callable[[Framework, Skill, Any], RatingError | None]  # what is wrong with one value

_NOTHING: Table = MappingProxyType({})


def _nothing() -> Any:
    return field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's ratings and what belongs to them; checked when it is made, never changed.

    Every mapping goes from skill id to its value, in the framework's order.

    Args:
        framework: the skills and levels.
        date: the day of the ratings.
        ratings: numbers of levels, or "na" for what does not occur in the person's role.
        evidence: one line or link that supports a rating.
        confidence: "guess", "fairly" or "sure".
        interest: of "grow" and "help".
        targets: the levels that the person wants.

    Examples:
        >>> card = Assessment(load_framework("ai_engineer_quick"), ratings={"communication": 2})
        >>> dict(card.rate("leadership", 1).ratings)
        {'communication': 2, 'leadership': 1}

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
        for name, (plain, check) in _CHECKS.items():
            if (given := getattr(self, name)) is _NOTHING:
                continue
            whole = len(given) == len(ids) and tuple(given) == ids
            said = dict(given) if whole else {s: given[s] for s in ids if s in given}
            try:
                right = len(said) == len(given) and plain(self.framework, said)
            except TypeError:  # a list, say, which can be in no set
                right = False
            if not right:
                problems += self._problems(given, check)
                said = {skill: value for skill, value in said.items() if _says(value)}
            object.__setattr__(self, name, MappingProxyType(said))
        if problems:
            first = problems[0]
            raise RatingError(first.code, "\n".join(map(str, problems)), first.span)

    def rating(self, skill: SkillId) -> Rating | None:
        """The number of the level, "na", or None while unrated."""
        return self.ratings.get(self.framework.skill(skill).id)

    @property
    def applicable(self) -> tuple[Skill, ...]:
        """The skills that are not "na", rated or not."""
        return tuple([s for s in self.framework.skills if self.ratings.get(s.id) != NA])

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

    def to_frame(self) -> pd.DataFrame:
        """The ratings as pandas has them: a row for each skill, levels as whole numbers.

        In a notebook a cell shows only an example's table by itself.
        """
        import pandas as pd

        from skillkit.assessment.examples import is_invented  # made of assessments themselves

        levels = self.levels
        areas = {area.id: area.name for area in self.framework.areas}
        rows = {
            skill.name: {
                "Area": areas[skill.area],
                "Level": levels.get(skill.id),
                "In words": rating_words(self.framework, self.rating(skill.id)),
                "Target": self.targets.get(skill.id),
                "Evidence": self.evidence.get(skill.id, ""),
                "Confidence": self.confidence.get(skill.id, ""),
                "Interest": ", ".join(self.interest.get(skill.id, ())),
            }
            for skill in self.framework.skills
        }
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("Skill")
        frame = frame.astype({"Level": "Int64", "Target": "Int64"})
        return frame if is_invented(self) else unseen(frame)

    def _with(self, name: str, skill: SkillId, value: object) -> Assessment:
        values: Any = {name: {**getattr(self, name), skill: value}}
        return replace(self, **values)

    def _problems(self, given: Table, check: Check) -> Iterable[RatingError]:
        for skill, said in given.items():
            try:
                found = self.framework.skill(skill)
                problem = check(self.framework, found, said) if _says(said) else None
            except RatingError as error:
                problem = error
            if problem:
                yield problem


def rating_words(framework: Framework, rating: Rating | None) -> str:
    """A rating as it is read aloud: "Strong", "not rated", "not applicable"."""
    if rating is None:
        return say("not rated")
    return say("not applicable") if rating == NA else framework.level(rating).name


def _says(value: object) -> bool:
    """Whether a value is there at all: None and no ticks mean that nothing was said."""
    return value is not None and value != ()


# --- What is wrong with one value ----------------------------------------------------------------
def _rating_problem(framework: Framework, skill: Skill, value: object) -> RatingError | None:
    if value != NA:
        return _level_problem(framework, skill, value)
    if skill.may_be_na:
        return None
    return RatingError(
        "na_not_allowed",
        say(
            "'{id}' cannot be not applicable: it is one of the skills that every shape "
            "needs. Rate it, or leave it unrated.",
            id=skill.id,
        ),
    )


def _level_problem(framework: Framework, skill: Skill, value: object) -> RatingError | None:
    offered, scale = framework.offered(skill.id), framework.scale
    if type(value) is int and value in offered:
        return None
    code = "out_of_range" if type(value) is int else "not_an_integer"
    span = span_of(scale)
    allowed = say("levels go from {span} in whole steps.", span=span)
    if type(value) is int and value in scale:
        span = ""
        allowed = say(
            "this skill has the levels {offered} only.",
            offered=joined([str(level) for level in offered]),
        )
    said = say(
        "'{name}' is {value}; {allowed}", name=skill.id, value=quoted(value), allowed=allowed
    )
    return RatingError(code, said, span)


def span_of(scale: range) -> str:
    """The levels of a scale: "0 to 4"."""
    return say("{low} to {high}", low=scale[0], high=scale[-1])


def _evidence_problem(_: Framework, skill: Skill, value: object) -> RatingError | None:
    if reason := problem_with(value, LONGEST_LINE):
        return RatingError(
            "bad_line",
            say("The evidence for '{id}': {reason}.", id=skill.id, reason=reason),
        )
    return None


def _confidence_problem(_: Framework, skill: Skill, value: object) -> RatingError | None:
    return _word_problem(say("The confidence for '{skill}'", skill=skill.id), value, CONFIDENCE)


def _interest_problem(_: Framework, skill: Skill, value: object) -> RatingError | None:
    if not isinstance(value, tuple):
        value = (value,)
    problems = (
        _word_problem(say("The interest in '{skill}'", skill=skill.id), v, INTEREST) for v in value
    )
    return next((problem for problem in problems if problem), None)


def _word_problem(thing: str, value: object, allowed: tuple[str, ...]) -> RatingError | None:
    if value in allowed:
        return None
    words = joined([f"'{word}'" for word in allowed], "or")
    return RatingError(
        "unknown_word",
        say("{thing} is {value}; write {words}.", thing=thing, value=quoted(value), words=words),
    )


# --- Whether one look at a whole table shows that it is right ------------------------------------

# Cards come by the thousand, and nearly all are right. Where one look is not enough to tell, the
# problems above are looked for, value by value.
_LEVEL_TYPE = frozenset([int])  # True equals 1, but is no level

_CONFIDENCE = frozenset(CONFIDENCE)

_TICKS = frozenset(ticks for n in (1, 2) for ticks in permutations(INTEREST, n))


def _plain_ratings(framework: Framework, said: Table) -> bool:
    if NA in said.values():
        said = {s: r for s, r in said.items() if r != NA or not framework.skill(s).may_be_na}
    return _plain_levels(framework, said)


def _plain_levels(framework: Framework, said: Table) -> bool:
    levels = said.values()
    return framework.common.issuperset(levels) and _LEVEL_TYPE.issuperset(map(type, levels))


_CHECKS: dict[str, tuple[Plain, Check]] = {
    "ratings": (_plain_ratings, _rating_problem),
    "evidence": (lambda _, said: all_plain(said.values(), LONGEST_LINE), _evidence_problem),
    "confidence": (lambda _, said: _CONFIDENCE.issuperset(said.values()), _confidence_problem),
    "interest": (lambda _, said: _TICKS.issuperset(said.values()), _interest_problem),
    "targets": (_plain_levels, _level_problem),
}


def gaps(assessment: Assessment, unrated: int | None = None) -> dict[SkillId, int]:
    """Target minus level of each skill with a target, in levels.

    A skill that is not applicable has no gap; nor has an unrated one, but from the level `unrated`
    where that is given.
    """
    levels = {skill: assessment.levels.get(skill, unrated) for skill in assessment.targets}
    return {
        skill: assessment.targets[skill] - level
        for skill, level in levels.items()
        if level is not None and assessment.rating(skill) != NA
    }


def gap_words(gap: int) -> str:
    """A gap in words: "two levels up"."""
    return step_words(gap) if gap else say("where you are")


def at_targets(assessment: Assessment) -> Assessment:
    """The assessment as if every target above its rating were reached.

    A skill that is not applicable stays so; an unrated one takes its target.
    """
    reached = {
        skill: max(target, assessment.levels.get(skill, 0))
        for skill, target in assessment.targets.items()
        if assessment.rating(skill) != NA
    }
    return replace(assessment, ratings={**assessment.ratings, **reached})
