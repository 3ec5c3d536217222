"""JSON text: how the kit's files are written, and how one from anywhere is read: strictly."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NoReturn

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.words import say

SCHEMA = 1  # of every file that the kit saves


def json_text(value: object) -> str:
    """The text of a file that holds this value."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def parse_json(text: str) -> object:
    """The value of a JSON text, or `FileError`: broken, doubled keys, NaN, too deep."""
    try:
        return _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, SkillkitError):
            raise
        why = say("it is nested too deeply") if isinstance(error, RecursionError) else str(error)
        raise FileError(say("This is not JSON that skillkit can read: {why}.", why=why)) from error


def fields_of(
    given: object, what: str, needed: Collection[str], known: Collection[str]
) -> dict[str, Any]:
    """The fields of a JSON object that is `what`, such as "a plan", without its schema.

    Raises:
        FileError: something else, of a newer schema, or with a field that would be lost.
    """
    if not isinstance(given, dict) or not set(needed) <= given.keys():
        missing = joined([f"'{name}'" for name in needed])
        raise FileError(
            say(
                "This is not {what}: {missing} are missing. Choose a file that skillkit saved.",
                what=what,
                missing=missing,
            )
        )
    schema = given.get("schema", SCHEMA)
    if type(schema) is not int or schema < 1:
        raise FileError(
            say(
                "The schema is {schema}; this skillkit reads schema {read}.",
                schema=quoted(schema),
                read=SCHEMA,
            )
        )
    if schema > SCHEMA:
        raise FileError(
            say("A newer skillkit saved this (schema {schema}); update skillkit.", schema=schema)
        )
    unknown = [name for name in given if name not in known and name != "schema"]
    if unknown:
        names = joined([quoted(name) for name in unknown[:5]])
        raise FileError(
            say(
                "{names} cannot be in {what}; its fields are {known}.{hint}",
                names=names,
                what=what,
                known=joined(list(known)),
                hint=nearest(unknown[0], known),
            )
        )
    return {name: value for name, value in given.items() if name != "schema"}


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise FileError(say("{double} appears twice; keep one of the two.", double=quoted(double)))
    return table


def _no_constant(name: str) -> NoReturn:
    raise FileError(say("{name} is no number here; write whole numbers.", name=name))


_JSON = json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant)
