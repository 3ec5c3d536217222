"""What every test and every checked notebook stands on: an empty home and the code of this tree."""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from tests import whole  # noqa: E402  (this tree's, not another's)
from tools.notebooks import is_adapted, kept  # noqa: E402

NOTEBOOKS = kept(ROOT)

# How long an example takes belongs to the bench, not to passing or failing. The same examples are
# drawn at each run, so that it says of two trees whether they differ; `just search` draws new ones.
settings.register_profile("skillkit", deadline=None, max_examples=40, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=400, print_blob=True)
settings.load_profile("skillkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the whole be asked for."""
    parser.addoption("--all", action="store_true", help=f"the whole: also {whole.WORDS}")


def pytest_configure(config: pytest.Config) -> None:
    """Leave the whole to those who ask for it; keep a person's own files away from this run."""
    said = config.option
    said.markexpr = whole.chosen(said.all, said.markexpr, said.keyword, config.args_source)
    keep_away(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    if terminalreporter.config.option.markexpr == whole.REST:
        terminalreporter.write_line(f"Left out, until you add --all: {whole.WORDS}.")


def keep_away(config: pytest.Config) -> None:
    """Keep a person's own files and settings away from this run and the kernels it starts."""
    empty = tempfile.TemporaryDirectory(prefix="skillkit-test-", ignore_cleanup_errors=True)
    config.add_cleanup(empty.cleanup)
    for name in (
        "SKILLKIT_HOME",
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
    ):
        os.environ[name] = str(Path(empty.name) / name.lower())
    os.environ.pop("SKILLKIT_HAND_IN", None)
    os.environ.pop("SKILLKIT_LANGUAGE", None)
    # Some forty processes follow: each would compile all of Jupyter again where nothing is kept.
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "compiled")
    os.environ["SKILLKIT_WORKSHOP"] = ""  # also where a fork has a workshop of its own in use
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"  # jupyter_core warns where it is not chosen
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), before] if before else [str(ROOT)])


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave a person's own notebook alone, wherever it is."""
    own = collection_path.suffix == ".ipynb" and collection_path not in NOTEBOOKS
    return True if own and collection_path.is_relative_to(ROOT) else None


# What takes longest, longest first, so that two processes end together.
FIRST = (
    "tests/browser/test_front_ends.py",
    "tests/hub/test_small_hub.py",
    "tests/browser/",
    "notebooks/",
    "tests/test_house.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; compare no results of code that was adapted for a group."""
    names = {item: item.path.relative_to(ROOT).as_posix() for item in items}
    places = range(len(FIRST))
    items.sort(key=lambda it: next((i for i in places if names[it].startswith(FIRST[i])), 9))
    adapted = {path for path in NOTEBOOKS if is_adapted(nbformat.read(path, as_version=4))}
    why = "its code was adapted, as workshop/adapting.md says, so its kept results say nothing"
    if os.environ.get("CI"):  # here whoever changed a notebook has run it, too
        return
    for item in items:
        if item.path in adapted:
            item.add_marker(pytest.mark.skip(reason=f"{item.path.name}: {why}"))
