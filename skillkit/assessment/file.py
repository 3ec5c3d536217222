"""Assessment file: the JSON file that carries an assessment, and where a person's own is kept."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from skillkit.assessment.model import Assessment
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import SCHEMA, fields_of, json_text, parse_json
from skillkit.base.storage import Store, home
from skillkit.base.text import day_of, quoted
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import framework_of

FIELDS = ("ratings", "evidence", "confidence", "interest", "targets")

HEAD = ("framework", "framework_version", "date")

REMARKS = ("note", "synthetic")  # of an invented card; a person who goes on from it is real


def card_path() -> Path:
    """The place of a person's own assessment."""
    return home() / "assessment.json"


def assessment_store(path: Path, framework: Framework | None = None) -> Store[Assessment]:
    """The file of an assessment, with `framework`, a built-in one, or `<id>.toml` beside it."""
    return Store(path, as_dict, partial(from_dict, framework=framework, folder=path.parent))


def load(path: Path, framework: Framework | None = None) -> Assessment:
    """The assessment saved at `path`.

    Args:
        path: its file.
        framework: the skills, where they are neither the kit's nor in a file beside it.

    Examples:
        >>> load_assessment(Path("tests/golden/files/assessment.json")).rating("communication")
        2

    Raises:
        FileNotFoundError: nothing is there.
        FileError, RatingError: it cannot be used; the sentence names the file.
    """
    return assessment_store(path, framework).load()


def save(assessment: Assessment, path: Path) -> None:
    """Write the assessment to `path` at once and for good; the version before is kept as well."""
    assessment_store(path).save(assessment)


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The JSON form of an assessment; it holds only what was said."""
    card: dict[str, Any] = {
        "schema": SCHEMA,
        "framework": assessment.framework.id,
        "framework_version": assessment.framework.version,
        "date": assessment.date and assessment.date.isoformat(),
        "ratings": dict(assessment.ratings),
    }
    for name in FIELDS[1:]:
        if values := getattr(assessment, name):
            card[name] = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
    return card


def from_dict(
    card: object, framework: Framework | None = None, folder: Path | None = None
) -> Assessment:
    """The assessment of a card's JSON form; only `framework` and `ratings` have to be there.

    Its framework is `framework`, a built-in one, or the file `<id>.toml` in `folder`.

    Raises:
        FileError: not a card, of a newer schema, with a field that no card has, or of a framework
            that is not here.
        RatingError: a rating that the framework does not allow.
    """
    given = fields_of(
        card, say("an assessment"), ("framework", "ratings"), (*HEAD, *FIELDS, *REMARKS)
    )
    framework = framework_of(given, say("assessment"), framework, folder)
    tables: dict[str, Any] = {}
    for name in FIELDS:
        if (table := given.get(name)) is not None:
            if not isinstance(table, dict):
                raise FileError(
                    say(
                        "'{name}' is {table}; it has to be a table of skills.",
                        name=name,
                        table=quoted(table),
                    )
                )
            today = {skill: said for skill, said in table.items() if skill in framework}
            tables[name] = {framework.current_id(s): said for s, said in table.items()} | today
    if interest := tables.get("interest"):
        tables["interest"] = {
            skill: tuple(ticks) if isinstance(ticks, list) else ticks
            for skill, ticks in interest.items()
        }
    return Assessment(framework, _date(given.get("date")), **tables)


def to_json(assessment: Assessment) -> str:
    """The text of an assessment's file."""
    return json_text(as_dict(assessment))


def from_json(
    text: str, framework: Framework | None = None, folder: Path | None = None
) -> Assessment:
    """The assessment that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text), framework, folder)


def _date(value: object) -> dt.date | None:
    try:
        return None if value is None else day_of(value)
    except SkillkitError as error:
        raise FileError(say("The date: {error}", error=error)) from error
