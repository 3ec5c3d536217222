"""A front end without a screen: what a browser says to a widget, and what it hears back.

It stands at the other end of the widget's own comm, so what passes here passes in Jupyter.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

Message = dict[str, Any]


class FrontEnd:
    """One browser tab in front of one widget."""

    def __init__(self, widget: Any, tab: str = "tab") -> None:
        self.widget, self.tab, self.seq = widget, tab, 0
        self.heard: list[Message] = []  # what was said to the page, in order
        self.pages = 0  # how often the whole page was sent
        widget.comm.publish_msg = self._hear

    def _hear(
        self, _: str, data: Message | None = None, buffers: Sequence[bytes] = (), **__: Any
    ) -> None:
        said = data or {}
        self.pages += said.get("method") == "update"
        if said.get("method") == "custom":
            parcel = unpacked(buffers[0]) if buffers else {}
            self.heard.append({**said["content"], **parcel})

    def ask(self, kind: str, **words: Any) -> None:
        """Say something, as the page does."""
        data = {"method": "custom", "content": {"kind": kind, **words}}
        self.widget.comm.handle_msg({"content": {"data": data}, "buffers": []})

    def change(self, card: str, field: str, value: Any, day: str = "2026-11-24") -> Message:
        """Change one thing; the answer to it."""
        self.seq += 1
        words = {"skill": card, "field": field, "value": value, "day": day}
        self.ask("change", tab=self.tab, seq=self.seq, **words)
        mine = (m for m in self.heard[::-1] if (m.get("tab"), m.get("seq")) == (self.tab, self.seq))
        return next(mine)

    @property
    def page(self) -> Message:
        """The page as a browser would get it that opens the widget now."""
        return page_of(self.widget)


def page_of(widget: Any) -> Message:
    """What a browser gets that opens the widget now."""
    return unpacked(widget.get_state("_page")["_page"])


def unpacked(parcel: bytes) -> Message:
    """What travelled packed."""
    page: Message = json.loads(zlib.decompress(parcel))
    return page
