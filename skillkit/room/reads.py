"""Reads: what may be seen of a room, and by whom. A dashboard reads releases, never ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select

from skillkit.assessment import NA, Assessment
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.folder import current
from skillkit.room.acts import (
    NO_ROOM,
    UNKNOWN_TOKEN,
    Refused,
    Row,
    agreed_in,
    framework_of,
    last_release,
)
from skillkit.room.schema import GROW, HELP, NA_LEVEL, agreed, participant, rating, release, room
from skillkit.room.secret import LEAD, PARTICIPANT, VIEWER, hashed, viewer_token
from skillkit.team import Member, Team
from skillkit.team.agreements import Agreements, as_dict
from skillkit.team.coverage import Coverage
from skillkit.team.words import (
    agreement_lines,
    agreement_title,
    gap_sentences,
    group_sentences,
    shape_sentences,
    so_far,
    spread_sentences,
)

NOT_YET = Refused(404, "not-revealed", "Nothing has been revealed yet.")
FOR_THE_LEAD = Refused(403, "for-the-facilitator", "Only the facilitator can do this.")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the room, and the participant, or somebody who has the code and only looks."""

    room: Row
    who: Row | None = None
    looks: bool = False

    @property
    def leads(self) -> bool:
        """Whether it is the facilitator."""
        return self.who is None and not self.looks


def visitor(
    connection: sa.Connection, token: str, of: str | None = None, *, looks: bool = False
) -> Visitor:
    """Who has this token; another room's number is a room that is not there.

    A token of somebody who only looks counts where that is said.
    """
    found = None
    if token.startswith(LEAD):
        query = select(room).where(room.c.lead_hash == hashed(token))
        if there := connection.execute(query).mappings().first():
            found = Visitor(there)
    elif token.startswith(PARTICIPANT):
        query = select(participant).where(participant.c.token_hash == hashed(token))
        if who := connection.execute(query).mappings().first():
            query = select(room).where(room.c.id == who["room"])
            found = Visitor(connection.execute(query).mappings().one(), who)
    elif token.startswith(VIEWER) and looks:
        shown = room_of_code(connection, token[len(viewer_token("")) :])
        if shown and of == str(shown["id"]):
            found = Visitor(shown, looks=True)
    if found is None:
        raise UNKNOWN_TOKEN
    if of is not None and of != str(found.room["id"]):
        raise NO_ROOM
    return found


def room_of_code(connection: sa.Connection, code: str) -> sa.RowMapping | None:
    """The room that has this code, whether it takes cards or not."""
    query = select(room).where(room.c.join_hash == hashed(code))
    return connection.execute(query).mappings().first()


def leader(connection: sa.Connection, token: str, of: str) -> Visitor:
    """The facilitator of a room, or a refusal."""
    found = visitor(connection, token, of)
    if not found.leads:
        raise FOR_THE_LEAD
    return found


_HERE: sa.BindParameter[int] = sa.bindparam("of")
_STATE = select(
    select(sa.func.count())
    .where(participant.c.room == _HERE, participant.c.revision > 0)
    .scalar_subquery()
    .label("cards"),
    select(sa.func.max(release.c.number))
    .where(release.c.room == _HERE)
    .scalar_subquery()
    .label("revealed"),
    select(agreed.c.revision).where(agreed.c.room == _HERE).scalar_subquery().label("agreed"),
)


def about(connection: sa.Connection, asks: Visitor) -> dict[str, Any]:
    """What everybody in a room may know: its title, whether it is open, the coarse count.

    Who only looks is told what the projector shows.
    """
    there = asks.room
    found = connection.execute(_STATE, {"of": there["id"]}).one()
    shown = {
        "room": str(there["id"]),
        "title": there["title"],
        "revealed": found.revealed or 0,
        "agreed": found.agreed or 0,
    }
    if asks.looks:
        return shown
    return {
        **shown,
        "framework": framework_of(there["framework"]).id,
        "open": there["open"],
        "floor": there["floor"],
        "names_allowed": there["names_allowed"],
        "cards": so_far(found.cards, there["floor"]),
        "able": found.cards >= there["floor"],
    }


def own(connection: sa.Connection, asks: Visitor) -> dict[str, Any]:
    """Somebody's own card, and how it is shared."""
    who = asks.who
    if who is None:
        raise Refused(403, "for-participants", "The facilitator has no card here.")
    card = _card(connection, who["id"], framework_of(asks.room["framework"]))
    return {
        "room": str(who["room"]),
        "share": "named" if who["named"] else "unnamed",
        "alias": who["alias"],
        "revision": who["revision"],
        "counted": bool(who["picture"]),
        "ratings": dict(card.ratings),
        "interest": {skill: list(ticks) for skill, ticks in card.interest.items()},
    }


def _card(connection: sa.Connection, of: int, framework: Framework) -> Assessment:
    query = select(rating.c.skill, rating.c.level, rating.c.ticks)
    rows = connection.execute(query.where(rating.c.participant == of)).all()
    ratings = {
        framework.ids[row.skill]: NA if row.level == NA_LEVEL else row.level
        for row in rows
        if row.level is not None
    }
    interest = {
        framework.ids[row.skill]: tuple(
            tick for tick, bit in (("grow", GROW), ("help", HELP)) if row.ticks & bit
        )
        for row in rows
        if row.ticks
    }
    return Assessment(framework, ratings=ratings, interest=interest)


def _spoken(there: Row) -> Framework:
    """The framework of a room, with this workshop's words for it in the reader's language."""
    return framework_of(current().spoken(there["framework"]))


def released(connection: sa.Connection, asks: Visitor) -> tuple[Team, Coverage, int]:
    """The picture that was revealed, with the people who are shown by name now."""
    framework = _spoken(asks.room)
    coverage, number = last_release(connection, asks.room, framework)
    if coverage is None:
        raise NOT_YET
    query = select(participant).where(
        participant.c.room == asks.room["id"],
        participant.c.named,
        participant.c.counted_named,
        participant.c.picture > 0,
    )
    members, taken = [], set[str]()
    for who in connection.execute(query).mappings():
        alias, again = who["alias"], 1
        while alias.casefold() in taken:
            again += 1
            alias = f"{who['alias']} ({again})"
        taken.add(alias.casefold())
        members.append(Member(_card(connection, who["id"], framework), alias, "named"))
    return Team(framework, tuple(members), asks.room["floor"]), coverage, number


def whole(connection: sa.Connection, asks: Visitor) -> tuple[Team, Coverage, int, Agreements]:
    """The picture that was revealed, and what was agreed on in front of it."""
    return *released(connection, asks), agreed_in(connection, asks.room, _spoken(asks.room))[0]


def agreements(connection: sa.Connection, asks: Visitor) -> dict[str, Any]:
    """What the group has agreed on: as it was typed, and as a screen shows it."""
    found, revision = agreed_in(connection, asks.room, _spoken(asks.room))
    return {
        "revision": revision,
        **{name: as_dict(found)[name] for name in ("agreements", "wanted")},
        "lines": [
            [agreement_title(found, one), _who_and_when(dict(agreement_lines(found, one)))]
            for one in found.agreements
        ],
        "skills": [[skill.id, skill.name] for skill in found.framework.skills],
    }


def _who_and_when(lines: Mapping[str, str]) -> str:
    """What a screen shows below an agreement."""
    labels = (say("Who takes it"), say("By"), say("Skill"))
    return ". ".join(f"{label}: {lines[label]}" for label in labels if label in lines)


def summary(team: Team, coverage: Coverage, number: int) -> Mapping[str, Any]:
    """A picture in plain JSON values: nothing that its page does not show."""
    return {
        "number": number,
        "framework": team.framework.id,
        "framework_version": team.framework.version,
        "people": coverage.people,
        "floor": team.floor,
        "named": list(team.named),
        "rows": {
            skill: row and [str(count) for count in row.counts]
            for skill, row in coverage.rows.items()
        },
        "offers": sorted(coverage.interest.offers),
        "wishes": sorted(coverage.interest.wishes),
        "note": "Self-rated and confidential, for talking about: nothing about performance or pay.",
    }


def told(team: Team, coverage: Coverage) -> list[list[str]]:
    """What the drawings show, in words: a list for each, in their order."""
    levels = team.framework.levels
    rows = [
        f"{team.framework.skill(skill).name}: "
        + ", ".join(f"{level.name} {row.counts[level.number]}" for level in levels)
        for skill, row in coverage.rows.items()
        if row
    ]
    return [
        [*rows, *group_sentences(team, coverage)[1:]],  # how many of us is in no drawing
        gap_sentences(team, coverage),
        shape_sentences(coverage),
        spread_sentences(coverage),
    ]


def table(team: Team, coverage: Coverage) -> list[dict[str, str | int | None]]:
    """The same as rows of a table."""
    rows: list[dict[str, str | int | None]] = []
    for skill in team.framework.skills:
        row = coverage.rows[skill.id]
        counts = {
            f"{level.number} {level.name}": str(row.counts[level.number]) if row else None
            for level in team.framework.levels
        }
        rows.append({"skill": skill.id, "name": skill.name, **counts})
    return rows
