"""Opening: what a form begins with: a person's own file, the example, or a file in trouble."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skillkit.assessment import Assessment
from skillkit.card import load
from skillkit.errors import SkillkitError
from skillkit.examples import example_person
from skillkit.framework import Framework
from skillkit.home import previous

# own: saved at its path; loose: no file; example: to look at; trouble: a file that cannot be used
Mode = Literal["own", "loose", "example", "trouble"]
MOST_FILES = 9  # assessment.json, assessment-2.json ... assessment-9.json


@dataclass(frozen=True, slots=True)
class Opening:
    """An assessment, how a form treats it, and where it is saved."""

    assessment: Assessment
    mode: Mode
    path: Path | None = None  # of the person's own file, also while the example shows
    notice: str = ""  # why a file was passed over
    first: Assessment | None = None  # what a second rating is held against


def opening_at(path: Path, framework: Framework | None = None) -> Opening:
    """What stands at `path`; a usable file beside it if it cannot be used; else the example.

    With a framework given, nothing saved means an empty assessment of it.
    """
    notice = ""
    for file in filter(os.path.lexists, _files(path)):
        try:
            return Opening(load(file, framework), "own", file, notice)
        except SkillkitError as error:
            notice = notice or str(error)
    if notice:
        return Opening(example_person(), "trouble", path, notice)
    if framework is not None:
        return Opening(Assessment(framework), "own", path)
    return Opening(example_person(), "example", path)


def fresh(path: Path, framework: Framework) -> Opening:
    """An empty assessment, to be saved at the first free place at or beside `path`."""
    return Opening(Assessment(framework), "own", free(path))


def earlier(path: Path) -> Opening | None:
    """The version before the last save of a file in trouble, to go on beside it; or None."""
    try:
        return Opening(load(previous(path)), "own", free(path))
    except (SkillkitError, FileNotFoundError):
        return None


def place(path: Path) -> str:
    """The path as a person looks for it: from the project's folder, or from home with "~"."""
    here = Path.cwd()
    project = here.parent if here.name == "notebooks" else here
    for base, start in ((project, Path()), (Path.home(), Path("~"))):
        if path.is_relative_to(base):
            return (start / path.relative_to(base)).as_posix()
    return path.as_posix()


def draft_key(path: Path) -> str:
    """A name for a browser's draft: one for each file, and for each person of a shared hub."""
    owner = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "")
    return hashlib.sha256(f"{owner}\n{path}".encode()).hexdigest()[:12]


def _files(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, MOST_FILES + 1):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def free(path: Path) -> Path:
    """The first place at or beside `path` where nothing lies; the last one if all are taken."""
    files = list(_files(path))
    return next((file for file in files if not os.path.lexists(file)), files[-1])
