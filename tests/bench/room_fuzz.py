"""Room fuzz: schemathesis tries all addresses of the room, with four keys and none."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from skillkit.base.toml_reader import built_in
from skillkit.room import acts
from skillkit.room.acts import Join
from skillkit.room.api import new_room
from skillkit.room.app import make_app
from skillkit.room.database import open_database
from skillkit.room.limits import Guesses
from skillkit.room.secret import LEAD, PARTICIPANT, hashed, number, token, viewer_token
from tests.room.postgres import running
from tests.room.service import served

OPERATOR = "o_of-this-run"
CHECKS = "not_a_server_error,status_code_conformance,negative_data_rejection,unsupported_method"


def fuzz(examples: int) -> int:
    """Run it on both databases; 1 if anything answers 500, or what is not described."""
    with tempfile.TemporaryDirectory() as folder, running() as server:
        urls = (f"sqlite:///{folder}/room.sqlite", server.made("room"))
        return max(tried(url, examples, Path(folder)) for url in urls)


def tried(url: str, examples: int, folder: Path) -> int:
    """The worst that schemathesis says of a service over this database."""
    database = open_database(url)
    row, code, _ = new_room("Fuzz", built_in("ai_engineer_quick/framework.toml"))
    lead, key = token(LEAD), token(PARTICIPANT)
    with database.write.begin() as connection:
        acts.create(connection, [row | {"lead_hash": hashed(lead)}])
        acts.join(connection, [Join(hashed(code), number(), hashed(key))])
    app = make_app(database, {"127.0.0.1"}, operator=OPERATOR, guesses=Guesses(wrong=10**9))
    (folder / "schemathesis.toml").write_text(f'[parameters]\nroom = "{row["id"]}"\n')
    program = os.environ.get("SCHEMATHESIS", "schemathesis")
    worst = 0
    with served(app) as address:
        for role in (key, lead, viewer_token(code), OPERATOR, ""):
            words = [program, "run", f"{address}/api/v1/openapi.json", "--checks", CHECKS]
            words += ["--max-examples", str(examples), "--suppress-health-check", "all"]
            words += ["--exclude-name", "DELETE /api/v1/me"]  # it would be the last
            words += ["--exclude-name", "DELETE /api/v1/rooms/{room}"]
            if role:
                words += ["--header", f"Authorization: Bearer {role}"]
            worst = max(worst, subprocess.run(words, cwd=folder, check=False).returncode)
    database.close()
    return worst
