"""TOML reader: a text into the frozen dataclass that declares it, with every problem at once.

A field's type says what its key may hold: `Name`, `Sentence`, `Identifier`, `Source`, `bool`, a
`Literal`, a date, another dataclass, or a tuple of dataclasses; `Annotated` names a kind where the
type alone does not tell. A field without a default is needed, unless it may be None. A value that
cannot be read becomes a problem and a stand-in, so that the reader goes on to the next.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from skillkit.base.errors import Invalid, Problem
from skillkit.base.text import IDENTIFIER, identifier, joined, nearest, problem_with, quoted
from skillkit.base.toml_places import line_of, lines_of
from skillkit.base.toml_slips import parsed
from skillkit.base.words import say, sentence

SCHEMA = 1

Value = TypeVar("Value")

Sound = Callable[[str], bool]  # whether there is no problem at a path or below it


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is in a file, and the problems that it has met so far."""

    path: str  # "skills.retrieval.anchors[2]"
    problems: list[Problem]

    def note(self, sentence: str) -> None:
        """Note a problem here."""
        self.problems.append(Problem(self.path, sentence))

    def key(self, key: str) -> Place:
        """The place of a key of the table here."""
        return Place(f"{self.path}.{key}" if self.path else key, self.problems)

    def item(self, index: int) -> Place:
        """The place of an item of the list here."""
        return Place(f"{self.path}[{index}]", self.problems)


class Kind:
    """What a key may hold: `wanted` says it after "write", a bad value gives `stand_in`."""

    words = ""  # what `wanted` says, in English
    stand_in: Any = None

    @property
    def wanted(self) -> str:
        """What to write, in the reader's language."""
        return say(self.words)

    def fits(self, value: Any) -> bool:
        """Whether the key may hold the value."""
        raise NotImplementedError

    def read(self, value: Any, place: Place) -> Any:
        """The value as its field takes it; what is wrong with it is noted."""
        if self.fits(value):
            return value
        place.note(
            say(
                "{value} found; write {wanted}.{hint}",
                value=quoted(value),
                wanted=self.wanted,
                hint=self.hint(value),
            )
        )
        return self.stand_in

    def hint(self, value: Any) -> str:
        """What else may help: nothing, or a blank and a sentence."""
        return ""


class Line(Kind):
    """One line of text; it stands for itself, also where it is too long or cannot be shown."""

    stand_in = ""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    @property
    def wanted(self) -> str:
        """A text that is short enough."""
        return say("a text of at most {longest} characters", longest=self.longest)

    def read(self, value: Any, place: Place) -> str:
        """The text."""
        if reason := problem_with(value, self.longest):
            slash = re.search(r"[\b\f\t]", str(value))  # what \b, \f and \t in quotes become
            place.note(f"{reason}.{say(' A backslash is written twice.') if slash else ''}")
        return str(value)


class Pattern(Kind):
    """A text of a fixed form; it stands for itself, so that what refers to it still finds it."""

    stand_in = ""

    def __init__(self, pattern: str, words: str) -> None:
        self.pattern, self.words = pattern, words

    def fits(self, value: Any) -> bool:
        """Whether it is a text of this form."""
        return isinstance(value, str) and bool(re.fullmatch(self.pattern, value, re.ASCII))

    def read(self, value: Any, place: Place) -> str:
        """The text."""
        super().read(value, place)
        return str(value)


class _Identifier(Pattern):
    """A name for machines."""

    def __init__(self) -> None:
        limits = sentence(
            "it in small letters from a to z, digits and _, at most 40, like data_pipelines"
        )
        super().__init__(IDENTIFIER.pattern, limits)

    def hint(self, value: Any) -> str:
        """The nearest name of this form."""
        name = identifier(str(value))
        return say(" Nearest: '{name}'.", name=name) if name and isinstance(value, str) else ""


class Whole(Kind):
    """A whole number of a range."""

    def __init__(self, allowed: range) -> None:
        self.allowed, self.stand_in = allowed, allowed[0]

    @property
    def wanted(self) -> str:
        """A whole number, with the ends of the range."""
        low, high = self.allowed[0], self.allowed[-1]
        return say("a whole number from {low} to {high}", low=low, high=high)

    def fits(self, value: Any) -> bool:
        """Whether it is a whole number of the range."""
        return type(value) is int and value in self.allowed


class Choice(Kind):
    """One of a few words."""

    def __init__(self, *allowed: str) -> None:
        self.allowed, self.stand_in = allowed, allowed[0]

    @property
    def wanted(self) -> str:
        """The words, in quotes."""
        return joined([f"'{word}'" for word in self.allowed], "or")

    def fits(self, value: Any) -> bool:
        """Whether it is one of the words."""
        return value in self.allowed

    def hint(self, value: Any) -> str:
        """The nearest word."""
        return nearest(value, self.allowed)


class _Flag(Kind):
    """True or false; who writes something else there means yes."""

    words, stand_in = sentence("true or false"), True

    def fits(self, value: Any) -> bool:
        """Whether it is one of the two."""
        return isinstance(value, bool)


class _Day(Kind):
    """A date, as TOML has it."""

    words, stand_in = sentence("a date like 2026-01-31, unquoted"), dt.date.min

    def fits(self, value: Any) -> bool:
        """Whether it is a date without a time."""
        return type(value) is dt.date


class _Share(Kind):
    """A share written as [part, whole]."""

    words, stand_in = sentence("a share like [3, 5]"), Fraction(1)

    def fits(self, value: Any) -> bool:
        """Whether it is such a share, of more than nothing and at most all."""
        whole_numbers = isinstance(value, list) and [type(part) for part in value] == [int, int]
        return whole_numbers and 0 < value[0] <= value[1]

    def read(self, value: Any, place: Place) -> Fraction:
        """The share."""
        found = super().read(value, place)
        return Fraction(*found) if isinstance(found, list) else found


class _Schema(Kind):
    """The number that rises when an older skillkit could not read a file any more."""

    words, stand_in = str(SCHEMA), SCHEMA

    def fits(self, value: Any) -> bool:
        """Whether this skillkit reads it."""
        return type(value) is int and value == SCHEMA

    def hint(self, value: Any) -> str:
        """What to do about a file of a newer one."""
        newer = type(value) is int and value > SCHEMA
        return say(" A newer skillkit made this file; update skillkit.") if newer else ""


class Many(Kind):
    """A list of values of one kind."""

    stand_in = ()

    def __init__(self, of: Kind, words: str) -> None:
        self.of, self.words = of, words

    def fits(self, value: Any) -> bool:
        """Whether it is a list."""
        return isinstance(value, list)

    def read(self, value: Any, place: Place) -> tuple[Any, ...]:
        """The values, each read by itself."""
        items = enumerate(super().read(value, place))
        return tuple(self.of.read(item, place.item(i)) for i, item in items)


class OrNothing(Kind):
    """A value of one kind, or "" for none."""

    stand_in = ""

    def __init__(self, of: Kind) -> None:
        self.of = of

    @property
    def wanted(self) -> str:
        """What its kind wants."""
        return self.of.wanted

    def fits(self, value: Any) -> bool:
        """Whether it says that there is none, or is of the kind."""
        return value == "" or self.of.fits(value)

    def read(self, value: Any, place: Place) -> Any:
        """The value."""
        return "" if value == "" else self.of.read(value, place)


class Entries(Kind):
    """A table of values of one kind; any names, or those that are given."""

    stand_in: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, of: Kind, words: str, *names: str) -> None:
        self.of, self.words, self.names = of, words, names

    def fits(self, value: Any) -> bool:
        """Whether it is a table."""
        return isinstance(value, Mapping)

    def read(self, value: Any, place: Place) -> dict[str, Any]:
        """The values by name."""
        found = super().read(value, place)
        unknown = _unknown(found, self.names, place) if self.names else set()
        return {k: self.of.read(v, place.key(k)) for k, v in found.items() if k not in unknown}


class Table(Kind):
    """A table that a dataclass declares."""

    def __init__(self, cls: type) -> None:
        self.cls = cls
        empty = {field.name: field.default for field in _declared(cls)}
        self.stand_in = cls(**empty)  # which rules can look at as at any other

    @property
    def wanted(self) -> str:
        """A table with its keys; one of few keys is written on one line."""
        keys = [field.key for field in _declared(self.cls)]
        if len(keys) < 4:
            return f"{{ {', '.join(f'{key} = ...' for key in keys)} }}"
        return say("a table of {keys}", keys=joined(keys))

    def fits(self, value: Any) -> bool:
        """Whether it is a table."""
        return isinstance(value, Mapping)

    def read(self, value: Any, place: Place) -> Any:
        """The dataclass's value."""
        found = super().read(value, place)
        if found is self.stand_in:
            return found
        declared = _declared(self.cls)
        _unknown(found, [field.key for field in declared], place)
        return self.cls(**{field.name: field.read(found, place) for field in declared})


class Rows(Kind):
    """An array of tables that a dataclass declares; rows go by their `id` where it is a name."""

    stand_in = ()

    def __init__(self, cls: type, key: str) -> None:
        self.of, self.key = Table(cls), key

    @property
    def wanted(self) -> str:
        """The head of such a table."""
        return say("at least one [[{key}]]", key=self.key)

    def fits(self, value: Any) -> bool:
        """Whether it is a list of tables."""
        return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)

    def hint(self, value: Any) -> str:
        """What a single table lacks."""
        return say(" Two brackets on each side.") if isinstance(value, Mapping) else ""

    def read(self, value: Any, place: Place) -> tuple[Any, ...]:
        """The rows."""
        rows = super().read(value, place)
        paths = _paths(place.path, [row.get("id") for row in rows])
        places = (Place(path, place.problems) for path in paths)
        return tuple(map(self.of.read, rows, places))


_IDENTIFIER = _Identifier()

Identifier = Annotated[str, _IDENTIFIER]

Reference = Annotated[str, Line(60)]  # the id of another row; a rule looks whether it is there

Name = Annotated[str, Line(60)]

Sentence = Annotated[str, Line(300)]

Paragraph = Annotated[str, Line(600)]

Version = Annotated[str, Pattern(r"\d+\.\d+\.\d+", sentence("it like 1.0.0, in quotes"))]

Source = Annotated[str, Choice("article", "kit", "own")]  # whose point something is

_BY_TYPE = {bool: _Flag(), dt.date: _Day(), Fraction: _Share()}


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a field whose name is another."""

    name: str


@dataclass(frozen=True, slots=True)
class _Declared:
    """A field of a dataclass, as a table has it."""

    name: str
    key: str
    kind: Kind
    needed: bool
    default: Any  # where the key is absent

    def read(self, row: Mapping[str, Any], place: Place) -> Any:
        """The field's value in a table."""
        place = place.key(self.key)
        if self.key not in row:
            if self.needed:
                place.note(say("missing; write {wanted}.", wanted=self.kind.wanted))
            return self.default
        value = row[self.key]
        if self.needed and value in ([], {}) and not isinstance(self.kind, Table):
            place.note(say("empty; write {wanted}.", wanted=self.kind.wanted))
            return self.default
        return self.kind.read(value, place)


@cache
def _declared(cls: type) -> tuple[_Declared, ...]:
    """What a dataclass declares of its table."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field(field, hints[field.name]) for field in fields(cls) if field.init)


def _field(field: Field[Any], hint: Any) -> _Declared:
    notes = getattr(hint, "__metadata__", ())
    key = next((note.name for note in notes if isinstance(note, Key)), field.name)
    holds = kind(hint, key)
    may_be_none = NoneType in get_args(_bare(hint))
    if field.default is not MISSING:
        return _Declared(field.name, key, holds, False, field.default)
    if field.default_factory is not MISSING or may_be_none:
        return _Declared(field.name, key, holds, False, None if may_be_none else holds.stand_in)
    return _Declared(field.name, key, holds, True, holds.stand_in)


def kind(hint: Any, key: str = "") -> Kind:
    """What a field of that type may hold."""
    for note in getattr(hint, "__metadata__", ()):
        if isinstance(note, Kind):
            return note
    hint = _bare(hint)
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return kind(next(part for part in parts if part is not NoneType), key)
    if get_origin(hint) is Literal:
        return Choice(*parts)
    if get_origin(hint) is tuple:
        return Rows(parts[0], key)
    return _BY_TYPE.get(hint) or Table(hint)


def _bare(hint: Any) -> Any:
    """The type without its notes."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _unknown(table: Mapping[str, Any], known: Sequence[str], place: Place) -> set[str]:
    """The keys that nobody reads; each is noted, with the nearest known one."""
    unknown = {key for key in table if key not in known}
    for key in unknown:
        place.key(key).note(say("this key is not known here.{hint}", hint=nearest(key, known)))
    return unknown


@dataclass(frozen=True, slots=True)
class _Head:
    """What every file may begin with; a dataclass that keeps one of these declares it again."""

    id: Identifier = ""
    version: Version = ""
    title: Sentence = ""
    schema: Annotated[int, _Schema()] = SCHEMA
    reviewed: dt.date | None = None
    source: Sentence = ""


def read_toml(
    text: str,
    name: str,
    cls: type[Value],
    rules: Callable[[Value, Sound], Iterable[Problem]] = lambda value, sound: (),
) -> Value:
    """The value of the dataclass that a TOML text declares; `name` is what the errors call it.

    `rules` say what no single key can show. They also run where there are problems, on a value
    with stand-ins, and ask `sound(path)` before they judge what may be one.

    Raises:
        Invalid: with every problem of the text at once.
    """
    own = {field.key: field for field in _declared(cast(type, cls))}
    lists = [key for key, field in own.items() if isinstance(field.kind, Rows)]
    keys = {field.key: field for field in _declared(_Head)} | own
    table, problems = parsed(text, lists, keys)
    if table is None:
        raise Invalid(name, problems)
    place = Place("", problems)
    _unknown(table, list(keys), place)
    values = {field.name: field.read(table, place) for field in keys.values()}
    value = cls(**{field.name: values[field.name] for field in own.values()})

    def sound(path: str) -> bool:
        return not any(re.match(rf"{re.escape(path)}(?![\w])", p.path) for p in found)

    found = tuple(problems)
    problems += rules(value, sound)
    if problems:
        raise invalid(text, name, problems)
    return value


def invalid(text: str, name: str, problems: Iterable[Problem]) -> Invalid:
    """What says these problems of a text, each with its line; `name` is the file's."""
    lines = lines_of(text)
    placed = (replace(problem, line=line_of(problem.path, lines)) for problem in problems)
    return Invalid(name, placed)


def built_in(name: str) -> str:
    """The text of a file that the kit brings: "claims.toml"."""
    return files("skillkit").joinpath("data", name).read_text(encoding="utf-8")


def located(key: str, rows: Iterable[Value]) -> Iterator[tuple[str, Value]]:
    """The rows of a table with their paths, for rules: "skills.retrieval", or "skills[3]"."""
    rows = tuple(rows)
    return zip(_paths(key, [getattr(row, "id", None) for row in rows]), rows, strict=True)


def _paths(key: str, names: Iterable[object]) -> Iterator[str]:
    for i, name in enumerate(names):
        yield f"{key}.{name}" if _IDENTIFIER.fits(name) else f"{key}[{i}]"


def no_such(what: str, value: object, allowed: Iterable[str]) -> str:
    """The sentence about a name that leads nowhere; `what` is "an area"."""
    names = list(allowed)
    few = joined([f"'{name}'" for name in names], "or") if len(names) < 10 else ""
    known = say("; allowed: {few}", few=few) if few else ""
    return say(
        "{value} is not {what}{known}.{hint}",
        value=quoted(value),
        what=what,
        known=known,
        hint=nearest(value, names),
    )


def doubles(path: str, names: Iterable[str]) -> Iterator[Problem]:
    """A problem for each name that stands at a path more than once."""
    for name, count in Counter(names).items():
        if count > 1 and name:
            yield Problem(
                path,
                say("{name} appears {count} times; rename one.", name=quoted(name), count=count),
            )


Row = Mapping[str, Any]


class RowReader:
    """The common part of the readers of a person's JSON files, row by row."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, path: str, sentence: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(path, sentence))

    def keys(self, path: str, row: Row, known: Iterable[str]) -> None:
        """Note keys that nobody reads, with the nearest known one."""
        _unknown(row, [*known], Place(path, self.problems))

    def rows(self, table: Row, key: str, read: Callable[[str, Row], Value]) -> list[Value]:
        """The rows of a list, each read by `read(path, row)`."""
        rows = table.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.note(key, say("{rows} found; write a list.", rows=quoted(rows)))
            return []
        return [read(f"{key}[{i}]", row) for i, row in enumerate(rows)]
