"""Anchor rules: what docs/writing-anchors.md asks of names and sentences, as far as one can tell.

Nothing here is a fault: a sentence that breaks a rule may still be a good one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from skillkit.base.errors import Problem
from skillkit.base.text import counted, quoted
from skillkit.base.words import say, sentence
from skillkit.framework import Framework, Skill

TODO = "TODO"  # how a sentence begins that is still to be written

LONGEST_SENTENCE = 25  # words; twenty is the rule, a few more are no matter

LONGEST_NAME, LONGEST_LEVEL = 28, 12  # letters that a picture shows whole

ALIKE = 0.85  # of two sentences, from here on one pattern

MANY = 3  # skills with one sentence make a pattern


class Rule(NamedTuple):
    """Words that an anchor does better without, and why."""

    pattern: str
    sentence: str


RULES = (
    Rule(
        r"\b(can|could|able to|capable of)\b",
        sentence(
            "{found} is a guess about the future; write what somebody did, as in 'I built ...'."
        ),
    ),
    Rule(
        r"\b(simply|just|obviously|basic|basically|advanced|trivial)\b",
        sentence("{found} judges the reader, and the levels say already how far; leave it out."),
    ),
    Rule(
        r"\b(understand|understanding of|know|knows|aware|familiar with)\b",
        sentence("nobody sees {found}; write what a colleague could have seen."),
    ),
    Rule(
        r"\b(expert|certified|certificate|years)\b",
        sentence("{found} says how long or what title, not what; write a deed."),
    ),
    Rule(
        r"\b(a lot|effectively|properly)\b",
        sentence("{found} cannot be checked; write how often, or for whom."),
    ),
)

ENGLISH = re.compile(r"\b(the|a|an|of|and|my|with|for|to)\b")


def anchor_warnings(framework: Framework) -> Iterator[Problem]:
    """What is worth a look in the names and sentences of a framework."""
    yield from _names(framework)
    todo = [(path, text) for path, text in _sentences(framework) if text.startswith(TODO)]
    if todo:
        said = say(
            "{sentences} still to be written; search for {todo}.",
            sentences=counted(len(todo), "sentence"),
            todo=TODO,
        )
        yield Problem(todo[0][0], said)
    sentences = [(path, text) for path, text in _sentences(framework) if (path, text) not in todo]
    if _is_english(text for _, text in sentences):
        yield from _words(framework, sentences)
    for path, text in sentences:
        if (count := len(text.split())) > LONGEST_SENTENCE:
            yield Problem(
                path, say("{count} words; eight to twenty are read at once.", count=count)
            )
    yield from _patterns(framework)


def _names(framework: Framework) -> Iterator[Problem]:
    """Names that no picture shows whole."""
    for skill in framework.skills:
        if len(skill.label) > LONGEST_NAME:
            said = say(
                "the pictures cut a name after {longest} letters; give it a short one.",
                longest=LONGEST_NAME,
            )
            yield Problem(f"skills.{skill.id}.name", said)
    for place, level in enumerate(framework.levels):
        if len(level.label) > LONGEST_LEVEL:
            said = say(
                "the pictures cut a level after {longest} letters; give it a short one.",
                longest=LONGEST_LEVEL,
            )
            yield Problem(f"levels[{place}].name", said)


def _sentences(framework: Framework) -> Iterator[tuple[str, str]]:
    for skill in framework.skills:
        for place, text in enumerate(skill.anchors):
            if text:
                yield f"skills.{skill.id}.anchors[{place}]", text


def _is_english(texts: Iterable[str]) -> bool:
    """Whether the rules about English words apply."""
    found = [bool(ENGLISH.search(text)) for text in texts]
    return 2 * sum(found) > len(found)


def _words(framework: Framework, sentences: list[tuple[str, str]]) -> Iterator[Problem]:
    """Words of the rules, and sentences that do not begin with what somebody did."""
    for path, text in sentences:
        for rule in RULES:
            if found := re.search(rule.pattern, text, re.IGNORECASE):
                yield Problem(path, say(rule.sentence, found=quoted(found[0].lower())))
        if not re.match(r"(I|We)\b", text):
            yield Problem(path, say("begin with 'I' and a past verb, as in 'I tested ...'."))
    for skill in framework.skills:
        for place, text in list(enumerate(skill.anchors))[1:]:
            if re.match(r"I (have|had|did|do|was|am) not\b", text):
                said = say("the lowest level is the one place for 'not'; say what is there.")
                yield Problem(f"skills.{skill.id}.anchors[{place}]", said)


def _patterns(framework: Framework) -> Iterator[Problem]:
    """Levels at which several skills have one sentence, but for the skill's own name."""
    for place, level in enumerate(framework.levels):
        texts = {s.id: _bare(s, s.anchors[place]) for s in framework.skills if s.anchors[place:]}
        alike = {
            skill
            for one, other in combinations(filter(texts.get, texts), 2)
            if difflib.SequenceMatcher(None, texts[one], texts[other]).ratio() > ALIKE
            for skill in (one, other)
        }
        if len(alike) >= MANY:
            said = say(
                "{skills} say nearly the same at {level}; write what somebody did in each of them.",
                skills=counted(len(alike), "skill"),
                level=level.name,
            )
            yield Problem("skills", said)


def _bare(skill: Skill, text: str) -> str:
    """The sentence without the words of the skill's name."""
    for word in re.findall(r"\w+", skill.name.lower()):
        text = re.sub(rf"\b{re.escape(word)}\b", "", text.lower())
    return text
