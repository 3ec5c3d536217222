"""Gathering: the entries of a group, from wherever they come, made into one team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from skillkit.assessment import Assessment
from skillkit.entry import Entry
from skillkit.framework import Framework
from skillkit.frameworkfile import load_framework
from skillkit.team import Member, Team


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
