"""handouts: what is printed, for a framework of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from skillkit.cli import choose_workshop
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.setup import workshop_root
from skillkit.workshop.handouts import workshop_handouts
from skillkit.workshop.slides import field_deck


def run(chosen: argparse.Namespace) -> int:
    """Write the handouts of a framework into a folder of their own."""
    if Path(chosen.framework).is_dir():
        choose_workshop(chosen.framework)
    framework = load_framework(chosen.framework)
    folder = Path(f"handouts_{framework.id}")
    folder.mkdir(exist_ok=True)
    for name, text in (workshop_handouts(framework) | _deck(framework)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)
    return 0


def _deck(framework: Framework) -> dict[str, str]:
    """The slides for a framework, where the kit's deck is there."""
    deck = workshop_root() / "workshop" / "slides.html"
    if not deck.is_file():
        return {}
    return {deck.name: field_deck(deck.read_text(encoding="utf-8"), framework)}
