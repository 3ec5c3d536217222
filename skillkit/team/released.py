"""Released: what a reveal of a room showed, as plain JSON values: all rows as coarse as seen.

The room keeps it, and a facilitator's notebook draws the same picture from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from skillkit.assessment import Assessment
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import parse_framework
from skillkit.framework.folder import current
from skillkit.team.coverage import Coverage, Picture, Row, Rows
from skillkit.team.interest import Interest
from skillkit.team.memory import range_of
from skillkit.team.model import Member, Team


def as_shown(coverage: Coverage, interest: Interest) -> dict[str, Any]:
    """A coverage in plain JSON values; no card is in it."""
    return {
        "people": coverage.people,
        "rows": _as_table(coverage.rows),
        "pictures": [
            {"people": picture.people, "rows": _as_table(picture.rows)}
            for picture in coverage.pictures
        ],
        "offers": sorted(interest.offers),
        "wishes": sorted(interest.wishes),
    }


def read_shown(framework: Framework, shown: Mapping[str, Any]) -> Coverage:
    """The coverage that was kept."""
    interest = Interest(frozenset(shown["offers"]), frozenset(shown["wishes"]))
    pictures = tuple(
        Picture(one["people"], _rows(one["rows"]), interest) for one in shown["pictures"]
    )
    coverage = Coverage(framework, shown["people"], _rows(shown["rows"]), pictures)
    return replace(coverage, interest=interest)


def _as_table(rows: Rows) -> dict[str, Any]:
    return {
        skill: row and [row.people, [str(count) for count in row.counts], row.whole]
        for skill, row in rows.items()
    }


def _rows(table: Mapping[str, Any]) -> Rows:
    return MappingProxyType(
        {
            skill: row and Row(row[0], tuple(map(range_of, row[1])), row[2])
            for skill, row in table.items()
        }
    )


# --- On its way to a notebook --------------------------------------------------------------------


def as_release(team: Team, coverage: Coverage, framework: str) -> dict[str, Any]:
    """A picture with the framework's own text, and the cards of who is shown by name."""
    return {
        "framework": framework,
        "floor": team.floor,
        "shown": as_shown(coverage, coverage.interest),
        "named": [
            {
                "alias": member.alias,
                "ratings": dict(member.assessment.ratings),
                "interest": {s: list(ticks) for s, ticks in member.assessment.interest.items()},
            }
            for member in team.members
        ],
    }


def read_release(given: Mapping[str, Any]) -> tuple[Team, Coverage]:
    """The people who are shown by name, and the picture of everybody.

    Raises:
        FileError: it is none.
    """
    try:
        framework = parse_framework(current().spoken(given["framework"]), "framework.toml")
        coverage = read_shown(framework, given["shown"])
        members = tuple(_member(framework, one) for one in given["named"])
        team = Team(framework, members, given["floor"])
        if set(coverage.rows) != {skill.id for skill in framework.skills}:
            raise ValueError("rows of other skills")
    except (SkillkitError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FileError(say("What the room sent is no picture of this kit.")) from error
    return team, coverage


def _member(framework: Framework, given: Mapping[str, Any]) -> Member:
    ticks = {skill: tuple(said) for skill, said in given["interest"].items()}
    card = Assessment(framework, ratings=given["ratings"], interest=ticks)
    return Member(card, given["alias"], "named")
