"""The walk: what a participant does with the notebooks, the same steps in every front end."""

from __future__ import annotations

import json
import re
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from skillkit.assessment.file import from_json
from skillkit.site import pyodide
from tests.browser.lab import USUAL, Lab
from tests.browser.pages import App
from tests.browser.person import PATIENCE, Person, patient
from tests.browser.site import Served, empty_lite, empty_store, in_lite, in_store

# What the front ends say of themselves, also with an empty notebook.
THEIRS = (
    "(reading 'schema')",  # Notebook 7, at the start
    "'filebrowser:open-path' not registered",  # the same
    "/lab/api/contents/",  # JupyterLite asks for a list of each folder, whether it ships one or not
    "Canceled future",  # a page that is left while its kernel still answers
)


@dataclass(frozen=True, slots=True)
class FrontEnd:
    """One way to open the notebooks: its name, where a notebook opens, where ratings are kept.

    `home` is None where they are kept in the browser, and `store` reads and empties that.
    `connected` says whether the kernel of a notebook has a page that listens to it; None where
    there are no cells to run.
    """

    name: str
    address: Callable[[str], str]
    home: Path | None
    connected: Callable[[str], bool] | None = None
    store: tuple[Callable[[Page], dict[str, str]], Callable[[Page], None]] = (in_store, empty_store)


def jupyterlab(lab: Lab) -> FrontEnd:
    """JupyterLab as it opens by itself, with its menus and side bars."""
    name = f"JupyterLab {version('jupyterlab')}"

    def address(notebook: str) -> str:
        return lab.url(f"lab/tree/{notebook}") + "&reset"

    return FrontEnd(name, address, lab.home, _listens(lab))


def notebook7(lab: Lab) -> FrontEnd:
    """Notebook 7, from the same server."""
    name = f"Notebook {version('notebook')}"

    def address(notebook: str) -> str:
        return lab.url(f"notebooks/{notebook}")

    return FrontEnd(name, address, lab.home, _listens(lab))


NOTEBOOK_7 = pytest.param(notebook7, id="notebook-7", marks=pytest.mark.whole)


def voila(app: App) -> FrontEnd:
    """The pages without code; the address that was said at the start lets in."""
    first = app.address()
    name = f"Voilà {version('voila')}"
    return FrontEnd(name, lambda notebook: first.replace("00_start.ipynb", notebook), app.home)


def site(served: Served) -> FrontEnd:
    """The site, whose Python runs in the browser."""

    def address(notebook: str) -> str:
        return f"{served.url}{notebook.replace('.ipynb', '.html')}"

    return FrontEnd(f"the site (Pyodide {pyodide.VERSION})", address, None)


def lite(served: Served) -> FrontEnd:
    """The notebooks in JupyterLite, whose kernel runs in the browser too."""

    def address(notebook: str) -> str:
        return f"{served.url}lab/notebooks/index.html?path={notebook}"

    name = f"JupyterLite {version('jupyterlite-core')}"
    return FrontEnd(name, address, None, lambda _: True, (in_lite, empty_lite))


def _listens(lab: Lab) -> Callable[[str], bool]:
    def connected(notebook: str) -> bool:
        with urllib.request.urlopen(lab.url("api/sessions"), timeout=60) as answer:
            kernels = [s["kernel"] for s in json.load(answer) if s["path"] == notebook]
        return any(k["connections"] and k["execution_state"] == "idle" for k in kernels)

    return connected


class Visit(Person):
    """Somebody in one front end, in front of one page."""

    def __init__(self, front: FrontEnd, page: Page) -> None:
        # JupyterLite's tools put an extension into a lab beside them that only their pages load.
        beside = ("@jupyterlite/",) if front.home else ()
        super().__init__(page, (*USUAL, *THEIRS, *beside))
        self.front = front
        self.notebook = ""

    def open(self, notebook: str, *, run: bool = True) -> None:
        """Open a notebook; where there are cells, run them all from the menu."""
        self.notebook = notebook
        self.page.goto(self.front.address(notebook))
        self.ready()
        if run:
            self.run()

    def ready(self) -> None:
        """Wait until the kernel is there, has nothing to do, and the page listens to it."""
        if connected := self.front.connected:
            self.until(lambda: connected(self.notebook))
            idle = '.jp-Notebook-ExecutionIndicator[data-status="idle"]:visible'
            self.page.locator(idle).first.wait_for(timeout=PATIENCE)

    def run(self) -> None:
        """Run all cells from the menu."""
        if self.front.connected:
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            self.ran()

    def ran(self) -> None:
        """Wait until the cells have run; their numbers are folded away with their code."""
        self.page.wait_for_timeout(200)  # the run has to have begun
        self.ready()

    def reload(self) -> None:
        """Load the page again, as after a closed laptop, and run it."""
        self.page.reload()
        self.ready()
        self.run()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something while the page goes on."""
        end = time.monotonic() + PATIENCE / 1000
        while not holds():
            assert time.monotonic() < end, "it never came true"
            self.page.wait_for_timeout(50)

    @property
    def t(self) -> Locator:
        """A T that was drawn here and now, other than the one that is stored in the notebook."""
        return self.page.locator(".skillkit svg.sk-t:visible").first

    def kept(self, name: str) -> str | None:
        """What is kept under a name, on the disk or in the browser's store."""
        if self.front.home is None:
            return self.front.store[0](self.page).get(name)
        file = self.front.home / name
        return file.read_text(encoding="utf-8") if file.exists() else None

    def lose_everything(self) -> None:
        """Take away all that is kept, as a borrowed machine does."""
        if self.front.home is None:
            self.front.store[1](self.page)
        else:
            shutil.rmtree(self.front.home)

    def ratings(self) -> dict[str, object]:
        """The ratings that are kept."""
        text = self.kept("assessment.json")
        return dict(from_json(text).ratings) if text else {}

    def cell_types(self) -> list[str]:
        """What cells the notebook has."""
        classes = self.page.locator(".jp-Notebook .jp-Cell").evaluate_all(
            "cells => cells.map(cell => cell.classList.contains('jp-CodeCell') ? 'code' : 'text')"
        )
        return [str(kind) for kind in classes]


@contextmanager
def visit(front: FrontEnd, browser: Browser, **options: object) -> Iterator[Visit]:
    """A fresh browser profile that reaches this machine only."""
    seat: dict[str, Any] = {"viewport": {"width": 1200, "height": 1000}, **options}
    context = patient(browser.new_context(**seat))
    try:
        yield Visit(front, context.new_page())
    finally:
        context.close()


# --- The steps -------------------------------------------------------------------------------


def see_the_t(person: Visit) -> None:
    """The first notebook says: if you see a T, you are ready."""
    person.open("00_start.ipynb")
    expect(person.t).to_be_visible(timeout=PATIENCE)


def sort_a_claim(person: Visit) -> None:
    """The practice before rating is saved like everything else."""
    person.open("01_framework.ipynb")
    claims = person.page.get_by_role("group", name="Claims to sort", exact=True)
    claims.get_by_role("radio", name="Contested").first.check(timeout=PATIENCE)
    expect(claims.locator(".sk-status")).to_contain_text(re.compile("^Saved"))
    assert person.kept("calibration.json")


def open_the_example(person: Visit) -> None:
    """Nothing is preselected for anybody, and nothing is written by looking."""
    person.open("02_assessment.ipynb")
    expect(person.form).to_contain_text("This is an example", timeout=PATIENCE)
    expect(person.t).to_be_visible()
    assert person.kept("assessment.json") is None


def rate_by_mouse(person: Visit) -> None:
    """A click on the sentence itself is enough, and what is called saved is on the disk."""
    person.form.get_by_role("button", name="Start my own assessment").click()
    expect(person.form).to_contain_text("0 of 16 rated")
    person.choice("Machine learning", "Strong").locator("..").click()
    person.saved()
    assert person.ratings() == {"machine_learning": 3}


def see_it_in_the_t(person: Visit) -> None:
    """The T of the form has heard of it; its sentence is folded away where there is little room."""
    expect(person.form.get_by_role("heading", name="Not enough ratings yet")).to_be_visible()
    expect(person.form.locator(".sk-glance")).to_contain_text("Rate 11 more skills")


def rate_by_keyboard(person: Visit) -> None:
    """From a page just opened, which has run by itself: Tab to the form, rate, go on."""
    person.open("02_assessment.ipynb", run=False)
    first = person.choice("Software engineering", "Not yet")
    first.wait_for()
    person.ready()
    person.tab_to(first)
    keys = person.page.keyboard
    for key in ("Space", "ArrowDown", "ArrowDown"):
        keys.press(key)
    expect(person.choice("Software engineering", "Working")).to_be_checked()
    person.saved()
    there = person.ratings()
    assert there == {"machine_learning": 3, "software_engineering": 2}, f"kept: {there}"


def type_letters(person: Visit) -> None:
    """The notebook's own single-letter commands do not fire while somebody is in the form."""
    before = person.cell_types()
    for key in ("a", "b", "m", "x", "d", "d", "z", "Backspace"):
        person.page.keyboard.press(key)
    assert person.cell_types() == before, f"{person.cell_types()} instead of {before}"
    expect(person.choice("Software engineering", "Working")).to_be_focused()


def save_a_copy(person: Visit) -> None:
    """The file that is downloaded is the assessment."""
    with person.page.expect_download() as download:
        person.form.get_by_role("button", name="Save a copy").click()
    copy = from_json(Path(download.value.path()).read_text(encoding="utf-8"))
    assert dict(copy.ratings) == person.ratings()


def reload_the_page(person: Visit) -> None:
    """A page that is loaded again reads the file, also where each load is a new kernel."""
    person.reload()
    expect(person.form).to_contain_text("2 of 16 rated", timeout=PATIENCE)
    person.form.get_by_label("Go to").select_option("Machine learning")
    expect(person.choice("Machine learning", "Strong")).to_be_checked()


def follow_the_link(person: Visit) -> None:
    """The next notebook opens from the end of this one, here or in a tab of its own."""
    person.page.get_by_role("link", name="What shape are you?").last.click()
    title = re.compile("What shape are you")

    def there() -> list[Page]:
        pages = person.page.context.pages
        return [p for p in pages if p.get_by_role("heading", name=title).last.is_visible()]

    person.until(lambda: bool(there()))
    person.page, person.notebook = there()[0], "03_profile.ipynb"


def see_the_profile(person: Visit) -> None:
    """The profile notebook shows what was rated in the other one."""
    person.ready()
    person.run()
    view = person.page.locator(".sk-profile:visible", has_text="Rate 10 more skills").first
    expect(view).to_be_visible(timeout=PATIENCE)


def look_back(person: Visit) -> None:
    """The first ratings show beside new ones, once there are as many, and not before."""
    before = person.ratings()
    person.open("06_progress.ipynb")
    view = person.page.locator(".sk-profile:visible").last
    expect(view).to_contain_text("Not yet", timeout=PATIENCE)
    for skill in ("Machine learning", "Software engineering"):
        person.form.get_by_label("Go to").select_option(skill)
        person.choice(skill, "Basic").check()
    person.saved()
    expect(view).to_contain_text("Then and now")
    expect(view).to_contain_text("Machine learning (two levels lower)")
    assert person.ratings() == before


def bring_the_copy_back(person: Visit) -> None:
    """After a lost session, as on Binder, the copy is enough to go on."""
    before = person.ratings()
    copy = (person.kept("assessment.json") or "").encode()
    person.lose_everything()
    person.open("00_start.ipynb")
    link = person.page.get_by_role("group", name="A copy of your assessment")
    file = {"name": "copy.json", "mimeType": "application/json", "buffer": copy}
    link.get_by_label("Bring a copy back").set_input_files(file, timeout=PATIENCE)  # type: ignore[arg-type]
    expect(link.get_by_role("status")).to_contain_text("Restored")
    assert person.ratings() == before


def ask_nobody_else(person: Visit) -> None:
    """No request left for another host, and nothing broke on the way."""
    assert person.trouble == [], f"{person.trouble}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a participant does, and what proves that it went well."""

    words: str
    do: Callable[[Visit], None]


STEPS = (
    Step("`00_start` draws the T", see_the_t),
    Step("`01_framework`: sort a claim, and it is kept", sort_a_claim),
    Step("`02_assessment` opens on the example and writes nothing", open_the_example),
    Step("Start an own assessment, rate by mouse: it is kept", rate_by_mouse),
    Step("The picture follows the rating", see_it_in_the_t),
    Step("Open the page and rate by keyboard alone: it is kept", rate_by_keyboard),
    Step("Letters typed in the form change no cell", type_letters),
    Step("Save a copy: the download holds the ratings", save_a_copy),
    Step("Reload: the ratings are there", reload_the_page),
    Step("The link at the end opens `03_profile`", follow_the_link),
    Step("`03_profile` shows the same ratings", see_the_profile),
    Step("`06_progress`: the first ratings show beside new ones, and not before", look_back),
    Step("Every file lost: a copy brought back on `00_start` restores it", bring_the_copy_back),
    Step("No request to another host, no error on the console", ask_nobody_else),
)


def walk(front: FrontEnd, browser: Browser) -> dict[str, str]:
    """The steps, each with "yes" or what went wrong."""
    found = {}
    with visit(front, browser) as person:
        for step in STEPS:
            try:
                step.do(person)
                found[step.words] = "yes"
            except Exception as error:  # the table has a place for what went wrong
                shown = person.page.locator("body").inner_text()
                print(step.words, error, person.trouble, shown, sep="\n")
                found[step.words] = f"no: {next(iter(str(error).splitlines()), repr(error))}"
    return found
