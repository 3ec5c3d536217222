"""A room that is a service of a Hub: who the Hub lets in comes in, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from skillkit.assessment import Assessment
from skillkit.assessment.hand_in import hand_in, preset, take_back
from skillkit.base.errors import SkillkitError
from skillkit.base.toml_reader import built_in
from skillkit.framework.file import load_framework
from skillkit.room.app import make_app
from skillkit.room.database import Database
from skillkit.room.hub import LEAD, Hub, Service, hub_config, service_of
from tests.room.conftest import on_sqlite
from tests.room.service import served

QUICK = load_framework("ai_engineer_quick")
PREFIX = "/services/room"
ACCESS = "access:services!service=room"
SCOPES = {
    "lea": [ACCESS, LEAD],
    "ana": [ACCESS],
    "ada": ["access:services", "admin:users"],
    "sam": ["self", "access:services!service=other", "access:servers!user=sam"],
    "lou": [LEAD],  # of the group, but not let in
}


class FakeHub:
    """The two addresses of a Hub that a room asks; a name is its own token."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_away = False
        self.app = Starlette(
            routes=[
                Route("/hub/api/user", self.user),
                Route("/hub/api/oauth2/token", self.token, methods=["POST"]),
            ]
        )

    async def user(self, request: Request) -> Response:
        """Who has a token."""
        name = request.headers["authorization"].removeprefix("token ")
        self.asked.append(name)
        if self.is_away:
            return Response(status_code=503)
        if name == "culler":
            return JSONResponse({"kind": "service", "name": name, "scopes": ["access:services"]})
        if name not in SCOPES:
            return JSONResponse({"status": 403}, 403)
        return JSONResponse({"kind": "user", "name": name, "scopes": SCOPES[name]})

    async def token(self, request: Request) -> Response:
        """The token of somebody who logged in."""
        form = parse_qs((await request.body()).decode())
        is_right = form["client_id"] == ["service-room"] and form["client_secret"] == ["secret"]
        if not is_right or form["redirect_uri"] != [f"{PREFIX}/oauth_callback"]:
            return JSONResponse({"error": "invalid_request"}, 400)
        return JSONResponse({"access_token": form["code"][0].removeprefix("code of ")})


@dataclass
class Place:
    """A room behind its Hub."""

    hub: FakeHub
    url: str
    http: httpx.Client

    def post(self, path: str, who: str, body: object) -> httpx.Response:
        """What somebody with a token of the Hub is answered."""
        headers = {"Authorization": f"Bearer {who}"} if who else {}
        return self.http.post(f"{PREFIX}/api/v1/{path}", headers=headers, json=body)

    def opened(self) -> dict[str, str]:
        """A room that the Hub's facilitator has opened."""
        answer = self.post("rooms", "lea", {"title": "Our team"})
        assert answer.status_code == 201, answer.text
        found: dict[str, str] = answer.json()
        return found


@pytest.fixture
def place(database: Database) -> Iterator[Place]:
    """A room and a Hub, each on a port of its own."""
    hub = FakeHub()
    with served(hub.app) as api:
        service = Service(f"{api}/hub/api", "secret", "service-room", "room", "/")
        app = make_app(
            database,
            {"127.0.0.1"},
            home=f"https://hub.example.org{PREFIX}",
            hub=Hub(service),
            framework=built_in("ai_engineer_quick/framework.toml"),
        )
        with served(app) as url, httpx.Client(base_url=url, timeout=20) as http:
            yield Place(hub, url, http)


@on_sqlite
@pytest.mark.parametrize(
    ("who", "join", "rooms"),
    [
        ("lea", 404, 201),
        ("ana", 404, 403),
        ("ada", 404, 403),  # an admin comes in, and leads nothing that is not theirs
        ("sam", 403, 403),
        ("lou", 403, 403),
        ("culler", 401, 401),
        ("nobody", 401, 401),
        ("", 401, 401),
    ],
)
def test_only_the_scope_of_the_hub_opens_the_door(
    place: Place, who: str, join: int, rooms: int
) -> None:
    """A key of the Hub is not enough, nor is being its admin; 404 is what a wrong code gets."""
    for path in ("join", "watch"):
        assert place.post(path, who, {"code": "00000-00000"}).status_code == join
    assert place.post("rooms", who, {"title": "Our team"}).status_code == rooms


@on_sqlite
def test_a_notebook_of_the_hub_hands_in_with_the_key_that_it_has(
    place: Place, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is there already; the Hub's key goes to that address and to no other."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    room = place.opened()
    monkeypatch.setenv("SKILLKIT_ROOM", f"{place.url}{PREFIX}/room#{room['join_code']}")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "ana")
    assert preset() == (f"{place.url}{PREFIX}", room["join_code"])
    card = Assessment(QUICK, ratings={"machine_learning": 2})
    assert hand_in(card, *preset()).there
    assert place.hub.asked == ["lea", "ana"]
    take_back()

    other = served(place.hub.app)  # any address that somebody typed
    with other as elsewhere, pytest.raises(SkillkitError):
        hand_in(card, elsewhere, room["join_code"])
    assert place.hub.asked == ["lea", "ana"]


@on_sqlite
def test_a_page_sends_to_the_login_of_the_hub_and_takes_back_who_was_sent(place: Place) -> None:
    """Whoever comes back to the browser that was sent gets the page; nobody else gets a cookie."""
    page = f"{PREFIX}/open?language=de"
    sent = place.http.get(page)
    assert sent.status_code == 302
    way = urlsplit(sent.headers["location"])
    assert way.path == "/hub/api/oauth2/authorize"
    asked = {name: value for name, (value,) in parse_qs(way.query).items()}
    assert (asked["client_id"], asked["response_type"]) == ("service-room", "code")
    assert asked["redirect_uri"] == f"{PREFIX}/oauth_callback"
    back = {"code": "code of lea", "state": asked["state"]}
    with httpx.Client(base_url=place.url) as another:
        assert another.get(asked["redirect_uri"], params=back).status_code == 403
    login = cookie(sent)
    found = place.http.get(asked["redirect_uri"], params=back, headers=login)
    assert (found.status_code, found.headers["location"]) == (302, page)
    assert place.http.get(page, headers=cookie(found)).status_code == 200
    forged = {"cookie": login["cookie"].rpartition(".")[0] + ".//evil.example/"}
    found = place.http.get(asked["redirect_uri"], params=back, headers=forged)
    assert found.headers["location"] == f"{PREFIX}/"


def cookie(answer: httpx.Response) -> dict[str, str]:
    """What a browser would send back; it is for https alone, for this path, and for no script."""
    (kept,) = [line for line in answer.headers.get_list("set-cookie") if "Max-Age=0" not in line]
    value, *rest = kept.split("; ")
    assert {"HttpOnly", "Secure", "SameSite=lax", f"Path={PREFIX}/"} <= set(rest)
    return {"cookie": value.replace('"', "")}


@on_sqlite
def test_the_door_and_what_has_a_key_need_no_hub(place: Place) -> None:
    """A scanned code outlives the login, and a Hub that is away stops nobody who is in."""
    room = place.opened()
    said = place.post("join", "ana", {"code": room["join_code"]}).json()
    place.hub.is_away = True
    assert place.post("join", "ada", {"code": room["join_code"]}).status_code == 503
    assert place.http.get(f"{PREFIX}/room").status_code == 200
    for key in (said["participant_token"], room["facilitator_token"]):
        answer = place.http.get(
            f"{PREFIX}/api/v1/rooms/{room['room']}", headers={"Authorization": f"Bearer {key}"}
        )
        assert answer.status_code == 200


def test_what_a_hub_has_to_know_is_printed_and_what_it_tells_is_read() -> None:
    """The lines run as JupyterHub runs them; without its settings no room is a service."""
    from traitlets.config import Config

    told = {"c": Config()}
    exec(hub_config(["python", "-m", "skillkit", "room", "--hub"], "http://127.0.0.1:8080"), told)
    hub = told["c"].JupyterHub
    roles = {role["name"]: role for role in hub.load_roles._extend}
    assert ACCESS in roles["user"]["scopes"]
    assert ACCESS in roles["server"]["scopes"]
    assert roles["room-facilitators"] == {
        "name": "room-facilitators",
        "scopes": [LEAD],
        "groups": ["facilitators"],
    }
    settings = {"JUPYTERHUB_API_URL": "http://hub:8081/hub/api", "JUPYTERHUB_API_TOKEN": "secret"}
    assert service_of(settings).access == {"access:services", ACCESS}
    assert "secret" not in repr(service_of(settings))
    with pytest.raises(SkillkitError, match="JUPYTERHUB_API_TOKEN"):
        service_of({"JUPYTERHUB_API_URL": "http://hub:8081/hub/api"})
