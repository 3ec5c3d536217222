"""lab: JupyterLab on the first notebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import skillkit
from skillkit.bootstrap import environment, give_way, project_root
from skillkit.cli.command import LAB, Command

FIRST = "notebooks/00_start.ipynb"


def lab(arguments: Sequence[str]) -> int:
    """Open JupyterLab on the first notebook."""
    print(f"JupyterLab opens {FIRST} in your browser. To stop it: Ctrl+C here, twice.", flush=True)
    return open_lab(FIRST, arguments)


def open_lab(first: str, arguments: Sequence[str]) -> int:
    """Let JupyterLab take over this terminal, with the page `first` in the browser."""
    root = project_root()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{first}",
    ]  # fmt: skip  (one line for what starts, one for what it opens)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # JupyterLab refuses to start without it
    # Settings come by a search path, so that nothing is written into somebody's own Jupyter.
    settings = Path(skillkit.__file__).parent / "data" / "jupyter"
    os.chdir(root)
    return give_way([*command, *arguments], environment(root, {"JUPYTER_CONFIG_PATH": settings}))


COMMAND = Command(
    "lab",
    "[OPTIONS]",
    "open the notebooks in JupyterLab\n\nOptions go on to JupyterLab, for example --port 9000 "
    "or --no-browser.",
    LAB,
    lab,
)
