"""Sample team: twelve openly fictional people, for readers alone and for trying things out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from skillkit.entry import from_upload
from skillkit.gathering import gather
from skillkit.sharecode import code_of
from skillkit.team import Team

NAME = "sample_team.json"
TEAM_LABEL = "an invented team of twelve; nobody is meant"


@cache
def sample_team() -> Team:
    """The invented team: every shape, holes and all; five of them agreed to be shown by name."""
    data = files("skillkit").joinpath("data", NAME).read_bytes()
    return gather(from_upload(NAME, data)).team.naming(json.loads(data)["named"])


def sample_chat() -> str:
    """A chat in which the invented team hands in, one code being cut off at first."""
    lines = ["[10:00] Host: Please send me your share code; it begins with SK1."]
    for minute, member in enumerate(sample_team().members, 1):
        code, when = code_of(member.assessment), f"[10:{minute:02}] {member.alias}"
        if minute == 3:
            lines += [f"{when}: {code[:-3]}", f"{when}: sorry, that was not all of it: {code}"]
        else:
            lines.append(f"{when}: here it is: {code}")
    return "\n".join([*lines, "[10:15] Host: Thank you all.", ""])
