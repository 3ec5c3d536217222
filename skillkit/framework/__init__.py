"""Framework: what good looks like, in one versioned set of skills, anchors and rules."""

from skillkit.framework.model import (
    LEVELS,
    Area,
    AreaId,
    Framework,
    Level,
    Pair,
    Rules,
    Skill,
    SkillId,
    share_of,
)

__all__ = [
    "LEVELS",
    "Area",
    "AreaId",
    "Framework",
    "Level",
    "Pair",
    "Rules",
    "Skill",
    "SkillId",
    "share_of",
]
