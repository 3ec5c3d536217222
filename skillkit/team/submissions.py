"""Entry: one thing that somebody handed in, a code, a card or a file of many, or why it is none.

Nothing here stops at the first bad file: what cannot be used is an entry with its place and the
reason, beside the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from skillkit.assessment import Assessment
from skillkit.assessment import file as card
from skillkit.assessment.paper_row import row_of, row_words
from skillkit.assessment.share_code import CodeReader
from skillkit.base.errors import FileError, RatingError, SkillkitError
from skillkit.base.json_text import parse_json
from skillkit.base.storage import LARGEST, read_text
from skillkit.base.text import problem_with, quoted
from skillkit.framework import LEVELS, Framework
from skillkit.framework.file import BUILT_IN, load_framework
from skillkit.team.chat import messages
from skillkit.team.coverage import FLOOR
from skillkit.team.model import LONGEST_ALIAS, Member, Team

NAMED_SHOW = "Where the others are too few or too alike, the levels of those named can be read."
CHATS = (".txt", ".md", ".log")  # files that are read as a chat; a card is .json


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was handed in: a member, or the reason why there is none."""

    place: str  # "line 14", "ana.json"
    member: Member | None = None
    reason: str = ""
    spoken: bool = False  # the alias says who handed it in, so that person's later entry counts
    sheet: str = ""  # what was read from a row that somebody typed, to compare with the sheet
    alike: int = 0  # equal rows before it in the same text, each of another person


def from_codes(codes: Iterable[str], own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of single share codes, one a text; `own` frameworks besides the kit's."""
    reader = CodeReader(_known(own))
    entries = []
    for number, text in enumerate(codes, 1):
        try:
            entries.append(Entry(f"code {number}", Member(reader.read(text))))
        except SkillkitError as error:
            entries.append(Entry(f"code {number}", reason=str(error)))
    return entries


def from_chat(text: str, own: Sequence[Framework] = (), name: str = "") -> list[Entry]:
    """The entries of a pasted chat; `name` is the file it comes from, if any."""
    entries = []
    rows: Counter[str] = Counter()
    for said in messages(text, _known(own)):
        place = f"{name}, line {said.line}" if name else f"line {said.line}"
        if said.assessment is None:
            entries.append(Entry(place, reason=str(said.error)))
            continue
        entry = Entry(place, Member(said.assessment, said.name), spoken=said.name is not None)
        if said.on_paper:
            row = row_of(said.assessment)
            entry = replace(entry, sheet=row_words(said.assessment), alike=rows[row])
            rows[row] += 1
        entries.append(entry)
    return entries


def from_path(path: Path, own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of one file, or of all files that lie in a folder.

    A framework file in the folder is used for the cards beside it. Hidden files, and the earlier
    versions that saving keeps, are passed over; folders in the folder are not opened.
    """
    if not path.is_dir() or path.is_symlink():
        return _from_file(path, own)
    files = sorted(file for file in path.iterdir() if not _passed_over(file))
    own, entries = list(own), []
    for file in (file for file in files if file.suffix == ".toml"):
        try:
            own.append(load_framework(file))
        except SkillkitError as error:
            entries.append(Entry(file.name, reason=str(error)))
    for file in (file for file in files if file.suffix != ".toml"):
        entries += _from_file(file, own)
    return entries


def from_upload(name: str, data: bytes, own: Sequence[Framework] = ()) -> list[Entry]:
    """The entries of an uploaded file; `name` is only shown, never opened."""
    place = quoted(name).strip("'")
    if len(data) > LARGEST:
        reason = f"It holds {len(data):,} bytes; at most {LARGEST:,} are read."
        return [Entry(place, reason=reason)]
    try:
        return _from_text(data.decode("utf-8-sig"), place, own)
    except UnicodeDecodeError as error:
        return [Entry(place, reason=f"It is not UTF-8 text (byte {error.start}).")]


def _from_file(path: Path, own: Sequence[Framework]) -> list[Entry]:
    try:
        return _from_text(read_text(path), path.name, own)
    except FileNotFoundError:
        return [Entry(path.name, reason="Nothing is there; look at the name again.")]
    except FileError as error:
        return [Entry(path.name, reason=str(error))]


def _from_text(text: str, name: str, own: Sequence[Framework]) -> list[Entry]:
    stem, dot, ending = name.rpartition(".")
    if f"{dot}{ending}".lower() in CHATS:
        none = Entry(name, reason="No share code and no row stands in it.")
        return from_chat(text, own, name) or [none]
    try:
        table = parse_json(text)
        if isinstance(table, dict) and _is_team(table):
            return _from_team(table, name, own)
        return [Entry(name, Member(_assessment(table, own), _alias(stem)))]
    except SkillkitError as error:
        return [Entry(name, reason=_without_value(error))]


def _is_team(table: Mapping[str, Any]) -> bool:
    rows = table.get("ratings")
    return isinstance(rows, dict) and (
        "share" in table or any(isinstance(row, dict) for row in rows.values())
    )


def _from_team(table: Mapping[str, Any], name: str, own: Sequence[Framework]) -> list[Entry]:
    """The entries of one file with many people: framework, share, ratings by alias, wishes."""
    wishes = table.get("wishes") or {}
    if not isinstance(wishes, dict):
        raise FileError(f"'wishes' is {quoted(wishes)}; it has to be a table of names.")
    entries = []
    known = ("schema", *card.HEAD, *card.FIELDS)
    shared = {name: table[name] for name in known if name in table}
    for alias, ratings in table["ratings"].items():
        place = f"{name}, {quoted(alias)}"
        try:
            assessment = _assessment({**shared, "ratings": ratings}, own)
            wished = wishes.get(alias) or ()
            if not isinstance(wished, list | tuple) or not all(isinstance(w, str) for w in wished):
                raise FileError("The wishes are no list; write a list of skills.")
            member = Member(assessment, alias, table.get("share", "unnamed"), tuple(wished))
            entries.append(Entry(place, member, spoken=True))
        except SkillkitError as error:
            entries.append(Entry(place, reason=_without_value(error)))
    return entries


def _without_value(error: SkillkitError) -> str:
    """Why a card with a name beside it cannot be used, without what that person rated."""
    if isinstance(error, RatingError) and error.code != "unknown_skill":
        return f"A rating is not allowed; a level is {LEVELS[0]} to {LEVELS[-1]} in whole steps."
    return str(error)


def _assessment(table: object, own: Sequence[Framework]) -> Assessment:
    name = table.get("framework") if isinstance(table, dict) else None
    framework = next((framework for framework in own if framework.id == name), None)
    return card.from_dict(table, framework)


def _known(own: Sequence[Framework]) -> list[Framework]:
    return [*own, *(load_framework(name) for name in BUILT_IN)]


def _passed_over(file: Path) -> bool:
    return file.name.startswith(".") or file.name.endswith(".previous.json")


def _alias(stem: str) -> str | None:
    """The person a file is named after, so that a facilitator can find it; not the kit's names."""
    plain = stem.replace("_", " ").strip()
    if problem_with(plain, LONGEST_ALIAS) or plain.startswith(("assessment", "card", "skillkit")):
        return None
    return plain


@dataclass(frozen=True, slots=True)
class Gathered:
    """A team, and the entries that are not in it, each with its reason."""

    team: Team
    refused: tuple[Entry, ...]
    repeated: tuple[Entry, ...]  # counted once, as the same person's card is there already


def gather(entries: Iterable[Entry], framework: Framework | None = None) -> Gathered:
    """The team of these entries, in the order in which they were handed in.

    The team's framework is `framework`, else the one that most entries have. A person whose name
    precedes several cards counts with the latest. The same card again counts once, unless it has
    another name. Two cards of one name that say different things are two people.
    """
    entries = list(entries)
    framework = framework or _most_common(entries)
    checked = [_of_framework(entry, framework) for entry in entries]
    refused = [entry for entry in checked if entry.member is None]
    latest, repeated = _latest(entry for entry in checked if entry.member)
    members, again = _once(latest)
    team = Team(framework, tuple(_renamed(members)))
    return Gathered(team, tuple(refused), (*repeated, *again))


def _most_common(entries: Iterable[Entry]) -> Framework:
    found = [entry.member.assessment.framework for entry in entries if entry.member]
    counts = Counter(framework.fingerprint for framework in found)
    if not found:
        return load_framework()
    return max(found, key=lambda f: (counts[f.fingerprint], f.id, f.version))


def _of_framework(entry: Entry, framework: Framework) -> Entry:
    if entry.member is None:
        return entry
    theirs = entry.member.assessment.framework
    if theirs.fingerprint == framework.fingerprint:
        return entry
    return Entry(
        entry.place,
        reason=f"It was made with {theirs.id} {theirs.version}; this team's framework is "
        f"{framework.id} {framework.version}.",
    )


def _latest(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries without those that the same person replaced later, and the replaced ones."""
    kept: dict[object, Entry] = {}
    replaced = []
    for number, entry in enumerate(entries):
        alias = entry.member.alias if entry.member and entry.spoken else None
        key: object = alias.casefold() if alias else number
        if earlier := kept.pop(key, None):
            reason = f"{alias} handed in again ({entry.place}); the later card counts."
            replaced.append(Entry(earlier.place, reason=reason))
        kept[key] = entry
    return list(kept.values()), replaced


def _once(entries: Iterable[Entry]) -> tuple[list[Member], list[Entry]]:
    """The members, each once, and the entries that only repeat one of them.

    Names first: of two equal cards the one with a name stays.
    """
    there: dict[object, list[tuple[Entry, Member]]] = {}
    repeated = []
    for entry in sorted(entries, key=lambda entry: not (entry.member and entry.member.alias)):
        if member := entry.member:
            tables = (member.assessment.ratings, member.assessment.interest)
            said = (entry.alike, *(tuple(table.items()) for table in tables))
            alike = there.setdefault(said, [])
            if same := next((e for e, other in alike if _same_person(member, other)), None):
                repeated.append(Entry(entry.place, reason=f"The same card as {same.place}."))
            else:
                alike.append((entry, member))
    return [member for alike in there.values() for _, member in alike], repeated


def _same_person(one: Member, other: Member) -> bool:
    """Whether two members with equal ratings and ticks can be one: nothing they say differs."""
    names = {member.alias.casefold() for member in (one, other) if member.alias}
    told = [member.assessment for member in (one, other) if _says_more(member.assessment)]
    return len(names) < 2 and all(assessment == told[0] for assessment in told)


def _says_more(assessment: Assessment) -> bool:
    """Whether it holds what no code carries."""
    also = (assessment.date, assessment.evidence, assessment.confidence, assessment.targets)
    return any(also)


def _renamed(members: Iterable[Member]) -> Iterable[Member]:
    """The members with names that differ: a second "ana" becomes "ana (2)"."""
    taken: set[str] = set()
    for member in members:
        alias, number = member.alias, 1
        while alias and alias.casefold() in taken:
            number += 1
            alias = f"{member.alias} ({number})"
        if alias:
            taken.add(alias.casefold())
        yield member if alias == member.alias else replace(member, alias=alias)


@dataclass(frozen=True, slots=True)
class Hat:
    """Entries in the order in which they came; nothing is thrown away, also what is not usable.

    Somebody is named whose card says so or who said so here, and who did not take it back.
    """

    entries: tuple[Entry, ...] = ()
    framework: Framework | None = None  # the team's; else the one that most entries have
    floor: int = FLOOR
    agreed: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    found: Gathered = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", gather(self.entries, self.framework))

    def put(self, entries: Iterable[Entry]) -> Hat:
        """The hat with more entries in it."""
        return replace(self, entries=(*self.entries, *entries))

    def name(self, alias: str) -> Hat:
        """The hat after somebody agreed to be named."""
        return replace(self, agreed=self.agreed | {alias}, withdrawn=self.withdrawn - {alias})

    def unname(self, alias: str) -> Hat:
        """The hat after somebody took the name back."""
        return replace(self, agreed=self.agreed - {alias}, withdrawn=self.withdrawn | {alias})

    @property
    def aliases(self) -> tuple[str, ...]:
        """The names that came with cards, shown or not."""
        return tuple(member.alias for member in self.found.team.members if member.alias)

    @property
    def named(self) -> tuple[str, ...]:
        """The people who are shown by name."""
        said = self.agreed | self.found.team.named.keys()
        return tuple(alias for alias in self.aliases if alias in said - self.withdrawn)

    @property
    def team(self) -> Team:
        """The team of all usable entries, with these names and no others."""
        return replace(self.found.team.naming(self.named), floor=self.floor)

    @property
    def can_show(self) -> bool:
        """Whether a reveal would show anything by skill."""
        return bool(self.named) or len(self.found.team.members) >= self.floor

    @property
    def how_it_went(self) -> str:
        """Whether all could be read, in a sentence."""
        if not (bad := len(self.found.refused)):
            return "Everything that was handed in could be read."
        return f"{'One entry' if bad == 1 else f'{bad} entries'} could not be used; see below."

    @property
    def contents(self) -> str:
        """What is in it, exactly, for whoever has to see that everybody is there."""
        found, team = self.found, self.found.team
        return (
            f"Cards of {team.framework.title} ({team.framework.version}): {len(team.members)}. "
            f"Handed in twice: {len(found.repeated)}. Not usable: {len(found.refused)}."
        )

    @property
    def promise(self) -> list[str]:
        """What a reveal will show, and to whom."""
        if not self.can_show:
            return [
                f"A picture shows from {self.floor} cards on; with fewer, of people who agreed to "
                "be named."
            ]
        named = self.named
        others = len(self.found.team.members) - len(named)
        if 0 < others < self.floor:
            readable = "This person's card" if len(named) == 1 else "Their levels"
            return [
                "Reveal shows this to everybody who can see this screen: the people who agreed to "
                "be named, counted exactly. Nobody else, as the others are fewer than "
                f"{self.floor}. {readable} can be read from it.",
                f"By name, with mentors and pairs: {', '.join(named)}.",
            ]
        counts = "as 0, 1-2 or 3+" if others else "exactly, as everybody agreed to be named"
        return [
            "Reveal shows this to everybody who can see this screen: for each skill how many "
            f"people stand at each level ({counts}), the gaps, the single points, what is left "
            "when somebody is away, and how far levels differ.",
            f"By name, with mentors and pairs: {', '.join(named) or 'nobody'}. "
            + (NAMED_SHOW if named and others else "Nobody's card is shown."),
        ]
