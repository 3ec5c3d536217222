"""OpenAPI: the addresses of the service as other programs read them, and as fuzzers try them."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
ANSWERS = {
    200: "done",
    201: "new",
    204: "done, and nothing to say",
    304: "as you have it",
    400: "not JSON",
    401: "no key, or one that opens nothing",
    403: "a key that does not open this",
    404: "nothing there",
    408: "too slow",
    409: "not now",
    413: "too large",
    415: "not JSON, or compressed",
    422: "JSON, but not what is asked for",
    429: "too many wrong codes",
    503: "try again",
}
BODY = (400, 408, 413, 415, 422)


def _object(needed: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**needed, **(more or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


SHARE = {"type": "string", "enum": ["unnamed", "named"]}
CARD = _object(
    {
        "submission_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "ratings": {
            "type": "object",
            "description": "By skill: a level of the framework, or na where it does not apply.",
            "additionalProperties": {
                "oneOf": [
                    {"type": "integer", "minimum": 0, "maximum": 9},
                    {"type": "string", "enum": ["na"]},
                ]
            },
        },
    },
    {
        "interest": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "string", "enum": ["grow", "help"]},
            },
        },
        "base_revision": {"type": "integer", "minimum": 0},
    },
)
CODE = _object({"code": TEXT})
KEY = {"type": "string", "description": "of before: whoever is in already stays the same person"}
JOIN = _object({"code": TEXT}, {"alias": TEXT, "share": SHARE, "key": KEY})
AGREEING = _object(
    {
        "base": {"type": "integer", "minimum": 0, "description": "the revision seen last"},
        "agreements": {"type": "array", "items": {"type": "object"}},
    },
    {"wanted": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}},
)
NAMING = _object({"share": SHARE}, {"alias": TEXT})
ROOM = _object(
    {"title": TEXT},
    {
        "framework": TEXT,
        "floor": {"type": "integer", "minimum": 5, "maximum": 50},
        "names": {"type": "boolean"},
        "days": {"type": "integer", "minimum": 1, "maximum": 400},
    },
)


def _operation(
    words: str,
    answers: tuple[int, ...],
    body: dict[str, Any] | None = None,
    *,
    open_: bool = False,
    of_room: bool = False,
) -> dict[str, Any]:
    codes = {*answers, 403, 503, *(BODY if body else ()), *(() if open_ else (401,))}
    operation: dict[str, Any] = {
        "summary": words,
        "responses": {str(code): {"description": ANSWERS[code]} for code in sorted(codes)},
        "security": [] if open_ else [{"key": []}],
    }
    if body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": body}},
        }
    if of_room:
        where = {"name": "room", "in": "path", "required": True, "schema": TEXT}
        operation["parameters"] = [where]
    return operation


def _of_room(words: str, *answers: int, body: dict[str, Any] | None = None) -> dict[str, Any]:
    return _operation(words, (*answers, 404), body, of_room=True)


DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "skillkit room",
        "version": "1",
        "description": "Cards of a group, and one picture of all. Confidential, not anonymous.",
    },
    "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/api/v1/rooms": {"post": _operation("A new room (operator).", (201,), ROOM)},
        "/api/v1/join": {"post": _operation("Come in.", (200, 201, 404, 429), JOIN, open_=True)},
        "/api/v1/watch": {"post": _operation("Come to see.", (200, 404, 429), CODE, open_=True)},
        "/api/v1/me": {
            "get": _operation("One's own card.", (200,)),
            "patch": _operation("Agree to be named, or not.", (200, 409), NAMING),
            "delete": _operation("Erase one's own.", (204,)),
        },
        "/api/v1/me/card": {
            "put": _operation("Hand in.", (200, 201, 409), CARD),
            "delete": _operation("Take back.", (204, 409)),
        },
        "/api/v1/rooms/{room}": {
            "get": _of_room("Its state and the coarse count.", 200),
            "delete": _of_room("Erase it (facilitator).", 204),
        },
        "/api/v1/rooms/{room}/door": {
            "post": _of_room("Where people come in (facilitator).", 200, body=CODE)
        },
        "/api/v1/rooms/{room}/reveal": {"post": _of_room("Reveal (facilitator).", 200, 201, 409)},
        "/api/v1/rooms/{room}/close": {"post": _of_room("Take no more cards (facilitator).", 200)},
        "/api/v1/rooms/{room}/summary": {"get": _of_room("The picture as data.", 200, 304)},
        "/api/v1/rooms/{room}/picture": {"get": _of_room("The picture as drawings.", 200)},
        "/api/v1/rooms/{room}/release": {
            "get": _of_room("The picture for a notebook (facilitator).", 200)
        },
        "/api/v1/rooms/{room}/agreements": {
            "get": _of_room("What the group agrees on.", 200),
            "put": _of_room("Write that down (facilitator).", 200, 409, body=AGREEING),
        },
        "/api/v1/rooms/{room}/export.csv": {
            "get": _of_room("The picture as a table (facilitator).", 200)
        },
    },
}
