"""Sample team: twelve openly fictional people, for readers alone and for trying things out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from skillkit.entry import from_upload
from skillkit.gathering import gather
from skillkit.team import Team

NAME = "sample_team.json"
TEAM_LABEL = "an invented team of twelve; nobody is meant"


@cache
def sample_team() -> Team:
    """The invented team: every shape, holes and all; five of them agreed to be shown by name."""
    data = files("skillkit").joinpath("data", NAME).read_bytes()
    return gather(from_upload(NAME, data)).team.naming(json.loads(data)["named"])
