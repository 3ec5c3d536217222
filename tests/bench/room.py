"""Room: how fast a group's room takes cards and counts them, beside the least that could do it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from skillkit.base.toml_reader import built_in
from skillkit.framework.file import load_framework
from skillkit.room import acts
from skillkit.room.acts import Join
from skillkit.room.api import new_room
from skillkit.room.database import Database, insert, open_database
from skillkit.room.schema import participant, rating, room
from skillkit.room.secret import hashed, number
from tests.bench.document import table
from tests.bench.measures import HEAD, Measure, Samples, brief
from tests.bench.report import rows_of, written
from tests.room.client import Line
from tests.room.postgres import running

CLIENTS = (50, 500, 2_000)
SECONDS = 3.0
BARE = "a bare handler: one insertion and one commit for each"
GROUPED = "a bare GROUP BY skill, level over the same rows"
KINDS = ("SQLite", "PostgreSQL")
TAKEN = tuple(
    Measure(f"{name}, {clients:,} clients at once: time for each card", BARE, 1 / 3)
    for name in KINDS
    for clients in CLIENTS
)
WORK = tuple(
    Measure(f"{name}, {clients:,} clients at once: work of room and database", BARE, 1 / 3)
    for name in KINDS
    for clients in CLIENTS
)
SLOWEST = tuple(
    Measure(f"{name}, {clients:,} clients at once: wait for an answer, p99", BARE)
    for name in KINDS
    for clients in CLIENTS
)
RATINGS = (1_000, 10_000, 100_000, 1_000_000)
COUNTED = tuple(
    Measure(f"{name}, the counts of {ratings:,} ratings", GROUPED, 1.3)
    for name in KINDS
    for ratings in RATINGS[2:]
)
GROWTH = tuple(
    Measure(f"{name}, the counts of 1,000,000 ratings, of each 1,000", "those of 100,000", 1.3)
    for name in KINDS
)
MEMORY = tuple(
    Measure(f"{name}, memory with {CLIENTS[-1]:,} clients", "the same server with nobody")
    for name in KINDS
)
SIZE = tuple(
    Measure(f"{name}, the disk that a card takes, of 100,000 people", "its ratings as JSON")
    for name in KINDS
)
ROOM = (*TAKEN, *WORK, *SLOWEST, *MEMORY, *COUNTED, *GROWTH, *SIZE)
QUICK = load_framework("ai_engineer_quick")


def room_figures(root: Path, trials: int, only_print: bool) -> int:
    """Take all measures on both databases, and write docs/room.md."""
    found: dict[str, tuple[Samples, Samples]] = {}
    resource.setrlimit(resource.RLIMIT_NOFILE, (8_192, 8_192))
    with tempfile.TemporaryDirectory() as folder, running(fsync=True) as server:
        for name in KINDS:
            urls = (
                [f"sqlite:///{folder}/{file}.sqlite" for file in ("room", "bare", "many")]
                if name == "SQLite"
                else [server.made(file) for file in ("room", "bare", "many")]
            )
            database = list if name == "SQLite" else server.processes
            found |= loaded(name, urls[0], urls[1], trials, database)
            found |= counted(name, urls[2], trials)
    text = table(HEAD, rows_of(ROOM, found))
    return written(None if only_print else root / "docs" / "room.md", "room", text)


# --- Cards that come in --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of clients saw of a server: seconds for each card, and their waits."""

    each: float
    work: float
    p99: float
    memory: float
    own: float  # work of the clients themselves


@contextmanager
def serving(url: str, kind: str) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its number."""
    command = [sys.executable, "-m", "tests.bench.room_server", url, kind]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield int(process.stdout.readline()), process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def loaded(
    name: str, url: str, other: str, trials: int, database: Callable[[], Iterable[int]]
) -> dict[str, tuple[Samples, Samples]]:
    """Both servers under load, in turns; `database` says which processes work beside them."""
    seen: dict[tuple[str, int], list[Load]] = {}
    with people_in(url, CLIENTS[-1]) as keys, serving(url, "room") as ours:
        idle = resident(ours[1])
        with serving(other, "bare") as bare:
            for there in (ours, bare):  # what each does once is not counted
                asyncio.run(at_once(there, keys[: CLIENTS[0]], database))
            for trial in range(trials):
                for clients in CLIENTS:
                    for kind, there in (("room", ours), ("bare", bare)):
                        load = asyncio.run(at_once(there, keys[:clients], database))
                        seen.setdefault((kind, clients), []).append(load)
                print(f"{name}, cards: {trial + 1} of {trials}", flush=True)
    for kind in ("room", "bare"):
        own = statistics.median(load.own for clients in CLIENTS for load in seen[kind, clients])
        print(f"{name}, the clients' own work: {brief(own * 1000)} ms a card ({kind})", flush=True)

    def pair(clients: int, of: Callable[[Load], float]) -> tuple[Samples, Samples]:
        kit, baseline = (
            Samples(tuple(of(load) * 1000 for load in seen[kind, clients]))
            for kind in ("room", "bare")
        )
        return kit, baseline

    found = {}
    for group, of in ((TAKEN, "each"), (WORK, "work"), (SLOWEST, "p99")):
        for measure, clients in zip(of_kind(group, name), CLIENTS, strict=True):
            found[measure.what] = pair(clients, attrgetter(of))
    most = max(load.memory for load in seen["room", CLIENTS[-1]])
    (memory,) = of_kind(MEMORY, name)
    return found | {memory.what: (Samples((most,), "MB"), Samples((idle,), "MB"))}


@contextmanager
def people_in(url: str, count: int) -> Iterator[list[str]]:
    """The keys of so many people in a new room."""
    database = open_database(url)
    row, code, _ = new_room("Bench", built_in("ai_engineer_quick/framework.toml"), floor=5)
    keys = [f"p_{uuid4().hex}" for _ in range(count)]
    with database.write.begin() as connection:
        acts.create(connection, [row])
        acts.join(connection, [Join(hashed(code), number(), hashed(key)) for key in keys])
    database.close()
    yield keys


async def at_once(
    there: tuple[int, int], keys: Sequence[str], database: Callable[[], Iterable[int]]
) -> Load:
    """Everybody hands in, and again as soon as there is an answer, for some seconds."""
    port, process = there
    waits: list[float] = []
    end = time.monotonic() + SECONDS

    async def goes_on(key: str) -> None:
        line = Line("127.0.0.1", port)
        while (begun := time.monotonic()) < end:
            ratings = {skill: random.randrange(5) for skill in QUICK.ids}
            body = {"submission_id": uuid4().hex, "ratings": ratings}
            status, said = await line.ask("PUT", "/api/v1/me/card", key, body)
            assert status in (200, 201), (status, said)
            waits.append(time.monotonic() - begun)
        line.close()

    before, own = worked(process, *database()), time.process_time()
    begun = time.monotonic()
    await asyncio.gather(*map(goes_on, keys))
    taken = time.monotonic() - begun
    work = (worked(process, *database()) - before) / len(waits)
    p99 = statistics.quantiles(waits, n=100)[-1]
    own = (time.process_time() - own) / len(waits)
    return Load(taken / len(waits), work, p99, resident(process), own)


def worked(*processes: int) -> float:
    """The seconds that processes, and those that they have ended, have worked."""
    ticks = 0
    for process in processes:
        with contextlib.suppress(
            FileNotFoundError, ProcessLookupError
        ):  # it has ended, and its parent has its ticks
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """The memory of a process, in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


# --- Counts --------------------------------------------------------------------------------------


def counted(name: str, url: str, trials: int) -> dict[str, tuple[Samples, Samples]]:
    """The counts of a reveal and a bare GROUP BY, over rooms of each size, in turns."""
    database = open_database(url)
    before = size(database)
    of = {ratings: filled(database, ratings // len(QUICK.ids)) for ratings in RATINGS[:-1]}
    analyse(database)
    people = sum(RATINGS[:-1]) // len(QUICK.ids)
    each = (size(database) - before) / people / 1000
    of[RATINGS[-1]] = filled(database, RATINGS[-1] // len(QUICK.ids))
    analyse(database)
    plain = sa.text(
        "select skill, level, count(*) from rating"
        " where room = :of and picture = 0 group by skill, level"
    )
    ours: dict[int, list[float]] = {ratings: [] for ratings in RATINGS}
    bare: dict[int, list[float]] = {ratings: [] for ratings in RATINGS}
    with database.read.connect() as connection:
        for _ in range(trials):
            for ratings in RATINGS:
                begun = time.perf_counter()
                unnamed, _, _ = acts.waiting_tallies(connection, of[ratings], QUICK)
                passed = time.perf_counter()
                rows = connection.execute(plain, {"of": of[ratings]}).all()
                over = time.perf_counter()
                ours[ratings].append((passed - begun) * 1000)
                bare[ratings].append((over - passed) * 1000)
                assert sum(map(sum, unnamed.levels.values())) == sum(row[2] for row in rows)
    plan(name, database, of[RATINGS[-1]])
    database.close()
    found = {
        measure.what: (Samples(tuple(ours[ratings])), Samples(tuple(bare[ratings])))
        for measure, ratings in zip(of_kind(COUNTED, name), RATINGS[2:], strict=True)
    }
    (growth,), (card,) = of_kind(GROWTH, name), of_kind(SIZE, name)
    found[growth.what] = tuple(  # type: ignore[assignment]
        Samples(tuple(value / ratings * 1000 for value in ours[ratings]))
        for ratings in (RATINGS[3], RATINGS[2])
    )
    json_ = len('{"ratings":{}}') + sum(len(skill) + 5 for skill in QUICK.ids)
    found[card.what] = (Samples((each,), "kB"), Samples((json_ / 1000,), "kB"))
    lines = ", ".join(f"{n:,}: {brief(statistics.median(ours[n]))} ms" for n in RATINGS)
    print(f"{name}, counts: {lines}", flush=True)
    return found


def of_kind(measures: Sequence[Measure], name: str) -> list[Measure]:
    """The measures of one database."""
    return [measure for measure in measures if measure.what.startswith(name)]


def filled(database: Database, people: int) -> int:
    """A room with so many cards."""
    chance = random.Random(people)
    row, code, _ = new_room("Many", built_in("ai_engineer_quick/framework.toml"))
    with database.write.begin() as connection:
        connection.execute(room.insert(), row)
        for start in range(0, people, 5_000):
            ids = [number() for _ in range(start, min(people, start + 5_000))]
            acts.join(connection, [Join(hashed(code), one, uuid4().hex * 2) for one in ids])
            shared = {"room": row["id"], "picture": 0, "named": False, "ticks": 0}
            rows = [
                {**shared, "participant": one, "skill": skill, "level": chance.randrange(5)}
                for one in ids
                for skill in range(len(QUICK.ids))
            ]
            insert(connection, rating, rows)
        connection.execute(
            participant.update().where(participant.c.room == row["id"]).values(revision=1)
        )
    return int(row["id"])


def analyse(database: Database) -> None:
    """What a database does by itself in time: its log is emptied, its rows are looked at."""
    database.tidy()
    if not database.is_sqlite:
        with database.write.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            free.execute(sa.text("VACUUM ANALYZE"))


def size(database: Database) -> float:
    """What a database takes on the disk, in bytes."""
    with database.read.connect() as connection:
        if database.is_sqlite:
            pages = connection.execute(sa.text("pragma page_count")).scalar_one()
            return float(pages * connection.execute(sa.text("pragma page_size")).scalar_one())
        query = sa.text("select pg_database_size(current_database())")
        return float(connection.execute(query).scalar_one())


def plan(name: str, database: Database, of: int) -> None:
    """Print how the database answers the largest statement."""
    asked = str(acts._WAITING.compile(database.read, compile_kwargs={"render_postcompile": True}))
    word = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN ANALYZE"
    with database.read.connect() as connection:
        if database.is_sqlite:
            found = connection.exec_driver_sql(f"{word} {asked}", (of, 0))
            lines = [row.detail for row in found]
        else:
            found = connection.exec_driver_sql(f"{word} {asked}", {"of": of, "picture_1": 0})
            lines = [row[0] for row in found]
    print(f"{name}, the plan of the counts:", *lines, sep="\n  ", flush=True)
