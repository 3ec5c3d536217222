"""room: one address where a group hands in, and one picture, at a reveal."""

from __future__ import annotations

import argparse
import os
import sys

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.storage import home
from skillkit.base.words import SOURCE, say, spoken_in
from skillkit.framework.folder import FRAMEWORK, current
from skillkit.setup import workshop_root

FILE = "room.sqlite"


def run(chosen: argparse.Namespace) -> int:
    """Run a room until somebody stops it."""
    from skillkit.room.hub import service_of
    from skillkit.room.server import OPERATOR, serve

    if chosen.hub_config:
        return _print_hub_config(chosen)
    hub = service_of(os.environ) if chosen.hub else None
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with spoken_in(SOURCE):  # each reader's language has its words for it
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
        hub=hub,
    )


def _print_hub_config(chosen: argparse.Namespace) -> int:
    """Print what a Hub's own settings need, with the rest of what was typed."""
    from skillkit.room.hub import hub_config
    from skillkit.room.server import public_address

    if not chosen.behind_proxy:
        raise SkillkitError(
            say("--hub-config needs the room's address: --behind-proxy https://HUB/services/room.")
        )
    address = public_address(chosen.behind_proxy)
    command = [sys.executable, "-m", "skillkit", "room", "--hub", "--behind-proxy", address]
    for option, value in (("--db", chosen.db), ("--site", chosen.site)):
        command += [option, str(value)] if value else []
    command += ["--port", str(chosen.port)]
    name = address.rpartition("/services/")[2]
    print(hub_config(command, f"http://127.0.0.1:{chosen.port}", name or "room"), end="")
    return 0
