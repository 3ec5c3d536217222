"""Paper row: the signs that a person writes into the boxes at the foot of a printed rating sheet.

    312 0 4x

One sign for each skill, in the order of the sheet: the number of a level, "-" for not rated, "x"
for not applicable. Blanks only help the eye. Nothing in a row says which framework it is for or
that it was typed right: the number of signs tells the first, and reading it back the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from skillkit.assessment.model import NA, Assessment, Rating
from skillkit.base.errors import RatingError, SkillkitError
from skillkit.base.text import counted, joined, quoted
from skillkit.base.words import say
from skillkit.framework import NUMBERS, Framework, Skill
from skillkit.framework.folder import BUILT_IN

UNRATED, NOT_APPLICABLE = "-", "x"

SIGNS: dict[str, Rating | None] = {
    **{str(level): level for level in NUMBERS},
    UNRATED: None,
    NOT_APPLICABLE: NA,
}

FEWEST = 4  # signs of a row in a chat, where "3" answers many questions


def signs_of(frameworks: Iterable[Framework]) -> set[str]:
    """The signs that may be in a row of any of these frameworks."""
    levels = {str(number) for framework in frameworks for number in framework.scale}
    return {*levels, UNRATED, NOT_APPLICABLE}


def allowed(frameworks: Iterable[Framework]) -> str:
    """What may be in a row of any of these frameworks."""
    ends = {(framework.scale[0], framework.top) for framework in frameworks}
    spans = joined([say("{low} to {high}", low=low, high=high) for low, high in sorted(ends)], "or")
    return say(
        "write {spans}, {unrated} for not rated, {not_applicable} for not applicable",
        spans=spans,
        unrated=UNRATED,
        not_applicable=NOT_APPLICABLE,
    )


_SIGN_OF = {rating: sign for sign, rating in SIGNS.items()}

# What keyboards, and programs that mean well, write for a dash and an x.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

_ALIKE = str.maketrans(dict.fromkeys(_DASHES, UNRATED) | dict.fromkeys("X×", NOT_APPLICABLE))

_MISTYPED = {*"OoQlLIi|?"}  # what stands where a digit was meant

_LONG_DASH = re.compile("[\u2013-\u2015]")

_DATE = re.compile(r"\s*\d{1,4}-\d{1,2}-\d{1,4}\s*")


class RowError(SkillkitError):
    """A text that is no row. `code` is one of `sign`, `date`, `count`, `framework`, `rating`."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


def printed(framework: Framework) -> tuple[Skill, ...]:
    """The skills in the order of the sheet and of the row: area by area."""
    return tuple(skill for area in framework.areas for skill in framework.in_area(area.id))


def row_of(assessment: Assessment) -> str:
    """The row of an assessment: its ratings, a group for each area, and nothing else.

    One that would read like a date has a blank after each sign.
    """
    row = " ".join("".join(group) for _, group in _groups(assessment, _SIGN_OF))
    return " ".join(_signs(row)) if _DATE.fullmatch(_plain(row)) else row


def read_row(text: str, frameworks: Iterable[Framework]) -> Assessment:
    """The assessment that a row stands for.

    The framework is the one that has as many skills as the row has signs. Where one of a group's
    own and one of the kit's have as many, it is the group's own.

    Raises:
        RowError: a wrong sign, a wrong number of signs, or a rating that is not allowed.
    """
    signs, frameworks = _signs(text), list(frameworks)
    if wrong := [sign for sign in dict.fromkeys(signs) if sign not in signs_of(frameworks)]:
        named = joined([quoted(sign) for sign in wrong])
        raise RowError("sign", cannot_be(named, frameworks))
    framework = _framework_of(text, frameworks)
    if _DATE.fullmatch(_plain(text)):
        apart = " ".join(signs)
        raise RowError(
            "date", say("It may be a date. If it is a row, put blanks in: {apart}.", apart=apart)
        )
    ratings = {
        skill.id: rating
        for skill, sign in zip(printed(framework), signs, strict=True)
        if (rating := SIGNS[sign]) is not None
    }
    try:
        return Assessment(framework, ratings=ratings)
    except RatingError as error:
        raise RowError("rating", str(error)) from error


def cannot_be(named: str, frameworks: Iterable[Framework]) -> str:
    """Why these signs make no row, and what may be in one."""
    return say("{named} cannot be in a row; {allowed}.", named=named, allowed=allowed(frameworks))


def may_be_row(text: str, frameworks: Iterable[Framework], among_rows: bool = False) -> bool:
    """Whether somebody may have meant a row: all signs, about as many as a framework has skills.

    Among rows, where somebody is typing sheets, already what is mostly signs. A date with another
    number of signs is not meant, nor is anything with fewer than four.
    """
    frameworks = list(frameworks)
    signs, lengths = _signs(text), {n for n in _lengths(frameworks) if n >= FEWEST}
    known = signs_of(frameworks)
    right = sum(sign in known for sign in signs)
    if len(signs) < FEWEST or (_DATE.fullmatch(_plain(text)) and len(signs) not in lengths):
        return False
    close = any(abs(len(signs) - length) <= max(1, length // 5) for length in lengths)
    meant = right + sum(sign in _MISTYPED for sign in signs) if right else 0
    return 2 * meant > len(signs) if among_rows else close and right == len(signs)


def row_words(assessment: Assessment) -> str:
    """What was read, to compare with the sheet: "6 skills. Technical: 3, 1, 2; ..."."""
    said = {**_SIGN_OF, None: say("not rated"), NA: say("not applicable")}
    count = len(assessment.framework.skills)
    parts = [f"{area}: {', '.join(group)}" for area, group in _groups(assessment, said)]
    return f"{counted(count, 'skill')}. {'; '.join(parts)}."


def _groups(
    assessment: Assessment, said: dict[Rating | None, str]
) -> Iterable[tuple[str, list[str]]]:
    """The name of each area with skills, and what is said of each of them."""
    for area in assessment.framework.areas:
        skills = assessment.framework.in_area(area.id)
        if skills:
            yield area.name, [said[assessment.rating(skill.id)] for skill in skills]


def _framework_of(text: str, frameworks: Iterable[Framework]) -> Framework:
    known = {framework.fingerprint: framework for framework in frameworks}.values()
    count = len(_signs(text))
    fitting = [framework for framework in known if len(framework.skills) == count]
    fitting = [framework for framework in fitting if framework.id not in BUILT_IN] or fitting
    if not fitting:
        allowed = joined([str(length) for length in sorted(_lengths(known))], "or")
        dash = _LONG_DASH.search(text)
        hint = (
            say(" One long dash may stand for two short ones: put a blank after each.")
            if dash
            else ""
        )
        raise RowError(
            "count",
            say(
                "It has {count} signs; a row has {allowed}, one a skill.{hint}",
                count=count,
                allowed=allowed,
                hint=hint,
            ),
        )
    if len(fitting) > 1:
        names = joined([f"'{framework.id}'" for framework in fitting])
        raise RowError(
            "framework", say("It may be a row of {names}; use share codes for these.", names=names)
        )
    return fitting[0]


def _lengths(frameworks: Iterable[Framework]) -> set[int]:
    return {len(framework.skills) for framework in frameworks}


def _signs(text: str) -> str:
    return "".join(_plain(text).split())


def _plain(text: str) -> str:
    return text.translate(_ALIKE)
