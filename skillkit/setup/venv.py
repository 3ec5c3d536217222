"""The kit's environment: this Python where it has the packages, else `.venv`, made once.

A stamp in `.venv` says that the kit made it, and from which locks: `lab` needs one, and `test` adds
a second one to the same folder.
"""

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
from skillkit.base.storage import locked, write_whole
from skillkit.base.text import in_figures
from skillkit.base.words import say
from skillkit.setup.install import SetupError, install, python_of
from skillkit.setup.materials import in_wheel, put_there

LAB = (
    *("jupyterlab", "ipywidgets", "anywidget", "plotly", "pandas", "networkx", "icalendar"),
    "charset_normalizer",
)
SERVICE = ("alembic", "httptools", "psycopg", "segno", "sqlalchemy", "starlette", "uvicorn")
TOOLS = (
    *SERVICE,
    *("axe_playwright_python", "codespell_lib", "hypothesis", "importlinter", "mistune", "mypy"),
    *("nbclient", "nbval", "playwright", "pytest", "xdist", "repo2docker", "ruff", "scipy"),
    *("jsonschema", "jupyterhub", "kubespawner", "textstat_rs", "vobject", "yaml"),
)
TEST = (*LAB, *TOOLS)
ROOM = (*LAB, *SERVICE, "mistune")  # a site and what serves it

PROJECT = "pyproject.toml"
LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # what `test` needs on top of the other
SPACE = {LOCK: 600_000_000, TEST_LOCK: 800_000_000}  # bytes on the disk, downloads included
STAMP = "skillkit.stamp"  # in .venv: says that the kit made it, and from what
UNFINISHED = frozenset({"unfinished"})


# --- Where a command runs ---------------------------------------------------------------------


def run_in_venv(needs: Collection[str], words: Sequence[str]) -> int | None:
    """None when this Python can run the command; else its exit code, from the Python of .venv.

    Raises:
        SetupError: .venv cannot be made here.
    """
    if not needs or (not (missing := lacking(needs)) and not _is_outdated()):
        if needs:
            _say_which_python()
        return None
    root = _root_for(needs, missing)
    venv = venv_of(root)
    if not is_ready(venv, stamp_of(root, locks_for(needs)), needs):
        if missing and not _is_running_in(venv):
            name = missing[0]
            if len(missing) > 1:
                name = say("{places} and {count} more", places=name, count=len(missing) - 1)
            print(
                say("This Python ({python}) lacks {name}.", python=sys.executable, name=name),
                flush=True,
            )
        make(root, needs)
    variables = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    return replace_process([str(python_of(venv)), "-m", "skillkit", *words], variables)


def project_root() -> Path:
    """The folder of the project: the one that this package stands in, else the current one."""
    for folder in (Path(__file__).resolve().parents[2], Path.cwd()):
        if (folder / LOCK).is_file() and (folder / PROJECT).is_file():
            return folder
    raise SetupError(
        say(
            "The notebooks and tests are not here. Go to the folder that you cloned (the one "
            "with {lock} in it) and run the command again.",
            lock=LOCK,
        )
    )


def workshop_root() -> Path:
    """The folder of the notebooks: a clone, else the one that an installed kit keeps here."""
    try:
        return project_root()
    except SetupError:
        if (materials := in_wheel()) is None:
            raise
        return put_there(materials, Path.cwd())


def _root_for(needs: Collection[str], missing: Sequence[str]) -> Path:
    """The project whose .venv can run this; an installed kit has none, and says what it lacks."""
    try:
        return project_root()
    except SetupError as error:
        if in_wheel() is None or not missing or set(needs) & set(TOOLS):
            raise
        raise SetupError(
            say(
                "This Python ({python}) lacks {missing}. Put in what the notebooks need, and run "
                "the command again: python3 -m pip install 'skillkit-workshop[lab]'",
                python=sys.executable,
                missing=missing[0],
            )
        ) from error


def lacking(needs: Collection[str]) -> tuple[str, ...]:
    """The modules of `needs` that this Python cannot import."""
    return tuple(name for name in needs if find_spec(name) is None)


def environment(root: Path, paths: Mapping[str, Path]) -> dict[str, str]:
    """This process's environment, with each folder of `paths` put first in its list variable."""
    variables = dict(os.environ)
    variables.pop("JUPYTER_NO_CONFIG", None)  # Jupyter would not read the kit's settings either
    # A person's folder may hold another kernel called python3; that of this Python comes first.
    kernels = Path(sys.prefix, "share", "jupyter")
    for name, folder in [("PYTHONPATH", root), ("JUPYTER_PATH", kernels), *paths.items()]:
        before = variables.get(name)
        variables[name] = os.pathsep.join([str(folder), before] if before else [str(folder)])
    return variables


def replace_process(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Let `command` take over this terminal; its exit code (where the system can return one)."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), dict(variables))
    process = subprocess.Popen(command, env=dict(variables))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the command got it as well, and knows what to do
            continue


def _is_running_in(venv: Path) -> bool:
    return Path(sys.prefix).resolve() == venv.resolve()


def _is_outdated() -> bool:
    """Whether this Python is that of a .venv which the locks have moved on from."""
    with contextlib.suppress(SetupError):
        root = project_root()
        made_from = stamp_in(venv_of(root))
        return (
            made_from is not None
            and _is_running_in(venv_of(root))
            and not made_from <= stamp_of(root, _locks_in(root))
        )
    return False


def _say_which_python() -> None:
    """Name the Python on standard error, as a command's own output may go to a program."""
    version = ".".join(map(str, sys.version_info[:3]))
    words = say(
        "Running in Python {version} ({python}), with the versions installed there instead of "
        "those in {lock}.",
        version=version,
        python=sys.executable,
        lock=LOCK,
    )
    try:
        venv = venv_of(project_root())
    except SetupError:  # an installed kit has no lock to speak of
        return
    if _is_running_in(venv):
        words = say("Running in {venv} (Python {version}).", venv=venv.name, version=version)
    print(words, file=sys.stderr, flush=True)


# --- .venv and its stamp ----------------------------------------------------------------------


def venv_of(root: Path) -> Path:
    """The folder of the kit's environment: `.venv`, or what `$SKILLKIT_VENV` names."""
    return root / Path(os.environ.get("SKILLKIT_VENV") or ".venv").expanduser()


def locks_for(needs: Collection[str]) -> tuple[str, ...]:
    """The locks that bring the modules of `needs`."""
    return (LOCK, TEST_LOCK) if set(needs) & set(TOOLS) else (LOCK,)


def stamp_of(root: Path, locks: Collection[str]) -> frozenset[str]:
    """What a .venv of these locks is made from: the Python's version, and each lock's hash."""
    hashes = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in locks}
    python = "python {}.{}".format(*sys.version_info)
    return frozenset({python} | {f"{name} {digest}" for name, digest in hashes.items()})


def stamp_in(venv: Path) -> frozenset[str] | None:
    """What a .venv says that it was made from; None when the kit did not make it."""
    try:
        return frozenset((venv / STAMP).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return None


def is_ready(venv: Path, stamp: frozenset[str], needs: Collection[str]) -> bool:
    """Whether .venv holds what `stamp` says, and its Python finds every module of `needs`."""
    if not stamp <= (stamp_in(venv) or frozenset()):
        return False
    look = "import sys, importlib.util as u; sys.exit(None in map(u.find_spec, sys.argv[1:]))"
    try:  # a Python that was updated or taken away leaves a link to nowhere
        found = subprocess.run([python_of(venv), "-I", "-c", look, *needs], check=False)
    except OSError:
        return False
    return found.returncode == 0


def make(root: Path, needs: Collection[str]) -> None:
    """Make .venv for `needs`, or add to it what they lack, unless another run has just done so."""
    venv, wanted = venv_of(root), stamp_of(root, locks_for(needs))
    _check_writable(venv.parent)
    with _only_one(venv):
        if is_ready(venv, wanted, needs):
            return
        made_from = _kit_made(venv)
        adding = made_from <= stamp_of(root, _locks_in(root)) and not wanted <= made_from
        kept = made_from if adding else frozenset()
        locks = [name for name in locks_for(needs) if not stamp_of(root, [name]) <= kept]
        _check_room(venv.parent, locks)
        if not kept and _is_running_in(venv):
            raise SetupError(
                say(
                    "{venv} is not up to date. Leave it (type: deactivate) and run the command "
                    "again with the Python that you had before: it will be made again.",
                    venv=venv.name,
                )
            )
        print(_announced(venv, made_from, kept), flush=True)
        try:
            if not kept:
                _empty(venv)
            _write_stamp(venv, UNFINISHED)
            install(root, venv, locks, editable=not kept)
            _write_stamp(venv, kept | wanted)
            _check_ready(venv, needs)
        except (SetupError, OSError) as error:
            if kept:  # nothing is put in before everything has been fetched
                _write_stamp(venv, kept)
            else:
                _delete(venv)  # gives a full disk its room back
            if isinstance(error, SetupError):
                raise
            raise SetupError(
                say(
                    "Making {venv} failed: {error}. Close what uses that folder, free some space "
                    "if the disk is full, and run the command again.",
                    venv=venv,
                    error=error,
                )
            ) from error
        print(say("Ready."), flush=True)


def _announced(venv: Path, made_from: frozenset[str], kept: frozenset[str]) -> str:
    """What is going to happen to .venv."""
    if kept:
        return say("Adding to {venv} what is missing.", venv=venv.name)
    making = (
        say("Making {venv} anew, as it is incomplete or out of date.", venv=venv.name)
        if made_from
        else say("Making {venv}, once.", venv=venv.name)
    )
    return f"{making} {say('That needs a network.')}"


def _locks_in(root: Path) -> tuple[str, ...]:
    return tuple(name for name in (LOCK, TEST_LOCK) if (root / name).is_file())


def _kit_made(venv: Path) -> frozenset[str]:
    """What .venv was made from, none when it is not there; anybody else's is left alone.

    Raises:
        SetupError: the folder is somebody's own.
    """
    if (made_from := stamp_in(venv)) is not None:
        return made_from
    if os.path.lexists(venv) and not (venv.is_dir() and not any(venv.iterdir())):
        raise SetupError(
            say(
                "{venv} is already there, and the kit did not make it, so it is left as it "
                "is.\nGive the kit another name for its own: set SKILLKIT_VENV to "
                ".venv-skillkit, for example, and run the command again. Or, if you do not need "
                "it, delete {name}.",
                venv=venv,
                name=venv.name,
            )
        )
    return frozenset()


def _write_stamp(venv: Path, stamp: frozenset[str]) -> None:
    write_whole(venv / STAMP, ("\n".join(sorted(stamp)) + "\n").encode())


def _empty(venv: Path) -> None:
    """Delete all in .venv but the stamp, which says to the end whose folder it is."""
    for entry in venv.iterdir() if venv.is_dir() else ():
        if entry.name == STAMP:
            continue
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def _delete(venv: Path) -> None:
    """Take .venv away as far as the system lets us; what stays is known as the kit's."""
    with contextlib.suppress(OSError):
        _empty(venv)
        (venv / STAMP).unlink()
        venv.rmdir()


def _check_writable(folder: Path) -> None:
    """Raise `SetupError` where no .venv can be made."""
    if not os.access(folder, os.W_OK):
        raise SetupError(
            say(
                "The folder {folder} cannot be written, and the first run makes .venv in it. "
                "Copy the project to a folder of your own and run the command there.",
                folder=folder,
            )
        )


def _check_room(folder: Path, locks: Collection[str]) -> None:
    """Raise `SetupError` where the disk cannot hold what is to come."""
    needed = sum(SPACE[name] for name in locks)
    if (free := shutil.disk_usage(folder).free) < needed:
        raise SetupError(
            say(
                "The disk is full, or nearly: {free} GB are free, and this takes about {needed} "
                "GB. Free some space and run the command again.",
                free=in_figures(free / 1e9, 1),
                needed=in_figures(needed / 1e9, 1),
            )
        )


def _check_ready(venv: Path, needs: Collection[str]) -> None:
    """Raise `SetupError` where all went well, but somewhere else."""
    if not is_ready(venv, frozenset(), needs):
        raise SetupError(
            say(
                "Everything was installed, but {venv} cannot find all of it. Do settings of uv "
                "or pip name another target (uv.toml, pip.conf)? Take that out, and run the "
                "command again.",
                venv=venv.name,
            )
        )


@contextlib.contextmanager
def _only_one(venv: Path) -> Iterator[None]:
    """Hold the right to make .venv; a second run says that it waits, and waits."""
    said = say("Another run is making {venv} just now: waiting for it.", venv=venv.name)
    notice = threading.Timer(1, print, [said], {"flush": True})
    notice.daemon = True
    notice.start()
    try:
        with locked(venv.with_name(venv.name.lstrip("."))):
            notice.cancel()
            yield
    except FileError as error:
        raise SetupError(
            say(
                "{parent} cannot be used for {venv}. {error}",
                parent=venv.parent,
                venv=venv.name,
                error=error,
            )
        ) from error
    finally:
        notice.cancel()
