"""check: all problems of framework files."""

from __future__ import annotations

import argparse

from skillkit.base.errors import SkillkitError
from skillkit.base.text import counted
from skillkit.framework.file import load_framework


def run(chosen: argparse.Namespace) -> int:
    """Say every fault of each framework file."""
    faulty = 0
    for name in chosen.files:
        try:
            found = load_framework(name)
        except SkillkitError as error:
            faulty += 1
            print(error)
            continue
        print(
            f"{name}: fine. {found.title}, version {found.version}: "
            f"{counted(len(found.areas), 'area')}, {counted(len(found.skills), 'skill')}, "
            f"{counted(len(found.levels), 'level')}, {counted(len(found.pairs), 'pair')}."
        )
    return 1 if faulty else 0
