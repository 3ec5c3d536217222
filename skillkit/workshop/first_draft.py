"""First draft: a framework.toml from a skill matrix, with what is still missing marked in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillkit.base.errors import FileError
from skillkit.base.text import LONGEST_ID, identifier, joined
from skillkit.base.words import plural, say
from skillkit.framework.file import MOST_AREAS, MOST_SKILLS
from skillkit.framework.model import FEWEST_LEVELS, HIGHEST_FIRST, MOST_LEVELS
from skillkit.workshop.anchor_rules import TODO
from skillkit.workshop.matrix import Found, Matrix

LONGEST_SENTENCE, LONGEST_NAME = 300, 60

NOT_YET = re.compile(r"(0|level 0|none|not yet|no\b|keine?\b|noch nicht|never|nicht).*", re.I)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a first framework.toml, what was guessed for it, and what it lacks."""

    text: str
    guesses: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """What to say of it."""
        lines = []
        for title, said in ((say("Guessed:"), self.guesses), (say("Missing:"), self.missing)):
            lines += [title, *(f"    - {line}" for line in said)] if said else []
        return "\n".join(lines)


def first_draft(matrix: Matrix, name: str, title: str, file: str) -> Draft:
    """A first framework of these skills.

    Args:
        matrix: what was found.
        name: the id of the framework.
        title: what people read.
        file: what it was made from.

    Raises:
        FileError: no skills were found.
    """
    if not matrix.skills:
        raise FileError(
            say(
                "{file}: no skills were found. A table has a row for each skill and a column for "
                "each level, with their names in the first row.",
                file=file,
            )
        )
    guesses, missing = list(matrix.guesses), list[str]()
    levels = matrix.levels or ["Basic", "Working", "Strong"]
    start = _first_number(levels)
    areas = list(dict.fromkeys(skill.area for skill in matrix.skills))
    _limits(len(areas), len(levels), len(matrix.skills), missing)
    if not matrix.levels:
        guesses.append(say("No levels were found; three were put in: Basic, Working, Strong."))
    else:
        guesses.append(
            say(
                "Levels, lowest first: {levels}; the first is number {start}.",
                levels=joined(levels),
                start=start,
            )
        )
    if areas == [""]:
        areas = [title]
        guesses.append(say("No areas were found; all skills are in one."))
    todo, cut = Counter[str](), Counter[str]()
    area_ids = _ids(areas, "area")
    lines = [*_head(name, title, file), *_rules(start, len(levels))]
    lines += [*_areas(areas, area_ids, cut), *_levels(levels, start, cut)]
    names = _unique([_name(skill.name, cut) for skill in matrix.skills])
    for found, skill_id, said in zip(matrix.skills, _ids(names, "skill"), names, strict=True):
        place = areas.index(found.area) if found.area in areas else 0
        lines += _skill(found, skill_id, said, area_ids[place], levels, todo, cut)
    missing += _lacking(todo, cut, len(levels))
    return Draft("\n".join(lines), tuple(guesses), tuple(missing))


def _limits(areas: int, levels: int, skills: int, missing: list[str]) -> None:
    """What is more, or less, than a framework may have."""
    if areas > MOST_AREAS:
        missing.append(
            say(
                "{areas} areas were found; at most {most} fit. Put some together.",
                areas=areas,
                most=MOST_AREAS,
            )
        )
    if not FEWEST_LEVELS <= levels <= MOST_LEVELS and levels:
        said = say(
            "{levels} levels were found; {fewest} to {most} are allowed.",
            levels=levels,
            fewest=FEWEST_LEVELS,
            most=MOST_LEVELS,
        )
        todo = say("Put neighbours together.") if levels > MOST_LEVELS else say("Write more.")
        missing.append(f"{said} {todo}")
    if skills > MOST_SKILLS:
        missing.append(
            say(
                "{skills} skills were found; at most {most} are allowed. Choose those that "
                "people here use.",
                skills=skills,
                most=MOST_SKILLS,
            )
        )


def _head(name: str, title: str, file: str) -> Iterator[str]:
    yield f"# Made from {file} by `skillkit import`. What says {TODO} is still to be written."
    yield "# How to write a sentence that people can rate themselves by: docs/writing-anchors.md"
    yield "# Look it over as often as you like:   python3 -m skillkit check FOLDER"
    yield ""
    yield "schema = 1"
    yield _line("id", name)
    yield 'version = "1.0.0"'
    yield _line("title", title)
    yield 'lead_in = "In real work in the past twelve months ..."   # every sentence completes it'
    yield _line("source", f"Made from {file}.")
    yield ""


def _rules(start: int, count: int) -> Iterator[str]:
    last = start + count - 1
    strong = max(start + 1, last - 1)
    decent = max(start + 1, last - 2)
    yield "[rules]                 # where the lines between the shapes lie; leave them for now"
    yield f"decent = {decent}              # the level of somebody who works alone"
    yield f"strong = {strong}              # the level on which others rely"
    yield f"deep = {last}                # the level of a stem of the T"
    yield "base_share = [3, 5]"
    yield "breadth_share = [3, 5]"
    yield "narrow_max_strong = 1"
    yield "min_rated_share = [3, 4]"
    yield f"stool_stands = {decent}"
    yield f"evidence_from = {strong}"
    yield f"evidence_cap = {decent}"
    yield ""


def _areas(areas: Sequence[str], ids: Sequence[str], cut: Counter[str]) -> Iterator[str]:
    for area, area_id in zip(areas, ids, strict=True):
        yield from ("[[areas]]", _line("id", area_id), _line("name", _name(area or "Others", cut)))
        yield from (_line("summary", f"{TODO} {say('what belongs to it')}"), "")


def _levels(levels: Sequence[str], start: int, cut: Counter[str]) -> Iterator[str]:
    for number, level in enumerate(levels, start):
        yield from ("[[levels]]", f"number = {number}", _line("name", _name(_bare(level), cut)))
        meaning = f"{TODO} {say('what this level means for every skill')}"
        yield from (_line("meaning", meaning), "")


def _skill(
    found: Found,
    skill_id: str,
    name: str,
    area: str,
    levels: Sequence[str],
    todo: Counter[str],
    cut: Counter[str],
) -> Iterator[str]:
    yield "[[skills]]"
    yield _line("id", skill_id)
    yield _line("name", name)
    yield _line("area", area)
    if found.summary:
        yield _line("summary", _sentence(found.summary, cut))
    else:
        todo["summaries"] += 1
        yield _line("summary", f"{TODO} {say('what it is about')}")
    yield "# must_have = true   # everybody needs it"
    yield "# stem = true        # somebody may be deep in it"
    yield "# core = true        # counts for good communication"
    yield "anchors = ["
    before: set[str] = set()
    for level in levels:
        said = _sentence(found.sentences.get(level, ""), cut)
        if not said or said in before:
            todo["sentences"] += 1
            said = say(
                "{todo} what somebody did at {level}",
                todo=TODO,
                level=_name(_bare(level), Counter()),
            )
        before.add(said)
        yield f"  {_quoted(said)},"
    yield "]"
    yield ""


def _lacking(todo: Counter[str], cut: Counter[str], levels: int) -> Iterator[str]:
    """What the file did not say."""
    if todo["sentences"]:
        yield plural(
            "{count} sentence of a skill at a level: search for {todo}.",
            "{count} sentences of a skill at a level: search for {todo}.",
            todo["sentences"],
            todo=TODO,
        )
    if todo["summaries"]:
        yield plural(
            "a summary of {count} skill.", "a summary of {count} skills.", todo["summaries"]
        )
    yield say(
        "what each of the {levels} levels means, and what belongs to each area.", levels=levels
    )
    yield say(
        "roles: take the # away from must_have, stem and core where they hold. Without them there "
        "is no shape, but everything else."
    )
    if names := cut["name"]:
        yield plural(
            "{count} name was too long and is cut at “...”.",
            "{count} names were too long and are cut at “...”.",
            names,
        )
    if sentences := cut["sentence"]:
        yield plural(
            "{count} sentence was too long and is cut at “...”.",
            "{count} sentences were too long and are cut at “...”.",
            sentences,
        )


def _bare(level: str) -> str:
    """A level's name without the number before it, which the page shows anyway."""
    if level.strip().isdigit():
        return f"Level {level.strip()}"
    return re.sub(r"^(?:level\s*)?\d+\s*[-–:.)]\s*(?=\S)", "", level, flags=re.IGNORECASE)


# --- Words ---------------------------------------------------------------------------------------


def _first_number(levels: Sequence[str]) -> int:
    """0 where the first level is none at all, else 1."""
    number = re.search(r"\d+", levels[0])
    if number and all(re.search(r"\d", level) for level in levels):
        return min(HIGHEST_FIRST, int(number[0]))
    return 0 if NOT_YET.fullmatch(levels[0].strip()) else 1


def _ids(names: Sequence[str], other: str) -> list[str]:
    """An id for each name, each of its own."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        stem = identifier(name) or f"{other}_{number}"
        one, count = stem, 2
        while one in found:
            one, count = f"{stem[: LONGEST_ID - 3]}_{count}", count + 1
        found.append(one)
    return found


def _unique(names: list[str]) -> list[str]:
    """The names, with a number behind one that is there already."""
    found: list[str] = []
    for name in names:
        one, count = name, 2
        while one in found:
            one, count = f"{name[: LONGEST_NAME - 4]} ({count})", count + 1
        found.append(one)
    return found


def _name(text: str, cut: Counter[str]) -> str:
    return _fitted(text, LONGEST_NAME, cut, "name")


def _sentence(text: str, cut: Counter[str]) -> str:
    """A cell as one sentence: the points of a list behind each other."""
    mark = re.compile(r"^\s*(?:[-*•·–]|\d+[.)])\s+")
    said = ""
    for line in filter(str.strip, text.splitlines()):
        point = mark.sub("", line).strip().rstrip(";")
        # A line that was only broken goes on; another point stands behind a semicolon.
        goes_on = not mark.match(line) and (said[-1:] == "," or point[:1].islower())
        said = f"{said}{' ' if goes_on else '; '}{point}" if said else point
    return _fitted(said, LONGEST_SENTENCE, cut, "sentence")


def _fitted(text: str, longest: int, cut: Counter[str], what: str) -> str:
    """The text on one line, with what cannot be shown left out, cut between words."""
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut[what] += 1
    return f"{text[: longest - 4].rsplit(' ', 1)[0]} ..."


def _line(key: str, text: str) -> str:
    return f"{key} = {_quoted(text)}"


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text, ensure_ascii=False)
