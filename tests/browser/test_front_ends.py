"""The same walk in every front end, and what is theirs alone."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from skillkit.assessment.file import save
from tests.bench.document import rows_in
from tests.browser.access import is_dark, luminance, over_the_edge, unseen_stops, violations
from tests.browser.lab import Lab
from tests.browser.pages import App
from tests.browser.person import PATIENCE
from tests.browser.site import Served
from tests.browser.test_access import CELLS, half_way
from tests.browser.walk import (
    NOTEBOOK_7,
    STEPS,
    FrontEnd,
    Visit,
    jupyterlab,
    notebook7,
    site,
    visit,
    voila,
    walk,
)

pytestmark = pytest.mark.browser
YES = {step.words: "yes" for step in STEPS}


@pytest.fixture
def fresh(lab: Lab) -> Lab:
    """The lab with the project's notebooks and nobody's ratings."""
    lab.forget()
    lab.copy_notebooks()
    return lab


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[App]:
    """The pages of somebody who has no ratings yet."""
    server = App(tmp_path_factory.mktemp("app"), "--no-browser")
    try:
        yield server
    finally:
        server.stop()


def test_the_walk_in_jupyterlab(fresh: Lab, browser: Browser) -> None:
    """Every step goes well, and nothing is asked of another host."""
    assert walk(jupyterlab(fresh), browser) == YES


@pytest.mark.whole
def test_the_walk_in_notebook_7(fresh: Lab, browser: Browser) -> None:
    """Every step goes well, and nothing is asked of another host."""
    assert walk(notebook7(fresh), browser) == YES


@pytest.mark.whole
def test_the_walk_in_the_pages_without_code(app: App, browser: Browser) -> None:
    """Every step goes well, where each page that loads is a new kernel."""
    assert walk(voila(app), browser) == YES


def test_the_walk_on_the_site(built_site: Path, browser: Browser) -> None:
    """Every step goes well, where Python runs in the browser and nothing else is there."""
    served = Served(built_site)
    try:
        assert walk(site(served), browser) == YES
    finally:
        served.stop()


@pytest.mark.whole
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_without_code_are_as_dark_as_the_system(
    scheme: str, app: App, browser: Browser
) -> None:
    """Ground and letters change together, so everything stays legible."""
    with visit(voila(app), browser, color_scheme=scheme) as person:
        person.open("02_assessment.ipynb")
        expect(person.form).to_be_visible(timeout=PATIENCE)
        assert is_dark(person.form) == (scheme == "dark")
        ground = person.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (luminance(ground) < 0.2) == (scheme == "dark")
        assert [found for found in violations(person.page) if "contrast" in found] == []


# ipywidgets looks for a model every tenth of a second; here it comes back to it too late.
LATE = """const usual = setTimeout;
setTimeout = (act, ms, ...more) => usual(act, ms === 100 ? 5000 : ms, ...more);"""


@pytest.mark.whole
def test_a_slow_page_without_code_finds_its_widgets(app: App, browser: Browser) -> None:
    """Where all came while the page was too busy to look, no form is missing."""
    with visit(voila(app), browser) as person:
        person.page.add_init_script(LATE)
        person.open("06_progress.ipynb")
        expect(person.page.locator(".skillkit")).to_have_count(7, timeout=2 * PATIENCE)
        expect(person.page.get_by_text("model not found")).to_have_count(0)


def test_the_table_of_the_walk_names_its_steps(root: Path) -> None:
    """docs/front-ends.md says what is walked, in the same order."""
    walked = rows_in(root / "docs" / "front-ends.md", "walk")
    assert walked == [step.words for step in STEPS]


# --- The page around -------------------------------------------------------------------------


@pytest.fixture
def dark(lab: Lab) -> Iterator[Lab]:
    """The lab of somebody who has chosen the dark theme."""
    choose_theme(lab, "Dark")
    yield lab
    choose_theme(lab, "Light")


def choose_theme(lab: Lab, theme: str) -> None:
    """Choose JupyterLab's theme as its settings do."""
    path = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    raw = json.dumps({"theme": f"JupyterLab {theme}"})
    request = urllib.request.Request(lab.url(path), json.dumps({"raw": raw}).encode(), method="PUT")
    request.add_header("Authorization", f"token {lab.token}")
    urllib.request.urlopen(request, timeout=60).close()


def alone(lab: Lab) -> FrontEnd:
    """JupyterLab without side bars that leave a notebook no room."""
    return replace(jupyterlab(lab), address=lambda name: lab.url(f"doc/tree/{name}") + "&reset")


def everything(lab: Lab) -> str:
    """A notebook with every form and view, of somebody half-way."""
    lab.forget()
    save(half_way(), lab.home / "assessment.json")
    return lab.write("access.ipynb", "# Everything", "## All of it", *CELLS)


def take_nothing_away(guest: Visit, *, dark: bool) -> None:
    """With a front end's own styles: axe, the theme, every focus, and no way sideways."""
    expect(guest.page.locator(".skillkit:visible")).to_have_count(len(CELLS))
    guest.until(lambda: is_dark(guest.form) == dark)
    guest.go("Machine learning")
    assert violations(guest.page) == []
    assert unseen_stops(guest.form, guest.choice("Machine learning", "Strong")) == []
    assert over_the_edge(guest.page, 600) == []  # as at 200 percent
    assert over_the_edge(guest.page, 400) == []


# What the theme's entry in the menu does.
CHANGE_THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"


@pytest.mark.parametrize("front_end", [pytest.param(alone, id="lab"), NOTEBOOK_7])
def test_the_page_around_takes_nothing_away(
    front_end: Callable[[Lab], FrontEnd], dark: Lab, browser: Browser
) -> None:
    """In the dark theme, which was chosen before, and in the light one, chosen meanwhile."""
    with visit(front_end(dark), browser) as guest:
        guest.open(everything(dark))
        take_nothing_away(guest, dark=True)
        guest.page.evaluate(CHANGE_THEME, "JupyterLab Light")
        take_nothing_away(guest, dark=False)
        assert guest.trouble == []


@pytest.mark.whole
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_around_without_code_takes_nothing_away(
    theme: str, lab: Lab, browser: Browser
) -> None:
    """In the Voilà of a server that runs anyway, where a query chooses the theme.

    It asks another host for icons; with the kit's own settings, as `app` has them, the walk above
    sees that nothing is asked for.
    """
    bare = FrontEnd("Voilà", lambda n: f"{lab.url(f'voila/render/{n}')}&theme={theme}", lab.home)
    with visit(bare, browser) as guest:
        guest.open(everything(lab))
        take_nothing_away(guest, dark=theme == "dark")


@pytest.mark.whole
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for kernels in /proc")
def test_a_page_that_closes_takes_its_kernel_along(app: App, browser: Browser) -> None:
    """Each page load starts a kernel; those of pages that are gone do not pile up."""
    before = kernels_of(app)  # a browser that is killed says no good-bye
    with visit(voila(app), browser) as person:
        for _ in range(2):
            person.open("00_start.ipynb")
            person.t.wait_for()
        person.until(lambda: kernels_of(app) == before + 1)
        last, person.page = person.page, person.page.context.new_page()
        last.close(run_before_unload=True)
        person.until(lambda: kernels_of(app) == before)


def kernels_of(app: App) -> int:
    """How many kernels the server has started that still run."""
    time.sleep(0.1)
    parent = str(app.process.pid)
    stats = [p.read_text().rpartition(")")[2].split() for p in Path("/proc").glob("[0-9]*/stat")]
    return sum(state != "Z" and ppid == parent for state, ppid, *_ in stats)
