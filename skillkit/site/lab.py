"""Lab: the sessions as notebooks in JupyterLite, for those who want to see the code.

JupyterLite is JupyterLab without a server, and its kernel is Pyodide's. Its own tools build it; its
kernel loads one archive of ours, with a lock that names nothing of any other host.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import skillkit
from skillkit.base.errors import SkillkitError
from skillkit.base.words import PACKED, SOURCE, language, named, say, sentence
from skillkit.framework.folder import is_chosen
from skillkit.site import pyodide
from skillkit.site.archives import files_of, kit, packed
from skillkit.site.compiled import compiled
from skillkit.site.languages import words_files
from skillkit.site.later import LATER
from skillkit.site.pages import SOURCE_ONLY, Session
from skillkit.workshop.notebook_words import translated
from skillkit.workshop.words_file import sentences

TOOLS = ("jupyterlite-core", "jupyterlite-pyodide-kernel")
MISSING = (
    "The notebooks in the browser need JupyterLite, which is not installed here. Install it with "
    "pip install 'skillkit-workshop[lite]' and run the command again. The pages need none of it: "
    "leave --lab out."
)
KERNEL = "@jupyterlite/pyodide-kernel-extension"
FRONT_ENDS = {  # what shows widgets in JupyterLab, by the package that brings it
    "jupyterlite-pyodide-kernel": KERNEL,
    "jupyterlab_widgets": "@jupyter-widgets/jupyterlab-manager",
    "anywidget": "anywidget",
}
WANTED = ("anywidget", "ipython", "ipywidgets", *sum(LATER.values(), ()))
# What those ask for, and no browser has a use for: other systems, terminals, other front ends.
NEEDLESS = {
    *("colorama", "jedi", "jupyterlab-widgets", "parso", "pexpect", "psutil", "ptyprocess"),
    "widgetsnbextension",
}
# The kernel asks for these by name. They come in one archive, without what installs more (it needs
# a network) and what completes names while somebody types (5 MB).
ASKED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython")
RARE = "pygments/"  # of its two hundred languages one is loaded: sources are lighter
NAME = re.compile(r"[\w.-]+")  # at the beginning of what a package asks for
TO_THE_PAGE = sentence("The page without code")  # on each notebook
VERSION = skillkit.__version__
ARCHIVE = "skillkit-lab"
ADDRESS = "lab/notebooks/index.html?path={}.ipynb"  # of a session, from its page


def check_tools() -> None:
    """Refuse in words where JupyterLite is missing.

    Raises:
        SkillkitError: it is; the sentence says what to install.
    """
    try:
        for name in TOOLS:
            distribution(name)
    except PackageNotFoundError as error:
        raise SkillkitError(MISSING) from error


def build_lab(notebooks: Path, sessions: Sequence[Session], out: Path) -> None:
    """Write the folder of JupyterLite with these sessions' notebooks.

    Raises:
        SkillkitError: JupyterLite's own build goes wrong.
    """
    check_tools()
    with tempfile.TemporaryDirectory(prefix="skillkit-lab-") as folder:
        work = Path(folder)
        contents, python = work / "contents", work / "static" / "pyodide"
        contents.mkdir()
        python.mkdir(parents=True)
        for session in sessions:
            text = notebook_text(notebooks / f"{session.name}.ipynb")
            (contents / f"{session.name}.ipynb").write_text(text, encoding="utf-8")
        for name, content in python_files().items():
            (python / name).write_bytes(content)
        run_tools(work, out, {"packages": [*ASKED, ARCHIVE]})
    page = out / "notebooks" / "index.html"
    back = (Path(__file__).parent / "to_the_page.html").read_text(encoding="utf-8")
    back = back.replace(TO_THE_PAGE, say(TO_THE_PAGE))
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{back}</body>"), "utf-8")


def notebook_text(path: Path) -> str:
    """A session's notebook in the site's language, without cells that need what is not there."""
    notebook = translated(json.loads(path.read_text(encoding="utf-8")), links=False)
    cells = notebook["cells"]
    notebook["cells"] = [
        _whole(cell) for cell in cells if SOURCE_ONLY not in cell["metadata"].get("tags", ())
    ]
    if is_chosen() or language().tag != SOURCE:  # what is stored is the article's, in English
        for cell in notebook["cells"]:
            cell |= {"outputs": []} if cell["cell_type"] == "code" else {}
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)"}
    notebook["metadata"].setdefault("language_info", {})["name"] = "python"
    return json.dumps(notebook, ensure_ascii=False, indent=1)


def _whole(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell whose texts are whole: what a server would put together, nobody does here."""
    return cell | {name: _joined(cell[name]) for name in ("source", "outputs") if name in cell}


def _joined(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _joined(part) for name, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "".join(value)
    return [_joined(part) for part in value] if isinstance(value, list) else value


def python_files() -> dict[str, bytes]:
    """Pyodide, one archive with all that the kernel imports, and the lock that names them."""
    core = pyodide.core()
    core[pyodide.LIBRARY] = packed(compiled(pyodide.library(core), core))
    theirs = _imported()
    rare = {name: content for name, content in theirs.items() if name.startswith(RARE)}
    often = {name: content for name, content in theirs.items() if name not in rare}
    # The kit's own modules stay as they are, for those who came to see the code.
    imported = kit() | _words() | rare | compiled(often, core, docs=True)
    wheels = {name: _wheel(name, {}) for name in ASKED} | {ARCHIVE: _wheel(ARCHIVE, imported)}
    lock = json.loads(core[pyodide.LIST])
    lock["packages"] = {
        name: locked(name, _file(name), wheel, ["skillkit"] if name == ARCHIVE else [])
        for name, wheel in wheels.items()
    }
    files = {_file(name): wheel for name, wheel in wheels.items()}
    return core | files | {pyodide.LIST: json.dumps(lock).encode()}


def _words() -> dict[str, bytes]:
    """The site's own language and its words, which no page is there to name."""
    tag = named() or SOURCE
    return (
        {}
        if tag == SOURCE
        else words_files(tag, sentences()) | {f"skillkit/data/{PACKED}": tag.encode()}
    )


def locked(
    name: str, file: str, wheel: bytes, imports: Sequence[str], depends: Iterable[str] = ()
) -> dict[str, Any]:
    """What a lock of Pyodide's says of a package; a cell that imports one of these loads it."""
    return {
        "name": name,
        "version": file.split("-")[1],
        "file_name": file,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel).hexdigest(),
        "package_type": "package",
        "unvendored_tests": False,
        "imports": [*imports],
        "depends": [*depends],
    }


def _imported() -> dict[str, bytes]:
    """What the kernel and the kit import, as it is installed here."""
    theirs = files_of(needed(WANTED), with_metadata=True)
    files = {_of_an_egg(path): content for path, content in theirs.items()}
    static = _front_end("jupyterlite-pyodide-kernel") / "static" / "pypi"
    for name in ("pyodide_kernel", "ipykernel"):
        (wheel,) = static.glob(f"{name}-*.whl")
        with zipfile.ZipFile(wheel) as there:
            files |= {path: there.read(path) for path in there.namelist() if path.endswith(".py")}
    return files | {"piplite/__init__.py": b"", "piplite/piplite.py": b""}


def _of_an_egg(path: str) -> str:
    """Where Python finds what a package says of itself, in an archive that is another package's."""
    return path.replace(".dist-info/METADATA", ".egg-info/PKG-INFO")


def needed(names: Iterable[str]) -> set[str]:
    """These packages and what they ask for, as they are installed here."""
    found: set[str] = set()
    open_names = [*names]
    while open_names:
        name = re.sub(r"[-_.]+", "-", open_names.pop().lower())
        if name in found or name in NEEDLESS:
            continue
        try:
            asked = distribution(name).requires or ()
        except PackageNotFoundError:  # for another system, or an older Python
            continue
        found.add(name)
        open_names += [NAME.match(line)[0] for line in asked if "extra ==" not in line]  # type: ignore[index]
    return found


def _wheel(name: str, files: dict[str, bytes]) -> bytes:
    """A wheel, which is an archive that says its name."""
    about = f"{_plain(name)}-{VERSION}.dist-info"
    words = f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n"
    wheel = "Wheel-Version: 1.0\nGenerator: skillkit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    more = {"METADATA": words, "WHEEL": wheel, "RECORD": ""}
    return packed(files | {f"{about}/{part}": text.encode() for part, text in more.items()})


def _file(name: str) -> str:
    return f"{_plain(name)}-{VERSION}-py3-none-any.whl"


def _plain(name: str) -> str:
    return name.replace("-", "_")


# --- JupyterLite's own tools -----------------------------------------------------------------


def run_tools(work: Path, out: Path, loaded: dict[str, Any]) -> None:
    """Build from a folder with `contents` and Pyodide; `loaded` is what its kernel asks of it.

    Raises:
        SkillkitError: the build goes wrong.
    """
    (work / "jupyter-lite.json").write_text(json.dumps(_settings(loaded)), encoding="utf-8")
    (work / "jupyter_lite_config.json").write_text(json.dumps(_choices()), encoding="utf-8")
    build = [sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", str(out.resolve())]
    done = subprocess.run(build, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(out, ignore_errors=True)
        said = " ".join((done.stdout + done.stderr).split())[-500:]
        raise SkillkitError(say("JupyterLite could not be built. It says: {said}", said=said))


def _settings(loaded: dict[str, Any]) -> dict[str, Any]:
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": loaded,
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "skillkit",
            "litePluginSettings": {f"{KERNEL}:kernel": kernel},
        },
    }


def _choices() -> dict[str, Any]:
    own = (
        Path(skillkit.__file__).parent / "data" / "jupyter" / "labextensions" / "skillkit-workshop"
    )
    extensions = [*map(_front_end, FRONT_ENDS), own]
    return {
        "LiteBuildConfig": {
            "apps": ["notebooks", "tree"],  # a link to a notebook goes by way of the list
            "contents": ["contents"],
            "federated_extensions": [str(path) for path in extensions],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def _front_end(package: str) -> Path:
    """The folder of a package's part that runs in JupyterLab."""
    wanted = f"labextensions/{FRONT_ENDS[package]}/package.json"
    return next(path.parent for path in _located(distribution(package)) if wanted in str(path))


def _located(found: Distribution) -> Iterator[Path]:
    for file in found.files or ():
        yield Path(str(file.locate())).resolve()
