"""Sender: who wrote what stands at one place of a pasted log.

Logs have no common form. A name is taken where one clearly precedes the place: "Ana: ...",
"[10:03] Ana: ...", "From Ana to Everyone: ...", "<ana> ...", or a line of its own with a name and
a time. It serves to tell a second hand-in from a second person; nobody is shown by it.
"""

from __future__ import annotations

import re

from skillkit.wording import objection

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
    if objection(name, LONGEST_NAME) or _NO_NAME.search(name) or "?" in name or "!" in name:
        return None
    return name if any(character.isalpha() for character in name) else None
