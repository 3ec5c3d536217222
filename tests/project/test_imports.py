"""The cost of the participant's path: what an import pulls in."""

import json
import os
import subprocess
import sys
from pathlib import Path

# Screens, and what runs for them in .venv, may need more than the standard library.
UPPER = ("widgets", "site", "room", "notebooks", "save_hook", "__main__")
PACKAGE = Path(__file__).resolve().parents[2] / "skillkit"
CORE = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in UPPER
)


def loaded_by(*modules: str) -> dict[str, set[str]]:
    """The top-level modules that each import brings in, one after the other in a fresh Python."""
    code = (
        "import importlib, json, sys\n"
        "found, before = {}, set()\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "    now = {module.split('.')[0] for module in sys.modules}\n"
        "    found[name], before = sorted(now - before), now\n"
        "print(json.dumps(found))"
    )
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", code, *modules]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    return {name: set(found) for name, found in json.loads(done.stdout).items()}


def test_the_core_imports_the_standard_library_only() -> None:
    """Rating and reading a T need nothing that takes long to load or to install."""
    at_start, *brought = loaded_by("sys", *CORE).items()
    allowed = {*sys.stdlib_module_names, *at_start[1], "skillkit"}
    assert {name: others - allowed for name, others in brought if others - allowed} == {}


def test_the_heavy_ones_would_be_noticed() -> None:
    """The look at loaded modules does see what a heavy import brings."""
    assert {"ipywidgets", "IPython"} <= loaded_by("ipywidgets")["ipywidgets"]


def test_the_first_import_of_a_notebook_reads_a_few_modules_only() -> None:
    """The public names wait until somebody asks for them."""
    code = "import sys, skillkit; print(sum(n.startswith('skillkit') for n in sys.modules))"
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    assert int(done.stdout) <= 3
