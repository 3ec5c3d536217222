"""Actions: the starter actions on offer, with the article's moves and levers and the pairs.

The values only; `skillkit.actionsfile` reads them from TOML and finds every fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from skillkit.errors import Fault
from skillkit.framework import Framework, SkillId, nearest
from skillkit.plan import Action, ActionId, PlanError
from skillkit.wording import shown


@dataclass(frozen=True, slots=True)
class Move:
    """One of the article's five ways to build skills and show them, in its order."""

    stage: int
    name: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that skills may open for a person, in the article's view."""

    id: str
    name: str
    words: str
    skills: tuple[SkillId, ...]
    source: str
    skills_source: str  # whose choice of skills it is


@dataclass(frozen=True, slots=True)
class Template:
    """A technical action and the communication action that goes well with it."""

    technical: ActionId
    communication: ActionId
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All actions on offer, with what goes with what."""

    title: str
    version: str
    actions: tuple[Action, ...]
    partners: Mapping[ActionId, tuple[ActionId, ...]]  # of each technical action, best first
    beside: Mapping[ActionId, tuple[ActionId, ...]]  # of each certificate, the projects
    moves: tuple[Move, ...]
    levers: tuple[Lever, ...]
    pairs: tuple[Template, ...]  # the article's first

    def action(self, action: ActionId) -> Action:
        """The action of that id, or `PlanError` with the nearest id."""
        for found in self.actions:
            if found.id == action:
                return found
        hint = nearest(action, [a.id for a in self.actions])
        where, words = "actions", f"{shown(action)} is not an action here.{hint}"
        raise PlanError(self.title, [Fault(where, words)])

    def lever(self, lever: str) -> Lever:
        """The lever of that id, or `PlanError` with the nearest id."""
        for found in self.levers:
            if found.id == lever:
                return found
        hint = nearest(lever, [found.id for found in self.levers])
        raise PlanError(self.title, [Fault("levers", f"{shown(lever)} is not a lever.{hint}")])

    def write_up(self, project: ActionId) -> Action | None:
        """The write-up of a project."""
        return next((a for a in self.actions if a.writes_up == project), None)

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
