"""Pyodide: Python for a browser. Its core comes from npm, pinned, once for a machine."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from skillkit.base.errors import SkillkitError
from skillkit.base.words import say

VERSION = "314.0.7"  # of Python 3.14; the last two numbers change with every release
SHA512 = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
LIBRARY = "python_stdlib.zip"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY)
# Of the standard library, what a page has no use for: shells, servers, processes, other terminals.
UNUSED = re.compile(
    r"_pyrepl/|ensurepip/|http/|multiprocessing/|pydoc_data/|sqlite3/|unittest/|venv/|wsgiref/|"
    r"xmlrpc/|dbm/|curses/|"
    r"(_pydatetime|_pydecimal|_pyio|argparse|bdb|cProfile|cmd|code|compileall|configparser|doctest|"
    r"filecmp|fileinput|ftplib|getopt|imaplib|mailbox|modulefinder|netrc|optparse|pdb|pickletools|"
    r"platform|plistlib|poplib|profile|pstats|pty|pyclbr|pydoc|py_compile|rlcompleter|sched|shelve|"
    r"smtplib|socketserver|symtable|tabnanny|tarfile|timeit|trace|tracemalloc|tty|turtle|wave|"
    r"webbrowser|zipapp)\.pyc?$|"
    r"encodings/(mac_(?!roman)|cp(037|273|424|500|7|86[0-59]|85[5-8]|875|1006|1026|1125|1140)|hp_|"
    r"kz1048|palmos|ptcp)"
)
LIST = "pyodide-lock.json"  # of packages on another host; here it names none
NO_NPM = (
    "A site needs Pyodide, which npm fetches once, and npm is not here. Install Node 20 or newer "
    "(it brings npm) and run the command again. Who opens the site needs none of it."
)


def core() -> dict[str, bytes]:
    """The files that make Python in a browser, by name, with a list that names no package.

    Raises:
        SkillkitError: npm is missing or cannot fetch them, or they are not what was pinned.
    """
    archive = _archive()
    if not is_here():
        _fetch(archive)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != SHA512:
        archive.unlink()
        raise SkillkitError(
            say(
                "pyodide {version}, as npm has fetched it, is not what the kit was tested with "
                "(sha512 {digest}... instead of {sha512}...). Run the command again; if it stays "
                "so, look at npm's settings: npm config list.",
                version=VERSION,
                digest=digest[:12],
                sha512=SHA512[:12],
            )
        )
    with tarfile.open(archive) as there:
        files = {name: _content(there, f"package/{name}") for name in (*CORE, LIST)}
    platform = json.loads(files[LIST])["info"]
    return files | {LIST: json.dumps({"info": platform, "packages": {}}).encode()}


def library(core: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the standard library, by name."""
    with zipfile.ZipFile(io.BytesIO(core[LIBRARY])) as there:
        return {name: there.read(name) for name in there.namelist() if not name.endswith("/")}


def used(library: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of the standard library what a page may have a use for."""
    return {name: content for name, content in library.items() if not UNUSED.match(name)}


def is_here() -> bool:
    """Whether this machine has fetched it already."""
    return _archive().is_file()


def _content(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file is not None, f"{name} is no file"
    return file.read()


def kept_folder() -> Path:
    """Where the system keeps what can be fetched or made again."""
    chosen = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(chosen or Path.home() / ".cache").expanduser() / "skillkit"


def _archive() -> Path:
    """The file as npm has fetched it."""
    return kept_folder() / f"pyodide-{VERSION}.tgz"


def _fetch(archive: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SkillkitError(NO_NPM)
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        command = [npm, "pack", "--silent", "--prefer-offline", f"pyodide@{VERSION}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        fetched = Path(folder, archive.name)
        if done.returncode or not fetched.is_file():
            raise SkillkitError(
                say(
                    "npm could not fetch pyodide {version}. It says: {said} Connect to a network "
                    "once and run the command again.",
                    version=VERSION,
                    said=_last(done.stderr),
                )
            )
        fetched.replace(archive)


def _last(said: str) -> str:
    return " ".join(said.split())[-300:] or say("nothing.")
