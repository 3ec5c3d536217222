"""Light: what needs no browser: imports, and the weight of the saved notebooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench.measures import Samples

IMPORTS = {
    "`import skillkit`": "import skillkit",
    "all that rates, reads and draws without Jupyter": "import skillkit.card, skillkit.profile, "
    "skillkit.reading, skillkit.figures, skillkit.frameworkfile",
    "the widgets of a first notebook": "from skillkit import AssessmentForm, ProfileView",
    "`import ipywidgets`": "import ipywidgets",
}
TIMED = "import time; begin = time.perf_counter(); {}; print(1000 * (time.perf_counter() - begin))"


def imports(root: Path, trials: int) -> Mapping[str, Samples]:
    """Milliseconds of each import in a fresh Python whose byte code is there, one after another."""
    found: dict[str, list[float]] = {what: [] for what in IMPORTS}
    variables = {**os.environ, "PYTHONPATH": str(root)}
    for trial in range(trials + 1):
        for what, words in IMPORTS.items():
            command = [sys.executable, "-c", TIMED.format(words)]
            said = subprocess.run(command, capture_output=True, check=True, env=variables)
            if trial:  # the first one may have to write byte code
                found[what].append(float(said.stdout))
    return {what: Samples(tuple(values)) for what, values in found.items()}


def largest_notebook(root: Path) -> tuple[Samples, Samples]:
    """Kilobytes of the largest saved notebook, with its results and without them."""
    path = max((root / "notebooks").glob("*.ipynb"), key=lambda path: path.stat().st_size)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell.pop("outputs", None)
    without = len(json.dumps(notebook, indent=1, ensure_ascii=False).encode())
    sizes = (path.stat().st_size, without)
    return Samples((sizes[0] / 1000,), "kB"), Samples((sizes[1] / 1000,), "kB")
