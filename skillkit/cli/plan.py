"""plan: a saved plan as text, calendar, page, table or JSON."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import sys
from pathlib import Path

from skillkit.base.json_text import json_text
from skillkit.cli.output import own_framework, put_out
from skillkit.plan.file import as_dict, load
from skillkit.setup import lacking, run_in_venv

FORMS = ("md", "ics", "html", "xlsx", "csv")


def run(chosen: argparse.Namespace) -> int:
    """Say a plan in another form; as text where none is named."""
    path, framework = Path(chosen.file), own_framework(chosen)
    form = next((form for form in FORMS if getattr(chosen, form)), "")
    if chosen.json and not form:
        return put_out(chosen, json_text(as_dict(load(path, framework))))
    if form == "ics" and lacking(("icalendar",)):
        with contextlib.redirect_stdout(sys.stderr):  # the calendar alone goes to the output
            return run_in_venv(("icalendar",), chosen.words) or 0
    from skillkit.export.archive import exported

    return put_out(chosen, exported(path, form or "md", dt.datetime.now().astimezone(), framework))
