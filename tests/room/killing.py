"""Killing: a room that takes cards as fast as it can, and kill -9 in the middle, many times.

Run as `python -m tests.room.killing URL KILLS late|early|stop`; prints how many hand-ins were
acknowledged, how many of these were gone, and how many cards were torn, doubled or of another.
With `stop` the server is asked to stop, as a system does that shuts down.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import uvicorn

from skillkit.base.toml_reader import built_in
from skillkit.framework.file import load_framework
from skillkit.room import acts
from skillkit.room.acts import Answer, Join
from skillkit.room.api import new_room
from skillkit.room.app import make_app
from skillkit.room.database import open_database
from skillkit.room.secret import hashed, number
from skillkit.room.server import config
from skillkit.room.writer import Act, Writer
from tests.room.client import Away, Line

PEOPLE = 40
LAST = 10.0  # seconds until a server that was told to stop has ended
LONGEST = 0.4  # seconds under load, before the kill
SKILLS = load_framework("ai_engineer_quick").ids


def card(revision: int) -> dict[str, int]:
    """The ratings of somebody's nth hand-in; revision 0 has none."""
    if not revision:
        return {}
    return {skill: revision // 5**place % 5 for place, skill in enumerate(SKILLS)}


@dataclass(slots=True)
class Person:
    """Somebody who hands in again and again, and what the room has said to them."""

    key: str
    acknowledged: int = 0  # the revision of the last hand-in that was called stored
    said: int = 0  # how many were called stored, in all
    lost: int = 0
    wrong: int = 0  # cards that are not what was handed in
    submission: str = ""  # of the one that is on its way

    async def look(self, line: Line) -> None:
        """Compare what is there with what was acknowledged; one more may be there."""
        _, mine = await line.ask("GET", "/api/v1/me", self.key)
        there = mine["revision"]
        self.lost += max(0, self.acknowledged - there)
        most = self.acknowledged + bool(self.submission)
        self.wrong += there > most or mine["ratings"] != card(there)
        if there < self.acknowledged:  # it was lost: go on from what is there
            self.acknowledged, self.submission = there, ""

    async def hand_in(self, line: Line) -> None:
        """Hand in once more, or again what got no answer."""
        self.submission = self.submission or uuid4().hex
        body = {"submission_id": self.submission, "ratings": card(self.acknowledged + 1)}
        status, said = await line.ask("PUT", "/api/v1/me/card", self.key, body)
        if status == 503:
            await asyncio.sleep(0.05)
            return
        assert status in (200, 201), said
        self.acknowledged += 1
        self.said += 1
        self.wrong += said.get("revision", self.acknowledged) != self.acknowledged
        self.submission = ""


@contextlib.contextmanager
def room_of(url: str, early: bool) -> Iterator[tuple[list[Person], Callable[[], int], int]]:
    """People in a new room, what starts its server, and the port."""
    database = open_database(url)
    row, code, _ = new_room("Kills", built_in("ai_engineer_quick/framework.toml"))
    people = [Person(f"p_{uuid4().hex}") for _ in range(PEOPLE)]
    with database.write.begin() as connection:
        acts.create(connection, [row])
        joins = [Join(hashed(code), number(), hashed(person.key)) for person in people]
        acts.join(connection, joins)
    database.close()
    with socket.create_server(("127.0.0.1", 0), backlog=PEOPLE) as door:
        yield people, lambda: start(url, door, early), door.getsockname()[1]


def start(url: str, door: socket.socket, early: bool) -> int:
    """A process of its own that serves the room; its number."""
    if child := os.fork():
        return child
    try:
        if early:
            Writer.write = write_early  # type: ignore[method-assign]
        app = make_app(open_database(url), {"127.0.0.1"})
        uvicorn.Server(config(app, "127.0.0.1", 0)).run(sockets=[door])
    finally:
        os._exit(1)


write_late = Writer.write


async def write_early(self: Writer, act: Act, given: Any) -> Any:
    """The control: a room that says "stored" as soon as it has heard of a card."""
    writing = asyncio.ensure_future(write_late(self, act, given))
    if act is not acts.hand_in:
        return await writing
    await asyncio.sleep(0)
    return Answer(200, {})


async def under_load(people: list[Person], port: int, kill: Callable[[], Awaitable[None]]) -> None:
    """Everybody looks, then hands in until the server is gone."""
    lines = [Line("127.0.0.1", port) for _ in people]
    await asyncio.gather(*map(Person.look, people, lines))

    async def goes_on(person: Person, line: Line) -> None:
        with contextlib.suppress(Away):
            while True:
                await person.hand_in(line)

    before = sum(person.said for person in people)
    at_work = asyncio.gather(*map(goes_on, people, lines))
    while sum(person.said for person in people) == before:
        await asyncio.sleep(0.005)
    await asyncio.sleep(random.uniform(0, LONGEST))
    await kill()
    await at_work


async def last_look(people: list[Person], port: int) -> None:
    """Everybody looks once more, and sends again what got no answer."""
    for person in people:
        line = Line("127.0.0.1", port)
        await person.look(line)
        if person.submission:
            await person.hand_in(line)
            await person.look(line)
        line.close()


def killed(
    url: str,
    kills: int,
    early: bool,
    before: Callable[[], None] | None = None,
    how: signal.Signals = signal.SIGKILL,
) -> tuple[int, int, int]:
    """Acknowledged, lost and wrong hand-ins; `before` happens under load, ahead of each kill."""
    with room_of(url, early) as (people, begin, port):
        for _ in range(kills):
            child = begin()

            async def kill(child: int = child) -> None:
                if before:
                    await asyncio.to_thread(before)
                    await asyncio.sleep(LONGEST)  # it goes on, by itself
                os.kill(child, how)
                begun = time.monotonic()
                await asyncio.to_thread(os.waitpid, child, 0)
                assert time.monotonic() - begun < LAST, "it did not end in time"

            asyncio.run(under_load(people, port, kill))
        child = begin()
        asyncio.run(last_look(people, port))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    counts = ((person.said, person.lost, person.wrong) for person in people)
    said, lost, wrong = map(sum, zip(*counts, strict=True))
    return said, lost, wrong


if __name__ == "__main__":
    _, address, count, word = sys.argv
    ends = signal.SIGTERM if word == "stop" else signal.SIGKILL
    print(*killed(address, int(count), word == "early", how=ends))
