"""Another language, for as long as a test looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from skillkit.base.words import Language, choose, language


@contextmanager
def spoken_in(tag: str) -> Iterator[Language]:
    """Sentences are in this language, and afterwards in that of before."""
    before = language()
    try:
        yield choose(tag)
    finally:
        choose(before.tag)
