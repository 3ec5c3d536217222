"""Acts: what changes a room. Each takes all that was asked at once and answers one by one.

The room's row is locked first, in every act, so that a reveal and a hand-in of two processes come
one after the other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, select

from skillkit.assessment import NA, Assessment
from skillkit.base.errors import RatingError, SkillkitError
from skillkit.base.text import problem_with
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import parse_framework
from skillkit.room.database import at_once, insert, one_of, one_of_pairs
from skillkit.room.schema import (
    GROW,
    HELP,
    NA_LEVEL,
    agreed,
    participant,
    rating,
    release,
    room,
    submission,
)
from skillkit.team import LONGEST_ALIAS
from skillkit.team import agreements as agreements_file
from skillkit.team.agreements import LONGEST, LONGEST_NAME, Agreements
from skillkit.team.coverage import Coverage, Tally, tallied
from skillkit.team.interest import told_of
from skillkit.team.released import as_shown, read_shown

GONE = ""  # the hash of a body that was taken back

CONSENT = 1  # the version of what is said before somebody hands in

Row = Mapping[str, Any] | sa.RowMapping


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered: a status of HTTP, and the fields."""

    status: int
    fields: Mapping[str, Any]
    values: Mapping[str, object] = field(default_factory=dict)  # for the braces in its detail

    @property
    def said(self) -> dict[str, Any]:
        """The fields, with their sentence in the reader's language."""
        fields = dict(self.fields)
        if "detail" in fields:
            fields["detail"] = say(fields["detail"], **self.values)
        return fields


class Refused(Exception):
    """A request that cannot be met: a status, a word for programs, a sentence for people."""

    def __init__(self, status: int, kind: str, detail: str, **values: object) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail, self.values = status, kind, detail, values

    @property
    def answer(self) -> Answer:
        """The same as an answer, whose sentence is said where it goes out."""
        return Answer(self.status, {"type": self.kind, "detail": self.detail}, self.values)


UNKNOWN_TOKEN = Refused(401, "unknown-token", "This key opens nothing here. Join the room again.")
UNKNOWN_CODE = Refused(
    404, "unknown-code", "No open room has this code. Look at the screen again, or ask."
)
NO_ROOM = Refused(404, "unknown-room", "There is no such room.")
CLOSED = Refused(409, "room-closed", "The room takes no more cards. Your share code stays yours.")
COUNTED = Refused(
    409,
    "already-counted",
    "The picture has been shown with this card in it, so it cannot change or be taken back.",
)
OTHER_BODY = Refused(
    422, "other-body", "This hand-in came before with something else in it. Hand in again."
)
TAKEN_BACK = Refused(
    409, "taken-back", "This hand-in was taken back since, so it is not there. Hand in again."
)
NO_RATING = Refused(422, "nothing-rated", "No skill is rated. Rate one, then hand in.")
NO_SKILL = Refused(422, "unknown-skill", "A skill is not in this room's framework.")
NO_LEVEL = Refused(
    422,
    "bad-rating",
    "A rating or a tick is not allowed. Levels are the whole numbers of the framework.",
)
STALE = Refused(409, "stale-revision", "Another of your pages has handed in since. Look again.")
NO_NAMES = Refused(422, "no-names", "Nobody is shown by name in this room.")
OTHERS_AGREED = Refused(
    409, "stale-revision", "Another page has changed what was agreed on since. Look again."
)
NO_AGREEMENTS = Refused(
    422,
    "bad-agreements",
    "An agreement is a short text ({longest} characters, a name {longest_name}), a skill of the "
    "framework and a date, each where it is said.",
    longest=LONGEST,
    longest_name=LONGEST_NAME,
)
SETTLED = Refused(
    409,
    "settled",
    "This card was counted without a name; with one name more the others could be worked out.",
)


@lru_cache(maxsize=64)
def framework_of(text: str) -> Framework:
    """The framework that a room keeps, in its own words."""
    return parse_framework(text, "framework.toml")


def alone(act: Callable[[sa.Connection, Any], Answer]) -> Any:
    """An act for several, from one for one; a refusal is its answer."""

    def acts(connection: sa.Connection, given: Sequence[Any]) -> list[Answer]:
        return [_answered(act, connection, each) for each in given]

    return acts


def _answered(act: Callable[[sa.Connection, Any], Answer], *words: Any) -> Answer:
    try:
        return act(*words)
    except Refused as refusal:
        return refusal.answer


# --- A room and who is in it ---------------------------------------------------------------------


@alone
def create(connection: sa.Connection, given: Row) -> Answer:
    """A new room."""
    connection.execute(room.insert(), dict(given))
    return Answer(201, {"room": str(given["id"])})


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody who comes in with a code."""

    code_hash: str
    id: int
    token_hash: str
    alias: str | None = None
    named: bool = False
    before: str = ""  # the hash of the key that somebody has from before, perhaps of this room


def join(connection: sa.Connection, given: Sequence[Join]) -> list[Answer]:
    """Let people in, each with a key of their own; who is in already stays the same person."""
    codes = {each.code_hash for each in given}
    ask = _statements(connection.dialect.name)
    keys = {"tokens": [each.before for each in given if each.before]}
    were = connection.execute(ask.people, keys).mappings() if keys["tokens"] else ()
    homes = {row["token_hash"]: row["room"] for row in were}
    rows = connection.execute(_ROOMS_OF_CODES, {"codes": list(codes)}).mappings()
    rooms = {row["join_hash"]: row for row in rows}
    new, answers = [], []
    for each in given:
        there = rooms.get(each.code_hash)
        if there is not None and homes.get(each.before) == there["id"]:
            answers.append(Answer(200, _welcome(there)))
        elif there is None or not there["open"]:  # the same, so that nobody learns which
            answers.append(UNKNOWN_CODE.answer)
        elif each.named and not there["names_allowed"]:
            answers.append(NO_NAMES.answer)
        else:
            new.append(
                {
                    "id": each.id,
                    "room": there["id"],
                    "token_hash": each.token_hash,
                    "alias": each.alias,
                    "named": each.named,
                    "consent": CONSENT,
                    "revision": 0,
                    "picture": 0,
                    "counted_named": False,
                }
            )
            answers.append(Answer(201, _welcome(there)))
    if new:
        insert(connection, participant, new)
    return answers


def _welcome(there: Row) -> dict[str, Any]:
    framework = framework_of(there["framework"])
    return {
        "room": str(there["id"]),
        "title": there["title"],
        "framework": framework.id,
        "framework_version": framework.version,
        "fingerprint": framework.fingerprint,
        "floor": there["floor"],
        "names_allowed": there["names_allowed"],
        "consent_version": CONSENT,
    }


_ROOMS_OF_CODES = select(room).where(room.c.join_hash.in_(bindparam("codes", expanding=True)))


# --- Handing in ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandIn:
    """A card, as it came."""

    token_hash: str
    submission: str
    body_hash: str
    ratings: Mapping[str, Any]
    interest: Mapping[str, Any]
    base: int | None = None  # the revision that the page has seen


@dataclass(frozen=True, slots=True)
class _Statements:
    """What is asked and said for several at once, each made once for a kind of database."""

    locked: sa.Select[Any]  # the rooms of these keys
    people: sa.Select[Any]  # who has these keys
    before: sa.Select[Any]  # these hand-ins, where they came before
    no_ratings: sa.Delete
    one_more: sa.Update  # revision


@lru_cache
def _statements(kind: str) -> _Statements:
    of_tokens = one_of(kind, participant.c.token_hash, "tokens")
    rooms = select(participant.c.room).where(of_tokens)
    of_people = one_of(kind, participant.c.id, "people")
    return _Statements(
        select(room).where(room.c.id.in_(rooms)).order_by(room.c.id).with_for_update(),
        select(participant).where(of_tokens),
        select(submission).where(
            one_of_pairs(kind, submission.c.participant, submission.c.submission)
        ),
        rating.delete().where(one_of(kind, rating.c.participant, "people")),
        participant.update()
        .where(of_people)
        .values(revision=participant.c.revision + bindparam("by")),
    )


def hand_in(connection: sa.Connection, given: Sequence[HandIn]) -> list[Answer]:
    """Take cards; the same one again is answered as it was, whatever has happened since."""
    ask = _statements(connection.dialect.name)
    tokens = {"tokens": list({each.token_hash for each in given})}
    rooms = {row["id"]: row for row in connection.execute(ask.locked, tokens).mappings()}
    people = {row["token_hash"]: row for row in connection.execute(ask.people, tokens).mappings()}
    known = [each for each in given if each.token_hash in people]
    pairs = {
        "participant": [people[each.token_hash]["id"] for each in known],
        "submission": [each.submission for each in known],
    }
    before = {
        (row.participant, row.submission): (row.body_hash, row.revision)
        for row in (connection.execute(ask.before, pairs) if known else ())
    }
    revisions = {row["id"]: row["revision"] for row in people.values()}
    cards: dict[int, list[dict[str, Any]]] = {}
    new: list[dict[str, Any]] = []
    answers = []
    for each in given:
        try:
            if (who := people.get(each.token_hash)) is None:
                raise UNKNOWN_TOKEN
            key = (who["id"], each.submission)
            if (earlier := before.get(key)) is None:
                rows = _rows_of(each, who, rooms[who["room"]], revisions[who["id"]])
                cards[who["id"]] = rows
                revisions[who["id"]] += 1
                before[key] = (each.body_hash, revisions[who["id"]])
                names = ("participant", "submission", "body_hash", "revision")
                new.append(dict(zip(names, (*key, *before[key]), strict=True)))
                status = 201 if revisions[who["id"]] == 1 else 200
                answers.append(Answer(status, {"revision": before[key][1], "replayed": False}))
            elif earlier[0] == GONE:
                raise TAKEN_BACK
            elif earlier[0] != each.body_hash:
                raise OTHER_BODY
            else:
                answers.append(Answer(200, {"revision": earlier[1], "replayed": True}))
        except Refused as refusal:
            answers.append(refusal.answer)
    if cards:
        _write_cards(connection, cards, new, [r["id"] for r in people.values() if r["revision"]])
    return answers


def _write_cards(
    connection: sa.Connection,
    cards: Mapping[int, list[dict[str, Any]]],
    new: list[dict[str, Any]],
    again: Sequence[int],
) -> None:
    """Put cards in the place of what their people handed in before."""
    ask = _statements(connection.dialect.name)
    with at_once(connection):
        if old := [who for who in again if who in cards]:
            connection.execute(ask.no_ratings, {"people": old})
        insert(connection, rating, [row for rows in cards.values() for row in rows])
        insert(connection, submission, new)
        times = Counter(row["participant"] for row in new)
        for by in set(times.values()):
            people = [who for who, count in times.items() if count == by]
            connection.execute(ask.one_more, {"people": people, "by": by})


def _rows_of(each: HandIn, who: Row, there: Row, revision: int) -> list[dict[str, Any]]:
    """The rows of a card that may be handed in now."""
    if not there["open"]:
        raise CLOSED
    if who["picture"]:
        raise COUNTED
    if each.base is not None and each.base != revision:
        raise STALE
    framework = framework_of(there["framework"])
    try:
        ticks = {skill: tuple(said) for skill, said in each.interest.items()}
        card = Assessment(framework, ratings=each.ratings, interest=ticks)
    except RatingError as error:
        raise NO_SKILL if error.code == "unknown_skill" else NO_LEVEL from None
    except TypeError:
        raise NO_LEVEL from None
    if not card.levels:
        raise NO_RATING
    shared = {"participant": who["id"], "room": who["room"], "picture": 0, "named": who["named"]}
    rows = []
    for place, skill in enumerate(framework.ids):
        level, ticked = card.ratings.get(skill), card.interest.get(skill, ())
        if level is None and not ticked:
            continue
        level = NA_LEVEL if level == NA else level
        sum_ = GROW * ("grow" in ticked) + HELP * ("help" in ticked)
        rows.append({**shared, "skill": place, "level": level, "ticks": sum_})
    return rows


# --- One's own, afterwards -----------------------------------------------------------------------


def _own(connection: sa.Connection, token_hash: str) -> tuple[Row, Row]:
    """Somebody and their room, which is locked."""
    ask, tokens = _statements(connection.dialect.name), {"tokens": [token_hash]}
    there = connection.execute(ask.locked, tokens).mappings().first()
    who = connection.execute(ask.people, tokens).mappings().first()
    if there is None or who is None:
        raise UNKNOWN_TOKEN
    return who, there


@alone
def take_back(connection: sa.Connection, token_hash: str) -> Answer:
    """Take a card out again, until a picture shows it."""
    who, _ = _own(connection, token_hash)
    if who["picture"]:
        raise COUNTED
    mine = participant.c.id == who["id"]
    connection.execute(rating.delete().where(rating.c.participant == who["id"]))
    connection.execute(participant.update().where(mine).values(revision=0))
    late = submission.update().where(submission.c.participant == who["id"])
    connection.execute(late.values(body_hash=GONE))  # one that is still under way must not count
    return Answer(204, {})


@alone
def forget(connection: sa.Connection, token_hash: str) -> Answer:
    """Erase somebody's card and key; a picture that was shown stays."""
    who, _ = _own(connection, token_hash)
    connection.execute(participant.delete().where(participant.c.id == who["id"]))
    return Answer(204, {})


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody who agrees to be named, or takes it back."""

    token_hash: str
    named: bool
    alias: str | None


@alone
def name(connection: sa.Connection, given: Naming) -> Answer:
    """Note that somebody may be named, or may not any more; the latter holds at once."""
    who, there = _own(connection, given.token_hash)
    alias = given.alias if given.alias is not None else who["alias"]
    if given.named and not there["names_allowed"]:
        raise NO_NAMES
    if given.named and who["picture"] and not who["counted_named"]:
        raise SETTLED
    if given.named and alias is None:
        raise Refused(422, "no-name", "To be shown by name, give a name.")
    mine = participant.c.id == who["id"]
    connection.execute(participant.update().where(mine).values(named=given.named, alias=alias))
    if not who["picture"]:
        of_mine = rating.c.participant == who["id"]
        connection.execute(rating.update().where(of_mine).values(named=given.named))
    return Answer(200, {"share": "named" if given.named else "unnamed", "alias": alias})


def checked_alias(text: object) -> str | None:
    """A name as it may be shown; None where none was given."""
    if text is None:
        return None
    if not isinstance(text, str) or problem_with(text.strip(), LONGEST_ALIAS):
        raise Refused(
            422,
            "bad-name",
            "This name cannot be shown. Write at most {most} letters.",
            most=LONGEST_ALIAS,
        )
    return text.strip()


# --- The facilitator -----------------------------------------------------------------------------


def led(connection: sa.Connection, lead_hash: str) -> Row:
    """The room of this facilitator, locked where the connection writes."""
    query = select(room).where(room.c.lead_hash == lead_hash).with_for_update()
    found = connection.execute(query).mappings().first()
    if found is None:
        raise UNKNOWN_TOKEN
    return found


@alone
def reveal(connection: sa.Connection, lead_hash: str) -> Answer:
    """Draw the picture, once; cards that come later are added from the floor on."""
    there = led(connection, lead_hash)
    earlier, number_before = last_release(connection, there)
    framework, floor = framework_of(there["framework"]), int(there["floor"])
    unnamed, named, ticked = waiting_tallies(connection, there["id"], framework)
    if unnamed.people < floor and not named.people:
        if earlier is not None:
            return Answer(200, {"number": number_before, "again": True})
        raise Refused(
            409,
            "fewer-than-floor",
            "A picture shows from {floor} cards on; with fewer, of people who agreed to be named.",
            floor=floor,
        )
    people = max(handed_in(connection, there["id"]), earlier.people if earlier else 0)
    coverage = tallied(framework, people, unnamed, named, earlier, floor)
    interest = earlier.interest if earlier else told_of(ticked, unnamed.people, floor)
    number = number_before + 1
    shown = as_shown(coverage, interest)
    connection.execute(
        release.insert(),
        {"room": there["id"], "number": number, "shown": json.dumps(shown)},
    )
    _count(connection, there["id"], number, named_alone=unnamed.people < floor)
    return Answer(201, {"number": number, "again": False})


def _count(connection: sa.Connection, of: int, number: int, named_alone: bool) -> None:
    """Mark the cards that a picture counts; unnamed ones below the floor go on waiting."""
    cards = (participant.c.room == of, participant.c.picture == 0, participant.c.revision > 0)
    rows = (rating.c.room == of, rating.c.picture == 0)
    if named_alone:
        cards, rows = (*cards, participant.c.named), (*rows, rating.c.named)  # type: ignore[assignment]
    counted_named = {"picture": number, "counted_named": participant.c.named}
    connection.execute(participant.update().where(*cards).values(counted_named))
    connection.execute(rating.update().where(*rows).values(picture=number))


def last_release(
    connection: sa.Connection, there: Row, framework: Framework | None = None
) -> tuple[Coverage | None, int]:
    """What was shown last, and its number; nothing and 0 before a reveal."""
    query = (
        select(release.c.number, release.c.shown)
        .where(release.c.room == there["id"])
        .order_by(release.c.number.desc())
        .limit(1)
    )
    if (found := connection.execute(query).first()) is None:
        return None, 0
    framework = framework or framework_of(there["framework"])
    return read_shown(framework, json.loads(found.shown)), found.number


def handed_in(connection: sa.Connection, of: int) -> int:
    """How many people have handed in; for the coarse count alone."""
    there = (participant.c.room == of, participant.c.revision > 0)
    query = select(sa.func.count()).select_from(participant).where(*there)
    return int(connection.execute(query).scalar_one())


_WAITING = (
    select(
        rating.c.named,
        rating.c.skill,
        rating.c.level,
        rating.c.ticks,
        sa.func.count().label("people"),
    )
    .where(rating.c.room == bindparam("of"), rating.c.picture == 0)
    .group_by(rating.c.named, rating.c.skill, rating.c.level, rating.c.ticks)
)
_CARDS = (
    select(participant.c.named, sa.func.count().label("people"))
    .where(
        participant.c.room == bindparam("of"),
        participant.c.picture == 0,
        participant.c.revision > 0,
    )
    .group_by(participant.c.named)
)


def waiting_tallies(
    connection: sa.Connection, of: int, framework: Framework
) -> tuple[Tally, Tally, dict[str, dict[str, int]]]:
    """The cards that no picture has counted: without a name, with one, and the unnamed's ticks."""
    people = {bool(row.named): row.people for row in connection.execute(_CARDS, {"of": of})}
    levels: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
    ticked: dict[str, dict[str, int]] = {"grow": {}, "help": {}}
    for row in connection.execute(_WAITING, {"of": of}):
        skill = framework.ids[row.skill]
        if row.level is not None and row.level != NA_LEVEL:
            levels[bool(row.named)].setdefault(skill, [0] * (framework.top + 1))[row.level] += (
                row.people
            )
        for tick, bit in (("grow", GROW), ("help", HELP)):
            if row.ticks & bit and not row.named:
                ticked[tick][skill] = ticked[tick].get(skill, 0) + row.people
    unnamed, named = (Tally(people.get(said, 0), levels[said]) for said in (False, True))
    return unnamed, named, ticked


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What a group agrees on, as its facilitator typed it; all of it."""

    lead_hash: str
    base: int  # the revision that the page has seen
    agreements: Sequence[Any]
    wanted: Mapping[str, Any]


@alone
def agree(connection: sa.Connection, given: Agreeing) -> Answer:
    """Put these agreements in the place of those of before, unless another page was quicker."""
    there = led(connection, given.lead_hash)
    before, revision = agreed_in(connection, there)
    if given.base != revision:
        raise OTHERS_AGREED
    framework = framework_of(there["framework"])
    said = {**agreements_file.as_dict(before), "wanted": given.wanted}
    try:
        after = agreements_file.from_dict({**said, "agreements": given.agreements}, framework)
    except (SkillkitError, TypeError):
        raise NO_AGREEMENTS from None
    mine = agreed.c.room == there["id"]
    connection.execute(agreed.delete().where(mine))
    row = {
        "room": there["id"],
        "revision": revision + 1,
        "said": json.dumps(agreements_file.as_dict(after)),
    }
    connection.execute(agreed.insert(), row)
    return Answer(200, {"revision": revision + 1})


def agreed_in(
    connection: sa.Connection, there: Row, framework: Framework | None = None
) -> tuple[Agreements, int]:
    """What the group of a room has agreed on, and how often that was changed."""
    query = select(agreed.c.said, agreed.c.revision).where(agreed.c.room == there["id"])
    framework = framework or framework_of(there["framework"])
    if (found := connection.execute(query).first()) is None:
        return Agreements(framework), 0
    return agreements_file.from_dict(json.loads(found.said), framework), found.revision


@alone
def close(connection: sa.Connection, lead_hash: str) -> Answer:
    """Take no more cards."""
    there = led(connection, lead_hash)
    connection.execute(room.update().where(room.c.id == there["id"]).values(open=False))
    return Answer(200, {"open": False})


@alone
def erase(connection: sa.Connection, lead_hash: str) -> Answer:
    """Erase the room with all that is in it."""
    there = led(connection, lead_hash)
    connection.execute(room.delete().where(room.c.id == there["id"]))
    return Answer(204, {})


@alone
def purge(connection: sa.Connection, now: int) -> Answer:
    """Erase the rooms whose time is over."""
    gone = connection.execute(room.delete().where(room.c.purge_at <= now)).rowcount
    return Answer(200, {"rooms": gone})


@alone
def renew(connection: sa.Connection, given: Mapping[str, Any]) -> Answer:
    """Give a room that is here already new links; who has joined keeps theirs."""
    where = room.c.id == given["id"]
    links = {"join_hash": given["join_hash"], "lead_hash": given["lead_hash"]}
    connection.execute(room.update().where(where).values(links))
    return Answer(200, {"room": str(given["id"])})
