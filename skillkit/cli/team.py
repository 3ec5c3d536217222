"""team: the picture of a group, for a facilitator without a notebook."""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import json_text
from skillkit.base.storage import read_bytes
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.words import say
from skillkit.cli.output import own_framework, put_out
from skillkit.framework import Framework
from skillkit.team import Team, TeamError, as_dict
from skillkit.team.chat import LARGEST
from skillkit.team.memory import memory_file, remember, shown_before
from skillkit.team.page import whole_page
from skillkit.team.sources import from_chat, from_path
from skillkit.team.submissions import ONE, SEVERAL, Answer, Submission, TeamBuild, build_team
from skillkit.team.words import (
    READING_HEADLINE,
    gap_sentences,
    group_sentences,
    key_person_headline,
    mentor_lines,
    pair_lines,
    reading_sentences,
    shape_headline,
    spread_headline,
    spread_sentences,
    stool_sentences,
)


def run(chosen: argparse.Namespace) -> int:
    """Say a group's picture; what could not be used goes to standard error."""
    if not chosen.paths and not chosen.chat:
        raise FileError(say("Nothing was handed in: give card files, a folder, or --chat FILE."))
    own = own_framework(chosen)
    submissions = list(_submissions(chosen.paths, chosen.chat, own))
    found = build_team(submissions, own)
    found = build_team(submissions, own, _answers(found, chosen.one, chosen.several))
    group = replace(found.team, floor=chosen.floor)
    if chosen.named:
        group = group.naming({*group.named, *chosen.named})
    if chosen.json:
        put_out(chosen, json_text(as_dict(group) | _left_out(found)))
    else:
        for line in _notes(found):
            print(line, file=sys.stderr)
        if chosen.html and found.questions:
            raise TeamError(say("No page is written before the questions above are answered."))
        if chosen.html:
            _page(chosen, group, chosen.memory or memory_file(), dt.date.today())
        else:
            put_out(chosen, described(group))
    return 0 if group.members else 1


def _page(chosen: argparse.Namespace, group: Team, memory: Path, today: dt.date) -> None:
    """Write a page, and remember what it shows; no second one of nearly the same people."""
    coverage = group.coverage()
    earlier = shown_before(memory, group.framework) if coverage.pictures else []
    again = [one for one in earlier if one.picture in coverage.pictures]
    if earlier and not again and not chosen.others:
        raise TeamError(
            say(
                "A picture was shown before: {earlier} ({memory}). Each card is counted in one "
                "picture only, as two of nearly the same people, side by side, tell the levels "
                "of anyone who came or went. If none of these cards is in it, say --others. Else "
                "pass on the first page as it is; late cards wait until they are {floor}: then "
                "give these alone, with --others.",
                earlier=joined([str(one) for one in earlier]),
                memory=memory,
                floor=group.floor,
            )
        )
    if coverage.pictures and not again:
        remember(memory, group.framework, coverage.pictures, today)
    put_out(chosen, whole_page(group, coverage, today))


def described(group: Team) -> str:
    """A team on a plain screen: the table, and the sentences of every chart."""
    coverage = group.coverage()
    helpers = [*mentor_lines(group), *pair_lines(group)]
    readings = reading_sentences(coverage, group.floor)
    parts = [
        "\n".join(group_sentences(group, coverage)),
        group.to_frame().to_string(),
        "\n".join([f"{key_person_headline(group, coverage)}.", *gap_sentences(group, coverage)]),
        "\n".join([f"{shape_headline(coverage)}.", *stool_sentences(coverage)]),
        "\n".join([f"{spread_headline(coverage)}.", *spread_sentences(coverage)]),
        "\n".join([f"{say(READING_HEADLINE)}.", *readings]) if readings else "",
        "\n".join([say("Who could help whom:"), *helpers]) if helpers else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _submissions(
    paths: Sequence[Path], chats: Sequence[str], own: Framework | None
) -> Iterator[Submission]:
    """Everything that was handed in; a chat may be "-" for standard input."""
    known = [own] if own else []
    for path in paths:
        yield from from_path(path, known)
    for name in chats:
        if name == "-":
            yield from from_chat(sys.stdin.buffer.read(LARGEST), known, say("standard input"))
            continue
        try:
            data = read_bytes(Path(name), largest=LARGEST)
        except FileNotFoundError as error:
            raise FileError(say("There is no file {name}.", name=quoted(name))) from error
        yield from from_chat(data, known, Path(name).name)


def _answers(found: TeamBuild, one: Sequence[str], several: Sequence[str]) -> dict[str, Answer]:
    """What was said of senders with different cards: that each is one person, or several."""
    senders = {choice.name: choice.sender for choice in found.choices}
    both = [*((name, ONE) for name in one), *((name, SEVERAL) for name in several)]
    for name, _ in both:
        if name not in senders:
            raise SkillkitError(
                say(
                    "{name} did not hand in different cards.{hint}",
                    name=quoted(name),
                    hint=nearest(name, list(senders)),
                )
            )
    return {senders[name]: answer for name, answer in both}


def _left_out(found: TeamBuild) -> dict[str, Any]:
    """What is not in the team, and what has to be asked, for programs."""
    kinds = {
        "refused": found.refused,
        "repeated": found.repeated,
        "replaced": found.replaced,
        "noted": found.noted,
    }
    listed = {kind: [[o.submission.where, o.reason] for o in them] for kind, them in kinds.items()}
    questions = [
        {"name": q.name, "places": list(q.places), "question": q.sentence} for q in found.questions
    ]
    return {**listed, "questions": questions}


def _notes(found: TeamBuild) -> Iterator[str]:
    """What is not in the team, and what has to be asked, for people."""
    for kind, outcomes in (
        (say("Not used"), found.refused),
        (say("Counted once"), found.repeated),
        (say("Replaced"), found.replaced),
        (say("Counted without its practice ratings"), found.noted),
    ):
        for outcome in outcomes:
            yield f"{kind}: {outcome.submission.where}: {outcome.reason}"
    for question in found.questions:
        name = shlex.quote(question.name)
        yield say(
            "Question: {question} Say --one {name} or --several {name}.",
            question=question.sentence,
            name=name,
        )
    if not found.team.members:
        yield say("No card could be used, so there is no team to show.")
