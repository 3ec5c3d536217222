"""Team in words: a team's picture in words, the twin of every chart, for a page and for a voice.

It speaks of skills; of people only where they agreed to be named.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from skillkit.base.errors import RatingError
from skillkit.base.text import counted, isolated, joined, long_date, quoted
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.practice.reading import texts_for_all
from skillkit.practice.vignettes import Vignette
from skillkit.profile.words import mean_words
from skillkit.team.agreements import Agreement, Agreements
from skillkit.team.coverage import FLOOR, Coverage, Range, Row
from skillkit.team.model import Team

READING_HEADLINE = "How far apart we read the same text"

SAME_PEOPLE = (
    "Here we rated the same invented people, in silence: what differs is how we read the "
    "sentences, not what we can do."
)

APART = 2  # levels; a lone vote that far off is what the vote is for, and a mean would hide it


@dataclass(frozen=True, slots=True)
class Vote:
    """Levels that people gave "our team's level in" a skill, in ascending order.

    Raises:
        RatingError: a vote that is no level.
    """

    skill: SkillId
    levels: tuple[int, ...]
    scale: range = LEVELS  # the numbers of the framework's levels

    def __post_init__(self) -> None:
        for level in self.levels:
            if type(level) is not int or level not in self.scale:
                raise RatingError(
                    "out_of_range",
                    f"A vote on '{self.skill}' is {quoted(level)}; levels go from "
                    f"{self.scale[0]} to {self.scale[-1]} in whole steps.",
                )
        object.__setattr__(self, "levels", tuple(sorted(self.levels)))

    @property
    def median(self) -> Fraction | None:
        """The middle vote, or half-way between the middle two; None without votes."""
        return Fraction(statistics.median(self.levels)) if self.levels else None

    @property
    def disagreement(self) -> Fraction | None:
        """The mean distance from the median, in levels; None without votes."""
        middle = self.median
        if middle is None:
            return None
        return sum((abs(level - middle) for level in self.levels), Fraction()) / len(self.levels)

    @property
    def talk(self) -> bool:
        """Whether the lowest and the highest vote are far enough apart to talk about."""
        return bool(self.levels) and self.levels[-1] - self.levels[0] >= APART

    @property
    def apart(self) -> int:
        """The votes that are that far from the middle."""
        middle = self.median or Fraction()
        return sum(abs(level - middle) >= APART for level in self.levels)


MOST_NAMES = 6  # skills in one sentence; a longer list is a table's work


def people_words(span: Range) -> str:
    """A span of people: "nobody", "one person", "one or two people", "3 or more people"."""
    if span.high is None:
        return f"{span.low:g} or more people"
    if span.exact:
        return {0: "nobody", 1: "one person"}.get(int(span.low), f"{span.low:g} people")
    if span.high in (1, 2) and span.high - span.low == 1:
        return "nobody or one person" if span.high == 1 else "one or two people"
    return f"{span.low:g} to {span.high:g} people"


def shade(span: Range) -> int:
    """How dark a count is drawn: 0 nobody, 1 one (or perhaps two), 2 two, 3 three or more."""
    return min(3, int(span.low))


def level_words(framework: Framework, span: Range) -> str:
    """A span of levels by their names: "Strong", "Strong to High-value"."""
    names = framework.names
    low = names[int(span.low)] or "nobody"
    high = names[framework.top if span.high is None else int(span.high)] or "nobody"
    return low if low == high else f"{low} to {high}"


def so_far(cards: int, floor: int = FLOOR) -> str:
    """How many cards were handed in, coarsely: who comes last is nobody's business."""
    if cards < floor:
        return f"Fewer than {floor} cards so far" if cards else "No cards yet"
    return f"{max(floor, cards - cards % 5)} cards or more so far"


def group_sentences(team: Team, coverage: Coverage) -> list[str]:
    """How many people the picture is of, how they are counted, and what is not shown."""
    people = Range(coverage.people, coverage.people)
    lines = [f"{people_words(people)} handed in.".capitalize()]
    if len(team.named) < coverage.people:
        later = ", and those who came later on their own" if len(coverage.pictures) > 1 else ""
        lines.append(
            f"People without a name are counted as 0, 1-2 or 3+{later}, as a count of one would "
            "point at somebody. They are unnamed, not unknown: in a small group people guess."
        )
    if some := partly_counted(coverage):
        lines.append(
            f"In {skill_names(team.framework, some)} not all of us are counted (*): the others "
            "gave no name, and are too few or too alike."
        )
    if hidden := [skill for skill, row in coverage.rows.items() if row is None]:
        lines.append(
            f"Not shown: {skill_names(team.framework, hidden)}. A skill shows where {team.floor} "
            "people or more gave it a level, and nobody could tell another's from the counts: two "
            "at least have to be off the most common level."
        )
    return lines


def partly_counted(coverage: Coverage) -> list[SkillId]:
    """The skills whose row leaves out cards that are hidden there."""
    return [skill for skill, row in coverage.rows.items() if row and not row.whole]


def stool_sentences(coverage: Coverage) -> list[str]:
    """The team's stool on backup levels, judged by the weakest area."""
    framework, heights = coverage.framework, coverage.heights
    if all(height is None for height in heights.values()):
        what = "stool" if framework.stands_on_legs else "areas"
        return [f"You will see the team's {what} once enough people have handed in."]
    exact = all(span is None or span.exact for span in coverage.backup.values())
    legs = [f"{area.name} {mean_words(heights[area.id], 'not shown')}" for area in framework.areas]
    lines = [
        "A skill's backup level is its second-highest rating: what is left when the strongest "
        "person is away. "
        f"Means of the areas{'' if exact else ', from the lower ends'}: {joined(legs)}."
    ]
    weakest = joined([framework.area(area).name for area in coverage.weakest_areas])
    stands = framework.level(framework.rules.stool_stands).name
    if not framework.stands_on_legs:
        each = {
            "stands": f"On backup levels every area reaches {stands}.",
            "unsteady": f"On backup levels not every area reaches {stands}.",
            None: f"The counts are too coarse to say whether every area reaches {stands}.",
        }[coverage.stool]
        lowest = f" The lowest: {weakest}." if len(framework.areas) > 1 else ""
        return [*lines, f"{each}{lowest}"]
    verdict = {
        "stands": f"On backup levels the stool stands: every leg reaches {stands}.",
        "unsteady": f"On backup levels the stool is unsteady: not every leg reaches {stands}.",
        None: f"The counts are too coarse to say whether every leg reaches {stands}.",
    }[coverage.stool]
    return [*lines, f"{verdict} The shortest: {weakest}."]


def shape_headline(coverage: Coverage) -> str:
    """One line on the team's T: how many skills somebody is deep in, and how many have a second."""
    rows, deep = coverage.rows, coverage.framework.rules.deep
    framework = coverage.framework
    stems = [rows[skill.id] for skill in framework.skills if framework.may_be_deep(skill)]
    tops = [row for row in stems if row and row.at_or_above(deep).low >= 1]
    backed = [row for row in tops if row.backup and row.backup.low >= deep]
    name = coverage.framework.level(deep).name
    if not any(rows.values()):
        return "Too few people to show the team's T"
    if not tops:
        return f"The team's T has no stem yet: nobody is at {name}"
    exact = all(row.backup.exact for row in tops if row.backup)
    second = f"{len(backed) or 'none'} of them {'' if exact else 'for sure '}with a second person"
    skills = counted(len(tops), "skill")
    return f"Together we reach {name} in {skills}, {second}"


def shape_sentences(coverage: Coverage) -> list[str]:
    """The team's T in words: for each area the highest level somebody reaches, and the second."""
    framework, lines = coverage.framework, []
    for area in framework.areas:
        parts = []
        for skill in framework.in_area(area.id):
            if (row := coverage.rows[skill.id]) and (top := top_level(coverage, skill.id)) >= 0:
                second = f"at {level_words(framework, row.backup)}" if row.backup else "missing"
                reach = f"{skill.name} {framework.level(top).name}"
                parts.append(f"{reach}, a second person {second}")
        if parts:
            lines.append(f"{area.name}: {'; '.join(parts)}.")
    return lines


def top_level(coverage: Coverage, skill: SkillId) -> int:
    """The highest level that somebody has for sure; -1 where nothing is shown."""
    row = coverage.rows[skill]
    counts = row.counts if row else ()
    return max((level for level, count in enumerate(counts) if count.low >= 1), default=-1)


def spread_order(coverage: Coverage) -> list[tuple[SkillId, Range]]:
    """The skills with a spread, the widest first, then in file order."""
    found = [(skill, span) for skill, span in coverage.spread.items() if span is not None]
    return sorted(found, key=lambda item: (-item[1].low, -(item[1].high or 0)))


def widest(coverage: Coverage) -> tuple[list[SkillId], list[SkillId]]:
    """The skills in which levels surely differ most, and those in which they may."""
    ends = {skill: (span.low, span.high or span.low) for skill, span in spread_order(coverage)}
    top = max((low for low, _ in ends.values()), default=0)
    perhaps = [skill for skill, (_, high) in ends.items() if high >= top]
    surely = [
        skill
        for skill in perhaps
        if all(high <= ends[skill][0] for other, (_, high) in ends.items() if other != skill)
    ]
    return surely, perhaps


def spread_headline(coverage: Coverage) -> str:
    """One line: where levels differ most."""
    order = spread_order(coverage)
    if not order:
        return "Too few people to show how levels differ"
    surely, perhaps = widest(coverage)
    names = [coverage.framework.skill(skill).name for skill in surely or perhaps]
    if surely:
        where = joined(names) if len(names) <= 3 else f"{len(names)} skills alike"
        return f"Our levels differ most in {where}"
    if len(names) <= 3:
        return f"Our levels may differ most in {joined(names, 'or')}"
    return "Counted this coarsely, no skill surely differs most"


def spread_sentences(coverage: Coverage) -> list[str]:
    """How far the middle half of the levels lies apart, and what that does not mean."""
    order = spread_order(coverage)
    if not order:
        return []
    name = coverage.framework.skill
    ends = [f"{name(skill).name} ({span})" for skill, span in (*order[:3], order[-1])]
    return [
        f"Towards the wide end: {joined(ends[:-1])}. Towards the narrow end: {ends[-1]}. The "
        "number says how many levels apart the middle half of us is, as far as it is known.",
        "Spread is different people, not disagreement: where it is wide, somebody can show "
        "somebody else.",
    ]


def reading_sentences(coverage: Coverage, floor: int) -> list[str]:
    """How far apart people read the texts, and what that says of the spread of their levels."""
    if not coverage.readings:
        return []
    texts = texts_for_all(coverage.framework)
    shown = [(text, row) for text in texts if (row := coverage.readings.get(text.id))]
    if not shown:
        return [
            f"Not shown: it takes {floor} people or more who handed in how they read a practice "
            "text, and two of them at least off the most common level."
        ]
    lines = [SAME_PEOPLE]
    for text, row in shown:
        lines += _of_a_text(coverage, text, row)
    return [*lines, *_beside_readings(coverage, [row for _, row in shown])]


def _of_a_text(coverage: Coverage, text: Vignette, row: Row) -> Iterator[str]:
    """What was read in one text, and the levels of the same skill beside it."""
    framework, skill = coverage.framework, coverage.framework.skill(text.skill)
    read = [n for n in framework.scale if row.counts[n].low]
    levels = joined([f"{framework.level(n).name} ({row.counts[n]})" for n in read])
    apart = counted(read[-1] - read[0], "level")
    yield f"“{text.title}”, {skill.name}: read as {levels}, at most {apart} apart."
    people = coverage.spread.get(text.skill)
    if people is None or row.spread is None:
        return
    both = f"the middle half of our levels spans {people}, that of our readings {row.spread}"
    if people.low > (row.spread.high or 0):
        yield f"In {skill.name} {both}: there we differ, and not only in how we read."
    elif (people.high or 0) <= row.spread.low:
        yield (
            f"In {skill.name} {both}: reading alone may explain it. Talk about the words before "
            "you talk about people."
        )
    else:
        yield f"In {skill.name} {both}: counted this coarsely, neither is surely wider."


def _beside_readings(coverage: Coverage, rows: Iterable[Row]) -> Iterator[str]:
    """The skills whose levels are surely further apart than any reading, and those that are not."""
    spreads = [row.spread for row in rows if row.spread]
    widest = Range(max(s.low for s in spreads), max(s.high or 0 for s in spreads))
    own = {skill: span for skill, span in coverage.spread.items() if span}
    wider = [skill for skill, span in own.items() if span.low > (widest.high or 0)]
    within = [skill for skill, span in own.items() if (span.high or 0) <= widest.low]
    if wider:
        names = skill_names(coverage.framework, wider)
        yield f"By that yardstick our levels are surely further apart than our reading in {names}."
    if within:
        names = skill_names(coverage.framework, within)
        yield f"No further apart than our reading, which alone may explain it: {names}."


def mentor_lines(team: Team) -> list[str]:
    """Who could help whom, one line each; an offer is called one."""
    return [
        f"{isolated(arc.mentor)} "
        f"{'offers to' if arc.skill in team.named[arc.mentor].offers else 'could'} help "
        f"{isolated(arc.mentee)} with {team.framework.skill(arc.skill).name}."
        for arc in team.mentors.arcs
    ]


def interest_lines(team: Team, coverage: Coverage) -> list[str]:
    """Who offers help and who wants to grow, a line for each skill where it may be told."""
    told, lines = coverage.interest, []
    for skill in team.framework.skills:
        helpers = [name for name, member in team.named.items() if skill.id in member.offers]
        learners = [name for name, member in team.named.items() if skill.id in member.wanted]
        parts = (
            _who(helpers, skill.id in told.offers, "offer help", "offers help"),
            _who(learners, skill.id in told.wishes, "want to grow", "wants to grow"),
        )
        if any(parts):
            lines.append(f"{skill.name}: {'; '.join(filter(None, parts))}.")
    return lines


def _who(names: list[str], others: bool, many: str, one: str) -> str:
    """These people and two or more others do something; "" where there is nobody."""
    people = [*map(isolated, names)]
    if others:
        people.append("two or more others" if names else "two or more of us")
    verb = one if len(names) == 1 and not others else many
    return f"{joined(people)} {verb}" if people else ""


def pair_lines(team: Team) -> list[str]:
    """The pairs of technique and communication, and who is in none."""
    pairs = team.pairs
    lines = [f"{isolated(one)} and {isolated(other)}." for one, other in pairs.pairs]
    if pairs.left and pairs.pairs:
        verb = "is" if len(pairs.left) == 1 else "are"
        left = joined([*map(isolated, pairs.left)])
        lines.append(f"{left} {verb} in no pair; make a trio if you like.")
    return lines


def vote_sentence(framework: Framework, skill: str, votes: Iterable[int]) -> str:
    """What the silent votes on the group's own level in a skill say; two lines.

    Args:
        framework: the skills.
        skill: its name or id.
        votes: the numbers of levels.

    Examples:
        >>> print(vote_sentence(load_framework(), "Leadership", [2, 2, 2]))
        3 votes on our level in Leadership: the middle is 2, 0.0 levels apart from it on average.
        You agree; go on.
    """
    ids = {known.name.casefold(): known.id for known in framework.skills}
    found = framework.skill(ids.get(skill.casefold(), skill))
    name, vote = found.name, Vote(found.id, tuple(votes), framework.scale)
    if vote.median is None or vote.disagreement is None:
        return f"No votes on {name} yet."
    apart = f"{float(vote.disagreement):.1f} levels apart from it on average"
    talk = "That is worth a talk; the lowest and the highest vote speak first."
    if 0 < vote.apart < len(vote.levels) / 2:
        few = "one is" if vote.apart == 1 else f"{vote.apart} are"
        talk = f"Most of you agree; {few} apart. Hear why: the lowest and the highest speak first."
    said = f"{len(vote.levels)} votes on our level in {name}: the middle is {float(vote.median):g},"
    return f"{said} {apart}.\n{talk if vote.talk else 'You agree; go on.'}"


def skill_names(framework: Framework, skills: Iterable[SkillId]) -> str:
    """The names of skills; of many the first few and how many more."""
    names = [framework.skill(skill).name for skill in skills]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
    return joined(names)


class Holders(NamedTuple):
    """The people at the strong level or above in one skill."""

    now: Range
    left: Range  # without the person who is away


def holders(team: Team, coverage: Coverage, away: str | None = None) -> dict[SkillId, Holders]:
    """The holders of every skill that is shown; `away` is somebody who agreed to be named.

    Raises:
        KeyError: `away` is nobody who did.
    """
    strong = team.framework.rules.strong
    absent = team.named[away].assessment.levels if away is not None else {}
    found = {}
    for skill, span in coverage.at_or_above(strong).items():
        if span is not None:
            now = _at_least(span, len(named_holders(team, skill)))
            goes = absent.get(skill, 0) >= strong
            found[skill] = Holders(now, _less_one(now) if goes else now)
    return found


def named_holders(team: Team, skill: SkillId) -> list[str]:
    """Those at the strong level or above in a skill who agreed to be named."""
    strong = team.framework.rules.strong
    return [n for n, m in team.named.items() if m.assessment.levels.get(skill, 0) >= strong]


def _at_least(span: Range, count: int) -> Range:
    """The span, raised to what is known by name; a picture shown earlier keeps its upper end."""
    low = max(span.low, count if span.high is None else min(count, span.high))
    return Range(low, span.high)


def _less_one(span: Range) -> Range:
    return Range(max(0, span.low - 1), None if span.high is None else max(0, span.high - 1))


def gap_sentences(team: Team, coverage: Coverage, agreed: Agreements | None = None) -> list[str]:
    """The gaps, where nobody is strong, and the single points, where it rests on one or two.

    What the team accepts on purpose is told apart from what is open.
    """
    now = {skill: found.now for skill, found in holders(team, coverage).items()}
    strong = f"{team.framework.level(team.framework.rules.strong).name} or above"
    accepted = _here(team, agreed).accepted
    thin = {skill: span for skill, span in now.items() if span.high in (0, 1, 2) and span.low < 2}
    lines = []
    for words, span in (
        ("Nobody is at {} in {}.", Range(0, 0)),
        ("Exactly one person is at {} in {}.", Range(1, 1)),
        ("One or two people are at {} in {}.", Range(1, 2)),
    ):
        if skills := [s for s, n in now.items() if n == span and s not in accepted]:
            lines.append(words.format(strong, skill_names(team.framework, skills)))
    if now and not lines:
        which = "Every other skill" if accepted.keys() & thin else "Every skill"
        lines.append(f"{which} shown has two people or more at {strong}.")
    for skill in filter(accepted.__contains__, thin):
        lines.append(
            f"Accepted on purpose: {team.framework.skill(skill).name}, with "
            f"{people_words(now[skill])} at {strong} ({_since(accepted[skill])})."
        )
    return lines


def wanted_sentences(team: Team, coverage: Coverage, agreed: Agreements | None = None) -> list[str]:
    """How many people the team wants for a skill, beside how many there are as far as it shows."""
    strong = f"{team.framework.level(team.framework.rules.strong).name} or above"
    now = {skill: str(found.now) for skill, found in holders(team, coverage).items()}
    return [
        f"{team.framework.skill(skill).name}: wanted {people}, at {strong} now "
        f"{now.get(skill, 'not shown')}."
        for skill, people in _here(team, agreed).wanted.items()
    ]


def _here(team: Team, agreed: Agreements | None) -> Agreements:
    """The agreements where they are of the same skills, else none."""
    same = agreed and agreed.framework.id == team.framework.id
    return agreed if agreed and same else Agreements(team.framework)


def _since(agreement: Agreement) -> str:
    return long_date(agreement.said or agreement.made)


def agreement_title(agreements: Agreements, agreement: Agreement) -> str:
    """What an agreement is, on one line."""
    if agreement.what or not agreement.skill:
        return agreement.what or "(not said yet)"
    name = agreements.framework.skill(agreement.skill).name
    return f"We accept the gap in {name}" if agreement.accepted else name


def agreement_lines(agreements: Agreements, agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What is said about an agreement, as labels and texts; what is not said has no line."""
    skill = agreement.skill
    status = agreement.state
    if agreement.said:
        status = f"{status}, said on {long_date(agreement.said)}"
    lines = {
        "Skill": agreements.framework.skill(skill).name if skill else "",
        "Kind": "a gap that we accept on purpose" if agreement.accepted else "",
        "Who takes it": agreement.who,
        "By": long_date(agreement.due) if agreement.due else "",
        "Agreed on": long_date(agreement.made),
        "Status": status,
    }
    return ((label, text) for label, text in lines.items() if text)


def key_person_headline(team: Team, coverage: Coverage, away: str | None = None) -> str:
    """One line: what rests on nobody or on one or two, or what one person takes along."""
    found = holders(team, coverage, away)
    if not found:
        return "Too few people to show who holds which skill"
    if away is not None:
        who, (lost, doubtful) = isolated(away), map(len, _lost(found))
        if lost:
            more = f", perhaps in {doubtful} more" if doubtful else ""
            return f"Without {who} nobody is left in {_skills(lost)}{more}"
        if doubtful:
            return f"Without {who} {_skills(doubtful)} may be left with nobody"
        return f"Without {who} every skill is still held"
    now = [held.now for held in found.values()]
    none = sum(span.high == 0 for span in now)
    thin = [span for span in now if span.low == 1 and span.high in (1, 2)]
    sure = all(span.exact for span in thin)
    few, are = ("one person", "is") if sure else ("one or two people", "are")
    strong = team.framework.level(team.framework.rules.strong).name
    parts = []
    if none:
        parts.append(f"nobody is {strong} in {_skills(none)}")
    if thin and none:
        parts.append(f"{few} in {len(thin)}")
    elif thin:
        parts.append(f"{few} {are} {strong} in {_skills(len(thin))}")
    words = "; ".join(parts) or f"every skill has two people or more at {strong}"
    return words[0].upper() + words[1:]


def key_person_sentences(team: Team, coverage: Coverage, away: str) -> list[str]:
    """What is left when somebody who agreed to be named is away."""
    found = holders(team, coverage, away)
    who, (lost, doubtful) = isolated(away), _lost(found)
    strong = f"{team.framework.level(team.framework.rules.strong).name} or above"
    lines = []
    if lost:
        lines.append(
            f"Without {who} nobody is left at {strong} in {skill_names(team.framework, lost)}."
        )
    if doubtful:
        lines.append(
            f"In {skill_names(team.framework, doubtful)} perhaps nobody is left: one or two people "
            f"are at {strong} now, and {who} is one of them."
        )
    if not lines:
        lines.append(f"Without {who} every skill that somebody holds is still held.")
    return lines


def skill_sentences(team: Team, coverage: Coverage, skill: SkillId) -> list[str]:
    """Who holds one skill, and the level that is left when the strongest person is away."""
    framework, row = team.framework, coverage.rows[skill]
    name = framework.skill(skill).name
    if row is None:
        return [f"{name} is not shown: too few people have rated it."]
    strong = framework.level(framework.rules.strong).name
    now = holders(team, coverage)[skill].now
    verb = "is" if now.high in (0, 1) else "are"
    first = f"{name}: {people_words(now)} {verb} at {strong} or above"
    if names := named_holders(team, skill):
        first += f"; by name {joined([*map(isolated, names)])}"
    lines = [f"{first}."]
    if row.backup:
        lines.append(
            f"Without the strongest person, you still have {level_words(framework, row.backup)}."
        )
    return lines


def _lost(found: dict[SkillId, Holders]) -> tuple[list[SkillId], list[SkillId]]:
    """The skills that lose their last holder for sure, and those that may."""
    hit = {skill: h for skill, h in found.items() if h.left != h.now}
    return (
        [skill for skill, h in hit.items() if h.left.high == 0],
        [skill for skill, h in hit.items() if h.left.low == 0 and h.left.high != 0],
    )


def _skills(count: int) -> str:
    return counted(count, "skill")
