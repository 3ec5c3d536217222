"""The commands: one module for each, and the table that finds them.

What a command needs beyond the standard library is named beside it and imported inside it, so that
`check` and `profile` work in any Python, without .venv.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from skillkit.base.errors import SkillkitError
from skillkit.base.text import nearest, quoted
from skillkit.cli import (
    app,
    bench,
    check,
    lab,
    notebooks,
    pictures,
    plan,
    profile,
    progress,
    rehearse,
    slides,
    team,
    test,
    workshop,
)
from skillkit.setup import run_in_venv


def run(words: Sequence[str]) -> int:
    """Run the command line's words; the exit code, with every refusal in plain sentences."""
    name, rest = (words[0], words[1:]) if words else ("help", [])
    if name in ("help", "-h", "--help"):
        print(overview())
        return 0
    command = next((known for known in COMMANDS if known.name == name), None)
    if command is None:
        hint = nearest(name, [known.name for known in COMMANDS])
        print(f"{quoted(name)} is not a command.{hint}\n\n{overview()}", file=sys.stderr)
        return 2
    if rest and rest[0] in ("-h", "--help"):
        print(f"python3 -m skillkit {command.name} {command.usage}\n\n{command.help}")
        return 0
    try:
        code = run_in_venv(command.needs, words)
        return command.run(rest) if code is None else code
    except SkillkitError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the command again whenever you like.", file=sys.stderr)
        return 130


def overview() -> str:
    """All commands, one line each."""
    lines = [f"  {f'{c.name} {c.usage}':34} {c.help.splitlines()[0]}" for c in COMMANDS]
    return "\n".join(["python3 -m skillkit COMMAND", "", *lines])


MODULES = (
    *(lab, app, rehearse, test, check, profile, team, plan, progress),
    *(notebooks, pictures, workshop, slides, bench),
)
COMMANDS = tuple(module.COMMAND for module in MODULES)
