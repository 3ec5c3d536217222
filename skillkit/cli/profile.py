"""profile: the shape of a saved assessment, in words or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from skillkit.assessment.file import from_json, load
from skillkit.base.errors import Invalid, RatingError, SkillkitError
from skillkit.base.storage import LARGEST
from skillkit.cli.command import Command
from skillkit.framework.file import load_framework
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


def profile(arguments: Sequence[str]) -> int:
    """Print the profile of a saved assessment."""
    parser = argparse.ArgumentParser(prog="skillkit profile")
    parser.add_argument("file", metavar="FILE.json")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--framework", metavar="FILE.toml")
    chosen = parser.parse_args(arguments)
    try:
        found = _profile_in(chosen.file, chosen.framework)
    except (SkillkitError, FileNotFoundError) as error:
        code, detail = _refusal(error, chosen.file)
        print(
            json.dumps({"error": code, "detail": detail}) if chosen.json else detail,
            file=sys.stdout if chosen.json else sys.stderr,
        )
        return 1
    print(json.dumps(found.as_dict(), indent=2) if chosen.json else described(found))
    return 0


def described(found: Profile) -> str:
    """A profile on a plain screen: the sentence, the facts, the stool, the smallest change."""
    facts = [f"  - {fact_sentence(found, f)}; {need_words(found, f)}" for f in found.facts]
    more = [change_sentence(found), border_hint(found), evidence_sentence(found)]
    parts = [shape_sentence(found), "\n".join(facts), stool_sentence(found), *filter(None, more)]
    return "\n\n".join(parts)


def _profile_in(name: str, framework: str | None) -> Profile:
    chosen = load_framework(framework) if framework else None
    if name == "-":
        said = sys.stdin.buffer.read(LARGEST).decode("utf-8-sig", errors="replace")
        return profile_of(from_json(said, chosen, Path.cwd()))
    return profile_of(load(Path(name), chosen))


def _refusal(error: Exception, name: str) -> tuple[str, str]:
    """A stable code and a sentence for a file without a profile."""
    if isinstance(error, RatingError):
        return error.code, str(error)
    if isinstance(error, FileNotFoundError):
        return "no_file", f"There is no file {name}."
    return "framework" if isinstance(error, Invalid) else "file", str(error)


COMMAND = Command(
    "profile",
    "FILE.json [OPTIONS]",
    "say the shape of a saved assessment\n\nFILE.json may be - for standard input. --json "
    "prints all fields. --framework FILE.toml names\nthe framework of a workshop of your own.",
    (),
    profile,
)
