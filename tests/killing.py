"""Killing: a form that is rated as fast as it answers, and kill -9 in the middle, many times.

Run as `python -m tests.killing FOLDER KILLS early|late`; prints how many ratings were confirmed and
how many of the killed forms had confirmed one that the file does not have.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skillkit.assessment import Assessment
from skillkit.assessment.file import load
from skillkit.framework.file import load_framework
from skillkit.widgets.assessment import AssessmentForm

FULL = load_framework("ai_engineer")
SKILLS = [skill.id for skill in FULL.skills]


def change(n: int) -> tuple[str, int]:
    """The rating of the nth click, from 1: each time another skill, each round another level."""
    return SKILLS[n % len(SKILLS)], n // len(SKILLS) % 5


def confirm_early(form: AssessmentForm, pipe: int) -> None:
    """Make a form say "saved" before it writes: what must be found out."""
    kept = form._kept

    def early(change: Callable[[Assessment], Assessment], start: Assessment) -> Assessment:
        os.write(pipe, b".")
        return kept(change, start)

    form._kept = early  # type: ignore[method-assign]


def rate(path: Path, pipe: int, early: bool) -> None:
    """Rate without end; a dot for each rating that the screen was told is saved."""
    form = AssessmentForm.load(path, FULL)

    def hear(message: dict[str, Any], buffers: object = None) -> None:
        if message.get("content", {}).get("kind") == "saved":
            os.write(pipe, b".")

    form._send = hear if not early else lambda *_, **__: None
    if early:
        confirm_early(form, pipe)
    for n in itertools.count(1):
        skill, level = change(n)
        asked = {"skill": skill, "field": "rating", "value": level, "day": "2026-01-31"}
        form._handle_custom_msg({"kind": "change", "tab": "a", "seq": n, **asked}, None)


def killed(path: Path, early: bool) -> int:
    """Start a form, kill it in the middle; how many ratings it had confirmed."""
    listen, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            rate(path, pipe, early)
        finally:
            os._exit(1)
    os.close(pipe)
    with os.fdopen(listen, "rb") as said:
        first = said.read(1)
        time.sleep(random.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return len(first + said.read())


def is_lost(path: Path, confirmed: int) -> bool:
    """Whether the file lacks a rating that was confirmed; the one after the last may be there."""
    ratings = dict(load(path).ratings) if path.exists() else {}
    states: list[dict[str, int]] = []
    for clicks in (confirmed, confirmed + 1):
        states.append(dict(change(n) for n in range(1, clicks + 1)))
    return ratings not in states


def main(folder: Path, kills: int, early: bool) -> None:
    """Kill so many times and count."""
    confirmed = lost = 0
    for n in range(kills):
        path = folder / str(n) / "assessment.json"
        said = killed(path, early)
        confirmed += said
        lost += is_lost(path, said)
    print(confirmed, lost)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "early")
