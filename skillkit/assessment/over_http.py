"""Over HTTP: how Python itself asks a room. A page asks in its own way, and never loads this."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any

from skillkit.assessment.hand_in import LARGEST, PATIENCE, RoomError, RoomSilent
from skillkit.base.words import say


class Stay(urllib.request.HTTPRedirectHandler):
    """No way to another host: the key would go with it."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, u: str
    ) -> None:
        """Refuse."""
        raise RoomError(
            say("The address leads to another one. Copy the room's own from the screen.")
        )


def answer(
    method: str,
    url: str,
    data: bytes | None,
    headers: Mapping[str, str],
    most: int = LARGEST,
) -> tuple[int, bytes]:
    """The status and the bytes of what a room answers.

    Raises:
        RoomSilent: nothing answers.
        RoomError: it leads elsewhere, is not who it says, or answers without end.
    """
    request = urllib.request.Request(url, data, dict(headers), method=method)
    opener = urllib.request.build_opener(Stay)
    try:
        with opener.open(request, timeout=PATIENCE) as found:
            return found.status, _bounded(found, most)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, _bounded(refusal, most)
    except (OSError, ValueError) as error:
        if isinstance(error, RoomError):
            raise
        if "CERTIFICATE" in str(error).upper():
            raise RoomError(
                say("The certificate of this address is not right, so it was left.")
            ) from None
        raise RoomSilent(say("No room answers there just now.")) from None


def _bounded(found: Any, most: int) -> bytes:
    data: bytes = found.read(most + 1)
    if len(data) > most:
        raise RoomError(say("What answers at this address is no room. Look at the address again."))
    return data
