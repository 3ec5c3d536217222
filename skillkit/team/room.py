"""Room: a group's room, as its facilitator asks it from a notebook: open, reveal, agree, end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from skillkit.assessment.hand_in import RoomError, address_of, ask, checked, key_of_hub
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import fields_of
from skillkit.base.storage import Store, home
from skillkit.base.text import quoted
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.team.agreements import Agreements, as_dict, from_dict
from skillkit.team.coverage import Coverage
from skillkit.team.model import Team
from skillkit.team.released import read_release

LARGEST = 2_000_000  # bytes of a picture with the cards of many who are shown by name
NO_LINK = sentence(
    "{text} is no facilitator's link. Copy all of the link that the terminal printed for you alone."
)
OVER = sentence("The room is over, or has a new link. What was in it is erased if it was ended.")


class RoomOver(RoomError):
    """A room that is no more."""


class RoomChanged(RoomError):
    """Another page was quicker; what it wrote has to be looked at first."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A room, and what opens it to its facilitator."""

    address: str
    room: str
    key: str
    code: str = ""  # for everybody; shown with the address
    shares: bool = False  # whether all that is agreed on here shows there
    both: str = ""  # what was agreed on here and there when they were brought together last: JSON

    def __repr__(self) -> str:  # the key is never printed
        return f"Lead({self.address!r})"


def lead_store() -> Store[Lead]:
    """The file of the room that is led from here; its owner alone can read it."""
    return Store(home() / "room-lead-key.json", asdict, _lead_from)


def _lead_from(given: object) -> Lead:
    names = tuple(field.name for field in fields(Lead))
    said = fields_of(given, say("a room"), names[:3], names)
    kinds: dict[str, type] = {"shares": bool}
    if not all(isinstance(value, kinds.get(name, str)) for name, value in said.items()):
        raise FileError(say("It is no room."))
    return Lead(**said)


def lead_here() -> Lead | None:
    """The room that is led from here, if there is one."""
    try:
        return lead_store().load()
    except (FileNotFoundError, SkillkitError):
        return None


def leave() -> None:
    """Forget the room; it goes on without this."""
    lead_store().remove()


def read_link(text: str) -> Lead:
    """The room of a facilitator's link.

    Raises:
        RoomError: it is none, or others could read along on the way.
    """
    address, _, secret = text.strip().partition("#")
    room, key, code = (*secret.split("/"), "", "")[:3]
    if not room.isdecimal() or not key:
        raise RoomError(say(NO_LINK, text=quoted(address)))
    return Lead(address_of(address), room, key, code)


def new_room(address: str, key: str, title: str, framework: str) -> Lead:
    """A room that is made on a server by the key of whoever may make rooms there.

    A Hub's own room knows its facilitators without one.
    """
    address = address_of(address)
    body = {"title": title, "framework": framework}
    said = checked(*ask("POST", f"{address}/api/v1/rooms", body, key or key_of_hub(address)))
    names = ("room", "facilitator_token", "join_code")
    number, lead, code = (str(said.get(name, "")) for name in names)
    return Lead(address, number, lead, code)


def state(lead: Lead) -> Mapping[str, Any]:
    """The title, the coarse count, whether cards are taken, and how often it was revealed."""
    return _asked(lead, "GET")


def door(lead: Lead) -> Mapping[str, Any]:
    """The address for everybody, with its code, as words and as a picture."""
    return _asked(lead, "POST", "/door", {"code": lead.code}) if lead.code else {}


def reveal(lead: Lead) -> bool:
    """Draw the picture; whether it is another one than before."""
    return not _asked(lead, "POST", "/reveal").get("again")


def picture(lead: Lead) -> tuple[Team, Coverage]:
    """What was revealed last: who is shown by name, and the counts of everybody."""
    return read_release(_asked(lead, "GET", "/release"))


def close(lead: Lead) -> None:
    """Take no more cards."""
    _asked(lead, "POST", "/close")


def end(lead: Lead) -> None:
    """Erase everything that was handed in, for everybody."""
    _asked(lead, "DELETE")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands in a room of what was agreed on."""

    agreements: Agreements
    revision: int
    lines: tuple[tuple[str, str], ...]  # as a screen shows them: what, and who by when


def agreed(lead: Lead, framework: Framework) -> Agreed:
    """What is agreed on in the room, of the room's own framework."""
    said = _asked(lead, "GET", "/agreements")
    rows = {name: said.get(name) for name in ("agreements", "wanted")}
    try:
        found = from_dict({"framework": framework.id, **rows}, framework)
        lines = tuple((str(what), str(who)) for what, who in said["lines"])
        return Agreed(found, int(said["revision"]), lines)
    except (KeyError, TypeError, ValueError, SkillkitError) as error:
        raise RoomError(
            say("What answers at this address is no room. Look at the address again.")
        ) from error


def agree(lead: Lead, agreements: Agreements, revision: int) -> None:
    """Put these in the place of that revision.

    Raises:
        RoomChanged: there is a later one.
    """
    said = {name: as_dict(agreements)[name] for name in ("agreements", "wanted")}
    _asked(lead, "PUT", "/agreements", {"base": revision, **said})


def _asked(
    lead: Lead, method: str, path: str = "", body: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    url = f"{lead.address}/api/v1/rooms/{lead.room}{path}"
    status, said = ask(method, url, body, lead.key, LARGEST)
    if status in (401, 404) and said.get("type") in ("unknown-token", "unknown-room"):
        raise RoomOver(say(OVER))
    if said.get("type") == "stale-revision":
        raise RoomChanged(str(said.get("detail"))[:300])
    return checked(status, said)
