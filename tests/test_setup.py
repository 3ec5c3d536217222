"""The set-up: where a command runs, how .venv is made, and what is said when that fails."""

import ast
import os
import re
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import pytest
import yaml
from packaging.requirements import Requirement

from skillkit import bootstrap, install
from skillkit.__main__ import too_old
from skillkit.install import SetupError, counted, explain

NEEDS = ("json",)
GAVE_WAY = 7


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a lock and a project file, and nothing else."""
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the stand-ins for venv and pip did, in order; their .venv holds this Python."""
    done: list[str] = []

    def make_venv(venv: Path, record: BinaryIO) -> None:
        done.append("venv")
        python = install.python_of(venv)
        python.parent.mkdir(parents=True)
        python.symlink_to(sys.executable)

    def install_all(root: Path, venv: Path, record: BinaryIO) -> None:
        done.append("install")

    monkeypatch.setattr(bootstrap, "make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "install", install_all)
    return done


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of the command that took over the terminal."""
    words: list[str] = []

    def give_way(command: Sequence[str]) -> int:
        words.extend(command)
        return GAVE_WAY

    monkeypatch.setattr(bootstrap, "give_way", give_way)
    return words


# --- An old Python ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_the_way_in(root: Path, name: str) -> None:
    """Python 3.6 can parse what it meets before it is told that it is too old."""
    text = (root / "skillkit" / name).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__ import annotations" not in text  # 3.6 does not know it
    assert not re.search(r"(?m)^(from|import) (?!shutil|sys|importlib|typing)", text)


def test_an_old_python_is_named_with_what_to_do() -> None:
    """The sentence says which Python this is, which is needed, and where to get it."""
    said = too_old((3, 9, 2), "/usr/bin/python3", [])
    assert "3.9.2" in said
    assert "/usr/bin/python3" in said
    assert "3.11 or newer" in said
    assert "Install a newer Python" in said


def test_a_newer_python_on_the_machine_is_offered() -> None:
    """Somebody who already has a newer Python is told its name."""
    assert "use python3.12 -m skillkit" in too_old((3, 9, 2), "/usr/bin/python3", ["python3.12"])


def test_the_oldest_python_is_the_one_that_the_project_states(root: Path) -> None:
    """The version in the way in is the one in pyproject.toml."""
    from skillkit.__main__ import OLDEST

    stated = tomllib.loads((root / "pyproject.toml").read_text())["project"]["requires-python"]
    assert stated == ">=" + ".".join(map(str, OLDEST))


# --- Where a command runs --------------------------------------------------------------------


def test_a_command_without_needs_runs_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` and `profile` never make an environment."""
    monkeypatch.setattr(bootstrap, "make", lambda *_: pytest.fail("made an environment"))
    assert bootstrap.hand_over((), ["check"]) is None


def test_a_python_with_the_packages_is_used_in_place(
    project: Path,
    made: list[str],
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where everything can be imported, nothing is installed, and the Python is named."""
    monkeypatch.setattr(bootstrap, "project_root", lambda: project)
    assert bootstrap.hand_over(NEEDS, ["lab"]) is None
    assert (made, ran) == ([], [])
    said = capsys.readouterr()
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in said.err
    assert said.out == ""  # where a program reads on


def test_a_python_without_the_packages_hands_over_to_venv(
    project: Path, made: list[str], ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words run again in .venv, whose Python is asked for nothing it lacks."""
    monkeypatch.setattr(bootstrap, "lacking", lambda _: ("jupyterlab",))
    monkeypatch.setattr(bootstrap, "project_root", lambda: project)
    assert bootstrap.hand_over(NEEDS, ["lab", "--port", "9000"]) == GAVE_WAY
    python = str(install.python_of(project / ".venv"))
    assert ran == [python, "-m", "skillkit", "lab", "--port", "9000"]
    assert made == ["venv", "install"]


def test_a_venv_that_is_entered_but_out_of_date_goes_back_to_the_python_beneath(
    project: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody inside .venv after an update still gets what the new lock says."""
    (project / ".venv").mkdir()
    (project / ".venv" / bootstrap.STAMP).write_text("made from an older lock")
    monkeypatch.setattr(bootstrap, "project_root", lambda: project)
    monkeypatch.setattr(sys, "prefix", str(project / ".venv"))
    monkeypatch.setattr(sys, "_base_executable", "/beneath/python3")
    assert bootstrap.hand_over(NEEDS, ["test"]) == GAVE_WAY
    assert ran == ["/beneath/python3", "-m", "skillkit", "test"]


def test_outside_the_project_the_folder_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed kit without a clone around it says where to go."""
    monkeypatch.setattr(bootstrap, "__file__", str(tmp_path / "lib" / "skillkit" / "bootstrap.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupError, match="Go to the folder that you cloned"):
        bootstrap.project_root()


# --- Making .venv ----------------------------------------------------------------------------


def test_venv_is_made_once(project: Path, made: list[str]) -> None:
    """A second run finds a finished .venv and installs nothing."""
    bootstrap.make(project, NEEDS)
    assert bootstrap.is_ready(project / ".venv", bootstrap.stamp_of(project), NEEDS)
    bootstrap.make(project, NEEDS)
    assert made == ["venv", "install"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_makes_venv_anew(project: Path, made: list[str], name: str) -> None:
    """What was installed from an older lock or project file is not used again."""
    bootstrap.make(project, NEEDS)
    with (project / name).open("a") as file:
        file.write("# one more line\n")
    bootstrap.make(project, NEEDS)
    assert made == ["venv", "install"] * 2


def test_another_python_makes_venv_anew(project: Path) -> None:
    """A stamp of one Python version is not that of another."""
    assert bootstrap.stamp_of(project, (3, 11)) != bootstrap.stamp_of(project, (3, 12))


def test_a_half_made_venv_is_noticed_and_made_anew(
    project: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A .venv without its stamp is what a killed run left behind; it is said and mended."""
    (project / ".venv" / "left").mkdir(parents=True)
    bootstrap.make(project, NEEDS)
    assert made == ["venv", "install"]
    assert not (project / ".venv" / "left").exists()
    assert "incomplete" in capsys.readouterr().out


def test_a_failed_install_leaves_nothing_behind(
    project: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failure the disk has its room back, and the next run begins again."""

    def fail(root: Path, venv: Path, record: BinaryIO) -> None:
        raise SetupError("no network")

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "install", fail)
        with pytest.raises(SetupError):
            bootstrap.make(project, NEEDS)
    assert not (project / ".venv").exists()
    bootstrap.make(project, NEEDS)
    assert made == ["venv", "venv", "install"]


def test_a_venv_that_lost_a_package_is_not_ready(project: Path, made: list[str]) -> None:
    """The stamp alone is not believed."""
    bootstrap.make(project, NEEDS)
    stamp = bootstrap.stamp_of(project)
    assert not bootstrap.is_ready(project / ".venv", stamp, ("no_such_module",))


def test_a_venv_whose_python_is_gone_is_not_ready(project: Path, made: list[str]) -> None:
    """A system update that takes the Python away leads to a new .venv, not to a traceback."""
    bootstrap.make(project, NEEDS)
    install.python_of(project / ".venv").unlink()
    assert not bootstrap.is_ready(project / ".venv", bootstrap.stamp_of(project), NEEDS)


def test_a_second_run_waits_for_the_first_and_says_so(
    project: Path,
    made: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two terminals at once make one .venv."""
    begun, finish = threading.Event(), threading.Event()

    def slow(root: Path, venv: Path, record: BinaryIO) -> None:
        made.append("install")
        begun.set()
        assert finish.wait(30)

    monkeypatch.setattr(bootstrap, "install", slow)
    first = threading.Thread(target=bootstrap.make, args=(project, NEEDS))
    first.start()
    assert begun.wait(30)
    threading.Timer(1.5, finish.set).start()
    bootstrap.make(project, NEEDS)
    first.join(30)
    assert made == ["venv", "install"]
    assert "Another run is making .venv" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="there, deleting fails and is said")
def test_a_pip_that_outlived_its_run_is_waited_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a kill, nothing is deleted or made under the hands of the pip that goes on."""
    with install.recorded(project) as record:
        orphan = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1, stdout=record)
    assert orphan.stdin
    threading.Timer(0.5, orphan.stdin.close).start()
    with install.recorded(project):
        assert orphan.stdin.closed
    orphan.wait(10)
    assert "A stopped run left pip at work" in capsys.readouterr().out


# --- What is said when it cannot be done ------------------------------------------------------


@pytest.mark.parametrize("name", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Debian's bare Python leads to one line to type."""
    monkeypatch.setattr(bootstrap, "find_spec", lambda n: None if n == name else find_spec(n))
    with pytest.raises(SetupError, match="sudo apt install python3-venv"):
        bootstrap.check_means(project)


def test_a_folder_that_cannot_be_written_is_said_before_anything_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder leads to a copy, not to a traceback."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SetupError, match=r"cannot be written.*Copy the project"):
        bootstrap.check_means(project)


def test_a_full_disk_is_said_before_anything_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little room is named in gigabytes, with what is needed."""
    usage = SimpleNamespace(free=2 * 10**8)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(SetupError, match=r"0\.2 GB are free.*about 1\.5 GB"):
        bootstrap.check_means(project)


OFFLINE = """\
WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by \
'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: \
Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)
ERROR: No matching distribution found for anyio==4.16.0
"""


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        (OFFLINE, "There is no network"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: [Errno 122] Disk quota exceeded: '/home/x/.venv'", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "a proxy or mirror"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED", "certificate"),
        ("ProxyError('Cannot connect to proxy.', OSError('407 Proxy Auth", "HTTPS_PROXY"),
        ("ERROR: No matching distribution found for anyio==4.16.0", "lacks a package"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "Close other programs"),
    ],
)
def test_each_failure_of_pip_gets_its_cure(said: str, cure: str) -> None:
    """What pip says is turned into one or two sentences, without its noise."""
    told = explain(said, free=10**10)
    assert cure in told
    assert "ERROR" not in told


def test_an_unknown_failure_shows_the_last_lines() -> None:
    """Nothing is hidden when the kit does not know the reason."""
    said = "\n".join(f"line {number}" for number in range(20))
    told = explain(said, free=10**10)
    assert "line 19" in told
    assert "line 3" not in told


def test_a_failure_on_a_disk_without_room_is_the_disks() -> None:
    """A full disk can cut off pip's own words."""
    assert "disk is full" in explain("", free=1_000_000)


def test_the_counter_counts_what_was_fetched() -> None:
    """Packages for other systems are not waited for; notes about a package are not the package."""
    said = (
        "Ignoring appnope: markers 'sys_platform == \"darwin\"' don't match your environment\n"
        "Collecting anyio==4.16.0 (from -r requirements.lock (line 3))\n"
        "  Downloading anyio-4.16.0-py3-none-any.whl.metadata (4 kB)\n"
        "  Downloading anyio-4.16.0-py3-none-any.whl (134 kB)\n"
        "Collecting attrs==26.1.0\n"
        "  Using cached attrs-26.1.0-py3-none-any.whl (67 kB)\n"
    )
    assert counted(said, 111, 0) == "Fetching packages: 2 of 110"


def test_the_counter_counts_what_was_unpacked() -> None:
    """The last and longest part has its own count."""
    assert counted("Installing collected packages: a, b\n", 110, 37) == (
        "Unpacking packages: 37 of 110"
    )


def test_pip_failing_for_real_ends_in_a_sentence(project: Path) -> None:
    """A real pip that cannot reach any index leaves its record and raises the cure."""
    venv = project / ".venv"
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",  # the port that discards everything
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_FIND_LINKS": "",
            "PIP_RETRIES": "1",
        }.items():
            patched.setenv(name, value)
        (project / "requirements.lock").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
        with install.recorded(project) as record:
            install.make_venv(venv, record)
            with pytest.raises(SetupError, match="There is no network"):
                install.install(project, venv, record)
    assert "six==1.17.0" in install.said_in(project)


# --- The files that state what is installed ---------------------------------------------------


def stated(root: Path, *extras: str) -> dict[str, Requirement]:
    """The requirements of pyproject.toml, by name."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {found.name.lower(): found for found in map(Requirement, lines)}


def locked(root: Path) -> dict[str, list[str]]:
    """The pinned versions of the lock, by name; some have one for each range of Pythons."""
    pins: dict[str, list[str]] = {}
    text = (root / "requirements.lock").read_text()
    for name, version in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text):
        pins.setdefault(name.lower(), []).append(version)
    return pins


def test_the_lock_pins_what_the_project_asks_for(root: Path) -> None:
    """Every requirement is in the lock, at a version inside its range."""
    pins = locked(root)
    for name, asked in stated(root, "lab", "test").items():
        assert name in pins, f"{name} is not in requirements.lock: compile it anew"
        assert all(asked.specifier.contains(version) for version in pins[name]), asked
    assert "hatchling" in pins  # builds the project without a second download
    assert "editables" in pins


def test_the_lock_is_hashed_and_names_no_index(root: Path) -> None:
    """Every pin carries a hash; no address and no path of a machine stands there."""
    text = (root / "requirements.lock").read_text()
    for pin in re.findall(r"(?m)^[\w.-]+==.*\n(.*)", text):
        assert pin.strip().startswith("--hash=sha256:"), pin
    assert not re.search(r"://|--(extra-)?index|--find-links|(^|\s)/\w", text, re.MULTILINE)


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
    """Binder's own plan keeps the environment between commits, and runs postBuild last."""
    command = [sys.executable, "-W", "ignore", "-m", "repo2docker", "--no-build", "--debug"]
    user = ["--user-id", "1000", "--user-name", "jovyan"]
    done = subprocess.run([*command, *user, "."], cwd=root, capture_output=True, text=True)
    plan = done.stdout + done.stderr
    assert done.returncode == 0, plan[-2000:]
    environment = plan.index("COPY --chown=1000:1000 src/environment.yml")
    update = plan.index("env update -p ${NB_PYTHON_PREFIX} --file")
    copy = plan.index("COPY --chown=1000:1000 src/ ${REPO_DIR}")
    assert environment < update < copy < plan.index("./postBuild")


def test_the_last_step_on_binder_installs_this_project_alone(root: Path) -> None:
    """PostBuild adds the project to the environment that is already there."""
    text = (root / "postBuild").read_text()
    assert "pip install --no-deps ." in text
    assert "compileall" in text
    assert subprocess.run(["bash", "-n", root / "postBuild"]).returncode == 0


def test_the_check_on_a_clean_machine_runs_the_command_of_the_readme(root: Path) -> None:
    """.ci/run does what the README says, with a browser that has to be there."""
    text = (root / ".ci" / "run").read_text()
    assert "\nif ! python3 -m skillkit test; then\n" in text
    assert "SKILLKIT_BROWSER=required" in text
    assert os.access(root / ".ci" / "run", os.X_OK)
    assert subprocess.run(["bash", "-n", root / ".ci" / "run"]).returncode == 0
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "python3 -m skillkit lab" in readme
    assert "python3 -m skillkit test" in readme


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
    assert "skillkit/data/ai_engineer.toml" in carried
