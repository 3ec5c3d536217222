"""Below a path: the whole service where a proxy has other things beside it, as a JupyterHub has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from skillkit.assessment import Assessment, hand_in
from skillkit.framework.file import load_framework
from skillkit.room.app import make_app
from skillkit.room.database import open_database
from skillkit.room.pages import PAGES
from tests.room.conftest import House, house_in
from tests.room.service import browser_of

BELOW = "/services/room"
HOME = f"https://hub.example.org{BELOW}"


@pytest.fixture(params=[BELOW, ""], ids=["whole path", "the rest of it"])
def below(request: pytest.FixtureRequest, tmp_path) -> Iterator[House]:
    """A room below a path, behind a proxy that hands on all of it, or what follows it."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("The start", encoding="utf-8")
    database = open_database(f"sqlite:///{tmp_path / 'room.sqlite'}")
    app = make_app(database, {"127.0.0.1"}, home=HOME, site=tmp_path / "site")
    with browser_of(app) as http:
        http.base_url = http.base_url.join(f"{request.param}/")
        yield house_in(http, database)
    database.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_finds_all_that_it_loads_below_the_path(below: House, name: str) -> None:
    """Each script and style, each link of the site, and what the scripts import."""
    asked = [name]
    for address in asked:
        answer = below.http.get(address)
        assert answer.status_code == 200, address
        found = re.findall(r'(?:src|href|from) ?=?"(\.?[\w/-][\w./-]+)"', answer.text)
        asked += {urljoin(address, one) for one in found} - {*asked, "02_assessment.html"}
    assert {"room-static/api.js", "room-static/room.css"} <= set(asked)


def test_the_screen_shows_the_address_that_people_reach(below: House) -> None:
    """The proxy's name and path stand before the door, and in the QR code's place."""
    said = below.of_room("POST", "/door", json={"code": below.code.lower()}).json()
    assert (said["address"], said["code"]) == (f"{HOME}/room", below.code)
    assert said["qr"].startswith("<svg")


def test_a_card_is_handed_in_and_seen(below: House) -> None:
    """A key is got, a card is stored, and other sites stay out."""
    below.hand_in(2)
    assert below.of_room("GET").json()["cards"] == "Fewer than 5 cards so far"
    foreign = below.of_room("GET", headers={"Origin": "https://evil.example"})
    assert foreign.json()["type"] == "other-site"
    assert below.http.get("api/v1/openapi.json").json()["servers"] == [{"url": BELOW}]
    assert below.http.get("healthz").status_code == 200


def test_the_path_itself_leads_to_the_start(below: House) -> None:
    """Without its last slash, relative links would lead elsewhere."""
    answer = below.http.get(str(below.http.base_url.copy_with(path=BELOW)))
    assert (answer.status_code, answer.headers["location"]) == (307, f"{BELOW}/")
    assert below.http.get("").text == "The start"


def test_a_notebook_hands_in_by_the_address_on_the_screen(below: House, tmp_path, monkeypatch):
    """The door's address, as it is copied, leads to the API below the path."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    card = Assessment(load_framework("ai_engineer_quick"), ratings={"machine_learning": 2})
    seat = hand_in.hand_in(card, f"{below.http.base_url}room#{below.code}", below.code)
    assert seat.there
    hand_in.take_back()
    assert below.of_room("GET").json()["cards"] == "No cards yet"


def test_a_wrong_code_opens_no_door(below: House) -> None:
    """404 for a code that is not this room's; 403 for a participant."""
    assert below.of_room("POST", "/door", json={"code": "00000-00000"}).status_code == 404
    key = below.come()
    assert below.of_room("POST", "/door", key, json={"code": below.code}).status_code == 403
