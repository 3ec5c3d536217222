"""Guard: what every request passes first: the right host, no other site's page, plain headers.

It also knows the path that the whole service is below, such as `/services/room` on a JupyterHub.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
NO_CACHE = (b"cache-control", b"no-store")


class Guard:
    """An application behind these checks; `hosts` are the names that it is reached by.

    With `below`, a path without a slash at its end, it is reached under that path; a proxy may hand
    on the whole path or what follows it.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], below: str = "") -> None:
        self._app, self._hosts = app, frozenset(host.lower() for host in hosts)
        self._below = below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        path = scope["path"]
        if not f"{path}/".startswith(f"{self._below}/"):
            path = self._below + path
        is_api = path.startswith(f"{self._below}/api/")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [*HEADERS, NO_CACHE] if is_api else HEADERS
                message["headers"] = [*message["headers"], *more]
            await send(message)

        if without_port(host) not in self._hosts:
            refusal = _refusal("unknown-host", "This server does not go by that name.")
            await refusal(scope, receive, guarded)
        elif is_api and _is_foreign(headers, host):
            refusal = _refusal("other-site", "Pages of other sites cannot use this room.")
            await refusal(scope, receive, guarded)
        elif path == self._below:
            await RedirectResponse(f"{path}/")(scope, receive, guarded)
        else:
            inside = {**scope, "path": path, "root_path": self._below}
            await self._app(inside, receive, guarded)


def without_port(host: str) -> str:
    """The name in a Host header."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _is_foreign(headers: dict[bytes, bytes], host: str) -> bool:
    """Whether a page of another site asks; what is no browser's names no site."""
    if headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin"):
        return True
    origin = headers.get(b"origin")
    return origin is not None and urlsplit(origin.decode("latin-1")).netloc.lower() != host


def _refusal(kind: str, detail: str) -> JSONResponse:
    return JSONResponse({"type": kind, "detail": detail}, 403)
