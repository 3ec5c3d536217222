"""Notice: what every export carries, so that nobody mistakes it for something else."""

from __future__ import annotations

import datetime as dt

from skillkit.base.text import long_date
from skillkit.base.words import say, sentence
from skillkit.framework.folder import BUILT_IN
from skillkit.framework.model import Framework


def origin(framework: Framework) -> str:
    """What a printed page is of and for, on one line."""
    licence = say(" CC BY 4.0.") if framework.id in BUILT_IN else ""  # of what the kit brings
    return f"{framework.title} ({framework.id} {framework.version}). {say(PURPOSE)}.{licence}"


PURPOSE = sentence("Self-rated, for development only")


def imprint(framework: Framework, date: dt.date) -> str:
    """The framework with its version, the date and the purpose, on one line."""
    name = f"{framework.title} ({framework.id} {framework.version})"
    return f"{name}. {long_date(date)}. {say(PURPOSE)}."
