"""Timer: the clock that everybody sees, with what is on now and what comes next."""

from __future__ import annotations

from skillkit.widgets.progress import Progress
from skillkit.widgets.screen import asset, packed


class Timer(Progress):
    """The time left in a block, large, above the bar of all blocks.

    It runs in the browser by the time of day. It never stops anything: when the time is up, it
    says when to move on and counts on.
    """

    code = packed(
        [
            asset("parts.js", "clock.js", "blocks.js", "timer.js"),
            asset("look.css", "blocks.css", "timer.css"),
        ]
    )
