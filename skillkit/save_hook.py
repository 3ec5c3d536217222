"""Save hook: what JupyterLab may write into a notebook of the kit, and what it opens of one.

What it writes is words and code, no results.

A notebook is passed on, and its results may hold somebody's ratings. So a save keeps the example's
results where they are stored already, and a copy under another name gets none. The mark in a
notebook's metadata says that it comes from the kit, whatever it is called; without the mark it is
a person's own and is saved as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

MARK = "skillkit"  # in a notebook's metadata


def drop_new_outputs(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Put the stored results back into a notebook of the kit that is about to be saved.

    Jupyter Server calls it (`FileContentsManager.pre_save_hook`) with `model`, the notebook that
    was sent, and `path`, its place below the server's root.
    """
    if model["type"] != "notebook" or not model.get("content"):
        return
    stored = _stored(Path(contents_manager.root_dir, path.lstrip("/")))
    if MARK not in model["content"]["metadata"] and (stored is None or MARK not in stored.metadata):
        return
    results = {cell.get("id"): cell for cell in stored.cells} if stored else {}
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            kept = results.get(cell.get("id"), {})
            cell["outputs"] = kept.get("outputs", [])
            cell["execution_count"] = kept.get("execution_count")
        cell["metadata"] = {k: v for k, v in cell["metadata"].items() if k in ("tags", "jupyter")}
    if stored is not None:
        model["content"]["metadata"] = stored.metadata


class OtherField(AsyncLargeFileManager):
    """Notebooks of the kit without the results that are stored in them.

    These are the article's example, which people who chose another workshop would take for theirs.
    The files stay as they are; a session shows its own pictures once it has run.
    """

    async def get(self, path: str, content: bool = True, *more: Any, **named: Any) -> Any:
        """What is at a path, as Jupyter Server asks for it."""
        model = await super().get(path, content, *more, **named)
        notebook = model.get("content") if content and model["type"] == "notebook" else None
        if notebook and MARK in notebook["metadata"]:
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    cell |= {"outputs": [], "execution_count": None}
        return model


def _stored(file: Path) -> Any:
    """The notebook that is there now; None where there is none, or it is no notebook."""
    try:
        return nbformat.read(file, as_version=4)
    except (OSError, ValueError, AttributeError, nbformat.ValidationError):
        return None
