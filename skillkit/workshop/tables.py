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
from skillkit.team.chat.decode import of_an_old_mac

Row = list[str]

LARGEST = 20_000_000  # bytes of a workbook

ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")

DELIMITERS = {
    ",": sentence("commas"),
    ";": sentence("semicolons"),
    "\t": sentence("tabs"),
    "|": sentence("bars"),
}

# What a level is called, in a heading or a cell.
WORDS = (
    "none|notions|apprentice|journeyman|trainee|novice|beginner|beginning|basic|basics|foundation|foundational|awareness|aware|"
    "intermediate|working|practitioner|competent|proficient|proficiency|advanced|expert|strong|"
    "master|mastery|leader|leading|junior|mid|middle|senior|lead|principal|staff|entry|emerging|"
    "developing|established|exploring|provisional|operational|scalable|optimizing|not yet|"
    "unsatisfactory|distinguished|associate|graduate|highly accomplished|"
    "anfänger|einsteiger|grundlagen|fortgeschritten|könner|experte|débutant|intermédiaire|avancé|"
    "expérimenté|principiante|intermedio|avanzado|experto|básico|red|amber|yellow|green"
)
LEVEL = re.compile(
    rf"(?:(?:level|lvl|l|stufe|niveau|nivel|livello|stage|step|grade|score)[\s_]*[.:#-]?\s*)?"
    rf"(\d{{1,2}})(?:\s*[-–:.)]\s*[^\s\d].*|\s*\(.*\))?"
    rf"|[^\W\d][^\d()\n]{{0,40}}\((?:level\s)?\d{{1,2}}\)"
    rf"|level\s*\d{{1,2}}\s+descriptions?"
    rf"|[A-C][12]|[a-z]{{1,2}}-?\d{{1,2}}|\w{{3,12}} (?:I{{1,3}}|IV|VI?)"
    rf"|(?:{WORDS})s?(?:\b.{{0,20}})?",
    re.IGNORECASE,
)

NEEDS = sentence(
    "{what} needs the package {package}: python3 -m pip install 'skillkit-workshop[import]'. A "
    "CSV file needs "
    "nothing."
)


OTHER_ALPHABET = sentence(
    "{path} is text of another encoding, and of another alphabet. Open it in the program it comes "
    "from, and save it again as CSV in UTF-8."
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


_MARK_OF = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def _wide(data: bytes) -> str:
    """The two-byte encoding of a file that has no mark of it; "" where it is of another."""
    if data.startswith(tuple(_MARK_OF.values())) or len(data) < 4:
        return ""
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[start:2000:2].count(0) > 0.4 * len(data[start:2000:2]):
            return name
    return ""


def _text(path: Path, source: Source) -> str:
    """A file's text, in the first encoding that it can be of."""
    data = read_bytes(path)
    data = _MARK_OF.get(_wide(data), b"") + data
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            if of_an_old_mac(text):
                source.guesses.append(say("The file is not UTF-8; read as a Mac saves it."))
                return data.decode("mac_roman")
            letters = [sign for sign in text if sign.isalpha()]
            if sum(sign > "\x7f" for sign in letters) > len(letters) / 2:
                raise FileError(say(OTHER_ALPHABET, path=path))
            source.guesses.append(say("The file is not UTF-8; read as Windows saves it (cp1252)."))
        return text
    return data.decode("latin-1")


# --- Tables --------------------------------------------------------------------------------------


def _csv(path: Path, source: Source) -> None:
    text = re.sub(r"\r\n?", "\n", _text(path, source))
    said = re.match(r"sep=(.)\n", text)  # a line of Excel's, for itself
    lines = text[said.end() :] if said else text
    marks = [said[1]] if said and said[1] in DELIMITERS else [*DELIMITERS]
    try:
        tables = {mark: list(csv.reader(io.StringIO(lines), delimiter=mark)) for mark in marks}
    except csv.Error as error:
        raise FileError(
            say("{path} is no table that can be read ({error}).", path=path, error=error)
        ) from error
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
    sheets = book.worksheets
    for sheet in sheets:
        _unmerge(sheet)
    largest = max(sheets, key=lambda sheet: sheet.max_row * sheet.max_column)
    rows = {sheet.title: [list(r) for r in sheet.iter_rows(values_only=True)] for sheet in sheets}
    alike = [name for name, there in rows.items() if there[0] == rows[largest.title][0]]
    if len(alike) > 1 and all(map(LEVEL.fullmatch, alike)):
        source.guesses.append(
            say("{sheets} have the same columns; each was taken for a level.", sheets=joined(alike))
        )
        head = ["Skill", "Level", *rows[largest.title][0][1:]]
        source.rows = [head, *([r[0], name, *r[1:]] for name in alike for r in rows[name][1:])]
        return
    if len(alike) > 1 and any(rows[largest.title][0]):
        source.guesses.append(
            say("{sheets} have the same columns; each was taken for an area.", sheets=joined(alike))
        )
        source.rows = [row for name in alike for row in ([name], *rows[name])]
        return
    if len(sheets) > 1:
        count, title = len(sheets), largest.title
        source.guesses.append(
            say("Of {count} sheets, the largest was read: {sheet}.", count=count, sheet=title)
        )
    source.rows = rows[largest.title]


def _unmerge(sheet: Any) -> None:
    """Put into each of the merged cells of a sheet what all of them say."""
    for area in list(sheet.merged_cells.ranges):
        value = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        whole_row = area.max_col - area.min_col + 1 >= sheet.max_column - 1
        if whole_row and area.min_row == area.max_row:
            continue  # a heading over the table, which stands in its first cell
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                sheet.cell(row, column).value = value


def _markdown(path: Path, source: Source) -> None:
    """The tables of a text, each under its heading; without a table, its headings and lists."""
    lines = _text(path, source).splitlines()
    heading, bare = "", _bare_tables(lines)
    table: list[Row] = []
    for place, line in enumerate([*lines, ""]):
        if line.strip().startswith("|") or place in bare:
            inside = re.sub(r"^\||(?<!\\)\|$", "", line.strip())
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", inside)]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                table.append([_unmarked(cell.replace("\\|", "|")) for cell in cells])
            continue
        if table:
            source.rows += [[heading]] if heading else []
            source.rows += _upright(table)
            heading, table = "", []
        if found := re.match(r"#{1,6}\s+(.*)", line):
            heading = _unmarked(found[1].strip(" #"))
    if not source.rows:
        source.tree = _outline(lines)
        source.guesses.append(say("No table was found, so headings and lists were read."))


def _upright(table: list[Row]) -> list[Row]:
    """A table with a row for each skill; one whose levels go down is turned, but for one alone."""
    down = [row[0] for row in table[1:]]
    if sum(bool(LEVEL.fullmatch(cell)) for cell in table[0][1:]) >= 2:
        return table
    if len(down) < 2 or not all(map(LEVEL.fullmatch, down)) or len({*down}) < len(down):
        return table
    width = max(map(len, table))
    turned = [[row[i] if i < len(row) else "" for row in table] for i in range(width)]
    return [["Skill", *turned[0][1:]], *turned[1:]]


def _bare_tables(lines: list[str]) -> set[int]:
    """The places of the lines of tables that have no bars at their sides."""
    found = set()
    for place, line in enumerate(lines):
        if "|" in line and "-" in line and re.fullmatch(r"[\s:|-]+", line):
            found.add(place - 1)
            below = range(place, len(lines))
            end = next((i for i in below if "|" not in lines[i]), len(lines))
            found |= {*range(place, end)}
    return found


def _unmarked(text: str) -> str:
    """A text without the marks of Markdown."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<br\s*/?>", "\n", text)
    return re.sub(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}", r"\1", text).strip()


_BOLD = re.compile(r"(\*\*|__)([^*_]{1,40}?):?\1\s*(?:[:–—-]\s*)?(\S.*)")  # **Novice:** needs help


def _outline(lines: list[str]) -> list[Any]:
    """Headings as a tree: each with what lies below it, and its list as `levels`."""
    root: dict[str, Any] = {"name": "", "items": []}
    open_ones = [(0, root)]
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        # A bold line alone is a heading below all others, and so is a point with points below it.
        line = re.sub(r"^\s*(\*\*|__)([^*_]+)\1:?\s*$", r"####### \2", line)
        point, deeper = re.match(r"(\s*)[-*+]\s+(.*)", line), re.match(r"(\s*)[-*+]\s", below)
        if point and deeper and len(deeper[1]) > len(point[1]):
            line = f"{'#' * (8 + len(point[1]))} {point[2]}"
        if found := re.match(r"(#+)\s+(.*)", line):
            node: dict[str, Any] = {"name": _unmarked(found[2].strip(" #")), "items": []}
            while open_ones[-1][0] >= len(found[1]):
                open_ones.pop()
            open_ones[-1][1]["items"].append(node)
            open_ones.append((len(found[1]), node))
        elif found := re.match(r"\s*([-*+]|\d+[.)])\s+(.*)", line):
            node = open_ones[-1][1]
            said = _unmarked(found[2])
            level, colon, text = said.partition(":")
            if bold := _BOLD.fullmatch(found[2]):
                level, colon, text = bold[2], ":", _unmarked(bold[3])
            entry = {"name": level.strip(), "text": text.strip()} if colon else {"text": said}
            node["ordered"] = found[1][0].isdigit()
            node.setdefault("levels", []).append(entry)
        elif bold := _BOLD.fullmatch(line.strip()):
            entry = {"name": bold[2].strip(), "text": _unmarked(bold[3])}
            open_ones[-1][1].setdefault("levels", []).append(entry)
        elif line.strip():
            node = open_ones[-1][1]
            node.setdefault("description", _unmarked(line))
    _fold_levels(root)
    _unfold_names(root)
    return list(root["items"])


def _fold_levels(node: dict[str, Any]) -> None:
    """Make of headings that are levels, as in "### Level 1", the levels of what they are below."""
    below = node["items"]
    for item in below:
        _fold_levels(item)
    flat = not any(item["items"] for item in below)
    if flat and len(below) >= 2 and all(LEVEL.fullmatch(item["name"]) for item in below):
        node["levels"] = [
            {
                "name": item["name"],
                "text": "; ".join(
                    [entry.get("name", "") + entry.get("text", "") for entry in item["levels"]]
                    if item.get("levels")
                    else [item.get("description", "")]
                ),
            }
            for item in below
        ]
        node["items"] = []


def _unfold_names(node: dict[str, Any]) -> None:
    """Make of a list of bare names under a heading what lies below it: they are no sentences."""
    for item in node["items"]:
        _unfold_names(item)
    ordered = node.pop("ordered", False)
    points = [e for e in node.get("levels", ()) if "name" not in e and not ordered]
    said = [e["text"] for e in points if not e["text"].endswith((".", ";"))]
    names = [text for text in said if len(text) <= 40 and len(text.split()) <= 4]
    if said and len(names) == len(node["levels"]) and not any(map(LEVEL.fullmatch, names)):
        node["items"] += [{"name": name, "items": []} for name in names]
        del node["levels"]


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
        # A level called no, a skill called Yes and a date stay the words they are.
        parts = list(yaml.load_all(_text(path, source), yaml.BaseLoader))
    except (yaml.YAMLError, RecursionError) as error:
        raise FileError(
            say("{path} is no YAML that can be read ({error}).", path=path, error=error)
        ) from error
    source.tree = parts[0] if len(parts) == 1 else parts
