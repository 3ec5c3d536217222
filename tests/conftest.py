"""What the tests share: where the project is, and a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = (
    "chromium-headless-shell",  # the same engine without a window: a test takes half the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


def browser_path() -> str | None:
    """The Chromium on this machine: the one named by SKILLKIT_CHROMIUM, else the first on PATH."""
    named = os.environ.get("SKILLKIT_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test where there is no browser; fail it where one is required."""
    if item.get_closest_marker("browser") is None or browser_path():
        return
    reason = "no Chromium found: install it (Debian: apt install chromium) or set SKILLKIT_CHROMIUM"
    if os.environ.get("SKILLKIT_BROWSER") == "required":
        pytest.fail(f"SKILLKIT_BROWSER=required, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of somebody's own, empty."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser; only tests marked `browser` may ask for it."""
    found = browser_path()
    assert found, "mark this test with @pytest.mark.browser"
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """That browser, running; one for all tests, as Playwright can be entered only once."""
    from playwright.sync_api import sync_playwright

    from tests.browser.person import ARGUMENTS

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A site of this tree, one for all workers; npm fetches Pyodide for it, once for a machine."""
    from skillkit.base.storage import locked
    from skillkit.site import pyodide
    from skillkit.site.build import build

    if not pyodide.is_here() and not shutil.which("npm"):
        reason = "no npm found, which fetches Pyodide: install Node 20 or newer"
        if os.environ.get("SKILLKIT_BROWSER") == "required":
            pytest.fail(f"SKILLKIT_BROWSER=required, but {reason}", pytrace=False)
        pytest.skip(reason)
    own = tmp_path_factory.getbasetemp()
    site = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built" / "site"
    with locked(site):
        return site if site.exists() else build(root / "notebooks", site)
