"""Absence text: what rests on nobody or on one person, and what one takes along, in words."""

from __future__ import annotations

from skillkit.absence import Holders, holders, named_holders
from skillkit.coverage import Coverage
from skillkit.floor import Span
from skillkit.framework import SkillId
from skillkit.team import Team
from skillkit.teamtext import level_words, people_words, skill_names
from skillkit.wording import listed


def gap_sentences(team: Team, coverage: Coverage) -> list[str]:
    """The gaps, where nobody is strong, and the single points, where it rests on one or two."""
    now = {skill: found.now for skill, found in holders(team, coverage).items()}
    strong = f"{team.framework.levels[team.framework.rules.strong].name} or above"
    lines = []
    for words, skills in (
        ("Nobody is at {} in {}.", [s for s, n in now.items() if n == Span(0, 0)]),
        ("Exactly one person is at {} in {}.", [s for s, n in now.items() if n == Span(1, 1)]),
        ("One or two people are at {} in {}.", [s for s, n in now.items() if n == Span(1, 2)]),
    ):
        if skills:
            lines.append(words.format(strong, skill_names(team.framework, skills)))
    if now and not lines:
        lines.append(f"Every skill shown has two people or more at {strong}.")
    return lines


def absence_headline(team: Team, coverage: Coverage, away: str | None = None) -> str:
    """One line: what rests on nobody or on one or two, or what one person takes along."""
    found = holders(team, coverage, away)
    if not found:
        return "Too few people to show who holds which skill"
    if away is not None:
        lost, doubtful = map(len, _lost(found))
        if lost:
            more = f", perhaps in {doubtful} more" if doubtful else ""
            return f"Without {away} nobody is left in {_skills(lost)}{more}"
        if doubtful:
            return f"Without {away} {_skills(doubtful)} may be left with nobody"
        return f"Without {away} every skill is still held"
    now = [held.now for held in found.values()]
    none = sum(span.high == 0 for span in now)
    thin = [span for span in now if span.low == 1 and span.high in (1, 2)]
    sure = all(span.exact for span in thin)
    few, are = ("one person", "is") if sure else ("one or two people", "are")
    strong = team.framework.levels[team.framework.rules.strong].name
    parts = []
    if none:
        parts.append(f"nobody is {strong} in {_skills(none)}")
    if thin and none:
        parts.append(f"{few} in {len(thin)}")
    elif thin:
        parts.append(f"{few} {are} {strong} in {_skills(len(thin))}")
    words = "; ".join(parts) or f"every skill has two people or more at {strong}"
    return words[0].upper() + words[1:]


def absence_sentences(team: Team, coverage: Coverage, away: str) -> list[str]:
    """What is left when somebody who agreed to be named is away."""
    found = holders(team, coverage, away)
    lost, doubtful = _lost(found)
    strong = f"{team.framework.levels[team.framework.rules.strong].name} or above"
    lines = []
    if lost:
        lines.append(
            f"Without {away} nobody is left at {strong} in {skill_names(team.framework, lost)}."
        )
    if doubtful:
        lines.append(
            f"In {skill_names(team.framework, doubtful)} perhaps nobody is left: one or two people "
            f"are at {strong} now, and {away} is one of them."
        )
    if not lines:
        lines.append(f"Without {away} every skill that somebody holds is still held.")
    return lines


def skill_sentences(team: Team, coverage: Coverage, skill: SkillId) -> list[str]:
    """Who holds one skill, and the level that is left when the strongest person is away."""
    framework, row = team.framework, coverage.rows[skill]
    name = framework.skill(skill).name
    if row is None:
        return [f"{name} is not shown: too few people stand behind it."]
    strong = framework.levels[framework.rules.strong].name
    now = holders(team, coverage)[skill].now
    verb = "is" if now.high in (0, 1) else "are"
    first = f"{name}: {people_words(now)} {verb} at {strong} or above"
    if names := named_holders(team, skill):
        first += f"; by name {listed(names)}"
    lines = [f"{first}."]
    if row.backup:
        lines.append(
            f"With the strongest person away, what is left is {level_words(framework, row.backup)}."
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
    return "1 skill" if count == 1 else f"{count} skills"
