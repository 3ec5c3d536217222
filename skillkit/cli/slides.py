"""slides: workshop/slides.md as the deck beside it."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from skillkit.base.errors import FileError, SkillkitError
from skillkit.cli.command import Command
from skillkit.deck import TOOL, finished, pictures_of, stamp_in, stamp_of
from skillkit.setup import project_root


def slides(arguments: Sequence[str]) -> int:
    """Make the deck anew if its sources changed; with --check only say whether they did."""
    parser = argparse.ArgumentParser(prog="skillkit slides")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    folder = project_root() / "workshop"
    deck = folder / "slides.html"
    words, style, pictures = sources(folder)
    stamp = stamp_of(words, style, pictures)
    if deck.is_file() and stamp_in(deck.read_text(encoding="utf-8")) == stamp:
        print("workshop/slides.html: fresh")
        return 0
    if check:
        print("workshop/slides.html: made from other slides. Run: python3 -m skillkit slides")
        return 1
    made = finished(_set(folder), stamp, pictures)
    deck.write_text(made, encoding="utf-8", newline="\n")
    print("workshop/slides.html")
    return 0


def sources(folder: Path) -> tuple[str, str, dict[str, str]]:
    """What the deck is made from: the slides, their style, and the pictures by name."""
    words, style = ((folder / f"slides.{end}").read_text(encoding="utf-8") for end in ("md", "css"))
    try:
        pictures = {name: (folder / name).read_text("utf-8") for name in pictures_of(words)}
    except FileNotFoundError as error:
        raise FileError(f"slides.md shows {error.filename}, which is not there.") from error
    return words, style, pictures


def _set(folder: Path) -> str:
    """The slides as the tool sets them."""
    npx = shutil.which("npx")
    if npx is None:
        raise SkillkitError(
            "To make the deck anew, Node.js is needed (it brings npx). To show the deck nothing is "
            "needed: open workshop/slides.html in a browser."
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        out = Path(empty) / "slides.html"
        words = ["--theme-set", f"{folder / 'slides.css'}", "--html", "--no-config-file"]
        command = [npx, "--yes", TOOL, f"{folder / 'slides.md'}", *words, "-o", f"{out}"]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode or not out.is_file():
            raise SkillkitError(f"{TOOL} did not make the deck:\n{done.stdout}{done.stderr}")
        return out.read_text(encoding="utf-8")


COMMAND = Command(
    "slides",
    "[--check]",
    "make workshop/slides.html from slides.md; needs Node.js\n\n--check changes nothing, needs no "
    "Node.js, and fails when the deck was made from other slides.",
    (),
    slides,
)
