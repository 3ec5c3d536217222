"""Room view: a group's room, led from a notebook; what it reveals shows in the team view."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from skillkit.assessment.hand_in import RoomError, RoomSilent, preset
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.words import SOURCE, say, sentence, spoken_in
from skillkit.framework.folder import FRAMEWORK, current
from skillkit.team import room
from skillkit.team.room import Lead, RoomOver
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget
from skillkit.widgets.team import TeamView

Message = Mapping[str, Any]

SILENT = sentence(
    "The room does not answer just now. Nothing is lost; this page goes on trying. What you asked "
    "for may have been done."
)
PROMISE = sentence(
    "Reveal draws one picture, here and in the room. Below {floor} cards nothing shows by skill; "
    "later cards wait until they are {floor}, and are added."
)
WAITS = sentence("The picture stays as it is: fewer than the floor are new.")
ENDED = sentence("The room is over. Everything that was handed in is erased.")
NOTHING_AGREED = sentence("Nothing is agreed on yet. Type it below, then show it in the room.")


class RoomView(BaseWidget):
    """A group's room in the facilitator's notebook: who comes in where, a coarse count, one Reveal.

    It asks the room with the facilitator's key, which stays until the end in a file that its owner
    alone can read. The picture shows in the team view beside it, and the end clears both.

    Args:
        view: where the picture shows.

    Examples:
        >>> RoomView.beside(TeamView.load())
    """

    script = "team/room.js"
    _open: ClassVar[weakref.WeakSet[RoomView]] = weakref.WeakSet()

    def __init__(self, view: TeamView) -> None:
        if not isinstance(view, TeamView):
            raise TypeError(f"A RoomView takes a TeamView; this is a {type(view).__name__}.")
        self._view = view
        self._lead = room.lead_here()
        self._there: Mapping[str, Any] = {}  # what the room said last of itself
        self._door: Mapping[str, Any] = {}
        self._shown = 0  # the number of the picture that shows here
        self._words, self._silent = "", False
        super().__init__()
        RoomView._open.add(self)

    @classmethod
    def beside(cls, view: TeamView) -> Self:
        """The one that is open beside this view, so that a cell may run again; else a new one."""
        with ONE_AT_A_TIME:
            for there in cls._open:
                if isinstance(there, cls) and there.comm is not None and there._view is view:
                    return there
            return cls(view)

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_attach(self, message: Message) -> None:
        """Open the room of a facilitator's link."""
        self._try(lambda: self._attach(room.read_link(str(message.get("link"))[:500])))

    def _on_create(self, message: Message) -> None:
        """Make a room on a server, and open it."""
        address, key, title = (str(message.get(n, ""))[:200] for n in ("address", "key", "title"))
        with spoken_in(SOURCE):  # each reader's language has its words for it
            text = current().own_text(FRAMEWORK) or ""
        self._try(
            lambda: self._attach(
                room.new_room(address, key.strip(), title.strip() or say("Our room"), text)
            )
        )

    def _attach(self, lead: Lead) -> str:
        self._there, self._door = room.state(lead), room.door(lead)
        self._lead, self._shown = room.lead_store().save(lead), 0
        self._follow(lead)
        return ""

    def _on_look(self, _: Message) -> None:
        """Ask how the room is; a page hears of it where it is another one."""
        before, self._silent = (self._there, self._silent), False
        if (lead := self._lead) is None:
            return
        try:
            self._look(lead)
        except RoomSilent:
            self._silent = True
        except RoomOver:
            self._over()
            return
        except RoomError:
            pass  # said when somebody asks for something
        if before != (self._there, self._silent):
            self._turn(say(SILENT) if self._silent else "" if before[1] else self._words)

    def _on_reveal(self, _: Message) -> None:
        """Reveal, once; the team view shows it."""
        self._ask(lambda lead: "" if room.reveal(lead) else say(WAITS))

    def _on_close(self, _: Message) -> None:
        """Take no more cards."""

        def close(lead: Lead) -> str:
            room.close(lead)
            return say("No more cards are taken.")

        self._ask(close)

    def _on_agreed(self, _: Message) -> None:
        """Show in the room what was agreed on beside the picture."""

        def show(lead: Lead) -> str:
            if (agreed := self._view.agreed) is None or not agreed.agreements:
                return say(NOTHING_AGREED)
            room.show_agreed(lead, agreed)
            return say("The room shows what you agreed on.")

        self._ask(show)

    def _on_end(self, _: Message) -> None:
        """Erase everything, for everybody."""

        def end(lead: Lead) -> str:
            room.end(lead)
            raise RoomOver(say(ENDED))

        self._ask(end)

    # --- What follows ------------------------------------------------------------------------

    def _ask(self, act: Callable[[Lead], str]) -> None:
        """Do something in the room that is open, and look at it again."""
        if (lead := self._lead) is None:
            return

        def done() -> str:
            words = act(lead)
            self._look(lead)
            return words

        self._try(done)

    def _try(self, act: Callable[[], str]) -> None:
        try:
            words, self._silent = act(), False
        except RoomSilent:
            words, self._silent = say(SILENT), True
        except RoomOver as error:
            self._over(str(error))
            return
        except SkillkitError as error:
            words = str(error)
        self._turn(words)

    def _look(self, lead: Lead) -> None:
        self._there = room.state(lead)
        self._door = self._door or room.door(lead)
        self._follow(lead)

    def _follow(self, lead: Lead) -> None:
        """Show the picture that the room shows, where it is a new one."""
        number = int(self._there.get("revealed", 0))
        if number > self._shown:
            self._view.show_released(*room.picture(lead))
            self._shown = number

    def _over(self, words: str = "") -> None:
        self._lead, self._there, self._door, self._silent = None, {}, {}, False
        if self._shown:
            self._view.forget()
        self._shown = 0
        room.leave()
        self._turn(words or say(room.OVER))

    def _turn(self, words: str = "") -> None:
        self._words = words
        self._version += 1
        self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        there = self._there
        return {
            "open": self._lead is not None,
            "title": str(there.get("title", "")),
            "count": str(there.get("cards", "")),
            "taking": bool(there.get("open")),
            "again": bool(self._shown),
            "promise": say(PROMISE, floor=there["floor"]) if "floor" in there else "",
            "hub": preset()[0],  # where a Hub's facilitators make rooms
            "door": {n: str(self._door.get(n, "")) for n in ("address", "code", "qr")},
            "silent": self._silent,
            "words": self._words,
        }

    def _summary(self) -> str:
        return "a group's room" if self._lead else "no room yet"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to lead a room. Nothing of it is kept in a notebook.")
