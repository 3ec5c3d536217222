"""Claims: what the article says, on cards to be sorted, each with the kit's verdict and source.

A verdict is about a sentence and its source on one day, never about the person who wrote it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from skillkit.base.errors import Problem
from skillkit.base.toml_reader import (
    Identifier,
    Many,
    Name,
    Paragraph,
    Pattern,
    Reference,
    Sentence,
    Sound,
    Version,
    built_in,
    doubles,
    located,
    no_such,
    read_toml,
)

ClaimId = str  # "three_times_peers"

VerdictId = str  # "misquoted"

PLACE = Pattern(r"A([1-9]\d?|100)", "it like A16")  # as docs/traceability.md has the article

Places = Annotated[tuple[str, ...], Many(PLACE, "a list of places like ['A2', 'A16']")]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the sources may find."""

    id: Identifier
    name: Name  # "Misquoted"
    meaning: Sentence


@dataclass(frozen=True, slots=True)
class Wordings:
    """The article's wording and the source's, for reading side by side."""

    article: Sentence
    source: Sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the article says, and what was found behind it."""

    id: Identifier
    claim: Sentence  # begins "The article says", in the kit's words
    article: Places  # where it stands there: "A2", "A16"
    verdict: Reference
    why: Paragraph
    source: Sentence  # who said it; "none given" or "none found" where nobody did
    what: Sentence  # the kind of work
    where: Sentence
    date: Name  # of the source: "2026-01-14", "2023", "undated"
    wordings: Wordings | None = None  # where the wording itself is the matter


@dataclass(frozen=True, slots=True)
class Claims:
    """All cards of a file, with the verdicts that it knows."""

    id: Identifier
    version: Version
    title: Sentence
    reviewed: dt.date  # when somebody last looked for sources
    source: Sentence
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...]

    def verdict(self, verdict: VerdictId) -> Verdict:
        """The verdict of that id."""
        return next(found for found in self.verdicts if found.id == verdict)


@cache
def load_claims() -> Claims:
    """The claims that the kit brings."""
    return parse_claims(built_in("claims.toml"), "claims.toml")


def parse_claims(text: str, name: str) -> Claims:
    """The claims that a TOML text holds; `name` stands in the errors.

    Raises:
        Invalid: with every problem of the text at once.
    """
    return read_toml(text, name, Claims, _rules)


def _rules(found: Claims, _: Sound) -> Iterator[Problem]:
    """What no single field can show."""
    verdicts = [verdict.id for verdict in found.verdicts]
    yield from doubles("verdicts", verdicts)
    yield from doubles("claims", (claim.id for claim in found.claims))
    for path, claim in located("claims", found.claims):
        if verdicts and claim.verdict and claim.verdict not in verdicts:
            yield Problem(f"{path}.verdict", no_such("a verdict", claim.verdict, verdicts))
