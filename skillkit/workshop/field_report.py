"""Field report: what one workshop was like, for anyone who makes the next one better.

It holds minutes, what was cut, fingers and three lines, and nobody's name. Nothing of it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from skillkit.base.errors import SkillkitError
from skillkit.base.text import day_of, long_date, marked, problem_with, quoted
from skillkit.base.words import plural, say, sentence
from skillkit.workshop.run_sheet import Block, Format, RunSheet

LINES = {
    "worked": sentence("What worked"),
    "did_not": sentence("What did not"),
    "change": sentence("What to change"),
}

LONGEST = 300  # characters of a line

FINGERS = range(1, 6)  # what one hand can show

MOST_PEOPLE = 500

MINUTE = 60_000  # milliseconds


def field_report(sheet: RunSheet, noted: Mapping[str, Any], made_with: str) -> str:
    """The report as a Markdown page, of what a browser noted.

    `noted` holds `format`, `date`, `used` (milliseconds for each block), `cut` (true or false for
    each), `fingers` (how many people showed one to five, as typed; all empty: not counted) and
    `lines`. `made_with` names the versions.

    Raises:
        SkillkitError: with everything that cannot be used.
    """
    known = sheet.format(noted.get("format", ""))
    blocks = [block for _, block in sheet.times(known.id)]
    date = day_of(noted.get("date"))
    faults = [*_faults(noted, blocks)]
    if faults:
        raise SkillkitError("\n".join(faults))
    parts = [
        f"# {say('Field report')}",
        f"{long_date(date)}. {known.name}.",
        "\n".join(_minutes(known, blocks, noted["used"], noted["cut"])),
        say("Real minutes are those in which the clock ran."),
        *_fingers(_people(noted["fingers"])),
        *_lines(noted["lines"]),
        f"---\n\n{marked(made_with)} {say('This report names nobody.')}",
    ]
    return "\n\n".join(parts) + "\n"


def real_minutes(used: Sequence[int]) -> list[int]:
    """Whole minutes of each block, which add up to those of the whole: each end is rounded."""
    ends = accumulate(used, initial=0)
    rounded = [(end + MINUTE // 2) // MINUTE for end in ends]
    return [after - before for before, after in pairwise(rounded)]


# --- What it says ------------------------------------------------------------------------------


def _minutes(
    known: Format, blocks: Sequence[Block], used: Sequence[int], cut: Sequence[bool]
) -> Iterator[str]:
    real = real_minutes(used)
    heads = (say("Block"), say("Planned"), say("Real"), say("Cut"))
    yield f"| {' | '.join(heads)} |"
    yield "| --- | ---: | ---: | --- |"
    for block, minutes, was_cut in zip(blocks, real, cut, strict=True):
        said = say("something") if was_cut else ""
        yield f"| {marked(block.title)} | {block.minutes[known.id]} | {minutes} | {said} |"
    yield f"| **{say('All of it')}** | **{known.minutes}** | **{sum(real)}** | |"


def _fingers(people: Sequence[int]) -> Iterator[str]:
    """How many people showed how many fingers; no mean, which would hide the ones and twos."""
    if any(people):
        yield f"## {say('Fingers')}"
        rows = [f"| {shown} | {count} |" for shown, count in zip(FINGERS, people, strict=True)]
        yield "\n".join([f"| {say('Fingers')} | {say('People')} |", "| ---: | ---: |", *rows])


def _lines(lines: Mapping[str, str]) -> Iterator[str]:
    for name, title in LINES.items():
        if words := lines.get(name, "").strip():
            yield f"## {say(title)}"
            yield marked(words)


# --- Whether it can be said --------------------------------------------------------------------


def _faults(noted: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[str]:
    """Everything in what was noted that cannot be used, a sentence each."""
    each = plural(
        "{count} value, one for each block", "{count} values, one for each block", len(blocks)
    )
    yield from _list("used", noted.get("used"), len(blocks), each, _is_time, say("milliseconds"))
    yield from _list("cut", noted.get("cut"), len(blocks), each, _is_tick, say("true or false"))
    people = say("five numbers of people, each from 0 to {most} or empty", most=MOST_PEOPLE)
    what = say("a whole number from 0 to {most}, or nothing", most=MOST_PEOPLE)
    yield from _list("fingers", noted.get("fingers"), len(FINGERS), people, _is_count, what)
    lines = noted.get("lines")
    if not isinstance(lines, Mapping):
        yield say(
            "lines: {found} found; allowed: a text for {known}.",
            found=quoted(lines),
            known=", ".join(LINES),
        )
        return
    for name in lines:
        if name not in LINES:
            yield say(
                "lines: {name} is not a line; allowed: {known}.",
                name=quoted(name),
                known=", ".join(LINES),
            )
    for name, title in LINES.items():
        words = lines.get(name, "")
        is_empty = isinstance(words, str) and not words.strip()
        if not is_empty and (reason := problem_with(words, LONGEST)):
            yield f"{say(title)}: {reason}."


def _list(
    name: str, values: Any, length: int, whole: str, fits: Callable[[Any], bool], what: str
) -> Iterator[str]:
    if not isinstance(values, list) or len(values) != length:
        yield say(
            "{name}: {found} found; allowed: {whole}.",
            name=name,
            found=quoted(values),
            whole=whole,
        )
        return
    for place, value in enumerate(values, 1):
        if not fits(value):
            yield say(
                "{name} {place}: {found} found; write {what}.",
                name=name,
                place=place,
                found=quoted(value),
                what=what,
            )


def _is_time(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_tick(value: Any) -> bool:
    return type(value) is bool


def _is_count(value: Any) -> bool:
    typed = value.strip() if isinstance(value, str) else "no text"
    return not typed or bool(re.fullmatch("[0-9]{1,4}", typed) and int(typed) <= MOST_PEOPLE)


def _people(fingers: Sequence[str]) -> list[int]:
    """The numbers of people; what was left empty is nobody."""
    return [int(typed.strip() or 0) for typed in fingers]
