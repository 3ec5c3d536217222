"""The files that state what is installed, for people, for Binder and for a clean machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

LOCKS = (
    "requirements.lock",
    "requirements-test.lock",
    "skillkit/setup/uv.txt",
    "requirements-docs.lock",
    "requirements-lite.lock",
)


def stated(root: Path, *groups: str) -> dict[str, Requirement]:
    """The requirements of pyproject.toml, by name."""
    file = tomllib.loads((root / "pyproject.toml").read_text())
    lines = [*file["project"]["dependencies"]] if "lab" in groups else []
    named = {**file["project"]["optional-dependencies"], **file["dependency-groups"]}
    lines += [line for group in groups for line in named[group]]
    return {found.name.lower(): found for found in map(Requirement, lines)}


def pinned(root: Path, lock: str) -> dict[str, list[str]]:
    """The pinned versions of a lock, by name; some have one for each range of Pythons."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", (root / lock).read_text()):
        pins.setdefault(name.lower(), []).append(version)
    return pins


@pytest.mark.parametrize(
    ("lock", "groups"),
    [*zip(LOCKS, [("lab", "build"), ("test",), ("uv",), ("docs",), ("lite",)], strict=True)],
)
def test_a_lock_pins_what_the_project_asks_for(
    root: Path, lock: str, groups: tuple[str, ...]
) -> None:
    """Every requirement is in its lock, at a version inside its range."""
    pins = pinned(root, lock)
    for name, asked in stated(root, *groups).items():
        assert name in pins, f"{name} is not in {lock}: compile it again (CONTRIBUTING.md)"
        assert all(asked.specifier.contains(version) for version in pins[name]), asked


def test_locks_that_go_together_agree(root: Path) -> None:
    """What both name has the same versions in both, so that adding the tools changes nothing."""
    lab = pinned(root, LOCKS[0])
    for other in (pinned(root, lock) for lock in (LOCKS[1], "requirements-lite.lock")):
        both = lab.keys() & other.keys()
        assert both
        assert {name: lab[name] for name in both} == {name: other[name] for name in both}
    assert not {"pytest", "mypy", "playwright", "jupyterlite-core"} & lab.keys()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_hashed_and_names_no_index(root: Path, lock: str) -> None:
    """Every pin carries a hash; no address and no path of a machine appears."""
    text = (root / lock).read_text()
    pins = re.findall(r"(?m)^[\w.-]+==.*\n(.*)", text)
    assert pins
    for pin in pins:
        assert pin.strip().startswith("--hash=sha256:"), pin
    named = text.replace("--no-emit-index-url", "")
    assert not re.search(r"://|--(extra-)?index|--find-links|(^|\s)/\w", named, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_how_a_lock_is_made_is_said_at_its_head_and_to_contributors(root: Path, lock: str) -> None:
    """Anyone who changes a range finds the command to copy, and it is the one that was used."""
    command = (root / lock).read_text().splitlines()[1].removeprefix("#").strip()
    assert command.startswith("uv pip compile --universal --generate-hashes --no-emit-index-url")
    assert command.endswith(f"-o {lock}")
    assert command in (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_environment_file_states_the_ranges_of_the_project(root: Path) -> None:
    """Binder and conda get the same ranges as everybody else, and nothing local."""
    entries = yaml.safe_load((root / "environment.yml").read_text())["dependencies"]
    assert all(isinstance(entry, str) for entry in entries), "a pip part needs a good reason"
    python, pip, *packages = entries
    assert re.fullmatch(r"python=3\.1[123]", python), "Binder reads only python=3.N"
    assert pip == "pip"
    asked = {name: str(found.specifier) for name, found in stated(root, "lab").items()}
    given = {found.name: str(found.specifier) for found in map(Requirement, packages)}
    assert given == asked


def test_no_binder_folder_silences_the_environment_file(root: Path) -> None:
    """A binder folder would make Binder ignore the file at the top without a word."""
    assert not (root / "binder").exists()
    assert not (root / ".binder").exists()


def test_binder_installs_the_environment_before_it_copies_the_project(root: Path) -> None:
    """Binder's own plan keeps the environment between commits, and runs postBuild last.

    A Hub's image is the same with one line more.
    """
    page = (root / "workshop" / "hosting" / "hub.md").read_text(encoding="utf-8")
    found = re.search(r"--appendix '(RUN .+)' \.$", page, re.MULTILINE)
    assert found
    command = [sys.executable, "-W", "ignore", "-m", "repo2docker", "--no-build", "--debug"]
    user = ["--user-id", "1000", "--user-name", "jovyan"]
    words = [*user, "--appendix", found[1], "."]
    done = subprocess.run([*command, *words], cwd=root, capture_output=True, text=True)
    plan = done.stdout + done.stderr
    assert done.returncode == 0, plan[-2000:]
    environment = plan.index("COPY --chown=1000:1000 src/environment.yml")
    update = plan.index("env update -p ${NB_PYTHON_PREFIX} --file")
    copy = plan.index("COPY --chown=1000:1000 src/ ${REPO_DIR}")
    assert environment < update < copy < plan.index("./postBuild") < plan.index(found[1])


def test_the_last_step_on_binder_installs_this_project_alone(root: Path) -> None:
    """PostBuild adds the project to the environment that is already there."""
    text = (root / "postBuild").read_text()
    assert "pip install --no-deps ." in text
    assert "compileall" in text
    assert subprocess.run(["bash", "-n", root / "postBuild"]).returncode == 0


def test_the_check_on_a_clean_machine_runs_the_whole_once(root: Path) -> None:
    """.ci/run leaves nothing out, needs what tests would skip without, and tries once."""
    text = (root / ".ci" / "run").read_text()
    assert re.findall(r"(?m)^.*-m skillkit.*$", text) == ["python3 -m skillkit test --all"]
    (needed,) = re.findall(r"(?m)^export (.*)$", text)
    assert needed.split() == [f"SKILLKIT_{n}=required" for n in ("BROWSER", "NODE", "POSTGRES")]
    assert os.access(root / ".ci" / "run", os.X_OK)
    assert subprocess.run(["bash", "-n", root / ".ci" / "run"]).returncode == 0
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "python3 -m skillkit lab" in readme
    assert "python3 -m skillkit test" in readme


def test_the_workflow_runs_the_same_on_three_systems(root: Path) -> None:
    """Linux, macOS and Windows run the whole with each Python that the kit names."""
    text = (root / ".github" / "workflows" / "ci.yml").read_text()
    workflow = yaml.safe_load(text)
    assert set(workflow) == {"name", True, "permissions", "jobs"}  # YAML reads `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    matrix = job["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    classifiers = tomllib.loads((root / "pyproject.toml").read_text())["project"]["classifiers"]
    named = [c.rpartition(" ")[2] for c in classifiers if ":: 3." in c]
    assert matrix["python"] == named
    for step in job["steps"]:
        assert set(step) <= {"id", "uses", "with", "run", "env"}, step
        assert ("uses" in step) != ("run" in step), step
        for used in re.findall(r"\$\{\{ *([\w.-]+)", str(step)):
            assert used in ("matrix.os", "matrix.python", "steps.browser.outputs.chrome-path"), used
    runs = [step["run"] for step in job["steps"] if "run" in step]
    here = (root / ".ci" / "run").read_text()
    same = re.findall(r"(?m)^(?:npm|python3 -m skillkit) .*$", here)
    assert [line.replace("python3", "python") for line in same] == runs
    assert job["env"]["SKILLKIT_BROWSER"] == job["env"]["SKILLKIT_NODE"] == "required"


def test_the_wheel_carries_every_file_of_the_package(root: Path, tmp_path: Path) -> None:
    """An installed kit has the frameworks, the widgets' scripts and styles, and the settings."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        carried = {name for name in wheel.namelist() if name.startswith("skillkit/")}
    files = {path for path in (root / "skillkit").rglob("*") if path.is_file()}
    caches = {path for path in files if any(part.startswith(("__", ".")) for part in path.parts)}
    caches -= {path for path in caches if path.name in ("__init__.py", "__main__.py")}
    assert {path.relative_to(root).as_posix() for path in files - caches} <= carried
    assert "skillkit/data/ai_engineer/framework.toml" in carried
