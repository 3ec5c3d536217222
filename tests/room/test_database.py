"""The database: today's tables, what is refused with a sentence, and what is really erased."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from skillkit.base.toml_reader import built_in
from skillkit.room import acts
from skillkit.room.acts import Agreeing, HandIn, Join
from skillkit.room.api import new_room
from skillkit.room.database import (
    Database,
    DatabaseError,
    file_system,
    open_database,
    steps_config,
)
from skillkit.room.schema import metadata, rating, room
from skillkit.room.secret import hashed, number

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def test_the_steps_lead_to_the_tables_that_the_code_has(database):
    """What the migrations make is what the schema says."""
    with database.write.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert found == []


def test_opening_it_again_changes_nothing(url):
    """A second start finds the tables as they are."""
    open_database(url).close()
    again = open_database(url)
    with again.read.connect() as connection:
        assert connection.execute(sa.select(room)).all() == []
    again.close()


@pytest.mark.parametrize("step", ["0001"])
def test_a_database_of_each_former_schema_is_brought_up(url, step):
    """Its cards stay, the same hand-in is known again, and what is new can be used."""
    former = sa.create_engine(sa.make_url(url).set(drivername=DRIVERS[url.partition(":")[0]]))
    config = steps_config()
    with former.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
        tables = sa.inspect(connection).get_table_names()
    assert set(metadata.tables) > {*tables} - {"alembic_version"}
    row, lead = filled(Database(former, former))
    former.dispose()
    database = open_database(url)
    with database.write.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert acts.handed_in(connection, row["id"]) == 1
        assert acts.hand_in(connection, [card_of(row)])[0].fields["replayed"]
        agreeing = Agreeing(hashed(lead), 0, [{"id": "a1", "made": "2026-03-02", "what": "x"}], {})
        assert acts.agree(connection, [agreeing])[0].fields == {"revision": 1}
    database.close()


def test_a_newer_schema_is_refused_and_left(url):
    """The sentence says what to do, and the table of versions is as it was."""
    opened = open_database(url)
    with opened.write.begin() as connection:
        connection.execute(sa.text("update alembic_version set version_num = '9999'"))
    opened.close()
    with pytest.raises(DatabaseError, match=r"newer skillkit.*update skillkit"):
        open_database(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("room.sqlite", "no address"),
        ("mysql://x/y", "SQLite or PostgreSQL"),
        ("sqlite://", "needs a file"),
        ("sqlite:////no/such/folder/room.sqlite", "no folder"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_a_sentence(url, words):
    """The reason stands there; a password does not."""
    with pytest.raises(DatabaseError, match=words) as found:
        open_database(url)
    assert "secret" not in str(found.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    """It is refused, and not one byte changes."""
    file = tmp_path / "room.sqlite"
    file.write_bytes(b"This is no database, and longer than a header. " * 100)
    before = file.read_bytes()
    with pytest.raises(DatabaseError, match="cannot be used"):
        open_database(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_second_server_on_one_file_is_refused(tmp_path):
    """One process writes a file; the second is told to use PostgreSQL."""
    url = f"sqlite:///{tmp_path / 'room.sqlite'}"
    first = open_database(url)
    with pytest.raises(DatabaseError, match="Another room is running"):
        open_database(url)
    first.close()
    open_database(url).close()


def test_a_network_disk_is_refused(tmp_path, monkeypatch):
    """SQLite does not keep its promise there; the sentence names the other way."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/x / ext4 rw 0 0\nhost:/x {tmp_path} nfs4 rw 0 0\n")
    assert file_system(tmp_path, str(mounts)) == "nfs4"
    monkeypatch.setattr("skillkit.room.database.file_system", lambda _: "nfs4")
    with pytest.raises(DatabaseError, match=r"network disk \(nfs4\).*PostgreSQL"):
        open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")


def test_sqlite_is_set_so_that_a_power_cut_loses_nothing_and_erased_is_gone(tmp_path):
    """A log that is written ahead, everything synced, and what is erased overwritten."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for engine in (database.read, database.write):
        with engine.connect() as connection:
            for name, value in wanted.items():
                assert connection.execute(sa.text(f"pragma {name}")).scalar_one() == value
    database.close()


def filled(database, alias="ZEBRA-CROSSING"):
    """A room with somebody in it."""
    row, code, lead = new_room("A group", built_in("ai_engineer_quick/framework.toml"))
    token = f"p_{row['id']}"
    with database.write.begin() as connection:
        acts.create(connection, [row])
        acts.join(connection, [Join(hashed(code), number(), hashed(token), alias, named=True)])
        assert acts.hand_in(connection, [card_of(row)])[0].status == 201
    return row, lead


def card_of(row):
    """What the one in that room hands in."""
    return HandIn(hashed(f"p_{row['id']}"), "0" * 32, "x", {"machine_learning": 3}, {})


def test_what_is_erased_is_in_no_file_any_more(tmp_path):
    """After the end neither the database nor its log holds the name."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    row, _ = filled(database)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ZEBRA-CROSSING" in kept
    with database.write.begin() as connection:
        acts.erase(connection, [row["lead_hash"]])
    database.tidy()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ZEBRA-CROSSING" not in kept
    database.close()


def test_a_room_whose_time_is_over_goes_with_all_that_is_in_it(database):
    """Others stay; a clock that was set back purges nothing."""
    old, young = (filled(database)[0] for _ in range(2))
    with database.write.begin() as connection:
        by = room.c.id == old["id"]
        connection.execute(room.update().where(by).values(purge_at=1_000))
        assert acts.purge(connection, [500])[0].fields == {"rooms": 0}
        assert acts.purge(connection, [1_001])[0].fields == {"rooms": 1}
        left = connection.execute(sa.select(rating.c.room).distinct()).scalars().all()
    assert young["id"] in left
    assert old["id"] not in left


def test_a_database_that_is_restarted_keeps_its_room_under_new_links(database):
    """The old code and the old link open nothing, the cards are there."""
    row, lead = filled(database)
    fresh = {"id": row["id"], "join_hash": hashed("new code"), "lead_hash": hashed("new lead")}
    with database.write.begin() as connection:
        acts.renew(connection, [fresh])
        assert acts.erase(connection, [hashed(lead)])[0].status == 401
        assert acts.handed_in(connection, row["id"]) == 1


def test_no_table_says_when_or_from_where_somebody_handed_in():
    """Neither a time nor an address stands beside a person, a rating or a submission."""
    of_people = ("participant", "rating", "submission")
    columns = [column.name for name in of_people for column in metadata.tables[name].columns]
    assert not {"at", "time", "created_at", "received_at", "address", "ip"} & set(columns)
    numbers = [number() for _ in range(9)]
    assert any(b < a for a, b in itertools.pairwise(numbers))  # the order of rows tells nothing


def test_the_copy_that_the_docs_name_is_whole(tmp_path):
    """VACUUM INTO copies a room that runs."""
    file = tmp_path / "room.sqlite"
    database = open_database(f"sqlite:///{file}")
    filled(database)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.sqlite"),))
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as connection:
        assert connection.execute("select count(*) from rating").fetchone() == (1,)
    database.close()
