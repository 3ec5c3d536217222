"""test: the proof of the kit."""

from __future__ import annotations

import argparse
import os
import sys

from skillkit.setup import environment, project_root, replace_process


def run(chosen: argparse.Namespace) -> int:
    """Prove the kit; with `--all` the whole of it, or what pytest's arguments choose."""
    root = project_root()
    os.chdir(root)
    return replace_process([sys.executable, "-m", "pytest", *chosen.more], environment(root, {}))
