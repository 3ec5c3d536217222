"""Team: assessments seen together, our shape beside my shape.

Nobody stands in a team by name unless that person said so; the order in which people handed in is
not kept, as it can be matched with who was in the room when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from skillkit.assessment import Assessment, gaps
from skillkit.base.errors import SkillkitError
from skillkit.base.text import nearest, problem_with, quoted
from skillkit.base.words import say
from skillkit.framework import Framework, SkillId
from skillkit.practice.reading import Reading, is_reading
from skillkit.profile.shape import Levels
from skillkit.team.coverage import FLOOR, Coverage, Owner, Range, Row, coverage_of
from skillkit.team.interest import Interest, interest_of
from skillkit.team.matching import Mentoring, Pairing, mentoring, pairing
from skillkit.team.yardstick import readings_of

if TYPE_CHECKING:
    import pandas as pd


Share = Literal["unnamed", "named"]

SHARES = ("unnamed", "named")

MOST_WISHES = 3

LONGEST_ALIAS = 40  # characters


class TeamError(SkillkitError):
    """Something that a team cannot be made of."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person's assessment as it was shared: unnamed, unless the person agreed to a name.

    Args:
        assessment: the ratings.
        alias: what the person is called.
        share: "unnamed", or how the name may be shown.
        wishes: skills to learn from somebody, first wish first.
        reading: the levels given to the practice texts that the whole room rates.

    Examples:
        >>> Member(example_person(), "Ana").alias
        'Ana'

    Raises:
        TeamError: an alias, a way of sharing or wishes that are not allowed.
        RatingError: a wish for a skill that the framework does not have.
    """

    assessment: Assessment
    alias: str | None = None
    share: Share = "unnamed"
    wishes: tuple[SkillId, ...] = ()  # what to learn from somebody, first wish first
    reading: Reading = ()  # of the practice texts, where the person handed it in

    def __post_init__(self) -> None:
        if self.alias is not None and (reason := problem_with(self.alias, LONGEST_ALIAS)):
            raise TeamError(
                say(
                    "The alias {alias} cannot be used: {reason}.",
                    alias=quoted(self.alias),
                    reason=reason,
                )
            )
        if self.share not in SHARES:
            raise TeamError(
                say("share is {share}; write 'unnamed' or 'named'.", share=quoted(self.share))
            )
        if self.share == "named" and self.alias is None:
            raise TeamError(say("To be shown by name a person needs an alias; give one."))
        for skill in self.wishes:
            self.assessment.framework.skill(skill)
        if len(set(self.wishes)) < len(self.wishes) or len(self.wishes) > MOST_WISHES:
            raise TeamError(
                say(
                    "The wishes are {wishes}; name at most {most} skills, each once.",
                    wishes=quoted(", ".join(self.wishes)),
                    most=MOST_WISHES,
                )
            )
        if not is_reading(self.reading, self.assessment.framework):
            raise TeamError(
                say(
                    "The practice ratings are {reading}; give a level, or None, for each "
                    "practice text that the whole room rates.",
                    reading=quoted(self.reading),
                )
            )

    @property
    def wanted(self) -> tuple[SkillId, ...]:
        """The wishes; where none were made, the skills ticked "grow", the widest gap first."""
        if self.wishes:
            return self.wishes
        ticked = [s for s, ticks in self.assessment.interest.items() if "grow" in ticks]
        wide = gaps(self.assessment, unrated=0)
        return tuple(sorted(ticked, key=lambda skill: -max(0, wide.get(skill, 0))))[:MOST_WISHES]

    @property
    def offers(self) -> frozenset[SkillId]:
        """The skills that this person offers help with."""
        return frozenset(s for s, ticks in self.assessment.interest.items() if "help" in ticks)


@dataclass(frozen=True, slots=True)
class Team:
    """People who rated themselves against one framework; equal whatever the order.

    Args:
        framework: the skills and levels.
        members: the people.
        floor: how many people without a name have to stand behind whatever shows by skill.

    Examples:
        >>> team = Team(load_framework(), (Member(example_person()), Member(t_shaped_person())))
        >>> len(team.members)
        2

    Raises:
        TeamError: two people of one alias, an assessment of another framework, or a floor that is
            too low.
    """

    framework: Framework
    members: tuple[Member, ...] = ()
    floor: int = FLOOR  # people without a name, below whom nothing shows by skill

    def __post_init__(self) -> None:
        if type(self.floor) is not int or self.floor < FLOOR:
            raise TeamError(
                say(
                    "The floor is {floor}; it may be raised, to {least} or more.",
                    floor=quoted(self.floor),
                    least=FLOOR,
                )
            )
        for member in self.members:
            theirs = member.assessment.framework
            if theirs is not self.framework and theirs.fingerprint != self.framework.fingerprint:
                raise TeamError(
                    say(
                        "One assessment is of {theirs}, the team's framework is "
                        "{ours}. Rate against one of them.",
                        theirs=f"{theirs.id} {theirs.version}",
                        ours=f"{self.framework.id} {self.framework.version}",
                    )
                )
        names = Counter(member.alias.casefold() for member in self.members if member.alias)
        if double := [name for name, count in names.items() if count > 1]:
            raise TeamError(
                say("{name} appears twice; make the names differ.", name=quoted(double[0]))
            )
        object.__setattr__(self, "members", tuple(sorted(self.members, key=_key)))

    @property
    def named(self) -> dict[str, Member]:
        """The people who agreed to be shown by name, by alias."""
        return {m.alias: m for m in self.members if m.share == "named" and m.alias}

    def naming(self, aliases: Collection[str]) -> Team:
        """The team in which exactly these people are shown by name, as they agreed."""
        known = [member.alias for member in self.members if member.alias]
        for alias in aliases:
            if alias not in known:
                raise TeamError(
                    say(
                        "{alias} is nobody here.{hint}",
                        alias=quoted(alias),
                        hint=nearest(alias, known),
                    )
                )
        members = (
            replace(m, share="named" if m.alias in aliases else "unnamed") for m in self.members
        )
        return replace(self, members=tuple(members))

    @property
    def levels(self) -> dict[Owner, Levels]:
        """Each person's levels, by alias; people without one are numbered."""
        return {m.alias or i: m.assessment.levels for i, m in enumerate(self.members)}

    def coverage(self, earlier: Coverage | None = None) -> Coverage:
        """How many people stand at each level of each skill, with the floor applied.

        Give the coverage that was shown `earlier`, if any: the cards that came since are then
        counted on their own, and added.
        """
        found = coverage_of(self.framework, self.levels, self.named, earlier, self.floor)
        if earlier:
            return replace(found, interest=earlier.interest, readings=earlier.readings)
        ticks, read = self._interest, self._readings if found.pictures else {}
        pictures = tuple(replace(p, interest=ticks, readings=read) for p in found.pictures)
        return replace(found, pictures=pictures, interest=ticks, readings=read)

    @property
    def _interest(self) -> Interest:
        nameless = [m.assessment.interest for m in self.members if m.share != "named"]
        return interest_of(self.framework, nameless, self.floor)

    @property
    def _readings(self) -> Mapping[str, Row | None]:
        """How all of them read the practice texts; nobody's name belongs to that."""
        return readings_of(self.framework, [m.reading for m in self.members], self.floor)

    @property
    def mentors(self) -> Mentoring:
        """Who could help whom, among those who agreed to be named: whoever offers, first."""
        wishes = {name: member.wanted for name, member in self.named.items()}
        offers = {name: member.offers for name, member in self.named.items()}
        return mentoring(self._named_levels, wishes, self.framework.rules.strong, offers)

    @property
    def pairs(self) -> Pairing:
        """Technique beside communication, two by two, among those who agreed to be named."""
        technical, communication = sides(self.framework)
        strong = self.framework.rules.strong
        return pairing(self._named_levels, technical, communication, strong)

    def to_frame(self, earlier: Coverage | None = None) -> pd.DataFrame:
        """The coverage as a table of pandas: a row for each skill, a column for each level."""
        return self.coverage(earlier).to_frame()

    @property
    def _named_levels(self) -> dict[str, Levels]:
        return {name: member.assessment.levels for name, member in self.named.items()}


def sides(framework: Framework) -> tuple[tuple[SkillId, ...], tuple[SkillId, ...]]:
    """The technical and the communication skills."""
    return (
        tuple(skill for skill in framework.ids if framework.kind(skill) == "technical"),
        tuple(skill for skill in framework.ids if framework.kind(skill) == "communication"),
    )


def as_dict(team: Team) -> dict[str, Any]:
    """The team in plain JSON values, with the floor applied.

    A number that may be shown is a number, a span of numbers is text like "1-2" or "3+", and what
    is not shown is None.
    """
    coverage, mentors, pairs = team.coverage(), team.mentors, team.pairs
    return {
        "framework": team.framework.id,
        "framework_version": team.framework.version,
        "people": len(team.members),
        "named": list(team.named),
        "floor": team.floor,
        "coverage": {
            skill: _counts(team, row) if row else None for skill, row in coverage.rows.items()
        },
        "at_strong": _plains(coverage.at_or_above(team.framework.rules.strong)),
        "at_high_value": _plains(coverage.at_or_above(team.framework.top)),
        "backup": _plains(coverage.backup),
        "spread": _plains(coverage.spread),
        "heights": {area: h if h is None else str(h) for area, h in coverage.heights.items()},
        "weakest_areas": list(coverage.weakest_areas),
        "stool": coverage.stool,
        "offers": sorted(coverage.interest.offers),
        "wishes": sorted(coverage.interest.wishes),
        "readings": {
            text: row and {"counts": _counts(team, row), "spread": _plain(row.spread)}
            for text, row in coverage.readings.items()
        },
        "mentor_arcs": mentors.possible,
        "mentor_value": mentors.value,
        "mentors": [list(arc) for arc in mentors.arcs],
        "pair_value": pairs.value,
        "pairs": [list(pair) for pair in pairs.pairs],
        "left": list(pairs.left),
    }


def _counts(team: Team, row: Row) -> list[int | float | str | None]:
    return [_plain(row.counts[number]) for number in team.framework.scale]


def _plains(spans: Mapping[SkillId, Range | None]) -> dict[SkillId, int | float | str | None]:
    return {skill: _plain(span) for skill, span in spans.items()}


def _plain(span: Range | None) -> int | float | str | None:
    if span is None or not span.exact:
        return span and str(span)
    return int(span.low) if span.low == int(span.low) else span.low


def _key(member: Member) -> tuple[str, str]:
    """The place in the order of members: by name, else by what is in the card."""
    card = member.assessment
    tables = (card.ratings, card.interest, card.targets, card.confidence, card.evidence)
    return member.alias or "", repr((*map(dict, tables), card.date, member.wishes, member.reading))
