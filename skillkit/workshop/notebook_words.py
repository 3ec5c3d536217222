"""Notebook words: the text of the notebooks in another language, cell by cell.

A file `notebooks.TAG.toml` has a table for each cell, by its id: `text`, and `of`, a mark of the
English text that it was made from. Where the English has changed since, it is shown instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from skillkit.base.storage import write_whole
from skillkit.base.words import DATA, SOURCE, language

LINK = re.compile(r"\]\((\d\d_\w+)\.ipynb\)")  # to another notebook

Notebook = dict[str, Any]


def mark_of(source: str) -> str:
    """Eight hex digits that change with a text."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:8]


@cache
def texts_in(path: Path) -> dict[str, dict[str, str]]:
    """The cells of a file, by their ids; none without one."""
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


def place_of(tag: str) -> Path:
    """Where the kit has the notebooks' text in a language."""
    return DATA / f"notebooks.{tag.split('-')[0]}.toml"


def translated(notebook: Mapping[str, Any], *, tag: str = "", links: bool = True) -> Notebook:
    """The notebook in the reader's language; with `links`, to the others in it."""
    tag = tag or language().tag
    texts = texts_in(place_of(tag))
    cells = [_cell(cell, texts, tag if links else "") for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _cell(cell: Mapping[str, Any], texts: Mapping[str, Any], tag: str) -> dict[str, Any]:
    if cell["cell_type"] != "markdown":
        return dict(cell)
    source = "".join(cell["source"])
    found = texts.get(cell["id"], {})
    said = found["text"].strip() if found.get("of") == mark_of(source) else source
    return {**cell, "source": LINK.sub(rf"](\1.{tag}.ipynb)", said) if tag else said}


def lacking(notebooks: Iterable[Mapping[str, Any]], tag: str) -> Iterator[str]:
    """The ids of cells without a text in a language, or with one that is older than the English."""
    texts = texts_in(place_of(tag))
    for notebook in notebooks:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                mark = mark_of("".join(cell["source"]))
                if texts.get(cell["id"], {}).get("of") != mark:
                    yield cell["id"]


def put_beside(notebooks: Path, tag: str) -> list[Path]:
    """Write each notebook in a language beside the English one; one that somebody changed stays.

    They lie in the same folder, so that they share a person's files, and have no results, which
    would be English.
    """
    if tag == SOURCE or not place_of(tag).is_file():
        return []
    kept = []
    for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
        if path.name.count(".") == 1:
            there = path.with_suffix(f".{tag}.ipynb")
            english = json.loads(path.read_text(encoding="utf-8"))
            if not _put(there, _blank(translated(english, tag=tag))):
                kept.append(there)
    return kept


def _blank(notebook: Notebook) -> Notebook:
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    metadata = {**notebook["metadata"], "skillkit": {"words": _mark_of_all(cells)}}
    return {**notebook, "cells": cells, "metadata": metadata}


def _mark_of_all(cells: Iterable[Mapping[str, Any]]) -> str:
    """A mark of what all the cells say."""
    return mark_of(json.dumps([["".join(cell["source"])] for cell in cells]))


def _put(place: Path, notebook: Notebook) -> bool:
    """Write it, unless somebody has changed the one that is there."""
    if place.exists():
        there = json.loads(place.read_text(encoding="utf-8"))
        if there["metadata"].get("skillkit", {}).get("words") != _mark_of_all(there["cells"]):
            return False
    write_whole(place, (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode())
    return True
