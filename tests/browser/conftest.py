"""A browser and a JupyterLab for the whole run, and a fresh person for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.lab import ARGUMENTS, SCREEN, Desk, Lab, desk


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Debian's Chromium, or the one that SKILLKIT_CHROMIUM names."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


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
    """Somebody on a fresh machine; at the end nothing went outside and nothing broke."""
    lab.forget()
    with desk(lab, browser) as somebody:
        yield somebody
        assert somebody.trouble == []


FORM = (
    "import ipywidgets, os, pathlib, time\nipywidgets.Widget.close_all()\n"
    "pathlib.Path('pid').write_text(str(os.getpid()))",
    "from skillkit.widgets import AssessmentForm, ProfileView\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
    "time.sleep(4)",
)


@pytest.fixture(scope="session")
def seat(lab: Lab, browser: Browser) -> Iterator[Desk]:
    """One seat with a notebook open, for all who test the form: opening one takes seconds."""
    with desk(lab, browser) as chair:
        yield chair


@pytest.fixture
def form_page(lab: Lab, seat: Desk) -> Iterator[Desk]:
    """Somebody who comes to that seat for the first time: a new form, no file, no draft."""
    lab.forget_ratings()
    seat.page.set_viewport_size(SCREEN)
    if lab.runs("form.ipynb"):
        seat.page.evaluate("localStorage.clear()")
    else:
        seat.open(lab.write("form.ipynb", *FORM))
    seat.run(3)
    seat.trouble.clear()
    yield seat
    for page in seat.page.context.pages:
        if page != seat.page:
            page.close()
    assert seat.trouble == []
