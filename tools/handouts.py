"""The files of workshop/ that are made from data, written again or compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from skillkit.base.words import SOURCE, spoken_in
from skillkit.setup import project_root
from skillkit.team.sample import sample_files
from skillkit.workshop.handouts import handouts
from skillkit.workshop.run_sheet import load_run_sheet
from skillkit.workshop.run_sheet_page import run_sheet_page

# A folder of workshop/ and what makes the texts of its files, by their names. "" is workshop/
# itself; in a folder of its own nothing else may lie.
MADE: tuple[tuple[str, Callable[[], Mapping[str, str]]], ...] = (
    ("", lambda: {"run_sheet.md": _run_sheet(SOURCE), "run_sheet_de.md": _run_sheet("de")}),
    ("handouts", handouts),
    ("sample_team", sample_files),
)


def main() -> int:
    """Write the files that changed, or say which would."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when not fresh")
    return refresh(project_root() / "workshop", check=parser.parse_args().check)


def refresh(folder: Path, *, check: bool) -> int:
    """Make what differs from its data again; 1 when `check` found something, else 0."""
    wrong = 0
    for name, text in made().items():
        if _is_there(folder / name, text):
            continue
        wrong += 1
        if check:
            print(f"workshop/{name}: would change. Run: python3 -m tools.handouts")
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"workshop/{name}")
    for name in left_over(folder):
        wrong += 1
        print(f"workshop/{name}: nothing makes this file. Take it away.")
    if not wrong:
        print("workshop/: everything that is made from data is fresh.")
    return 1 if wrong and check else 0


def made() -> dict[str, str]:
    """The text of every file that is made, by its place in workshop/."""
    return {
        f"{folder}/{name}".lstrip("/"): text
        for folder, make in MADE
        for name, text in make().items()
    }


def _run_sheet(tag: str) -> str:
    """The page of the run sheet in a language."""
    with spoken_in(tag):
        return run_sheet_page(load_run_sheet())


def left_over(root: Path) -> list[str]:
    """The files in folders of made ones that nothing makes any more."""
    known = made()
    folders = (root / folder for folder, _ in MADE if folder)
    there = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [name for path in there if (name := path.relative_to(root).as_posix()) not in known]


def _is_there(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


if __name__ == "__main__":
    sys.exit(main())
