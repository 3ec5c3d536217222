"""A PostgreSQL of this machine's own programs, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"))
USER = "room"


def programs() -> Path | None:
    """The folder of initdb and postgres; Debian keeps it off PATH."""
    found = shutil.which("initdb")
    places = [*PLACES, *([Path(found).parent] if found else [])]
    return next((place for place in places if (place / "initdb").exists()), None)


def _as_nobody_special() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; Debian's package makes a user for it."""
    is_root = getattr(os, "getuid", lambda: 1)() == 0
    return {"user": "postgres", "group": "postgres"} if is_root else {}


class Server:
    """A server in a folder of its own, reached through a socket there."""

    def __init__(self, folder: Path, *, fsync: bool) -> None:
        self.folder, self._fsync = folder, fsync
        found = programs()
        assert found
        self._bin = found
        self._process: subprocess.Popen[Any] | None = None
        if who := _as_nobody_special():
            import pwd  # not everywhere

            entry = pwd.getpwnam(who["user"])
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self._bin / program, *words],
            cwd=self.folder,
            capture_output=True,
            check=False,
            **_as_nobody_special(),
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    def start(self) -> None:
        """Run it, and wait until it answers."""
        sync = [] if self._fsync else ["-c", "fsync=off"]
        settings = ["-c", "listen_addresses=", "-c", "max_connections=60", *sync]
        with open(self.folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", "data", "-k", self.folder, *settings],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **_as_nobody_special(),
            )
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if not subprocess.run(
                [self._bin / "pg_isready", "-q", "-h", self.folder, "-U", USER], check=False
            ).returncode:
                return
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text(errors="replace"))

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop it at once, and whole; SIGQUIT is as a crash."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(timeout=60)
            self._process = None

    def processes(self) -> list[int]:
        """The numbers of all its processes."""
        assert self._process
        first = self._process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def made(self, name: str) -> str:
        """The address of a new, empty database there."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def url(self, name: str) -> str:
        """The address of a database there."""
        return f"postgresql://{USER}@/{name}?host={self.folder}"


@contextmanager
def running(*, fsync: bool = False):
    """A server that runs until the end of the block."""
    with TemporaryDirectory(prefix="room-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        server = Server(Path(folder), fsync=fsync)
        server.start()
        try:
            yield server
        finally:
            server.stop()
