"""Profile: everything that follows from an assessment: shape, words, T and stool."""

from skillkit.profile.model import (
    NEAR_BORDER,
    Fact,
    Profile,
    Status,
    Stool,
    area_heights,
    profile_of,
    weakest_areas,
)

__all__ = [
    "NEAR_BORDER",
    "Fact",
    "Profile",
    "Status",
    "Stool",
    "area_heights",
    "profile_of",
    "weakest_areas",
]
