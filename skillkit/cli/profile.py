"""profile: the shape of a saved assessment, in words, as a page or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from skillkit.assessment.file import from_json, load
from skillkit.base.json_text import json_text
from skillkit.base.storage import LARGEST
from skillkit.cli.output import own_framework, put_out
from skillkit.profile import Profile, profile_of
from skillkit.profile.words import (
    border_hint,
    change_sentence,
    evidence_sentence,
    fact_sentence,
    need_words,
    shape_sentence,
    stool_sentence,
)


def run(chosen: argparse.Namespace) -> int:
    """Say the profile of a saved assessment."""
    framework = own_framework(chosen)
    if chosen.file == "-":
        said = sys.stdin.buffer.read(LARGEST).decode("utf-8-sig", errors="replace")
        assessment = from_json(said, framework, Path.cwd())
    else:
        assessment = load(Path(chosen.file), framework)
    found = profile_of(assessment)
    if chosen.json:
        return put_out(chosen, json_text(found.as_dict()))
    if chosen.html:
        from skillkit.profile.page import profile_page

        return put_out(chosen, profile_page(found, dt.date.today()))
    return put_out(chosen, described(found))


def described(found: Profile) -> str:
    """A profile on a plain screen: the sentence, the facts, the stool, the smallest change."""
    facts = [f"  - {fact_sentence(found, f)}; {need_words(found, f)}" for f in found.facts]
    more = [change_sentence(found), border_hint(found), evidence_sentence(found)]
    parts = [shape_sentence(found), "\n".join(facts), stool_sentence(found), *filter(None, more)]
    return "\n\n".join(parts) + "\n"
