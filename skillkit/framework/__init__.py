"""Framework: what good looks like, in one versioned set of skills, anchors and rules."""

from skillkit.framework.model import (
    FEWEST_LEVELS,
    KINDS,
    LEVELS,
    NUMBERS,
    Area,
    AreaId,
    Framework,
    Kind,
    Level,
    Rules,
    Skill,
    SkillId,
    share_of,
)

__all__ = [
    "FEWEST_LEVELS",
    "KINDS",
    "LEVELS",
    "NUMBERS",
    "Area",
    "AreaId",
    "Framework",
    "Kind",
    "Level",
    "Rules",
    "Skill",
    "SkillId",
    "share_of",
]
