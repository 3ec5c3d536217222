"""The commands: one tree of options, and the module that runs what was chosen.

What a command needs beyond the standard library stands in the tree and is imported when it runs,
so that `check` and `profile` work in any Python, without .venv.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from skillkit import __version__
from skillkit.base.errors import SkillkitError
from skillkit.base.text import capital, nearest, quoted
from skillkit.base.words import SOURCE, choose, say, sentence
from skillkit.setup import LAB, ROOM, TEST, run_in_venv

TABLES = ("networkx", "pandas")

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


def tree() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The whole command line: its parser, and the parser of each command by name."""
    parser = argparse.ArgumentParser(
        prog="python3 -m skillkit",
        description=say(
            "A workshop in a box: rate yourself, see your T, see your team's, make a plan."
        ),
        epilog=say("python3 -m skillkit help COMMAND says all options of a command."),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"skillkit {__version__}",
        help=say("show program's version number and exit"),
    )
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)
    found: dict[str, argparse.ArgumentParser] = {}

    def command(
        name: str, words: str, more: str = "", needs: tuple[str, ...] = (), passes_on: str = ""
    ) -> argparse.ArgumentParser:
        """One word after `skillkit`; `passes_on` names the program that gets unknown options."""
        on = (
            say("All other options go on to {passes_on}.", passes_on=passes_on) if passes_on else ""
        )
        found[name] = commands.add_parser(
            name,
            help=words,
            description=f"{capital(words)}. {more}",
            epilog=on,
            allow_abbrev=False,
        )
        found[name].set_defaults(needs=needs, passes_on=bool(passes_on))
        return found[name]

    def workshop(name: str, words: str, *more: Any) -> argparse.ArgumentParser:
        """A command that may work with a workshop folder."""
        parser = command(name, words, *more)
        parser.add_argument(
            "--workshop",
            metavar="FOLDER",
            help=say("with the skills, actions and texts of this folder"),
        )
        return parser

    lab = workshop(
        "lab",
        say("open the notebooks in JupyterLab"),
        "",
        LAB,
        say("JupyterLab, such as --port 9000"),
    )
    _add_language(lab)
    workshop(
        "app",
        say("open the notebooks as pages without code"),
        say("For one person: everybody with the address writes into the same file."),
        (*LAB, "voila"),
        say("Voilà, such as --port=9000"),
    )
    workshop(
        "rehearse",
        say("practise leading: the lab with an invented team handed in"),
        say(
            "Your own ratings and plans are not touched: each rehearsal makes a folder of its own."
        ),
        LAB,
        say("JupyterLab, such as --no-browser"),
    )
    site = workshop(
        "site",
        say("write the sessions as a site: a link is enough for anyone who takes part"),
        say(
            "Python runs in the browser there; no server, no account, no request to another "
            "host. It needs npm once, which fetches Pyodide."
        ),
        (*LAB, "mistune"),
    )
    _add_language(site)
    site.add_argument("out", metavar="OUT", type=Path, help=say("the folder of the site"))
    site.add_argument(
        "--lab", action="store_true", help=say("also the notebooks with their code, in JupyterLite")
    )
    room = workshop(
        "room",
        say("run a room: one address where a group hands in, and one picture"),
        say(
            "It prints the address and a code for everybody, and a link for you alone. At the "
            "end everything that was handed in is erased. workshop/room.md says how to lead with "
            "it."
        ),
        ROOM,
    )
    room.add_argument(
        "--db",
        metavar="URL",
        help=say("sqlite:///FILE, or postgresql://USER@HOST/NAME; room.sqlite in your folder"),
    )
    room.add_argument(
        "--port", metavar="N", type=int, default=8080, help=say("8080 where none is said")
    )
    room.add_argument(
        "--behind-proxy",
        metavar="https://NAME[/PATH]",
        help=say("the address of a proxy that encrypts and hands on to this machine"),
    )
    room.add_argument(
        "--listen",
        metavar="ADDRESS",
        help=say("where the proxy reaches it; 127.0.0.1, and 0.0.0.0 in a container"),
    )
    room.add_argument("--local", action="store_true", help=say("for this machine alone"))
    room.add_argument(
        "--title", metavar="WORDS", default=say("Our room"), help=say("what people read")
    )
    room.add_argument("--floor", metavar="N", type=int, default=5, help=say("people; 5 or more"))
    room.add_argument(
        "--site", metavar="DIR", type=Path, help=say("a site that lies ready; else one is made")
    )
    room.add_argument(
        "--hub",
        action="store_true",
        help=say("as a service of a JupyterHub, which says who comes in"),
    )
    room.add_argument(
        "--hub-config",
        action="store_true",
        help=say("print what jupyterhub_config.py needs for that"),
    )
    links = workshop(
        "links",
        say("print the links of a workshop on GitHub: its site, Binder, a Hub"),
        say("Put them into the invitation and on the first slide."),
    )
    links.add_argument("--repo", metavar="ORG/REPO", required=True, help=say("your copy on GitHub"))
    links.add_argument("--ref", metavar="TAG", default="main", help=say("a tag, or a branch; main"))
    links.add_argument(
        "--site", metavar="ADDRESS", help=say("where the site is, if not on GitHub Pages")
    )
    links.add_argument("--hub", metavar="ADDRESS", help=say("a JupyterHub of yours"))
    links.add_argument(
        "--qr", metavar="FILE.svg", type=Path, help=say("draw the site's link as a QR code")
    )
    links.add_argument(
        "--page",
        metavar="FILE.html",
        type=Path,
        help=say("write a page with link and code, to project first and to print"),
    )
    links.add_argument(
        "--into",
        metavar="FILE",
        type=Path,
        nargs="+",
        default=[],
        help=say("put the site's link and its QR code into slides.html or a rating sheet"),
    )
    command("test", say("prove the whole kit"), "", TEST, say("pytest, such as -m 'not browser'"))

    new = command(
        "new",
        say("make a workshop folder of your own, to write over"),
        say("Each of its files holds one worked example, and says in comments what stands where."),
    )
    new.add_argument("folder", metavar="FOLDER", type=Path, help=say("new, or empty"))
    new.add_argument(
        "--from",
        metavar="WORKSHOP",
        dest="like",
        help=say("take the files of this one to begin with"),
    )

    matrix = command(
        "import",
        say("make a first framework.toml from a skill matrix that you have"),
        say(
            "A table has a row for each skill and a column for each level; other forms are "
            "tried. What was guessed and what is missing is said, and every line is yours to "
            "change."
        ),
    )
    matrix.add_argument("file", metavar="FILE", type=Path, help=say("csv, xlsx, yaml, json or md"))
    matrix.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", help=say("the file's name if not given")
    )

    check = command(
        "check",
        say("look for faults in a workshop folder, or in single files of one"),
        say(
            "Every fault is named at once, with its place and what is allowed there; then what "
            "is no fault, and may be worth a look."
        ),
    )
    check.add_argument("files", nargs="+", metavar="FOLDER", type=Path, help=say("or FILE.toml"))
    check.add_argument(
        "--watch", action="store_true", help=say("look again whenever a file is saved")
    )

    words = command(
        "words",
        say("write the file in which another language's words go"),
        say(
            "Every sentence stands in it, with the words that there are already; run it again "
            "after an update. What is left empty stays English. `check` says how far it is."
        ),
    )
    words.add_argument("language", metavar="LANGUAGE", help=say("its tag, like fr or pt-BR"))
    words.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        nargs="?",
        help=say("your workshop's; this one if not given"),
    )

    profile = workshop("profile", say("say the shape of a saved assessment"))
    profile.add_argument("file", metavar="FILE.json", help=say("- for standard input"))
    _add_output(profile)

    team = workshop(
        "team",
        say("show a group's picture, from cards, folders or a chat"),
        say(
            "Nobody is named unasked, and below five people nothing shows by skill. What a page "
            "shows is remembered, without a card, and a second page asks. What you print with "
            "--json or on the screen is not remembered: pass on no two of nearly the same people."
        ),
        TABLES,
    )
    team.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help=say("a card, a folder, a log or a form's answers"),
    )
    team.add_argument(
        "--chat",
        metavar="FILE",
        action="append",
        default=[],
        help=say("a chat, whatever its name; - for standard input"),
    )
    team.add_argument(
        "--named",
        metavar="NAME",
        action="append",
        default=[],
        help=say("somebody who agreed to it"),
    )
    for answer, meaning in (
        ("one", say("one person who corrected")),
        ("several", say("several people")),
    ):
        team.add_argument(
            f"--{answer}",
            metavar="NAME",
            action="append",
            default=[],
            help=say("the different cards with this name are of {meaning}", meaning=meaning),
        )
    team.add_argument("--floor", metavar="N", type=int, default=5, help=say("people; 5 or more"))
    team.add_argument(
        "--memory",
        metavar="FILE",
        type=Path,
        help=say("what pages have shown; pictures.json in your folder where none is named"),
    )
    team.add_argument(
        "--others", action="store_true", help=say("none of these cards is in an earlier page")
    )
    _add_output(team)

    plan = workshop("plan", say("say a saved plan in another form"))
    plan.add_argument("file", metavar="FILE.json")
    _add_output(
        plan,
        md=say("as text, in Markdown"),
        ics=say("as a calendar"),
        xlsx=say("as a workbook"),
        csv=say("as a table"),
    )

    progress = workshop(
        "progress",
        say("say what changed between your ratings"),
        say("Without a path, your own two ratings are compared."),
    )
    progress.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help=say("a folder with your files, or two and more assessments of yours"),
    )
    _add_output(progress)

    handouts = command(
        "handouts",
        say("make the handouts of a framework of your own"),
        say("They go into a folder named after the framework, where you are."),
    )
    handouts.add_argument("framework", metavar="FOLDER", help=say("or a single framework.toml"))
    return parser, found


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", metavar="TAG", help=say("of its sentences and texts, like de")
    )


def _add_output(parser: argparse.ArgumentParser, **forms: str) -> None:
    """The options that say in which form something is said, and where to."""
    parser.add_argument("--json", action="store_true", help=say("for a program, refusals too"))
    chosen = parser.add_mutually_exclusive_group()
    for name, words in forms.items():
        chosen.add_argument(f"--{name}", action="store_true", help=words)
    chosen.add_argument(
        "--html", metavar="FILE", nargs="?", const=True, help=say("as a page to open or to print")
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help=say("write it there"))
    parser.add_argument(
        "--framework", metavar="FILE.toml", help=say("a framework that is in no workshop folder")
    )


def _of_the_system(error: OSError) -> str:
    """A sentence for what the system refused."""
    place = f"{error.filename}: " if error.filename else ""
    return say(
        "{what}. Choose another place, or make room, and try again.",
        what=f"{place}{error.strerror or error}",
    )
