"""The ways in which skillkit says no: plain sentences, never a traceback for a person to decode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SkillkitError(ValueError):
    """Something a person can mend; its text says what stands there, what is allowed, what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a framework file: where it is, and a sentence that says how to mend it."""

    path: str  # "skills.retrieval.area"
    sentence: str  # "'ai-sytems' is not an area of this file; nearest: 'ai-systems'."

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class FrameworkError(SkillkitError):
    """A framework file that cannot be used, with all its faults at once."""

    def __init__(self, name: str, faults: Sequence[Problem]) -> None:
        self.name = name
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{name}: {count}", *map(str, self.faults)]))


class RatingError(SkillkitError):
    """A rating that no framework allows.

    `code` is one of `unknown_skill`, `not_an_integer`, `out_of_range`, `na_not_allowed`,
    `bad_line` (evidence), `unknown_word` (confidence, interest).
    """

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


class FileError(SkillkitError):
    """A file of a person's work that cannot be read or written; it is left as it stands."""
