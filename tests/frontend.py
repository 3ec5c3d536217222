"""A front end without a screen: what a browser says to a widget, and what it hears back.

It stands at the other end of the widget's own comm, so what passes here passes in Jupyter. What a
widget raises while it answers is only said on the page, or logged; here it fails the test.
"""

from __future__ import annotations

import itertools
import json
import logging
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from traitlets.log import get_logger

from skillkit.widgets._base import COULD_NOT

Message = dict[str, Any]
BROKEN = COULD_NOT.partition("{")[0]
TABS = itertools.count()


class _Raise(logging.Handler):
    """Whatever is logged with its exception raises it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Raise what was logged."""
        if record.exc_info and record.exc_info[1]:
            raise record.exc_info[1]


logging.getLogger(get_logger().name).addHandler(_Raise())


class FrontEnd:
    """One browser tab in front of one widget; `look` is called with each message that it hears."""

    def __init__(
        self, widget: Any, tab: str = "", look: Callable[[Message], None] = lambda _: None
    ) -> None:
        self.widget, self.look, self.seq = widget, look, 0
        self.tab = tab or f"tab {next(TABS)}"
        self.heard: list[Message] = []  # what was said to the page, in order
        self.pages = 0  # how often the whole page was sent
        widget.comm.publish_msg = self._hear
        self.say("hello", version=-1)
        self.pages = 0

    def _hear(
        self, _: str, data: Message | None = None, buffers: Sequence[bytes] | None = None, **__: Any
    ) -> None:
        said = data or {}
        if said.get("method") == "custom" and said["content"] == {"kind": "page"}:
            self.pages += 1
        elif said.get("method") == "custom":
            parcel = unpacked(buffers[0]) if buffers else {}
            self.heard.append({**said["content"], **parcel})
            assert BROKEN not in str(self.heard[-1].get("sentence")), self.heard[-1]
            self.look(self.heard[-1])

    def say(self, kind: str, **words: Any) -> None:
        """Say something, as the page does."""
        data = {"method": "custom", "content": {"kind": kind, **words}}
        self.widget.comm.handle_msg({"content": {"data": data}, "buffers": []})

    def ask(self, kind: str, **words: Any) -> Message:
        """Say something; the page after it."""
        self.say(kind, **words)
        return self.page

    def change(self, card: str, field: str, value: Any, day: str = "2026-11-24") -> Message:
        """Change one thing; the answer to it."""
        self.seq += 1
        words = {"skill": card, "field": field, "value": value, "day": day}
        self.say("change", tab=self.tab, seq=self.seq, **words)
        mine = (self.tab, self.seq)
        return next(m for m in self.heard[::-1] if (m.get("tab"), m.get("seq")) == mine)

    @property
    def page(self) -> Message:
        """The page as a browser would get it that opens the widget now."""
        return page_of(self.widget)


def page_of(widget: Any) -> Message:
    """What a browser gets that opens the widget now."""
    return unpacked(widget.page)


def unpacked(parcel: bytes) -> Message:
    """What travelled packed."""
    page: Message = json.loads(zlib.decompress(parcel))
    return page
