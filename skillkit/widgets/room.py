"""Room view: a group's room, led from a notebook; what it reveals shows in the team view."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from skillkit.assessment.hand_in import RoomError, RoomSilent, preset
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.text import quoted
from skillkit.base.words import SOURCE, say, sentence, spoken_in
from skillkit.framework import Framework
from skillkit.framework.folder import FRAMEWORK, current
from skillkit.team import room
from skillkit.team.agreements import Agreements, from_json, to_json, together
from skillkit.team.room import Agreed, Lead, RoomChanged, RoomOver
from skillkit.team.words import agreement_title
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
SHARED = sentence("The room and this notebook show the same agreements from now on.")
APART = sentence(
    "The room has another framework than what is agreed on here, so each keeps its own."
)
BOTH_KEPT = sentence(
    "{title} was changed here and on another page at the same time. Both texts are kept: clear "
    "the one that you do not need."
)
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
        self._lines: tuple[tuple[str, str], ...] = ()  # what the room says is agreed on
        self._together: object = None  # what was here and there when both were the same
        self._tried: Agreements | None = None  # what was sent last, maybe without an answer
        self._turn_seen = view.agreed_turn
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
        self._lines, self._together = (), None
        self._follow(lead)
        return self._bring_together(lead)

    def _on_look(self, _: Message) -> None:
        """Ask how the room is; a page hears of it where it is another one."""
        before, self._silent = (self._there, self._lines, self._silent), False
        words = ""
        if (lead := self._lead) is None:
            return
        try:
            words = self._look(lead)
        except RoomSilent:
            self._silent = True
        except RoomOver:
            self._over()
            return
        except RoomError:
            pass  # said when somebody asks for something
        except SkillkitError as error:  # what is agreed on cannot be kept here
            words = str(error) if str(error) != self._words else ""
        if words or before != (self._there, self._lines, self._silent):
            old = "" if before[2] else self._words
            self._turn(say(SILENT) if self._silent else words or old)

    def _on_reveal(self, _: Message) -> None:
        """Reveal, once; the team view shows it."""
        before = self._shown  # another page may have been quicker

        def reveal(lead: Lead) -> str:
            return say(WAITS) if not room.reveal(lead) and before else ""

        self._ask(reveal)

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
            self._lead = room.lead_store().save(replace(lead, shares=True))
            return say(SHARED)

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
            return self._look(self._lead or lead) or words

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

    def _look(self, lead: Lead) -> str:
        """Ask how the room is, and show it; what there is to say of that."""
        self._there = room.state(lead)
        self._door = self._door or room.door(lead)
        self._follow(lead)
        return self._bring_together(lead)

    def _bring_together(self, lead: Lead) -> str:
        """Have the room and the form beside the picture say the same; what to say of it."""
        view, revision = self._view, int(self._there.get("agreed", 0))
        now = (revision, view.agreed, view.change_agreed, lead.shares)
        if view.release is None or not (self._shown or revision) or now == self._together:
            return ""
        framework = (view.agreed or view.release.team).framework
        if framework.id != self._there.get("framework"):
            self._together = now
            return say(APART) if view.agreed else ""
        there = room.agreed(lead, framework)
        self._lines = there.lines
        try:
            same, words = self._settle(lead, there, view.agreed or Agreements(framework))
        except RoomChanged:  # the next look brings what the other page wrote
            return ""
        self._together = now if same else None
        self._turn_seen = view.agreed_turn
        return words

    def _settle(self, lead: Lead, there: Agreed, here: Agreements) -> tuple[bool, str]:
        """Write on either side what the other has; whether nothing was missing, and what to say.

        What was agreed on here alone shows in the room once somebody has asked for it.
        """
        if (change := self._view.change_agreed) is None:  # no form, so nothing was cleared in it
            return True, ""
        before = Agreements(here.framework)
        if there.agreements == self._tried:  # it is ours, whatever was heard of it
            before = there.agreements
        elif self._view.agreed and self._view.agreed_turn == self._turn_seen:
            before = _agreements(lead.both, here.framework)
        after, double = together(before, here, there.agreements)
        shown = after if lead.shares else _but(after, here, before, there.agreements)
        if shown != there.agreements:
            self._tried = shown
            room.agree(lead, shown, there.revision)
            self._lines = room.agreed(lead, here.framework).lines
        if after != here:
            change(lambda saved: together(here, saved, after)[0], Agreements(here.framework))
        if (both := to_json(shown)) != lead.both:
            self._lead = room.lead_store().save(replace(lead, both=both))
        words = [say(BOTH_KEPT, title=quoted(_title(after, one))) for one in double]
        return shown == there.agreements and after == here, " ".join(words)

    def _follow(self, lead: Lead) -> None:
        """Show the picture that the room shows, where it is a new one."""
        number = int(self._there.get("revealed", 0))
        if number > self._shown:
            self._view.show_released(*room.picture(lead))
            self._shown = number

    def _over(self, words: str = "") -> None:
        self._lead, self._there, self._door, self._silent = None, {}, {}, False
        self._lines, self._together = (), None
        if self._shown:
            self._view.forget()
        self._shown = 0
        room.leave()
        self._turn(words or say(room.OVER))

    def _turn(self, words: str = "") -> None:
        self._words = words
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        there = self._there
        return {
            "open": self._lead is not None,
            "title": str(there.get("title", "")),
            "count": str(there.get("cards", "")),
            "taking": bool(there.get("open")),
            "again": bool(self._shown),
            "shares": bool(self._lead and self._lead.shares),
            "agreed": [list(line) for line in self._lines],
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


def _agreements(text: str, framework: Framework) -> Agreements:
    """What both sides had agreed on last; nothing where that is not known."""
    try:
        return from_json(text, framework) if text else Agreements(framework)
    except SkillkitError:
        return Agreements(framework)


def _but(after: Agreements, here: Agreements, before: Agreements, there: Agreements) -> Agreements:
    """What the room shows: all but what was agreed on here alone."""
    own = {one.id for one in here.agreements if one.id not in before and one.id not in there}
    kept = tuple(one for one in after.agreements if one.id not in own)
    return replace(after, agreements=kept, wanted=there.wanted)


def _title(agreements: Agreements, agreement: str) -> str:
    return agreement_title(agreements, agreements.agreement(agreement))
