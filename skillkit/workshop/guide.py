"""Guide: what a facilitator's guide says to read aloud, where the guides are there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import skillkit
from skillkit.base.words import language, sentence
from skillkit.setup.materials import in_wheel
from skillkit.workshop.run_sheet import Session

SAY = sentence("Say")
SAY_OF_ARTICLE = sentence("Say, with the article's skills")


@dataclass(frozen=True, slots=True)
class Said:
    """One paragraph of the part *Say*, in Markdown."""

    words: str
    quoted: bool  # it is read aloud; else it says when, or what to do before


def spoken_part(guide: str, *, article: bool = True) -> tuple[Said, ...]:
    """The part *Say* of a guide, paragraph by paragraph; nothing if it has none.

    With it goes what is said where people rate the article's skills, unless they rate others.
    """
    parts = (SAY, SAY_OF_ARTICLE) if article else (SAY,)
    return tuple(said for part in parts for said in _paragraphs(_part(guide, part)))


def guide_of(session: Session) -> str:
    """The guide of a session, the facilitator's own before the kit's; "" where there is none.

    One in the reader's language lies in a folder of its tag, and comes before the English one.
    """
    here = Path.cwd()
    for root in (here, here.parent, _kit()):
        for name in (place_of(session), f"{session.name}.md"):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return (root / "workshop" / name).read_text(encoding="utf-8")
    return ""


def place_of(session: Session) -> str:
    """Where in `workshop/` the kit has a session's guide, in the reader's language if it can."""
    spoken = f"{language().tag.split('-')[0]}/{session.name}.md"
    return spoken if (_kit() / "workshop" / spoken).is_file() else f"{session.name}.md"


def _kit() -> Path:
    return in_wheel() or Path(skillkit.__file__).parents[1]


def _part(guide: str, title: str) -> Iterator[str]:
    """The lines below a heading of the second level, up to the next one."""
    inside, titles = False, (title, language().word(title))
    for line in guide.splitlines():
        if line.startswith("## "):
            inside = line[3:].strip() in titles
        elif inside:
            yield line.strip()


def _paragraphs(lines: Iterator[str]) -> Iterator[Said]:
    """Lines that follow each other are one paragraph, as long as all or none are quoted."""
    for quoted, block in groupby(lines, key=lambda line: line.startswith(">")):
        words = [line.removeprefix(">").strip() for line in block]
        for there, paragraph in groupby(words, key=bool):
            if there:
                yield Said(" ".join(paragraph), quoted)
