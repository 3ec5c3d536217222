"""Room programme: what a week of 100,000 people asks of a room, from what is measured here."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from skillkit.base.toml_reader import built_in
from skillkit.framework.file import load_framework
from skillkit.room import acts
from skillkit.room.acts import HandIn, Join
from skillkit.room.api import new_room
from skillkit.room.database import Database, open_database
from skillkit.room.schema import metadata
from skillkit.room.secret import hashed, number
from tests.bench.document import table
from tests.bench.measures import brief
from tests.bench.report import written
from tests.bench.room import analyse, filled, serving, worked
from tests.room.client import Line
from tests.room.postgres import running

FULL = load_framework("ai_engineer")
PEOPLE, EACH = 100_000, 20  # of the programme, and of a room
ROOMS, AGAIN = PEOPLE // EACH, 1 / 3  # who hands in a second time
SAMPLE = 500  # rooms that are made here; all grows with their number
MINUTES, LOOKS = 90, 1 / 3 + 1 / 2  # of a session; a second, of facilitator's and projector's page
AT_ONCE, BURST = 1 / 2, 300  # rooms in the busiest hour, and the seconds in which they hand in
CLIENTS, TIMES = 50, 2_000


@dataclass(frozen=True, slots=True)
class Group:
    """A room with its people."""

    id: str
    code: str
    lead: str
    keys: tuple[str, ...]


def programme(root: Path, only_print: bool) -> int:
    """Make a part of it on PostgreSQL, measure, and write docs/room.md."""
    with running(fsync=True) as server:
        url = server.made("programme")
        database = open_database(url)
        empty = sizes(database)
        groups = [group_in(database, turn % 2 == 1) for turn in range(SAMPLE)]
        analyse(database)
        full = sizes(database)
        database.close()
        with serving(url, "room") as (port, process):
            cost = {
                what: asyncio.run(each(port, groups, ask, lambda: (process, *server.processes())))
                for what, ask in ASKED.items()
            }
        many = open_database(server.made("many"))
        of = filled(many, 1_000_000 // 6)
        analyse(many)
        explain(many, of)
        many.close()
    held = {name: full[name] - empty[name] for name in full}
    text = "\n\n".join([table(*stored(held)), table(*worked_out(cost, sum(held.values())))])
    return written(None if only_print else root / "docs" / "room.md", "programme", text)


# --- What is stored ------------------------------------------------------------------------------


def group_in(database: Database, is_revealed: bool) -> Group:
    """A room in which everybody has handed in, some twice."""
    row, code, lead = new_room("Our team", built_in("ai_engineer/framework.toml"))
    keys = tuple(f"p_{uuid4().hex}{uuid4().hex[:11]}" for _ in range(EACH))
    twice = keys[: round(EACH * AGAIN)]
    with database.write.begin() as connection:
        acts.create(connection, [row])
        acts.join(connection, [Join(hashed(code), number(), hashed(key)) for key in keys])
    for some in (keys, twice):
        with database.write.begin() as connection:
            acts.hand_in(connection, [card_of(key) for key in some])
    if is_revealed:
        with database.write.begin() as connection:
            (answer,) = acts.reveal(connection, [row["lead_hash"]])
            assert answer.status == 201, answer
    return Group(str(row["id"]), code, lead, keys)


def card_of(key: str) -> HandIn:
    """A card with every skill rated."""
    ratings = {skill: random.randrange(5) for skill in FULL.ids}
    return HandIn(hashed(key), uuid4().hex, hashed(repr(ratings)), ratings, {})


def sizes(database: Database) -> dict[str, int]:
    """The bytes of each table, with its indexes and all."""
    query = sa.text("select pg_total_relation_size(cast(:name as regclass))")
    with database.read.connect() as connection:
        return {
            name: connection.execute(query, {"name": name}).scalar_one() for name in metadata.tables
        }


def stored(held: dict[str, int]) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """What each table holds of a card, and of the programme."""
    people = SAMPLE * EACH
    head = ("table", "bytes a person", "100,000 people")
    rows = [
        (name, f"{size / people:,.0f}", f"{size / people * PEOPLE / 1e6:,.0f} MB")
        for name, size in held.items()
    ]
    whole = sum(held.values()) / people
    return head, [*rows, ("all", f"{whole:,.0f}", f"{whole * PEOPLE / 1e6:,.0f} MB")]


# --- What a request costs ------------------------------------------------------------------------

Ask = Callable[[Line, Group, int], Coroutine[Any, Any, tuple[int, dict[str, Any]]]]


async def come_in(line: Line, group: Group, _: int) -> tuple[int, dict[str, Any]]:
    """Somebody joins."""
    return await line.ask("POST", "/api/v1/join", "", {"code": group.code})


async def hand_in(line: Line, group: Group, turn: int) -> tuple[int, dict[str, Any]]:
    """Somebody hands in once more."""
    ratings = {skill: random.randrange(5) for skill in FULL.ids}
    body = {"submission_id": uuid4().hex, "ratings": ratings}
    key = group.keys[turn % EACH]
    return await line.ask("PUT", "/api/v1/me/card", key, body)


async def look(line: Line, group: Group, _: int) -> tuple[int, dict[str, Any]]:
    """The facilitator's page looks at the count."""
    return await line.ask("GET", f"/api/v1/rooms/{group.id}", group.lead)


async def picture(line: Line, group: Group, _: int) -> tuple[int, dict[str, Any]]:
    """A page shows the picture."""
    return await line.ask("GET", f"/api/v1/rooms/{group.id}/picture", group.lead)


ASKED: dict[str, Ask] = {"join": come_in, "hand in": hand_in, "look": look, "picture": picture}


async def each(
    port: int, groups: Sequence[Group], ask: Ask, processes: Callable[[], Iterable[int]]
) -> tuple[float, float]:
    """The seconds that room and database work for one such request: each of the two."""
    room, *database = processes()
    turns = itertools.count()
    times = TIMES // 10 if ask is picture else TIMES
    groups = groups[1::2] if ask is picture else groups if ask is look else groups[::2]
    wanted = 201 if ask is come_in else 200

    async def goes_on() -> None:
        line = Line("127.0.0.1", port)
        while (turn := next(turns)) < times:
            status, said = await ask(line, groups[turn % len(groups)], turn // len(groups))
            assert status == wanted, (status, said)
        line.close()

    before = worked(room), worked(*database)
    await asyncio.gather(*(goes_on() for _ in range(CLIENTS)))
    room, *database = processes()
    after = worked(room), worked(*database)
    return (after[0] - before[0]) / times, (after[1] - before[1]) / times


def worked_out(
    cost: dict[str, tuple[float, float]], held: int
) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """The requests of the week, of its worst minute, and the cores that they keep busy."""
    busy = ROOMS * AT_ONCE
    counts = {  # in the week; a second, in the worst minute
        "join": (PEOPLE, busy * EACH / BURST),
        "hand in": (PEOPLE * (1 + AGAIN), busy * EACH / BURST),
        "look": (ROOMS * MINUTES * 60 * LOOKS, busy * LOOKS),
        "picture": (ROOMS * 4, busy * 2 / BURST),
    }
    head = (
        "request",
        "in the week",
        "a second, at worst",
        "work of room and database for one",
        "core-hours in the week",
        "cores busy, at worst",
    )
    rows = []
    for what, (week, worst) in counts.items():
        room, database = cost[what]
        rows.append(
            (
                what,
                f"{week:,.0f}",
                f"{worst:,.0f}",
                f"{brief(room * 1000)} + {brief(database * 1000)} ms",
                f"{(room + database) * week / 3600:,.2f}",
                f"{room * worst:,.2f} + {database * worst:,.2f}",
            )
        )
    hours = sum((sum(cost[what]) * week) / 3600 for what, (week, _) in counts.items())
    cores = [sum(cost[what][i] * worst for what, (_, worst) in counts.items()) for i in (0, 1)]
    rows.append(("all", "", "", "", f"{hours:,.2f}", f"{cores[0]:,.2f} + {cores[1]:,.2f}"))
    return head, rows


# --- The largest statement -----------------------------------------------------------------------


def explain(database: Database, of: int) -> None:
    """Print how PostgreSQL counts a million ratings of one room."""
    asked = str(acts._WAITING.compile(database.read, compile_kwargs={"render_postcompile": True}))
    with database.read.connect() as connection:
        found = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, BUFFERS, SETTINGS) {asked}", {"of": of, "picture_1": 0}
        )
        print(*(row[0] for row in found), sep="\n", flush=True)
