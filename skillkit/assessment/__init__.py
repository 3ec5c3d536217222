"""Assessment: one person's dated ratings against one framework, their file, code and paper row."""

from skillkit.assessment.model import (
    INTEREST,
    NA,
    Assessment,
    Rating,
    at_targets,
    gap_words,
    gaps,
    rating_words,
)

__all__ = [
    "INTEREST",
    "NA",
    "Assessment",
    "Rating",
    "at_targets",
    "gap_words",
    "gaps",
    "rating_words",
]
