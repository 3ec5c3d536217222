"""Plan examples: what the forms of the plan show until a person has files. Nobody is meant."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from skillkit import casestudy, planfile
from skillkit.casestudy import CaseStudy
from skillkit.plan import Plan


@cache
def example_plan() -> Plan:
    """The plan of the example person: the suggestion for five hours a week, made their own."""
    return planfile.from_json(_text("example_plan"))


@cache
def example_case_study() -> CaseStudy:
    """A case study as that person might write it after ninety days."""
    return casestudy.from_json(_text("example_case_study"))


def _text(name: str) -> str:
    return files("skillkit").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
