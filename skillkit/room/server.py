"""Server: the command's work: a room in a database, the site around it, and where to find it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import uvicorn
from sqlalchemy import select
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from skillkit.base.errors import SkillkitError
from skillkit.base.text import quoted
from skillkit.base.words import say, sentence, spoken_in
from skillkit.room import acts
from skillkit.room.api import new_room
from skillkit.room.app import make_app
from skillkit.room.database import Database, open_database
from skillkit.room.hub import Hub, Service
from skillkit.room.qr import qr_text
from skillkit.room.schema import room
from skillkit.site.build import build
from skillkit.site.pages import PROMISE

HEADERS = 10.0  # seconds in which a request's headers have to be there
LONGEST_HEADERS = 64 * 1024  # bytes
PROMISE_HERE = sentence(
    "Python runs in your browser, and your answers stay in it. Nothing is sent before you tap Hand "
    "in; then your ratings and ticks go to your group's room, without your name unless you type "
    "it. What you rate is for your own development, and for nothing else."
)
LANG = re.compile('<!DOCTYPE html>\n<html lang="([^"]+)"')  # of a page of ours
OPERATOR = "SKILLKIT_ROOM_OPERATOR"  # the setting with the key of whoever makes rooms
STOP = 5  # seconds for who is in the middle of a request when the server stops


@dataclass(frozen=True, slots=True)
class Links:
    """Where a room is, and who gets which address."""

    door: str  # for everybody, on the projector
    code: str
    lead: str  # for the facilitator alone
    phones: bool  # whether telephones can reach it
    encrypted: bool


class PatientProtocol(HttpToolsProtocol):
    """The protocol of uvicorn, which would wait for ever for a request's headers, and read all."""

    _deadline: asyncio.TimerHandle | None = None
    _read = 0  # bytes of headers that have not ended

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, unless the headers never end."""
        super().data_received(data)
        if self._deadline:
            self._read += len(data)
            if self._read > LONGEST_HEADERS:
                self.transport.close()

    def on_message_begin(self) -> None:
        """Wait for the next request's headers."""
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """They are there."""
        self._rest()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._rest()
        self._read = 0
        self._deadline = self.loop.call_later(HEADERS, self.transport.close)

    def _rest(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None


def config(app: ASGIApp, host: str, port: int, proxied: bool = False) -> uvicorn.Config:
    """How the service is run: one process, no log of who asks."""
    return uvicorn.Config(
        app,
        host,
        port,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxied,
        forwarded_allow_ips=None if proxied else "",  # FORWARDED_ALLOW_IPS, or this machine
        timeout_graceful_shutdown=STOP,
        limit_concurrency=4_000,
        backlog=2_048,
    )


def serve(
    url: str,
    *,
    port: int,
    notebooks: Path,
    framework: str,
    title: str = "Our room",
    floor: int = 5,
    proxy: str | None = None,
    local: bool = False,
    listen: str | None = None,
    ready_site: Path | None = None,
    operator: str = "",
    hub: Service | None = None,
) -> int:
    """Run a room until it is stopped; with an operator's key rooms are made over the network.

    As a service of a `hub` it has no room of its own: the Hub's facilitators open them.

    Raises:
        SkillkitError: the database, the address or the site cannot be used.
    """
    public = public_address(proxy) if proxy else None
    database = open_database(url)
    try:
        with _site(notebooks, ready_site) as site:
            outside = None if local or public else lan_address()
            home = public or f"http://{outside or '127.0.0.1'}:{port}"
            row = None
            if hub or operator:
                print(_made_elsewhere(home, by_hub=hub is not None), flush=True)
            else:
                row, code, lead = _room_in(database, title, framework, floor)
                door, page = f"{home}/room", f"{home}/facilitator#{row['id']}/{lead}/{code}"
                links = Links(door, code, page, bool(public or outside), bool(public))
                print(announcement(links), flush=True)
            hosts = {"127.0.0.1", "localhost", "::1", urlsplit(home).hostname or ""}
            app = make_app(
                database,
                hosts,
                home=home,
                site=site,
                operator=operator,
                hub=Hub(hub) if hub else None,
                framework=framework,
            )
            where = listen or ("127.0.0.1" if public or not outside else "0.0.0.0")
            with contextlib.suppress(KeyboardInterrupt):
                uvicorn.Server(config(app, where, port, bool(public))).run()
            if row:
                _end(database, row)
    finally:
        database.close()
    return 0


def _made_elsewhere(home: str, *, by_hub: bool) -> str:
    """Where rooms are made, if none is for this run."""
    if by_hub:
        return say("Rooms are opened at {home}/open, by whoever the Hub lets.", home=home)
    return say(
        "Rooms are made by POST {home}/api/v1/rooms, with the key of {operator}.",
        home=home,
        operator=OPERATOR,
    )


@contextlib.contextmanager
def _site(notebooks: Path, ready: Path | None) -> Iterator[Path]:
    """The folder of the site, made for this run unless one lies ready."""
    if ready:
        yield as_room(ready)
        return
    with tempfile.TemporaryDirectory(prefix="skillkit-room-") as folder:
        yield as_room(build(notebooks, Path(folder, "site")))


def as_room(site: Path) -> Path:
    """The site with the promise that holds here: what is handed in goes to the room."""
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        if found := LANG.match(page):
            with spoken_in(found[1]):
                promised = page.replace(say(PROMISE), say(PROMISE_HERE))
            if promised != page:  # once; from then on nobody need be able to write there
                path.write_text(promised, "utf-8")
    return site


def _room_in(
    database: Database, title: str, framework: str, floor: int
) -> tuple[dict[str, Any], str, str]:
    """A new room; in a file of ours, the one that is there already, with new links."""
    row, code, lead = new_room(title, framework, floor=floor)
    with database.write.begin() as connection:
        there = connection.execute(select(room).limit(1)).mappings().first()
        if database.is_sqlite and there is not None:
            print(say("A room is here from before; its cards are kept, and it gets new links."))
            row = {**there, "join_hash": row["join_hash"], "lead_hash": row["lead_hash"]}
            acts.renew(connection, [row])
        else:
            acts.create(connection, [row])
    return row, code, lead


def _end(database: Database, row: dict[str, Any]) -> None:
    """Ask what becomes of the cards when the server stops."""
    with database.read.connect() as connection:
        if connection.execute(select(room.c.id).where(room.c.id == row["id"])).first() is None:
            print(say("Everything that was handed in is erased."))
            return
    if not sys.stdin.isatty():
        print(say("The cards are kept. Start again to go on, and end the room on your page."))
        return
    try:
        asked = say("Erase everything that was handed in? [Y/n]")
        answer = input(f"\n{asked} ").strip().lower()
    except (EOFError, KeyboardInterrupt):
        answer = "n"
    yes = say("Yes").lower()
    if answer in ("", "y", "yes", yes, yes[:1]):
        with database.write.begin() as connection:
            acts.erase(connection, [row["lead_hash"]])
        database.tidy()
        print(say("Everything that was handed in is erased."))
    else:
        print(say("The cards are kept. Start again to go on; a room erases itself after 30 days."))


def public_address(text: str) -> str:
    """The address of a proxy, which may have a path, without a slash at its end.

    Raises:
        SkillkitError: it is none, or others could read along.
    """
    address = text.rstrip("/")
    parts = urlsplit(address)
    near = parts.hostname in ("127.0.0.1", "localhost")  # a proxy on this machine, to try it
    if not parts.hostname or parts.scheme not in (("http", "https") if near else ("https",)):
        raise SkillkitError(
            say(
                "{text} is no address of a proxy with TLS; write https://NAME, or https://NAME/PATH.",
                text=quoted(text),
            )
        )
    if parts.query or parts.fragment or quote(unquote(parts.path), safe="/~") != parts.path:
        raise SkillkitError(
            say("{text} has more than a name and a plain path; leave it out.", text=quoted(text))
        )
    return address


def lan_address() -> str | None:
    """The address of this machine that telephones in the same network reach; None without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for examples; nothing is sent
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if found.startswith(("127.", "0.")) else found


def announcement(links: Links) -> str:
    """What the terminal says, once."""
    lines = [
        "",
        say("  Participants   {door}   code {code}", door=links.door, code=links.code),
        say("  Facilitator    {lead}", lead=links.lead),
        "",
        say("The facilitator's link is shown once; it is for you alone. Stop with Ctrl+C."),
    ]
    if not links.phones:
        lines.append(
            say(
                "This machine alone can open it: it has no address in a network, or --local was "
                "said."
            )
        )
    elif not links.encrypted:
        lines.append(
            say(
                "Telephones reach it in the same network. There is no encryption (no TLS): whoever "
                "runs or listens to that network could read what is handed in. Use a network that "
                "you trust, or a server of your own with --behind-proxy https://NAME. Some "
                "browsers warn."
            )
        )
    return "\n".join([*lines, "", qr_text(links.door, links.code)])
