"""Framework: what good looks like, in one versioned set of skills, anchors and rules.

The types of the fields say what a file may hold; `framework.file` reads it, and has the rules
that no single field can show.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated

from skillkit.base.errors import RatingError
from skillkit.base.text import nearest, quoted
from skillkit.base.toml_reader import (
    Identifier,
    Key,
    Many,
    Name,
    Reference,
    Sentence,
    Source,
    Version,
    Whole,
    kind,
)

SkillId = str  # "retrieval"

AreaId = str  # "technical"

LEVELS = range(5)  # 0 "not yet" ... 4 "high-value", in every framework

OWN = ("own",) * len(LEVELS)

A_LEVEL = f"a list of {len(LEVELS)}, one for each level from {LEVELS[0]} to {LEVELS[-1]}"

ALevel = Annotated[int, Whole(LEVELS[1:])]  # a threshold


@dataclass(frozen=True, slots=True)
class Level:
    """One of the five points that every skill is rated on."""

    number: Annotated[int, Whole(LEVELS)]  # 0 ... 4
    name: Name  # "Strong"
    meaning: Sentence
    source: Source = "own"  # "article", "kit" or "own": whose point it is


@dataclass(frozen=True, slots=True)
class Area:
    """A group of skills; the three areas are the legs of the stool (the article's picture)."""

    id: Identifier
    name: Name
    summary: Sentence
    source: Source = "own"


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing that is rated, with an observable sentence (anchor) for each level."""

    id: Identifier
    name: Name
    area: Reference
    summary: Sentence
    anchors: Annotated[tuple[str, ...], Many(kind(Sentence), A_LEVEL)]  # five, for levels 0 ... 4
    marks: Annotated[tuple[str, ...], Many(kind(Source), A_LEVEL), Key("source")] = OWN
    # whose point each anchor is: "article", "kit" or "own"
    must_have: bool = False  # one of the fundamentals
    stem: bool = False  # may be the deep one of the T
    core: bool = False  # counts for good communication
    may_be_na: bool = False  # "does not occur in my role" is offered
    was: Annotated[tuple[str, ...], Many(kind(Identifier), 'a list like ["old_id"]')] = ()
    # its ids in earlier versions, the first one first


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of the shape rule; conventions of the kit, printed with every result."""

    decent: ALevel
    strong: ALevel
    deep: ALevel
    base_share: Fraction  # of the must-haves (and of the core) that have to be strong
    breadth_share: Fraction  # of the applicable skills that have to be decent
    min_rated_share: Fraction  # of the applicable skills that have to be rated
    narrow_max_strong: ALevel  # strong stems a narrow specialist has at most
    stool_stands: ALevel  # mean level that the weakest area needs
    evidence_from: ALevel  # levels from here on ask for a line of evidence
    evidence_cap: ALevel  # what such a level counts as without one


@dataclass(frozen=True, slots=True)
class Pair:
    """A technical skill and a communication skill that grow well together (the article's tip)."""

    technical: Reference
    communication: Reference
    words: Sentence
    source: Source = "own"


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework; equal when its file says the same.

    Args:
        id: a name that no other framework has.
        version: "major.minor.patch"; another major version asks for other things.
        title: what people read.
        lead_in: the words that every anchor completes.
        areas: the three groups of skills.
        levels: the five levels, 0 to 4.
        skills: what is rated, in the order in which it is shown.
        rules: how shapes are told.
        pairs: skills that grow well together.

    Examples:
        A framework is written as a TOML file, and loaded:

        >>> framework = load_framework()
        >>> [area.name for area in framework.areas]
        ['Technical', 'AI-specific', 'Collaboration']
        >>> framework.skill("communication").name
        'Communication'
    """

    id: Identifier
    version: Version  # "major.minor.patch": major asks more of people
    title: Sentence
    lead_in: Sentence  # the words that every anchor completes
    areas: tuple[Area, ...]  # three
    levels: tuple[Level, ...]  # five
    skills: tuple[Skill, ...]  # 1 ... 40, in the order in which they are shown
    rules: Rules
    pairs: tuple[Pair, ...] = ()
    ids: tuple[SkillId, ...] = field(init=False, repr=False, compare=False)  # of the skills
    _by_id: dict[SkillId, Skill] = field(init=False, repr=False, compare=False)
    _renamed: dict[SkillId, SkillId] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(skill.id for skill in self.skills))
        object.__setattr__(self, "_by_id", {skill.id: skill for skill in self.skills})
        renamed = {old: skill.id for skill in self.skills for old in skill.was}
        object.__setattr__(self, "_renamed", renamed)

    def __hash__(self) -> int:
        return hash((self.id, self.version, self.skills))

    def __contains__(self, skill: object) -> bool:
        return skill in self._by_id

    def skill(self, skill: SkillId) -> Skill:
        """The skill of that id, or `RatingError` `unknown_skill` with the nearest id."""
        if skill in self._by_id:
            return self._by_id[skill]
        hint = nearest(skill, self._by_id)
        raise RatingError(
            "unknown_skill",
            f"{quoted(skill)} is not a skill of {self.id} {self.version}.{hint}",
        )

    def current_id(self, skill: SkillId) -> SkillId:
        """The id today of a skill that an earlier version called so; any other word as it is."""
        return self._renamed.get(skill, skill)

    def area(self, area: AreaId) -> Area:
        """The area of that id."""
        return next(found for found in self.areas if found.id == area)

    def in_area(self, area: AreaId) -> tuple[Skill, ...]:
        """The skills of one area, in file order."""
        return tuple([skill for skill in self.skills if skill.area == area])

    @property
    def must_haves(self) -> tuple[Skill, ...]:
        """The fundamentals, in file order."""
        return tuple(skill for skill in self.skills if skill.must_have)

    @property
    def stems(self) -> tuple[Skill, ...]:
        """The skills that may be the deep one, in file order."""
        return tuple(skill for skill in self.skills if skill.stem)

    @property
    def core(self) -> tuple[Skill, ...]:
        """The communication core, in file order."""
        return tuple(skill for skill in self.skills if skill.core)

    @property
    def major(self) -> int:
        """The first number of the version; a change of it asks something new of people."""
        return int(self.version.split(".")[0])

    @property
    def follows_article(self) -> bool:
        """Whether a point of it is the article's, so that pages may name the article."""
        return any("article" in skill.marks for skill in self.skills)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change when skills, their order or the major version do.

        A new id of a skill changes nothing, so that share codes of before can be read.
        """
        first = ((skill.was or (skill.id,))[0] for skill in self.skills)
        words = [self.id, str(self.major), *first]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def share_of(share: Fraction, count: int) -> int:
    """The smallest whole number that is at least `share` of `count`."""
    return math.ceil(share * count)
