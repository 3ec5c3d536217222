"""Database: an engine whose schema is today's, on SQLite or PostgreSQL, or a sentence why not."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from skillkit.base.errors import SkillkitError
from skillkit.base.text import quoted
from skillkit.base.words import say

NETWORKED = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs"}
PATIENCE = 5_000  # milliseconds that SQLite waits for a lock
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a power cut loses nothing that was acknowledged
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten
    f"PRAGMA busy_timeout={PATIENCE}",
)


class DatabaseError(SkillkitError):
    """A database in which no room can be opened."""

    code = "database"


@dataclass(frozen=True, slots=True)
class Database:
    """The one engine that writes and the one that reads; the same where the system sorts it out."""

    write: sa.Engine
    read: sa.Engine
    lock: IO[bytes] | None = None  # of SQLite's file: one process writes it

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of ours."""
        return self.write.dialect.name == "sqlite"

    def tidy(self) -> None:
        """Take what was erased out of the log as well; PostgreSQL does so by itself."""
        if self.is_sqlite:
            with self.write.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # not within a transaction

    def close(self) -> None:
        """Let go of it."""
        self.read.dispose()
        self.write.dispose()
        if self.lock:
            self.lock.close()


def open_database(url: str) -> Database:
    """The database of this address, brought up to today's schema.

    Raises:
        DatabaseError: it cannot be used; the sentence says why, and it was left as it is.
    """
    try:
        address = sa.make_url(url)
    except SQLAlchemyError as error:
        raise DatabaseError(
            say(
                "{url} is no address of a database. Write sqlite:///FILE or postgresql://USER@HOST/NAME.",
                url=quoted(url),
            )
        ) from error
    kind = address.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise DatabaseError(
            say("A room lives in SQLite or PostgreSQL, not in {kind}.", kind=quoted(kind))
        )
    database = _sqlite(Path(address.database or "")) if kind == "sqlite" else _postgresql(address)
    try:
        _migrate(database.write)
    except (DBAPIError, sqlite3.Error) as error:
        database.close()
        shown = address.render_as_string(hide_password=True)
        raise DatabaseError(
            say(
                "The database {shown} cannot be used: {reason}.",
                shown=shown,
                reason=_first_line(error),
            )
        ) from error
    except DatabaseError:
        database.close()
        raise
    return database


def _first_line(error: Exception) -> str:
    said = str(getattr(error, "orig", error)).strip() or type(error).__name__
    return said.splitlines()[0].rstrip(".")


# --- SQLite --------------------------------------------------------------------------------------


def _sqlite(path: Path) -> Database:
    if path.name in ("", ":memory:"):
        raise DatabaseError(say("A room needs a file: write sqlite:///FILE."))
    path = path.absolute()
    if not path.parent.is_dir():
        raise DatabaseError(
            say("There is no folder {folder}; make it, or name another file.", folder=path.parent)
        )
    if (kind := file_system(path.parent)) in NETWORKED:
        raise DatabaseError(
            say(
                "{folder} is on a network disk ({kind}), where SQLite cannot keep its promise. "
                "Name a file on this machine, or a PostgreSQL: --db postgresql://USER@HOST/NAME.",
                folder=path.parent,
                kind=kind,
            )
        )
    if path.exists() and not os.access(path, os.W_OK):
        raise DatabaseError(
            say("{path} cannot be written. Name another file with --db.", path=path)
        )
    lock = _one_process(path)
    path.touch(mode=0o600)
    url = sa.URL.create("sqlite", database=str(path))
    write = sa.create_engine(url, poolclass=sa.StaticPool, connect_args=_CONNECT)
    read = sa.create_engine(url, pool_size=4, max_overflow=8, connect_args=_CONNECT)
    for engine, begin in ((write, "BEGIN IMMEDIATE"), (read, "BEGIN")):
        sa.event.listen(engine, "connect", _set_up)
        sa.event.listen(engine, "begin", _beginner(begin))
    return Database(write, read, lock)


# The driver must not open transactions by itself: a read that turns into a write fails at once.
_CONNECT = {"isolation_level": None, "check_same_thread": False}


def _set_up(connection: Any, _: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _beginner(statement: str) -> Any:
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _one_process(path: Path) -> IO[bytes] | None:
    """The lock of the one process that writes this file; a killed one lets go of it."""
    if os.name == "nt":  # pragma: no cover
        return None
    import fcntl

    try:
        lock = open(path.with_name(f".{path.name}.lock"), "wb")  # noqa: SIM115  (held while it runs)
    except OSError as error:
        raise DatabaseError(
            say("{folder} cannot be written: {reason}.", folder=path.parent, reason=error.strerror)
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DatabaseError(
            say(
                "Another room is running on {path}. Stop that one, or name another file with "
                "--db; several at once need PostgreSQL.",
                path=path,
            )
        ) from error
    return lock


def file_system(folder: Path, mounts: str = "/proc/mounts") -> str:
    """The kind of disk that a folder is on; "" where the system does not say."""
    with contextlib.suppress(OSError):
        best, kind = "", ""
        for line in Path(mounts).read_text(errors="replace").splitlines():
            _, place, found, *_rest = line.split(" ")
            inside = str(folder) == place or f"{folder}/".startswith(f"{place.rstrip('/')}/")
            if inside and len(place) >= len(best):
                best, kind = place, found
        return kind
    return ""


# --- PostgreSQL ----------------------------------------------------------------------------------


def _postgresql(url: sa.URL) -> Database:
    url = url.set(drivername="postgresql+psycopg")
    patience = {"connect_timeout": 5}
    # Whoever writes is told to try again after a lost connection; nothing asks beforehand.
    write = sa.create_engine(url, pool_size=1, connect_args=patience)
    read = sa.create_engine(url, pool_pre_ping=True, pool_size=8, connect_args=patience)
    return Database(write, read)


@contextlib.contextmanager
def at_once(connection: sa.Connection) -> Iterator[None]:
    """PostgreSQL gets what is written here without waiting for each answer; the last one tells."""
    if connection.dialect.name != "postgresql":
        yield
        return
    raw: Any = connection.connection.driver_connection
    dbapi: Any = connection.dialect.import_dbapi()
    try:
        with raw.pipeline():
            yield
    except dbapi.OperationalError as error:
        raise sa.exc.OperationalError(
            "at once", None, error, connection_invalidated=True
        ) from error


def one_of(kind: str, column: sa.Column[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether a column has one of the values of a parameter, a list.

    On PostgreSQL it is one array, so that the statement is the same for each number of values, and
    is read and planned once; of SQLite that is not worth a thought.
    """
    if kind == "postgresql":
        return column == sa.any_(sa.bindparam(name, type_=sa.ARRAY(column.type)))
    return column.in_(sa.bindparam(name, expanding=True))


def one_of_pairs(kind: str, one: sa.Column[Any], other: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Whether two columns have the values of one of several pairs, as two lists of their names.

    SQLite finds more than these pairs: each of the one list with each of the other.
    """
    if kind != "postgresql":
        return sa.and_(one_of(kind, one, one.name), one_of(kind, other, other.name))
    lists = (sa.bindparam(column.name, type_=sa.ARRAY(column.type)) for column in (one, other))
    names = [sa.column(column.name, column.type) for column in (one, other)]
    pairs = sa.func.unnest(*lists).table_valued(*names).render_derived()
    return sa.tuple_(one, other).in_(sa.select(pairs))


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a table. PostgreSQL gets a short statement with a list for each column.

    A statement with a place for each value would take longer to read than to carry out.
    """
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), rows)
        return
    names = tuple(rows[0])
    columns = {name: [row[name] for row in rows] for name in names}
    connection.execute(_from_lists(table, names), columns)


@lru_cache
def _from_lists(table: sa.Table, names: tuple[str, ...]) -> sa.Insert:
    kinds = [(name, table.c[name].type) for name in names]
    lists = [sa.bindparam(name, type_=sa.ARRAY(kind)) for name, kind in kinds]
    columns = [sa.column(name, kind) for name, kind in kinds]
    rows = sa.func.unnest(*lists).table_valued(*columns).render_derived()
    return table.insert().from_select(names, sa.select(rows))


# --- The schema ----------------------------------------------------------------------------------


def steps_config() -> Config:
    """Where Alembic finds the steps from each schema to the next."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _migrate(engine: sa.Engine) -> None:
    """Bring the tables up to today; those of a newer kit are refused, and left."""
    config = steps_config()
    steps = ScriptDirectory.from_config(config)
    with _one_at_a_time(engine) as connection:
        there = MigrationContext.configure(connection).get_current_revision()
        known = {step.revision for step in steps.walk_revisions()}
        if there is not None and there not in known:
            raise DatabaseError(
                say(
                    "A newer skillkit made this database (schema {there}); update skillkit. It "
                    "was left as it is.",
                    there=quoted(there),
                )
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextlib.contextmanager
def _one_at_a_time(engine: sa.Engine) -> Iterator[sa.Connection]:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # several processes may start together
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(8273645190)"))
        yield connection
