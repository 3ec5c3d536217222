"""Team: assessments seen together, as far as the floor allows."""

from skillkit.team.model import (
    LONGEST_ALIAS,
    MOST_WISHES,
    SHARES,
    Member,
    Share,
    Team,
    TeamError,
    as_dict,
    sides,
)

__all__ = [
    "LONGEST_ALIAS",
    "MOST_WISHES",
    "SHARES",
    "Member",
    "Share",
    "Team",
    "TeamError",
    "as_dict",
    "sides",
]
