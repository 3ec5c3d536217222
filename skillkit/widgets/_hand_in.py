"""Hand in: what forms and share codes say to a group's room, when somebody taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from skillkit.assessment import Assessment
from skillkit.assessment.hand_in import (
    RoomError,
    RoomSilent,
    hand_in,
    preset,
    seat_here,
    take_back,
)
from skillkit.base.storage import IN_BROWSER
from skillkit.base.words import say

Message = Mapping[str, Any]


class HandsIn:
    """A widget from which a card goes to a room: one tap there, one tap back.

    It answers each tap with `{kind: "room", state, words, room}`; `wait` asks for the same again.
    """

    send: Callable[..., None]

    def _card(self) -> Assessment | None:
        """What would be handed in; None where there is nothing of a person's own."""
        raise NotImplementedError

    def _on_hand_in(self, message: Message) -> None:
        """Hand in, once somebody has tapped."""
        if (card := self._card()) is None:
            self._answer("no", say("Rate a skill first."))
            return
        try:
            seat = hand_in(
                card, *(str(message.get(n, ""))[:200] for n in ("address", "code", "alias"))
            )
        except RoomSilent as error:
            self._answer("wait", str(error))
        except RoomError as error:
            self._answer("no", str(error))
        else:
            self._answer("in", say("Handed in: {title}. The room has it.", title=seat.title))

    def _on_take_back(self, _: Message) -> None:
        """Take the card back."""
        try:
            take_back()
        except RoomSilent as error:
            self._answer("wait", str(error))
        except RoomError as error:
            self._answer("no", str(error))
        else:
            self._answer("out", say("Taken back: the room has nothing of yours."))

    def _answer(self, state: str, words: str) -> None:
        self.send({"kind": "room", "state": state, "words": words, "room": room_state()})


def room_state() -> dict[str, Any]:
    """Where somebody handed in, as a page needs it: never the key."""
    seat = seat_here()
    address, code = (seat.address, seat.code) if seat else preset()
    return {
        "anywhere": not IN_BROWSER,  # a page reaches the room that it came from, and no other
        "address": address,
        "code": code,
        "title": seat.title if seat else "",
        "handed": seat.card if seat and seat.there else "",
        "unsure": bool(seat and seat.submission and not seat.there),
    }
