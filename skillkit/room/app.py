"""App: the whole service: the site at /, the API at /api, the pages of a room, behind one guard."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from skillkit.room import acts
from skillkit.room.api import ROUTES, Room
from skillkit.room.database import Database
from skillkit.room.guard import Guard
from skillkit.room.hub import Hub, HubDoor
from skillkit.room.limits import Guesses
from skillkit.room.pages import OF_HUB, PAGES, SHARED, STATIC, page
from skillkit.room.reader import language_of
from skillkit.room.secret import hashed
from skillkit.room.writer import Unavailable, Writer

PURGE = 3_600.0  # seconds between two looks for rooms whose time is over


def make_app(
    database: Database,
    hosts: Collection[str],
    *,
    home: str = "",
    site: Path | None = None,
    operator: str = "",
    guesses: Guesses | None = None,
    hub: Hub | None = None,
    framework: str = "",
) -> ASGIApp:
    """The service over a database, reached by these names; `site` is the folder of the pages.

    `home` is the address that people reach it at, without a slash at its end; if it has a path, the
    service is below that. Without it, it is where the browser says. With a `hub` it says who comes
    in, and who opens rooms, of this `framework` where they name none.
    """
    writer = Writer(database)
    operator_hash = hashed(operator) if operator else ""
    room = Room(database, writer, guesses or Guesses(), operator_hash, home, framework)
    pages = (*PAGES, *OF_HUB) if hub else PAGES

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        purging = asyncio.create_task(_purge(room))
        yield
        purging.cancel()
        await run_in_threadpool(writer.close)

    routes: list[BaseRoute] = [*ROUTES, *(Route(f"/{name}", _page(name)) for name in pages)]
    routes += [Route(f"/room-static/{path.name}", _script(path)) for path in SHARED]
    routes.append(Mount("/room-static", StaticFiles(directory=STATIC)))
    if site:
        routes.append(Mount("/", StaticFiles(directory=site, html=True)))
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _no})
    app.state.room = room
    inside = HubDoor(app, hub, encrypted=home.startswith("https:")) if hub else app
    return Guard(inside, hosts, urlsplit(home).path)


def _page(name: str):  # type: ignore[no-untyped-def]  # Starlette takes any such function
    async def answer(request: Request) -> Response:
        found = page(name, language_of(request))
        headers = {"Content-Security-Policy": found.policy, "Cache-Control": "no-store"}
        return Response(found.html, media_type="text/html", headers=headers)

    return answer


def _script(path: Path):  # type: ignore[no-untyped-def]  # Starlette takes any such function
    async def answer(_: Request) -> Response:
        return FileResponse(path, media_type="text/javascript")

    return answer


async def _no(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses, in the form of all refusals."""
    assert isinstance(error, HTTPException)
    said = {"type": f"http-{error.status_code}", "detail": error.detail}
    return JSONResponse(said, error.status_code, error.headers)


async def _purge(room: Room) -> None:
    """Erase rooms whose time is over: at the start, and every hour."""
    while True:
        with contextlib.suppress(Unavailable):
            if (await room.act(acts.purge, int(time.time()))).fields["rooms"]:
                await run_in_threadpool(room.database.tidy)
        await asyncio.sleep(PURGE)
