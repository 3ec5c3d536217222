"""Columns: the levels of any number of unnamed people, a byte for each person and skill.

For programmes of thousands, whose picture is shown once: a million people take a fraction of a
second and sixteen bytes each. A team, with names and later pictures, is `skillkit.team`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from skillkit.coverage import Row, coarse_row
from skillkit.floor import enough
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.shape import Levels

Columns = Mapping[SkillId, bytes | bytearray]


def columns_of(framework: Framework, people: Iterable[Levels]) -> Columns:
    """The columns of these people's levels; who has none in a skill is left out of its column."""
    columns = {skill.id: bytearray() for skill in framework.skills}
    for levels in people:
        for skill, level in levels.items():
            columns[skill].append(level)
    return columns


def rows_of(columns: Columns) -> dict[SkillId, Row | None]:
    """The row of each column, with the floor applied; bytes that are no level are nobody."""
    import numpy as np

    rows: dict[SkillId, Row | None] = {}
    for skill, column in columns.items():
        levels = np.frombuffer(column, np.uint8)
        # Five looks at the bytes as they are take a quarter of what np.bincount does, which makes
        # large integers of them first.
        counts = [int(np.count_nonzero(levels == level)) for level in LEVELS]
        rows[skill] = coarse_row(counts) if enough(counts) else None
    return rows
