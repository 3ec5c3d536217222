"""Actions: the starter actions on offer, with the article's moves and levers and the pairs.

The types of the fields say what a file may hold; `_rules` has what no single field can show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from skillkit.base.errors import Invalid, Problem
from skillkit.base.storage import read_text
from skillkit.base.text import nearest, quoted
from skillkit.base.toml_reader import (
    Entries,
    Identifier,
    Many,
    Name,
    Reference,
    Sentence,
    Sound,
    Source,
    Version,
    Whole,
    doubles,
    kind,
    located,
    no_such,
    read_toml,
)
from skillkit.base.words import say, sentence
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.framework.file import load_framework, text_beside
from skillkit.plan.model import MOST_HOURS, STAGES, Action, ActionId, Kind

Ids = Annotated[tuple[str, ...], Many(kind(Reference), sentence('a list like ["one", "two"]'))]

Stage = Annotated[int, Whole(STAGES)]

Hours = Annotated[int, Whole(range(1, MOST_HOURS + 1))]

Builds = Annotated[
    Mapping[SkillId, int],
    Entries(Whole(LEVELS[1:]), sentence("skills with levels, like { rag = 1 }")),
]


@dataclass(frozen=True, slots=True)
class Move:
    """One of the article's five ways to build skills and show them, in its order."""

    stage: Stage
    name: Name
    words: Sentence
    source: Source = "own"


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that skills may open for a person, in the article's view."""

    id: Identifier
    name: Name
    words: Sentence
    skills: Ids
    source: Source = "own"
    skills_source: Source = "own"  # whose choice of skills it is


@dataclass(frozen=True, slots=True)
class Template:
    """A technical action and the communication action that goes well with it."""

    technical: Reference
    communication: Reference
    words: Sentence
    source: Source = "own"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All actions on offer, with what goes with what."""

    title: str
    version: str
    actions: tuple[Action, ...]
    partners: Mapping[ActionId, tuple[ActionId, ...]]  # of each technical action, best first
    beside: Mapping[ActionId, tuple[ActionId, ...]]  # of each certificate, the projects
    moves: tuple[Move, ...] = ()
    levers: tuple[Lever, ...] = ()
    pairs: tuple[Template, ...] = ()  # the article's first

    def action(self, action: ActionId) -> Action:
        """The action of that id, or `Invalid` with the nearest id."""
        for found in self.actions:
            if found.id == action:
                return found
        hint = nearest(action, [a.id for a in self.actions])
        where, words = (
            "actions",
            say("{action} is not an action here.{hint}", action=quoted(action), hint=hint),
        )
        raise Invalid(self.title, [Problem(where, words)])

    def lever(self, lever: str) -> Lever:
        """The lever of that id, or `Invalid` with the nearest id."""
        for found in self.levers:
            if found.id == lever:
                return found
        hint = nearest(lever, [found.id for found in self.levers])
        raise Invalid(
            self.title,
            [
                Problem(
                    "levers", say("{lever} is not a lever.{hint}", lever=quoted(lever), hint=hint)
                )
            ],
        )

    def write_up(self, project: ActionId) -> Action | None:
        """The write-up of a project."""
        return next((a for a in self.actions if a.writes_up == project), None)

    def __hash__(self) -> int:
        return hash((self.title, self.version, *(action.id for action in self.actions)))

    @lru_cache(maxsize=16)  # noqa: B019  (a session has one catalogue, and keeps it)
    def offered(self, framework: Framework) -> Catalogue:
        """The part that builds skills of this framework and can be chosen within the rules."""
        ids: set[ActionId] = set()
        left = {action.id for action in self.actions}
        while ids != left:  # one that goes may take others along
            ids, left = left, {a.id for a in self.actions if self._stands(a, left, framework)}
        actions = tuple(
            replace(a, builds={s: n for s, n in a.builds.items() if s in framework})
            for a in self.actions
            if a.id in ids
        )
        return replace(
            self,
            actions=actions,
            partners=_within(self.partners, ids),
            beside=_within(self.beside, ids),
            levers=tuple(_known(lever, framework) for lever in self.levers),
            pairs=tuple(p for p in self.pairs if {p.technical, p.communication} <= ids),
        )

    def _stands(self, action: Action, ids: set[ActionId], framework: Framework) -> bool:
        """Whether an action makes sense among these: it builds something and has what it needs."""
        if action.writes_up is not None:
            return action.writes_up in ids
        needs = [links[action.id] for links in (self.partners, self.beside) if action.id in links]
        met = all(ids.intersection(others) for others in needs)
        return met and any(skill in framework for skill in action.builds)


def _within(
    table: Mapping[ActionId, tuple[ActionId, ...]], ids: set[ActionId]
) -> Mapping[ActionId, tuple[ActionId, ...]]:
    kept = {k: tuple(v for v in values if v in ids) for k, values in table.items() if k in ids}
    return MappingProxyType(kept)


def _known(lever: Lever, framework: Framework) -> Lever:
    return replace(lever, skills=tuple(skill for skill in lever.skills if skill in framework))


PROJECT, CERTIFICATE = STAGES[0], STAGES[-1]


@dataclass(frozen=True, slots=True)
class _Offer:
    """An action as a file offers it, with the names of what goes with it."""

    id: Identifier
    step: Sentence
    kind: Kind
    hours: Hours
    builds: Builds = field(default_factory=dict)
    stage: Stage | None = None
    done_when: Sentence = ""
    shows: bool = True
    writes_up: Reference | None = None
    needs_real_problem: bool = False
    needs_real_constraint: bool = False
    partners: Ids = ()
    beside: Ids = ()

    @property
    def action(self) -> Action:
        """The action by itself."""
        known = {field.name for field in fields(Action)}
        return Action(**{f.name: getattr(self, f.name) for f in fields(self) if f.name in known})


@dataclass(frozen=True, slots=True)
class _File:
    """A file of actions."""

    actions: tuple[_Offer, ...]
    title: Sentence = "Starter actions"
    version: Version = "1.0.0"
    moves: tuple[Move, ...] = ()
    levers: tuple[Lever, ...] = ()
    pairs: tuple[Template, ...] = ()


NAME = "actions.toml"

NONE = Catalogue("No starter actions", "", (), MappingProxyType({}), MappingProxyType({}))


def load_actions(path: Path | None = None) -> Catalogue:
    """The catalogue of this session's workshop, or the one of a file.

    Raises:
        Invalid: with every problem of the file at once.
        FileNotFoundError, FileError: nothing is there, or it is not plain text.
    """
    if path is None:
        return _in_folder_of(load_framework())
    return parse_actions(read_text(path), path.name)


def actions_of(framework: Framework) -> Catalogue:
    """The starter actions in the framework's own workshop folder; none where it has no such file.

    Raises:
        Invalid: with every problem of the file at once.
    """
    return _in_folder_of(framework).offered(framework)


def _in_folder_of(framework: Framework) -> Catalogue:
    """All actions in a framework's folder, also those for the folders that share them."""
    text = text_beside(framework, NAME)
    return NONE if text is None else _parsed(text, NAME)


@lru_cache(maxsize=8)
def _parsed(text: str, name: str) -> Catalogue:
    """The same catalogue for the same text, so that it is read once."""
    return parse_actions(text, name)


def parse_actions(text: str, name: str) -> Catalogue:
    """The catalogue that a TOML text describes; `name` is what the errors call it."""
    found = read_toml(text, name, _File, _rules)
    offers = found.actions
    return Catalogue(
        found.title,
        found.version,
        tuple(offer.action for offer in offers),
        MappingProxyType({offer.id: offer.partners for offer in offers if offer.partners}),
        MappingProxyType({offer.id: offer.beside for offer in offers if offer.beside}),
        found.moves,
        found.levers,
        found.pairs,
    )


def _rules(found: _File, sound: Sound) -> Iterator[Problem]:
    """What no single field can show: that actions fit together, and keep the rules of moves."""
    offers = {offer.id: offer for offer in found.actions}
    yield from doubles("actions", (offer.id for offer in found.actions))
    yield from doubles("levers", (lever.id for lever in found.levers))
    for path, offer in located("actions", found.actions):
        yield from _links(path, offer, offers, sound)
        if found.moves:
            yield from _needs(path, offer, offers, sound)
        elif offer.stage is not None and sound(f"{path}.stage"):
            yield Problem(f"{path}.stage", say("there are no [[moves]] here; take it out."))
    built = {skill for offer in found.actions for skill in offer.builds}
    for path, lever in located("levers", found.levers):
        for i, skill in enumerate(lever.skills):
            if skill not in built:
                said = say(
                    "no action builds {skill}.{hint}",
                    skill=quoted(skill),
                    hint=nearest(skill, built),
                )
                yield Problem(f"{path}.skills[{i}]", said)
    for i, pair in enumerate(found.pairs):
        technical = offers.get(pair.technical)
        if technical is None:
            said = no_such(say("an action here"), pair.technical, offers)
            yield Problem(f"pairs[{i}].technical", said)
        elif pair.communication not in technical.partners:
            said = say(
                "{communication} is not a partner of {technical}.",
                communication=quoted(pair.communication),
                technical=quoted(pair.technical),
            )
            yield Problem(
                f"pairs[{i}]", say("{said} List it under that action's partners.", said=said)
            )
    if found.moves and sound("moves") and [move.stage for move in found.moves] != list(STAGES):
        said = say(
            "{count} are needed, with the stages {low} to {high} in this order.",
            count=len(STAGES),
            low=STAGES[0],
            high=STAGES[-1],
        )
        yield Problem("moves", said)


def _links(
    path: str, offer: _Offer, offers: Mapping[ActionId, _Offer], sound: Sound
) -> Iterator[Problem]:
    """What an action names is there, and of the right kind."""
    named = {f"{path}.writes_up": offer.writes_up} if offer.writes_up else {}
    named |= {f"{path}.partners[{i}]": one for i, one in enumerate(offer.partners)}
    named |= {f"{path}.beside[{i}]": one for i, one in enumerate(offer.beside)}
    for place, name in named.items():
        other = offers.get(name)
        if other is None:
            yield Problem(place, no_such(say("an action here"), name, offers))
        elif "partners" in place and other.kind != "communication":
            yield Problem(place, say("{name} is not of communication.", name=quoted(name)))
        elif "beside" in place and (other.stage, other.kind) != (PROJECT, "technical"):
            yield Problem(
                place,
                say(
                    "{name} is not a project of stage {project}.",
                    name=quoted(name),
                    project=PROJECT,
                ),
            )


def _needs(
    path: str, offer: _Offer, offers: Mapping[ActionId, _Offer], sound: Sound
) -> Iterator[Problem]:
    """An action has what the rules of the moves ask of its kind."""
    if offer.kind == "technical" and sound(f"{path}.partners") and not offer.partners:
        yield Problem(f"{path}.partners", say("a technical action needs at least one."))
    written = sum(other.writes_up == offer.id for other in offers.values())
    if offer.kind == "technical" and offer.stage == PROJECT and written != 1:
        yield Problem(
            path,
            say("a project needs one write-up; {written} name it in writes_up.", written=written),
        )
    if offer.stage == CERTIFICATE and sound(f"{path}.beside") and not offer.beside:
        yield Problem(f"{path}.beside", say("a certificate needs at least one project beside it."))
