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
from skillkit.base.text import in_figures, joined, long_date, marked, problem_with, quoted
from skillkit.base.words import plural, say, sentence

MOST_WORDS = 300  # of the five written parts

MOST_SPOKEN = 75  # words; about what thirty seconds hold

LONGEST = 6000  # characters of one part

PARTS = {
    "problem": sentence("Problem"),
    "approach": sentence("Approach"),
    "tools": sentence("Tools"),
    "outcome": sentence("Outcome"),
    "broke": sentence("What broke, and what I learned"),
    "spoken": sentence("In thirty seconds"),
}

HINTS = {
    "problem": sentence(
        "Whose was it, why did it matter to them, which limits did you not choose?"
    ),
    "approach": sentence("What else could you have done, and why did you choose this?"),
    "tools": sentence("Name them; a reader wants to know what you worked with."),
    "outcome": sentence("A number or an observation: before, and after."),
    "broke": sentence("What went wrong on the way, and what do you do differently now?"),
    "spoken": sentence("As you would say it to somebody at lunch. Not counted in the limit above."),
}

CLEARED = sentence("I have left out what has to stay inside: names, figures, code, customers.")

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
            faults.append(
                say(
                    "cleared: {cleared} found; allowed: true or false.",
                    cleared=quoted(self.cleared),
                )
            )
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
            raise SkillkitError(
                say(
                    "{part} is not a part; choose {parts}.",
                    part=quoted(part),
                    parts=joined([*PARTS], "or"),
                )
            )
        if not isinstance(text, str):
            raise SkillkitError(say("{part}: {text} is not text.", part=part, text=quoted(text)))
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
    parts = [say("# Case study")]
    if not study.cleared:
        parts.append(say("> Not checked yet for what has to stay inside."))
    for part, title in PARTS.items():
        if text := getattr(study, part):
            parts += [
                f"## {say(title)}",
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
        **fields_of(given, say("a case study"), ("problem", "approach"), (*PARTS, "cleared"))
    )


def to_json(study: CaseStudy) -> str:
    """The text of a case study's file."""
    return json_text(as_dict(study))


def from_json(text: str) -> CaseStudy:
    """The case study that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text))


def _open_points(study: CaseStudy) -> Iterator[str]:
    missing = [f'"{say(PARTS[part])}"' for part in WRITTEN if not getattr(study, part)]
    if missing:
        yield plural(
            "{missing} is still empty; one sentence each is a start.",
            "{missing} are still empty; one sentence each is a start.",
            len(missing),
            missing=joined(missing),
        )
    if (more := study.words - MOST_WORDS) > 0:
        yield (
            say(
                "It has {words} words, {more} more than the {most_words} that this kit allows: "
                "cut what a reader would not miss. Everything is kept until you do.",
                words=study.words,
                more=more,
                most_words=MOST_WORDS,
            )
        )
    if not study.spoken:
        yield say("Say it in thirty seconds: whose problem, what you did, what came of it.")
    elif (more := study.spoken_words - MOST_SPOKEN) > 0:
        yield (
            say(
                "The spoken version has {spoken_words} words, {more} more than thirty seconds "
                "hold (about {most_spoken}): read it aloud and cut.",
                spoken_words=study.spoken_words,
                more=more,
                most_spoken=MOST_SPOKEN,
            )
        )
    if not study.cleared:
        yield say("Look for names, figures and code that have to stay inside, then tick the box.")


def _faults(part: str, text: object) -> Iterator[str]:
    if not isinstance(text, str):
        yield say("{part}: {text} is not text; write it in quotes.", part=part, text=quoted(text))
        return
    if len(text) > LONGEST:
        yield say(
            "{part}: it has {text} characters; at most {longest} are allowed.",
            part=part,
            text=in_figures(len(text)),
            longest=in_figures(LONGEST),
        )
    reasons = (problem_with(line, LONGEST) for line in text.splitlines() if line.strip())
    if reason := next(filter(None, reasons), None):
        yield f"{part}: {reason}."


def _lines(text: str) -> str:
    """The text with plain line ends and nothing blank around it."""
    return "\n".join(line.rstrip().replace("\t", " ") for line in text.splitlines()).strip()
