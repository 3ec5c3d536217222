"""Workshops: what a folder or a language of one's own costs until the first form is there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measures import HEAD, Measure, Samples

WORKSHOPS = (
    Measure("import and first form, the same skills in a folder of one's own", "built in", 1.03),
    Measure("import and first form, in German", "in English", 1.03),
)
FORM = (
    "import time; begin = time.process_time()\n"
    "from skillkit import AssessmentForm\n"
    "form = AssessmentForm.load()\n"
    "form.page, form.code(), form._repr_mimebundle_()\n"
    "print(1000 * (time.process_time() - begin))"
)


def workshops(root: Path, trials: int, only_print: bool) -> int:
    """Time each pair by turns, by the processor's clock, and write docs/performance.md."""
    from tests.bench.document import table
    from tests.bench.report import machine, written

    with tempfile.TemporaryDirectory() as empty:
        own = Path(empty) / "own"
        made = [sys.executable, "-m", "skillkit", "new", str(own), "--from", "ai_engineer"]
        variables = {**os.environ, "PYTHONPATH": str(root), "SKILLKIT_HOME": f"{empty}/my"}
        subprocess.run(made, env=variables, check=True, stdout=subprocess.DEVNULL)
        pairs = (
            [{"SKILLKIT_WORKSHOP": str(own)}, {"SKILLKIT_WORKSHOP": "ai_engineer"}],
            [{"SKILLKIT_LANGUAGE": "de"}, {"SKILLKIT_LANGUAGE": "en"}],
        )
        rows = [
            measure.row(*_by_turns([variables | chosen for chosen in pair], trials))
            for measure, pair in zip(WORKSHOPS, pairs, strict=True)
        ]
    text = f"{machine()}\n\n{table(HEAD, rows)}"
    return written(None if only_print else root / "docs" / "performance.md", "workshops", text)


def _by_turns(pair: list[dict[str, str]], trials: int) -> list[Samples]:
    """The milliseconds of the first form with each of these environments."""
    found: list[list[float]] = [[] for _ in pair]
    for trial in range(trials + 1):
        for variables, values in zip(pair, found, strict=True):
            command = [sys.executable, "-c", FORM]
            said = subprocess.run(command, capture_output=True, check=True, env=variables)
            if trial:  # the first one may have to write byte code
                values.append(float(said.stdout))
    return [Samples(tuple(values)) for values in found]
