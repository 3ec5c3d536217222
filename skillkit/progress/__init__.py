"""Progress: what changed between two assessments and along a plan."""

from skillkit.progress.model import (
    STATES,
    Change,
    Progress,
    again_path,
    change_words,
    plan_beside,
    plan_sentence,
    progress_at,
    seen_path,
    sentences,
    shift_words,
)

__all__ = [
    "STATES",
    "Change",
    "Progress",
    "again_path",
    "change_words",
    "plan_beside",
    "plan_sentence",
    "progress_at",
    "seen_path",
    "sentences",
    "shift_words",
]
