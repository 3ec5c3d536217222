"""Kills: a tab that is killed while somebody rates as fast as they can, many times."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from skillkit.site.build import build
from tests.browser.person import ARGUMENTS
from tests.browser.site import Served
from tests.browser.test_site import EARLY, killed
from tests.conftest import browser_path


def kills(root: Path, count: int) -> int:
    """Say how much of what was called saved is gone, and the same where "saved" comes too early."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(build(root / "notebooks", Path(folder) / "site"))
        words = list(ARGUMENTS)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=words)
        saved, lost = killed(served, browser, count)
        print(f"{count} tabs killed: {saved} ratings were called saved, {lost} of them are gone.")
        early = ("async write(", EARLY)
        said, gone = killed(served, browser, count, early)
        print(f"A store that says so too early: {said} were called saved, {gone} are gone.")
        served.stop()
    return int(lost > 0 or gone == 0)
