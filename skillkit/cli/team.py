"""team: the picture of a group, for a facilitator without a notebook."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.storage import read_text
from skillkit.base.text import quoted
from skillkit.cli.command import Command
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.team import Team, as_dict
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
    stool_sentences,
    variety_sentences,
)


def team(arguments: Sequence[str]) -> int:
    """Print a group's picture, or write it; what could not be used goes to standard error."""
    parser = argparse.ArgumentParser(prog="skillkit team")
    parser.add_argument("paths", nargs="*", metavar="PATH", type=Path)
    parser.add_argument("--chat", metavar="FILE", action="append", default=[])
    parser.add_argument("--named", metavar="NAME", action="append", default=[])
    parser.add_argument("--framework", metavar="FILE.toml")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--html", metavar="OUT", type=Path)
    chosen = parser.parse_args(arguments)
    if not chosen.paths and not chosen.chat:
        parser.error("give card files, a folder with cards, or --chat FILE")
    own = load_framework(chosen.framework) if chosen.framework else None
    found = gather(_entries(chosen.paths, chosen.chat, own), own)
    group = found.team
    if chosen.named:
        group = group.naming({*group.named, *chosen.named})
    if chosen.json:
        print(json.dumps(as_dict(group) | _left_out(found), indent=2, ensure_ascii=False))
    else:
        for line in _notes(found):
            print(line, file=sys.stderr)
        if chosen.html:
            _write(chosen.html, whole_page(group, group.coverage(), dt.date.today()))
        else:
            print(described(group))
    return 0 if group.members else 1


def described(group: Team) -> str:
    """A team on a plain screen: the table, and the sentences of every chart."""
    coverage = group.coverage()
    helpers = [*mentor_lines(group), *pair_lines(group)]
    parts = [
        "\n".join(group_sentences(group, coverage)),
        group.table().to_string(),
        "\n".join([f"{key_person_headline(group, coverage)}.", *gap_sentences(group, coverage)]),
        "\n".join([f"{shape_headline(coverage)}.", *stool_sentences(coverage)]),
        "\n".join([f"{spread_headline(coverage)}.", *variety_sentences(coverage)]),
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
    "--html OUT writes a page. Nobody is named unasked, and below five\npeople nothing shows by "
    "skill.",
    ("networkx", "pandas"),
    team,
)
