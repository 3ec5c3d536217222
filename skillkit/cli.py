"""The commands: one table, and one function for each that hands its words to the right module.

Whatever a function needs beyond the standard library is named in the table and imported inside it,
so that `check` and `profile` work in any Python, without .venv.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from skillkit.bootstrap import environment, give_way, hand_over, project_root
from skillkit.card import from_json, load
from skillkit.errors import FrameworkError, RatingError, SkillkitError
from skillkit.framework import nearest
from skillkit.frameworkfile import load_framework
from skillkit.home import LARGEST
from skillkit.profile import Profile, profile_of
from skillkit.reading import (
    border_hint,
    change_sentence,
    evidence_sentence,
    fact_sentence,
    need_words,
    sentence,
    stool_sentence,
)
from skillkit.wording import shown

FIRST = "notebooks/00_start.ipynb"
LAB = ("jupyterlab", "ipywidgets", "anywidget", "plotly", "pandas", "networkx", "icalendar")
TEST = (
    *LAB,
    "codespell_lib",
    "hypothesis",
    "importlinter",
    "mypy",
    "nbclient",
    "nbval",
    "playwright",
    "pytest",
    "repo2docker",
    "ruff",
    "scipy",
    "textstat",
    "vobject",
    "yaml",
)  # fmt: skip  (a list to read, not to scroll)


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `skillkit`: what it does, and the modules that it cannot do without."""

    name: str
    usage: str
    help: str
    needs: tuple[str, ...]
    run: Callable[[Sequence[str]], int]


def run(words: Sequence[str]) -> int:
    """Run the command line's words; the exit code, with every refusal in plain sentences."""
    name, rest = (words[0], words[1:]) if words else ("help", [])
    if name in ("help", "-h", "--help"):
        print(overview())
        return 0
    if name == "--version":
        from skillkit import __version__

        print(f"skillkit {__version__}")
        return 0
    command = next((known for known in COMMANDS if known.name == name), None)
    if command is None:
        hint = nearest(name, [known.name for known in COMMANDS])
        print(f"{shown(name)} is not a command.{hint}\n\n{overview()}", file=sys.stderr)
        return 2
    if rest and rest[0] in ("-h", "--help"):
        print(f"python3 -m skillkit {command.name} {command.usage}\n\n{command.help}")
        return 0
    try:
        code = hand_over(command.needs, words)
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


def lab(arguments: Sequence[str]) -> int:
    """Open JupyterLab on the first notebook."""
    root = project_root()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
    ]  # fmt: skip  (one line for what starts, one for what it opens)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # JupyterLab refuses to start without it
    # Settings come by a search path, so that nothing is written into somebody's own Jupyter.
    settings = Path(__file__).parent / "data" / "jupyter"
    print(f"JupyterLab opens {FIRST} in your browser. To stop it: Ctrl+C here, twice.", flush=True)
    os.chdir(root)
    return give_way([*command, *arguments], environment(root, {"JUPYTER_CONFIG_PATH": settings}))


def test(arguments: Sequence[str]) -> int:
    """Prove the whole kit, or what pytest's arguments choose."""
    root = project_root()
    os.chdir(root)
    return give_way([sys.executable, "-m", "pytest", *arguments], environment(root, {}))


def check(arguments: Sequence[str]) -> int:
    """Say every fault of each framework file."""
    parser = argparse.ArgumentParser(prog="skillkit check")
    parser.add_argument("files", nargs="+", metavar="FILE.toml")
    faulty = 0
    for name in parser.parse_args(arguments).files:
        try:
            found = load_framework(name)
        except SkillkitError as error:
            faulty += 1
            print(error)
            continue
        print(
            f"{name}: fine. {found.title}, version {found.version}: {len(found.areas)} areas, "
            f"{len(found.skills)} skills, {len(found.levels)} levels, {len(found.pairs)} pairs."
        )
    return 1 if faulty else 0


def profile(arguments: Sequence[str]) -> int:
    """Print the profile of a saved assessment."""
    parser = argparse.ArgumentParser(prog="skillkit profile")
    parser.add_argument("file", metavar="FILE.json")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--framework", metavar="FILE.toml")
    chosen = parser.parse_args(arguments)
    try:
        found = _profile_in(chosen.file, chosen.framework)
    except (SkillkitError, FileNotFoundError) as error:
        code, detail = _refusal(error, chosen.file)
        print(
            json.dumps({"error": code, "detail": detail}) if chosen.json else detail,
            file=sys.stdout if chosen.json else sys.stderr,
        )
        return 1
    print(json.dumps(found.as_dict(), indent=2) if chosen.json else described(found))
    return 0


def described(found: Profile) -> str:
    """A profile on a plain screen: the sentence, the facts, the stool, the smallest change."""
    facts = [f"  - {fact_sentence(found, f)}; {need_words(found, f)}" for f in found.facts]
    more = [change_sentence(found), border_hint(found), evidence_sentence(found)]
    parts = [sentence(found), "\n".join(facts), stool_sentence(found), *filter(None, more)]
    return "\n\n".join(parts)


def notebooks(arguments: Sequence[str]) -> int:
    """Run the notebooks on the example and keep what they show."""
    parser = argparse.ArgumentParser(prog="skillkit notebooks")
    parser.add_argument("--check", action="store_true")
    from skillkit.notebooks import refresh

    return refresh(project_root(), check=parser.parse_args(arguments).check)


def _profile_in(name: str, framework: str | None) -> Profile:
    chosen = load_framework(framework) if framework else None
    if name == "-":
        said = sys.stdin.buffer.read(LARGEST).decode("utf-8-sig", errors="replace")
        return profile_of(from_json(said, chosen, Path.cwd()))
    return profile_of(load(Path(name), chosen))


def _refusal(error: Exception, name: str) -> tuple[str, str]:
    """A stable code and a sentence for a file without a profile."""
    if isinstance(error, RatingError):
        return error.code, str(error)
    if isinstance(error, FileNotFoundError):
        return "no_file", f"There is no file {name}."
    return "framework" if isinstance(error, FrameworkError) else "file", str(error)


COMMANDS = (
    Command(
        "lab",
        "[OPTIONS]",
        "open the notebooks in JupyterLab\n\nOptions go on to JupyterLab, for example --port 9000 "
        "or --no-browser.",
        LAB,
        lab,
    ),
    Command(
        "test",
        "[OPTIONS]",
        "prove the whole kit\n\nOptions go on to pytest, for example -k profile or "
        "-m 'not browser' (the quick part).",
        TEST,
        test,
    ),
    Command(
        "check",
        "FILE.toml ...",
        "look for faults in framework files\n\nEvery fault is named at once, with its place and "
        "what is allowed there; the exit code is then 1.",
        (),
        check,
    ),
    Command(
        "profile",
        "FILE.json [OPTIONS]",
        "say the shape of a saved assessment\n\nFILE.json may be - for standard input. --json "
        "prints all fields. --framework FILE.toml names\nthe framework of a workshop of your own.",
        (),
        profile,
    ),
    Command(
        "notebooks",
        "[--check]",
        "run the notebooks on the example and keep what they show\n\n--check changes nothing and "
        "fails when a notebook would change.",
        (*LAB, "nbclient"),
        notebooks,
    ),
)  # fmt: skip  (a table: name, usage, help, needs, function)
