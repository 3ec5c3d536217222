"""Workshops: what a workshop of one's own costs until the first form is there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measures import HEAD, Measure, Samples

WORKSHOPS = (
    Measure("import and first form, the same skills in a folder of one's own", "built in", 1.03),
)
FORM = (
    "import time; begin = time.process_time()\n"
    "from skillkit import AssessmentForm\n"
    "AssessmentForm.load().page\n"
    "print(1000 * (time.process_time() - begin))"
)


def workshops(root: Path, trials: int, only_print: bool) -> int:
    """Time both by turns, by the processor's clock, and write docs/performance.md."""
    from tests.bench.document import table
    from tests.bench.report import machine, written

    with tempfile.TemporaryDirectory() as empty:
        own = Path(empty) / "own"
        made = [sys.executable, "-m", "skillkit", "new", str(own), "--from", "ai_engineer"]
        variables = {**os.environ, "PYTHONPATH": str(root), "SKILLKIT_HOME": f"{empty}/my"}
        subprocess.run(made, env=variables, check=True, stdout=subprocess.DEVNULL)
        found: dict[str, list[float]] = {str(own): [], "ai_engineer": []}
        for trial in range(trials + 1):
            for chosen, values in found.items():
                said = subprocess.run(
                    [sys.executable, "-c", FORM],
                    capture_output=True,
                    check=True,
                    env={**variables, "SKILLKIT_WORKSHOP": chosen},
                )
                if trial:  # the first one may have to write byte code
                    values.append(float(said.stdout))
    kit, baseline = (Samples(tuple(values)) for values in found.values())
    text = f"{machine()}\n\n{table(HEAD, [WORKSHOPS[0].row(kit, baseline)])}"
    return written(None if only_print else root / "docs" / "performance.md", "workshops", text)
