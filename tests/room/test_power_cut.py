"""A power cut: what was acknowledged is on the disk, and not only on its way there."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.room.power_cut import cut_often

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("cc") is None,
        reason="the model of a cut is a few lines of C for Linux",
    ),
]
CARDS = 30


def left(folder: Path) -> list[int]:
    """How many of the acknowledged cards are there after a cut behind each of them."""
    found = []
    for number in range(1, CARDS + 1):
        with closing(sqlite3.connect(folder / str(number) / "room.sqlite")) as connection:
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
            try:
                rows = connection.execute("select revision from participant").fetchall()
            except sqlite3.OperationalError:  # not even its tables are there
                rows = []
            found.append(rows[0][0] if rows else 0)
    return found


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path):
    """As a room is set: behind each answer its card is there, and the file is whole."""
    cut_often(tmp_path, "FULL", CARDS)
    assert left(tmp_path) == list(range(1, CARDS + 1))


def test_the_cuts_find_a_room_that_does_not_wait_for_the_disk(tmp_path):
    """The control loses some, so these cuts can see a loss."""
    cut_often(tmp_path, "NORMAL", CARDS)
    assert any(there < said for said, there in enumerate(left(tmp_path), 1))
