"""A small Hub that is really started: who it lets in hands in from a notebook, and nobody else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from urllib.parse import quote

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Desk
from tests.browser.person import SCREEN, patient
from tests.hub.small_hub import LEAD, STRANGER, SmallHub, is_here
from tests.room.postgres import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.whole]
PEOPLE = ["ana", "ben", "cem", "dua", "eva", "fin"]
FORM = "from skillkit import AssessmentForm\nAssessmentForm.load()"
IN_LAB = ("ana",)  # the others have the same notebook as an app, in half the time
LEVELS = ("Basic", "Working", "Working", "Strong", "Strong", "Basic")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> Iterator[SmallHub]:
    """The Hub, with one PostgreSQL for itself and for the room."""
    if not is_here():
        missing = "no configurable-http-proxy: run `npm ci` (Debian: apt install npm)"
        if os.environ.get("SKILLKIT_BROWSER") == "required":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("hub")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FORM)], metadata=kernel)
    nbformat.write(notebook, folder / "hand_in.ipynb")
    started = SmallHub(folder, postgres.made("hub"), postgres.made("hub_room"), PEOPLE)
    try:
        started.wait()
        yield started
    finally:
        started.close()


def log_in(page: Page, hub: SmallHub, name: str, to: str) -> None:
    """Give a name to the Hub, on the way to an address."""
    page.goto(f"{hub.url}/hub/login?next={quote(to)}")
    page.get_by_label("Username").fill(name)
    page.get_by_role("button", name="Sign in").click(no_wait_after=True)


def refused(stranger: Page, hub: SmallHub) -> None:
    """Somebody of the Hub without the scope gets to no page, and no key of theirs opens a door."""
    log_in(stranger, hub, STRANGER, "/services/room/open")
    expect(stranger.locator("body")).to_contain_text("403")
    (xsrf,) = (c["value"] for c in stranger.context.cookies() if c["name"] == "_xsrf")
    asks = stranger.request
    tokens = f"{hub.url}/hub/api/users/{STRANGER}/tokens"
    token = asks.post(tokens, headers={"X-XSRFToken": xsrf}, data={}).json()["token"]
    for key, status in ((token, 403), ("made-up", 401)):
        told = {"Authorization": f"Bearer {key}"}
        for path, body in (("join", {"code": "00000-00000"}), ("rooms", {"title": "Mine"})):
            answer = asks.post(f"{hub.room}/api/v1/{path}", headers=told, data=body)
            assert answer.status == status, (path, answer.text())


def test_six_people_of_a_hub_hand_in_from_notebooks_and_see_one_picture(
    hub: SmallHub, browser: Browser
) -> None:
    """Each has a server of their own; one tap each, one reveal, and a stranger is refused."""
    with ExitStack() as stack:

        def page() -> Page:
            context = patient(browser.new_context(viewport=SCREEN))
            stack.callback(context.close)
            return context.new_page()

        desks = []
        for name in PEOPLE:  # all servers start at once
            user = f"{hub.url}/user/{name}"
            where = SimpleNamespace(url=lambda path, user=user: f"{user}/{path}?of=hub")
            desks.append(Desk(where, page()))  # type: ignore[arg-type]  # an address is all
            log_in(desks[-1].page, hub, name, f"/hub/spawn/{name}?next=/hub/home")

        refused(page(), hub)
        lead = page()
        log_in(lead, hub, LEAD, "/services/room/open")
        lead.get_by_label("What people read").fill("Our department")
        lead.get_by_role("button", name="Open a room").click()
        lead.get_by_role("link", name="Go to your room").click()
        expect(lead.locator("#count")).to_have_text("No cards yet")
        code = lead.locator("#code").inner_text()

        for desk, name, level in zip(desks, PEOPLE, LEVELS, strict=True):
            expect(desk.page.get_by_role("button", name="Stop My Server")).to_be_visible()
            if name in IN_LAB:
                desk.open("hand_in.ipynb").run()
            else:
                desk.page.goto(desk.lab.url("voila/render/hand_in.ipynb"))
            desk.start()
            desk.rate("Machine learning", level)
            desk.saved()
            part = desk.form.locator("details.sk-room")
            part.locator("summary").click()
            expect(part.get_by_label("Address of the room")).to_have_value(hub.room)
            part.get_by_label("Code").fill(code)
            desk.press("Hand in", part)
            expect(part.get_by_role("status")).to_contain_text("Handed in: Our department")
            assert desk.trouble == [] or name not in IN_LAB  # Voilà's page asks for a font outside
            desk.page.close()

        expect(lead.locator("#count")).to_have_text("5 cards or more so far")
        lead.get_by_role("button", name="Reveal").click()
        expect(lead.locator("#pictures img")).to_have_count(4)
