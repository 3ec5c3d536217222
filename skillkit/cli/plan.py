"""plan: a saved plan as text, calendar, page or table."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from skillkit.base.errors import FileError, Invalid, RatingError, SkillkitError
from skillkit.cli.command import Command
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.setup import lacking, run_in_venv

KINDS = ("md", "ics", "html", "csv")


def plan(arguments: Sequence[str]) -> int:
    """Print a plan in another form."""
    chosen = _parser().parse_args(arguments)
    try:
        framework = load_framework(chosen.framework) if chosen.framework else None
        kind = next((kind for kind in KINDS if getattr(chosen, kind)), "md")
        if kind == "ics" and lacking(("icalendar",)):
            with contextlib.redirect_stdout(sys.stderr):  # the calendar alone goes to the output
                return run_in_venv(("icalendar",), ["plan", *arguments]) or 0
        return _exported(Path(chosen.file), kind, framework, chosen.out)
    except (SkillkitError, FileNotFoundError) as error:
        code_word, detail = _refusal(error, chosen.file)
        print(
            json.dumps({"error": code_word, "detail": detail}) if chosen.json else detail,
            file=sys.stdout if chosen.json else sys.stderr,
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="skillkit plan")
    parser.add_argument("file", metavar="FILE.json")
    forms = parser.add_mutually_exclusive_group()
    for kind in KINDS:
        forms.add_argument(f"--{kind}", action="store_true")
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--framework", metavar="FILE.toml")
    return parser


def _exported(path: Path, kind: str, framework: Framework | None, out: str | None) -> int:
    """Write one export to a file or to standard output, byte by byte."""
    from skillkit.export.archive import exported

    content = exported(path, kind, dt.datetime.now().astimezone(), framework)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise FileError(f"Cannot write {out}: {error.strerror}.") from error
    print(f"{out}: {len(content):,} bytes")
    return 0


def _refusal(error: Exception, name: str) -> tuple[str, str]:
    """A stable code and a sentence for what cannot be done."""
    if isinstance(error, FileNotFoundError):
        return "no_file", f"There is no file {name}."
    if isinstance(error, RatingError):
        return error.code, str(error)
    if isinstance(error, Invalid):  # its name is a framework's file, or what is wrong: "plan"
        return "framework" if error.name.endswith(".toml") else "plan", str(error)
    return "file", str(error)


COMMAND = Command(
    "plan",
    "FILE.json [OPTIONS]",
    "say a saved plan in another form\n\n--md (text), --ics (calendar), --html (a page to print) "
    "or --csv goes to standard output,\nor with --out FILE into a file. --framework FILE.toml "
    "names the framework of a workshop of your own.",
    (),
    plan,
)
