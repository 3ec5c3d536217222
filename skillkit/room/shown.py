"""Shown: what a reveal showed, as the database keeps it: all rows as coarse as they were seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from skillkit.framework import Framework
from skillkit.team.coverage import Coverage, Picture, Row, Rows
from skillkit.team.interest import Interest
from skillkit.team.memory import range_of


def as_shown(coverage: Coverage, interest: Interest) -> dict[str, Any]:
    """A coverage in plain JSON values; no card is in it."""
    return {
        "people": coverage.people,
        "rows": _as_table(coverage.rows),
        "pictures": [
            {"people": picture.people, "rows": _as_table(picture.rows)}
            for picture in coverage.pictures
        ],
        "offers": sorted(interest.offers),
        "wishes": sorted(interest.wishes),
    }


def read_shown(framework: Framework, shown: Mapping[str, Any]) -> Coverage:
    """The coverage that was kept."""
    pictures = tuple(Picture(one["people"], _rows(one["rows"])) for one in shown["pictures"])
    coverage = Coverage(framework, shown["people"], _rows(shown["rows"]), pictures)
    interest = Interest(frozenset(shown["offers"]), frozenset(shown["wishes"]))
    return replace(coverage, interest=interest)


def _as_table(rows: Rows) -> dict[str, Any]:
    return {
        skill: row and [row.people, [str(count) for count in row.counts], row.whole]
        for skill, row in rows.items()
    }


def _rows(table: Mapping[str, Any]) -> Rows:
    return MappingProxyType(
        {
            skill: row and Row(row[0], tuple(map(range_of, row[1])), row[2])
            for skill, row in table.items()
        }
    )
