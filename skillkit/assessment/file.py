"""Card: the JSON file that carries an assessment, and how it is saved without losing anything."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from skillkit.assessment.model import Assessment
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.storage import home, locked, read_text, write_atomically
from skillkit.base.text import quoted
from skillkit.framework import Framework
from skillkit.framework.file import BUILT_IN, load_framework

SCHEMA = 1

FIELDS = ("ratings", "evidence", "confidence", "interest", "targets")


def card_path() -> Path:
    """The place of a person's own assessment."""
    return home() / "assessment.json"


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The JSON form of an assessment; only what was said stands in it."""
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
        FileError: not a card, of a newer schema, or of a framework that is not here.
        RatingError: a rating that the framework does not allow.
    """
    if not isinstance(card, dict) or "framework" not in card or "ratings" not in card:
        raise FileError(
            "This is not an assessment: 'framework' and 'ratings' are missing. "
            "Choose a file that skillkit saved."
        )
    schema = card.get("schema", SCHEMA)
    if type(schema) is not int or schema < 1:
        raise FileError(f"The schema is {quoted(schema)}; this skillkit reads schema {SCHEMA}.")
    if schema > SCHEMA:
        raise FileError(f"A newer skillkit saved this (schema {schema}); update skillkit.")
    framework = _framework_of(card, framework, folder)
    tables: dict[str, Any] = {}
    for name in FIELDS:
        if (table := card.get(name)) is not None:
            if not isinstance(table, dict):
                raise FileError(f"'{name}' is {quoted(table)}; it has to be a table of skills.")
            tables[name] = table
    if interest := tables.get("interest"):
        tables["interest"] = {
            skill: tuple(ticks) if isinstance(ticks, list) else ticks
            for skill, ticks in interest.items()
        }
    return Assessment(framework, _date(card.get("date")), **tables)


def to_json(assessment: Assessment) -> str:
    """The text of a card file."""
    return json.dumps(as_dict(assessment), indent=2, ensure_ascii=False) + "\n"


def from_json(
    text: str, framework: Framework | None = None, folder: Path | None = None
) -> Assessment:
    """The assessment that a card file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text), framework, folder)


def parse_json(text: str) -> object:
    """The value of a JSON text, or `FileError`: broken, doubled keys, NaN, too deep."""
    try:
        return _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, SkillkitError):
            raise
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FileError(f"This is not JSON that skillkit can read: {why}.") from error


def save(assessment: Assessment, path: Path) -> None:
    """Write the card to `path` at once and for good; the version before stays beside it."""
    with locked(path):
        write_atomically(path, to_json(assessment))


def load(path: Path, framework: Framework | None = None) -> Assessment:
    """The assessment saved at `path`.

    Raises:
        FileNotFoundError: nothing is there.
        FileError, RatingError: it cannot be used; the sentence names the file.
    """
    text = read_text(path)
    try:
        return from_json(text, framework, path.parent)
    except SkillkitError as error:
        error.args = (f"{path} cannot be used and was left as it is. {error}",)
        raise


def update(path: Path, change: Callable[[Assessment], Assessment], start: Assessment) -> Assessment:
    """Change what is saved at `path` (or `start` where nothing is) and return what is saved now.

    The file is read anew under a lock, so that two notebooks never undo each other's changes.
    """
    with locked(path):
        try:
            before = load(path, start.framework)
        except FileNotFoundError:
            before = start
        after = change(before)
        write_atomically(path, to_json(after))
        return after


def _framework_of(
    card: Mapping[str, Any], framework: Framework | None, folder: Path | None
) -> Framework:
    name = card["framework"]
    if framework is None:
        framework = load_framework(_place_of(name, folder))
    if name != framework.id:
        raise FileError(
            f"This assessment was made with the framework {quoted(name)}, not with "
            f"'{framework.id}'. Keep the two apart: save to another folder (SKILLKIT_HOME)."
        )
    version = card.get("framework_version", framework.version)
    if version != framework.version and str(version).split(".")[0] != str(framework.major):
        raise FileError(
            f"This assessment was made with {framework.id} {quoted(version)}; here is version "
            f"{framework.version}, which asks for other things. Start a new assessment."
        )
    return framework


def _place_of(name: object, folder: Path | None) -> str | Path:
    if name in BUILT_IN:
        return str(name)
    # A name from somebody's file must not lead to another folder.
    if isinstance(name, str) and name.isidentifier() and folder is not None:
        return folder / f"{name}.toml"
    raise FileError(
        f"The framework {quoted(name)} is not one of the kit's ({', '.join(BUILT_IN)}); "
        "give its file with --framework."
    )


def _date(value: object) -> dt.date | None:
    try:
        return None if value is None else dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise FileError(f"The date is {quoted(value)}; write it like 2026-01-31.") from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise FileError(f"{quoted(double)} stands there twice; keep one of the two.")
    return table


def _no_constant(name: str) -> NoReturn:
    raise FileError(f"{name} is not a level; levels go from 0 to 4 in whole steps.")


_JSON = json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant)
