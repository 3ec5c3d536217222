"""Entry: one thing that somebody handed in, a code, a card or a file of many, or why it is none.

Nothing here stops at the first bad file: what cannot be used is an entry with its place and the
reason, beside the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from skillkit import card
from skillkit.assessment import Assessment
from skillkit.chat import messages
from skillkit.errors import FileError, SkillkitError
from skillkit.framework import Framework
from skillkit.frameworkfile import BUILT_IN, load_framework
from skillkit.home import LARGEST, read_text
from skillkit.paperrow import row_of, row_words
from skillkit.sharecode import CodeReader
from skillkit.team import LONGEST_ALIAS, Member
from skillkit.wording import objection, shown

CHATS = (".txt", ".md", ".log")  # files that are read as a chat; a card is .json


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was handed in: a member, or the reason why there is none."""

    place: str  # "line 14", "ana.json"
    member: Member | None = None
    reason: str = ""
    spoken: bool = False  # the alias says who handed it in, so that person's later entry counts
    sheet: str = ""  # what was read from a row that somebody typed, to compare with the sheet
    alike: int = 0  # equal rows before it in the same text, each of another person


def from_codes(codes: Iterable[str], own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of single share codes, one a text; `own` frameworks besides the kit's."""
    reader = CodeReader(_known(own))
    entries = []
    for number, text in enumerate(codes, 1):
        try:
            entries.append(Entry(f"code {number}", Member(reader.read(text))))
        except SkillkitError as error:
            entries.append(Entry(f"code {number}", reason=str(error)))
    return entries


def from_chat(text: str, own: Sequence[Framework] = (), name: str = "") -> list[Entry]:
    """The entries of a pasted chat; `name` is the file it comes from, if any."""
    entries = []
    rows: Counter[str] = Counter()
    for said in messages(text, _known(own)):
        place = f"{name}, line {said.line}" if name else f"line {said.line}"
        if said.assessment is None:
            entries.append(Entry(place, reason=str(said.error)))
            continue
        entry = Entry(place, Member(said.assessment, said.name), spoken=said.name is not None)
        if said.on_paper:
            row = row_of(said.assessment)
            entry = replace(entry, sheet=row_words(said.assessment), alike=rows[row])
            rows[row] += 1
        entries.append(entry)
    return entries


def from_path(path: Path, own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of one file, or of all files that lie in a folder.

    A framework file in the folder is used for the cards beside it. Hidden files, and the earlier
    versions that saving keeps, are passed over; folders in the folder are not opened.
    """
    if not path.is_dir() or path.is_symlink():
        return _from_file(path, own)
    files = sorted(file for file in path.iterdir() if not _passed_over(file))
    own, entries = list(own), []
    for file in (file for file in files if file.suffix == ".toml"):
        try:
            own.append(load_framework(file))
        except SkillkitError as error:
            entries.append(Entry(file.name, reason=str(error)))
    for file in (file for file in files if file.suffix != ".toml"):
        entries += _from_file(file, own)
    return entries


def from_upload(name: str, data: bytes, own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of an uploaded file; `name` is only shown, never opened."""
    place = shown(name).strip("'")
    if len(data) > LARGEST:
        reason = f"It holds {len(data):,} bytes; at most {LARGEST:,} are read."
        return [Entry(place, reason=reason)]
    try:
        return _from_text(data.decode("utf-8-sig"), place, own)
    except UnicodeDecodeError as error:
        return [Entry(place, reason=f"It is not UTF-8 text (byte {error.start}).")]


def _from_file(path: Path, own: Sequence[Framework]) -> list[Entry]:
    try:
        return _from_text(read_text(path), path.name, own)
    except FileNotFoundError:
        return [Entry(path.name, reason="Nothing is there; look at the name again.")]
    except FileError as error:
        return [Entry(path.name, reason=str(error))]


def _from_text(text: str, name: str, own: Sequence[Framework]) -> list[Entry]:
    stem, dot, ending = name.rpartition(".")
    if f"{dot}{ending}".lower() in CHATS:
        none = Entry(name, reason="No share code and no row stands in it.")
        return from_chat(text, own, name) or [none]
    try:
        table = card.parse_json(text)
        if isinstance(table, dict) and _is_team(table):
            return _from_team(table, name, own)
        return [Entry(name, Member(_assessment(table, own), _alias(stem)))]
    except SkillkitError as error:
        return [Entry(name, reason=str(error))]


def _is_team(table: Mapping[str, Any]) -> bool:
    rows = table.get("ratings")
    return isinstance(rows, dict) and (
        "share" in table or any(isinstance(row, dict) for row in rows.values())
    )


def _from_team(table: Mapping[str, Any], name: str, own: Sequence[Framework]) -> list[Entry]:
    """The entries of one file with many people: framework, share, ratings by alias, wishes."""
    wishes = table.get("wishes") or {}
    if not isinstance(wishes, dict):
        raise FileError(f"'wishes' is {shown(wishes)}; it has to be a table of names.")
    entries = []
    for alias, ratings in table["ratings"].items():
        place = f"{name}, {shown(alias)}"
        try:
            assessment = _assessment({**table, "ratings": ratings}, own)
            wished = wishes.get(alias) or ()
            if not isinstance(wished, list | tuple) or not all(isinstance(w, str) for w in wished):
                raise FileError(f"The wishes are {shown(wished)}; write a list of skills.")
            member = Member(assessment, alias, table.get("share", "unnamed"), tuple(wished))
            entries.append(Entry(place, member, spoken=True))
        except SkillkitError as error:
            entries.append(Entry(place, reason=str(error)))
    return entries


def _assessment(table: object, own: Sequence[Framework]) -> Assessment:
    name = table.get("framework") if isinstance(table, dict) else None
    framework = next((framework for framework in own if framework.id == name), None)
    return card.from_dict(table, framework)


def _known(own: Sequence[Framework]) -> list[Framework]:
    return [*own, *(load_framework(name) for name in BUILT_IN)]


def _passed_over(file: Path) -> bool:
    return file.name.startswith(".") or file.name.endswith(".previous.json")


def _alias(stem: str) -> str | None:
    """The person a file is named after, so that a facilitator can find it; not the kit's names."""
    plain = stem.replace("_", " ").strip()
    if objection(plain, LONGEST_ALIAS) or plain.startswith(("assessment", "card", "skillkit")):
        return None
    return plain
