"""Setup: a Python that can run the kit, and what becomes of a person's settings on the way."""

from skillkit.setup.install import SetupError
from skillkit.setup.venv import (
    LAB,
    ROOM,
    TEST,
    environment,
    lacking,
    project_root,
    replace_process,
    run_in_venv,
    workshop_root,
)

__all__ = [
    "LAB",
    "ROOM",
    "TEST",
    "SetupError",
    "environment",
    "lacking",
    "project_root",
    "replace_process",
    "run_in_venv",
    "workshop_root",
]
