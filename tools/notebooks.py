"""The notebooks: kept executed on the example person, and free of anybody's traces."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from skillkit.base.errors import SkillkitError
from skillkit.save_hook import MARK
from skillkit.setup import environment, project_root
from skillkit.workshop.run_sheet import load_run_sheet

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},  # without it a browser-only Jupyter asks for a kernel
}
# A view without its live model shows an error where the picture beside it would show.
LIVE = "application/vnd.jupyter.widget-view+json"
KEPT = ("tags", "jupyter")  # of a cell's metadata; the second folds its code away
LONGEST = 120  # seconds for one cell


def kept(root: Path) -> list[Path]:
    """Every notebook of the kit, and none that somebody put beside them."""
    sessions = (f"notebooks/{session.name}.ipynb" for session, _ in load_run_sheet().sessions)
    pages = (f"workshop/{name}.ipynb" for name in ("facilitator", "projector"))
    return [root / name for name in (*sessions, *pages)]


def code_of(notebook: Any) -> str:
    """A hash of the code: what the kept results were made from."""
    code = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def is_adapted(notebook: Any) -> bool:
    """Whether somebody changed the code since the results were kept, so that they say nothing."""
    return bool(notebook["metadata"].get(MARK, {}).get("code") != code_of(notebook))


def refresh(root: Path, *, check: bool) -> int:
    """Run every notebook and keep what it shows; with `check`, only say what would change.

    Returns 1 when `check` found a change, else 0.
    """
    stale = 0
    for path in kept(root):
        before = path.read_text(encoding="utf-8")
        after = text_of(clean(executed(nbformat.reads(before, as_version=4), root, path)))
        if after == before:
            print(f"{path.name}: fresh")
        elif check:
            stale += 1
            print(f"{path.name}: would change. Run: python3 -m tools.notebooks")
        else:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(f"{path.name}: refreshed")
    return 1 if stale else 0


def text_of(notebook: Any) -> str:
    """The text of a notebook's file."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def executed(notebook: Any, root: Path, path: Path) -> Any:
    """The notebook after a run from top to bottom by somebody who has no files yet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        variables = environment(root, {}) | {
            "SKILLKIT_HOME": str(Path(empty) / "home"),
            "SKILLKIT_HAND_IN": "",
            "SKILLKIT_WORKSHOP": "",
            "IPYTHONDIR": str(Path(empty) / "ipython"),
        }
        client = NotebookClient(
            notebook,
            timeout=LONGEST,
            kernel_name="python3",
            coalesce_streams=True,
            record_timing=False,
            resources={"metadata": {"path": str(path.parent)}},
        )  # fmt: skip  (all that differs from nbclient's own choice)
        try:
            client.execute(env=variables)
        except CellExecutionError as error:
            raise SkillkitError(f"{path.name} stops: {error.ename}: {error.evalue}") from error
    return notebook


def clean(notebook: Any) -> Any:
    """The notebook with its outputs, and without times, live widgets, versions and states.

    Code cells are numbered in their order: nbval takes a cell without a number for one never run.
    """
    mark = {MARK: {"code": code_of(notebook)}}
    whole = nbformat.from_dict({**notebook, "metadata": METADATA | mark})
    for cell in whole.cells:
        cell.metadata = {name: cell.metadata[name] for name in KEPT if name in cell.metadata}
    for number, cell in enumerate((c for c in whole.cells if c.cell_type == "code"), start=1):
        cell.execution_count = number
        for output in cell.outputs:
            output.get("data", {}).pop(LIVE, None)
            if "execution_count" in output:
                output.execution_count = number
    return whole


def main() -> int:
    """Run the notebooks on the example and keep what they show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when not fresh")
    return refresh(project_root(), check=parser.parse_args().check)


if __name__ == "__main__":
    sys.exit(main())
