"""Agreements: what a team takes from its picture, who does it by when, and which gaps it accepts.

They hold what the room said aloud and no rating, so that they can be kept until the team meets
again and be the first thing it looks at then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from skillkit.base.errors import FileError, Invalid, Problem, SkillkitError
from skillkit.base.json_text import SCHEMA, fields_of, json_text, parse_json
from skillkit.base.storage import Store, home
from skillkit.base.text import IDENTIFIER, day_of, joined, nearest, problem_with, quoted, spelled
from skillkit.base.toml_reader import Row, RowReader, doubles, no_such
from skillkit.base.words import say, sentence
from skillkit.framework import Framework, SkillId
from skillkit.framework.file import framework_of

AgreementId = str  # "a3k9f0q2", made by the page on which it is typed

MOST = 3  # on one day; the kit's own choice

MOST_KEPT = 200  # in one file

LONGEST = 300  # characters of what is agreed

LONGEST_NAME = 60  # characters of who takes it

PEOPLE = range(1, 1000)  # how many of us should be able to do something

STATES = {
    "agreed": sentence("not looked at since"),
    "under_way": sentence("under way"),
    "done": sentence("done"),
    "dropped": sentence("dropped on purpose"),
}

ACCEPTED_STATES = {  # of a gap that is accepted
    "agreed": sentence("not looked at since"),
    "under_way": sentence("still accepted"),
    "done": sentence("the gap is closed"),
    "dropped": sentence("no longer accepted"),
}

OPEN = ("agreed", "under_way")

SAID = ("what", "skill", "accepted", "who", "due", "status")  # what a page may change

HEAD = ("framework", "framework_version", "agreements", "wanted")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that a team agreed on; "" and None are not said.

    Raises:
        Invalid: with every fault of the fields.
    """

    id: AgreementId
    made: dt.date  # the day on which it was agreed
    what: str = ""
    skill: SkillId | None = None  # which gap it closes or accepts, or which offer it takes up
    accepted: bool = False  # "we accept this gap on purpose"
    who: str = ""  # who takes it
    due: dt.date | None = None
    status: str = "agreed"
    said: dt.date | None = None  # the day on which the status was said

    def __post_init__(self) -> None:
        if faults := list(_faults(self)):
            raise Invalid(f"agreement {quoted(self.id)}", faults)

    @property
    def open(self) -> bool:
        """Whether it still holds: neither done nor dropped."""
        return self.status in OPEN

    @property
    def state(self) -> str:
        """The status in words."""
        return say((ACCEPTED_STATES if self.accepted else STATES)[self.status])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was said of it yet."""
        return self == Agreement(self.id, self.made)


@dataclass(frozen=True, slots=True)
class Agreements:
    """What a team agreed on, the oldest first, and how many people it wants for a skill.

    Args:
        framework: the skills that it speaks of.
        agreements: all that were made, also those that are done or dropped.
        wanted: how many of us should be able to do this, by skill.

    Raises:
        Invalid: with every fault at once.
    """

    framework: Framework
    agreements: tuple[Agreement, ...] = ()
    wanted: Mapping[SkillId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if faults := list(_faults_of_all(self)):
            raise Invalid("agreements", faults)
        object.__setattr__(self, "wanted", MappingProxyType(dict(self.wanted)))

    def __contains__(self, agreement: object) -> bool:
        return any(known.id == agreement for known in self.agreements)

    def agreement(self, agreement: AgreementId) -> Agreement:
        """The agreement of that id.

        Raises:
            SkillkitError: there is none.
        """
        for known in self.agreements:
            if known.id == agreement:
                return known
        raise SkillkitError(
            say("There is no agreement {agreement} here.", agreement=quoted(agreement))
        )

    @property
    def accepted(self) -> dict[SkillId, Agreement]:
        """The gaps that the team accepts on purpose, each with the last time it said so."""
        return {
            one.skill: one for one in self.agreements if one.accepted and one.open and one.skill
        }

    def say(self, agreement: AgreementId, name: str, said: object, today: dt.date) -> Agreements:
        """The agreements with one thing said of one of them, which begins with it.

        One of which nothing is said any more is none.

        Raises:
            SkillkitError: what cannot be said, or a fourth of the same day.
        """
        if name not in SAID:
            raise SkillkitError(
                say(
                    "{name} cannot be changed here; choose {said}.",
                    name=quoted(name),
                    said=joined(SAID, "or"),
                )
            )
        known = agreement in self
        before = self.agreement(agreement) if known else Agreement(agreement, today)
        values: dict[str, Any] = {name: _value(name, said)}
        if name == "status" and said != before.status:
            values["said"] = None if said == "agreed" else today
        after = replace(before, **values)
        if not known and not after.is_blank:
            self._check_room(today)
        kept = [after if one.id == agreement else one for one in self.agreements]
        kept = kept if known else [*kept, after]
        return replace(self, agreements=tuple(one for one in kept if not one.is_blank))

    def want(self, skill: SkillId, people: object) -> Agreements:
        """The agreements with how many of us should be able to do something; None takes it back."""
        wanted: dict[SkillId, Any] = dict(self.wanted)
        wanted.pop(skill, None)
        if people is not None:
            wanted[self.framework.skill(skill).id] = people
        ordered = [known.id for known in self.framework.skills if known.id in wanted]
        return replace(self, wanted={known: wanted[known] for known in ordered})

    def _check_room(self, today: dt.date) -> None:
        if sum(one.made == today for one in self.agreements) >= MOST:
            raise SkillkitError(
                say(
                    "{number} things are agreed on for today, and that is enough for one "
                    "day. Change one of them, or clear it.",
                    number=spelled(MOST).capitalize(),
                )
            )
        if len(self.agreements) >= MOST_KEPT:
            raise SkillkitError(
                say(
                    "{most} agreements are kept in this file; more do not fit. Begin a new one.",
                    most=MOST_KEPT,
                )
            )


def _value(name: str, said: object) -> Any:
    """What a page said, as an agreement holds it; what is no text is left to be refused."""
    if name in ("what", "who"):
        return " ".join(said.split()) if isinstance(said, str) else "" if said is None else said
    if name == "due":
        return day_of(said) if said else None
    if name == "skill":
        return said or None
    return said


# --- Typed in two places ---------------------------------------------------------------------
def together(
    before: Agreements, here: Agreements, there: Agreements
) -> tuple[Agreements, list[AgreementId]]:
    """What two places have made of the same agreements, and which of them both changed otherwise.

    Of one that both changed in the same field there's stays, and here's is put after it, so that
    nothing that was typed is lost.
    """
    sides = [{one.id: one for one in side.agreements} for side in (before, here, there)]
    kept, double = [], []
    for known in dict.fromkeys([*sides[2], *sides[1]]):  # there first: one order for both
        old, mine, theirs = (side.get(known) for side in sides)
        if mine in (old, theirs):
            kept.append(theirs)
        elif theirs == old or mine is None or theirs is None:  # changed goes before cleared
            kept.append(mine if theirs == old else mine or theirs)
        elif one := _of_both(old or Agreement(known, mine.made), mine, theirs):
            kept.append(one)
        else:
            copy = _beside(mine, *sides)
            kept += [theirs, copy] if copy.id not in sides[2] else [theirs]
            double.append(known)
    wanted = {
        skill: people
        for skill in here.framework.ids
        if (people := _wanted(*(side.wanted.get(skill) for side in (before, here, there))))
    }
    return Agreements(here.framework, tuple(one for one in kept if one), wanted), double


def _of_both(old: Agreement, mine: Agreement, theirs: Agreement) -> Agreement | None:
    """What each of two changed in an agreement; None where it is the same field."""
    values: dict[str, Any] = {}
    for name in SAID:
        was, here, there = (getattr(one, name) for one in (old, mine, theirs))
        if here != was and there not in (was, here):
            return None
        values[name] = here if here != was else there
    told = mine if mine.status == values["status"] else theirs
    return replace(theirs, **values, said=told.said)


def _beside(one: Agreement, *sides: Mapping[AgreementId, Agreement]) -> Agreement:
    """An agreement under an id of its own, always the same one for the same words."""
    number = 2
    while True:
        copy = replace(one, id=f"{one.id[:36]}_{number}")
        if all(side.get(copy.id, copy) == copy for side in sides):
            return copy
        number += 1


def _wanted(old: int | None, mine: int | None, theirs: int | None) -> int | None:
    """How many people are wanted, of whoever said so; mine where both did."""
    return theirs if mine == old else mine


# --- Faults ----------------------------------------------------------------------------------
def _faults(one: Agreement) -> Iterator[Problem]:
    """Everything that is wrong with an agreement by itself."""
    if not IDENTIFIER.fullmatch(str(one.id)):
        yield Problem(
            "id",
            say("{id} is no id; write small letters, digits and _.", id=quoted(one.id)),
        )
    for name, longest in (("what", LONGEST), ("who", LONGEST_NAME)):
        if (text := getattr(one, name)) != "" and (reason := problem_with(text, longest)):
            yield Problem(name, f"{reason}.")
    if type(one.accepted) is not bool:
        yield Problem(
            "accepted", say("{accepted} found; write true or false.", accepted=quoted(one.accepted))
        )
    if one.skill is not None and not isinstance(one.skill, str):
        yield Problem("skill", say("{skill} is not the id of a skill.", skill=quoted(one.skill)))
    for name in ("made", "due", "said"):
        day = getattr(one, name)
        if not (type(day) is dt.date or (day is None and name != "made")):
            yield Problem(name, say("{day} is not a date.", day=quoted(day)))
    if one.status not in STATES:
        allowed = joined([f"'{status}'" for status in STATES], "or")
        hint = nearest(one.status, STATES)
        yield Problem("status", f"{quoted(one.status)} found; write {allowed}.{hint}")
    elif (one.status == "agreed") != (one.said is None):
        which = say("leave it out") if one.said else say("write the day")
        yield Problem(
            "said",
            say(
                "it goes with the status {status}; {which}.", status=quoted(one.status), which=which
            ),
        )


def _faults_of_all(all_: Agreements) -> Iterator[Problem]:
    """Everything that is wrong with agreements together."""
    ids = [skill.id for skill in all_.framework.skills]
    yield from doubles("agreements", [one.id for one in all_.agreements])
    for i, one in enumerate(all_.agreements):
        if one.skill is not None and one.skill not in all_.framework:
            yield Problem(f"agreements[{i}].skill", no_such(say("a skill"), one.skill, ids))
    if len(all_.agreements) > MOST_KEPT:
        count = len(all_.agreements)
        yield Problem(
            "agreements",
            say(
                "{count} found; at most {most} are kept in one file.",
                count=count,
                most=MOST_KEPT,
            ),
        )
    for skill, people in all_.wanted.items():
        if skill not in all_.framework:
            yield Problem(f"wanted.{skill}", no_such(say("a skill"), skill, ids))
        if type(people) is not int or people not in PEOPLE:
            allowed = say(
                "write a whole number from {low} to {high}, or leave it out",
                low=PEOPLE[0],
                high=PEOPLE[-1],
            )
            yield Problem(f"wanted.{skill}", f"{quoted(people)} found; {allowed}.")


# --- The file --------------------------------------------------------------------------------
def agreements_path() -> Path:
    """The place of a team's agreements, in the facilitator's own folder."""
    return home() / "agreements.json"


def agreements_store(path: Path, framework: Framework | None = None) -> Store[Agreements]:
    """The file of agreements, with `framework`, a built-in one, or `<id>.toml` beside it."""
    return Store(path, as_dict, partial(from_dict, framework=framework, folder=path.parent))


def as_dict(all_: Agreements) -> dict[str, Any]:
    """The JSON form of agreements; it holds only what was said."""
    return {
        "schema": SCHEMA,
        "framework": all_.framework.id,
        "framework_version": all_.framework.version,
        "agreements": [_row(one) for one in all_.agreements],
        "wanted": dict(all_.wanted),
    }


def from_dict(
    given: object, framework: Framework | None = None, folder: Path | None = None
) -> Agreements:
    """The agreements of a JSON form, with `framework`, a built-in one, or one in `folder`.

    Raises:
        FileError: no agreements, of a newer schema, or of a framework that is not here.
        Invalid: with every fault at once.
    """
    said = fields_of(given, say("a file of agreements"), ("framework", "agreements"), HEAD)
    reader = _Reader()
    return reader.agreements(said, framework_of(said, say("file of agreements"), framework, folder))


def to_json(all_: Agreements) -> str:
    """The text of a file of agreements."""
    return json_text(as_dict(all_))


def from_json(text: str, framework: Framework | None = None) -> Agreements:
    """The agreements that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text), framework)


def _row(one: Agreement) -> Row:
    """What is needed or said of an agreement."""
    blank = Agreement(one.id, one.made)
    values = {known.name: getattr(one, known.name) for known in fields(Agreement)}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if name in ("id", "made") or value != getattr(blank, name)
    }


class _Reader(RowReader):
    """The reader of a whole file of agreements."""

    def agreements(self, given: Row, framework: Framework) -> Agreements:
        rows = self.rows(given, "agreements", partial(self._agreement, framework))
        wanted = given.get("wanted", {})
        if not isinstance(wanted, dict):
            raise FileError(
                say(
                    "wanted: {wanted} found; write skills and numbers of people.",
                    wanted=quoted(wanted),
                )
            )
        wanted = {framework.current_id(skill): people for skill, people in wanted.items()}
        try:
            read = Agreements(framework, tuple(one for one in rows if one), wanted)
        except Invalid as error:
            raise Invalid("agreements", [*self.problems, *error.problems]) from None
        if self.problems:
            raise Invalid("agreements", self.problems)
        return read

    def _agreement(self, framework: Framework, path: str, row: Row) -> Agreement | None:
        self.keys(path, row, [known.name for known in fields(Agreement)])
        values: dict[str, Any] = {"id": None, "made": None}
        values |= {k.name: row[k.name] for k in fields(Agreement) if k.name in row}
        before = len(self.problems)
        for name in ("made", "due", "said"):
            values[name] = self._date(f"{path}.{name}", row.get(name), name == "made")
        if isinstance(values.get("skill"), str):
            values["skill"] = framework.current_id(values["skill"])
        unread = {problem.path for problem in self.problems[before:]}
        try:
            return Agreement(**values)
        except Invalid as error:
            found = [Problem(f"{path}.{fault.path}", fault.sentence) for fault in error.problems]
            self.problems += [problem for problem in found if problem.path not in unread]
            return None

    def _date(self, path: str, value: object, needed: bool) -> dt.date | None:
        if value is None and not needed:
            return None
        try:
            return day_of(value)
        except SkillkitError as error:
            self.note(path, str(error))
            return None
