"""Edits: what a browser may change of an assessment, skill by skill, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillkit.assessment.file import FIELDS
from skillkit.assessment.model import Assessment
from skillkit.base.errors import RatingError
from skillkit.base.text import day_of, quoted
from skillkit.base.words import say

Message = Mapping[str, Any]

# What a browser may change of a skill, and the verb that does it.
VERBS: dict[str, Callable[[Assessment, str, Any], Assessment]] = {
    "rating": Assessment.rate,
    "evidence": Assessment.support,
    "confidence": Assessment.sure,
    "interest": Assessment.wish,
    "target": Assessment.aim,
}

FIELD_OF = dict(
    zip(FIELDS, ("rating", "evidence", "confidence", "interest", "target"), strict=True)
)


def entries(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """What is said, skill by skill: {"retrieval": {"rating": 3, "interest": ["grow"]}}."""
    table: dict[str, dict[str, Any]] = {}
    for name, field in FIELD_OF.items():
        for skill, said in getattr(assessment, name).items():
            plain = list(said) if isinstance(said, tuple) else said
            table.setdefault(skill, {})[field] = plain
    return table


def changed(assessment: Assessment, message: Message) -> Assessment:
    """The assessment after one message of a browser."""
    field, skill, value = message.get("field"), str(message.get("skill")), message.get("value")
    if field not in VERBS:
        raise RatingError(
            "unknown_field",
            say("{field} is not something that can be changed.", field=quoted(field)),
        )
    after = VERBS[field](assessment, skill, _plain(field, value))
    day = message.get("day")
    return after.on(day_of(day)) if day and field == "rating" else after


def _plain(field: str, value: Any) -> Any:
    """A JSON value as the verbs take it."""
    if field != "interest":
        return value
    return tuple(value) if isinstance(value, list | tuple) else (value,) if value else ()


def moved(saved: Assessment, before: Assessment, wanted: Assessment) -> Assessment:
    """What is saved, with the differences between `before` and `wanted` and no others."""
    if before.framework.id != wanted.framework.id:
        return wanted
    old, new = entries(before), entries(wanted)
    for skill in {*old, *new}:
        for field, verb in VERBS.items():
            value = new.get(skill, {}).get(field)
            if value != old.get(skill, {}).get(field):
                saved = verb(saved, skill, _plain(field, value))
    return saved if wanted.date is None else saved.on(wanted.date)
