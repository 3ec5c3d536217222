"""Sign of a plan: how far its actions are, and the secret that its random digits come from."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from pathlib import Path
from typing import Any

from skillkit.assessment.sign import MARKS, REACHED, Sign
from skillkit.base.errors import FileError
from skillkit.base.json_text import SCHEMA, fields_of
from skillkit.base.storage import Store
from skillkit.base.words import say
from skillkit.plan.model import Plan

NAME = "sign.json"  # beside the plan


def sign_of_plan(plan: Plan, day: int, secret: str) -> Sign:
    """What a plan says on that day. An action that was stopped on purpose counts neither way."""
    going = [action for action in plan.actions if action.status != "stopped"]
    done = sum(action.status == "done" for action in going)
    shown = any(action.evidence for action in plan.actions)
    begun = shown or any(action.status in ("started", "done") for action in going)
    half = 0 < len(going) <= 2 * done
    reached = {30: begun, 60: half, 90: half and done == len(going)}[day]
    digest = hashlib.sha256(f"{secret} {day}".encode()).digest()
    return Sign(day, reached, shown, int.from_bytes(digest[:8], "big") % MARKS)


def day_now(plan: Plan, today: dt.date) -> int:
    """The day that is asked about now: the last of 30, 60 and 90 that has come, else the first."""
    gone = (today - plan.start).days
    return max((day for day in REACHED if day <= gone), default=min(REACHED))


def secret_of(path: Path) -> str:
    """The secret beside a plan, made at first: no calendar and no partner's page holds it.

    Raises:
        FileError: it cannot be read or written.
    """
    store = Store(path.with_name(NAME), _as_table, _from_table)
    try:
        return store.load()
    except FileNotFoundError:
        return store.update(lambda known: known, secrets.token_hex(16))


def _as_table(secret: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "secret": secret}


def _from_table(table: object) -> str:
    secret = fields_of(table, say("the secret of signs"), ("secret",), ("secret",))["secret"]
    if not isinstance(secret, str):
        raise FileError(say("It is damaged. Remove it; the next sign then counts as a new one."))
    return secret
