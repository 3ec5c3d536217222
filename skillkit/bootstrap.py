"""Bootstrap: a Python that can run the kit, either this one or the one in ./.venv, made once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from skillkit.base.errors import FileError
from skillkit.base.storage import locked
from skillkit.base.text import joined
from skillkit.install import (
    LOCK,
    ROOM,
    SetupError,
    disk_full,
    install,
    make_venv,
    no_venv,
    python_of,
    recorded,
)

PROJECT = "pyproject.toml"
STAMP = "skillkit.stamp"  # in .venv, written last: without it .venv is half-made


def project_root() -> Path:
    """The folder of the project: the one that this package stands in, else the current one."""
    for folder in (Path(__file__).resolve().parent.parent, Path.cwd()):
        if (folder / LOCK).is_file() and (folder / PROJECT).is_file():
            return folder
    raise SetupError(
        "The notebooks and tests are not here. Go to the folder that you cloned (the one with "
        f"{LOCK} in it) and run the command again."
    )


def lacking(needs: Collection[str]) -> tuple[str, ...]:
    """The modules of `needs` that this Python cannot import."""
    return tuple(name for name in needs if find_spec(name) is None)


def stamp_of(root: Path, version: tuple[int, ...] = sys.version_info[:2]) -> str:
    """What .venv was made from: a hash of the lock, the project file and Python's version."""
    digest = hashlib.sha256()
    for name in (LOCK, PROJECT):
        digest.update((root / name).read_bytes())
    return f"{digest.hexdigest()} python {version[0]}.{version[1]}"


def stamp_in(venv: Path) -> str | None:
    """The stamp that a finished .venv carries."""
    try:
        return (venv / STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def is_ready(venv: Path, stamp: str, needs: Collection[str]) -> bool:
    """Whether .venv is finished, up to date, and its Python finds every module of `needs`."""
    if stamp_in(venv) != stamp:
        return False
    look = "import sys, importlib.util as u; sys.exit(None in map(u.find_spec, sys.argv[1:]))"
    try:  # a Python that was updated or taken away leaves a link to nowhere
        found = subprocess.run([python_of(venv), "-I", "-c", look, *needs], check=False)
    except OSError:
        return False
    return found.returncode == 0


def hand_over(needs: Collection[str], arguments: Sequence[str]) -> int | None:
    """None when this Python can run the command; else run it in ./.venv and return its exit code.

    Raises:
        SetupError: ./.venv cannot be made here.
    """
    if not needs:
        return None
    if not (missing := lacking(needs)):
        if stale := _stale_venv():
            return give_way([stale, "-m", "skillkit", *arguments])
        _say_which_python()
        return None
    root = project_root()
    venv = root / ".venv"
    if not is_ready(venv, stamp_of(root), needs):
        if _is_running_in(venv):
            raise SetupError(
                f".venv lacks {joined(list(missing))}. Leave it (type: deactivate) "
                "and run the command again: it will be made anew."
            )
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        print(
            f"This Python ({sys.executable}) lacks {missing[0]}{more}: the kit uses its .venv.",
            flush=True,
        )
        make(root, needs)
    return give_way([str(python_of(venv)), "-m", "skillkit", *arguments])


def make(root: Path, needs: Collection[str]) -> None:
    """Make .venv from the lock, unless another run has just done so."""
    venv, stamp = root / ".venv", stamp_of(root)
    check_means(root)
    with _only_one(root):
        if is_ready(venv, stamp, needs):
            return
        if venv.exists():
            why = "out of date" if stamp_in(venv) else "incomplete"
            print(f"The folder .venv is {why}: making it anew.", flush=True)
        print("Making .venv. This happens once and takes a few minutes.", flush=True)
        try:
            with recorded(root) as record:
                if venv.exists():
                    shutil.rmtree(venv)
                make_venv(venv, record)
                install(root, venv, record)
            (venv / STAMP).write_text(stamp, encoding="utf-8")
        except OSError as error:
            raise SetupError(
                f"Making {venv} failed: {error}. Close what uses that folder, free some space "
                "if the disk is full, and run the command again."
            ) from error
        except SetupError:
            shutil.rmtree(venv, ignore_errors=True)  # gives a full disk its room back
            raise
        print("Ready.", flush=True)


def check_means(root: Path) -> None:
    """Raise `SetupError` for what can be known before anything is begun."""
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise SetupError(no_venv(sys.version_info[:2]))
    if not os.access(root, os.W_OK):
        raise SetupError(
            f"The folder {root} cannot be written, and the first run makes .venv in it. Copy the "
            "project to a folder of your own and run the command there."
        )
    if (free := shutil.disk_usage(root).free) < ROOM:
        raise SetupError(disk_full(free))


def environment(root: Path, paths: Mapping[str, Path]) -> dict[str, str]:
    """This process's environment, with each folder of `paths` put first in its list variable."""
    variables = dict(os.environ)
    for name, folder in {"PYTHONPATH": root, **paths}.items():
        before = variables.get(name)
        variables[name] = os.pathsep.join([str(folder), before] if before else [str(folder)])
    return variables


def give_way(command: Sequence[str], variables: Mapping[str, str] | None = None) -> int:
    """Let `command` take over this terminal; its exit code (where the system can return one)."""
    sys.stdout.flush()
    sys.stderr.flush()
    variables = os.environ if variables is None else variables
    if os.name == "posix":
        os.execve(command[0], list(command), dict(variables))
    process = subprocess.Popen(command, env=dict(variables))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the command got it as well, and knows what to do
            continue


@contextlib.contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Hold the right to make .venv; a second run says that it waits, and waits."""
    said = "Another run is making .venv just now: waiting for it."
    notice = threading.Timer(1, print, [said], {"flush": True})
    notice.daemon = True
    notice.start()
    try:
        with locked(root / "venv"):
            notice.cancel()
            yield
    except FileError as error:
        raise SetupError(f"{root} cannot be used for .venv. {error}") from error
    finally:
        notice.cancel()


def _is_running_in(venv: Path) -> bool:
    return Path(sys.prefix).resolve() == venv.resolve()


def _stale_venv() -> str | None:
    """The Python beneath, when this one is in a .venv that the lock has moved on from."""
    with contextlib.suppress(SetupError):
        root = project_root()
        beneath = getattr(sys, "_base_executable", None)
        made_from = stamp_in(root / ".venv")
        stale = made_from is not None and made_from != stamp_of(root)
        if _is_running_in(root / ".venv") and stale and beneath != sys.executable:
            return beneath
    return None


def _say_which_python() -> None:
    """Name the Python on standard error, as a command's own output may go to a program."""
    version = ".".join(map(str, sys.version_info[:3]))
    words = (
        f"Running in Python {version} ({sys.executable}), with the versions installed there "
        f"instead of those in {LOCK}."
    )
    with contextlib.suppress(SetupError):
        if _is_running_in(project_root() / ".venv"):
            words = f"Running in .venv (Python {version})."
    print(words, file=sys.stderr, flush=True)
