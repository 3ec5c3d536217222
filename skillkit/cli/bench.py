"""bench: how fast and how light the kit is, against stated baselines."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from skillkit.cli.command import TEST, Command
from skillkit.setup import environment, project_root, replace_process


def bench(arguments: Sequence[str]) -> int:
    """Measure, and write the table in docs/performance.md."""
    root = project_root()
    os.chdir(root)
    # By its path: another distribution may have left a package named `tests`.
    command = [sys.executable, "-P", str(root / "tests" / "bench" / "__main__.py"), *arguments]
    return replace_process(command, environment(root, {}))


COMMAND = Command(
    "bench",
    "[OPTIONS]",
    "measure the kit and write docs/performance.md\n\nTakes about twenty minutes on a quiet "
    "machine with Chromium. --trials N takes fewer or more\nof each; --print writes nothing. "
    "Instead of that, --setup measures the set-up from a fresh\nclone, --plans the "
    "suggestion, and --front-ends walks\nthrough the notebooks and writes docs/front-ends.md.",
    TEST,
    bench,
)
