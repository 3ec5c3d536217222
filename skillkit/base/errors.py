"""Errors: skillkit says no in plain sentences, never with a traceback to decode."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field


class SkillkitError(ValueError):
    """Something a person can mend; its text says what is there, what is allowed, what to do."""

    code = "file"  # what `--json` calls it


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place: where it is, and a sentence that says how to mend it."""

    path: str  # "skills.retrieval.area"
    sentence: str  # "'ai-sytems' is not an area of this file; nearest: 'ai-systems'."
    line: int | None = field(default=None, compare=False)  # of a text, where it is known

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


class Invalid(SkillkitError):
    """A file, plan or action that cannot be used, with all its problems at once."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        from skillkit.base.words import plural  # which raises errors itself

        self.name = name  # of the file: "bakery.toml"; or what it is: "plan"
        self.problems = tuple(problems)
        self.code = "framework" if name.endswith(".toml") else "plan"
        lines = lines_of_causes(self.problems)
        count = plural("{count} problem", "{count} problems", len(lines))
        super().__init__("\n".join([f"{name}: {count}", *lines]))

    @property
    def sentences(self) -> str:
        """What is wrong, without the places, for whoever has just typed it."""
        return " ".join(p.sentence[:1].upper() + p.sentence[1:] for p in self.problems)


def lines_of_causes(problems: Iterable[Problem]) -> list[str]:
    """The problems in lines, one for each cause, however many rows or lines it has."""
    from skillkit.base.words import say

    causes: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        kind = re.sub(r"\d+", "", problem.path.rpartition(".")[2])
        causes.setdefault((kind, problem.sentence), []).append(problem)
    lines = []
    for (_, sentence), found in causes.items():
        place = ", ".join(problem.path for problem in found[:3])
        if len(found) > 3:
            place = say("{places} and {count} more", places=place, count=len(found) - 3)
        if line := found[0].line:
            place = say("line {line}, {place}", line=line, place=place)
        lines.append(f"{place}: {sentence}")
    return lines


class RatingError(SkillkitError):
    """A rating that no framework allows.

    `code` is one of `unknown_skill`, `not_an_integer`, `out_of_range`, `na_not_allowed`,
    `bad_line` (evidence), `unknown_word` (confidence, interest).
    """

    def __init__(self, code: str, sentence: str, span: str = "") -> None:
        self.code = code
        self.span = span  # the levels that are allowed, "0 to 4", where that is what is wrong
        super().__init__(sentence)


class FileError(SkillkitError):
    """A file of a person's work that cannot be read or written; it is left as it is."""
