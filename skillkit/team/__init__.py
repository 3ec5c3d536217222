"""Team: assessments seen together, as far as the floor allows."""

from skillkit.team.model import (
    LONGEST_ALIAS,
    Member,
    Team,
    TeamError,
    as_dict,
    sides,
)

__all__ = [
    "LONGEST_ALIAS",
    "Member",
    "Team",
    "TeamError",
    "as_dict",
    "sides",
]
