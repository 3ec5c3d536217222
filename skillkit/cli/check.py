"""check: all faults of framework files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from skillkit.base.errors import SkillkitError
from skillkit.cli.command import Command
from skillkit.framework.file import load_framework


def check(arguments: Sequence[str]) -> int:
    """Say every fault of each framework file."""
    parser = argparse.ArgumentParser(prog="skillkit check")
    parser.add_argument("files", nargs="+", metavar="FILE.toml")
    faulty = 0
    for name in parser.parse_args(arguments).files:
        try:
            found = load_framework(name)
        except SkillkitError as error:
            faulty += 1
            print(error)
            continue
        print(
            f"{name}: fine. {found.title}, version {found.version}: {len(found.areas)} areas, "
            f"{len(found.skills)} skills, {len(found.levels)} levels, {len(found.pairs)} pairs."
        )
    return 1 if faulty else 0


COMMAND = Command(
    "check",
    "FILE.toml ...",
    "look for faults in framework files\n\nEvery fault is named at once, with its place and "
    "what is allowed there; the exit code is then 1.",
    (),
    check,
)
