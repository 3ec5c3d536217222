"""notebooks: the notebooks, run on the example and kept."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from skillkit.cli.command import LAB, Command
from skillkit.setup import project_root


def notebooks(arguments: Sequence[str]) -> int:
    """Run the notebooks on the example and keep what they show."""
    parser = argparse.ArgumentParser(prog="skillkit notebooks")
    parser.add_argument("--check", action="store_true")
    from skillkit.notebooks import refresh

    return refresh(project_root(), check=parser.parse_args(arguments).check)


COMMAND = Command(
    "notebooks",
    "[--check]",
    "run the notebooks on the example and keep what they show\n\n--check changes nothing and "
    "fails when a notebook would change.",
    (*LAB, "nbclient"),
    notebooks,
)
