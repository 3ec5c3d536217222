"""Team in words: a team's picture in words, the twin of every chart, for a page and for a voice.

It speaks of skills; of people only where they agreed to be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from skillkit.base.text import (
    capital,
    counted,
    in_signs,
    isolated,
    joined,
    long_date,
)
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework, SkillId
from skillkit.practice.reading import texts_for_all
from skillkit.practice.vignettes import Vignette
from skillkit.profile.words import mean_words
from skillkit.team.agreements import Agreement, Agreements
from skillkit.team.coverage import FLOOR, Coverage, Range, Row
from skillkit.team.model import Team

READING_HEADLINE = sentence("How far apart we read the same text")

SAME_PEOPLE = sentence(
    "Here we rated the same invented people, in silence: what differs is how we read the "
    "sentences, not what we can do."
)

MOST_NAMES = 6  # skills in one sentence; a longer list is a table's work


def people_words(span: Range) -> str:
    """A span of people: "nobody", "one person", "one or two people", "3 or more people"."""
    if span.high is None:
        return say("{low} or more people", low=f"{span.low:g}")
    if span.exact:
        if span.low == 0:
            return say("nobody")
        return plural("one person", "{count} people", int(span.low))
    if span.high in (1, 2) and span.high - span.low == 1:
        return say("nobody or one person") if span.high == 1 else say("one or two people")
    return say("{low} to {high} people", low=f"{span.low:g}", high=f"{span.high:g}")


def shade(span: Range) -> int:
    """How dark a count is drawn: 0 nobody, 1 one (or perhaps two), 2 two, 3 three or more."""
    return min(3, int(span.low))


def level_words(framework: Framework, span: Range) -> str:
    """A span of levels by their names: "Strong", "Strong to High-value"."""
    names = framework.names
    low = names[int(span.low)] or say("nobody")
    high = names[framework.top if span.high is None else int(span.high)] or say("nobody")
    return low if low == high else say("{low} to {high}", low=low, high=high)


def so_far(cards: int, floor: int = FLOOR) -> str:
    """How many cards were handed in, coarsely: who comes last is nobody's business."""
    if cards < floor:
        return say("Fewer than {floor} cards so far", floor=floor) if cards else say("No cards yet")
    return say("{floor} cards or more so far", floor=max(floor, cards - cards % 5))


def group_sentences(team: Team, coverage: Coverage) -> list[str]:
    """How many people the picture is of, how they are counted, and what is not shown."""
    people = Range(coverage.people, coverage.people)
    lines = [capital(say("{people} handed in.", people=people_words(people)))]
    if len(team.named) < coverage.people:
        if len(coverage.pictures) > 1:
            how = say(
                "People without a name are counted as 0, 1-2 or 3+, and those who came later on "
                "their own, as a count of one would point at somebody."
            )
        else:
            how = say(
                "People without a name are counted as 0, 1-2 or 3+, as a count of one would point "
                "at somebody."
            )
        guess = say("They are unnamed, not unknown: in a small group people guess.")
        lines.append(f"{how} {guess}")
    if some := partly_counted(coverage):
        lines.append(
            say(
                "In {skills} not all of us are counted (*): the others gave no name, and "
                "are too few or too alike.",
                skills=skill_names(team.framework, some),
            )
        )
    if hidden := [skill for skill, row in coverage.rows.items() if row is None]:
        lines.append(
            say(
                "Not shown: {skills}. A skill shows where {floor} people or more gave it a"
                " level, and nobody could tell another's from the counts: two at least have to "
                "be off the most common level.",
                skills=skill_names(team.framework, hidden),
                floor=team.floor,
            )
        )
    return lines


def partly_counted(coverage: Coverage) -> list[SkillId]:
    """The skills whose row leaves out cards that are hidden there."""
    return [skill for skill, row in coverage.rows.items() if row and not row.whole]


def stool_sentences(coverage: Coverage) -> list[str]:
    """The team's stool on backup levels, judged by the weakest area."""
    framework, heights = coverage.framework, coverage.heights
    if all(height is None for height in heights.values()):
        if framework.stands_on_legs:
            return [say("You will see the team's stool once enough people have handed in.")]
        return [say("You will see the team's areas once enough people have handed in.")]
    exact = all(span is None or span.exact for span in coverage.backup.values())
    legs = [
        f"{area.name} {mean_words(heights[area.id], say('not shown'))}" for area in framework.areas
    ]
    lines = [
        say(
            "A skill's backup level is its second-highest rating: what is left when the strongest "
            "person is away. Means of the areas: {legs}.",
            legs=joined(legs),
        )
        if exact
        else say(
            "A skill's backup level is its second-highest rating: what is left when the strongest "
            "person is away. Means of the areas, from the lower ends: {legs}.",
            legs=joined(legs),
        )
    ]
    return [*lines, _stool_verdict(coverage)]


def _stool_verdict(coverage: Coverage) -> str:
    """Whether every area is high enough on backup levels, and which is the lowest."""
    framework = coverage.framework
    lowest = joined([framework.area(area).name for area in coverage.weakest_areas])
    stands = framework.level(framework.rules.stool_stands).name
    if framework.stands_on_legs:
        verdict = {
            "stands": sentence("On backup levels the stool stands: every leg reaches {stands}."),
            "unsteady": sentence(
                "On backup levels the stool is unsteady: not every leg reaches {stands}."
            ),
            None: sentence("The counts are too coarse to say whether every leg reaches {stands}."),
        }[coverage.stool]
        said = say(verdict, stands=stands)
        return say("{verdict} The shortest: {weakest}.", verdict=said, weakest=lowest)
    verdict = {
        "stands": sentence("On backup levels every area reaches {stands}."),
        "unsteady": sentence("On backup levels not every area reaches {stands}."),
        None: sentence("The counts are too coarse to say whether every area reaches {stands}."),
    }[coverage.stool]
    said = say(verdict, stands=stands)
    if len(framework.areas) == 1:
        return said
    return said + say(" The lowest: {weakest}.", weakest=lowest)


def shape_headline(coverage: Coverage) -> str:
    """One line on the team's T: how many skills somebody is deep in, and how many have a second."""
    rows, deep = coverage.rows, coverage.framework.rules.deep
    framework = coverage.framework
    stems = [rows[skill.id] for skill in framework.skills if framework.may_be_deep(skill)]
    tops = [row for row in stems if row and row.at_or_above(deep).low >= 1]
    backed = [row for row in tops if row.backup and row.backup.low >= deep]
    name = coverage.framework.level(deep).name
    if not any(rows.values()):
        return say("Too few people to show the team's T")
    if not tops:
        return say("The team's T has no stem yet: nobody is at {level}", level=name)
    exact = all(row.backup.exact for row in tops if row.backup)
    many = len(backed) or say("none")
    return say(
        "Together we reach {level} in {skills}, {second}",
        level=name,
        skills=counted(len(tops), "skill"),
        second=say("{count} of them with a second person", count=many)
        if exact
        else say("{count} of them for sure with a second person", count=many),
    )


def shape_sentences(coverage: Coverage) -> list[str]:
    """The team's T in words: for each area the highest level somebody reaches, and the second."""
    framework, lines = coverage.framework, []
    for area in framework.areas:
        parts = []
        for skill in framework.in_area(area.id):
            if (row := coverage.rows[skill.id]) and (top := top_level(coverage, skill.id)) >= 0:
                values = {"skill": skill.name, "level": framework.level(top).name}
                if row.backup:
                    second = level_words(framework, row.backup)
                    words = say(
                        "{skill} {level}, a second person at {second}", second=second, **values
                    )
                else:
                    words = say("{skill} {level}, a second person missing", **values)
                parts.append(words)
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
        return say("Too few people to show how levels differ")
    surely, perhaps = widest(coverage)
    names = [coverage.framework.skill(skill).name for skill in surely or perhaps]
    if surely:
        where = joined(names) if len(names) <= 3 else say("{count} skills alike", count=len(names))
        return say("Our levels differ most in {where}", where=where)
    if len(names) <= 3:
        return say("Our levels may differ most in {names}", names=joined(names, "or"))
    return say("Counted this coarsely, no skill surely differs most")


def spread_sentences(coverage: Coverage) -> list[str]:
    """How far the middle half of the levels lies apart, and what that does not mean."""
    order = spread_order(coverage)
    if not order:
        return []
    name = coverage.framework.skill
    ends = [
        f"{name(skill).name} ({in_signs(str(span))})" for skill, span in (*order[:3], order[-1])
    ]
    return [
        say(
            "Towards the wide end: {wide}. Towards the narrow end: {narrow}. The number "
            "says how many levels apart the middle half of us is, as far as it is known.",
            wide=joined(ends[:-1]),
            narrow=ends[-1],
        ),
        say(
            "Spread is different people, not disagreement: where it is wide, somebody can "
            "show somebody else."
        ),
    ]


def reading_sentences(coverage: Coverage, floor: int) -> list[str]:
    """How far apart people read the texts, and what that says of the spread of their levels."""
    if not coverage.readings:
        return []
    texts = texts_for_all(coverage.framework)
    shown = [(text, row) for text in texts if (row := coverage.readings.get(text.id))]
    if not shown:
        return [
            say(
                "Not shown: it takes {floor} people or more who handed in how they read a practice "
                "text, and two of them at least off the most common level.",
                floor=floor,
            )
        ]
    lines = [say(SAME_PEOPLE)]
    for text, row in shown:
        lines += _of_a_text(coverage, text, row)
    return [*lines, *_beside_readings(coverage, [row for _, row in shown])]


def _of_a_text(coverage: Coverage, text: Vignette, row: Row) -> Iterator[str]:
    """What was read in one text, and the levels of the same skill beside it."""
    framework, skill = coverage.framework, coverage.framework.skill(text.skill)
    read = [n for n in framework.scale if row.counts[n].low]
    levels = joined([f"{framework.level(n).name} ({row.counts[n]})" for n in read])
    apart = counted(read[-1] - read[0], "level")
    yield say(
        "“{text}”, {skill}: read as {levels}, at most {apart} apart.",
        text=text.title,
        skill=skill.name,
        levels=levels,
        apart=apart,
    )
    people = coverage.spread.get(text.skill)
    if people is None or row.spread is None:
        return
    if people.low > (row.spread.high or 0):
        words = _DIFFER
    elif (people.high or 0) <= row.spread.low:
        words = _READING
    else:
        words = _COARSE
    yield say(words, skill=skill.name, levels=people, readings=in_signs(str(row.spread)))


_DIFFER = sentence(
    "In {skill} the middle half of our levels spans {levels}, that of our readings {readings}: "
    "there we differ, and not only in how we read."
)

_READING = sentence(
    "In {skill} the middle half of our levels spans {levels}, that of our readings {readings}: "
    "reading alone may explain it. Talk about the words before you talk about people."
)

_COARSE = sentence(
    "In {skill} the middle half of our levels spans {levels}, that of our readings {readings}: "
    "counted this coarsely, neither is surely wider."
)


def _beside_readings(coverage: Coverage, rows: Iterable[Row]) -> Iterator[str]:
    """The skills whose levels are surely further apart than any reading, and those that are not."""
    spreads = [row.spread for row in rows if row.spread]
    widest = Range(max(s.low for s in spreads), max(s.high or 0 for s in spreads))
    own = {skill: span for skill, span in coverage.spread.items() if span}
    wider = [skill for skill, span in own.items() if span.low > (widest.high or 0)]
    within = [skill for skill, span in own.items() if (span.high or 0) <= widest.low]
    if wider:
        names = skill_names(coverage.framework, wider)
        yield say(
            "By that yardstick our levels are surely further apart than our reading in {skills}.",
            skills=names,
        )
    if within:
        names = skill_names(coverage.framework, within)
        yield say(
            "No further apart than our reading, which alone may explain it: {skills}.", skills=names
        )


def mentor_lines(team: Team) -> list[str]:
    """Who could help whom, one line each; an offer is called one."""
    return [
        say(
            _OFFERS if arc.skill in team.named[arc.mentor].offers else _COULD,
            mentor=isolated(arc.mentor),
            mentee=isolated(arc.mentee),
            skill=team.framework.skill(arc.skill).name,
        )
        for arc in team.mentors.arcs
    ]


_OFFERS = sentence("{mentor} offers to help {mentee} with {skill}.")

_COULD = sentence("{mentor} could help {mentee} with {skill}.")


def interest_lines(team: Team, coverage: Coverage) -> list[str]:
    """Who offers help and who wants to grow, a line for each skill where it may be told."""
    told, lines = coverage.interest, []
    for skill in team.framework.skills:
        helpers = [name for name, member in team.named.items() if skill.id in member.offers]
        learners = [name for name, member in team.named.items() if skill.id in member.wanted]
        parts = (
            _who(helpers, skill.id in told.offers, _HELP),
            _who(learners, skill.id in told.wishes, _GROW),
        )
        if any(parts):
            lines.append(f"{skill.name}: {'; '.join(filter(None, parts))}.")
    return lines


_HELP = ("{people} offers help", sentence("{people} offer help"))

_GROW = ("{people} wants to grow", sentence("{people} want to grow"))


def _who(names: list[str], others: bool, does: tuple[str, str]) -> str:
    """These people and two or more others do something; "" where there is nobody."""
    people = [*map(isolated, names)]
    if others:
        people.append(say("two or more others") if names else say("two or more of us"))
    count = 1 if len(names) == 1 and not others else 2
    return plural(*does, count, people=joined(people)) if people else ""


def pair_lines(team: Team) -> list[str]:
    """The pairs of technique and communication, and who is in none."""
    pairs = team.pairs
    lines = [
        say("{one} and {other}.", one=isolated(one), other=isolated(other))
        for one, other in pairs.pairs
    ]
    if pairs.left and pairs.pairs:
        lines.append(
            plural(
                "{left} is in no pair; make a trio if you like.",
                "{left} are in no pair; make a trio if you like.",
                len(pairs.left),
                left=joined([*map(isolated, pairs.left)]),
            )
        )
    return lines


def skill_names(framework: Framework, skills: Iterable[SkillId]) -> str:
    """The names of skills; of many the first few and how many more."""
    names = [framework.skill(skill).name for skill in skills]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], say("{count} more", count=len(names) - MOST_NAMES + 1)]
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
    strong = _strong_or_above(team.framework)
    accepted = _here(team, agreed).accepted
    thin = {skill: span for skill, span in now.items() if span.high in (0, 1, 2) and span.low < 2}
    lines = []
    for words, span in (
        (sentence("Nobody is at {level} in {skills}."), Range(0, 0)),
        (sentence("Exactly one person is at {level} in {skills}."), Range(1, 1)),
        (sentence("One or two people are at {level} in {skills}."), Range(1, 2)),
    ):
        if skills := [s for s, n in now.items() if n == span and s not in accepted]:
            lines.append(say(words, level=strong, skills=skill_names(team.framework, skills)))
    if now and not lines:
        lines.append(
            say("Every other skill shown has two people or more at {level}.", level=strong)
            if accepted.keys() & thin
            else say("Every skill shown has two people or more at {level}.", level=strong)
        )
    for skill in filter(accepted.__contains__, thin):
        lines.append(
            say(
                "Accepted on purpose: {skill}, with {people} at {level} ({since}).",
                skill=team.framework.skill(skill).name,
                people=people_words(now[skill]),
                level=strong,
                since=_since(accepted[skill]),
            )
        )
    return lines


def wanted_sentences(team: Team, coverage: Coverage, agreed: Agreements | None = None) -> list[str]:
    """How many people the team wants for a skill, beside how many there are as far as it shows."""
    strong = _strong_or_above(team.framework)
    now = {skill: str(found.now) for skill, found in holders(team, coverage).items()}
    return [
        say(
            "{skill}: wanted {people}, at {level} now {now}.",
            skill=team.framework.skill(skill).name,
            people=people,
            level=strong,
            now=now.get(skill, say("not shown")),
        )
        for skill, people in _here(team, agreed).wanted.items()
    ]


def _strong_or_above(framework: Framework) -> str:
    """The strong level and those above it: "Strong or above"."""
    return say("{level} or above", level=framework.level(framework.rules.strong).name)


def _here(team: Team, agreed: Agreements | None) -> Agreements:
    """The agreements where they are of the same skills, else none."""
    same = agreed and agreed.framework.id == team.framework.id
    return agreed if agreed and same else Agreements(team.framework)


def _since(agreement: Agreement) -> str:
    return long_date(agreement.said or agreement.made)


def agreement_title(agreements: Agreements, agreement: Agreement) -> str:
    """What an agreement is, on one line."""
    if agreement.what or not agreement.skill:
        return agreement.what or say("(not said yet)")
    name = agreements.framework.skill(agreement.skill).name
    return say("We accept the gap in {skill}", skill=name) if agreement.accepted else name


def agreement_lines(agreements: Agreements, agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What is said about an agreement, as labels and texts; what is not said has no line."""
    skill = agreement.skill
    status = agreement.state
    if agreement.said:
        status = say("{status}, said on {day}", status=status, day=long_date(agreement.said))
    lines = {
        say("Skill"): agreements.framework.skill(skill).name if skill else "",
        say("Kind"): say("a gap that we accept on purpose") if agreement.accepted else "",
        say("Who takes it"): agreement.who,
        say("By"): long_date(agreement.due) if agreement.due else "",
        say("Agreed on"): long_date(agreement.made),
        say("Status"): status,
    }
    return ((label, text) for label, text in lines.items() if text)


def key_person_headline(team: Team, coverage: Coverage, away: str | None = None) -> str:
    """One line: what rests on nobody or on one or two, or what one person takes along."""
    found = holders(team, coverage, away)
    if not found:
        return say("Too few people to show who holds which skill")
    if away is not None:
        who, (lost, doubtful) = isolated(away), map(len, _lost(found))
        if lost:
            if doubtful:
                return say(
                    "Without {who} nobody is left in {skills}, perhaps in {count} more",
                    who=who,
                    skills=_skills(lost),
                    count=doubtful,
                )
            return say("Without {who} nobody is left in {skills}", who=who, skills=_skills(lost))
        if doubtful:
            return say(
                "Without {who} {skills} may be left with nobody", who=who, skills=_skills(doubtful)
            )
        return say("Without {who} every skill is still held", who=who)
    now = [held.now for held in found.values()]
    none = sum(span.high == 0 for span in now)
    thin = [span for span in now if span.low == 1 and span.high in (1, 2)]
    sure = all(span.exact for span in thin)
    one, few = sentence("one person is {level} in {skills}"), sentence("one person in {count}")
    if not sure:
        one = sentence("one or two people are {level} in {skills}")
        few = sentence("one or two people in {count}")
    strong = team.framework.level(team.framework.rules.strong).name
    parts = []
    if none:
        parts.append(say("nobody is {level} in {skills}", level=strong, skills=_skills(none)))
    if thin and none:
        parts.append(say(few, count=len(thin)))
    elif thin:
        parts.append(say(one, level=strong, skills=_skills(len(thin))))
    words = "; ".join(parts) or say("every skill has two people or more at {level}", level=strong)
    return capital(words)


def key_person_sentences(team: Team, coverage: Coverage, away: str) -> list[str]:
    """What is left when somebody who agreed to be named is away."""
    found = holders(team, coverage, away)
    who, (lost, doubtful) = isolated(away), _lost(found)
    strong = _strong_or_above(team.framework)
    lines = []
    if lost:
        lines.append(
            say(
                "Without {who} nobody is left at {level} in {skills}.",
                who=who,
                level=strong,
                skills=skill_names(team.framework, lost),
            )
        )
    if doubtful:
        lines.append(
            say(
                "In {skills} perhaps nobody is left: one or two people are at {level} now, and "
                "{who} is one of them.",
                skills=skill_names(team.framework, doubtful),
                level=strong,
                who=who,
            )
        )
    if not lines:
        lines.append(say("Without {who} every skill that somebody holds is still held.", who=who))
    return lines


def skill_sentences(team: Team, coverage: Coverage, skill: SkillId) -> list[str]:
    """Who holds one skill, and the level that is left when the strongest person is away."""
    framework, row = team.framework, coverage.rows[skill]
    name = framework.skill(skill).name
    if row is None:
        return [say("{skill} is not shown: too few people have rated it.", skill=name)]
    strong = framework.level(framework.rules.strong).name
    now = holders(team, coverage)[skill].now
    first = plural(
        "{skill}: {people} is at {level} or above",
        "{skill}: {people} are at {level} or above",
        1 if now.high in (0, 1) else 2,
        skill=name,
        people=people_words(now),
        level=strong,
    )
    if names := named_holders(team, skill):
        first = say("{first}; by name {names}", first=first, names=joined([*map(isolated, names)]))
    lines = [f"{first}."]
    if row.backup:
        lines.append(
            say(
                "Without the strongest person, you still have {level}.",
                level=level_words(framework, row.backup),
            )
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
