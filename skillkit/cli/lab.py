"""lab: JupyterLab on the first notebook."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import skillkit
from skillkit.base.words import asked, choose, keep_choice, kept_choice, say
from skillkit.framework.folder import is_chosen
from skillkit.setup import environment, replace_process, workshop_root
from skillkit.workshop.notebook_words import put_beside

FIRST = "notebooks/00_start.ipynb"


def run(chosen: argparse.Namespace) -> int:
    """Open JupyterLab on the first notebook, in the language that is asked for or was chosen."""
    if chosen.language:
        tag = os.environ["SKILLKIT_LANGUAGE"] = choose(chosen.language).tag
        if kept_choice():
            keep_choice(tag)  # what was chosen on a page before is over
    first = _first_in(asked())
    print(
        say(
            "JupyterLab opens {first} in your browser. To stop it: Ctrl+C here, twice.",
            first=first,
        ),
        flush=True,
    )
    return open_lab(first, chosen.more)


def _first_in(tag: str) -> str:
    """The first notebook in a language, once all of them are there beside the English ones."""
    notebooks = workshop_root() / "notebooks"
    for changed in put_beside(notebooks, tag):
        print(say("{name} is left as it is: somebody changed it.", name=changed.name), flush=True)
    first = FIRST.replace(".ipynb", f".{tag}.ipynb")
    return first if (notebooks.parent / first).is_file() else FIRST


def open_lab(first: str, arguments: Sequence[str]) -> int:
    """Let JupyterLab take over this terminal, with the page `first` in the browser."""
    root = workshop_root()
    os.chdir(root)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.preferred_dir={root}",  # one of a person's own, elsewhere, stops the start
        f"--LabApp.default_url=/lab/tree/{first}",
    ]  # fmt: skip  (one line for what starts, one for what it opens)
    if is_chosen():
        command.append("--ServerApp.contents_manager_class=skillkit.save_hook.OtherField")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # JupyterLab refuses to start without it
    # Settings come by a search path, so that nothing is written into somebody's own Jupyter.
    settings = Path(skillkit.__file__).parent / "data" / "jupyter"
    variables = environment(root, {"JUPYTER_CONFIG_PATH": settings, "JUPYTER_PATH": settings})
    return replace_process([*command, *arguments], variables)
