"""Profile: everything that follows from an assessment: shape, words, T and stool."""

from skillkit.profile.model import (
    Profile,
    Stool,
    profile_of,
    weakest_areas,
)

__all__ = [
    "Profile",
    "Stool",
    "profile_of",
    "weakest_areas",
]
