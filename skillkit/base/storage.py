"""Home: the folder where a person's work lies, and how a file there is read and replaced.

Reading is bounded and takes plain files only, because cards come from other people's folders.
Replacing is atomic and keeps the version before, because a kernel may die at any moment.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from skillkit.base.errors import FileError

LARGEST = 1_000_000  # bytes; a full assessment takes about 10,000


def home() -> Path:
    """The folder of a person's own files: `$SKILLKIT_HOME`, else `my` beside the notebooks."""
    if chosen := os.environ.get("SKILLKIT_HOME"):
        return Path(chosen).expanduser()
    here = Path.cwd()
    if here.name == "workshop" and (here.parent / "notebooks").is_dir():
        here = here.parent  # the facilitator's pages stand beside the notebooks
    return (here / "notebooks" if (here / "notebooks").is_dir() else here) / "my"


def hand_in() -> Path | None:
    """What lies ready for a team's page when it opens: `$SKILLKIT_HAND_IN`, a file or a folder."""
    chosen = os.environ.get("SKILLKIT_HAND_IN")
    return Path(chosen).expanduser() if chosen else None


def backup_of(path: Path) -> Path:
    """The place where the version before the last save is kept."""
    return path.with_name(f"{path.stem}.previous{path.suffix}")


def read_text(path: Path, *, largest: int = LARGEST) -> str:
    """The text of a plain UTF-8 file of at most `largest` bytes.

    Raises:
        FileNotFoundError: nothing is there.
        FileError: a folder, link, pipe or device, too large, not UTF-8, or not readable.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        # A link planted in a shared folder would read a file of the reader's own.
        handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FileError(_cannot("read", path, error)) from error
    try:
        _check_plain(path, os.fstat(handle), largest)
        data = os.read(handle, largest + 1)
    finally:
        os.close(handle)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not UTF-8 text (byte {error.start}).") from error


def write_atomically(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never half of one.

    The text is on the disk (fsync) when this returns; the file before stays beside it as
    `previous(path)`. Call it inside `locked(path)`: the draft's name is shared by all writers,
    so that a killed one leaves at most one draft behind.

    Raises:
        FileError: no permission, disk full, no such folder; the old file is then untouched.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_previous(path)
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise FileError(_cannot("save", path, error)) from error


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the one lock on `path` across processes; a killed process lets go of it.

    Raises:
        FileError: the folder cannot be made or written.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = open(lock, "a+b")  # noqa: SIM115  (closed below, after the body)
    except OSError as error:
        raise FileError(_cannot("save", path, error)) from error
    with file:
        _acquire(file.fileno())
        try:
            yield
        finally:
            _release(file.fileno())


if os.name == "nt":  # pragma: no cover

    def _acquire(handle: int) -> None:
        import msvcrt

        os.lseek(handle, 0, os.SEEK_SET)
        while True:
            try:  # tries for ten seconds, then raises
                return msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,no-any-return,unused-ignore]
            except OSError:
                continue

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


def _check_plain(path: Path, status: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise FileError(f"{path} is not a plain file; choose a file that skillkit saved.")
    if status.st_size > largest:
        raise FileError(f"{path} holds {status.st_size:,} bytes; at most {largest:,} are read.")


def _keep_previous(path: Path) -> None:
    """Keep today's file beside it, by a second name rather than a copy where that works."""
    if not path.exists():
        return
    spare = backup_of(path).with_suffix(".part")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # file systems without hard links
        spare.write_bytes(path.read_bytes())
    spare.replace(backup_of(path))


def _sync_folder(folder: Path) -> None:
    """Put the folder's new entry on the disk too; systems that cannot do that do not need it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your disk quota is used up; free some space and try again",
    errno.EACCES: "you have no permission there; set SKILLKIT_HOME to a folder of your own",
    errno.EPERM: "you have no permission there; set SKILLKIT_HOME to a folder of your own",
    errno.EROFS: "that disk is read-only; set SKILLKIT_HOME to a folder of your own",
    errno.ELOOP: "it is a link; choose the file itself",
    errno.EISDIR: "it is a folder; choose a file",
}


def _cannot(verb: str, path: Path, error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"Cannot {verb} {path}: {reason}."
