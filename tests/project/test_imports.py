"""The cost of the participant's path: what an import pulls in, and how long it takes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"pandas", "plotly", "numpy", "IPython", "ipywidgets", "anywidget", "scipy", "networkx"}
# Screens, and what runs for them in .venv, may need more than the standard library.
UPPER = ("widgets", "notebooks", "save_hook", "__main__")
PACKAGE = Path(__file__).resolve().parents[2] / "skillkit"
CORE = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in UPPER
)


def python(*words: str) -> subprocess.CompletedProcess[str]:
    """What a fresh Python says."""
    variables = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=variables)


def loaded_by(module: str) -> set[str]:
    """The top-level modules that an import brings in."""
    code = f"import {module}, sys, json; print(json.dumps([n.split('.')[0] for n in sys.modules]))"
    return set(json.loads(python("-c", code).stdout))


def microseconds(module: str, runs: int = 3) -> int:
    """The time that an import takes, at its quickest."""
    times = []
    for _ in range(runs):
        said = python("-X", "importtime", "-c", f"import {module}").stderr
        line = next(line for line in said.splitlines() if re.search(rf"\| {module}$", line))
        times.append(int(line.split("|")[1]))
    return min(times)


@pytest.mark.parametrize("module", CORE)
def test_the_core_imports_the_standard_library_only(module: str) -> None:
    """Rating and reading a T need nothing that takes long to load or to install."""
    others = loaded_by(module) - set(sys.stdlib_module_names) - {"skillkit", "__main__"}
    at_start = loaded_by("sys")  # what this Python loads for itself
    assert not others - at_start


def test_the_heavy_ones_would_be_noticed() -> None:
    """The look at loaded modules does see what a heavy import brings."""
    assert {"ipywidgets", "IPython"} <= loaded_by("ipywidgets") & HEAVY


def test_importing_the_kit_costs_a_quarter_of_ipywidgets_at_most() -> None:
    """The first cell of a notebook is not slowed by the kit."""
    assert microseconds("skillkit") * 4 <= microseconds("ipywidgets")


def test_the_whole_core_costs_less_than_ipywidgets() -> None:
    """Reading the rules costs less than drawing one slider."""
    assert microseconds("skillkit.profile.words") < microseconds("ipywidgets")
