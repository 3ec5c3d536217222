"""Materials: what the wheel brings besides code, put into a folder where a person may change it.

The folder knows what the kit wrote there. What somebody has changed since is theirs: a newer kit
leaves it as it is and says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import skillkit
from skillkit.base.errors import FileError
from skillkit.base.storage import write_whole
from skillkit.base.text import joined
from skillkit.base.words import say

FOLDER = "skillkit-workshop"
MARK = ".skillkit-materials.json"  # what the kit wrote, by name, with its hash


def in_wheel() -> Path | None:
    """The folder of notebooks and workshop/ in an installed kit; a clone has them beside it."""
    found = Path(skillkit.__file__).parent / "materials"
    return found if found.is_dir() else None


def put_there(materials: Path, here: Path) -> Path:
    """The folder of the materials at or below `here`, up to date; made where there is none.

    Raises:
        FileError: something else has that name, or the disk does not take it.
    """
    folder = next((f for f in (here, *here.parents) if (f / MARK).is_file()), here / FOLDER)
    if _is_of_others(folder):
        raise FileError(
            say(
                "{folder} is there already, and the kit did not make it. Rename it, or go to "
                "another folder, and run the command again.",
                folder=folder,
            )
        )
    before = _written(folder)
    try:
        _update(materials, folder, before)
    except OSError as error:
        raise FileError(
            say(
                "{folder} cannot be written ({reason}). Go to a folder of your own, and run "
                "the command again.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error
    return folder


def _is_of_others(folder: Path) -> bool:
    """Whether somebody else made this folder; a run that makes it just now marks it first."""
    things = [path.name for path in folder.iterdir()] if folder.exists() else []
    return any(not name.startswith(MARK) for name in things) and not (folder / MARK).is_file()


def _update(materials: Path, folder: Path, before: dict[str, str]) -> None:
    now: dict[str, str] = {}
    kept: list[str] = []
    if not (folder / MARK).is_file():
        _mark(folder, now)  # a run that is stopped from here on goes on at the next start
    for name, source in _files(materials):
        new, place = content_of(source), folder / name
        there = content_of(place) if place.is_file() else None
        if there in (None, before.get(name)):
            if there != new:
                write_whole(place, source.read_bytes())
            now[name] = new
        elif there == new:
            now[name] = new
        else:
            now[name] = before.get(name, "")
            if new != before.get(name):
                kept.append(name)
    if not before:
        print(
            say("Notebooks and what a facilitator needs are in {folder}.", folder=folder),
            flush=True,
        )
    if kept:
        print(
            say(
                "You have changed {kept}, so the newer one of this kit was not put in its place. "
                "Rename yours and run the command again to have both.",
                kept=joined(kept),
            ),
            flush=True,
        )
    _mark(folder, now)


def _mark(folder: Path, files: dict[str, str]) -> None:
    text = json.dumps({"version": skillkit.__version__, "files": files}, indent=1, sort_keys=True)
    write_whole(folder / MARK, f"{text}\n".encode())


def content_of(path: Path) -> str:
    """A hash of what a person could have changed: of a notebook its cells, not what they show."""
    content = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            said = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
            content = json.dumps(said).encode()
        except (ValueError, KeyError, TypeError):
            pass  # no notebook any more, so its bytes count
    return hashlib.sha256(content).hexdigest()


def _files(materials: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(materials.rglob("*")):
        if path.is_file():
            yield path.relative_to(materials).as_posix(), path


def _written(folder: Path) -> dict[str, str]:
    try:
        files = json.loads((folder / MARK).read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(
            say("{folder} cannot be read. Delete it, and start again.", folder=folder / MARK)
        ) from error
