"""team: the picture of a group, for a facilitator without a notebook."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.storage import read_text
from skillkit.base.text import joined, quoted
from skillkit.cli.command import Command
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.team import Team, TeamError, as_dict
from skillkit.team.coverage import FLOOR
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


def team(arguments: Sequence[str]) -> int:
    """Print a group's picture, or write it; what could not be used goes to standard error."""
    parser = argparse.ArgumentParser(prog="skillkit team")
    parser.add_argument("paths", nargs="*", metavar="PATH", type=Path)
    parser.add_argument("--chat", metavar="FILE", action="append", default=[])
    parser.add_argument("--named", metavar="NAME", action="append", default=[])
    parser.add_argument("--framework", metavar="FILE.toml")
    parser.add_argument("--floor", metavar="N", type=int, default=FLOOR)
    parser.add_argument("--memory", metavar="FILE", type=Path)
    parser.add_argument("--others", action="store_true")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--html", metavar="OUT", type=Path)
    chosen = parser.parse_args(arguments)
    if not chosen.paths and not chosen.chat:
        parser.error("give card files, a folder with cards, or --chat FILE")
    own = load_framework(chosen.framework) if chosen.framework else None
    found = gather(_entries(chosen.paths, chosen.chat, own), own)
    group = replace(found.team, floor=chosen.floor)
    if chosen.named:
        group = group.naming({*group.named, *chosen.named})
    if chosen.json:
        print(json.dumps(as_dict(group) | _left_out(found), indent=2, ensure_ascii=False))
    else:
        for line in _notes(found):
            print(line, file=sys.stderr)
        if chosen.html:
            memory = chosen.memory or memory_file()
            _page(chosen.html, group, memory, chosen.others, dt.date.today())
        else:
            print(described(group))
    return 0 if group.members else 1


def _page(path: Path, group: Team, memory: Path, others: bool, today: dt.date) -> None:
    """Write a page, and remember what it shows; no second one of nearly the same people."""
    coverage = group.coverage()
    earlier = shown_before(memory, group.framework) if coverage.pictures else []
    again = [one for one in earlier if one.picture in coverage.pictures]
    if earlier and not again and not others:
        raise TeamError(
            f"A picture was shown before: {joined([str(one) for one in earlier])} ({memory}). Each "
            "card is counted in one picture only, as two of nearly the same people, side by side, "
            "tell the levels of whoever came or went. If none of these cards is in it, say "
            "--others. Late cards wait: from the floor on, give these alone, with --others."
        )
    _write(path, whole_page(group, coverage, today))
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
    return "\n\n".join(filter(None, parts))


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


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}.") from error
    print(f"{path}: the picture of the team, to open in a browser or to print")


COMMAND = Command(
    "team",
    "PATH... [OPTIONS]",
    "show a group's picture, from cards, folders or a chat\n\nPATH is a card, a folder with cards, "
    "or a file of many people. --chat FILE reads share codes\nout of a chat (- for standard "
    "input). --named NAME shows somebody by name who agreed to it.\n--json prints all figures, "
    "--html OUT writes a page. Nobody is named unasked, and below five\npeople (--floor N for "
    "more) nothing shows by skill.\n\nWhat a page shows is remembered, without a card "
    "(pictures.json in your folder; --memory FILE),\nand a second page asks: --others says that "
    "its cards are in no earlier one. What you print with\n--json or on the screen is not "
    "remembered: pass on no two of nearly the same people.",
    ("networkx", "pandas"),
    team,
)
