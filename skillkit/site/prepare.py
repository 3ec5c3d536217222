"""Prepare: load what the other sessions need while nobody waits for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

import skillkit
from skillkit.base.words import SOURCE, choose
from skillkit.site.later import Later
from skillkit.site.widget import stand_in

ELSEWHERE = {"AgendaBar", "FacilitatorView", "Timer"}  # who leads has a notebook, and no page
# What is read or found once and kept, by module and name there.
READ = (
    ("skillkit.practice.claims", "load_claims"),
    ("skillkit.practice.vignettes", "load_vignettes"),
    ("skillkit.plan.actions", "load_actions"),
    ("skillkit.plan.examples", "example_plan"),
    ("skillkit.plan.examples", "example_review"),
    ("skillkit.plan.examples", "example_suggestion"),
    ("skillkit.team.sample", "sample_agreements"),
)


def steps() -> Iterator[str]:
    """Load one thing more at each step, the heaviest last; its name."""
    stand_in()
    import_module("skillkit.site.kernel")
    for name in skillkit.__all__:
        if name not in ELSEWHERE:
            value = getattr(skillkit, name)
            if hasattr(value, "script"):  # a widget
                value.code()
            yield name
    for module, name in READ:
        getattr(import_module(module), name)()
        yield name
    for module in ("skillkit.site.backup", "networkx"):
        import_module(module)
        yield module


def everything(tag: str = SOURCE) -> None:
    """Load all of it for pages in a language, from archives that are unpacked already."""
    choose(tag)
    finder = Later(_nothing)
    sys.meta_path.append(finder)
    list(steps())
    sys.meta_path.remove(finder)  # a page that goes on from here has one of its own


def _nothing(archive: str) -> str:
    raise FileNotFoundError(archive)
