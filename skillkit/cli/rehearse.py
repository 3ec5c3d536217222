"""rehearse: the lab for anyone who leads a workshop, with an invented team that has handed in."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from skillkit.base.words import say
from skillkit.cli.lab import open_lab
from skillkit.team.sample import sample_chat

FIRST = "workshop/projector.ipynb"
TEAM = "notebooks/04_team.ipynb"


def run(chosen: argparse.Namespace) -> int:
    """Open JupyterLab on the clock, in a home of its own, with cards that are ready."""
    folder = Path(tempfile.mkdtemp(prefix="skillkit-rehearsal-"))
    chat = folder / "handed_in" / "chat.txt"
    chat.parent.mkdir()
    chat.write_text(sample_chat(), encoding="utf-8", newline="\n")
    os.environ |= {"SKILLKIT_HOME": str(folder / "my"), "SKILLKIT_HAND_IN": str(chat.parent)}
    print(
        say(
            "A rehearsal: JupyterLab opens the clock, {first}, and in {team} an invented team of "
            "twelve has handed in and waits for Reveal.\nAll that you rate and plan goes to "
            "{folder}, where handed_in/{chat} is a chat to paste; nothing of your own is "
            "touched, and you can delete that folder afterwards.\nTo stop: Ctrl+C here, twice.",
            first=FIRST,
            team=TEAM,
            folder=folder,
            chat=chat.name,
        ),
        flush=True,
    )
    return open_lab(FIRST, chosen.more)
