"""progress: what changed between a person's two ratings, in words or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from skillkit.assessment.file import card_path
from skillkit.base.errors import SkillkitError
from skillkit.cli.command import Command
from skillkit.progress import (
    Progress,
    change_words,
    plan_sentence,
    progress_at,
    sentences,
    shift_words,
)


def progress(arguments: Sequence[str]) -> int:
    """Print what changed between the ratings in a folder."""
    parser = argparse.ArgumentParser(prog="skillkit progress")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    start = chosen.folder / card_path().name if chosen.folder else card_path()
    try:
        found = progress_at(start)
    except FileNotFoundError as error:
        missing = Path(error.filename or start).name
        detail = (
            f"There is no {missing} in {start.parent}. "
            "Rate yourself in 02_assessment, and again in 06_progress."
        )
        return _refuse("no_file", detail, as_json=chosen.json)
    except SkillkitError as error:
        return _refuse("file", str(error), as_json=chosen.json)
    print(json.dumps(as_dict(found), indent=2) if chosen.json else described(found))
    return 0


def described(found: Progress) -> str:
    """A progress on a plain screen: the plan, the sentences, each skill."""
    plan = [plan_sentence(found.plan)] if found.plan else []
    rows = []
    for change in found.changes:
        shift = shift_words(change)
        more = f"; from today the start looks {shift}" if shift else ""
        rows.append(f"  - {change.skill.name}: {change_words(change)}{more}")
    return "\n\n".join([*plan, *sentences(found), "\n".join(rows)])


def as_dict(found: Progress) -> dict[str, object]:
    """A progress as JSON takes it."""
    return {
        "framework": found.framework.id,
        "sentences": list(sentences(found)),
        "open": [skill.id for skill in found.open],
        "skills": {
            c.skill.id: {
                "then": c.then,
                "now": c.now,
                "seen": c.seen,
                "tells": c.tells,
                "words": change_words(c),
            }
            for c in found.changes
        },
    }


def _refuse(code: str, detail: str, *, as_json: bool) -> int:
    said = json.dumps({"error": code, "detail": detail}) if as_json else detail
    print(said, file=sys.stdout if as_json else sys.stderr)
    return 1


COMMAND = Command(
    "progress",
    "[FOLDER] [--json]",
    "say what changed between your two ratings\n\nFOLDER is where your files are; without it, your "
    "own `my`. --json prints all fields.",
    (),
    progress,
)
