"""Tables: the rows of a spreadsheet, whatever file it comes in, or the tree of a YAML or JSON file.

What had to be guessed on the way is kept, to be said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.storage import read_bytes
from skillkit.base.text import joined
from skillkit.base.words import say, sentence

Row = list[str]

LARGEST = 20_000_000  # bytes of a workbook

ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")

DELIMITERS = {
    ",": sentence("commas"),
    ";": sentence("semicolons"),
    "\t": sentence("tabs"),
    "|": sentence("bars"),
}

NEEDS = sentence(
    "{what} needs the package {package}: python3 -m pip install 'skillkit-workshop[import]'. A "
    "CSV file needs "
    "nothing."
)


@dataclass(slots=True)
class Source:
    """What a file holds: rows, or a tree; and what was guessed in reading it."""

    rows: list[Row] = field(default_factory=list)
    tree: Any = None
    guesses: list[str] = field(default_factory=list)


def read(path: Path) -> Source:
    """What a file of any of the known kinds holds.

    Raises:
        FileError: another kind of file, one that cannot be read, or one without the package for it.
    """
    readers = {
        ".csv": _csv,
        ".tsv": _csv,
        ".txt": _csv,
        ".xlsx": _xlsx,
        ".json": _json,
        ".yaml": _yaml,
        ".yml": _yaml,
        ".md": _markdown,
        ".markdown": _markdown,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        known = joined(sorted(readers), "or")
        raise FileError(
            say(
                "{path}: a file of this kind cannot be read; save it as {known}.",
                path=path,
                known=known,
            )
        )
    source = Source()
    reader(path, source)
    source.rows = [[_plain(cell) for cell in row] for row in source.rows]
    return source


def _plain(cell: Any) -> str:
    """A cell as a text; a whole number without its point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _text(path: Path, source: Source) -> str:
    """A file's text, in the first encoding that it can be of."""
    data = read_bytes(path)
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            source.guesses.append(say("The file is not UTF-8; read as Windows saves it (cp1252)."))
        return text
    return data.decode("latin-1")


# --- Tables --------------------------------------------------------------------------------------


def _csv(path: Path, source: Source) -> None:
    text = _text(path, source)
    tables = {mark: list(csv.reader(io.StringIO(text), delimiter=mark)) for mark in DELIMITERS}
    mark = max(tables, key=lambda mark: _evenness(tables[mark]))
    if mark != ",":
        source.guesses.append(
            say("The columns are parted by {delimiter}.", delimiter=say(DELIMITERS[mark]))
        )
    source.rows = tables[mark]


def _evenness(rows: list[Row]) -> tuple[int, int]:
    """How well rows part into columns: rows of the commonest length above one, and that length."""
    lengths = [len(row) for row in rows if len(row) > 1]
    common = max(set(lengths), key=lambda n: (lengths.count(n), n), default=0)
    return lengths.count(common), common


def _xlsx(path: Path, source: Source) -> None:
    try:
        import openpyxl
    except ImportError:
        raise FileError(say(NEEDS, what=say("A workbook"), package="openpyxl")) from None
    try:
        data = io.BytesIO(read_bytes(path, largest=LARGEST))
        book = openpyxl.load_workbook(data, data_only=True)
    except Exception as error:  # whatever a damaged archive makes openpyxl raise
        raise FileError(
            say("{path} is no workbook that can be read ({error}).", path=path, error=error)
        ) from error
    sheet = max(book.worksheets, key=lambda sheet: sheet.max_row * sheet.max_column)
    if len(book.worksheets) > 1:
        count = len(book.worksheets)
        source.guesses.append(
            say("Of {count} sheets, the largest was read: {sheet}.", count=count, sheet=sheet.title)
        )
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        whole_row = area.max_col - area.min_col + 1 >= sheet.max_column - 1
        if whole_row and area.min_row == area.max_row:
            continue  # a heading over the table, which stands in its first cell
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                sheet.cell(row, column).value = value
    source.rows = [list(row) for row in sheet.iter_rows(values_only=True)]


def _markdown(path: Path, source: Source) -> None:
    """The tables of a text, each under its heading; without a table, its headings and lists."""
    lines = _text(path, source).splitlines()
    heading = ""
    for line in lines:
        if found := re.match(r"#{1,6}\s+(.*)", line):
            heading = found[1].strip(" #")
        elif line.strip().startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                continue
            cells = [_unmarked(cell) for cell in cells]
            if heading and (not source.rows or source.rows[-1] != [heading]):
                source.rows.append([_unmarked(heading)])
                heading = ""
            source.rows.append(cells)
    if not source.rows:
        source.tree = _outline(lines)
        source.guesses.append(say("No table was found, so headings and lists were read."))


def _unmarked(text: str) -> str:
    """A text without the marks of Markdown."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<br\s*/?>", "\n", text)
    return re.sub(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}", r"\1", text).strip()


def _outline(lines: list[str]) -> list[Any]:
    """Headings as a tree: each with what lies below it, and its list as `levels`."""
    root: dict[str, Any] = {"name": "", "items": []}
    open_ones = [(0, root)]
    for line in lines:
        if found := re.match(r"(#{1,6})\s+(.*)", line):
            node: dict[str, Any] = {"name": _unmarked(found[2].strip(" #")), "items": []}
            while open_ones[-1][0] >= len(found[1]):
                open_ones.pop()
            open_ones[-1][1]["items"].append(node)
            open_ones.append((len(found[1]), node))
        elif found := re.match(r"\s*(?:[-*+]|\d+[.)])\s+(.*)", line):
            node = open_ones[-1][1]
            said = _unmarked(found[1])
            level, colon, text = said.partition(":")
            entry = {"name": level.strip(), "text": text.strip()} if colon else {"text": said}
            node.setdefault("levels", []).append(entry)
        elif line.strip():
            node = open_ones[-1][1]
            node.setdefault("description", _unmarked(line))
    return list(root["items"])


# --- Trees ---------------------------------------------------------------------------------------


def _json(path: Path, source: Source) -> None:
    try:
        source.tree = json.loads(_text(path, source))
    except (ValueError, RecursionError) as error:
        raise FileError(
            say("{path} is no JSON that can be read ({error}).", path=path, error=error)
        ) from error


def _yaml(path: Path, source: Source) -> None:
    try:
        import yaml
    except ImportError:
        raise FileError(say(NEEDS, what=say("A YAML file"), package="pyyaml")) from None
    try:
        parts = list(yaml.safe_load_all(_text(path, source)))
    except (yaml.YAMLError, RecursionError) as error:
        raise FileError(
            say("{path} is no YAML that can be read ({error}).", path=path, error=error)
        ) from error
    source.tree = parts[0] if len(parts) == 1 else parts
