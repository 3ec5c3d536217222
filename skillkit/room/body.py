"""Body: what came with a request, read whole within a size and a time, as strict JSON."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request

from skillkit.base.errors import FileError
from skillkit.base.json_text import parse_json
from skillkit.room.acts import Refused

LARGEST = 32 * 1024  # bytes; a card takes about 600
SECONDS = 5.0

NOT_JSON = Refused(415, "not-json", "Send JSON, as application/json and not compressed.")
TOO_LARGE = Refused(413, "too-large", "At most {most} bytes are read.", most=f"{LARGEST:,}")
TOO_SLOW = Refused(
    408, "too-slow", "The request did not arrive within {seconds} seconds.", seconds=SECONDS
)
BROKEN = Refused(400, "broken-json", "This is not JSON in UTF-8.")
NO_OBJECT = Refused(422, "no-object", "Send one JSON object.")
UNCLEAR = Refused(422, "unclear-json", "A field appears twice, or a number is none.")
NO_FIELDS = Refused(422, "other-fields", "A field is missing, of another kind, or not known.")


async def read_body(request: Request, needed: dict[str, Any], more: dict[str, Any]) -> Any:
    """The fields of a JSON object, each of its type: those `needed`, and any of `more`."""
    headers = request.headers
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or headers.get("content-encoding", "identity") != "identity":
        raise NOT_JSON
    return _checked(_parsed(await _whole(request)), needed, more)


async def _whole(request: Request) -> bytes:
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said[:9]) > LARGEST or len(said) > 9:
        raise TOO_LARGE
    parts, length = [], 0
    try:
        async with asyncio.timeout(SECONDS):
            async for part in request.stream():
                length += len(part)
                if length > LARGEST:
                    raise TOO_LARGE
                parts.append(part)
    except TimeoutError:
        raise TOO_SLOW from None
    return b"".join(parts)


def _parsed(data: bytes) -> object:
    try:
        return parse_json(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise BROKEN from None
    except FileError as error:  # of what is JSON, but says a thing twice, there is no cause
        raise (BROKEN if error.__cause__ else UNCLEAR) from None


def _checked(given: object, needed: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise NO_OBJECT
    known = needed | more
    for name, value in given.items():
        if name not in known or not isinstance(value, known[name]):
            raise NO_FIELDS
        if isinstance(value, bool) and known[name] is not bool:
            raise NO_FIELDS
    if not needed.keys() <= given.keys():
        raise NO_FIELDS
    return given
