"""The way in: `python3 -m skillkit ...` and the `skillkit` command.

An old Python has to be able to read this file and the package's `__init__`, to say that it is too
old: only what Python 3.6 understands may be in them (a test compiles both for it).
"""

import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")


def main() -> int:
    """Run the command that the terminal names; return its exit code."""
    if sys.version_info[:2] < OLDEST:
        found = [name for name in NEWER if shutil.which(name)]
        print(too_old(sys.version_info[:3], sys.executable, found), file=sys.stderr)
        return 1
    if sys.argv[1:] == ["--version"]:
        from skillkit import __version__

        print("skillkit " + __version__)
        return 0
    from skillkit.cli import run

    return run(sys.argv[1:])


def too_old(version: "tuple[int, ...]", executable: str, found: "list[str]") -> str:
    """The sentences for a Python that cannot run the kit; `found` names newer ones on PATH."""
    said = "skillkit needs Python {} or newer. This is Python {} ({}).".format(
        ".".join(map(str, OLDEST)), ".".join(map(str, version)), executable
    )
    if found:
        return said + f"\nA newer one is here: use {found[0]} -m skillkit in place of your command."
    return (
        said + "\nInstall a newer Python from python.org or with your system's package manager, "
        "then run the same command with it."
    )


if __name__ == "__main__":
    sys.exit(main())
