"""The notebooks in JupyterLite, where its tools are: `just lite` puts them in and runs this."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from skillkit.site.build import build
from tests.browser.person import ARGUMENTS, SCREEN, Person
from tests.browser.site import Served
from tests.browser.walk import STEPS, lite, walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        find_spec("jupyterlite_core") is None, reason="JupyterLite's tools are not here: just lite"
    ),
]
ELSEWHERE = "--host-resolver-rules=MAP workshop.example 127.0.0.1, MAP * ~NOTFOUND"


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with its notebooks."""
    served = Served(build(root / "notebooks", tmp_path_factory.mktemp("lite") / "site", lab=True))
    yield served
    served.stop()


def test_the_walk_in_jupyterlite(served: Served, browser: Browser) -> None:
    """Every step goes well, with the cells around the forms and no server."""
    assert walk(lite(served), browser) == {step.words: "yes" for step in STEPS}


def test_over_plain_http_it_says_that_nothing_is_kept_and_offers_the_page(
    served: Served, browser: Browser, chromium: str
) -> None:
    """There it has no store; the page has one, and does not lead back to the notebook."""
    url = served.url.replace("localhost", "workshop.example")
    words = [*ARGUMENTS, ELSEWHERE]
    opened = browser.browser_type.launch(executable_path=chromium, args=words)
    try:
        person = Person(opened.new_page(viewport=SCREEN))
        person.page.goto(f"{url}lab/notebooks/index.html?path=02_assessment.ipynb")
        person.start()
        person.rate("Machine learning", "Strong")
        expect(person.status).to_have_text("Not kept when you close this page. Use Save a copy.")
        person.page.get_by_role("link", name="The page without code").click()
        expect(person.page).to_have_url(f"{url}02_assessment.html")
        person.start()
        person.rate("Machine learning", "Strong")
        expect(person.status).to_contain_text("in this browser")
        expect(person.page.locator(".code")).to_be_hidden()
    finally:
        opened.close()
