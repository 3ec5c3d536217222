"""pictures: the drawings of the README and the guides."""

from __future__ import annotations

from collections.abc import Sequence

from skillkit.cli.command import Command
from skillkit.profile.draw_t import pictures as drawn
from skillkit.setup import project_root


def pictures(_: Sequence[str]) -> int:
    """Draw the pictures of the README and the guides anew."""
    folder = project_root() / "docs" / "img"
    for name, text in drawn().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/img/{name}")
    return 0


COMMAND = Command("pictures", "", "draw the pictures in docs/img anew", (), pictures)
