"""Kill -9 under load: what was acknowledged is there; a room that answers too early is found."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def killed(root, url, answers):
    """Acknowledged, lost and wrong hand-ins of two kills."""
    command = [sys.executable, "-m", "tests.room.killing", url, "2", answers]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr
    return [int(word) for word in done.stdout.split()]


def test_what_was_acknowledged_outlives_a_kill(root, url):
    """Nothing is lost, torn or doubled; a hand-in without an answer is there once, or not yet."""
    said, lost, wrong = killed(root, url, "late")
    assert said > 0
    assert (lost, wrong) == (0, 0)


@on_sqlite
def test_the_kills_find_a_room_that_answers_before_it_has_written(root, url):
    """The control loses some, so these kills can see a loss."""
    said, lost, _ = killed(root, url, "early")
    assert said > lost > 0


@on_sqlite
def test_a_server_that_is_told_to_stop_writes_what_it_took_and_ends(root, url):
    """All that was acknowledged is there, and nobody waits for an answer that never comes."""
    said, lost, wrong = killed(root, url, "stop")
    assert said > 0
    assert (lost, wrong) == (0, 0)
