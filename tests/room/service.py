"""A service that really runs, in a thread of its own, on an address of this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.types import ASGIApp

from skillkit.room.server import config


@contextmanager
def served(
    app: ASGIApp, door: socket.socket | None = None, *, proxied: bool = False
) -> Iterator[str]:
    """The address of an application, until the end of the block; `door` may listen already."""
    server = uvicorn.Server(config(app, "127.0.0.1", 0, proxied))
    doors = [door] if door else None
    thread = threading.Thread(target=server.run, args=(doors,), daemon=True)
    thread.start()
    for _ in range(1_000):
        if server.started:
            break
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=15)


@contextmanager
def browser_of(app: ASGIApp, *, proxied: bool = False) -> Iterator[httpx.Client]:
    """Somebody who asks an application over the network."""
    with (
        served(app, proxied=proxied) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        yield client
