"""Chat: a pasted log in which people's share codes and paper rows stand, and who wrote each.

A row has its line to itself, after a name at most: digits elsewhere are digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import RowError, may_be_row, read_row
from skillkit.assessment.share_code import CodeReader, Found
from skillkit.base.errors import SkillkitError
from skillkit.base.text import problem_with
from skillkit.framework import Framework
from skillkit.framework.file import BUILT_IN, load_framework

LONGEST_NAME = 40  # characters

TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?"

DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"

_DAY = r"\b(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b(?:\s+at\b)?"

_WHEN = re.compile(rf"\[?(?:\b{DATE}\b|\b{TIME}|{_DAY})\]?", re.IGNORECASE)

_FROM = re.compile(r"from\s+(.+?)(?:\s+to\s+.+?)?\s*:", re.IGNORECASE)

_ANGLE = re.compile(r"\s*<\s*([^<>]+?)\s*>")

_COLON = re.compile(r"([^:]+?)\s*:(?:\s|$)")

# Words before a colon that announce a code instead of naming a person.
_NO_NAME = re.compile(
    r"\b(?:code|codes|card|sk1|mine|my|here|this|is|share|result|ratings?|ps|edit|note)\b",
    re.IGNORECASE,
)


def name_before(text: str, start: int) -> str | None:
    """The name that precedes a code on its line, or alone with a time on the line above."""
    begin = text.rfind("\n", 0, start) + 1
    head = text[begin:start]
    if head.strip(" \t>*_`\"'“‘"):
        return _named_in(head)
    above = text[max(0, begin - 200) : begin].rstrip().rpartition("\n")[2]
    if not _WHEN.search(above):
        return None
    rest = _without_time(above).rstrip(" \t:")
    sender = _FROM.match(f"{rest}:")
    if sender or ":" not in rest:
        return _clean(sender[1] if sender else rest)
    return None


def _named_in(head: str) -> str | None:
    rest = _without_time(head)
    name = _FROM.match(rest) or _ANGLE.match(rest) or _COLON.match(rest)
    return _clean(name[1]) if name else None


def _without_time(line: str) -> str:
    return _WHEN.sub(" ", line).lstrip(" \t-–—,;[](){}|*_>")


def _clean(name: str) -> str | None:
    """The name without what logs put around it, if it can be one."""
    name = " ".join(name.split()).strip(" -–—,;:[](){}|*_~`\"'<>@•·")
    if problem_with(name, LONGEST_NAME) or _NO_NAME.search(name) or "?" in name or "!" in name:
        return None
    return name if any(character.isalpha() for character in name) else None


# What may stand before a row, in this order: marks of quoting, a clock, the number that whoever
# types gives a sheet, one name or word with a colon. No row has a colon or a dot in it.
_BARE = " \t\r>*_`\"'“”‘’"

_BEFORE = tuple(
    re.compile(part, re.IGNORECASE)
    for part in (
        rf"[{_BARE}]*",
        rf"[\[(]?(?:{DATE}[,\sT]*)?{TIME}(?![\dx-])[\])]?\s*(?:-\s)?",
        r"\s*\d{1,3}[.:)]\s",
        rf"[^:<>]+?(?:{TIME}[\])]?)?\s*:|\s*<[^<>]+>:?",
    )
)

# Words before a colon after which digits are something else than ratings.
_NO_ROW = re.compile(
    r"\b(?:pin|pass\w*|id|otp|phone|tel|fax|mobile|call|dial|number|nr|room|zip|date|ticket)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One code or paper row of a log, readable or not, and who wrote it if a name precedes it."""

    start: int  # index of its first character in the text's NFKC form
    line: int  # from 1
    name: str | None
    assessment: Assessment | None
    error: SkillkitError | None
    on_paper: bool = False  # typed from a sheet, so somebody ought to compare the two


def messages(text: str, frameworks: Iterable[Framework] | None = None) -> list[Message]:
    """The codes and rows of a log in its order, with the names before them."""
    text = unicodedata.normalize("NFKC", text.replace("\r\n", "\n"))
    known = [load_framework(name) for name in BUILT_IN] if frameworks is None else [*frameworks]
    codes = list(CodeReader(known).find(text))
    said = [
        Message(code.start, code.line, name_before(text, code.start), code.assessment, code.error)
        for code in codes
    ]
    return sorted([*said, *_rows(text, codes, known)], key=lambda message: message.start)


def _rows(text: str, codes: Sequence[Found], known: Sequence[Framework]) -> Iterator[Message]:
    """The rows of a log; where there are good ones, also what was meant to be one."""
    places = list(_places(text, codes))
    among = any(_is_good(text[start:end], known) for _, start, end in places)
    last = 0
    for line, start, end in places:
        if not may_be_row(text[start:end], known, among):
            continue
        alone = not text[text.rfind("\n", 0, start) + 1 : start].strip(_BARE)
        name = None if alone and last == line - 1 else name_before(text, start)  # no row is a name
        last = line
        try:
            row = read_row(text[start:end], known)
            yield Message(start, line, name, row, None, on_paper=True)
        except RowError as error:
            yield Message(start, line, name, None, error, on_paper=True)


def _is_good(text: str, known: Sequence[Framework]) -> bool:
    try:
        return may_be_row(text, known) and bool(read_row(text, known))
    except RowError:
        return False


def _places(text: str, codes: Sequence[Found]) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of what may be a row in each line that is no part of a code."""
    reached: dict[int, list[Found]] = {}
    for code in codes:
        for number in range(code.line, code.line + 1 + text.count("\n", code.start, code.end)):
            reached.setdefault(number, []).append(code)
    begin = 0
    for number, line in enumerate(text.split("\n"), 1):
        start, end = begin, begin + len(line.rstrip(_BARE))
        for mark in _BEFORE:
            if found := mark.match(text, start, end):
                start = found.end()
        before = text[begin:start]
        reaching = reached.get(number, ())
        # What follows a damaged code may be the rest of it, unless a name stands between them.
        apart = ":" in before and all(c.error and c.start < begin for c in reaching)
        if (apart or not reaching) and not _NO_ROW.search(before):
            yield number, start, end
        begin += len(line) + 1
