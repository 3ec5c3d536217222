"""What the tests of a room share: both databases, and people who come in."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from skillkit.base.toml_reader import built_in
from skillkit.room import acts
from skillkit.room.api import new_room
from skillkit.room.app import make_app
from skillkit.room.database import Database, open_database
from skillkit.room.limits import Guesses
from tests.room.postgres import Server, programs, running
from tests.room.service import browser_of

# The quick part has SQLite alone: each kind of database goes through the same code.
ON_POSTGRESQL = pytest.param("postgresql", marks=(pytest.mark.slow, pytest.mark.whole))
KINDS = ("sqlite", ON_POSTGRESQL)
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # no database matters
OPERATOR = "o_of-this-test"
BASE = "/api/v1"
NAMES = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The one PostgreSQL of this run."""
    if programs() is None:
        reason = "no PostgreSQL found: install it (Debian: apt install postgresql-15)"
        if os.environ.get("SKILLKIT_POSTGRES") == "required":
            pytest.fail(f"SKILLKIT_POSTGRES=required, but {reason}", pytrace=False)
        pytest.skip(reason)
    with running() as server:
        yield server


def address_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database of this kind."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'room.sqlite'}"
    server: Server = request.getfixturevalue("postgres")
    return server.made(f"room{next(NAMES)}")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    return address_of(request.param, tmp_path, request)


@pytest.fixture(scope="session", params=KINDS)
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database of each kind, with today's tables; each test has a room of its own in it."""
    opened = open_database(address_of(request.param, tmp_path_factory.mktemp("room"), request))
    yield opened
    opened.close()


@dataclass
class House:
    """A room with its facilitator, seen through HTTP."""

    http: httpx.Client
    id: str
    code: str
    lead: str
    database: Database
    keys: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, key: str | None = None, json: Any = None, **more: Any):
        """An answer of the service."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        headers |= more.pop("headers", {})
        given = {} if json is None else {"json": json}
        return self.http.request(
            method, f"{BASE}{path}".lstrip("/"), headers=headers, **given, **more
        )

    def come(self, **more: Any) -> str:
        """The key of somebody who comes in."""
        answer = self.ask("POST", "/join", json={"code": self.code, **more})
        assert answer.status_code == 201, answer.text
        self.keys.append(answer.json()["participant_token"])
        return self.keys[-1]

    def put(self, key: str, ratings: dict[str, Any], submission: str | None = None, **more: Any):
        """Hand in a card."""
        body = {"submission_id": submission or uuid4().hex, "ratings": ratings, **more}
        return self.ask("PUT", "/me/card", key, body)

    def hand_in(self, *levels: int, **more: Any) -> list[str]:
        """So many people, each with one level of two skills."""
        keys = [self.come(**more) for _ in levels]
        for key, level in zip(keys, levels, strict=True):
            answer = self.put(key, {"machine_learning": level, "communication": (level + 1) % 5})
            assert answer.status_code == 201, answer.text
        return keys

    def of_room(self, method: str, path: str = "", key: str | None = None, **more: Any):
        """An answer about the room, to the facilitator unless a key is given."""
        return self.ask(method, f"/rooms/{self.id}{path}", key or self.lead, **more)

    def reveal(self):
        """Draw the picture."""
        return self.of_room("POST", "/reveal")


def house_in(http: httpx.Client, database: Database, **more: Any) -> House:
    """A new room there."""
    row, code, lead = new_room("A group", built_in("ai_engineer_quick/framework.toml"), **more)
    with database.write.begin() as connection:
        acts.create(connection, [row])
    return House(http, str(row["id"]), code, lead, database)


@pytest.fixture(scope="session")
def http(database: Database) -> Iterator[httpx.Client]:
    """A browser of the service over each kind of database."""
    app = make_app(database, {"127.0.0.1"}, operator=OPERATOR, guesses=Guesses(wrong=10**6))
    with browser_of(app) as client:
        yield client


@pytest.fixture
def house(http: httpx.Client, database: Database) -> House:
    """A new room."""
    return house_in(http, database)
