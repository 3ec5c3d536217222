"""Claims: what the article says, on cards to be sorted, each with the kit's verdict and source.

A verdict is about a sentence and its source on one day, never about the person who wrote it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
    doubles,
    located,
    no_such,
    read_toml,
)
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import load_framework, text_beside

ClaimId = str  # "three_times_peers"

VerdictId = str  # "misquoted"

# A place in the article, as docs/traceability.md counts them.
PLACE = Pattern(r"A([1-9]\d?|100)", sentence("it like A16"))

Places = Annotated[tuple[str, ...], Many(PLACE, sentence("a list of places like ['A2', 'A16']"))]


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
    claim: Sentence  # in the kit's words; of the article, it begins "The article says"
    verdict: Reference
    why: Paragraph
    source: Sentence  # who said it; "none given" or "none found" where nobody did
    what: Sentence  # the kind of work
    where: Sentence
    date: Name  # of the source: "2026-01-14", "2023", "undated"
    article: Places = ()  # where it is in the article: "A2", "A16"
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


NAME = "claims.toml"

NONE = Claims("no_claims", "", "No claims", dt.date.min, "", (), ())


def load_claims() -> Claims:
    """The claims of this session's workshop folder; none where it has no such file."""
    return claims_of(load_framework())


def claims_of(framework: Framework) -> Claims:
    """The claims in a framework's workshop folder; none where it has no such file."""
    text = text_beside(framework, NAME)
    return NONE if text is None else _parsed(text, NAME)


@lru_cache(maxsize=8)
def _parsed(text: str, name: str) -> Claims:
    """The same claims for the same text, so that they are read once."""
    return parse_claims(text, name)


def parse_claims(text: str, name: str) -> Claims:
    """The claims that a TOML text holds; `name` is what the errors call it.

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
            yield Problem(f"{path}.verdict", no_such(say("a verdict"), claim.verdict, verdicts))
