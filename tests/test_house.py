"""The house: what every file here keeps to. The tools do the looking; these tests run them."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools.notebooks import LIVE, METADATA, clean, is_adapted, kept, text_of

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "skillkit").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
NOTEBOOKS = kept(ROOT)
# What is looked at: the kit, and nothing that somebody put beside it.
OURS = ["skillkit", "tests", "tools", "conftest.py", *map(str, NOTEBOOKS)]
CURE = "To keep a change: python3 -m tools.notebooks. To drop it: git restore notebooks"
CORE = ("base", "framework", "assessment", "profile", "practice", "team", "plan", "progress")


def named(path: Path) -> str:
    """The path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def passes(*words: str | Path) -> None:
    """Fail with a tool's own words when it finds something."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


# --- Tools -----------------------------------------------------------------------------------


def test_the_code_is_free_of_what_ruff_finds() -> None:
    """`ruff check` finds nothing."""
    passes("-m", "ruff", "check", *OURS)


def test_the_code_is_laid_out_in_one_way() -> None:
    """`ruff format` would change nothing."""
    passes("-m", "ruff", "format", "--check", *OURS)


def test_the_types_agree() -> None:
    """`mypy` in its strict mode finds nothing."""
    passes("-m", "mypy")


def test_imports_point_back_along_the_workshop() -> None:
    """The layers and the light path of pyproject.toml hold, and every module has its place."""
    passes("-c", "from importlinter.cli import lint_imports_command as c; c()")


def test_the_words_are_spelled_right() -> None:
    """`codespell` finds nothing in code, prose and notebooks."""
    passes("-m", "codespell_lib", *OURS, "./docs", "./workshop", *ROOT.glob("*.md"))


# --- Code ------------------------------------------------------------------------------------


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    """A file holds one idea, however long; its name says which."""
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "misc", "common"}


CLOCKS = re.compile(r"\b(today|now|utcnow|time_ns|monotonic|perf_counter)\(|\btime\.time\(")


def test_no_module_of_the_core_reads_the_clock() -> None:
    """Today is an argument, so that a plan can be tested on any day."""
    core = [path for path in MODULES if path.relative_to(ROOT).parts[1] in CORE]
    assert core
    assert [named(p) for p in core if CLOCKS.search(p.read_text(encoding="utf-8"))] == []


def test_every_test_says_its_behaviour_in_a_sentence() -> None:
    """Each test function carries a docstring that ends like a sentence."""
    for path in TESTS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = ast.get_docstring(node) or ""
                full = said.split("\n\n")[0].rstrip().endswith(".")
                assert full, f"{named(path)}: {node.name} says nothing"


def test_every_rule_that_is_left_out_has_its_reason() -> None:
    """In pyproject.toml a reason stands beside each ignored rule and each loosened check."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    loosened = re.findall(r'(?m)^    "[A-Z]+\d*",.*$|^(?:dis)?allow_.*$|^ignore_missing.*$', text)
    assert loosened
    lints = [line for line in loosened if not re.match(r'    "[EFWIDB]", ', line)]
    assert [line for line in lints if " # " not in line] == []


def test_nothing_of_this_machine_stands_in_the_tree() -> None:
    """No file names the folder that the project is in, nor its author's home."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git clone, so nothing says which files belong to the project")
    traces = [f"{folder}/".encode() for folder in (ROOT, Path.home()) if len(str(folder)) > 1]
    for path in filter(Path.is_file, (ROOT / name for name in done.stdout.splitlines())):
        found = [trace for trace in traces if trace in path.read_bytes()]
        assert not found, f"{named(path)} names {found[0].decode()}"


# --- Notebooks -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_a_notebook_is_kept_executed_and_clean(path: Path) -> None:
    """What is stored is what the example shows, with no time, live view, state or version."""
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    if is_adapted(notebook):
        pytest.skip("its code was adapted, as workshop/adapting.md says")
    if text_of(clean(notebook)) != text:
        pytest.fail(f"{path.name} was saved from JupyterLab. {CURE}", pytrace=False)
    assert any(cell.get("outputs") for cell in notebook.cells)


def test_cleaning_takes_traces_out_and_leaves_what_was_shown() -> None:
    """Outputs, tags and cell ids stay; everything that changes by itself goes."""
    shown = {"text/plain": "a T", LIVE: {"model_id": "42"}}
    output = nbformat.v4.new_output("execute_result", data=shown, execution_count=7)
    cell = nbformat.v4.new_code_cell(
        "form", outputs=[output], execution_count=7, metadata={"tags": ["keep"], "trusted": True}
    )
    state = {"widgets": {"state": {}}, "language_info": {"name": "python", "version": "3.11"}}
    kept = clean(nbformat.v4.new_notebook(cells=[cell], metadata=state))
    assert kept.metadata.items() > METADATA.items()
    assert not is_adapted(kept)
    assert kept.cells[0].id == cell.id
    assert kept.cells[0].metadata == {"tags": ["keep"]}
    assert kept.cells[0].execution_count == 1
    assert kept.cells[0].outputs[0].execution_count == 1
    assert kept.cells[0].outputs[0].data == {"text/plain": "a T"}


def test_cleaning_twice_changes_nothing() -> None:
    """A clean notebook stays byte for byte what it is."""
    cell = nbformat.v4.new_code_cell("1 + 1", execution_count=3)
    once = text_of(clean(nbformat.v4.new_notebook(cells=[cell])))
    assert text_of(clean(nbformat.reads(once, as_version=4))) == once


@pytest.mark.slow
def test_a_changed_result_makes_the_comparison_fail(tmp_path: Path) -> None:
    """A cell that now shows something else than what is stored is a failure, not a detail."""
    cells = [nbformat.v4.new_code_cell(source) for source in ("6 * 7", "6 * 8")]
    for cell in cells:
        cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "42"})]
    notebook = clean(nbformat.v4.new_notebook(cells=cells))
    (tmp_path / "kept.ipynb").write_text(text_of(notebook), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-c", str(ROOT / "pyproject.toml"), "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 failed, 1 passed" in done.stdout
    assert "kept.ipynb::Cell 1" in done.stdout
