"""The same walk in every front end, and what is theirs alone."""

import json
import time
import urllib.request
from collections.abc import Iterator
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
from tests.browser.walk import STEPS, FrontEnd, jupyterlab, notebook7, site, visit, voila, walk

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


def test_the_walk_in_notebook_7(fresh: Lab, browser: Browser) -> None:
    """Every step goes well, and nothing is asked of another host."""
    assert walk(notebook7(fresh), browser) == YES


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


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest, lab: Lab) -> Iterator[str]:
    """One theme after the other, in every front end."""
    choose_theme(lab, request.param)
    yield request.param
    choose_theme(lab, "light")


def choose_theme(lab: Lab, theme: str) -> None:
    """Choose JupyterLab's theme as its settings do."""
    path = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    raw = json.dumps({"theme": f"JupyterLab {theme.title()}"})
    request = urllib.request.Request(lab.url(path), json.dumps({"raw": raw}).encode(), method="PUT")
    request.add_header("Authorization", f"token {lab.token}")
    urllib.request.urlopen(request, timeout=60).close()


def alone(lab: Lab, front_end: str, theme: str) -> FrontEnd:
    """Where a notebook opens without side bars that leave no room for it.

    Voilà is the extension of the server that runs anyway; a query chooses its theme.
    """
    if front_end == "notebook-7":
        return notebook7(lab)
    if front_end == "lab":
        return replace(jupyterlab(lab), address=lambda name: lab.url(f"doc/tree/{name}") + "&reset")
    return FrontEnd(
        "Voilà", lambda name: f"{lab.url(f'voila/render/{name}')}&theme={theme}", lab.home
    )


@pytest.mark.parametrize("front_end", ["lab", "notebook-7", "voila"])
def test_the_page_around_takes_nothing_away(
    front_end: str, theme: str, lab: Lab, browser: Browser
) -> None:
    """With a front end's own styles: axe, the theme, every focus, and no way sideways."""
    lab.forget()
    save(half_way(), lab.home / "assessment.json")
    lab.write("access.ipynb", "# Everything", "## All of it", *CELLS)
    with visit(alone(lab, front_end, theme), browser) as guest:
        guest.open("access.ipynb")
        expect(guest.page.locator(".skillkit:visible")).to_have_count(len(CELLS))
        assert is_dark(guest.form) == (theme == "dark")
        guest.go("Machine learning")
        assert violations(guest.page) == []
        assert unseen_stops(guest.form, guest.choice("Machine learning", "Strong")) == []
        assert over_the_edge(guest.page, 600) == []  # as at 200 percent
        assert over_the_edge(guest.page, 400) == []
        # A bare Voilà asks another host for icons; with the kit's own settings, as `app` has them,
        # the walk above sees that nothing is asked for.
        assert front_end == "voila" or guest.trouble == []


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
