"""The set-up: where a command runs, and how .venv is made, added to and left alone."""

from __future__ import annotations

import ast
import os
import re
import sys
import threading
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from skillkit.__main__ import too_old
from skillkit.setup import SetupError, venv
from skillkit.setup.install import python_of

NEEDS = ("json",)
TOOLS = ("json", "pytest")
GAVE_WAY = 7


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two locks and a project file, and nothing else."""
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "requirements-test.lock").write_text("b==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.delenv("SKILLKIT_VENV", raising=False)
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that a stand-in for uv and pip put into .venv, whose Python is this one."""
    done: list[str] = []

    def install(root: Path, folder: Path, locks: Sequence[str], *, editable: bool) -> None:
        done.extend([*locks, "the kit"] if editable else locks)
        python = python_of(folder)
        if not python.exists():
            python.parent.mkdir(parents=True)
            python.symlink_to(sys.executable)

    monkeypatch.setattr(venv, "install", install)
    # A link to this Python does not see what this Python sees.
    monkeypatch.setattr(venv, "is_ready", ready_without_looking)
    return done


def ready_without_looking(folder: Path, stamp: frozenset[str], needs: Sequence[str]) -> bool:
    """Whether the stamp and the Python of a .venv are right, whatever its modules."""
    return stamp <= (venv.stamp_in(folder) or frozenset()) and python_of(folder).exists()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of the command that took over the terminal."""
    words: list[str] = []

    def replace_process(command: Sequence[str], variables: Mapping[str, str]) -> int:
        words.extend(command)
        assert not {"PYTHONHOME", "PYTHONPATH"} & set(variables)  # they would lead elsewhere
        return GAVE_WAY

    monkeypatch.setattr(venv, "replace_process", replace_process)
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
    monkeypatch.setattr(venv, "make", lambda *_: pytest.fail("made an environment"))
    assert venv.run_in_venv((), ["check"]) is None


def test_a_python_with_the_packages_is_used_in_place(
    project: Path,
    installed: list[str],
    ran: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where everything can be imported, nothing is installed, and the Python is named."""
    monkeypatch.setattr(venv, "project_root", lambda: project)
    assert venv.run_in_venv(NEEDS, ["lab"]) is None
    assert (installed, ran) == ([], [])
    said = capsys.readouterr()
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in said.err
    assert said.out == ""  # where a program reads on


def test_a_python_without_the_packages_hands_over_to_venv(
    project: Path, installed: list[str], ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words run again in .venv, without what would make its Python look elsewhere."""
    monkeypatch.setattr(venv, "lacking", lambda _: ("jupyterlab",))
    monkeypatch.setattr(venv, "project_root", lambda: project)
    monkeypatch.setenv("PYTHONHOME", "/another")
    assert venv.run_in_venv(NEEDS, ["lab", "--port", "9000"]) == GAVE_WAY
    python = str(python_of(project / ".venv"))
    assert ran == [python, "-m", "skillkit", "lab", "--port", "9000"]
    assert installed == ["requirements.lock", "the kit"]


def test_somebody_inside_an_outdated_venv_is_asked_to_leave_it(
    project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Python cannot take away the folder that it runs from."""
    venv.make(project, NEEDS)
    (project / "requirements.lock").write_text("a==2\n")
    monkeypatch.setattr(venv, "project_root", lambda: project)
    monkeypatch.setattr(sys, "prefix", str(project / ".venv"))
    with pytest.raises(SetupError, match="type: deactivate"):
        venv.run_in_venv(NEEDS, ["lab"])
    assert python_of(project / ".venv").exists()


def test_somebody_inside_venv_can_add_the_tools(
    project: Path, installed: list[str], ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is only added disturbs nothing that runs."""
    venv.make(project, NEEDS)
    monkeypatch.setattr(venv, "lacking", lambda _: ("pytest",))
    monkeypatch.setattr(venv, "project_root", lambda: project)
    monkeypatch.setattr(sys, "prefix", str(project / ".venv"))
    assert venv.run_in_venv(TOOLS, ["test"]) == GAVE_WAY
    assert installed == ["requirements.lock", "the kit", "requirements-test.lock"]


def test_outside_the_project_the_folder_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installed kit without a clone around it says where to go."""
    monkeypatch.setattr(venv, "__file__", str(tmp_path / "lib" / "skillkit" / "setup" / "venv.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupError, match="Go to the folder that you cloned"):
        venv.project_root()


def test_the_kits_settings_come_before_a_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another kernel called python3, and Jupyter told to read no settings, change nothing."""
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("JUPYTER_PATH", "/mine")
    found = venv.environment(tmp_path, {"JUPYTER_PATH": tmp_path / "pages"})
    kernels = str(Path(sys.prefix, "share", "jupyter"))
    assert found["JUPYTER_PATH"].split(os.pathsep) == [str(tmp_path / "pages"), kernels, "/mine"]
    assert "JUPYTER_NO_CONFIG" not in found


# --- Making .venv ----------------------------------------------------------------------------


def test_venv_is_made_once(project: Path, installed: list[str]) -> None:
    """A second run finds a finished .venv and installs nothing."""
    venv.make(project, NEEDS)
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit"]


def test_the_tools_are_added_to_a_venv_of_the_lab(project: Path, installed: list[str]) -> None:
    """`test` after `lab` keeps what is there; `lab` after `test` has nothing to do."""
    venv.make(project, NEEDS)
    (project / ".venv" / "kept").touch()
    venv.make(project, TOOLS)
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit", "requirements-test.lock"]
    assert (project / ".venv" / "kept").exists()


def test_the_tools_alone_bring_the_lab_along(project: Path, installed: list[str]) -> None:
    """`test` on a fresh clone installs both locks at once."""
    venv.make(project, TOOLS)
    assert installed == ["requirements.lock", "requirements-test.lock", "the kit"]


def test_a_changed_lock_makes_venv_anew(project: Path, installed: list[str]) -> None:
    """What was installed from an older lock is not used again."""
    venv.make(project, NEEDS)
    (project / ".venv" / "old").touch()
    (project / "requirements.lock").write_text("a==2\n")
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit"] * 2
    assert not (project / ".venv" / "old").exists()


def test_another_python_makes_venv_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stamp of one Python version is not that of another."""
    stamp = venv.stamp_of(project, ["requirements.lock"])
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert venv.stamp_of(project, ["requirements.lock"]) != stamp


def test_a_half_made_venv_is_noticed_and_made_anew(
    project: Path,
    installed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What a killed run left behind is said and mended."""

    def killed(root: Path, folder: Path, locks: Sequence[str], *, editable: bool) -> None:
        (folder / "left").mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(venv, "install", killed)
        with pytest.raises(KeyboardInterrupt):
            venv.make(project, NEEDS)
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit"]
    assert not (project / ".venv" / "left").exists()
    assert "incomplete" in capsys.readouterr().out


def fail(root: Path, folder: Path, locks: Sequence[str], *, editable: bool) -> None:
    """An installation without a network."""
    raise SetupError("no network")


def test_a_failed_installation_leaves_nothing_behind(
    project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a failure the disk has its room back, and the next run begins again."""
    with monkeypatch.context() as patched:
        patched.setattr(venv, "install", fail)
        with pytest.raises(SetupError):
            venv.make(project, NEEDS)
    assert not (project / ".venv").exists()
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit"]


def test_tools_that_cannot_be_added_leave_the_lab_as_it_was(
    project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who types `test` on a train can still open the lab."""
    venv.make(project, NEEDS)
    with monkeypatch.context() as patched:
        patched.setattr(venv, "install", fail)
        with pytest.raises(SetupError):
            venv.make(project, TOOLS)
    venv.make(project, NEEDS)
    assert installed == ["requirements.lock", "the kit"]


@pytest.mark.parametrize("kind", ["folder", "link to nowhere", "file"])
def test_a_venv_of_a_persons_own_is_left_alone(
    project: Path, installed: list[str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that the kit did not make is deleted; another name serves."""
    mine = project / ".venv"
    if kind == "folder":
        mine.mkdir()
        (mine / "pyvenv.cfg").write_text("kept for years")
    elif kind == "file":
        mine.write_text("kept for years")
    else:
        mine.symlink_to(project / "on a disk that is not here")
    with pytest.raises(SetupError, match="left as it is") as told:
        venv.make(project, NEEDS)
    assert os.path.lexists(mine)
    assert installed == []
    name = re.search(r"SKILLKIT_VENV to (\S+),", str(told.value))
    assert name
    monkeypatch.setenv("SKILLKIT_VENV", name[1])
    venv.make(project, NEEDS)
    assert python_of(project / name[1]).exists()


def test_a_venv_that_lost_a_package_or_its_python_is_not_ready(project: Path) -> None:
    """The stamp alone is not believed, and a Python that is gone is no traceback."""
    python = python_of(project / ".venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    assert venv.is_ready(project / ".venv", frozenset(), ["json"])
    assert not venv.is_ready(project / ".venv", frozenset(), ["no_such_module"])
    assert not venv.is_ready(project / ".venv", frozenset({"python 3.11"}), ["json"])
    python.unlink()
    assert not venv.is_ready(project / ".venv", frozenset(), ["json"])


def test_an_installation_that_went_elsewhere_is_said(
    project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is sent around in circles by a setting that the kit does not know."""
    monkeypatch.setattr(venv, "is_ready", lambda *_: False)
    with pytest.raises(SetupError, match="name another target"):
        venv.make(project, NEEDS)


def test_a_second_run_waits_for_the_first_and_says_so(
    project: Path,
    installed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two terminals at once make one .venv."""
    begun, finish = threading.Event(), threading.Event()

    def slow(root: Path, folder: Path, locks: Sequence[str], *, editable: bool) -> None:
        installed.extend(locks)
        begun.set()
        assert finish.wait(30)
        python_of(folder).parent.mkdir()
        python_of(folder).symlink_to(sys.executable)

    monkeypatch.setattr(venv, "install", slow)
    first = threading.Thread(target=venv.make, args=(project, NEEDS))
    first.start()
    assert begun.wait(30)
    threading.Timer(1.5, finish.set).start()
    venv.make(project, NEEDS)
    first.join(30)
    assert installed == ["requirements.lock"]
    assert "Another run is making .venv" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_said_before_anything_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder leads to a copy, not to a traceback."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SetupError, match=r"cannot be written.*Copy the project"):
        venv.make(project, NEEDS)


def test_a_full_disk_is_said_before_anything_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little room is named in gigabytes, with what is needed."""
    usage = SimpleNamespace(free=2 * 10**8)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(SetupError, match=r"0\.2 GB are free.*about 0\.6 GB"):
        venv.make(project, NEEDS)
