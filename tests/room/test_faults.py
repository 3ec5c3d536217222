"""Faults: a disk that is full, a database that goes away, a server that is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import math
import shutil
import subprocess
import threading
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa
from starlette.types import ASGIApp

from skillkit.room.acts import Answer
from skillkit.room.app import make_app
from skillkit.room.database import Database, DatabaseError, open_database
from skillkit.room.limits import Guesses
from skillkit.room.writer import MOST, Unavailable, Writer
from tests.asynchronous import awaited
from tests.room.conftest import ON_POSTGRESQL, House, house_in
from tests.room.postgres import programs, running
from tests.room.service import browser_of


@pytest.fixture
def alone(url):
    """A room in a database of its own, which a fault may harm."""
    database = open_database(url)
    app: ASGIApp = make_app(database, {"127.0.0.1"}, guesses=Guesses())
    with browser_of(app) as http:
        yield house_in(http, database)
    database.close()


def test_a_full_disk_takes_no_card_and_loses_none(tmp_path):
    """503 and another try; what was there can be read, and when there is space it goes on."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    with browser_of(make_app(database, {"127.0.0.1"})) as http:
        house = house_in(http, database)
        key = house.come()
        assert house.put(key, {"machine_learning": 1}).status_code == 201
        pages = pragma(database, "page_count")
        pragma(database, f"max_page_count={pages}")
        answer = house.put(key, {"machine_learning": 2})
        while answer.status_code == 200:
            answer = house.put(key, {"machine_learning": 2})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 2}
        pragma(database, "max_page_count=1000000")
        assert house.put(key, {"machine_learning": 4}).status_code == 200
        assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 4}
    database.close()


def pragma(database: Database, words: str) -> int:
    """What SQLite answers to a pragma of the connection that writes."""
    with database.write.begin() as connection:
        return int(connection.exec_driver_sql(f"pragma {words}").scalar_one())


def test_a_file_that_may_not_be_written_is_refused(tmp_path, monkeypatch):
    """The sentence names the file, and nothing is made beside it."""
    file = tmp_path / "room.sqlite"
    file.touch()
    monkeypatch.setattr("os.access", lambda *_: False)  # who runs this may be allowed everything
    with pytest.raises(DatabaseError, match="cannot be written"):
        open_database(f"sqlite:///{file}")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("url", [ON_POSTGRESQL], indirect=True)
def test_a_connection_that_is_ended_costs_no_card(alone: House):
    """The server's connections are cut: some are told to try again, and each card is there once."""
    key, once = alone.come(), uuid4().hex
    for level in range(4):
        cut_all(alone)
        answer = alone.put(key, {"machine_learning": level}, once)
        while answer.status_code == 503:
            answer = alone.put(key, {"machine_learning": level}, once)
        assert answer.status_code in (200, 201)
        assert answer.json()["revision"] == level + 1
        once = uuid4().hex
    assert alone.ask("GET", "/me", key).json()["revision"] == 4


def cut_all(house: House) -> None:
    """End every other connection to this database."""
    url = house.database.write.url.set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


@pytest.mark.slow
@pytest.mark.whole
def test_a_database_that_stops_and_comes_back_costs_no_card():
    """503 while it is away, without an end of the room; then the same hand-in counts once."""
    if programs() is None:
        pytest.skip("no PostgreSQL found")
    with running() as server:
        database = open_database(server.made("room"))
        with browser_of(make_app(database, {"127.0.0.1"})) as http:
            house = house_in(http, database)
            key, once = house.come(), uuid4().hex
            assert house.put(key, {"machine_learning": 1}).status_code == 201
            server.stop()
            for _ in range(2):
                answer = house.put(key, {"machine_learning": 2}, once)
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert house.ask("GET", "/me", key).status_code == 503
            assert http.get("/healthz").status_code == 200
            assert http.get("/readyz").status_code == 503
            server.start()
            answer = house.put(key, {"machine_learning": 2}, once)
            while answer.status_code == 503:  # lines of before are found dead one by one
                answer = house.put(key, {"machine_learning": 2}, once)
            assert (answer.status_code, answer.json()["revision"]) == (200, 2)
            assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 2}
        database.close()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte, where who runs this may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("nobody may mount a disk here; the limit of pages is tested above")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
def test_a_disk_that_is_really_full_takes_no_card_and_loses_none(small_disk):
    """Another program fills it: 503, old cards are there; when it leaves, the room goes on."""
    database = open_database(f"sqlite:///{small_disk / 'room.sqlite'}")
    with browser_of(make_app(database, {"127.0.0.1"})) as http:
        house = house_in(http, database)
        key = house.come()
        assert house.put(key, {"machine_learning": 1}).status_code == 201
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"x" * 1024):
                pass
        level, answer = 1, None
        while answer is None or answer.status_code == 200:  # its log has a little room left
            level = level % 4 + 1
            answer = house.put(key, {"machine_learning": level})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        before = {"machine_learning": (level - 2) % 4 + 1}
        assert house.ask("GET", "/me", key).json()["ratings"] == before
        filler.unlink()
        assert house.put(key, {"machine_learning": 0}).status_code == 200
        assert house.ask("GET", "/me", key).json()["ratings"] == {"machine_learning": 0}
    database.close()


# --- The thread that writes ----------------------------------------------------------------------


def noted(connection: sa.Connection, given):
    """An act that writes numbers; thirteen cannot be written."""
    if 13 in given:
        raise ValueError
    connection.execute(sa.text("insert into noted values (:n)"), [{"n": n} for n in given])
    return [Answer(200, {"n": n}) for n in given]


@pytest.fixture
def opened(tmp_path):
    """A database with a table for numbers."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    with database.write.begin() as connection:
        connection.execute(sa.text("create table noted (n integer)"))
    yield database
    database.close()


def numbers(database: Database) -> list[int]:
    """What was written."""
    with database.read.connect() as connection:
        return sorted(connection.execute(sa.text("select n from noted")).scalars())


async def together(writer: Writer, *given: int):
    """The answers to what came at once."""
    return await asyncio.gather(*(writer.write(noted, n) for n in given), return_exceptions=True)


def test_one_that_cannot_be_written_stands_alone(opened):
    """The others of the same transaction are written, and answered."""
    writer = Writer(opened)
    answers = awaited(together(writer, 11, 12, 13, 14))
    writer.close()
    assert [type(answer) for answer in answers] == [Answer, Answer, ValueError, Answer]
    assert numbers(opened) == [11, 12, 14]


def test_when_too_many_wait_the_next_is_asked_to_come_again(opened):
    """Nobody waits for ever, and who was let in is written."""
    writer = Writer(opened, waiting=3)
    goes_on = threading.Event()

    def slow(connection: sa.Connection, given):
        goes_on.wait(30)
        return noted(connection, given)

    async def crowd():
        tasks = [asyncio.ensure_future(writer.write(slow, n)) for n in range(20)]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        goes_on.set()
        assert all(isinstance(task.exception(), Unavailable) for task in done)
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = awaited(crowd())
    writer.close()
    written = [n for n, answer in enumerate(answers) if isinstance(answer, Answer)]
    assert 0 < len(written) < 20
    assert numbers(opened) == written


def test_two_thousand_who_tap_at_once_wait_for_nine_commits(opened):
    """The slowest waits for as many transactions as there are groups, not as there are people."""
    writer, begun = Writer(opened), threading.Event()
    commits: list[int] = []

    def slow(connection: sa.Connection, given):
        begun.wait(30)
        commits.append(len(given))
        return [Answer(200, {"n": n}) for n in given]

    async def crowd():
        tasks = [asyncio.ensure_future(writer.write(slow, n)) for n in range(2_000)]
        await asyncio.sleep(0)
        begun.set()
        return await asyncio.gather(*tasks)

    answers = awaited(crowd())
    writer.close()
    assert [answer.fields["n"] for answer in answers] == list(range(2_000))
    assert len(commits) <= 1 + math.ceil(1_999 / MOST)
    assert max(commits) == MOST


def test_what_waits_is_written_when_the_server_stops(opened):
    """Who comes after the stop is told so; who came before has an answer."""
    writer = Writer(opened)

    async def stopping():
        tasks = [asyncio.ensure_future(writer.write(noted, n)) for n in range(20, 40)]
        await asyncio.sleep(0)
        await asyncio.to_thread(writer.close)
        with pytest.raises(Unavailable):
            await writer.write(noted, 99)
        return await asyncio.gather(*tasks)

    assert len(awaited(stopping())) == 20
    assert numbers(opened) == list(range(20, 40))
