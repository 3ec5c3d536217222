"""Room kills: a server that is killed while forty people hand in, many times on each database."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.document import table
from tests.bench.report import written
from tests.room.killing import killed
from tests.room.postgres import running

HEAD = ("database", "what is killed", "kills", "acknowledged", "lost", "torn or doubled")


def kills(root: Path, count: int, only_print: bool) -> int:
    """Count on each database, beside a room that answers too early, and write docs/room.md."""
    rows: list[list[str]] = []

    def note(name: str, what: str, url: str, early: bool, before: Callable[[], None] | None = None):
        said, lost, wrong = killed(url, count, early, before)
        rows.append([name, what, str(count), f"{said:,}", f"{lost:,}", f"{wrong:,}"])
        print(*rows[-1], sep=" | ", flush=True)
        return lost > 0 or wrong > 0

    with tempfile.TemporaryDirectory() as folder, running(fsync=True) as server:
        lite = f"sqlite:///{folder}/room.sqlite"
        big = server.url("postgres")

        def crash() -> None:
            server.stop(signal.SIGQUIT)  # no checkpoint: it has to recover from its log
            server.start()

        bad = [
            note("SQLite", "the room", lite, False),
            note("PostgreSQL", "the room", big, False),
            note("PostgreSQL", "the database, then the room", big, False, crash),
        ]
        found = [
            note("SQLite", "the control: a room that answers too early", lite, True),
            note("PostgreSQL", "the control: a room that answers too early", big, True),
        ]
    written(None if only_print else root / "docs" / "room.md", "kills", table(HEAD, rows))
    return int(any(bad) or not all(found))
