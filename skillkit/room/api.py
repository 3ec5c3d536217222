"""Api: the addresses under /api/v1, thin: who asks, what came, one act or one look, an answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from skillkit.base.errors import SkillkitError
from skillkit.base.words import language, spoken_in
from skillkit.export.csv import csv_text
from skillkit.framework.file import parse_framework
from skillkit.room import acts, reads
from skillkit.room.acts import (
    UNKNOWN_CODE,
    Agreeing,
    Answer,
    HandIn,
    Join,
    Naming,
    Refused,
    checked_alias,
)
from skillkit.room.body import read_body
from skillkit.room.database import Database
from skillkit.room.hub import Person
from skillkit.room.limits import Guesses
from skillkit.room.openapi import DESCRIPTION
from skillkit.room.qr import qr_svg
from skillkit.room.reader import language_of
from skillkit.room.secret import (
    LEAD,
    PARTICIPANT,
    hashed,
    join_code,
    number,
    read_join_code,
    token,
    viewer_token,
)
from skillkit.room.writer import Act, Unavailable, Writer
from skillkit.team import Team
from skillkit.team.coverage import FLOOR, Coverage
from skillkit.team.draw_charts import (
    NARROW,
    STAGE,
    Sheet,
    draw_coverage,
    draw_key_persons,
    draw_spread,
    draw_team_t,
)
from skillkit.team.page import whole_page
from skillkit.team.released import as_release

BASE = "/api/v1"
DAY = 86_400
KEPT, LONGEST_KEPT = 30, 400  # days after which a room is erased by itself
HIGHEST_FLOOR = 50
DRAWN = 30.0  # seconds that drawings are kept for the next who looks
SUBMISSION = re.compile(r"[0-9a-f]{32}")
TOO_MANY = Refused(
    429,
    "too-many-wrong-codes",
    "Too many wrong codes came from here. Wait, and look at the screen again.",
)
DOWN = Refused(503, "try-again", "The room cannot write just now; nothing is lost. Try again.")

log = logging.getLogger("skillkit.room")
T = TypeVar("T")


@dataclass(slots=True)
class Room:
    """What the addresses share."""

    database: Database
    writer: Writer
    guesses: Guesses = field(default_factory=Guesses)
    operator_hash: str = ""  # "": nobody makes rooms over the network
    home: str = ""  # the address that people reach it at; "": where they ask
    framework: str = ""  # of the rooms of a Hub's facilitators
    drawn: dict[tuple[object, ...], asyncio.Task[dict[str, Any]]] = field(default_factory=dict)

    async def act(self, act: Act, given: Any) -> Answer:
        """The answer to something that changes a room, once it is on the disk."""
        answer: Answer = await self.writer.write(act, given)
        return answer

    async def look(self, read: Callable[[sa.Connection], T]) -> T:
        """What a look into the database finds."""
        return await run_in_threadpool(self._look, read)

    def _look(self, read: Callable[[sa.Connection], T]) -> T:
        with self.database.read.connect() as connection:
            return read(connection)


def new_room(
    title: str, framework: str, *, floor: int = FLOOR, names: bool = True, days: int = KEPT
) -> tuple[dict[str, Any], str, str]:
    """The row of a new room, its join code, and the facilitator's token.

    Raises:
        SkillkitError: the framework is none.
    """
    parse_framework(framework, "framework.toml")
    code, lead = join_code(), token(LEAD)
    row = {
        "id": number(),
        "title": title,
        "framework": framework,
        "join_hash": hashed(code),
        "lead_hash": hashed(lead),
        "floor": floor,
        "names_allowed": names,
        "open": True,
        "purge_at": int(time.time()) + days * DAY,
    }
    return row, code, lead


Handler = Callable[[Request, Room], Awaitable[Response]]


def handler(act: Handler) -> Callable[[Request], Awaitable[Response]]:
    """An address: every refusal and every failure has one form, and none says what came."""

    async def answered(request: Request) -> Response:
        with spoken_in(language_of(request)):
            try:
                return await act(request, request.app.state.room)
            except Refused as refusal:
                return _response(refusal.answer)
            except (Unavailable, SQLAlchemyError) as error:
                if not isinstance(error, Unavailable):
                    log.warning("The database did not answer: %s", type(error).__name__)
                return _response(DOWN.answer, {"Retry-After": "2"})
            except ClientDisconnect:
                return Response(status_code=400)  # nobody reads it

    return answered


def _response(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    if answer.status == 204:
        return Response(status_code=204)
    if answer.status == 401:
        headers = {"WWW-Authenticate": "Bearer"}
    return JSONResponse(answer.said, answer.status, headers)


def _token(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise Refused(401, "no-token", "Send your key as Authorization: Bearer.")
    return key


def _person(request: Request) -> Person | None:
    """Whom the Hub says it is; None without a Hub."""
    return getattr(request.state, "person", None)


def _of_participant(request: Request) -> str:
    key = _token(request)
    if key.startswith(LEAD):
        raise Refused(403, "for-participants", "The facilitator has no card here.")
    return hashed(key)


async def _leader(request: Request, shared: Room) -> str:
    """The hash of the facilitator's token, for an act in this room."""
    key = _token(request)
    await shared.look(lambda c: reads.leader(c, key, request.path_params["room"]))
    return hashed(key)


# --- Who is in -----------------------------------------------------------------------------------


@handler
async def create(request: Request, shared: Room) -> Response:
    """A new room, for whoever runs the server, and for a Hub's facilitators."""
    if person := _person(request):
        if not person.may_lead:
            raise Refused(403, "for-facilitators", "The Hub lets only its facilitators open rooms.")
    elif not shared.operator_hash or hashed(_token(request)) != shared.operator_hash:
        raise Refused(401, "unknown-token", "Only whoever runs this server makes rooms.")
    more = {"framework": str, "floor": int, "names": bool, "days": int}
    given = await read_body(request, {"title": str}, more)
    floor, days = given.pop("floor", FLOOR), given.pop("days", KEPT)
    fits = floor in range(FLOOR, HIGHEST_FLOOR + 1) and days in range(1, LONGEST_KEPT + 1)
    if not fits or not 0 < len(given["title"].strip()) <= 200:
        raise Refused(
            422,
            "bad-room",
            "A floor is {least} to {most}, days are 1 to {days}, and a title has 1 to 200 "
            "characters.",
            least=FLOOR,
            most=HIGHEST_FLOOR,
            days=LONGEST_KEPT,
        )
    try:
        row, code, lead = new_room(
            given["title"].strip(),
            given.get("framework", shared.framework),
            floor=floor,
            names=given.get("names", True),
            days=days,
        )
    except SkillkitError:
        raise Refused(422, "bad-framework", "The framework is no TOML file of the kit's.") from None
    answer = await shared.act(acts.create, row)
    links = {"join_code": code, "facilitator_token": lead}
    return _response(Answer(answer.status, {**answer.fields, **links}))


@handler
async def join(request: Request, shared: Room) -> Response:
    """Come in with a code."""
    address = _whose_tries(request)
    if seconds := shared.guesses.wait(address):
        return _response(TOO_MANY.answer, {"Retry-After": str(seconds)})
    given = await read_body(request, {"code": str}, {"alias": str, "share": str, "key": str})
    alias, share = checked_alias(given.get("alias")), given.get("share", "unnamed")
    if share not in ("unnamed", "named") or (share == "named" and alias is None):
        raise Refused(422, "bad-share", "share is unnamed, or named with an alias.")
    code = read_join_code(given["code"]) or given["code"]
    key, before = token(PARTICIPANT), hashed(given["key"]) if given.get("key") else ""
    joins = Join(hashed(code), number(), hashed(key), alias, share == "named", before)
    answer = await shared.act(acts.join, joins)
    if answer.status == 404:
        shared.guesses.note(address)
    if answer.status != 201:
        return _response(answer)
    return _response(Answer(201, {**answer.fields, "participant_token": key}))


@handler
async def watch(request: Request, shared: Room) -> Response:
    """Come to see the picture, with a code; whoever only looks is in no count."""
    address = _whose_tries(request)
    if seconds := shared.guesses.wait(address):
        return _response(TOO_MANY.answer, {"Retry-After": str(seconds)})
    given = await read_body(request, {"code": str}, {})
    code = read_join_code(given["code"]) or given["code"]
    found = await shared.look(lambda c: reads.room_of_code(c, code))
    if found is None:
        shared.guesses.note(address)
        raise UNKNOWN_CODE
    key = {"room": str(found["id"]), "viewer_token": viewer_token(code)}
    return JSONResponse({**key, "title": found["title"], "code": code})


def _whose_tries(request: Request) -> str:
    """For whom wrong codes count; all of a Hub's people come from its proxy."""
    if person := _person(request):
        return f"hub:{person.name}"
    return request.client.host if request.client else ""


# --- One's own -----------------------------------------------------------------------------------


@handler
async def mine(request: Request, shared: Room) -> Response:
    """One's own card, and how it is shared."""
    key = _token(request)
    return JSONResponse(await shared.look(lambda c: reads.own(c, reads.visitor(c, key))))


@handler
async def hand_in(request: Request, shared: Room) -> Response:
    """Hand in a card; the same one again is answered as it was."""
    token_hash = _of_participant(request)
    given = await read_body(
        request, {"submission_id": str, "ratings": dict}, {"interest": dict, "base_revision": int}
    )
    if not SUBMISSION.fullmatch(given["submission_id"]):
        raise Refused(422, "bad-submission", "submission_id is 32 digits, as of a UUID's hex.")
    said = repr(sorted(given["ratings"].items(), key=str)) + repr(given.get("interest"))
    return _response(
        await shared.act(
            acts.hand_in,
            HandIn(
                token_hash,
                given["submission_id"],
                hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(),
                given["ratings"],
                given.get("interest", {}),
                given.get("base_revision"),
            ),
        )
    )


@handler
async def take_back(request: Request, shared: Room) -> Response:
    """Take one's card out, until a picture shows it."""
    return _response(await shared.act(acts.take_back, _of_participant(request)))


@handler
async def name(request: Request, shared: Room) -> Response:
    """Agree to be named, or take it back."""
    token_hash = _of_participant(request)
    given = await read_body(request, {"share": str}, {"alias": str})
    if given["share"] not in ("unnamed", "named"):
        raise Refused(422, "bad-share", "share is unnamed or named.")
    naming = Naming(token_hash, given["share"] == "named", checked_alias(given.get("alias")))
    return _response(await shared.act(acts.name, naming))


@handler
async def forget(request: Request, shared: Room) -> Response:
    """Erase all that is one's own."""
    return _response(await shared.act(acts.forget, _of_participant(request)))


# --- The room ------------------------------------------------------------------------------------


@handler
async def about(request: Request, shared: Room) -> Response:
    """The title, whether it is open, and the coarse count."""
    key, of = _token(request), request.path_params["room"]
    return JSONResponse(
        await shared.look(lambda c: reads.about(c, reads.visitor(c, key, of, looks=True)))
    )


@handler
async def door(request: Request, shared: Room) -> Response:
    """Where people come in, as an address and as a picture with the code, for the screen."""
    key, of = _token(request), request.path_params["room"]
    lead = await shared.look(lambda c: reads.leader(c, key, of))
    given = await read_body(request, {"code": str}, {})
    code = read_join_code(given["code"]) or ""
    if hashed(code) != lead.room["join_hash"]:
        raise UNKNOWN_CODE
    address = f"{shared.home or str(request.base_url).rstrip('/')}/room"
    return JSONResponse({"address": address, "code": code, "qr": qr_svg(address, code)})


@handler
async def reveal(request: Request, shared: Room) -> Response:
    """Draw the picture."""
    return _response(await shared.act(acts.reveal, await _leader(request, shared)))


@handler
async def close(request: Request, shared: Room) -> Response:
    """Take no more cards."""
    return _response(await shared.act(acts.close, await _leader(request, shared)))


@handler
async def erase(request: Request, shared: Room) -> Response:
    """Erase the room, at the end."""
    answer = await shared.act(acts.erase, await _leader(request, shared))
    for key in [key for key in shared.drawn if key[0] == request.path_params["room"]]:
        del shared.drawn[key]
    await run_in_threadpool(shared.database.tidy)
    return _response(answer)


@handler
async def summary(request: Request, shared: Room) -> Response:
    """The picture as data."""
    key, of = _token(request), request.path_params["room"]
    found = await shared.look(lambda c: reads.released(c, reads.visitor(c, key, of)))
    said = JSONResponse(reads.summary(*found))
    tag = f'"{hashlib.sha256(said.body).hexdigest()[:32]}"'
    said.headers["ETag"] = tag
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return said


@handler
async def picture(request: Request, shared: Room) -> Response:
    """The picture as drawings and in words; for the facilitator also as a page to save."""
    key, of = _token(request), request.path_params["room"]
    asks = await shared.look(lambda c: reads.visitor(c, key, of, looks=True))
    team, coverage, count, agreed = await shared.look(lambda c: reads.whole(c, asks))
    shown = {"number": count, **await _drawings(shared, (of, count), team, coverage)}
    if asks.leads:
        page = await run_in_threadpool(whole_page, team, coverage, dt.date.today(), agreed)
        shown["page"] = page
    return JSONResponse(shown)


async def _drawings(
    shared: Room, which: tuple[str, int], team: Team, coverage: Coverage
) -> dict[str, Any]:
    """The drawings of a picture, made once for all who look at the same moment."""
    key = (*which, language().tag, *team.named)
    if key not in shared.drawn:

        def draw() -> dict[str, Any]:
            sheets = {"charts": STAGE, "narrow": NARROW}
            drawn = {name: _drawn(team, coverage, on) for name, on in sheets.items()}
            return {**drawn, "words": reads.told(team, coverage)}

        shared.drawn[key] = asyncio.ensure_future(run_in_threadpool(draw))
        asyncio.get_running_loop().call_later(DRAWN, shared.drawn.pop, key, None)
    return await asyncio.shield(shared.drawn[key])  # who hangs up stops it for nobody


def _drawn(team: Team, coverage: Coverage, on: Sheet) -> list[str]:
    return [
        draw_coverage(team, coverage, on=on),
        draw_key_persons(team, coverage, on=on),
        draw_team_t(coverage, on=on),
        draw_spread(coverage, on=on),
    ]


@handler
async def released(request: Request, shared: Room) -> Response:
    """The picture for a facilitator's notebook, which draws it there."""
    key, of = _token(request), request.path_params["room"]
    lead = await shared.look(lambda c: reads.leader(c, key, of))
    team, coverage, number = await shared.look(lambda c: reads.released(c, lead))
    return JSONResponse({"number": number, **as_release(team, coverage, lead.room["framework"])})


@handler
async def agreements(request: Request, shared: Room) -> Response:
    """What the group agrees on."""
    key, of = _token(request), request.path_params["room"]
    return JSONResponse(
        await shared.look(lambda c: reads.agreements(c, reads.visitor(c, key, of, looks=True)))
    )


@handler
async def agree(request: Request, shared: Room) -> Response:
    """Write down what the group agrees on."""
    lead = await _leader(request, shared)
    given = await read_body(request, {"base": int, "agreements": list}, {"wanted": dict})
    agreeing = Agreeing(lead, given["base"], given["agreements"], given.get("wanted", {}))
    return _response(await shared.act(acts.agree, agreeing))


@handler
async def export(request: Request, shared: Room) -> Response:
    """The picture as a table, with what is hidden hidden."""
    key, of = _token(request), request.path_params["room"]
    found = await shared.look(lambda c: reads.released(c, reads.leader(c, key, of)))
    rows = reads.table(*found[:2])
    return Response(csv_text(list(rows[0]), rows), media_type="text/csv")


async def healthy(request: Request) -> Response:
    """Whether the server runs."""
    return JSONResponse({"ok": True})


@handler
async def ready(request: Request, shared: Room) -> Response:
    """Whether the database answers."""
    await shared.look(lambda c: c.execute(sa.text("SELECT 1")))
    return JSONResponse({"ok": True})


async def described(request: Request) -> Response:
    """These addresses, as OpenAPI describes them."""
    below = request.scope.get("root_path") or "/"
    return JSONResponse(DESCRIPTION | {"servers": [{"url": below}]})


OF_ROOM = f"{BASE}/rooms/{{room}}"
ROUTES = [
    Route(f"{BASE}/me/card", hand_in, methods=["PUT"]),
    Route(f"{BASE}/me/card", take_back, methods=["DELETE"]),
    Route(f"{BASE}/join", join, methods=["POST"]),
    Route(f"{BASE}/watch", watch, methods=["POST"]),
    Route(f"{BASE}/me", mine, methods=["GET"]),
    Route(f"{BASE}/me", name, methods=["PATCH"]),
    Route(f"{BASE}/me", forget, methods=["DELETE"]),
    Route(f"{BASE}/rooms", create, methods=["POST"]),
    Route(OF_ROOM, about, methods=["GET"]),
    Route(OF_ROOM, erase, methods=["DELETE"]),
    Route(f"{OF_ROOM}/door", door, methods=["POST"]),
    Route(f"{OF_ROOM}/reveal", reveal, methods=["POST"]),
    Route(f"{OF_ROOM}/close", close, methods=["POST"]),
    Route(f"{OF_ROOM}/summary", summary, methods=["GET"]),
    Route(f"{OF_ROOM}/picture", picture, methods=["GET"]),
    Route(f"{OF_ROOM}/release", released, methods=["GET"]),
    Route(f"{OF_ROOM}/agreements", agreements, methods=["GET"]),
    Route(f"{OF_ROOM}/agreements", agree, methods=["PUT"]),
    Route(f"{OF_ROOM}/export.csv", export, methods=["GET"]),
    Route(f"{BASE}/openapi.json", described, methods=["GET"]),
    Route("/healthz", healthy, methods=["GET"]),
    Route("/readyz", ready, methods=["GET"]),
]
