"""The commands: `options` has the tree of them, and a module of the same name runs what was chosen.

What a command needs beyond the standard library is imported when it runs, so that `check` and
`profile` work in any Python, without .venv.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from skillkit.base.errors import SkillkitError
from skillkit.base.text import nearest, quoted
from skillkit.base.words import SOURCE, choose, say, sentence
from skillkit.cli.options import tree
from skillkit.setup import run_in_venv

MODULES = {"import": "import_matrix"}  # a word that no module can be called


def run(words: Sequence[str]) -> int:
    """Run the command line's words; the exit code, with every refusal in plain sentences."""
    _speak()
    for stream in (sys.stdout, sys.stderr):  # a name that a code page lacks is still said
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except SystemExit as ended:  # argparse has said why
        return ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:
        print("\n" + say("Stopped. Run the command again whenever you like."), file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(_of_the_system(error), file=sys.stderr)
        return 1


def _speak() -> None:
    """Take the reader's language; English, and why, where it cannot be had."""
    argparse._ = say  # type: ignore[attr-defined]  # its gettext wants compiled files on a disk
    try:
        choose(None)
    except SkillkitError as error:
        print(error, file=sys.stderr)
        choose(SOURCE)


OF_ARGPARSE = (  # what it says itself
    sentence("usage: "),
    sentence("options"),
    sentence("positional arguments"),
    sentence("show this help message and exit"),
    sentence("show program's version number and exit"),
    sentence("%(prog)s: error: %(message)s"),
    sentence("argument %(argument_name)s: %(message)s"),
    sentence("the following arguments are required: %s"),
    sentence("expected one argument"),
    sentence("invalid %(type)s value: %(value)r"),
    sentence("invalid choice: %(value)r (choose from %(choices)s)"),
    sentence("not allowed with argument %s"),
)


def _run(words: Sequence[str]) -> int:
    name, rest = (words[0], words[1:]) if words else ("help", [])
    parser, commands = tree()
    if name == "help":
        words = [*rest[:1], "--help"]
    elif not name.startswith("-") and name not in commands:
        hint = nearest(name, commands)
        said = say("{name} is not a command.{hint}", name=quoted(name), hint=hint)
        print(f"{said}\n", file=sys.stderr)
        parser.print_help(sys.stderr)
        return 2
    chosen, more = parser.parse_known_args(words)
    if more and not chosen.passes_on:
        commands[chosen.command].error(say("unrecognized arguments: {words}", words=" ".join(more)))
    chosen.words, chosen.more = words, more
    try:
        code = run_in_venv(chosen.needs, words)
        if code is None:
            choose_workshop(getattr(chosen, "workshop", None))
            module = MODULES.get(chosen.command, chosen.command)
            code = import_module(f"skillkit.cli.{module}").run(chosen)
        return int(code)
    except (SkillkitError, FileNotFoundError) as error:
        detail = str(error)
        if isinstance(error, SkillkitError):
            kind = error.code
        else:
            kind, detail = "no_file", say("There is no file {name}.", name=quoted(error.filename))
        as_json = getattr(chosen, "json", False)
        print(
            json.dumps({"error": kind, "detail": detail}) if as_json else detail,
            file=sys.stdout if as_json else sys.stderr,
        )
        return 1


def choose_workshop(name: str | None) -> None:
    """Have this process, and those that it starts, use a workshop folder.

    Raises:
        SkillkitError: there is no such folder, or one of its files cannot be used.
    """
    if name is not None:
        from skillkit.framework.folder import folder_at
        from skillkit.workshop.check import check_folder

        folder = folder_at(name)
        check_folder(folder).refuse()
        os.environ["SKILLKIT_WORKSHOP"] = folder.name
        choose(None)  # its files may name a language, and have words of their own


def _of_the_system(error: OSError) -> str:
    """A sentence for what the system refused."""
    place = f"{error.filename}: " if error.filename else ""
    return say(
        "{what}. Choose another place, or make room, and try again.",
        what=f"{place}{error.strerror or error}",
    )
