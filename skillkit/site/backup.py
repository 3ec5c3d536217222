"""Backup: all that is a person's own as one file, and the way back.

A browser may forget what a page has kept there: Safari does after seven days without a visit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from skillkit.assessment.file import assessment_store
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import json_text, parse_json
from skillkit.base.storage import LARGEST, Store, locked, read_text, write_atomically
from skillkit.base.text import joined
from skillkit.base.words import say, sentence
from skillkit.plan.case_study import case_study_store
from skillkit.plan.file import plan_store
from skillkit.practice.record import calibration_store
from skillkit.team.agreements import agreements_store

KIND = "everything of one person"
NAME = re.compile(r"[a-z_]+(-\d[\d-]*)?\.json")  # assessment-2026-01-31.json is put aside by date
WORDS = {
    "assessment": sentence("your ratings"),
    "again": sentence("your second ratings"),
    "seen": sentence("where you started, as you see it today"),
    "plan": sentence("your plan"),
    "case_study": sentence("your case study"),
    "calibration": sentence("your practice"),
    "agreements": sentence("your team's agreements"),
}
STORES: Mapping[str, Callable[[Path], Store[Any]]] = {
    **dict.fromkeys(("assessment", "again", "seen"), assessment_store),
    "plan": plan_store,
    "case_study": case_study_store,
    "calibration": calibration_store,
    "agreements": agreements_store,
}
NOT_ONE = sentence("This is no copy from here: it holds neither all of your work nor a part of it.")


def files_in(folder: Path) -> list[Path]:
    """A person's files, without the versions before their last save."""
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in there if NAME.fullmatch(path.name)]


def backup(folder: Path) -> str:
    """The text of one file that holds all of them; "" where there is none."""
    files = {path.name: parse_json(read_text(path)) for path in files_in(folder)}
    return json_text({"skillkit": KIND, "files": files}) if files else ""


def read_backup(text: str) -> dict[str, Any]:
    """The files that such a text holds, or the one that it is itself.

    Raises:
        SkillkitError: it is neither, or one of them could not be used; the sentence says which.
    """
    whole = parse_json(text)
    if isinstance(whole, dict) and whole.get("skillkit") == KIND:
        files = whole.get("files")
        if not isinstance(files, dict) or not files:
            raise FileError(say(NOT_ONE))
        for name, content in files.items():
            _check(str(name), content)
        return dict(files)
    for kind in ("assessment", "plan", "case_study", "calibration", "agreements"):
        name = f"{kind}.json"
        if _usable(name, whole):
            return {name: whole}
    raise FileError(say(NOT_ONE))


def put_back(folder: Path, files: Mapping[str, Any]) -> None:
    """Put these files in the place of those that are there; the version before each is kept."""
    for name, content in files.items():
        with locked(folder / name):
            write_atomically(folder / name, json_text(content))


def erase(folder: Path) -> int:
    """Delete everything in the folder; how many of a person's files there were."""
    count = len(files_in(folder))
    for path in list(folder.iterdir()):
        os.unlink(path)
    return count


def described(names: Mapping[str, Any]) -> str:
    """What the files are, in words."""
    known = [say(words) for kind, words in WORDS.items() if f"{kind}.json" in names]
    more = len(names) - len(known)
    return joined([*known, *([say("{count} more", count=more)] if more else [])])


def _usable(name: str, content: Any) -> bool:
    try:
        _check(name, content)
    except SkillkitError:
        return False
    return True


def _check(name: str, content: Any) -> None:
    if not NAME.fullmatch(name) or not isinstance(content, dict):
        named = say("It names {name}, which is none of the kit's files.", name=repr(name[:60]))
        raise FileError(f"{say(NOT_ONE)} {named}")
    if len(json_text(content)) > LARGEST:
        raise FileError(say("{name} in this copy is too large to be the kit's.", name=name))
    kind = name.removesuffix(".json").partition("-")[0]
    if kind in STORES:
        STORES[kind](Path(name)).parse(content)
