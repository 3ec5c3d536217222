"""Claims: what the article says, on cards to be sorted, each with the kit's verdict and source.

A verdict is about a sentence and its source on one day, never about the person who wrote it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from skillkit.base.errors import Invalid, Problem
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.toml_reader import NAME, SENTENCE, Row, TomlReader

ClaimId = str  # "three_times_peers"

VerdictId = str  # "misquoted"

PARAGRAPH = 600  # the longest reason, in characters

ARTICLE_PLACE = r"A([1-9]\d?|100)"  # as docs/traceability.md numbers the article


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the sources may find."""

    id: VerdictId
    name: str  # "Misquoted"
    meaning: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """The article's wording and the source's, for reading side by side."""

    article: str
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the article says, and what was found behind it."""

    id: ClaimId
    claim: str  # begins "The article says", in the kit's words
    article: tuple[str, ...]  # its places in the article: "A2", "A16"
    verdict: VerdictId
    why: str
    source: str  # who said it; "none given" or "none found" where nobody did
    what: str  # the kind of work
    where: str
    date: str  # of the source: "2026-01-14", "2023", "undated"
    wordings: Wordings | None = None  # where the wording itself is the matter


@dataclass(frozen=True, slots=True)
class Claims:
    """All cards of a file, with the verdicts that it knows."""

    id: str
    version: str
    title: str
    reviewed: dt.date  # when somebody last looked for sources
    source: str
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...]

    def verdict(self, verdict: VerdictId) -> Verdict:
        """The verdict of that id."""
        return next(found for found in self.verdicts if found.id == verdict)


@cache
def load_claims() -> Claims:
    """The claims that the kit brings."""
    resource = files("skillkit").joinpath("data", "claims.toml")
    return parse_claims(resource.read_text(encoding="utf-8"), "claims.toml")


def parse_claims(text: str, name: str) -> Claims:
    """The claims that a TOML text holds; `name` stands in the errors.

    Raises:
        Invalid: with every fault of the text at once.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(name, [Problem("file", f"not valid TOML: {error}")]) from error
    reader = _ClaimReader()
    claims = reader.claims(table)
    if reader.problems:
        raise Invalid(name, reader.problems)
    return claims


class _ClaimReader(TomlReader):
    """The reader of a whole file of claims."""

    def claims(self, table: Row) -> Claims:
        self.keys("", table, [f.name for f in fields(Claims)], also=("schema",))
        if table.get("schema", 1) != 1:
            self.note("schema", f"{quoted(table['schema'])} is newer than 1; update skillkit.")
        verdicts = self.rows(table, "verdicts", self._verdict)
        names = [verdict.id for verdict in verdicts]
        claims = self.rows(table, "claims", lambda path, row: self._claim(path, row, names))
        self.unique("verdicts", names)
        self.unique("claims", [claim.id for claim in claims])
        return Claims(
            self.identifier("id", table),
            self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0"),
            self.text("title", table, SENTENCE),
            self._day("reviewed", table),
            self.text("source", table, SENTENCE),
            tuple(verdicts),
            tuple(claims),
        )

    def _verdict(self, path: str, row: Row) -> Verdict:
        self.keys(path, row, [f.name for f in fields(Verdict)])
        return Verdict(
            self.identifier(f"{path}.id", row),
            self.text(f"{path}.name", row, NAME),
            self.text(f"{path}.meaning", row, SENTENCE),
        )

    def _claim(self, path: str, row: Row, verdicts: list[VerdictId]) -> Claim:
        name = self.identifier(f"{path}.id", row)
        path = f"claims.{name}" if name else path
        self.keys(path, row, [f.name for f in fields(Claim)])
        verdict = row.get("verdict")
        if verdict not in verdicts:
            allowed = joined([f"'{v}'" for v in verdicts], "or") or "none, as none is defined"
            hint = nearest(verdict, verdicts)
            self.note(
                f"{path}.verdict", f"{quoted(verdict)} is not a verdict; allowed: {allowed}.{hint}"
            )
        return Claim(
            name,
            self.text(f"{path}.claim", row, SENTENCE),
            self._places(f"{path}.article", row),
            str(verdict),
            self.text(f"{path}.why", row, PARAGRAPH),
            self.text(f"{path}.source", row, SENTENCE),
            self.text(f"{path}.what", row, SENTENCE),
            self.text(f"{path}.where", row, SENTENCE),
            self.text(f"{path}.date", row, NAME),
            self._wordings(f"{path}.wordings", row.get("wordings")),
        )

    def _places(self, path: str, row: Row) -> tuple[str, ...]:
        places = row.get("article")
        if not isinstance(places, list) or not places:
            self.note(path, f"{quoted(places)} found; write a list of places like ['A2', 'A16'].")
            return ()
        for i, place in enumerate(places):
            self.match(f"{path}[{i}]", {f"article[{i}]": place}, ARTICLE_PLACE, "like A16")
        return tuple(map(str, places))

    def _wordings(self, path: str, table: object) -> Wordings | None:
        if table is None:
            return None
        if not isinstance(table, Mapping):
            self.note(path, f"{quoted(table)} found; write {{ article = '...', source = '...' }}.")
            return None
        self.keys(path, table, [f.name for f in fields(Wordings)])
        return Wordings(
            self.text(f"{path}.article", table, SENTENCE),
            self.text(f"{path}.source", table, SENTENCE),
        )

    def _day(self, path: str, row: Row) -> dt.date:
        value = row.get(path)
        if type(value) is not dt.date:
            self.note(path, f"{quoted(value)} found; write a date like 2026-01-31, unquoted.")
            return dt.date.min
        return value
