"""Build: the folder of a site, which any host for plain files serves."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from skillkit.assessment.examples import t_shaped_person
from skillkit.base.errors import SkillkitError
from skillkit.base.words import SOURCE, language, say, spoken_in
from skillkit.framework.folder import is_chosen
from skillkit.profile import profile_of
from skillkit.profile.draw_t import t_shape
from skillkit.site import pyodide
from skillkit.site.archives import KIT, archives, packed
from skillkit.site.cells import stills
from skillkit.site.compiled import compiled, loaded
from skillkit.site.lab import ADDRESS, build_lab, check_tools
from skillkit.site.languages import Languages, languages, words_archive
from skillkit.site.later import REST
from skillkit.site.pages import (
    HOME,
    STATIC,
    WORDS_SCRIPT,
    Session,
    read_session,
    session_page,
    start_page,
    without_hints,
)
from skillkit.site.pyodide import LIBRARY
from skillkit.workshop.notebook_words import translated
from skillkit.workshop.run_sheet import load_run_sheet

MARK = "skillkit-site.json"  # says that a folder holds a site, which another may replace
# What shrinks; a page unpacks it by itself, so that any host may serve it.
PACKED = ("pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY, KIT)
OPENED = ("00_start", "02_assessment")  # where most people come in; other pages load a little more
WORKER = "service_worker.js"
KNOWING = (WORKER, "memory.js")  # scripts that know the version of the site


def build(notebooks: Path, out: Path, *, lab: bool = False) -> Path:
    """Write the site of these notebooks to a folder; an earlier site there is replaced.

    Args:
        notebooks: the folder of the sessions' notebooks.
        out: the folder of the site.
        lab: also the notebooks themselves, in JupyterLite.

    Raises:
        SkillkitError: the folder holds something else, or Pyodide or JupyterLite is not to be had.
    """
    _check_free(out)
    if lab:
        check_tools()
    files = site_files(notebooks, lab=lab)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as folder:
        whole = Path(folder, "site")
        for name, content in files.items():
            (whole / name).parent.mkdir(parents=True, exist_ok=True)
            (whole / name).write_bytes(content)
        if lab:
            build_lab(notebooks, sessions_in(notebooks), whole / "lab")
        shutil.rmtree(out, ignore_errors=True)
        whole.rename(out)
    return out


def site_files(notebooks: Path, *, lab: bool = False) -> dict[str, bytes]:
    """Every file of the pages, by its name."""
    files = {name: page.encode() for name, page in site_pages(notebooks, lab=lab).items()}
    files |= {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
    files["words.js"] = WORDS_SCRIPT.read_bytes()
    files["icon.svg"] = t_shape(profile_of(t_shaped_person())).encode()
    files |= _python(sessions_in(notebooks), languages().tags)
    return _versioned(dict(_packed(name, content) for name, content in files.items()))


def _python(sessions: Sequence[Session], tags: Sequence[str]) -> dict[str, bytes]:
    """Python and the kit, by name: what a first form needs comes in archives of its own."""
    core = pyodide.core()
    library = compiled(pyodide.library(core), core)
    core[LIBRARY] = packed(library, zipfile.ZIP_STORED)  # it starts in a third of the time
    python = {name: compiled(files, core) for name, files in archives(tags).items()}
    kit = python[KIT]
    cells = [[(cell.id, cell.code) for cell in s.cells] for s in sessions if s.name in OPENED]
    needed = loaded(kit, core, cells)
    whole = pyodide.used(library) | kit
    core[LIBRARY] = packed({n: c for n, c in library.items() if n in needed}, zipfile.ZIP_STORED)
    python[KIT] = {n: c for n, c in kit.items() if n in needed or not n.endswith(".pyc")}
    python[REST] = {n: c for n, c in whole.items() if n.endswith(".pyc") and n not in needed}
    # Some hosts serve scripts as such by this ending alone.
    names = {"pyodide.mjs": "pyodide.js"}
    files = {f"pyodide/{names.get(name, name)}": content for name, content in core.items()}
    # One that is stored as it is shrinks more as a whole.
    how = dict.fromkeys([KIT, *map(words_archive, tags)], zipfile.ZIP_STORED)
    return files | {
        f"python/{name}": packed(archive, how.get(name, zipfile.ZIP_DEFLATED))
        for name, archive in python.items()
    }


def site_pages(notebooks: Path, *, lab: bool = False) -> dict[str, str]:
    """The pages alone, in each language: the start, and one for each session.

    With `lab`, each has a way to its notebook.
    """
    spoken = languages()
    pages = {}
    for tag in spoken.tags:
        with spoken_in(tag):
            for name, page in _pages(sessions_in(notebooks), spoken, lab):
                pages[f"{spoken.folder(tag)}{name}"] = page
    return pages


def _pages(sessions: Sequence[Session], spoken: Languages, lab: bool) -> Iterator[tuple[str, str]]:
    """The pages in the language of now, by their names."""
    yield HOME, start_page(sessions, spoken)
    for session in sessions:
        code = ADDRESS.format(session.name) if lab else ""
        yield session.file, session_page(session, sessions, spoken, code)


def sessions_in(notebooks: Path) -> list[Session]:
    """The sessions in their order, from their notebooks."""
    return [
        _of_this_workshop(
            read_session(
                session.name,
                translated(_notebook(notebooks / f"{session.name}.ipynb"), links=False),
            )
        )
        for session, _ in load_run_sheet().sessions
    ]


def _notebook(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _of_this_workshop(session: Session) -> Session:
    """The session with pictures of what was chosen, in the place of the article's in English."""
    if not is_chosen() and language().tag == SOURCE:
        return session
    pictures = stills([(cell.id, cell.code) for cell in session.cells])
    parts = (
        part if isinstance(part, str) else replace(part, still=without_hints(pictures[part.id]))
        for part in session.parts
    )
    return replace(session, parts=tuple(parts))


def _packed(name: str, content: bytes) -> tuple[str, bytes]:
    file = name.rpartition("/")[2]
    if file in PACKED:
        return f"{name}.packed", gzip.compress(content, 9, mtime=0)
    if file.startswith("words.") and file.endswith(".zip"):
        return f"{name}.bz2", bz2.compress(content)  # prose: a fifth less, and Python unpacks it
    return name, content


def _versioned(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a mark, and with what a browser has to keep for a visit without a network."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name])
    version = digest.hexdigest()[:16]
    names = sorted({*files, "./"} - {WORKER})
    lines = f"const VERSION = {json.dumps(version)};\nconst FILES = {json.dumps(names)};\n"
    whole = files | {name: lines.encode() + files[name] for name in KNOWING}
    return whole | _beside(whole) | {MARK: json.dumps({"site": version}).encode()}


def _beside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is text once more, compressed: some hosts give that out in its place."""
    return {
        f"{name}.gz": gzip.compress(content, 9, mtime=0)
        for name, content in files.items()
        if name.endswith((".html", ".js", ".css", ".svg"))
    }


def _check_free(out: Path) -> None:
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise SkillkitError(
            say(
                "{out} holds something that is not a site of the kit, so it is left as it is. "
                "Name a folder that is empty or not there yet.",
                out=out,
            )
        )
