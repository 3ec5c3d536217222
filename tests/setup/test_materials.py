"""The wheel brings a folder that a person may change, and that a newer kit brings up to date."""

import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from skillkit.base.errors import FileError
from skillkit.setup.materials import FOLDER, MARK, put_there
from skillkit.workshop.run_sheet import load_run_sheet

NAMES = [f"notebooks/{session.name}.ipynb" for session, _ in load_run_sheet().sessions]


def notebook(*words: str, shown: str = "") -> str:
    """A notebook of these texts."""
    cells = [{"cell_type": "markdown", "source": [word], "shown": shown} for word in words]
    return json.dumps({"cells": cells})


@pytest.fixture
def materials(tmp_path: Path) -> Path:
    """What a small kit brings."""
    folder = tmp_path / "materials"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks" / "a.ipynb").write_text(notebook("one"))
    (folder / "notebooks" / "b.ipynb").write_text(notebook("two"))
    (folder / "guide.md").write_text("first")
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An empty folder of a person."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def test_an_empty_folder_gets_everything_and_says_where(
    materials: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once; from within, or beside it, the same folder is meant."""
    folder = put_there(materials, here)
    assert folder == here / FOLDER
    assert (folder / "notebooks" / "a.ipynb").read_text() == notebook("one")
    assert str(folder) in capsys.readouterr().out
    assert put_there(materials, here) == put_there(materials, folder / "notebooks") == folder
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("stopped", [False, True], ids=["beside it", "after it was killed"])
def test_a_run_may_start_at_any_moment_of_another(
    materials: Path, here: Path, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    """With a file half written by the first one, the second makes the whole folder all the same."""
    writes: list[Path] = []

    def write_half(path: Path, content: bytes) -> int:
        written = len(writes)
        writes.append(path)
        if written == moment:
            _write(path, content[: len(content) // 2])
            monkeypatch.setattr(Path, "write_bytes", _write)
            put_there(materials, here)
            if stopped:
                raise KeyboardInterrupt
        return _write(path, content)

    _write, moment = Path.write_bytes, 0
    while len(writes) >= moment:
        writes.clear()
        shutil.rmtree(here / FOLDER, ignore_errors=True)
        monkeypatch.setattr(Path, "write_bytes", write_half)
        with contextlib.suppress(KeyboardInterrupt):
            put_there(materials, here)
        monkeypatch.setattr(Path, "write_bytes", _write)
        made = {p.relative_to(here / FOLDER).as_posix() for p in (here / FOLDER).rglob("*.*")}
        assert made == {MARK, "guide.md", "notebooks/a.ipynb", "notebooks/b.ipynb"}
        assert set(json.loads((here / FOLDER / MARK).read_text())["files"]) == made - {MARK}
        moment += 1
    assert moment > len(made)


def test_a_newer_kit_replaces_what_nobody_changed(materials: Path, here: Path) -> None:
    """Also a notebook that ran, as its cells are what they were; what is lost comes again."""
    folder = put_there(materials, here)
    (folder / "notebooks" / "a.ipynb").write_text(notebook("one", shown="a picture"))
    (folder / "notebooks" / "b.ipynb").unlink()
    (materials / "notebooks" / "a.ipynb").write_text(notebook("one", "and more"))
    (materials / "guide.md").write_text("second")
    put_there(materials, here)
    assert (folder / "notebooks" / "a.ipynb").read_text() == notebook("one", "and more")
    assert (folder / "notebooks" / "b.ipynb").exists()
    assert (folder / "guide.md").read_text() == "second"


def test_a_newer_kit_leaves_what_somebody_changed_and_says_which(
    materials: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At every start until it has another name; then both are there."""
    folder = put_there(materials, here)
    mine = folder / "notebooks" / "a.ipynb"
    mine.write_text(notebook("one, for my team"))
    put_there(materials, here)
    capsys.readouterr()
    (materials / "notebooks" / "a.ipynb").write_text(notebook("one", "and more"))
    for _ in range(2):
        put_there(materials, here)
        assert "notebooks/a.ipynb" in capsys.readouterr().out
        assert mine.read_text() == notebook("one, for my team")
    mine.rename(mine.with_name("mine.ipynb"))
    put_there(materials, here)
    assert mine.read_text() == notebook("one", "and more")
    assert mine.with_name("mine.ipynb").read_text() == notebook("one, for my team")


def test_a_folder_of_that_name_that_is_somebody_elses_is_left_alone(
    materials: Path, here: Path
) -> None:
    """With what to do."""
    (here / FOLDER).mkdir()
    (here / FOLDER / "thesis.txt").write_text("mine")
    with pytest.raises(FileError, match="Rename it"):
        put_there(materials, here)
    assert [path.name for path in (here / FOLDER).iterdir()] == ["thesis.txt"]


# --- The wheel itself ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the kit lies that was installed from its wheel, far from the clone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def skillkit(installed: Path, here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command of the installed kit, in a folder of somebody's own."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith("SKILLKIT")}
    variables["PYTHONPATH"] = str(installed)
    command = [sys.executable, "-m", "skillkit", *words]
    return subprocess.run(
        command, cwd=here, env=variables, capture_output=True, text=True, check=False
    )


def test_the_wheel_brings_the_workshop_and_nobodys_ratings(installed: Path) -> None:
    """Notebooks, guides, letters, handouts, slides and the team to practise with."""
    folder = installed / "skillkit" / "materials"
    for name in NAMES:
        assert (folder / name).is_file()
    for name in ("README.md", "projector.ipynb", "slides.html", "emails/invite.md"):
        assert (folder / "workshop" / name).is_file()
    assert any((folder / "workshop" / "handouts").iterdir())
    assert any((folder / "workshop" / "sample_team" / "cards").iterdir())
    assert not (folder / "notebooks" / "my").exists()


@pytest.mark.slow
@pytest.mark.whole
def test_an_installed_kit_opens_the_lab_in_an_empty_folder(installed: Path, here: Path) -> None:
    """The first command makes the folder there; JupyterLab starts in it."""
    done = skillkit(installed, here, "lab", "--version")
    assert done.returncode == 0, done.stderr
    assert "opens notebooks/00_start.ipynb" in done.stdout
    folder = here / FOLDER
    assert all((folder / name).is_file() for name in NAMES)
    assert (folder / MARK).is_file()


def test_an_installed_kit_says_shapes_and_refuses_the_proof(installed: Path, here: Path) -> None:
    """What needs no folder makes none; the tests are in a clone alone, and it says so."""
    card = installed / "skillkit" / "materials" / "workshop" / "sample_team" / "cards" / "Fox.json"
    done = skillkit(installed, here, "profile", str(card))
    assert done.returncode == 0, done.stderr
    done = skillkit(installed, here, "test")
    assert done.returncode == 1
    assert "clone" in done.stderr
    assert list(here.iterdir()) == []


@pytest.mark.slow
@pytest.mark.whole
def test_an_installed_kit_makes_the_site(installed: Path, here: Path, built_site: Path) -> None:
    """From the notebooks in that folder, changed or not."""
    done = skillkit(installed, here, "site", "out")
    assert done.returncode == 0, done.stderr
    pages = {path.name for path in built_site.glob("*.html")}
    assert {path.name for path in (here / "out").glob("*.html")} == pages
    with gzip.open(here / "out" / "python" / "skillkit.zip.packed") as packed:
        names = zipfile.ZipFile(packed).namelist()
    assert not [name for name in names if "materials" in name]
