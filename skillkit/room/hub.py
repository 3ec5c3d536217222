"""Hub: whom a JupyterHub lets into a room that is one of its services.

It is asked wherever somebody comes in: at every page but the door, at a join, and where a room is
opened. From then on the key that they got counts, as in every room, so that a Hub that starts again
stops nobody.
"""

from __future__ import annotations

import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pprint import pformat
from textwrap import indent
from typing import Any
from urllib.parse import quote, urlencode

import anyio
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from skillkit.assessment.hand_in import RoomError
from skillkit.assessment.over_http import answer
from skillkit.base.errors import SkillkitError
from skillkit.base.words import spoken_in
from skillkit.room.acts import Refused
from skillkit.room.reader import language_of
from skillkit.room.secret import hashed

LEAD = "custom:room:lead"  # the scope of those who open rooms
TOKEN, STATE = "skillkit-room-hub", "skillkit-room-login"  # cookies
CALLBACK = "/oauth_callback"
OPEN = ("/room", "/healthz", "/readyz")  # pages and looks that tell nobody anything
ASKS = (
    "/api/v1/join",
    "/api/v1/watch",
    "/api/v1/rooms",
)  # where a key is got; all others want that key
BELIEVED = 60.0  # seconds that the Hub's answer counts
REMEMBERED = 20_000  # answers
ASKING = 8  # requests to the Hub at once; one that hangs keeps no thread from the database

NOBODY = Refused(401, "no-hub-user", "Come in from the Hub: log in there, or use its notebooks.")
NOT_LET_IN = Refused(403, "not-let-in", "Your account on this Hub may not use this room.")
SILENT = Refused(503, "hub-silent", "The Hub does not answer just now; nothing is lost. Try again.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the Hub knows."""

    name: str
    may_come: bool
    may_lead: bool


@dataclass(frozen=True, slots=True)
class Service:
    """The room as the Hub calls it; a Hub tells its services so by these settings."""

    api: str
    token: str = field(repr=False)
    client: str
    name: str
    base: str  # the Hub's own path

    @property
    def access(self) -> set[str]:
        """The scopes of which one lets somebody in."""
        return {"access:services", f"access:services!service={self.name}"}


def service_of(settings: Mapping[str, str]) -> Service:
    """The service that a Hub's settings describe.

    Raises:
        SkillkitError: one is missing.
    """
    names = [f"JUPYTERHUB_{name}" for name in ("API_URL", "API_TOKEN")]
    if missing := [name for name in names if not settings.get(name)]:
        raise SkillkitError(
            f"--hub is for a service of a JupyterHub, which sets {missing[0]}; it is not set. "
            "workshop/hosting says how a room becomes one."
        )
    api, token = (settings[name] for name in names)
    name = settings.get("JUPYTERHUB_SERVICE_NAME") or "room"
    client = settings.get("JUPYTERHUB_CLIENT_ID") or f"service-{name}"
    return Service(api, token, client, name, settings.get("JUPYTERHUB_BASE_URL") or "/")


class Hub:
    """What the Hub says, remembered for a minute."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._known: OrderedDict[str, tuple[float, Person | None]] = OrderedDict()
        self._places = anyio.CapacityLimiter(ASKING)

    async def person(self, token: str) -> Person | None:
        """Who has this token of the Hub; None for nobody.

        Raises:
            Refused: the Hub does not answer.
        """
        if not token:
            return None
        key = hashed(token)
        until, person = self._known.get(key, (0.0, None))
        if time.monotonic() > until:
            said = await self._ask("GET", "/user", None, f"token {token}")
            person = self._person(said)
            self._known[key] = (time.monotonic() + BELIEVED, person)
            self._known.move_to_end(key)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return person

    async def token_for(self, code: str, callback: str) -> str:
        """The token of whoever came back from the Hub with this code; "" for nobody.

        Raises:
            Refused: the Hub does not answer.
        """
        fields = {
            "client_id": self.service.client,
            "client_secret": self.service.token,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": callback,
        }
        said = await self._ask("POST", "/oauth2/token", urlencode(fields).encode())
        return str(said.get("access_token", ""))

    async def _ask(
        self, method: str, path: str, form: bytes | None, who: str = ""
    ) -> dict[str, Any]:
        headers = {"Authorization": who} if who else {}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asked = (method, f"{self.service.api}{path}", form, headers)
        try:
            status, text = await anyio.to_thread.run_sync(answer, *asked, limiter=self._places)
            said = json.loads(text) if status == 200 else {}
        except (RoomError, ValueError):
            raise SILENT from None
        if status >= 500 or not isinstance(said, dict):
            raise SILENT
        return said

    def _person(self, said: Mapping[str, Any]) -> Person | None:
        if said.get("kind") != "user":
            return None
        scopes = {*map(str, said.get("scopes", ()))}
        access = bool(self.service.access & scopes)
        return Person(str(said["name"]), access, access and LEAD in scopes)


class HubDoor:
    """A room behind a Hub; who comes in is `person` in the state of the request."""

    def __init__(self, app: ASGIApp, hub: Hub, *, encrypted: bool) -> None:
        self._app, self._hub, self._encrypted = app, hub, encrypted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or send it to the Hub, or refuse it."""
        app = self._app
        if scope["type"] == "http":
            asks = HTTPConnection(scope)
            below = scope.get("root_path", "")
            path = scope["path"].removeprefix(below)
            try:
                if path == CALLBACK:
                    app = await self._came_back(asks, below)
                elif not self._is_open(path):
                    app = await self._let_in(asks, path, below)
            except Refused as refusal:
                with spoken_in(language_of(asks)):
                    app = _said(refusal, path)
        await app(scope, receive, send)

    def _is_open(self, path: str) -> bool:
        is_static = path.startswith("/room-static/")
        return path in OPEN or is_static or (path.startswith("/api/") and path not in ASKS)

    async def _let_in(self, asks: HTTPConnection, path: str, below: str) -> ASGIApp:
        kind, _, key = asks.headers.get("authorization", "").partition(" ")
        is_key = path in ASKS and kind.lower() in ("bearer", "token")
        person = await self._hub.person(key if is_key else asks.cookies.get(TOKEN, ""))
        if person is None and path == "/api/v1/rooms":
            return self._app  # the operator's key may do it
        if person is None and path in ASKS:
            raise NOBODY
        if person is None:
            query = asks.url.query
            return self._to_hub(f"{path}?{query}" if query else path, below)
        if not person.may_come:
            raise NOT_LET_IN
        asks.scope.setdefault("state", {})["person"] = person
        return self._app

    def _to_hub(self, path: str, below: str) -> Response:
        """The way to the Hub's login, and back to this path."""
        service, state = self._hub.service, secrets.token_urlsafe(24)
        asked = {
            "client_id": service.client,
            "redirect_uri": f"{below}{CALLBACK}",
            "response_type": "code",
            "state": state,
        }
        base = service.base.rstrip("/")
        found = RedirectResponse(f"{base}/hub/api/oauth2/authorize?{urlencode(asked)}", 302)
        self._keep(found, STATE, f"{state}.{quote(path, safe='/?=&')}", below, 600)
        return found

    async def _came_back(self, asks: HTTPConnection, below: str) -> Response:
        """Who came back from the Hub gets a cookie, if this browser was sent there."""
        code, state = (asks.query_params.get(name, "") for name in ("code", "state"))
        sent, _, path = asks.cookies.get(STATE, "").partition(".")
        if not code or not state or not secrets.compare_digest(sent.encode(), state.encode()):
            raise Refused(403, "not-sent", "This login was not begun here. Open the page again.")
        token = await self._hub.token_for(code, f"{below}{CALLBACK}")
        if not token:
            raise Refused(403, "no-login", "The Hub did not confirm this login. Open it again.")
        safe = path if path.startswith("/") and not path.startswith("//") else "/"
        found = RedirectResponse(f"{below}{safe}", 302)
        self._keep(found, TOKEN, token, below)
        found.delete_cookie(STATE, path=f"{below}/")
        return found

    def _keep(
        self, found: Response, name: str, value: str, below: str, seconds: int | None = None
    ) -> None:
        found.headers["Cache-Control"] = "no-store"
        found.set_cookie(
            name,
            value,
            max_age=seconds,
            path=f"{below}/",
            secure=self._encrypted,
            httponly=True,
            samesite="lax",
        )


def _said(refusal: Refused, path: str) -> Response:
    status, fields = refusal.status, refusal.answer.said
    if path.startswith("/api/"):
        return JSONResponse(fields, status)
    return PlainTextResponse(str(fields["detail"]), status, {"Cache-Control": "no-store"})


# --- What the Hub has to know --------------------------------------------------------------------


def registration(name: str = "room") -> dict[str, Any]:
    """The scope of facilitators, and the roles, as JupyterHub's settings name them."""
    access = f"access:services!service={name}"
    own = ["users:activity!user", "access:servers!server"]
    return {
        "custom_scopes": {LEAD: {"description": "Open rooms in which a group hands in."}},
        "load_roles": [
            {"name": "user", "scopes": ["self", access]},
            {"name": "server", "scopes": [*own, access, LEAD]},  # of these, what its owner has
            {"name": "room-facilitators", "scopes": [LEAD], "groups": ["facilitators"]},
        ],
    }


def hub_config(command: list[str], url: str, name: str = "room") -> str:
    """The lines of jupyterhub_config.py that make a room a service of the Hub."""
    service = {
        "name": name,
        "url": url,
        "command": command,
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": [LEAD],
    }
    told = registration(name)
    lines = [
        "# A room as a service of this Hub. Whoever logs in may hand in; the group `facilitators`",
        "# opens rooms. For fewer people, give the scope of `user` to a group instead.",
        f"c.JupyterHub.custom_scopes.update({_shown(told['custom_scopes'])})",
        f"c.JupyterHub.services.append({_shown(service)})",
        f"c.JupyterHub.load_roles.extend({_shown(told['load_roles'])})",
    ]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    """A value in Python's own signs, on lines of its own."""
    return f"\n{indent(pformat(value, width=92, sort_dicts=False), '    ')}\n"
