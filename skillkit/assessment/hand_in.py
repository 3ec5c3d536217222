"""Hand in: an assessment's ratings and ticks on their way to a group's room, and back out of it.

Nothing is sent before somebody asks for it. What is sent is what a share code holds: no evidence,
no target, no date, and a name only from somebody who typed one to be shown.
"""

from __future__ import annotations

import ipaddress
import json
import os
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from skillkit.assessment.model import Assessment
from skillkit.assessment.share_code import code_of
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import fields_of, parse_json
from skillkit.base.storage import IN_BROWSER, Store, home
from skillkit.base.text import quoted
from skillkit.base.words import language, say

PATIENCE = 5.0  # seconds for one answer
LARGEST = 64_000  # bytes of an answer
PAGES = (
    "",
    "room",
    "picture",
    "facilitator",
    "projector",
    "open",
)  # of a room; others end in .html
FIELDS = ("address", "code", "key", "title", "fingerprint", "floor", "submission", "card", "there")


class RoomError(SkillkitError):
    """A room that does not take the card: what it says, or what stands there instead."""

    code = "room"


class RoomSilent(RoomError):
    """No answer that counts: the same again, a little later, may get one."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a room, and what was handed in from it."""

    address: str
    code: str  # that opened the door
    key: str
    title: str = ""
    fingerprint: str = ""  # of the room's framework
    floor: int = 5
    submission: str = ""  # of the card that was sent last, the same at each try
    card: str = ""  # its share code
    there: bool = False  # whether the room has said that it has it

    def __repr__(self) -> str:  # the key is never printed
        return f"Seat({self.address!r})"


def seat_store() -> Store[Seat]:
    """The file of a person's place: its name keeps it out of the copies that people pass on."""
    return Store(home() / "room-key.json", _as_dict, _from_dict)


def _as_dict(seat: Seat) -> dict[str, Any]:
    return {name: getattr(seat, name) for name in FIELDS}


def _from_dict(given: object) -> Seat:
    fields = fields_of(given, say("a place in a room"), ("address", "code", "key"), FIELDS)
    kinds: dict[str, type] = {"floor": int, "there": bool}
    if any(not isinstance(value, kinds.get(name, str)) for name, value in fields.items()):
        raise FileError(say("It is no place in a room."))
    return Seat(**fields)


def seat_here() -> Seat | None:
    """The person's place, if there is one that can be read."""
    try:
        return seat_store().load()
    except (FileNotFoundError, SkillkitError):
        return None


def leave() -> None:
    """Forget the place."""
    seat_store().remove()


# --- What a person asks for ----------------------------------------------------------------------


def hand_in(assessment: Assessment, address: str, code: str, alias: str = "") -> Seat:
    """Hand in what the assessment's share code holds; the place from which it was done.

    Try again after `RoomSilent`: it is then the same hand-in, and counts once.

    Raises:
        RoomSilent: no answer.
        RoomError: an address that cannot be used, or the room's reason.
    """
    address, code, alias = address_of(address), code.strip(), alias.strip()
    seat = seat_here()
    if seat is None or (seat.address, seat.code) != (address, code):
        seat = _come_in(address, code, alias, seat)
    if seat.fingerprint != assessment.framework.fingerprint:
        raise RoomError(
            say(
                "This room rates other skills than {title}. Ask your facilitator which framework "
                "it is; your share code stays yours.",
                title=quoted(assessment.framework.title),
            )
        )
    card, before = code_of(assessment), seat
    if seat.card != card or not seat.submission:
        seat = replace(seat, submission=uuid.uuid4().hex, card=card, there=False)
        seat_store().save(seat)
    body = {
        "submission_id": seat.submission,
        "ratings": dict(assessment.ratings),
        "interest": {skill: list(ticks) for skill, ticks in assessment.interest.items()},
    }
    status, said = ask("PUT", f"{seat.address}/api/v1/me/card", body, seat.key)
    if status == 401:
        leave()
        raise RoomError(
            say("That room is over, and what was in it is erased. Your ratings are here.")
        )
    try:
        checked(status, said)
    except RoomSilent:
        raise
    except RoomError:
        if said.get("type") in ("taken-back", "other-body"):  # its number counts no more
            before = replace(before, submission="", card="", there=False)
        seat_store().save(before)  # what the room had it still has
        raise
    return seat_store().save(replace(seat, there=True))


def _come_in(address: str, code: str, alias: str, before: Seat | None) -> Seat:
    """A place in the room of this code; that of before where the same room has a new code."""
    body = {"code": code, **({"alias": alias, "share": "named"} if alias else {})}
    if before and before.address == address:
        body["key"] = before.key
    status, said = ask("POST", f"{address}/api/v1/join", body, key_of_hub(address))
    checked(status, said)
    try:
        if status == 200 and before:
            return seat_store().save(replace(before, code=code))
        seat = Seat(
            address,
            code,
            str(said["participant_token"]),
            str(said["title"])[:200],
            str(said["fingerprint"]),
            int(said["floor"]),
        )
    except (KeyError, ValueError, TypeError):
        raise RoomError(
            say("What answers at {address} is no room of this kit.", address=address)
        ) from None
    return _one_place(seat)


def _one_place(seat: Seat) -> Seat:
    """The place that is kept: where another page came in at the same time, that one's."""

    def first(there: Seat) -> Seat:
        return there if (there.address, there.code) == (seat.address, seat.code) else seat

    try:
        kept = seat_store().update(first, seat)
    except SkillkitError:  # what is there cannot be read, and is no use to anybody
        return seat_store().save(seat)
    if kept.key != seat.key:
        with suppress(RoomError):  # it has no card, so it counts nowhere
            ask("DELETE", f"{seat.address}/api/v1/me", None, seat.key)
    return kept


def preset() -> tuple[str, str]:
    """The address and the code that whoever runs a Hub has set in `$SKILLKIT_ROOM`; or "" each."""
    door, _, code = os.environ.get("SKILLKIT_ROOM", "").partition("#")
    try:
        return (address_of(door), code) if door else ("", "")
    except RoomError:  # so people type the address
        return "", ""


def key_of_hub(address: str) -> str:
    """What tells a JupyterHub's own room who asks. No other address ever gets it."""
    return os.environ.get("JUPYTERHUB_API_TOKEN", "") if address == preset()[0] else ""


def take_back() -> None:
    """Take the card out of the room again.

    Raises:
        RoomSilent: no answer.
        RoomError: the picture has been shown with it.
    """
    if (seat := seat_here()) is None:
        return
    status, said = ask("DELETE", f"{seat.address}/api/v1/me/card", None, seat.key)
    if status != 401:  # erased with its room, so it is not there either
        checked(status, said)
    seat_store().save(replace(seat, submission="", card="", there=False))


def checked(status: int, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a room said, if it did what was asked.

    Raises:
        RoomSilent: it cannot just now.
        RoomError: its reason.
    """
    if status in (200, 201, 204):
        return said
    if status >= 500:
        raise RoomSilent(say("The room cannot take it just now."))
    detail = said.get("detail")
    raise RoomError(
        str(detail)[:300] if detail else say("The room refused it ({status}).", status=status)
    )


# --- The way there -------------------------------------------------------------------------------


def address_of(text: str) -> str:
    """The address of a room, of whatever somebody copied; without its page and what follows.

    Raises:
        RoomError: no address, or one where everybody on the way could read along.
    """
    text = text.strip()
    parts = urlsplit(text if "//" in text else f"https://{text}")
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if parts.scheme not in ("http", "https") or not host or parts.username:
        raise RoomError(
            say("{text} is no address of a room; copy it from the screen.", text=quoted(text))
        )
    if parts.scheme == "http" and not _is_near(host):
        raise RoomError(
            say(
                "{text} is not encrypted, and not in this network. Use the https:// address.",
                text=quoted(text),
            )
        )
    shown = f"[{host}]" if ":" in host else host
    below, _, page = parts.path.rpartition("/")
    is_page = page in PAGES or page.endswith(".html")
    if not is_page or below.endswith("/services"):  # a JupyterHub's, where a room is called room
        below = parts.path
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{below}"


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in its own network."""
    if host == "localhost" or host.endswith((".local", ".localhost")):
        return True
    try:
        there = ipaddress.ip_address(host)
    except ValueError:
        return False
    return there.is_private or there.is_loopback or there.is_link_local


def ask(
    method: str, url: str, body: Mapping[str, Any] | None, key: str = "", most: int = LARGEST
) -> tuple[int, dict[str, Any]]:
    """The status and the fields of an answer that holds at most so many bytes.

    Raises:
        RoomSilent: nothing answers.
        RoomError: what answers is no room.
    """
    data = None if body is None else json.dumps(body).encode()
    headers = {"Accept-Language": language().tag}
    if data:
        headers["Content-Type"] = "application/json"
    if key:
        headers["Authorization"] = f"Bearer {key}"
    send = _from_page if IN_BROWSER else _from_python
    status, text = send(method, url, data, headers, most)
    if not text:
        return status, {}
    try:
        said = parse_json(text.decode("utf-8"))
    except (FileError, UnicodeDecodeError):
        said = None
    if not isinstance(said, dict):
        if status in (502, 503, 504):  # a proxy, whose server starts again
            return 503, {}
        raise RoomError(say("What answers at this address is no room. Look at the address again."))
    return status, said


def _from_python(
    method: str, url: str, data: bytes | None, headers: Mapping[str, str], most: int
) -> tuple[int, bytes]:
    from skillkit.assessment.over_http import answer  # a page's Python has no such modules

    return answer(method, url, data, headers, most)


def _from_page(
    method: str, url: str, data: bytes | None, headers: Mapping[str, str], most: int
) -> tuple[int, bytes]:
    """The same in a page, whose worker may wait."""
    from js import XMLHttpRequest  # type: ignore[import-not-found]  # Pyodide's

    request = XMLHttpRequest.new()
    request.open(method, url, False)
    request.timeout = PATIENCE * 1000
    for name, value in headers.items():
        request.setRequestHeader(name, value)
    try:
        request.send(data.decode() if data else None)
    except Exception:  # of JavaScript: there is no network, or no answer
        raise RoomSilent(say("No room answers there just now.")) from None
    return int(request.status), str(request.responseText or "").encode()[:most]
