"""Framework: what good looks like, in one versioned set of skills, anchors and rules.

The types of the fields say what a file may hold; `framework.file` reads it, and has the rules
that no single field can show.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Annotated, Literal

from skillkit.base.errors import RatingError
from skillkit.base.text import nearest, quoted
from skillkit.base.toml_reader import (
    Entries,
    Identifier,
    Key,
    Many,
    Name,
    OrNothing,
    Reference,
    Sentence,
    Source,
    Version,
    Whole,
    kind,
)
from skillkit.base.words import say, sentence

SkillId = str  # "retrieval"

AreaId = str  # "technical"

Kind = Literal["technical", "communication"]

KINDS: tuple[Kind, ...] = ("technical", "communication")

NUMBERS = range(9)  # that a level may have, in any framework

HIGHEST_FIRST = 3  # of the first level's numbers, as in a standard whose skills begin late

FEWEST_LEVELS, MOST_LEVELS = 3, 6

LEVELS = range(5)  # of the kit's own frameworks, and the only ones that share codes had once

PER_LEVEL = sentence("a list with one for each level")

USUAL = 0  # a threshold that the file does not name

ALevel = Annotated[int, Whole(range(1, 100))]  # a threshold; which are there, the scale says


@dataclass(frozen=True, slots=True)
class Level:
    """One of the points that skills are rated on."""

    number: Annotated[int, Whole(NUMBERS)]  # one more than the level before
    name: Name  # "Strong"
    meaning: Sentence = ""  # whatever the skill; without it people see the name alone
    source: Source = "own"  # "article", "kit" or "own": whose point it is
    short: Name = ""  # for pictures

    @property
    def label(self) -> str:
        """The name as pictures show it."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Area:
    """A group of skills; three areas are the legs of a stool (the article's picture)."""

    id: Identifier
    name: Name
    summary: Sentence
    source: Source = "own"
    short: Name = ""  # for pictures

    @property
    def label(self) -> str:
        """The name as pictures show it."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing that is rated, with an observable sentence (anchor) for each level it has."""

    id: Identifier
    name: Name
    area: Reference
    summary: Sentence
    anchors: Annotated[tuple[str, ...], Many(OrNothing(kind(Sentence)), PER_LEVEL)]
    # one for each level, "" for one that this skill does not have
    marks: Annotated[tuple[str, ...], Many(kind(Source), PER_LEVEL), Key("source")] = ()
    # whose point each anchor is: "article", "kit" or "own"; all are "own" if not given
    kind: Kind | None = None  # by the roles and the area if not given
    short: Name = ""  # for pictures
    must_have: bool = False  # one of the fundamentals
    stem: bool = False  # may be the deep one of the T
    core: bool = False  # counts for good communication
    may_be_na: bool = False  # "does not occur in my role" is offered
    was: Annotated[tuple[str, ...], Many(kind(Identifier), sentence('a list like ["old_id"]'))] = ()
    # its ids in earlier versions, the first one first
    resources: Annotated[
        tuple[str, ...], Many(kind(Sentence), sentence('a list like ["A book we have"]'))
    ] = ()
    # what the house has to learn it from, shown where an action is chosen; the kit brings none

    @property
    def label(self) -> str:
        """The name as pictures show it."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds of the shape rule; conventions of the kit, printed with every result.

    A level that is not named is taken from the top: the highest is deep, the next strong, the next
    decent.
    """

    decent: ALevel = USUAL
    strong: ALevel = USUAL
    deep: ALevel = USUAL
    base_share: Fraction = Fraction(3, 5)  # of the must-haves (and of the core): to be strong
    breadth_share: Fraction = Fraction(3, 5)  # of the applicable skills: to be decent
    min_rated_share: Fraction = Fraction(3, 4)  # of the applicable skills: to be rated
    narrow_max_strong: Annotated[int, Whole(NUMBERS[1:])] = 1  # stems of a narrow specialist
    stool_stands: ALevel = USUAL  # mean level that the weakest area needs
    evidence_from: ALevel = USUAL  # levels from here on ask for a line of evidence
    evidence_cap: ALevel = USUAL  # what such a level counts as without one

    def on(self, scale: range) -> Rules:
        """The same thresholds, with the usual levels of a scale where none is named."""
        second, top = scale[1], scale[-1]
        deep = self.deep or top
        strong = self.strong or max(second, min(top - 1, deep))
        decent = self.decent or max(second, min(top - 2, strong))
        return replace(
            self,
            decent=decent,
            strong=strong,
            deep=deep,
            stool_stands=self.stool_stands or decent,
            evidence_from=self.evidence_from or strong,
            evidence_cap=self.evidence_cap or decent,
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A technical skill and a communication skill that grow well together (the article's tip)."""

    technical: Reference
    communication: Reference
    words: Sentence
    source: Source = "own"


@dataclass(frozen=True, slots=True)
class Role:
    """The levels that a role usually asks for: where a person's own targets may begin."""

    id: Identifier
    name: Name
    targets: Annotated[
        Mapping[SkillId, int],
        Entries(Whole(NUMBERS), sentence("skills with levels, like { sutures = 2 }")),
    ]


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework; equal when its file says the same.

    Args:
        id: a name that no other framework has.
        version: "major.minor.patch"; another major version asks for other things.
        title: what people read.
        lead_in: the words that every anchor completes.
        areas: one to nine groups of skills.
        levels: three to six, numbered from 0, 1, 2 or 3 on.
        skills: what is rated, in the order in which it is shown.
        rules: how shapes are told.
        pairs: skills that grow well together.
        roles: where the targets of a role may begin.

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
    areas: tuple[Area, ...]  # 1 ... 9
    levels: tuple[Level, ...]  # 3 ... 6, in rising order
    skills: tuple[Skill, ...]  # 1 ... 60, in the order in which they are shown
    rules: Rules = Rules()
    pairs: tuple[Pair, ...] = ()
    roles: tuple[Role, ...] = ()
    scale: range = field(init=False, repr=False, compare=False)  # the numbers of the levels
    common: frozenset[int] = field(init=False, repr=False, compare=False)  # that all skills have
    ids: tuple[SkillId, ...] = field(init=False, repr=False, compare=False)  # of the skills
    must_haves: tuple[Skill, ...] = field(init=False, repr=False, compare=False)
    stems: tuple[Skill, ...] = field(init=False, repr=False, compare=False)  # may be deep
    core: tuple[Skill, ...] = field(init=False, repr=False, compare=False)  # of communication
    names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    # of the levels by number; empty where the scale begins at 1
    _offered: dict[SkillId, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _by_id: dict[SkillId, Skill] = field(init=False, repr=False, compare=False)
    _renamed: dict[SkillId, SkillId] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first = self.levels[0].number if self.levels else 0
        scale = range(first, first + len(self.levels))
        object.__setattr__(self, "scale", scale)
        rows = [skill.anchors for skill in self.skills]
        common = {n for n, row in zip(scale, zip(*rows, strict=False), strict=False) if all(row)}
        object.__setattr__(self, "common", frozenset(common))
        if len(scale) >= FEWEST_LEVELS:
            object.__setattr__(self, "rules", self.rules.on(scale))
        marked = [
            s if s.marks else replace(s, marks=("own",) * len(s.anchors)) for s in self.skills
        ]
        object.__setattr__(self, "skills", tuple(marked))
        object.__setattr__(self, "ids", tuple(skill.id for skill in self.skills))
        offered = {
            skill.id: tuple([n for n, anchor in zip(scale, skill.anchors, strict=False) if anchor])
            for skill in self.skills
        }
        object.__setattr__(self, "_offered", offered)
        for name, role in (("must_haves", "must_have"), ("stems", "stem"), ("core", "core")):
            having = tuple([skill for skill in self.skills if getattr(skill, role)])
            object.__setattr__(self, name, having)
        names = (*[""] * first, *[level.name for level in self.levels])
        object.__setattr__(self, "names", names)
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
            say(
                "{skill} is not a skill of {id} {version}.{hint}",
                skill=quoted(skill),
                id=self.id,
                version=self.version,
                hint=hint,
            ),
        )

    def current_id(self, skill: SkillId) -> SkillId:
        """The id today of a skill that an earlier version called so; any other word as it is."""
        return self._renamed.get(skill, skill)

    @property
    def top(self) -> int:
        """The number of the highest level."""
        return self.scale[-1]

    def level(self, number: int) -> Level:
        """The level of that number."""
        return self.levels[number - self.levels[0].number]

    @property
    def meanings(self) -> list[str]:
        """The meanings of the levels by number; empty where the scale begins at 1."""
        numbers = range(self.top + 1)
        return ["" if n not in self.scale else self.level(n).meaning for n in numbers]

    def label(self, number: int) -> str:
        """The name of a level as pictures show it; empty below the first level."""
        return self.level(number).label if number in self.scale else ""

    def anchor(self, skill: SkillId, number: int) -> str:
        """The sentence of a skill at a level; empty where the skill does not have the level."""
        return self._by_id[skill].anchors[self.scale.index(number)]

    def anchors(self, skill: SkillId) -> list[str]:
        """The sentences of a skill by number; empty where it does not have the level."""
        return ["" if n not in self.scale else self.anchor(skill, n) for n in range(self.top + 1)]

    def offered(self, skill: SkillId) -> tuple[int, ...]:
        """The levels that a skill has."""
        return self._offered[skill]

    def area(self, area: AreaId) -> Area:
        """The area of that id."""
        return next(found for found in self.areas if found.id == area)

    def in_area(self, area: AreaId) -> tuple[Skill, ...]:
        """The skills of one area, in file order."""
        return tuple([skill for skill in self.skills if skill.area == area])

    @property
    def has_shape(self) -> bool:
        """Whether the roles that the rule for the shape needs are there."""
        return bool(self.stems and (self.must_haves or self.core))

    @property
    def stands_on_legs(self) -> bool:
        """Whether its areas are the three legs of a stool."""
        return len(self.areas) == 3

    def may_be_deep(self, skill: Skill) -> bool:
        """Whether a skill may be the deep one: a stem, or any where the file names no stem."""
        return skill.stem or not self.stems

    def kind(self, skill: SkillId) -> Kind:
        """Whether a skill is one of communication, for plans and pairs, or a technical one.

        Where the file does not say: the core is communication; a stem and a must-have are
        technical; any other is what its area is, which a skill of the core makes communication.
        """
        found = self.skill(skill)
        if found.kind:
            return found.kind
        if found.stem or found.must_have:
            return "technical"
        talking = found.core or any(other.core for other in self.in_area(found.area))
        return "communication" if talking else "technical"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that occur, technical first."""
        occurring = {self.kind(skill) for skill in self.ids}
        return tuple(kind for kind in KINDS if kind in occurring)

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
        """Twelve hex digits that change when skills, their order, levels or the major version do.

        A new id of a skill changes nothing, so that share codes of before can be read.
        """
        first = ((skill.was or (skill.id,))[0] for skill in self.skills)
        words = [self.id, str(self.major), *first]
        if self.scale != LEVELS:
            words.append(f"levels {self.scale[0]} to {self.top}")
        return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def share_of(share: Fraction, count: int) -> int:
    """The smallest whole number that is at least `share` of `count`."""
    return math.ceil(share * count)
