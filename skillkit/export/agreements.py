"""Agreements: the files that a team takes along of what it agreed on."""

from __future__ import annotations

import datetime as dt

from skillkit.base.errors import SkillkitError
from skillkit.base.text import joined, quoted
from skillkit.base.words import say, sentence
from skillkit.export.archive import for_spreadsheets
from skillkit.export.calendar import agreements_ics
from skillkit.export.csv import agreements_columns, agreements_csv, agreements_rows
from skillkit.export.markdown import agreements_markdown
from skillkit.export.xlsx import workbook
from skillkit.team.agreements import Agreements

FILES = {
    "agreements.md": sentence("As text"),
    "agreements.ics": sentence("The days for a calendar"),
    "agreements.xlsx": sentence("For a spreadsheet"),
    "agreements.csv": sentence("The same for other programs"),
}


def in_form(name: str, agreements: Agreements, now: dt.datetime) -> bytes:
    """The agreements as one of the files; the calendar alone needs a library.

    Raises:
        SkillkitError: no such file.
    """
    match name:
        case "agreements.md":
            return agreements_markdown(agreements, now.date()).encode()
        case "agreements.ics":
            return agreements_ics(agreements, now)
        case "agreements.xlsx":
            return workbook(agreements_columns(agreements), agreements_rows(agreements))
        case "agreements.csv":
            return for_spreadsheets(agreements_csv(agreements)).encode()
    raise SkillkitError(
        say(
            "{name} is none of these files; choose {files}.",
            name=quoted(name),
            files=joined([*FILES], "or"),
        )
    )
