"""team: the picture of a group, for a facilitator without a notebook."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.storage import read_text
from skillkit.base.text import joined, quoted
from skillkit.cli.output import as_json, own_framework, put_out
from skillkit.framework import Framework
from skillkit.team import Team, TeamError, as_dict
from skillkit.team.memory import memory_file, remember, shown_before
from skillkit.team.page import whole_page
from skillkit.team.submissions import Entry, Gathered, from_chat, from_path, gather
from skillkit.team.words import (
    gap_sentences,
    group_sentences,
    key_person_headline,
    mentor_lines,
    pair_lines,
    shape_headline,
    spread_headline,
    spread_sentences,
    stool_sentences,
)


def run(chosen: argparse.Namespace) -> int:
    """Say a group's picture; what could not be used goes to standard error."""
    if not chosen.paths and not chosen.chat:
        raise FileError("Nothing was handed in: give card files, a folder, or --chat FILE.")
    own = own_framework(chosen)
    found = gather(_entries(chosen.paths, chosen.chat, own), own)
    group = replace(found.team, floor=chosen.floor)
    if chosen.named:
        group = group.naming({*group.named, *chosen.named})
    if chosen.json:
        put_out(chosen, as_json(as_dict(group) | _left_out(found)))
    else:
        for line in _notes(found):
            print(line, file=sys.stderr)
        if chosen.html:
            _page(chosen, group, chosen.memory or memory_file(), dt.date.today())
        else:
            put_out(chosen, described(group))
    return 0 if group.members else 1


def _page(chosen: argparse.Namespace, group: Team, memory: Path, today: dt.date) -> None:
    """Write a page, and remember what it shows; no second one of nearly the same people."""
    coverage = group.coverage()
    earlier = shown_before(memory, group.framework) if coverage.pictures else []
    again = [one for one in earlier if one.picture in coverage.pictures]
    if earlier and not again and not chosen.others:
        raise TeamError(
            f"A picture was shown before: {joined([str(one) for one in earlier])} ({memory}). Each "
            "card is counted in one picture only, as two of nearly the same people, side by side, "
            "tell the levels of whoever came or went. If none of these cards is in it, say "
            "--others. Else pass on the first page as it is; late cards wait until they are "
            f"{group.floor}: then give these alone, with --others."
        )
    put_out(chosen, whole_page(group, coverage, today))
    if coverage.pictures and not again:
        remember(memory, group.framework, coverage.pictures, today)


def described(group: Team) -> str:
    """A team on a plain screen: the table, and the sentences of every chart."""
    coverage = group.coverage()
    helpers = [*mentor_lines(group), *pair_lines(group)]
    parts = [
        "\n".join(group_sentences(group, coverage)),
        group.table().to_string(),
        "\n".join([f"{key_person_headline(group, coverage)}.", *gap_sentences(group, coverage)]),
        "\n".join([f"{shape_headline(coverage)}.", *stool_sentences(coverage)]),
        "\n".join([f"{spread_headline(coverage)}.", *spread_sentences(coverage)]),
        "\n".join(["Who could help whom:", *helpers]) if helpers else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _entries(paths: Sequence[Path], chats: Sequence[str], own: Framework | None) -> Iterator[Entry]:
    """Everything that was handed in; a chat may be "-" for standard input."""
    known = [own] if own else []
    for path in paths:
        yield from from_path(path, known)
    for name in chats:
        if name == "-":
            text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
            yield from from_chat(text, known, "standard input")
            continue
        try:
            yield from from_chat(read_text(Path(name)), known, Path(name).name)
        except FileNotFoundError as error:
            raise FileError(f"There is no file {quoted(name)}.") from error


def _left_out(found: Gathered) -> dict[str, Any]:
    """The entries that are not in the team, for programs."""
    return {
        "refused": [[entry.place, entry.reason] for entry in found.refused],
        "repeated": [[entry.place, entry.reason] for entry in found.repeated],
    }


def _notes(found: Gathered) -> Iterator[str]:
    """The entries that are not in the team, for people."""
    for kind, entries in (("Not used", found.refused), ("Counted once", found.repeated)):
        for entry in entries:
            yield f"{kind}: {entry.place}: {entry.reason}"
    if not found.team.members:
        yield "No card could be used, so there is no team to show."
