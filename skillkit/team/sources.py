"""Sources: where submissions come from, a code, a card, a chat, or a file of many.

Nothing here stops at the first bad file: what cannot be used is a submission with its place and
the reason, beside the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from skillkit.assessment import Assessment
from skillkit.assessment import file as card
from skillkit.assessment.paper_row import row_of, row_words
from skillkit.assessment.sign import LISTS, sign_of
from skillkit.base.errors import FileError, RatingError, SkillkitError
from skillkit.base.json_text import parse_json
from skillkit.base.storage import read_bytes
from skillkit.base.text import in_figures, problem_with, quoted
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import known_frameworks, load_framework
from skillkit.team.chat import LARGEST, HandIn, log_of, read_log, text_of
from skillkit.team.model import LONGEST_ALIAS, Member
from skillkit.team.submissions import Submission

# What a file of many may hold beside the ratings, and of what it is a list.
BESIDE = {
    "wishes": sentence("skills"),
    "offers": sentence("skills"),
    "readings": sentence("levels"),
}


def from_chat(chat: str | bytes, own: Sequence[Framework] = (), name: str = "") -> list[Submission]:
    """The submissions of a chat, pasted or as a file; `name` is the file it comes from, if any.

    Raises:
        FileError: a file that holds no text.
    """
    rows: Counter[str] = Counter()
    submissions = []
    known = _known(own)
    for hand_in in read_log(log_of(chat, name, known), known):
        submission = _submission(hand_in, name)
        if hand_in.on_paper and hand_in.assessment:
            row = row_of(hand_in.assessment)
            sheet = row_words(hand_in.assessment)
            submission = replace(submission, sheet=sheet, alike=rows[row])
            rows[row] += 1
        submissions.append(submission)
    return submissions


def signs_from_chat(chat: str | bytes, name: str = "") -> list[Submission]:
    """The signs of a chat, readable or not, and the share codes that stand beside them.

    Signs without a sender that hold the same random digits are of one person. `name` is the file
    that the chat comes from, if any.

    Raises:
        FileError: a file that holds no text.
    """
    known = _known(list(LISTS.values()))
    found = read_log(log_of(chat, name, known), known)
    return [_of_one(_submission(hand_in, name)) for hand_in in found if not hand_in.on_paper]


def signs_from_upload(name: str, data: bytes) -> list[Submission]:
    """The signs of an uploaded file; `name` is only shown, never opened."""
    place = quoted(name).strip("'")
    if reason := _too_large(data):
        return [Submission(place, reason=reason)]
    return signs_from_chat(data, place) or [Submission(place, reason=say("No sign is in it."))]


def _of_one(submission: Submission) -> Submission:
    """A sign without a sender, as one of whoever has these random digits."""
    member = submission.member
    if submission.sender or not member or member.assessment.framework not in LISTS.values():
        return submission
    sender = f"sign {sign_of(member.assessment).mark}"
    return replace(submission, sender=sender, firm=True, name="somebody")


def from_path(path: Path, own: Sequence[Framework] = ()) -> list[Submission]:
    """The submissions of one file, or of all files that are in a folder.

    A framework file in the folder is used for the cards beside it. Hidden files, and the earlier
    versions that saving keeps, are passed over; folders in the folder are not opened.
    """
    if not path.is_dir() or path.is_symlink():
        return _from_file(path, own)
    files = sorted(file for file in path.iterdir() if not _passed_over(file))
    own, submissions = list(own), []
    for file in (file for file in files if file.suffix == ".toml"):
        try:
            own.append(load_framework(file))
        except SkillkitError as error:
            submissions.append(Submission(file.name, reason=str(error)))
    for file in (file for file in files if file.suffix != ".toml"):
        submissions += _from_file(file, own)
    return submissions


def from_upload(name: str, data: bytes, own: Sequence[Framework] = ()) -> list[Submission]:
    """The submissions of an uploaded file; `name` is only shown, never opened."""
    place = quoted(name).strip("'")
    if reason := _too_large(data):
        return [Submission(place, reason=reason)]
    try:
        table = _table(data) if name.lower().endswith(".json") else None
        if isinstance(table, dict) and "ratings" in table:
            return _from_cards(table, place, own)
        return from_chat(data, own, place) or [_nothing(place, table, own)]
    except SkillkitError as error:
        return [Submission(place, reason=_without_value(error))]


def _too_large(data: bytes) -> str:
    """Why a file is not read, if it holds too much; else nothing."""
    if len(data) <= LARGEST:
        return ""
    return say(
        "It holds {count} bytes; at most {largest} are read.",
        count=in_figures(len(data)),
        largest=in_figures(LARGEST),
    )


def _table(data: bytes) -> object:
    """The value of a JSON file, or what is wrong with it: some programs write one value a line."""
    try:
        return parse_json(text_of(data))
    except FileError as error:
        return error


def _nothing(place: str, table: object, own: Sequence[Framework]) -> Submission:
    """Why a file without codes and rows is nothing at all; most .json files were to be cards."""
    if isinstance(table, FileError):
        return Submission(place, reason=str(table))
    if table is not None:
        try:
            _assessment(table, own)
        except SkillkitError as error:
            return Submission(place, reason=str(error))
    return Submission(place, reason=say("No share code and no row is in it."))


def _from_file(path: Path, own: Sequence[Framework]) -> list[Submission]:
    try:
        return from_upload(path.name, read_bytes(path, largest=LARGEST), own)
    except FileNotFoundError:
        return [Submission(path.name, reason=say("Nothing is there; look at the name again."))]
    except FileError as error:
        return [Submission(path.name, reason=str(error))]


def _submission(hand_in: HandIn, name: str) -> Submission:
    """What is at one place of a log, or of the file of that name, as a submission."""
    place = f"{name}, {hand_in.place}" if name else hand_in.place
    sender = hand_in.sender
    member = None
    if hand_in.assessment:
        alias = _short(sender.name) if sender else None
        member = Member(hand_in.assessment, alias, reading=hand_in.reading)
    return Submission(
        place,
        member,
        str(hand_in.error or ""),
        sender.key if sender else None,
        hand_in.firm,
        hand_in.quote,
        hand_in.beginning,
        hand_in.beside,
        name=sender.name if sender else "",
        unread=hand_in.unread,
    )


def _from_cards(table: Mapping[str, Any], name: str, own: Sequence[Framework]) -> list[Submission]:
    """The submissions of a card, or of a file with the cards of many people."""
    if _is_team(table):
        return _from_team(table, name, own)
    return [Submission(name, Member(_assessment(table, own), _alias(name.rpartition(".")[0])))]


def _is_team(table: Mapping[str, Any]) -> bool:
    rows = table.get("ratings")
    return isinstance(rows, dict) and (
        "share" in table or any(isinstance(row, dict) for row in rows.values())
    )


def _from_team(table: Mapping[str, Any], name: str, own: Sequence[Framework]) -> list[Submission]:
    """The submissions of a file of many: framework, share, and by alias all that was said."""
    wishes, offers, readings = (table.get(name) or {} for name in BESIDE)
    for field, said in zip(BESIDE, (wishes, offers, readings), strict=True):
        if not isinstance(said, dict):
            raise FileError(
                say(
                    "'{field}' is {said}; it has to be a table of names.",
                    field=field,
                    said=quoted(said),
                )
            )
    submissions = []
    known = ("schema", *card.HEAD, *card.FIELDS)
    shared = {name: table[name] for name in known if name in table}
    for alias, ratings in table["ratings"].items():
        place = f"{name}, {quoted(alias)}"
        try:
            ticks = {skill: ["help"] for skill in _skills(offers, alias, "offers")}
            whole = {**shared, "ratings": ratings, **({"interest": ticks} if ticks else {})}
            wished = _skills(wishes, alias, "wishes")
            read = _listed(readings, alias, "readings")
            share = table.get("share", "unnamed")
            member = Member(_assessment(whole, own), alias, share, wished, read)
            sender = alias.casefold()
            submissions.append(Submission(place, member, sender=sender, firm=True, name=alias))
        except SkillkitError as error:
            submissions.append(Submission(place, reason=_without_value(error)))
    return submissions


def _skills(table: Mapping[str, Any], alias: str, name: str) -> tuple[str, ...]:
    """The skills that stand beside a name."""
    skills = _listed(table, alias, name)
    if not all(isinstance(skill, str) for skill in skills):
        raise _no_list(name)
    return skills


def _listed(table: Mapping[str, Any], alias: str, name: str) -> tuple[Any, ...]:
    """What stands beside a name, as it is."""
    said = table.get(alias) or ()
    if not isinstance(said, list | tuple):
        raise _no_list(name)
    return tuple(said)


def _no_list(name: str) -> FileError:
    beside = say(BESIDE[name])
    return FileError(
        say("'{name}' is no list; write a list of {beside}.", name=name, beside=beside)
    )


def _without_value(error: SkillkitError) -> str:
    """Why a card with a name beside it cannot be used, without what that person rated."""
    if isinstance(error, RatingError) and error.code != "unknown_skill":
        allowed = (
            say("a level is {span} in whole steps", span=error.span)
            if error.span
            else say("it is none of the skill's")
        )
        return say("A rating is not allowed; {allowed}.", allowed=allowed)
    return str(error)


def _assessment(table: object, own: Sequence[Framework]) -> Assessment:
    name = table.get("framework") if isinstance(table, dict) else None
    framework = next((framework for framework in own if framework.id == name), None)
    return card.from_dict(table, framework)


def _known(own: Sequence[Framework]) -> list[Framework]:
    return [*own, *(framework for framework in known_frameworks() if framework not in own)]


def _passed_over(file: Path) -> bool:
    return file.name.startswith(".") or file.name.endswith(".previous.json")


def _short(name: str) -> str:
    """A sender's name as a team can show it."""
    return name if len(name) <= LONGEST_ALIAS else f"{name[: LONGEST_ALIAS - 1]}…"


def _alias(stem: str) -> str | None:
    """The person a file is named after, so that a facilitator can find it; not the kit's names."""
    plain = stem.replace("_", " ").strip()
    if problem_with(plain, LONGEST_ALIAS) or plain.startswith(("assessment", "card", "skillkit")):
        return None
    return plain
