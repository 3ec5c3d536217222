"""progress: what changed between a person's ratings, in words, as a page or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

from skillkit.assessment.file import card_path, load
from skillkit.base.errors import FileError
from skillkit.base.json_text import json_text
from skillkit.base.words import say
from skillkit.cli.output import own_framework, put_out
from skillkit.progress import (
    Progress,
    change_words,
    plan_beside,
    plan_sentence,
    progress_at,
    sentences,
    shift_words,
)
from skillkit.progress.rounds import Rounds, path_words, round_sentences, rounds_of

TWO = 2  # assessments that are held against each other; of more every round shows


def run(chosen: argparse.Namespace) -> int:
    """Say what changed between two ratings, or over all rounds of one person."""
    files = [path for path in chosen.paths if not path.is_dir()]
    if len(files) > TWO and len(files) == len(chosen.paths):
        found, refused = rounds_of(files, own_framework(chosen), plan_beside(files[0]))
        return _put_rounds(chosen, found, refused)
    return _put_progress(chosen, _found(chosen))


def _put_progress(chosen: argparse.Namespace, found: Progress) -> int:
    if chosen.json:
        return put_out(chosen, json_text(as_dict(found)))
    if chosen.html:
        from skillkit.progress.page import progress_page

        return put_out(chosen, progress_page(found, dt.date.today()))
    return put_out(chosen, described(found))


def _put_rounds(chosen: argparse.Namespace, found: Rounds, refused: Mapping[Path, str]) -> int:
    for reason in refused.values():
        print(reason, file=sys.stderr)
    if chosen.json:
        return put_out(chosen, json_text(rounds_as_dict(found, refused)))
    if chosen.html:
        from skillkit.progress.page import rounds_page

        return put_out(chosen, rounds_page(found, dt.date.today()))
    rows = [f"  - {s.name}: {path_words(found, s)}" for s in found.framework.skills]
    return put_out(chosen, "\n\n".join([*round_sentences(found), "\n".join(rows)]) + "\n")


def rounds_as_dict(found: Rounds, refused: Mapping[Path, str]) -> dict[str, object]:
    """Rounds as JSON takes them; `refused` are the files that could not be used, with reasons."""
    return {
        "framework": found.framework.id,
        "sentences": list(round_sentences(found)),
        "days": [day.isoformat() for day in found.days],
        "skills": {skill.id: list(found.ratings(skill.id)) for skill in found.framework.skills},
        "refused": {str(path): reason for path, reason in refused.items()},
    }


def described(found: Progress) -> str:
    """A progress on a plain screen: the plan, the sentences, each skill."""
    plan = [plan_sentence(found.plan)] if found.plan else []
    rows = []
    for change in found.changes:
        shift = shift_words(change)
        more = say("; from today the start looks {shift}", shift=shift) if shift else ""
        rows.append(f"  - {change.skill.name}: {change_words(change)}{more}")
    return "\n\n".join([*plan, *sentences(found), "\n".join(rows)]) + "\n"


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


def _found(chosen: argparse.Namespace) -> Progress:
    """The progress of two files, or of the files in one folder."""
    paths: list[Path] = chosen.paths
    if len(paths) > 1 and any(path.is_dir() for path in paths):
        raise FileError(
            say(
                "{count} paths were given. Give one folder, or the assessments themselves: "
                "progress THEN.json NOW.json.",
                count=len(paths),
            )
        )
    if len(paths) == TWO:
        then = load(paths[0], own_framework(chosen))
        now = load(paths[1], then.framework)
        if then.date and now.date and now.date < then.date:
            then, now = now, then
        return Progress(then, now, {}, plan_beside(paths[0]))
    if paths and paths[0].is_file():
        raise FileError(
            say(
                "{path} is one assessment; two are compared. Give the later one too, or the "
                "folder that holds both.",
                path=paths[0],
            )
        )
    start = paths[0] / card_path().name if paths else card_path()
    try:
        return progress_at(start)
    except FileNotFoundError as error:
        missing = Path(error.filename or start)
        raise _NoFile(
            say(
                "There is no {missing} in {parent}. Rate yourself in 02_assessment, and again in "
                "06_progress.",
                missing=missing.name,
                parent=start.parent,
            )
        ) from error


class _NoFile(FileError):
    """One of the two ratings is not there yet."""

    code = "no_file"
