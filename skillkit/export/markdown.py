"""Markdown: a plan, or a team's agreements, as one Markdown page to keep, to paste or to send."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from skillkit.base.text import joined, long_date, marked
from skillkit.base.words import say
from skillkit.framework.notice import imprint
from skillkit.plan import HORIZONS, Plan
from skillkit.plan.rules import violations
from skillkit.plan.words import action_lines, hours_sentence
from skillkit.profile import Profile
from skillkit.profile.words import change_sentence, shape_sentence, stool_sentence
from skillkit.team.agreements import Agreements
from skillkit.team.words import agreement_lines, agreement_title


def plan_markdown(plan: Plan, profile: Profile | None, today: dt.date) -> str:
    """The page: where the person is, each action in full, what still breaks a rule, the dates."""
    parts = [say("# My next ninety days"), *_where(profile), *_what(plan)]
    for place, action in enumerate(plan.actions, 1):
        parts += [f"### {place}. {marked(action.step)}", _list(action_lines(plan, action))]
    if found := violations(plan):
        parts += [
            say("## What the rules still ask"),
            "\n".join(f"- {marked(str(b))}" for b in found),
        ]
    looks = [long_date(plan.after(days)) for days in HORIZONS]
    parts += [
        say("## When I look back"),
        say("{looks}: what is done, what broke, what comes next?", looks=joined(looks)),
        f"---\n\n{marked(imprint(plan.framework, today))}",
    ]
    return "\n\n".join(parts) + "\n"


def agreements_markdown(agreements: Agreements, today: dt.date) -> str:
    """The page: what the team agreed on, what became of it, and how many people it wants."""
    parts = [say("# What we agreed on")]
    for place, one in enumerate(agreements.agreements, 1):
        title = marked(agreement_title(agreements, one))
        parts += [f"## {place}. {title}", _list(agreement_lines(agreements, one))]
    if not agreements.agreements:
        parts.append(say("Nothing yet."))
    if agreements.wanted:
        name = agreements.framework.skill
        wanted = ((name(skill).name, str(n)) for skill, n in agreements.wanted.items())
        parts += [say("## How many of us should be able to do this?"), _list(wanted)]
    title = f"{agreements.framework.title}. {long_date(today)}."
    return "\n\n".join([*parts, f"---\n\n{marked(title)}"]) + "\n"


def _list(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- **{label}:** {marked(said)}" for label, said in lines)


def _where(profile: Profile | None) -> Iterator[str]:
    if profile:
        lines = (shape_sentence(profile), stool_sentence(profile), change_sentence(profile))
        yield say("## Where I am")
        yield "\n\n".join(map(marked, lines))


def _what(plan: Plan) -> Iterator[str]:
    yield say("## What I do")
    if plan.focus:
        names = [marked(plan.framework.skill(skill).name) for skill in plan.focus]
        yield say("I want to grow {names}.", names=joined(names))
    if plan.actions:
        yield f"{hours_sentence(plan)} {say('All hours are guesses.')}"
    else:
        yield say("No action is chosen yet.")
