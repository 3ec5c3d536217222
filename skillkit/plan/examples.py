"""Plan examples: what the forms of the plan show until a person has files of their own."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from skillkit.plan import case_study as casestudy
from skillkit.plan import file as planfile
from skillkit.plan.case_study import CaseStudy
from skillkit.plan.model import Plan


@cache
def example_plan() -> Plan:
    """The plan of the example person: the suggestion for five hours a week, made their own."""
    return planfile.from_json(_text("example_plan"))


@cache
def example_review() -> Plan:
    """That plan after ninety days: what was done, what was left, and what it taught."""
    plan = example_plan()
    for name, said in json.loads(_text("example_review")).items():
        plan = plan.change(name, **{**said, "evidence": tuple(said.get("evidence", ()))})
    return plan


@cache
def example_case_study() -> CaseStudy:
    """A case study as that person might write it after ninety days."""
    return casestudy.from_json(_text("example_case_study"))


def _text(name: str) -> str:
    return files("skillkit").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
