"""Power cut: a room's file as it would be after one: of each file, what was synced last.

Run as `python -m tests.room.power_cut FOLDER FULL|NORMAL CARDS`. It hands cards in, one commit
each, and after each answer keeps in `FOLDER/NUMBER` what a cut in that moment would leave.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from skillkit.base.toml_reader import built_in
from skillkit.room import acts
from skillkit.room.acts import HandIn, Join
from skillkit.room.api import new_room
from skillkit.room.database import open_database
from skillkit.room.secret import hashed

SHIM = r"""
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int keep(int fd) {
  char link[64], path[4096], copy[4200], part[65536];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n < 0) return 0;
  path[n] = 0;
  if (!strstr(path, "room.sqlite")) return 0;
  snprintf(copy, sizeof copy, "%s.synced", path);
  int to = open(copy, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  for (off_t at = 0; (n = pread(fd, part, sizeof part, at)) > 0; at += n)
    if (write(to, part, n) != n) return -1;
  return close(to);
}

int fsync(int fd) { return keep(fd) ? -1 : syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return keep(fd) ? -1 : syscall(SYS_fdatasync, fd); }
"""


def cut_often(folder: Path, synchronous: str, cards: int) -> None:
    """Hand in under the shim, in a process of its own."""
    source, library = folder / "shim.c", folder / "shim.so"
    source.write_text(SHIM)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    command = [sys.executable, "-m", "tests.room.power_cut", str(folder), synchronous, str(cards)]
    subprocess.run(command, env={**os.environ, "LD_PRELOAD": str(library)}, check=True)


def _hand_in_often(folder: Path, synchronous: str, cards: int) -> None:
    database = open_database(f"sqlite:///{folder / 'room.sqlite'}")
    row, code, _ = new_room("Cuts", built_in("ai_engineer_quick/framework.toml"))
    with database.write.begin() as connection:
        acts.create(connection, [row])
        acts.join(connection, [Join(hashed(code), 1, hashed("p_1"))])
    with database.write.connect() as connection:
        connection.connection.driver_connection.execute(f"PRAGMA synchronous={synchronous}")  # type: ignore[union-attr]
    for number in range(1, cards + 1):
        card = HandIn(hashed("p_1"), uuid4().hex, "x", {"machine_learning": number % 5}, {})
        with database.write.begin() as connection:
            assert acts.hand_in(connection, [card])[0].fields["revision"] == number
        (folder / str(number)).mkdir()
        for file in folder.glob("room.sqlite*"):
            if (synced := folder / f"{file.name}.synced").exists():
                shutil.copy(synced, folder / str(number) / file.name)


if __name__ == "__main__":
    _hand_in_often(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
