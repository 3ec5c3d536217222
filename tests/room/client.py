"""Client: HTTP over one connection and little else, so that one core can be two thousand people."""

from __future__ import annotations

import asyncio
import json
from typing import Any

Found = tuple[int, dict[str, Any]]


class Away(Exception):
    """The server ended the connection, or does not take one."""


class Line:
    """A connection that is kept, and made when it is first needed."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, key: str = "", body: object = None) -> Found:
        """The status and the fields of an answer.

        Raises:
            Away: nobody knows whether it was heard.
        """
        data = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}", f"Content-Length: {len(data)}"]
        if data:
            lines.append("Content-Type: application/json")
        if key:
            lines.append(f"Authorization: Bearer {key}")
        try:
            return await self._exchange("\r\n".join([*lines, "", ""]).encode() + data)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.close()
            raise Away from error

    async def _exchange(self, request: bytes) -> Found:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status, length = int(head[9:12]), 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        said = await self._reader.readexactly(length)
        return status, json.loads(said) if said else {}

    def close(self) -> None:
        """Hang up."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None
