"""Colleague: what one colleague has seen of up to three skills, beside a person's own ratings.

The colleague gets the sentences of these skills on a sheet and gives back an answer like
"3-2 7-4 12-x": the number of each skill on the sheet, and a level or "x" for not observed. It is
said in words to the person alone. Nothing is averaged, nothing is kept, and no team's picture
hears of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from skillkit.assessment.model import Assessment
from skillkit.base.errors import SkillkitError
from skillkit.base.text import joined, quoted, step_words
from skillkit.base.words import say, sentence
from skillkit.framework import Framework, SkillId

MOST_SKILLS = 3

NOT_OBSERVED = "x"

FORM = sentence(
    "write it like “3-2 7-x”: the number of a skill on the sheet, then a level of it, or x"
)

Answer = Mapping[SkillId, int | None]  # None: not observed

_PAIR = re.compile(r"(\d{1,2})\s?[-=:\u2010-\u2015]\s?([0-9xX\u00d7])(?![0-9A-Za-z])")


def number_of(framework: Framework, skill: SkillId) -> int:
    """The number of a skill on the sheet, from 1 on: its place in the framework."""
    return framework.ids.index(framework.skill(skill).id) + 1


def read_answer(text: str, framework: Framework) -> Answer:
    """What a colleague answered.

    Raises:
        SkillkitError: no answer, a number that no skill has, a level that is none, or too many.
    """
    pairs = _PAIR.findall(text)
    rest = _PAIR.sub(" ", text).strip(" \t\n,;.")
    if not pairs or rest:
        raise SkillkitError(
            say("{value} is no answer; {form}.", value=quoted(rest or text), form=say(FORM))
        )
    answer: dict[SkillId, int | None] = {}
    for number, sign in pairs:
        if not 1 <= int(number) <= len(framework.skills):
            raise SkillkitError(
                say(
                    "No skill has the number {number}; they go from 1 to {count}.",
                    number=number,
                    count=len(framework.skills),
                )
            )
        if sign.isdigit() and int(sign) not in framework.offered(framework.ids[int(number) - 1]):
            raise SkillkitError(say("{sign} is no level; {form}.", sign=sign, form=say(FORM)))
        skill = framework.ids[int(number) - 1]
        if skill in answer:
            raise SkillkitError(
                say("The number {number} appears twice; each skill has one line.", number=number)
            )
        answer[skill] = int(sign) if sign.isdigit() else None
    if len(answer) > MOST_SKILLS:
        raise SkillkitError(
            say(
                "{count} skills are answered; ask about at most {most}.",
                count=len(answer),
                most=MOST_SKILLS,
            )
        )
    return answer


def answer_lines(own: Assessment, answer: Answer) -> list[str]:
    """Each skill in words: what the colleague has seen, and how far it is from the own rating."""
    lines = []
    for skill, seen in answer.items():
        name, mine = own.framework.skill(skill).name, own.rating(skill)
        if seen is None:
            lines.append(say("{name}: not observed, which says nothing about you.", name=name))
            continue
        level = own.framework.level(seen).name
        if not isinstance(mine, int):
            lines.append(
                say(
                    "{name}: {level}. You have given yourself no level here.",
                    name=name,
                    level=level,
                )
            )
        elif seen == mine:
            lines.append(say("{name}: {level}, as you rated yourself.", name=name, level=level))
        else:
            lines.append(
                say(
                    "{name}: {level}, {steps} than you.",
                    name=name,
                    level=level,
                    steps=step_words(seen - mine, "higher", "lower"),
                )
            )
    return lines


def asked_skills(framework: Framework, skills: object) -> tuple[SkillId, ...]:
    """The skills that somebody chose to ask about, each once.

    Raises:
        SkillkitError: none, too many, or one that the framework does not have.
    """
    chosen = [*dict.fromkeys(skills)] if isinstance(skills, list | tuple) else []
    found = tuple(framework.skill(str(skill)).id for skill in chosen)
    if not 1 <= len(found) <= MOST_SKILLS:
        names = joined([framework.skill(skill).name for skill in found]) or "none"
        raise SkillkitError(
            say(
                "Chosen: {names}. Choose one to {most} skills.",
                names=names,
                most=MOST_SKILLS,
            )
        )
    return found
