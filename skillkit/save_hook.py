"""Keeping: what JupyterLab may write into the kit's own notebooks: text and code, no results.

A notebook is passed on, and its results may hold somebody's ratings. So a save keeps the example's
results as they are stored; a person's own lie in `my` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat


def drop_new_outputs(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Put the stored results back into a notebook of the kit that is about to be saved.

    Jupyter Server calls it (`FileContentsManager.pre_save_hook`) with `model`, the notebook that
    was sent, and `path`, its place below the server's root. Other notebooks pass untouched.
    """
    file = Path(contents_manager.root_dir, path)
    if model["type"] != "notebook" or not _is_of_the_kit(file):
        return
    stored = nbformat.read(file, as_version=4)
    results = {cell["id"]: cell for cell in stored.cells if cell["cell_type"] == "code"}
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            kept = results.get(cell.get("id"), {})
            cell["outputs"] = kept.get("outputs", [])
            cell["execution_count"] = kept.get("execution_count")
        cell["metadata"] = {k: v for k, v in cell["metadata"].items() if k == "tags"}
    model["content"]["metadata"] = stored.metadata


def _is_of_the_kit(file: Path) -> bool:
    """Whether a file is a notebook of the kit: a numbered one, or the facilitator's page."""
    first = file.parent.parent / "notebooks" / "00_start.ipynb"
    ours = file.match("notebooks/[0-9][0-9]_*.ipynb") or file.match("workshop/projector.ipynb")
    return ours and file.is_file() and first.is_file()
