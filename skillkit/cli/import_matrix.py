"""import: a first framework.toml from a skill matrix that is there already."""

from __future__ import annotations

import argparse
from pathlib import Path

from skillkit.base.errors import FileError
from skillkit.base.words import say
from skillkit.framework.folder import FRAMEWORK, SETTINGS
from skillkit.workshop.check import check
from skillkit.workshop.first_draft import first_draft
from skillkit.workshop.matrix import find
from skillkit.workshop.new_folder import id_for, skeleton
from skillkit.workshop.tables import read


def run(chosen: argparse.Namespace) -> int:
    """Write the first framework into a folder, and say what was guessed and what is missing."""
    file: Path = chosen.file
    folder: Path = chosen.folder or Path(file.stem)
    place = folder / FRAMEWORK
    if place.exists():
        raise FileError(
            say(
                "{place} is there already, so it is left as it is. Name another folder.",
                place=place,
            )
        )
    title = file.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "Skills"
    draft = first_draft(find(read(file)), id_for(folder), title[:60], file.name)
    folder.mkdir(parents=True, exist_ok=True)
    place.write_text(draft.text, encoding="utf-8", newline="\n")
    if not (folder / SETTINGS).exists():
        settings = skeleton().own_text(SETTINGS) or ""
        (folder / SETTINGS).write_text(settings, encoding="utf-8", newline="\n")
    said = say("{place}: a first framework from {file}.", place=place, file=file.name)
    print(f"{said}\n{draft.words}\n\n{check(folder)}")
    return 0
