"""A JupyterLab for the whole run, and a fresh person for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.lab import Desk, Lab, desk
from tests.browser.light import Light, Seat, profile
from tests.browser.person import SCREEN

Sit = Callable[..., Desk]


def leave(seat: Desk) -> None:
    """Close what is open at a seat, then stop every kernel; an open page would miss its own."""
    seat.page.goto("about:blank")
    seat.notebook = ""
    seat.lab.forget()


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
def person(lab: Lab, browser: Browser, seat: Desk) -> Iterator[Desk]:
    """Somebody on a fresh machine; at the end nothing went outside and nothing broke."""
    leave(seat)
    with desk(lab, browser) as somebody:
        yield somebody
        assert somebody.trouble == []


RESET = (
    "import ipywidgets, os, pathlib\nipywidgets.Widget.close_all()\n"
    "pathlib.Path('pid').write_text(str(os.getpid()))"
)
FORM = (
    "from skillkit import AssessmentForm, ProfileView\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
    "import time\ntime.sleep(4)",
)


@pytest.fixture(scope="session")
def seat(lab: Lab, browser: Browser) -> Iterator[Desk]:
    """One seat that everybody takes in turn: opening a notebook takes seconds."""
    with desk(lab, browser) as chair:
        yield chair


@pytest.fixture
def sit(lab: Lab, seat: Desk) -> Iterator[Sit]:
    """Somebody who comes to that seat for the first time: new widgets, no file, no draft.

    `sit("name.ipynb", *cells)` opens a notebook with these cells, after one that closes what the
    last person left; where it is open already it only starts over. It does not run them.
    """

    def sit_down(name: str, *cells: str) -> Desk:
        lab.forget_ratings()
        seat.page.set_viewport_size(SCREEN)
        if lab.runs(name) and seat.notebook == name and seat.opened == cells:
            seat.page.evaluate("localStorage.clear()")
        else:
            leave(seat)
            seat.open(lab.write(name, RESET, *cells))
            seat.opened = cells
        seat.run(1)
        seat.trouble.clear()
        return seat

    yield sit_down
    for page in seat.page.context.pages:
        if page != seat.page:
            page.close()
    assert seat.trouble == []


@pytest.fixture
def form_page(sit: Sit) -> Desk:
    """Somebody in front of a form and its view."""
    somebody = sit("form.ipynb", *FORM)
    somebody.run(3)
    return somebody


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
