"""Room server: the room, or the least that could take a card, in a process of its own.

Run as `python -m tests.bench.room_server URL room|bare`; prints its port once it listens.
"""

from __future__ import annotations

import socket
import sys

import sqlalchemy as sa
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from skillkit.room.app import make_app
from skillkit.room.database import Database, open_database
from skillkit.room.server import config

MADE = "create table if not exists bare (person text, card text)"
WAIT = "PRAGMA busy_timeout=120000"
TAKE = sa.text("insert into bare values (:person, :card)")


def bare(database: Database) -> ASGIApp:
    """The baseline: a handler that makes one insertion and one commit for each request."""
    with database.write.begin() as connection:
        connection.execute(sa.text(MADE))
    # The pool of the reads has the same settings, and a connection for each thread.
    engine = database.read
    if database.is_sqlite:  # five seconds are not enough for hundreds who each want to write
        sa.event.listen(engine, "connect", lambda raw, _: raw.execute(WAIT))

    def kept(person: str, card: str) -> None:
        with engine.begin() as connection:
            connection.execute(TAKE, {"person": person, "card": card})

    async def put(request: Request) -> JSONResponse:
        person = request.headers["authorization"]
        await run_in_threadpool(kept, person, (await request.body()).decode())
        return JSONResponse({"ok": True})

    return Starlette(routes=[Route("/api/v1/me/card", put, methods=["PUT"])])


def main(url: str, kind: str) -> None:
    """Serve until somebody ends it."""
    database = open_database(url)
    app = make_app(database, {"127.0.0.1"}) if kind == "room" else bare(database)
    with socket.create_server(("127.0.0.1", 0), backlog=2_048) as door:
        print(door.getsockname()[1], flush=True)
        uvicorn.Server(config(app, "127.0.0.1", 0)).run(sockets=[door])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
