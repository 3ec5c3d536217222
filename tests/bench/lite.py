"""Lite: JupyterLite as it comes, with one slider and nothing of the kit in its Python."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from skillkit.site import lab, pyodide
from skillkit.site.archives import files_of, packed
from tests.bench.cases import SLIDER

# What its kernel asks for, each a package of its own with what it needs, as on Pyodide's own host.
NEEDS = {
    "micropip": ["packaging"],
    "ipython": [*sorted(lab.needed(["ipython"]) - {"ipython"}), "jedi"],
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "jedi": ["parso"],
}
NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "id": "slider",
            "metadata": {},
            "source": SLIDER.cell,
            "outputs": [],
            "execution_count": None,
        }
    ],
    "metadata": {
        "kernelspec": {"name": "python", "display_name": "Python (Pyodide)"},
        "language_info": {"name": "python"},
        "skillkit": {"run": True},  # so that it runs when it is opened, as the kit's do
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def build_stock(work: Path, out: Path) -> None:
    """Build it from an empty folder; `slider.ipynb` runs as it opens."""
    python, contents = work / "static" / "pyodide", work / "contents"
    python.mkdir(parents=True)
    contents.mkdir()
    (contents / "slider.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    files = pyodide.core()
    lock = json.loads(files[pyodide.LIST])
    for name in {*NEEDS, *(needed for names in NEEDS.values() for needed in names)}:
        file, wheel = _fetched(name, work) if name == "micropip" else _wheel(name)
        files[file] = wheel
        lock["packages"][name] = lab.locked(name, file, wheel, [name], NEEDS.get(name, ()))
    files[pyodide.LIST] = json.dumps(lock).encode()
    for name, content in files.items():
        (python / name).write_bytes(content)
    lab.run_tools(work, out, {})


def _fetched(name: str, work: Path) -> tuple[str, bytes]:
    """The wheel of a package that is made for a browser's Python alone."""
    what = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.14", name]
    command = [sys.executable, "-m", "pip", "download", *what, f"--dest={work}"]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = work.glob(f"{name}-*.whl")
    return wheel.name, wheel.read_bytes()


def _wheel(name: str) -> tuple[str, bytes]:
    """The wheel of a package that is installed here, and its name."""
    files = files_of([name], with_metadata=True)
    about = next(PurePosixPath(path).parent for path in files if path.endswith("/METADATA"))
    files[f"{about}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{about}/RECORD"] = b""
    return f"{name.replace('-', '_')}-{version(name)}-py3-none-any.whl", packed(files)
