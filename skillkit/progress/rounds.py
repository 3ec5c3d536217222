"""Rounds: every kept rating of one person, in the order of its day, skill by skill.

Each is held against the first as two ratings are: what moved by more than a level, and what moved
by one and has something to show. Nothing is averaged, and no line is drawn into the future.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skillkit.assessment import Assessment, Rating, rating_words
from skillkit.assessment.file import load
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.text import counted, joined, long_date
from skillkit.base.words import say
from skillkit.framework import Framework, Skill, SkillId
from skillkit.plan import Plan
from skillkit.progress.model import Change, Progress, again_path, change_words, plan_beside


@dataclass(frozen=True, slots=True)
class Rounds:
    """The dated assessments of one person with the same list of skills, the first one first.

    Args:
        cards: two or more, each with the day of its rating.
        plan: what was planned in between, for what an action has to show.

    Raises:
        SkillkitError: fewer than two, one without a day, or two lists that cannot be compared.
    """

    cards: tuple[Assessment, ...]
    plan: Plan | None = None

    def __post_init__(self) -> None:
        if len(self.cards) < 2:
            raise SkillkitError(
                say(
                    "{ratings} found; two or more are held against each other. Give the others "
                    "too.",
                    ratings=counted(len(self.cards), "rating"),
                )
            )
        if any(card.date is None for card in self.cards):
            raise SkillkitError(
                say(
                    "A rating without a day cannot be put in order. Give two files alone, the "
                    "earlier one first."
                )
            )
        in_order = sorted(self.cards, key=lambda card: card.date or dt.date.min)
        object.__setattr__(self, "cards", tuple(in_order))
        for card in self.cards[1:]:
            Progress(self.cards[0], card)

    @property
    def framework(self) -> Framework:
        """The list of skills, as it is in the last round."""
        return self.cards[-1].framework

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the rounds."""
        return tuple(card.date for card in self.cards if card.date)

    @property
    def progress(self) -> Progress:
        """The first round and the last."""
        return Progress(self.cards[0], self.cards[-1], plan=self.plan)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every skill from the first round to the last; any new line of evidence backs it."""
        return tuple(
            replace(change, backed=change.backed or bool(self.new_lines(change.skill.id)))
            for change in self.progress.changes
        )

    def ratings(self, skill: SkillId) -> tuple[Rating | None, ...]:
        """A skill's rating in each round."""
        return tuple(card.ratings.get(skill) for card in self.cards)

    def new_lines(self, skill: SkillId) -> dict[int, str]:
        """The lines of evidence that a later round brought, by its number from 1 on."""
        lines = [card.evidence.get(skill) for card in self.cards]
        return {i: line for i, line in enumerate(lines) if i and line and line not in lines[:i]}


def rounds_of(
    paths: Iterable[Path], framework: Framework | None = None, plan: Plan | None = None
) -> tuple[Rounds, dict[Path, str]]:
    """The rounds of these files, and why the others cannot be used.

    Raises:
        SkillkitError: fewer than two are left; the sentence names the others.
    """
    cards: list[Assessment] = []
    refused: dict[Path, str] = {}
    for path in paths:
        try:
            card = load(path, framework)
            if card.date is None:
                raise FileError(
                    say("{path} has no day, so its place among the others is not known.", path=path)
                )
            if cards:
                Progress(cards[0], card)
        except FileNotFoundError:
            refused[path] = say("There is no {path}.", path=path)
        except SkillkitError as error:
            refused[path] = str(error)
        else:
            cards.append(card)
    try:
        return Rounds(tuple(cards), plan), refused
    except SkillkitError as error:
        raise SkillkitError("\n".join([*refused.values(), str(error)])) from error


def kept_rounds(start: Path) -> tuple[Rounds, dict[Path, str]]:
    """All rounds in the folder of a first rating: it, those kept under their day, and the last.

    Raises:
        SkillkitError: fewer than two can be used.
    """
    again = again_path(start)
    dated = sorted(again.parent.glob(f"{again.stem}-[0-9]*.json"))
    there = (path for path in (start, *dated, again) if path.exists())
    return rounds_of(there, plan=plan_beside(start))


def round_sentences(rounds: Rounds) -> Iterator[str]:
    """When there were rounds, and what moved from the first to the last."""
    yield f"{counted(len(rounds.cards), 'round')}: {joined([*map(long_date, rounds.days)])}."
    telling = [change for change in rounds.changes if change.tells]
    if telling:
        said = joined([f"{change.skill.name} ({change_words(change)})" for change in telling])
        yield say("From the first to the last, worth noting: {said}.", said=said)
    else:
        yield say(
            "From the first to the last, no skill moved two levels or has something new to show."
        )


def path_words(rounds: Rounds, skill: Skill) -> str:
    """A skill's way in words: "Basic, Working, Working"."""
    return ", ".join(rating_words(rounds.framework, one) for one in rounds.ratings(skill.id))
