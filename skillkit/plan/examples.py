"""Plan examples: what the forms of the plan show until a person has files of their own.

A workshop folder may bring them as files; for another framework the plan is the suggestion for its
example person, and the case study is empty.
"""

from __future__ import annotations

import json
from typing import Any

from skillkit.assessment.examples import example_person
from skillkit.assessment.invented import START
from skillkit.base.words import kept_by_language, say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import folder_of, load_framework
from skillkit.plan import case_study as casestudy
from skillkit.plan import file as planfile
from skillkit.plan.actions import Catalogue, actions_of
from skillkit.plan.case_study import CaseStudy
from skillkit.plan.model import Cue, Plan
from skillkit.plan.suggest import Suggestion, suggest_plan, suggestion_for
from skillkit.profile import profile_of

HOURS = 5.0  # a week

CUES = (
    (
        sentence("it is Tuesday, nine o'clock"),
        sentence("at my desk"),
        sentence("write down the first step"),
    ),
    (
        sentence("the first part is done"),
        sentence("in the small meeting room"),
        sentence("show it to one colleague"),
    ),
)


def _went() -> tuple[dict[str, Any], ...]:
    """How the first two actions went."""
    return (
        {
            "status": "done",
            "evidence": (say("Two colleagues use it"),),
            "learned": say("A first try was enough"),
        },
        {"status": "started", "learned": say("I waited for a free day that did not come")},
    )


def example_plan() -> Plan:
    """The plan of the example person: the suggestion for five hours a week, made their own."""
    framework = load_framework()
    text = _text("example_plan")
    return _suggested(framework, actions_of(framework)) if text is None else _read(text, framework)


def example_suggestion() -> Suggestion | None:
    """What is suggested to that person beside their plan."""
    return suggestion_for(profile_of(example_person()), example_plan())


def example_review() -> Plan:
    """That plan after ninety days: what was done, what was left, and what it taught."""
    plan = example_plan()
    text = _text("example_review")
    ids = [action.id for action in plan.actions]
    went = dict(zip(ids, _went(), strict=False)) if text is None else json.loads(text)
    for name, said in went.items():
        plan = plan.change(name, **{**said, "evidence": tuple(said.get("evidence", ()))})
    return plan


def example_case_study() -> CaseStudy:
    """A case study as that person might write it after ninety days."""
    text = _text("example_case_study")
    return CaseStudy() if text is None else casestudy.from_json(text)


@kept_by_language
def _read(text: str, framework: Framework) -> Plan:
    return planfile.from_json(text, framework)


@kept_by_language
def _suggested(framework: Framework, actions: Catalogue) -> Plan:
    """The suggestion for the example person of a framework, with the first acts said."""
    person = example_person()
    kinds = {framework.kind(skill): skill for skill in reversed([*person.targets])}
    found = suggest_plan(profile_of(person), actions, START, HOURS, focus=[*kinds.values()])
    plan = found.plan
    for place, action in enumerate(plan.actions):
        cue = Cue(*map(say, CUES[place % len(CUES)]))
        wait = say("I wait for a free day")
        plan = plan.change(action.id, cue=cue, obstacle=wait, buddy="Noor")
    return plan


def _text(name: str) -> str | None:
    """What the folder of this session's workshop says of an example, if anything."""
    folder = folder_of(load_framework())
    return folder.own_text(f"{name}.json") if folder else None
