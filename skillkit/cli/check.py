"""check: all problems of workshop folders, or of single files of one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep, strftime

from skillkit.base.words import say
from skillkit.workshop.check import check

WAIT = 0.5  # seconds between two looks while somebody writes


def run(chosen: argparse.Namespace) -> int:
    """Say every fault of each folder or file; with --watch, again at each save."""
    code = _say(chosen.files)
    if chosen.watch:
        print(say("Looking again whenever a file is saved. To stop: Ctrl+C."), flush=True)
        for _ in changes(chosen.files):
            print(f"\n--- {strftime('%H:%M:%S')} ---", flush=True)
            code = _say(chosen.files)
    return code


def _say(places: Sequence[Path]) -> int:
    """Say what a look finds; 1 where there is a fault."""
    found = [check(place) for place in places]
    for one in found:
        print(one, flush=True)
    return 1 if any(one.faults for one in found) else 0


def changes(places: Sequence[Path]) -> Iterator[None]:
    """A step each time one of the files was saved, came, or went."""
    before = _saved(places)
    while True:
        sleep(WAIT)
        now = _saved(places)
        if now != before:
            before = now
            yield


def _saved(places: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """When each file was saved, and how long it is."""
    files = (file for p in places for file in ([*p.glob("*.toml")] if p.is_dir() else [p]))
    found = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:  # gone, or not there yet
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found
