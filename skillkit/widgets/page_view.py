"""Page view: HTML that Python makes of values, shown and then changed place by place."""

from __future__ import annotations

from typing import Any

from skillkit.svg import STYLE
from skillkit.widgets.markup import edits
from skillkit.widgets.screen import Screen, asset, packed


class PageView(Screen):
    """A page that is sent whole once; afterwards only what is different travels."""

    # All pictures need the same style; in the page it stands once.
    code = packed(
        [
            asset("reach.js", "profile_view.js"),
            asset("look.css", "profile_view.css")
            + STYLE.removeprefix("<style>").removesuffix("</style>"),
        ]
    )

    def __init__(self, html: str) -> None:
        self._html = html.replace(STYLE, "")
        super().__init__()

    def _follow(self, html: str) -> None:
        """Show this now, and send what is different."""
        before, self._html = self._html, html.replace(STYLE, "")
        if changed := edits(before, self._html):
            self._version += 1
            news = {"edits": changed, "version": self._version}
            self.send({"kind": "edits"}, buffers=[packed(news)])

    def _whole_page(self) -> dict[str, Any]:
        return {"html": self._html}
