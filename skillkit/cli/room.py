"""room: one address where a group hands in, and one picture, at a reveal."""

from __future__ import annotations

import argparse
import os

from skillkit.base.errors import FileError
from skillkit.base.storage import home
from skillkit.base.words import say
from skillkit.framework.folder import FRAMEWORK, current
from skillkit.setup import workshop_root

FILE = "room.sqlite"


def run(chosen: argparse.Namespace) -> int:
    """Run a room until somebody stops it."""
    from skillkit.room.server import OPERATOR, serve

    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    framework = current().own_text(FRAMEWORK)
    if framework is None:
        raise FileError(
            say("There is no {framework} in {name}.", framework=FRAMEWORK, name=current().name)
        )
    return serve(
        chosen.db or f"sqlite:///{(home() / FILE).absolute()}",
        port=chosen.port,
        notebooks=workshop_root() / "notebooks",
        framework=framework,
        title=chosen.title,
        floor=chosen.floor,
        proxy=chosen.behind_proxy,
        local=chosen.local,
        listen=chosen.listen,
        ready_site=chosen.site,
        operator=os.environ.get(OPERATOR, ""),  # not an option, which every program could read
    )
