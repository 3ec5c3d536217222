"""Framework: what good looks like, in one versioned set of skills, anchors and rules."""

from skillkit.framework.model import (
    FEWEST_LEVELS,
    KINDS,
    LEVELS,
    MOST_LEVELS,
    NUMBERS,
    Area,
    AreaId,
    Framework,
    Kind,
    Level,
    Pair,
    Role,
    Rules,
    Skill,
    SkillId,
    share_of,
)

__all__ = [
    "FEWEST_LEVELS",
    "KINDS",
    "LEVELS",
    "MOST_LEVELS",
    "NUMBERS",
    "Area",
    "AreaId",
    "Framework",
    "Kind",
    "Level",
    "Pair",
    "Role",
    "Rules",
    "Skill",
    "SkillId",
    "share_of",
]
