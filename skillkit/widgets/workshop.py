"""Agenda bar and timer: where the group is in the workshop, and how long a block lasts."""

from __future__ import annotations

from typing import Any

from skillkit.base.html import tag
from skillkit.base.storage import home
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import draft_key
from skillkit.workshop.run_sheet import Format, RunSheet, load_run_sheet, offset

FORMAT = "ninety_minutes"


class AgendaBar(BaseWidget):
    """The blocks of one format, and which of them it is now.

    Where the group is stands in the browser alone, so that every `Timer` and `AgendaBar` of one
    workshop shows the same, also while the kernel is busy and after the page was loaded again.

    Args:
        format: the format to begin with, by its id in the run sheet.

    Examples:
        >>> AgendaBar("half_day")
    """

    script = "workshop/agenda.js"

    def __init__(self, format: str = FORMAT) -> None:
        self._sheet = load_run_sheet()
        self._format = self._sheet.format(format)
        super().__init__()

    @property
    def format(self) -> Format:
        """The format that a browser begins with; somebody there may choose another."""
        return self._format

    def _state(self) -> dict[str, Any]:
        return {
            "key": f"skillkit-clock-{draft_key(home().absolute())}",
            "sheet": self._sheet.version,
            "asked": self._format.id,
            "formats": [_format(self._sheet, known) for known in self._sheet.formats],
        }

    def _summary(self) -> str:
        return f"{self._format.name}, {len(self._sheet.times(self._format.id))} blocks"

    def _static_html(self) -> str:
        items = [
            tag("li", f"{offset(start)} {block.title} {block.minutes[self._format.id]} min")
            for start, block in self._sheet.times(self._format.id)
        ]
        head = tag("p", f"{self._summary()}. Run this cell to see where you are.")
        return "\n".join([head, "<ol>", *items, "</ol>"])


def _format(sheet: RunSheet, known: Format) -> dict[str, Any]:
    """A format for a browser: its blocks in order, each with what is said when its time is up."""
    return {
        "id": known.id,
        "name": known.name,
        "blocks": [
            {
                "name": block.id.replace("_", " ").capitalize(),
                "title": block.title,
                "minutes": block.minutes[known.id],
                "cue": f"Move on when {block.move_on[known.people]}",
            }
            for _, block in sheet.times(known.id)
        ],
    }


class Timer(AgendaBar):
    """The time left in a block, large, above the bar of all blocks.

    It runs in the browser by the time of day. It never stops anything: when the time is up, it
    says when to move on and counts on.

    Args:
        format: the format to begin with, by its id in the run sheet.

    Examples:
        >>> Timer("ninety_minutes")
    """

    script = "workshop/timer.js"
