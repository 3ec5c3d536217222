"""workshop: the files of workshop/ that are made from data, written anew or compared."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skillkit.cli.command import Command
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.setup import project_root
from skillkit.team.sample import sample_files
from skillkit.workshop.handouts import handouts, handouts_of
from skillkit.workshop.run_sheet import load_run_sheet
from skillkit.workshop.run_sheet_page import run_sheet_page

# A folder of workshop/ and what makes the texts of its files, by their names. "" is workshop/
# itself; in a folder of its own nothing else may lie.
MADE: tuple[tuple[str, Callable[[], Mapping[str, str]]], ...] = (
    ("", lambda: {"run_sheet.md": run_sheet_page(load_run_sheet())}),
    ("handouts", handouts),
    ("sample_team", sample_files),
)


def workshop(arguments: Sequence[str]) -> int:
    """Write the files that changed; with --check only say which would."""
    parser = argparse.ArgumentParser(prog="skillkit workshop")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--check", action="store_true")
    forms.add_argument("--framework", metavar="FILE.toml")
    chosen = parser.parse_args(arguments)
    if chosen.framework:
        return _own(load_framework(chosen.framework))
    return _kept(project_root() / "workshop", chosen.check)


def _own(framework: Framework) -> int:
    """Write the handouts of a group's own framework, in a folder of their own."""
    folder = Path(f"handouts_{framework.id}")
    folder.mkdir(exist_ok=True)
    for name, text in handouts_of(framework).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)
    return 0


def _kept(folder: Path, check: bool) -> int:
    wrong = 0
    for name, text in made().items():
        if _is_there(folder / name, text):
            continue
        wrong += 1
        if check:
            print(f"workshop/{name}: would change. Run: python3 -m skillkit workshop")
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


def left_over(root: Path) -> list[str]:
    """The files in folders of made ones that nothing makes any more."""
    known = made()
    folders = (root / folder for folder, _ in MADE if folder)
    there = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return [name for path in there if (name := path.relative_to(root).as_posix()) not in known]


def _is_there(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


COMMAND = Command(
    "workshop",
    "[OPTIONS]",
    "make run sheet, handouts and sample team in workshop/ anew\n\n--check changes nothing and "
    "fails when one of them differs from its data.\n--framework FILE.toml makes the handouts of a "
    "framework of your own, in a folder beside you.",
    (),
    workshop,
)
