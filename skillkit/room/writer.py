"""Writer: one thread that writes for everybody, many at a time, and answers once it is on the disk.

What waits when a transaction is over goes into the next one together, so that a hundred people who
tap at once cost a few commits. An answer leaves after the commit, never before.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from skillkit.room.database import Database

MOST = 256  # of one transaction
WAITING = 4_096  # at most; who comes then is asked to come again

Act = Callable[[sa.Connection, Sequence[Any]], Sequence[Any]]  # for several givens at once
log = logging.getLogger("skillkit.room")


class Unavailable(Exception):
    """The database is away, or too many wait; nothing was acknowledged."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to write, and who waits for the answer."""

    act: Act
    given: Any
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Writer:
    """The thread; `write` hands it something and waits until that is on the disk."""

    def __init__(self, database: Database, most: int = MOST, waiting: int = WAITING) -> None:
        self._database, self._most = database, most
        self._jobs: queue.Queue[Job | None] = queue.Queue(waiting)
        self._closed = self._is_away = False
        self._thread = threading.Thread(target=self._run, name="room-writer", daemon=True)
        self._thread.start()

    async def write(self, act: Act, given: Any) -> Any:
        """What `act` answers for this, once it is committed.

        Raises:
            Unavailable: nothing was written, or nobody knows whether; ask again.
        """
        loop = asyncio.get_running_loop()
        job = Job(act, given, loop.create_future(), loop)
        if self._closed:
            raise Unavailable
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise Unavailable from None
        return await job.answer

    def close(self) -> None:
        """Write what waits, then end."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs = [first]
            ends = False
            with contextlib.suppress(queue.Empty):
                while len(jobs) < self._most:
                    if (more := self._jobs.get_nowait()) is None:
                        ends = True
                        break
                    jobs.append(more)
            self._settle(jobs)
            if ends:
                return

    def _settle(self, jobs: Sequence[Job]) -> None:
        """Write these together; where one of them cannot be written, each for itself."""
        try:
            answers: Sequence[Any] = self._commit(jobs)
        except (OperationalError, InterfaceError) as error:
            if not self._is_away:  # once, not for each of thousands
                log.warning("The database is away, and is asked again: %s", _kind(error))
            self._is_away = True
            answers = [Unavailable()] * len(jobs)
        except Exception as error:
            if len(jobs) > 1:
                for job in jobs:
                    self._settle([job])
                return
            log.error("A job could not be written: %s", _kind(error))
            answers = [error]
        _deliver(jobs, answers)

    def _commit(self, jobs: Sequence[Job]) -> list[Any]:
        answers: list[Any] = []
        with self._database.write.begin() as connection:
            for act, alike in itertools.groupby(jobs, key=lambda job: job.act):
                answers += act(connection, [job.given for job in alike])
        if self._is_away:
            self._is_away = False
            log.warning("The database is back.")
        return answers


def _kind(error: Exception) -> str:
    """What kind of error, without any value of it."""
    return type(error.orig if isinstance(error, DBAPIError) and error.orig else error).__name__


def _deliver(jobs: Sequence[Job], answers: Sequence[Any]) -> None:
    """Wake who waits; one call for each loop, as each one costs a message to it."""
    pairs = list(zip(jobs, answers, strict=True))
    for loop in {job.loop for job in jobs}:
        with contextlib.suppress(RuntimeError):  # it is closed, so nobody waits
            loop.call_soon_threadsafe(_wake, [pair for pair in pairs if pair[0].loop is loop])


def _wake(pairs: Sequence[tuple[Job, Any]]) -> None:
    for job, answer in pairs:
        if job.answer.done():  # who asked has gone
            continue
        if isinstance(answer, Exception):
            job.answer.set_exception(answer)
        else:
            job.answer.set_result(answer)
