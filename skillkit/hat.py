"""Hat: what a group handed in before anything is shown, and who agreed to be named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from skillkit.entry import Entry
from skillkit.floor import FLOOR
from skillkit.framework import Framework
from skillkit.gathering import Gathered, gather
from skillkit.team import Team


@dataclass(frozen=True, slots=True)
class Hat:
    """Entries in the order in which they came; nothing is thrown away, also what is not usable.

    Somebody is named whose card says so or who said so here, and who did not take it back.
    """

    entries: tuple[Entry, ...] = ()
    framework: Framework | None = None  # the team's; else the one that most entries have
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
        return self.found.team.naming(self.named)

    @property
    def can_show(self) -> bool:
        """Whether a reveal would show anything by skill."""
        return bool(self.named) or len(self.found.team.members) >= FLOOR

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
                f"A picture shows from {FLOOR} cards on; with fewer, of people who agreed to be "
                "named."
            ]
        named = self.named
        others = len(self.found.team.members) - len(named)
        if 0 < others < FLOOR:
            readable = "This person's card" if len(named) == 1 else "Their levels"
            return [
                "Reveal shows this to everybody who can see this screen: the people who agreed to "
                f"be named, counted exactly. Nobody else, as the others are fewer than {FLOOR}. "
                f"{readable} can be read from it.",
                f"By name, with mentors and pairs: {', '.join(named)}.",
            ]
        counts = "as 0, 1-2 or 3+" if others else "exactly, as everybody agreed to be named"
        return [
            "Reveal shows this to everybody who can see this screen: for each skill how many "
            f"people stand at each level ({counts}), the gaps, the single points, what is left "
            "when somebody is away, and how far levels differ.",
            f"By name, with mentors and pairs: {', '.join(named) or 'nobody'}. "
            "Nobody's card is shown.",
        ]
