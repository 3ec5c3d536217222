"""Uploads: what a page hands in, pasted or as files, also in parts where it is long."""

from __future__ import annotations

import base64
import binascii
import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from skillkit.base.errors import FileError
from skillkit.base.words import say, sentence
from skillkit.team.chat import LARGEST
from skillkit.team.submissions import Submission

Message = Mapping[str, Any]

LOST_PART = sentence("It did not arrive whole. Please hand it in once more.")


class Uploads:
    """Parts that wait for the message that they belong to."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[int, bytes]] = {}

    def keep(self, message: Message) -> None:
        """Keep a part of something long, until the message that it belongs to."""
        upload, number = str(message.get("upload")), message.get("number")
        here = sum(len(part) for parts in self._parts.values() for part in parts.values())
        if isinstance(number, int) and here < 2 * LARGEST:
            data = base64.b64decode(str(message.get("data")))
            self._parts.setdefault(upload, {})[number] = data

    def whole(self, message: Message) -> bytes:
        """What came with a message, or in parts ahead of it.

        Raises:
            FileError: a part is missing.
        """
        if "upload" not in message:
            return _data(message)
        parts = self._parts.pop(str(message["upload"]), {})
        if len(parts) != message.get("parts"):
            raise FileError(say(LOST_PART))
        return b"".join(parts[number] for number in sorted(parts))

    def text(self, message: Message) -> str:
        """The pasted text of a message; errors as in `whole`."""
        return self.whole(message).decode("utf-8", "surrogatepass")

    def submissions(
        self, message: Message, read: Callable[[str, bytes], list[Submission]]
    ) -> Iterator[Submission]:
        """What `read` finds in each file of a message, or why a file cannot be read."""
        for file in message.get("files", ()):
            name, problem = str(file.get("name")), file.get("problem")
            if problem:
                yield Submission(name, reason=str(problem))
                continue
            try:
                yield from read(name, self.whole(file))
            except FileError as error:
                yield Submission(name, reason=str(error))


def _data(file: Message) -> bytes:
    """What a file holds: its text, or in base 64 where it is no plain text."""
    if "data" in file:
        with contextlib.suppress(binascii.Error):
            return base64.b64decode(str(file["data"]))
    return str(file.get("text", "")).encode("utf-8", "surrogatepass")
