"""What every test and every checked notebook stands on: an empty home and the code of this tree."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent

# How long an example takes belongs to the bench, not to passing or failing.
settings.register_profile("skillkit", deadline=None)
settings.load_profile("skillkit")


def pytest_configure(config: pytest.Config) -> None:
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
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"  # jupyter_core warns where it is not chosen
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), before] if before else [str(ROOT)])


class OneForTheBrowser(LoadScopeScheduling):  # type: ignore[misc]  # it carries no types
    """Two processes: one walks in the browser, the other runs file after file of the rest."""

    def _split_scope(self, nodeid: str) -> str:
        """What stays together: all walks, and the tests of a file, in their order."""
        file = str(nodeid.partition("::")[0])
        return "tests/browser" if file.startswith("tests/browser/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneForTheBrowser:
    """Two walks at once would be late too often on two cores."""
    return OneForTheBrowser(config, log)
