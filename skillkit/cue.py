"""Cue: the if-then sentence that starts an action at a moment of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """The moment that starts an action: when and where it comes, and the first act."""

    when: str = ""
    where: str = ""
    act: str = ""

    @property
    def said(self) -> dict[str, str]:
        """The parts that are said, by name."""
        parts = {"when": self.when, "where": self.where, "act": self.act}
        return {name: text for name, text in parts.items() if text != ""}

    @property
    def sentence(self) -> str:
        """The cue as it is read aloud, or "" while the moment or the act is open."""
        when, act = _bare(self.when, "when"), _bare(self.act, "then", "I")
        where = f" ({place})" if (place := _bare(self.where)) else ""
        return f"When {when}{where}, then I {act}." if when and act else ""


def _bare(text: str, *leads: str) -> str:
    """The text without its last dot and the words that the sentence brings itself."""
    text = text.strip().rstrip(".,; ")
    for lead in leads:
        text = re.sub(rf"^{lead}\b,?\s+", "", text, flags=re.IGNORECASE)
    return text
