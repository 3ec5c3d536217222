"""test: the proof of the whole kit."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from skillkit.cli.command import TEST, Command
from skillkit.setup import environment, project_root, replace_process


def test(arguments: Sequence[str]) -> int:
    """Prove the whole kit, or what pytest's arguments choose."""
    root = project_root()
    os.chdir(root)
    return replace_process([sys.executable, "-m", "pytest", *arguments], environment(root, {}))


COMMAND = Command(
    "test",
    "[OPTIONS]",
    "prove the whole kit\n\nOptions go on to pytest, for example -k profile or "
    "-m 'not browser' (the quick part).",
    TEST,
    test,
)
