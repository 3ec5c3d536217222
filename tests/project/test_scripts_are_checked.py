"""The scripts are laid out, linted and typed, and so are their tools pinned."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_biome_and_tsc_find_nothing_in_the_scripts():
    """What `npm run check` says is nothing; it needs Node, which only a script's author has."""
    npm = shutil.which("npm")
    if npm is None or not (ROOT / "node_modules").is_dir():
        missing = "Node's tools are missing: run `npm ci` (Debian: apt install npm)"
        if "required" in (os.environ.get("SKILLKIT_NODE"), os.environ.get("CI") and "required"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    command = [npm, "run", "--silent", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_the_tools_are_pinned_and_name_no_index():
    """Every tool has one version and a checksum; where it comes from is left to who installs it."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert sorted(package["devDependencies"]) == [
        "@biomejs/biome",
        "configurable-http-proxy",
        "typescript",
    ]
    assert "dependencies" not in package
    assert all(version[0].isdigit() for version in package["devDependencies"].values())
    tools = {name: tool for name, tool in json.loads(text)["packages"].items() if name}
    assert all("integrity" in tool for tool in tools.values())
    assert '"resolved"' not in text


@pytest.mark.skipif(shutil.which("node") is None, reason="asks Node itself")
def test_node_reads_the_scripts_of_others_in_the_clone_as_theirs(tmp_path):
    """JupyterLab's own script in .venv is no module; if it were called one, the lab would fail."""
    shutil.copyfile(ROOT / "package.json", tmp_path / "package.json")
    script = tmp_path / ".venv" / "yarn.js"
    script.parent.mkdir()
    script.write_text('console.log(require("util").inspect(1));\n', "utf-8")
    done = subprocess.run(["node", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
