"""A room with its facilitator, phones on its own pages, and people who sit in notebooks."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from playwright.sync_api import Browser, Locator, expect

from skillkit.base.toml_reader import built_in
from skillkit.room import acts
from skillkit.room.api import new_room
from skillkit.room.app import make_app
from skillkit.room.database import open_database
from skillkit.room.server import as_room
from tests.browser.access import violations
from tests.browser.light import Light, Seat, profile
from tests.browser.person import patient
from tests.browser.site import Visitor
from tests.room.service import served

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}
FORM = "from skillkit import AssessmentForm\nform = AssessmentForm.load()\nform"
VIEW = "from skillkit import RoomView, TeamView\nview = TeamView.load()\nview"
LEAD = "RoomView.beside(view)"
SHARE = "from skillkit import ShareCode\nShareCode(form)"


@dataclass(frozen=True, slots=True)
class Open:
    """A room that is open: where it is, its code, and its facilitator's key."""

    url: str
    code: str
    lead: str


@pytest.fixture
def room(built_site: Path, tmp_path: Path) -> Iterator[Open]:
    """A room with the kit's pages around it, below a path, as on a JupyterHub."""
    site = as_room(Path(shutil.copytree(built_site, tmp_path / "site")))
    yield from opened(tmp_path, site)


@pytest.fixture
def bare_room(tmp_path: Path) -> Iterator[Open]:
    """A room with its own pages alone."""
    yield from opened(tmp_path, None)


def opened(tmp_path: Path, site: Path | None) -> Iterator[Open]:
    """A room that is open until the test ends."""
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    row, code, lead = new_room("Our team", built_in("ai_engineer/framework.toml"))
    with database.write.begin() as connection:
        acts.create(connection, [row])
    with socket.create_server(("127.0.0.1", 0), backlog=100) as door:
        home = f"http://127.0.0.1:{door.getsockname()[1]}/services/room"
        with served(make_app(database, {"127.0.0.1"}, home=home, site=site), door):
            yield Open(home, code, f"{row['id']}/{lead}")
    database.close()


def hand_in_part(form: Locator) -> Locator:
    """The last line of a form, from which a card goes to a room."""
    return form.locator("details.sk-room")


@pytest.mark.whole
def test_a_group_hands_in_and_sees_one_picture(
    room: Open, browser: Browser, somebody: Seat, tmp_path: Path
) -> None:
    """Four phones and four notebooks, one without a network for a while; then one reveal."""
    with ExitStack() as stack:

        def somewhere(**seat: object) -> Visitor:
            context = patient(browser.new_context(**seat))  # type: ignore[arg-type]
            stack.callback(context.close)
            return Visitor(SimpleNamespace(url=f"{room.url}/"), context.new_page())  # type: ignore[arg-type]

        lead = somewhere(viewport={"width": 1280, "height": 720})
        lead.page.goto(f"{room.url}/facilitator#{room.lead}/{room.code}")
        expect(lead.page.locator("#count")).to_have_text("No cards yet")
        assert "#" not in lead.page.url  # the key is no longer on the screen
        expect(lead.page.locator("#address")).to_have_text(f"{room.url}/room")
        expect(lead.page.locator("#qr")).not_to_have_js_property("naturalWidth", 0)
        lead.page.get_by_role("combobox", name="Language").select_option("de")
        expect(lead.page.locator("#count")).to_have_text("Noch keine Karten")
        assert violations(lead.page, "body") == []
        lead.page.get_by_role("combobox", name="Sprache").select_option("en")
        expect(lead.page.locator("#count")).to_have_text("No cards yet")
        phones = [somewhere(**PHONE) for _ in range(4)]
        phones[0].page.goto(f"{room.url}/room#{room.code}")
        phones[0].page.get_by_role("combobox", name="Language").select_option("de")
        expect(phones[0].page.get_by_role("status")).to_contain_text(f"mit dem Code {room.code}")
        phones[0].page.get_by_role("combobox", name="Sprache").select_option("en")
        expect(phones[0].page.get_by_role("status")).to_contain_text("You are in")
        for phone in phones:
            phone.page.goto(f"{room.url}/room#{room.code}")
            expect(phone.page.get_by_role("status")).to_contain_text(room.code)
            assert violations(phone.page, "body") == []
            assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
            phone.page.get_by_role("link", name="Begin").click()
        watching = somewhere(**PHONE)  # somebody who hands nothing in, and has no QR code
        watching.page.goto(f"{room.url}/room")
        watching.page.get_by_label("Code").fill("00000-00000")
        watching.page.get_by_role("button", name="Come in").click()
        expect(watching.page.get_by_role("status")).to_contain_text("No open room has this code")
        watching.page.get_by_label("Code").fill(room.code.lower())
        watching.page.keyboard.press("Enter")
        watching.page.get_by_role("link", name="The group's picture").click()
        expect(watching.page.get_by_role("status")).to_contain_text("shows here by itself")
        for phone, level in zip(phones, ("Basic", "Working", "Working", "Strong"), strict=True):
            phone.awake("02_assessment")
            phone.start()
            phone.rate("Machine learning", level)
            phone.saved()
        *others, cut = phones
        for phone in others:
            phone.press("Hand in", hand_in_part(phone.form))
            expect(hand_in_part(phone.form).get_by_role("status")).to_contain_text("Handed in")
        cut.page.context.route("**/api/**", lambda route: route.abort())
        cut.press("Hand in", hand_in_part(cut.form))
        said = hand_in_part(cut.form).get_by_role("status")
        expect(said).to_contain_text("does not answer yet")
        cut.page.context.unroute("**/api/**")
        expect(said).to_contain_text("Handed in: Our team")
        expect(lead.page.locator("#count")).to_have_text("Fewer than 5 cards so far")
        lead.press("Reveal", lead.page.locator("#lead"))
        expect(lead.page.locator("#words")).to_contain_text("A picture shows from 5 cards on")

        def notebook(name: str) -> Seat:
            light = Light(tmp_path / name)
            stack.callback(light.close)
            context = stack.enter_context(profile(browser))
            return Seat(light, context.new_page())

        notebooks = [somebody, *(notebook(name) for name in ("second", "third", "fourth"))]
        for seat, level in zip(notebooks, ("Basic", "Working", "Strong", "Strong"), strict=True):
            seat.run(FORM, SHARE)
            seat.start()
            seat.rate("Machine learning", level)
            seat.saved()
            part = hand_in_part(seat.group("Share code"))
            part.locator("summary").click()
            part.get_by_label("Address of the room").fill(f"{room.url}/room")
            part.get_by_label("Code").fill(room.code.lower())
            seat.press("Hand in", part)
            expect(part.get_by_role("status")).to_contain_text("Handed in: Our team")

        picture = hand_in_part(notebooks[1].group("Share code")).get_by_role("link")
        expect(picture).to_have_attribute("href", f"{room.url}/picture#{room.code.lower()}")
        see = hand_in_part(phones[1].form).get_by_role("link", name="The group's picture")
        see.click()
        expect(phones[1].page.get_by_role("status")).to_contain_text("shows here by itself")
        phones[1].page.context.route("**/api/**", lambda route: route.abort())
        expect(phones[1].page.get_by_role("status")).to_contain_text("does not answer")

        leading = notebook("leading").run(VIEW, LEAD)
        desk = leading.group("Lead a room")
        desk.locator("summary").first.click()
        link = desk.get_by_label("The facilitator's link")
        link.fill(f"{room.url}/facilitator#{room.lead}/{room.code}")
        leading.press("Open the room", desk)
        expect(desk).to_contain_text("5 cards or more so far")
        expect(desk).to_contain_text(f"{room.url}/room")
        expect(desk.get_by_role("img")).not_to_have_js_property("naturalWidth", 0)
        expect(link).to_have_value("")  # the key is no longer on the screen
        assert leading.violations() == []

        with lead.page.expect_popup() as opened:
            lead.press("Open the projector's window", lead.page.locator("#lead"))
        expect(opened.value.locator("#words")).to_contain_text("when it is revealed")
        expect(lead.page.locator("#count")).to_have_text("5 cards or more so far")
        lead.press("Reveal", lead.page.locator("#lead"))
        phones[1].page.context.unroute("**/api/**")
        screens = (lead.page, opened.value, watching.page, phones[1].page)
        for page in screens:
            expect(page.locator("#pictures img")).to_have_count(4)
            assert violations(page, "body") == []
        watching.page.get_by_text("The same in words").first.click()
        expect(watching.page.locator("#pictures")).to_contain_text("Machine learning: Not yet")
        assert watching.page.evaluate("document.documentElement.scrollWidth") <= 390
        leading.press("Reveal", desk)  # the same picture, which shows here as well
        expect(leading.group("Team view")).to_contain_text("Where we stand")
        leading.press("Reveal later cards", desk)
        expect(desk).to_contain_text("The picture stays as it is")
        agreed = lead.page.locator("#agreed")
        lead.press("Write down an agreement", agreed)
        agreed.get_by_label("What we do").fill("Pair on deployment")
        agreed.get_by_label("Who takes it").fill("Otter")
        expect(agreed.get_by_role("status")).to_have_text("Saved in the room.")
        for page in screens[1:]:
            expect(page.locator("#agreed")).to_contain_text("Pair on deployment")
            expect(page.locator("#agreed")).to_contain_text("Who takes it: Otter")
        expect(desk).to_contain_text("Pair on deployment")
        first = phones[0]
        first.page.reload()
        first.awake("02_assessment")
        expect(hand_in_part(first.form).get_by_role("status")).to_contain_text("Handed in")
        first.press("Take it back", hand_in_part(first.form))
        taken = hand_in_part(first.form).get_by_role("status")
        expect(taken).to_contain_text("has been shown with this card in it")

        lead.press("End, and erase everything", lead.page.locator("#lead"))
        lead.press("Yes", lead.page.locator("#ask"))
        for page in screens:
            expect(page.locator("body")).to_contain_text("The room is over")
            expect(page.locator("#pictures img")).to_have_count(0)
        expect(desk).to_contain_text("The room is over")
        first.rate("Machine learning", "Strong")
        first.saved()
        first.press("Hand in", hand_in_part(first.form))
        expect(taken).to_contain_text(re.compile("erased|No open room"))
        usual = ("status of 40", "net::ERR_FAILED", "api/v1")  # of the cut, and of the end
        for person in (lead, watching, *phones):
            strange = [said for said in person.trouble if not any(one in said for one in usual)]
            assert strange == []


def test_two_facilitators_who_type_the_same_line_keep_both_texts(
    bare_room: Open, browser: Browser
) -> None:
    """One has no network for a while; then both texts stand on both pages, and it is said."""
    context = patient(browser.new_context())
    pages = [context.new_page() for _ in range(2)]
    url = f"{bare_room.url}/api/v1"
    number, key = bare_room.lead.split("/")
    one = {"id": "a1", "made": "2026-03-02", "what": "Pair"}
    body = {"base": 0, "agreements": [one]}
    path, headers = f"{url}/rooms/{number}/agreements", {"Authorization": f"Bearer {key}"}
    assert httpx.put(path, headers=headers, json=body).status_code == 200
    for page in pages:
        page.goto(f"{bare_room.url}/facilitator#{bare_room.lead}/{bare_room.code}")
        expect(page.get_by_label("What we do")).to_have_value("Pair")
    first, other = pages
    first.route("**/agreements", lambda route: route.abort())
    first.get_by_label("What we do").fill("Pair on Mondays")
    expect(first.locator("#agreed")).to_contain_text("Not saved yet")
    other.get_by_label("What we do").fill("Pair on Fridays")
    other.get_by_label("Who takes it").fill("Otter")
    expect(other.locator("#agreed")).to_contain_text("Saved in the room.")
    first.unroute("**/agreements")
    expect(first.locator("#agreed")).to_contain_text("Saved in the room.")
    for page in pages:
        fields = page.get_by_label("What we do")
        expect(fields).to_have_count(2)
        expect(fields.first).to_have_value("Pair on Fridays")
        expect(fields.last).to_have_value("Pair on Mondays")
    said = httpx.get(path, headers=headers).json()["agreements"]
    assert [one["what"] for one in said] == ["Pair on Fridays", "Pair on Mondays"]
    context.close()


def test_a_facilitator_saves_the_picture_with_what_was_agreed_on_since(
    bare_room: Open, browser: Browser
) -> None:
    """Also in a tab that had another room's link; the saved page says which gap is accepted."""
    context = patient(browser.new_context())
    page, url = context.new_page(), f"{bare_room.url}/api/v1"
    for n in range(5):
        key = httpx.post(f"{url}/join", json={"code": bare_room.code}).json()["participant_token"]
        card = {"submission_id": f"{n:032x}", "ratings": {"machine_learning": n // 2}}
        headers = {"Authorization": f"Bearer {key}"}
        assert httpx.put(f"{url}/me/card", headers=headers, json=card).status_code == 201
    page.goto(f"{bare_room.url}/facilitator#1/f_of-yesterday/{bare_room.code}")
    expect(page.locator("#words")).to_contain_text("The room is over")
    page.goto(f"{bare_room.url}/facilitator#{bare_room.lead}/{bare_room.code}")
    expect(page.locator("#count")).to_have_text("5 cards or more so far")
    assert "#" not in page.url
    page.get_by_role("button", name="Reveal").click()
    save = page.get_by_role("link", name="Save the picture")
    before = save.get_attribute("href")
    agreed = page.locator("#agreed")
    agreed.get_by_role("button", name="Write down an agreement").click()
    agreed.get_by_label("Skill").select_option("machine_learning")
    agreed.get_by_label("We accept this gap on purpose").check()
    expect(agreed.get_by_role("status")).to_have_text("Saved in the room.")
    expect(save).not_to_have_attribute("href", before or "")
    with page.expect_download() as saved:
        save.click()
    assert "on purpose" in saved.value.path().read_text("utf-8")
    context.close()


def test_a_room_that_a_hub_has_named_takes_one_tap(somebody: Seat) -> None:
    """Address and code stand there already, and the place to tap is open."""
    door = "https://hub.example.org/services/room#7K3QX-0M2RD"
    somebody.run(f"import os\nos.environ['SKILLKIT_ROOM'] = '{door}'", FORM)
    somebody.start()
    somebody.rate("Machine learning", "Strong")
    somebody.saved()
    part = hand_in_part(somebody.form)
    expect(part.get_by_role("button", name="Hand in")).to_be_visible()
    expect(part.get_by_label("Address of the room")).to_have_value(door.partition("#")[0])
    expect(part.get_by_label("Code")).to_have_value("7K3QX-0M2RD")
    expect(part.get_by_label("Your name")).to_be_visible()
