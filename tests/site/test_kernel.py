"""The kernel of a page: every session, in a plain Python and in a browser's Python without one."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skillkit.site.build import sessions_in

HERE = Path(__file__).parent
NODE = """
import { readFileSync, readdirSync } from "node:fs";
const [folder, sessions] = process.argv.slice(2);
const { loadPyodide } = await import(`file://${folder}/pyodide.js`);
const python = await loadPyodide();
const bytes = (name) => new Uint8Array(readFileSync(`${folder}/${name}`));
const place = python.runPython("import site; site.getsitepackages()[0]");
python.unpackArchive(bytes("skillkit.zip"), "zip", { extractDir: place });
python.FS.mkdirTree("/my");
python.FS.mkdirTree("/archives");
for (const name of readdirSync(folder)) {
  if (name.endsWith(".zip")) python.FS.writeFile(`/archives/${name}`, bytes(name));
}
python.runPython(readFileSync(`${folder}/everything.py`, "utf8"));
const everything = python.globals.get("everything");
console.log(everything("/my", readFileSync(sessions, "utf8"), "/archives"));
"""


@pytest.fixture(scope="module")
def sessions(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of all sessions, as the pages hold it."""
    file = tmp_path_factory.mktemp("sessions") / "sessions.json"
    cells = {s.name: [[c.id, c.code] for c in s.cells] for s in sessions_in(root / "notebooks")}
    file.write_text(json.dumps(cells), encoding="utf-8")
    return file


def check(said: str, sessions: Path) -> dict[str, Any]:
    """Every session shows what its notebook shows, and what was rated is there; all of it."""
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    for name, cells in json.loads(sessions.read_text(encoding="utf-8")).items():
        shown = found["sessions"][name]
        assert shown["raised"] == []
        assert set(shown["shown"]) <= {place for place, _ in cells}
        assert shown["shown"], name
    assert found["answers"] == ["saved", "saved", "saved", "refused"]
    assert found["files"] == ["assessment.json"]
    ratings = json.loads(found["copy"])["files"]["assessment.json"]["ratings"]
    assert ratings == {"machine_learning": 1, "data_pipelines": 2, "leadership": 3}
    assert "It would take the place of what is here: your ratings." in found["looked"]
    assert found["brought"].startswith("Brought back: your ratings.")
    assert found["erased"] == "Erased: 1 file."
    return found


def test_every_session_runs_without_anywidget_and_without_a_page(
    root: Path, sessions: Path, tmp_path: Path
) -> None:
    """In this Python, with the stand-in that a page has."""
    code = (HERE / "everything.py").read_text(encoding="utf-8")
    browser = "import skillkit.base.storage as storage; storage.IN_BROWSER = True"
    text = sessions.read_text(encoding="utf-8")
    call = f"{browser}; print(everything({str(tmp_path)!r}, {text!r}, ''))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{call}"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    check(done.stdout, sessions)


@pytest.mark.slow
def test_every_session_runs_in_a_browsers_python(
    built_site: Path, sessions: Path, tmp_path: Path
) -> None:
    """In Node, which needs no browser: every widget, three ratings, and what only some need."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node found: install Node 20 or newer to try a browser's Python without one")
    for file in [*(built_site / "pyodide").iterdir(), *(built_site / "python").iterdir()]:
        packed, content = file.suffix == ".packed", file.read_bytes()
        name = file.stem if packed else file.name
        (tmp_path / name).write_bytes(gzip.decompress(content) if packed else content)
    shutil.copy(HERE / "everything.py", tmp_path)
    (tmp_path / "run.mjs").write_text(NODE, encoding="utf-8")
    command = [node, "run.mjs", str(tmp_path), str(sessions)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found = check(done.stdout, sessions)
    assert found["sessions"]["02_assessment"]["fetched"] == []  # it has all that a form needs
    assert {"rest.zip", "networkx.zip"} <= {*found["sessions"]["06_progress"]["fetched"]}
