"""new: a workshop folder of one's own, to write over."""

from __future__ import annotations

import argparse

from skillkit.framework.folder import folder_at
from skillkit.workshop.new_folder import described, new_folder


def run(chosen: argparse.Namespace) -> int:
    """Write the files of a new folder, and say what comes next."""
    like = folder_at(chosen.like) if chosen.like else None
    files = new_folder(chosen.folder, like)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (chosen.folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(described(files, chosen.folder))
    return 0
