"""Case study: what somebody built and learned, told so that others can read it or hear it.

The four parts are the article's (problem, approach, tools, outcome); what broke comes from its
advice to write down failures too. The spoken version and both limits are the kit's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from skillkit.base.errors import SkillkitError
from skillkit.base.json_text import SCHEMA, fields_of, json_text, parse_json
from skillkit.base.storage import Store, home
from skillkit.base.text import joined, long_date, marked, problem_with, quoted

MOST_WORDS = 300  # of the five written parts

MOST_SPOKEN = 75  # words; about what thirty seconds hold

LONGEST = 6000  # characters of one part

PARTS = {
    "problem": "Problem",
    "approach": "Approach",
    "tools": "Tools",
    "outcome": "Outcome",
    "broke": "What broke, and what I learned",
    "spoken": "In thirty seconds",
}

HINTS = {
    "problem": "Whose was it, why did it matter to them, which limits did you not choose?",
    "approach": "What else could you have done, and why did you choose this?",
    "tools": "Name them; a reader wants to know what you worked with.",
    "outcome": "A number or an observation: before, and after.",
    "broke": "What went wrong on the way, and what do you do differently now?",
    "spoken": "As you would say it to somebody at lunch. Not counted in the limit above.",
}

CLEARED = "I have left out what has to stay inside: names, figures, code, customers."

WRITTEN = tuple(PARTS)[:-1]


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """Five written parts and a spoken one; "" is not said yet.

    Raises:
        SkillkitError: a part that no screen could show, with its name.
    """

    problem: str = ""
    approach: str = ""
    tools: str = ""
    outcome: str = ""
    broke: str = ""
    spoken: str = ""
    cleared: bool = False  # what has to stay inside is left out

    def __post_init__(self) -> None:
        faults = [fault for part in PARTS for fault in _faults(part, getattr(self, part))]
        if type(self.cleared) is not bool:
            faults.append(f"cleared: {quoted(self.cleared)} found; allowed: true or false.")
        if faults:
            raise SkillkitError("\n".join(faults))

    @property
    def words(self) -> int:
        """How many words the written parts have."""
        return sum(count(getattr(self, part)) for part in WRITTEN)

    @property
    def spoken_words(self) -> int:
        """How many words the spoken part has."""
        return count(self.spoken)

    def say(self, part: str, text: str) -> CaseStudy:
        """The case study with this text for a part."""
        if part not in PARTS:
            raise SkillkitError(f"{quoted(part)} is not a part; choose {joined([*PARTS], 'or')}.")
        if not isinstance(text, str):
            raise SkillkitError(f"{part}: {quoted(text)} is not text.")
        said: dict[str, Any] = {part: _lines(text)}
        return replace(self, **said)

    def clear(self, cleared: bool) -> CaseStudy:
        """The case study with this answer to whether anything in it has to stay inside."""
        return replace(self, cleared=cleared)


def count(text: str) -> int:
    """The words of a text: what is between spaces."""
    return len(text.split())


def open_points(study: CaseStudy) -> tuple[str, ...]:
    """What is still to do before others read it, a sentence each."""
    return tuple(_open_points(study))


def markdown(study: CaseStudy, today: dt.date) -> str:
    """The case study as a Markdown page; parts without a text are left out."""
    parts = ["# Case study"]
    if not study.cleared:
        parts.append("> Not checked yet for what has to stay inside.")
    for part, title in PARTS.items():
        if text := getattr(study, part):
            parts += [
                f"## {title}",
                "  \n".join(marked(line.strip()) for line in text.splitlines()),
            ]
    return "\n\n".join([*parts, f"---\n\n{long_date(today)}"]) + "\n"


# --- The file --------------------------------------------------------------------------------
def case_study_path() -> Path:
    """The place of a person's own case study."""
    return home() / "case_study.json"


def case_study_store(path: Path) -> Store[CaseStudy]:
    """The file of a case study."""
    return Store(path, as_dict, from_dict)


def as_dict(study: CaseStudy) -> dict[str, Any]:
    """The JSON form of a case study."""
    texts = {part: getattr(study, part) for part in PARTS}
    return {"schema": SCHEMA, **texts, "cleared": study.cleared}


def from_dict(given: object) -> CaseStudy:
    """The case study of a JSON form.

    Raises:
        FileError: not a case study, or of a newer schema.
        SkillkitError: with every part that no screen could show.
    """
    return CaseStudy(
        **fields_of(given, "a case study", ("problem", "approach"), (*PARTS, "cleared"))
    )


def to_json(study: CaseStudy) -> str:
    """The text of a case study's file."""
    return json_text(as_dict(study))


def from_json(text: str) -> CaseStudy:
    """The case study that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text))


def _open_points(study: CaseStudy) -> Iterator[str]:
    missing = [f'"{PARTS[part]}"' for part in WRITTEN if not getattr(study, part)]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield f"{joined(missing)} {verb} still empty; one sentence each is a start."
    if (more := study.words - MOST_WORDS) > 0:
        yield (
            f"It has {study.words} words, {more} more than the {MOST_WORDS} that this kit allows: "
            "cut what a reader would not miss. Everything is kept until you do."
        )
    if not study.spoken:
        yield "Say it in thirty seconds: whose problem, what you did, what came of it."
    elif (more := study.spoken_words - MOST_SPOKEN) > 0:
        yield (
            f"The spoken version has {study.spoken_words} words, {more} more than thirty seconds "
            f"hold (about {MOST_SPOKEN}): read it aloud and cut."
        )
    if not study.cleared:
        yield "Look for names, figures and code that have to stay inside, then tick the box."


def _faults(part: str, text: object) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"{part}: {quoted(text)} is not text; write it in quotes."
        return
    if len(text) > LONGEST:
        yield f"{part}: it has {len(text):,} characters; at most {LONGEST:,} are allowed."
    reasons = (problem_with(line, LONGEST) for line in text.splitlines() if line.strip())
    if reason := next(filter(None, reasons), None):
        yield f"{part}: {reason}."


def _lines(text: str) -> str:
    """The text with plain line ends and nothing blank around it."""
    return "\n".join(line.rstrip().replace("\t", " ") for line in text.splitlines()).strip()
