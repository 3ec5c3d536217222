"""The wheel in a Python with nothing else but what its lock names, in an empty folder."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import site
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from skillkit.setup.install import python_of
from skillkit.setup.materials import FOLDER
from tests.browser.lab import free_port
from tests.browser.person import PATIENCE
from tests.browser.walk import FrontEnd, visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole,
    pytest.mark.skipif(os.name == "nt", reason="links to the packages of this Python"),
]
NORMAL = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Installed:
    """A Python of its own with the kit in it, and the empty folder of a person."""

    python: Path
    kit: Path
    here: Path

    def variables(self) -> dict[str, str]:
        """The environment of somebody who has set nothing."""
        kept = ("PATH", "HOME", "LANG", "TMPDIR")
        return {name: os.environ[name] for name in kept if name in os.environ}

    def run(self, *words: str) -> str:
        """What a command says."""
        command = [str(self.python), "-m", "skillkit", *words]
        done = subprocess.run(
            command, cwd=self.here, env=self.variables(), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def opened(self, *words: str) -> Iterator[Path]:
        """A command that serves, and the file that it writes to."""
        log = self.here.parent / f"{words[0]}.log"
        command = [str(self.python), "-m", "skillkit", *words]
        with log.open("w") as file:
            process = subprocess.Popen(
                command,
                cwd=self.here,
                env=self.variables(),
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield log
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel beside the packages of its lock, without the tools of the tests and the clone."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    command = [sys.executable, "-m", "venv", "--without-pip", str(folder / "env")]
    subprocess.run(command, check=True, capture_output=True)
    lib = next((folder / "env" / "lib").glob("python*/site-packages"))
    named = re.findall(r"(?m)^([\w.-]+)==", (root / "requirements.lock").read_text())
    wanted = {NORMAL.sub("-", name.lower()) for name in named}
    for found in distributions(path=site.getsitepackages()):
        if NORMAL.sub("-", found.metadata["Name"].lower()) in wanted:
            link(found, lib)
    for name in ("share", "etc"):  # where Jupyter looks for what its packages bring
        (folder / "env" / name).symlink_to(Path(sys.prefix, name))
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(lib)
    here = folder / "here"
    here.mkdir()
    return Installed(python_of(folder / "env"), lib / "skillkit", here)


def link(found: Distribution, lib: Path) -> None:
    """Let another Python have the files of a package."""
    for name in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
        there = Path(str(found.locate_file(name)))
        if name != "__pycache__" and not (lib / name).exists():
            (lib / name).symlink_to(there)


def address_in(log: Path) -> str:
    """The address that a server says, which lets in."""
    end = time.monotonic() + PATIENCE / 1000
    while not (
        found := re.search(r"http://(?:localhost|127\.0\.0\.1):\S+token=\w+", log.read_text())
    ):
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
    return found[0]


def content(address: str, name: str) -> str:
    """The text of a notebook, as the lab at that address gives it out, once it listens there."""
    base, token = re.split(r"lab(?:/tree/[^?]*)?\?token=", address)
    asked = f"{base}api/contents/{name}?token={token}"
    end = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return json.dumps(json.load(answer)["content"])
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:  # Jupyter says its address before it listens
            assert time.monotonic() < end, asked
            time.sleep(0.1)


def test_what_serves_really_opens_from_the_wheel(installed: Installed, browser: Browser) -> None:
    """The lab, the rehearsal and the pages answer, and a page runs its session in that Python."""
    first = installed.run("lab", "--version")  # makes the folder, which the three below share
    assert str(installed.here / FOLDER) in first
    lab = installed.opened("lab", "--no-browser", f"--port={free_port()}")
    rehearsal = installed.opened("rehearse", "--no-browser", f"--port={free_port()}")
    pages = installed.opened("app", "--no-browser", f"--port={free_port()}")
    with lab as one, rehearsal as two, pages as three:
        assert "Are you ready" in content(address_in(one), "notebooks/00_start.ipynb")
        assert "Where are we?" in content(address_in(two), "workshop/projector.ipynb")
        home = installed.here / FOLDER / "notebooks" / "my"
        with visit(FrontEnd("", lambda _: address_in(three), home), browser) as person:
            person.open("00_start.ipynb")
            expect(person.t).to_be_visible(timeout=PATIENCE)
            assert person.trouble == []


def test_what_answers_in_the_terminal_does_from_the_wheel(installed: Installed) -> None:
    """A team from a folder of cards, and a plan as text and calendar."""
    cards = installed.kit / "materials" / "workshop" / "sample_team" / "cards"
    assert installed.run("team", str(cards)).startswith("12 people handed in.")
    plan = installed.kit / "data" / "ai_engineer" / "example_plan.json"
    assert "# My next ninety days" in installed.run("plan", str(plan))
    assert "BEGIN:VCALENDAR" in installed.run("plan", "--ics", str(plan))


def test_a_newer_wheel_names_the_notebooks_that_somebody_changed(installed: Installed) -> None:
    """They stay as they are; all others are the newer ones."""
    installed.run("lab", "--version")
    brought, mine = installed.kit / "materials" / "notebooks", installed.here / FOLDER / "notebooks"
    change(mine / "02_assessment.ipynb", "This is mine.")
    for name in ("01_framework.ipynb", "02_assessment.ipynb"):
        change(brought / name, "This is newer.")
    said = installed.run("lab", "--version")
    assert "You have changed notebooks/02_assessment.ipynb, so the newer one" in said
    assert "01_framework" not in said
    assert "This is mine." in (mine / "02_assessment.ipynb").read_text(encoding="utf-8")
    assert "This is newer." in (mine / "01_framework.ipynb").read_text(encoding="utf-8")


def change(notebook: Path, words: str) -> None:
    """Add a text to a notebook."""
    whole = json.loads(notebook.read_text(encoding="utf-8"))
    whole["cells"].append({"cell_type": "markdown", "id": "more", "metadata": {}, "source": words})
    notebook.write_text(json.dumps(whole), encoding="utf-8")
