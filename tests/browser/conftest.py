"""Where a test sits: on a light page of its own, or in the JupyterLab of the whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.lab import Desk, Lab, desk
from tests.browser.light import Light, Seat, profile


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Lab]:
    """A JupyterLab with its own notebooks and its own home."""
    folder = tmp_path_factory.mktemp("lab")
    server = Lab(folder / "notebooks", folder / "home")
    try:
        server.wait()
        yield server
    finally:
        server.close()


@pytest.fixture
def person(lab: Lab, browser: Browser) -> Iterator[Desk]:
    """Somebody on a fresh machine with a JupyterLab; at the end nothing went outside or broke."""
    lab.forget()
    with desk(lab, browser) as somebody:
        yield somebody
        assert somebody.trouble == []


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Light]:
    """A kernel of the test's own, with an empty home."""
    kernel = Light(tmp_path / "home")
    yield kernel
    kernel.close()


@pytest.fixture
def other_kernel(light: Light) -> Iterator[Light]:
    """A second kernel on the same home, as a second notebook has."""
    kernel = Light(light.home)
    yield kernel
    kernel.close()


@pytest.fixture
def somebody(light: Light, browser: Browser) -> Iterator[Seat]:
    """Somebody at a page that is still empty; at the end nothing went outside and nothing broke."""
    with profile(browser) as context:
        seat = Seat(light, context.new_page())
        yield seat
        assert seat.trouble == []
