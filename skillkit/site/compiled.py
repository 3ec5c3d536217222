"""Compiled: the modules of a page as its Python reads them, and which of them a first form needs.

A page that had to compile its library would take three times as long to start. Pyodide's own Python
does it in Node, once for a machine and a state of the files.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from skillkit.base.errors import SkillkitError
from skillkit.base.storage import write_whole
from skillkit.base.words import say
from skillkit.site import pyodide
from skillkit.site.archives import packed

Files = Mapping[str, bytes]
KEPT = 20  # results, those used last; each is a megabyte or two
NO_NODE = (
    "A site needs Node 20 or newer, which is not here: it compiles what the pages load. Install it "
    "and run the command again. Who opens the site needs none of it."
)
RUN = """
const [folder, code] = process.argv.slice(1);
const { pathToFileURL } = await import("node:url");
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide();
python.mountNodeFS("/given", folder);
try {
  python.runPython(code);
} catch (error) {
  console.error(error.message); // Node would show the whole of a long line before it
  process.exitCode = 1;
}
"""
COMPILE = """
import compileall, py_compile, shutil
shutil.unpack_archive("/given/sources.zip", "/sources")
how = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir(
    "/sources", stripdir="/sources", quiet=2, legacy=True, optimize=%d, invalidation_mode=how
)
shutil.make_archive("/made", "zip", "/sources")
shutil.copyfile("/made.zip", "/given/made")
"""
LOAD = """
import json, shutil, site, sys
from pathlib import Path
shutil.unpack_archive("/given/kit.zip", site.getsitepackages()[0])
from skillkit.site.kernel import Kernel
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import save
kernel = Kernel("/my", True, str)
for _ in range(2):
    for cells in json.load(open("/given/sessions.json")):
        for said in kernel.run(cells):
            if said["kind"] == "open":
                kernel.hear(said["id"], {"kind": "hello", "version": -1})
    save(example_person(), Path("/my/assessment.json"))
specs = [module.__spec__ for module in [*sys.modules.values()]]
loaded = [spec.origin for spec in specs if spec and spec.has_location]
json.dump(loaded, open("/given/made", "w"))
"""
FOLDERS = ("python314.zip/", "site-packages/")  # where a page has its library and its packages


def compiled(files: Files, core: Files, *, docs: bool = False) -> dict[str, bytes]:
    """These files with bytecode in the place of each module.

    Args:
        files: by name.
        core: the Python that makes it.
        docs: with docstrings, for those who read them.

    Raises:
        SkillkitError: Node is missing, or cannot do it.
    """
    modules = {name: content for name, content in files.items() if name.endswith(".py")}
    if not modules:
        return dict(files)
    sources = packed(modules, zipfile.ZIP_STORED)
    with zipfile.ZipFile(
        io.BytesIO(_made(COMPILE % (0 if docs else 2), core, {"sources.zip": sources}))
    ) as made:
        code = {name: made.read(name) for name in made.namelist() if name.endswith(".pyc")}
    return {name: content for name, content in files.items() if f"{name}c" not in code} | code


def loaded(kit: Files, core: Files, sessions: Iterable[Iterable[tuple[str, str]]]) -> set[str]:
    """The names of the files that Python loads to run these sessions, with ratings and without.

    Args:
        kit: the kit and what it needs.
        core: Pyodide.
        sessions: their cells.
    """
    cells = json.dumps([[*session] for session in sessions]).encode()
    given = {"kit.zip": packed(kit, zipfile.ZIP_STORED), "sessions.json": cells}
    places = json.loads(_made(LOAD, core, given))
    return {place.partition(folder)[2] for folder in FOLDERS for place in places} - {""}


def _made(code: str, core: Files, given: Files) -> bytes:
    """What this code makes of these files; kept for the next time."""
    digest = hashlib.sha256(f"{pyodide.VERSION}\0{code}".encode())
    for name, content in given.items():
        digest.update(name.encode() + b"\0" + content)
    kept = pyodide.kept_folder() / f"made-{digest.hexdigest()[:20]}"
    if not kept.is_file():
        write_whole(kept, _run(code, {**core, **given}))
    content = kept.read_bytes()
    os.utime(kept)
    _forget([*kept.parent.glob("made-*")])
    return content


def _forget(kept: list[Path]) -> None:
    for old in sorted(kept, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)


def _run(code: str, files: Files) -> bytes:
    """What this code leaves as `made` in a folder with these files, run by Pyodide's Python."""
    node = shutil.which("node")
    if node is None:
        raise SkillkitError(NO_NODE)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        command = [node, "--input-type=module", "--eval", RUN, folder, code]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = " ".join(done.stderr.split())[-500:]
            raise SkillkitError(
                say("What the pages load could not be compiled. Node says: {said}", said=said)
            )
        return Path(folder, "made").read_bytes()
