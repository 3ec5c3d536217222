"""Memory: which pictures of groups were shown, so that the next one gives nobody away.

Two pictures of nearly the same people, laid side by side, tell the level of whoever came or went.
So what was shown is remembered in the facilitator's own folder, across sessions and commands: the
day, how many people, and the coarse counts that everybody saw. No card, no name, nothing of one
person. Who was counted is not known here; whoever shows the next picture has to say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.json_text import SCHEMA, fields_of
from skillkit.base.storage import Store, home
from skillkit.base.text import long_date
from skillkit.base.words import plural, say
from skillkit.framework import FEWEST_LEVELS, NUMBERS, Framework
from skillkit.team.coverage import Picture, Range, Row, Rows
from skillkit.team.interest import Interest

RANGE = re.compile(r"(\d+)(?:(\+)|-(\d+))?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a group saw on a day."""

    date: dt.date
    framework: str  # its id and version
    picture: Picture

    def __str__(self) -> str:
        people = plural("{count} person", "{count} people", self.picture.people)
        return f"{long_date(self.date)}, {people}"


def memory_file() -> Path:
    """The file in the facilitator's own folder."""
    return home() / "pictures.json"


def shown_before(path: Path, framework: Framework) -> list[Shown]:
    """The pictures of this framework that were shown, the oldest first.

    Raises:
        FileError: the memory is there and cannot be read, so that nobody knows what was shown.
    """
    try:
        known = _store(path).load()
    except FileNotFoundError:
        return []
    return [shown for shown in known if shown.framework == _named(framework)]


def remember(path: Path, framework: Framework, pictures: Sequence[Picture], today: dt.date) -> None:
    """Put pictures into the memory, before anybody sees them.

    Raises:
        FileError: the memory cannot be read or written.
    """
    new = [Shown(today, _named(framework), one) for one in pictures]
    _store(path).update(lambda known: [*known, *new], [])


def erase(path: Path) -> None:
    """Forget every picture; whoever kept one can then compare it with the next.

    A memory that cannot be read is kept under another name, for anyone who can mend it.

    Raises:
        FileError: the file cannot be removed.
    """
    store = _store(path)
    try:
        store.load()
    except FileNotFoundError:
        pass
    except FileError:
        store.set_aside()
    store.remove()


def _store(path: Path) -> Store[list[Shown]]:
    """The memory as a file keeps it."""
    return Store(path, _as_table, _from_table)


def _named(framework: Framework) -> str:
    return f"{framework.id} {framework.version}"


def _as_table(known: list[Shown]) -> dict[str, Any]:
    return {"schema": SCHEMA, "pictures": [_as_dict(shown) for shown in known]}


def _from_table(table: object) -> list[Shown]:
    fields = fields_of(table, say("a memory of pictures"), ("pictures",), ("pictures",))
    try:
        return [_from_dict(entry) for entry in fields["pictures"]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FileError(say("It is damaged, so what was shown before is not known.")) from error


def _as_dict(shown: Shown) -> dict[str, Any]:
    picture = shown.picture
    return {
        "date": shown.date.isoformat(),
        "framework": shown.framework,
        "people": picture.people,
        "rows": _rows_as_dict(picture.rows),
        "offers": sorted(picture.interest.offers),
        "wishes": sorted(picture.interest.wishes),
        "readings": _rows_as_dict(picture.readings),
    }


def _rows_as_dict(rows: Rows) -> dict[str, Any]:
    return {
        name: row and {"people": row.people, "counts": [str(count) for count in row.counts]}
        for name, row in rows.items()
    }


def _from_dict(entry: dict[str, Any]) -> Shown:
    ticks = (frozenset(map(str, entry.get(name, ()))) for name in ("offers", "wishes"))
    rows, readings = (_rows(entry.get(name, {})) for name in ("rows", "readings"))
    picture = Picture(int(entry["people"]), rows, Interest(*ticks), readings)
    return Shown(dt.date.fromisoformat(entry["date"]), str(entry["framework"]), picture)


def _rows(table: dict[str, Any]) -> Rows:
    rows = {
        str(name): None if row is None else Row(int(row["people"]), _counts(row["counts"]))
        for name, row in table.items()
    }
    return MappingProxyType(rows)


def _counts(texts: Sequence[str]) -> tuple[Range, ...]:
    if not FEWEST_LEVELS <= len(texts) <= len(NUMBERS):
        raise ValueError(f"{len(texts)} levels")
    return tuple(map(range_of, texts))


def range_of(text: str) -> Range:
    """What the text of a range says."""
    if not (found := RANGE.fullmatch(text)):
        raise ValueError(f"no range: {text}")
    low, open_end, high = found.groups()
    return Range(int(low), None if open_end else int(high or low))
