"""plan: a saved plan as text, calendar, page or table; and the exact suggestion for a question."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from skillkit.assessment.file import parse_json
from skillkit.base.errors import FileError, Invalid, RatingError, SkillkitError
from skillkit.base.storage import LARGEST, read_text
from skillkit.cli.command import Command
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.setup import lacking, run_in_venv

KINDS = ("md", "ics", "html", "csv")


def plan(arguments: Sequence[str]) -> int:
    """Print a plan in another form, or the best choice for a question."""
    chosen = _parser().parse_args(arguments)
    try:
        framework = load_framework(chosen.framework) if chosen.framework else None
        if chosen.suggest:
            return _suggested(chosen.file, framework, as_json=chosen.json)
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
    forms.add_argument("--suggest", action="store_true")
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


def _suggested(name: str, framework: Framework | None, *, as_json: bool) -> int:
    from skillkit.plan.suggestionfile import answer

    if name == "-":
        text = sys.stdin.buffer.read(LARGEST).decode("utf-8-sig", errors="replace")
    else:
        text = read_text(Path(name))
    question = parse_json(text)
    found = answer(question, framework)
    print(
        json.dumps(found, indent=2, ensure_ascii=False) if as_json else described(question, found)
    )
    return 0


def described(question: Any, found: dict[str, Any]) -> str:
    """An answer on a plain screen."""
    if not found["chosen"]:
        return "No action fits: there is no gap to close, or too few hours."
    steps = {action["id"]: action["step"] for action in question["actions"]}
    lines = []
    for name, day in found["by_day"].items():
        partner = found["pairs"].get(name)
        lines.append(
            f"  {name}  by day {day}: {steps[name]}" + f" (with {partner})" * bool(partner)
        )
    head = f"{found['hours']} of {found['budget_hours']} hours, {found['value']} weighted levels:"
    return "\n".join([head, *lines])


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
    "or --csv goes to standard output,\nor with --out FILE into a file. --suggest takes a question "
    "(ratings, targets, hours, actions)\nand answers with the best choice; FILE.json may then be - "
    "for standard input, and --json prints\nall fields. --framework FILE.toml names the framework "
    "of a workshop of your own.",
    (),
    plan,
)
