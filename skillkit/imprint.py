"""Imprint: what every export carries, so that nobody mistakes it for something else."""

from __future__ import annotations

import datetime as dt

from skillkit.framework import Framework

PURPOSE = "Self-rated, for development only"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def imprint(framework: Framework, date: dt.date) -> str:
    """The framework with its version, the date and the purpose, on one line."""
    return f"{framework.title} ({framework.id} {framework.version}). {long_date(date)}. {PURPOSE}."


def long_date(date: dt.date) -> str:
    """The date as nobody can misread it: "24 November 2026", whatever the machine's language."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
