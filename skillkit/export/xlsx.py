"""Workbook: a table as .xlsx (Office Open XML), which every spreadsheet opens without a guess.

A double click on a .csv asks the machine's settings what is between its cells: where that is a
semicolon, a table with commas lands in one column. A workbook has cells, and computes no text.
"""

from __future__ import annotations

import io
import string
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from skillkit.base.svg import escaped
from skillkit.base.words import say, sentence
from skillkit.export.csv import Cell

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


NAMES = (  # of columns, which a person reads; in English they are those of the .csv
    sentence("place"),
    sentence("skill"),
    sentence("skill_name"),
    sentence("name"),
    sentence("area"),
    sentence("state"),
    sentence("level"),
    sentence("level_name"),
    sentence("target"),
    sentence("confidence"),
    sentence("interest"),
    sentence("evidence"),
    sentence("framework"),
    sentence("framework_version"),
    sentence("date"),
    sentence("note"),
    sentence("action"),
    sentence("step"),
    sentence("kind"),
    sentence("stage"),
    sentence("hours"),
    sentence("builds"),
    sentence("paired_with"),
    sentence("due"),
    sentence("done_when"),
    sentence("real_problem"),
    sentence("real_constraint"),
    sentence("cue"),
    sentence("obstacle"),
    sentence("buddy"),
    sentence("resource"),
    sentence("status"),
    sentence("agreed_on"),
    sentence("what"),
    sentence("wanted"),
    sentence("accepted_on_purpose"),
    sentence("who"),
    sentence("said_on"),
)

CHOSEN = ("state", "confidence", "interest", "kind", "status")  # one of a few words stands there

CHOICES = (  # those that no form says
    sentence("rated"),
    sentence("unrated"),
    sentence("sure"),
    sentence("fairly"),
    sentence("guess"),
    sentence("grow help"),
    sentence("help grow"),
    sentence("agreed"),
    sentence("under_way"),
    sentence("dropped"),
)


def workbook(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """A workbook of one sheet with a header; None is an empty cell, numbers stay numbers.

    It is for people, so the header and the words of a choice are in the reader's language.
    """
    lines: list[list[Cell]] = [[say(column) for column in columns]]
    lines += [[_in_words(column, row[column]) for column in columns] for row in rows]
    cells = "".join(_row(number, line) for number, line in enumerate(lines, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELS}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_FORMAT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{_FORMAT}.worksheet+xml"/></Types>',
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="skillkit" sheetId="1" r:id="link"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "sheet.xml"),
        "xl/sheet.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name)  # of a fixed date: the same table makes the same bytes
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode())
    return out.getvalue()


def _in_words(column: str, value: Cell) -> Cell:
    """What stands in a cell; the word of a choice is said."""
    if column == "accepted_on_purpose":
        return say("yes, on purpose") if value == "yes" else None
    return say(value) if column in CHOSEN and isinstance(value, str) else value


def _link(kind: str, target: str) -> str:
    link = f'<Relationship Id="link" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'


def _row(number: int, cells: Sequence[Cell]) -> str:
    letters = string.ascii_uppercase[: len(cells)]  # no table of ours has more columns
    written = (_cell(f"{letter}{number}", c) for letter, c in zip(letters, cells, strict=True))
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(place: str, value: Cell) -> str:
    if value is None:
        return f'<c r="{place}"/>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = f'<t xml:space="preserve">{escaped(value)}</t>'
    return f'<c r="{place}" t="inlineStr"><is>{text}</is></c>'
