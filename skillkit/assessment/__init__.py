"""Assessment: one person's dated ratings against one framework, their file, code and paper row."""

from skillkit.assessment.model import (
    CONFIDENCE,
    INTEREST,
    LONGEST_LINE,
    NA,
    Assessment,
    Check,
    Plain,
    Rating,
    Table,
    at_targets,
    gap_words,
    gaps,
)

__all__ = [
    "CONFIDENCE",
    "INTEREST",
    "LONGEST_LINE",
    "NA",
    "Assessment",
    "Check",
    "Plain",
    "Rating",
    "Table",
    "at_targets",
    "gap_words",
    "gaps",
]
