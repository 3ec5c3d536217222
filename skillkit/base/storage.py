"""Storage: the folder of a person's work, and the files there: read whole, replaced at once.

Reading is bounded and takes plain files only, because cards come from other people's folders.
Replacing is atomic and keeps the version before, because a kernel may die at any moment. A file is
its owner's alone (0600, in a folder of 0700), because on a shared computer others could read it.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import json_text, parse_json
from skillkit.base.words import say, sentence

LARGEST = 1_000_000  # bytes; a full assessment takes about 10,000

FOLDER = "my"  # of a person's own files, beside the notebooks

CHOSEN = "chosen.txt"  # in a site, beside the kit's workshop folders: the name of its own

MARK = "workshop.toml"  # in a workshop folder, what it says of itself

# In a browser a file goes into the browser's store as one piece, and a page puts it there. There is
# no second process to lock out and no hard link, and on a drive of a page's own, whoever asks for a
# name that was renamed away may wait for ever. So nothing is locked, linked or renamed there.
IN_BROWSER = sys.platform == "emscripten"


DRIVE = Path("/drive")  # the browser's store, where JupyterLite has one


@dataclass(slots=True)
class BrowserStore:
    """What a page has said of the browser's store; without one, files end with the page."""

    keeps: bool = False
    refusal: str = ""  # why it does not take what is written now
    offers_languages: bool = False  # at the top of every page


BROWSER = BrowserStore()

T = TypeVar("T")


def home() -> Path:
    """The folder of a person's own files: `$SKILLKIT_HOME`, else `my` beside the notebooks.

    Each workshop of another field has a folder of its own in it, so that no two meet.
    """
    if chosen := os.environ.get("SKILLKIT_HOME"):
        return Path(chosen).expanduser()
    here = project()
    own = (here / "notebooks" if (here / "notebooks").is_dir() else Path.cwd()) / FOLDER
    workshop = chosen_workshop()
    return own / Path(workshop).name if workshop else own


def project() -> Path:
    """The folder that holds the notebooks, seen from there, from them or from `workshop`."""
    here = Path.cwd()
    beside = here.name in ("notebooks", "workshop") and (here.parent / "notebooks").is_dir()
    return here.parent if beside else here


def chosen_workshop() -> str | None:
    """The workshop folder that was chosen: `$SKILLKIT_WORKSHOP`, else a site's, else one marked.

    An empty variable chooses none, whatever is marked.

    Raises:
        FileError: more than one folder beside the notebooks is marked.
    """
    if (chosen := os.environ.get("SKILLKIT_WORKSHOP")) is not None:
        return chosen or None
    if (packed := _packed()) is not None:
        return packed
    marked = _marked(project())
    if len(marked) > 1:
        names = " and ".join(folder.name for folder in marked)
        raise FileError(
            say(
                "{names} both say use = true in their {mark}; one workshop can be in use. Take "
                "the line out of the other one.",
                names=names,
                mark=MARK,
            )
        )
    return str(marked[0].absolute()) if marked else None


@cache
def _packed() -> str | None:
    """The folder that a site was made for, which lies among the kit's own; None elsewhere."""
    data = Path(__file__).parents[1] / "data"
    name = data / CHOSEN
    return str(data / name.read_text(encoding="utf-8")) if name.is_file() else None


@cache
def _marked(project: Path) -> tuple[Path, ...]:
    """The folders that are marked for use; a kernel looks once, and stays with what it found."""
    return tuple(m.parent for m in sorted(project.glob(f"*/{MARK}")) if _is_in_use(m))


def _is_in_use(mark: Path) -> bool:
    """Whether a workshop's own file says so; what else is in it is looked at by its reader."""
    try:
        return re.search(r"(?m)^[ \t]*use[ \t]*=[ \t]*true\b", read_text(mark)) is not None
    except SkillkitError:
        return False


def is_kept() -> bool:
    """Whether what is saved is still there tomorrow; in a browser, only where it has a store."""
    return BROWSER.keeps or not IN_BROWSER or home().absolute().is_relative_to(DRIVE)


def hand_in() -> Path | None:
    """What is ready for a team's page when it opens: `$SKILLKIT_HAND_IN`, a file or a folder."""
    chosen = os.environ.get("SKILLKIT_HAND_IN")
    return Path(chosen).expanduser() if chosen else None


def backup_of(path: Path) -> Path:
    """The place where the version before the last save is kept."""
    return path.with_name(f"{path.stem}.previous{path.suffix}")


@dataclass(frozen=True, slots=True)
class Store(Generic[T]):
    """One value in one JSON file: changed under a lock, whole on the disk before it counts.

    A file that cannot be used is never overwritten; `set_aside` keeps it under another name.
    """

    path: Path
    dump: Callable[[T], dict[str, Any]]  # the value as JSON takes it
    parse: Callable[[object], T]  # the way back, or `SkillkitError`
    finish: Callable[[T], T] = lambda value: value  # what only a saved value has, such as a key

    @property
    def previous(self) -> Store[T]:
        """The version before the last save."""
        return Store(backup_of(self.path), self.dump, self.parse, self.finish)

    def load(self) -> T:
        """The value that is saved.

        Raises:
            FileNotFoundError: nothing is there.
            SkillkitError: it cannot be used; the sentence names the file.
        """
        text = read_text(self.path)
        try:
            return self.parse(parse_json(text))
        except SkillkitError as error:
            error.args = (
                say(
                    "{path} cannot be used and was left as it is. {error}",
                    path=self.path,
                    error=error,
                ),
            )
            raise

    def save(self, value: T) -> T:
        """Put this value in the place of what is there; return it as it is saved."""
        with locked(self.path):
            return self._write(value)

    def update(self, change: Callable[[T], T], start: T) -> T:
        """Change what is saved (or `start` where nothing is) and return what is saved now.

        The file is read under the lock, so that two notebooks never undo each other's changes.
        """
        with locked(self.path):
            try:
                before = self.load()
            except FileNotFoundError:
                before = start
            return self._write(change(before))

    def set_aside(self) -> Path:
        """Keep the file, and the version before it, under names of their own; return the first."""
        with locked(self.path):
            aside = next(place for place in _asides(self.path) if not os.path.lexists(place))
            try:
                with contextlib.suppress(FileNotFoundError):  # first, lest a save replaces it
                    move(backup_of(self.path), backup_of(aside))
                with contextlib.suppress(FileNotFoundError):
                    move(self.path, aside)
            except OSError as error:
                raise FileError(
                    _cannot(sentence("Cannot move {path}: {reason}."), self.path, error)
                ) from error
            return aside

    def remove(self) -> None:
        """Delete the file, and the version before it."""
        try:
            for file in (self.path, backup_of(self.path)):
                file.unlink(missing_ok=True)
        except OSError as error:
            raise FileError(
                say("Cannot remove {path}: {reason}.", path=self.path, reason=error.strerror)
            ) from error

    def _write(self, value: T) -> T:
        value = self.finish(value)
        write_atomically(self.path, json_text(self.dump(value)))
        return value


def _asides(path: Path) -> Iterator[Path]:
    """The names for a damaged file: `plan.damaged-1.json` and so on."""
    for number in range(1, 10_000):
        yield path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")


def move(path: Path, place: Path) -> None:
    """Give a file a name under which nothing is yet; call it inside `locked`."""
    if IN_BROWSER:
        place.write_bytes(path.read_bytes())
        path.unlink()
    else:
        path.rename(place)


# --- Reading and replacing a file ----------------------------------------------------------------
def read_text(path: Path) -> str:
    """The text of a plain file of at most `LARGEST` bytes: UTF-8, or UTF-16 with its mark.

    Raises:
        FileNotFoundError: nothing is there.
        FileError: a folder, link, pipe or device, too large, no such text, or not readable.
    """
    data = read_bytes(path)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            say(
                "{path}, line {line}: this is text of another encoding, perhaps of an older "
                "program. Open it in an editor and save it again as UTF-8.",
                path=path,
                line=line,
            )
        ) from error


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """What a plain file of at most `largest` bytes holds; errors as in `read_text`."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # A link planted in a shared folder would read a file of the reader's own.
        handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
        with open(handle, "rb") as file:
            _check_plain(path, os.fstat(handle), largest)
            return file.read(largest + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FileError(_cannot(sentence("Cannot read {path}: {reason}."), path, error)) from error


def write_atomically(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never half of one.

    The text is on the disk (fsync) when this returns; the file before stays beside it as
    `backup_of(path)`. Call it inside `locked(path)`: the draft's name is shared by all writers,
    so that a killed one leaves at most one draft behind. Where locks are missing, each process has
    a draft of its own.

    Raises:
        FileError: no permission, disk full, no such folder; the old file is then untouched.
    """
    own = f".{os.getpid()}" if lacks_locks(path) else ""
    draft = path.with_name(f".{path.name}{own}.part")
    try:
        _make_folder(path.parent)
        if IN_BROWSER:
            return _write_in_browser(path, text)
        with open(os.open(draft, _FRESH, 0o600), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_private(draft)  # a draft left behind may be readable
        spare = _second_name(path, path.with_name(f".{path.name}{own}.spare"))
        draft.replace(path)
        if spare:  # only now: were it a second name of today's file, one damage could hit both
            spare.replace(backup_of(path))
        _sync_folder(path.parent)
    except OSError as error:
        raise FileError(_cannot(sentence("Cannot save {path}: {reason}."), path, error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write what can be made again, whole or not at all: others may read or write it meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write_in_browser(path: Path, text: str) -> None:
    if BROWSER.refusal:
        raise FileError(
            say("Cannot save {path}: {refusal}.", path=path.name, refusal=BROWSER.refusal)
        )
    if path.exists():
        backup_of(path).write_bytes(path.read_bytes())
    path.write_bytes(text.encode())


_FRESH = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_TRUNC
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)


def _make_folder(folder: Path) -> None:
    """Make the folder its owner's alone; one that somebody else made stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.name == FOLDER and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        _keep_private(folder, 0o700)


def _keep_private(path: Path, mode: int = 0o600) -> None:
    """Leave the file to its owner; file systems without permissions do not have any to take."""
    with contextlib.suppress(OSError):
        path.chmod(mode)


def _check_plain(path: Path, status: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise FileError(
            say("{path} is not a plain file; choose a file that skillkit saved.", path=path)
        )
    if status.st_size > largest:
        raise FileError(
            say(
                "{path} holds {size} bytes; at most {largest} are read.",
                path=path,
                size=f"{status.st_size:,}",
                largest=f"{largest:,}",
            )
        )


def _second_name(path: Path, spare: Path) -> Path | None:
    """Today's file under a second name, or a copy of it where there are none; None without one."""
    if not path.exists():
        return None
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # file systems without hard links
        spare.write_bytes(path.read_bytes())
    _keep_private(spare)
    return spare


def _sync_folder(folder: Path) -> None:
    """Put the folder's new entry on the disk too; systems that cannot do that do not need it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- Locks ---------------------------------------------------------------------------------------
@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the one lock on `path` across processes; a killed process lets go of it.

    Some network folders have no locks. There the threads of this process still wait for each
    other, and `lacks_locks` says from then on that another process would not.

    Raises:
        FileError: the folder cannot be made or written.
    """
    if IN_BROWSER:
        yield
        return
    lock = path.with_name(f".{path.name}.lock")
    try:
        _make_folder(lock.parent)
        file = open(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # noqa: SIM115  (closed below)
    except OSError as error:
        raise FileError(_cannot(sentence("Cannot save {path}: {reason}."), path, error)) from error
    with file:
        try:
            _acquire(file.fileno())
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise FileError(
                    _cannot(sentence("Cannot save {path}: {reason}."), path, error)
                ) from error
            _WITHOUT_LOCKS.add(path.parent)
            with _ONE_THREAD:
                yield
            return
        try:
            yield
        finally:
            _release(file.fileno())


def lacks_locks(path: Path) -> bool:
    """Whether a lock was asked for in this file's folder, and the file system has none."""
    return path.parent in _WITHOUT_LOCKS


_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EIO}

_WITHOUT_LOCKS: set[Path] = set()

_ONE_THREAD = threading.RLock()


if os.name == "nt":  # pragma: no cover

    def _acquire(handle: int) -> None:
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        while True:
            try:  # tries for ten seconds, then raises
                return msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,no-any-return,unused-ignore]
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EDEADLK):  # somebody else holds it
                    raise

    def _release(handle: int) -> None:
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:

    def _acquire(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)

    def _release(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_UN)


_REASONS = {
    errno.ENOSPC: sentence("the disk is full; free some space and try again"),
    errno.EDQUOT: sentence("your disk quota is used up; free some space and try again"),
    errno.EACCES: sentence(
        "you have no permission there; set SKILLKIT_HOME to a folder of your own"
    ),
    errno.EPERM: sentence(
        "you have no permission there; set SKILLKIT_HOME to a folder of your own"
    ),
    errno.EROFS: sentence("that disk is read-only; set SKILLKIT_HOME to a folder of your own"),
    errno.ELOOP: sentence("it is a link; choose the file itself"),
    errno.EISDIR: sentence("it is a folder; choose a file"),
}


def _cannot(words: str, path: Path, error: OSError) -> str:
    known = _REASONS.get(error.errno or 0)
    reason = say(known) if known else error.strerror or str(error)
    return say(words, path=path, reason=reason)
