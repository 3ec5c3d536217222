"""The sessions as a workshop of jupyterlab-workshop."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from skillkit.workshop.run_sheet import load_run_sheet
from tools.guided import write


def test_each_session_has_a_page_that_opens_its_notebook(tmp_path: Path) -> None:
    """In the order of the run sheet, and what a page opens is there."""
    out = write(tmp_path / "out")
    manifest = yaml.safe_load((out / "workshop.yaml").read_text(encoding="utf-8"))
    sessions = load_run_sheet().sessions
    assert len(manifest["pages"]) == len(sessions)
    for page, (session, _) in zip(manifest["pages"], sessions, strict=True):
        text = (out / page).read_text(encoding="utf-8")
        assert f":path: notebooks/{session.name}.ipynb" in text
        assert (out / "files" / "notebooks" / f"{session.name}.ipynb").is_file()


def test_its_own_linter_finds_nothing(tmp_path: Path) -> None:
    """The manifest and every page are as jupyterlab-workshop wants them."""
    program = shutil.which("jupyter-workshop")
    if program is None:
        pytest.skip("jupyterlab-workshop is not here: it needs Python 3.12; docs.yml has it")
    command = [program, "lint", str(write(tmp_path / "out"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 error(s), 0 warning(s)" in done.stdout + done.stderr
