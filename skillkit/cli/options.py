"""Options: every command with its options, and what each needs beyond the standard library."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from skillkit import __version__
from skillkit.base.text import capital
from skillkit.base.words import say
from skillkit.setup import LAB, ROOM, TEST

TABLES = ("networkx", "pandas")


class Commands:
    """The words after `skillkit`, each with a parser of its own."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._all = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)
        self.found: dict[str, argparse.ArgumentParser] = {}

    def command(
        self,
        name: str,
        words: str,
        more: str = "",
        needs: tuple[str, ...] = (),
        passes_on: str = "",
    ) -> argparse.ArgumentParser:
        """One word; `passes_on` names the program that gets unknown options."""
        on = (
            say("All other options go on to {passes_on}.", passes_on=passes_on) if passes_on else ""
        )
        self.found[name] = self._all.add_parser(
            name,
            help=words,
            description=f"{capital(words)}. {more}",
            epilog=on,
            allow_abbrev=False,
        )
        self.found[name].set_defaults(needs=needs, passes_on=bool(passes_on))
        return self.found[name]

    def workshop(self, name: str, words: str, *more: Any) -> argparse.ArgumentParser:
        """A command that may work with a workshop folder."""
        parser = self.command(name, words, *more)
        parser.add_argument(
            "--workshop",
            metavar="FOLDER",
            help=say("with the skills, actions and texts of this folder"),
        )
        return parser


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
    commands = Commands(parser)
    for add in (
        *(_lab, _app, _rehearse, _site, _room, _links, _test, _new, _import, _check, _words),
        *(_profile, _team, _plan, _progress, _handouts),
    ):
        add(commands)
    return parser, commands.found


def _lab(commands: Commands) -> None:
    parser = commands.workshop(
        "lab",
        say("open the notebooks in JupyterLab"),
        "",
        LAB,
        say("JupyterLab, such as --port 9000"),
    )
    _add_language(parser)


def _app(commands: Commands) -> None:
    commands.workshop(
        "app",
        say("open the notebooks as pages without code"),
        say("For one person: everybody with the address writes into the same file."),
        (*LAB, "voila"),
        say("Voilà, such as --port=9000"),
    )


def _rehearse(commands: Commands) -> None:
    commands.workshop(
        "rehearse",
        say("practise leading: the lab with an invented team handed in"),
        say(
            "Your own ratings and plans are not touched: each rehearsal makes a folder of its own."
        ),
        LAB,
        say("JupyterLab, such as --no-browser"),
    )


def _site(commands: Commands) -> None:
    parser = commands.workshop(
        "site",
        say("write the sessions as a site: a link is enough for anyone who takes part"),
        say(
            "Python runs in the browser there; no server, no account, no request to another "
            "host. It needs npm once, which fetches Pyodide."
        ),
        (*LAB, "mistune"),
    )
    _add_language(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help=say("the folder of the site"))
    parser.add_argument(
        "--lab", action="store_true", help=say("also the notebooks with their code, in JupyterLite")
    )


def _room(commands: Commands) -> None:
    parser = commands.workshop(
        "room",
        say("run a room: one address where a group hands in, and one picture"),
        say(
            "It prints the address and a code for everybody, and a link for you alone. At the "
            "end everything that was handed in is erased. workshop/room.md says how to lead with "
            "it."
        ),
        ROOM,
    )
    parser.add_argument(
        "--db",
        metavar="URL",
        help=say("sqlite:///FILE, or postgresql://USER@HOST/NAME; room.sqlite in your folder"),
    )
    parser.add_argument(
        "--port", metavar="N", type=int, default=8080, help=say("8080 where none is said")
    )
    parser.add_argument(
        "--behind-proxy",
        metavar="https://NAME[/PATH]",
        help=say("the address of a proxy that encrypts and hands on to this machine"),
    )
    parser.add_argument(
        "--listen",
        metavar="ADDRESS",
        help=say("where the proxy reaches it; 127.0.0.1, and 0.0.0.0 in a container"),
    )
    parser.add_argument("--local", action="store_true", help=say("for this machine alone"))
    parser.add_argument(
        "--title", metavar="WORDS", default=say("Our room"), help=say("what people read")
    )
    parser.add_argument("--floor", metavar="N", type=int, default=5, help=say("people; 5 or more"))
    parser.add_argument(
        "--site", metavar="DIR", type=Path, help=say("a site that lies ready; else one is made")
    )
    parser.add_argument(
        "--hub",
        action="store_true",
        help=say("as a service of a JupyterHub, which says who comes in"),
    )
    parser.add_argument(
        "--hub-config",
        action="store_true",
        help=say("print what jupyterhub_config.py needs for that"),
    )


def _links(commands: Commands) -> None:
    parser = commands.workshop(
        "links",
        say("print the links of a workshop on GitHub: its site, Binder, a Hub"),
        say("Put them into the invitation and on the first slide."),
    )
    parser.add_argument(
        "--repo", metavar="ORG/REPO", required=True, help=say("your copy on GitHub")
    )
    parser.add_argument(
        "--ref", metavar="TAG", default="main", help=say("a tag, or a branch; main")
    )
    parser.add_argument(
        "--site", metavar="ADDRESS", help=say("where the site is, if not on GitHub Pages")
    )
    parser.add_argument("--hub", metavar="ADDRESS", help=say("a JupyterHub of yours"))
    parser.add_argument(
        "--qr", metavar="FILE.svg", type=Path, help=say("draw the site's link as a QR code")
    )
    parser.add_argument(
        "--page",
        metavar="FILE.html",
        type=Path,
        help=say("write a page with link and code, to project first and to print"),
    )
    parser.add_argument(
        "--into",
        metavar="FILE",
        type=Path,
        nargs="+",
        default=[],
        help=say("put the site's link and its QR code into slides.html or a rating sheet"),
    )


def _test(commands: Commands) -> None:
    commands.command(
        "test",
        say("prove the kit on this machine; --all leaves nothing out"),
        "",
        TEST,
        say("pytest, such as -m 'not browser'"),
    )


def _new(commands: Commands) -> None:
    parser = commands.command(
        "new",
        say("make a workshop folder of your own, to write over"),
        say("Each of its files holds one worked example, and says in comments what stands where."),
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=say("new, or empty"))
    parser.add_argument(
        "--from",
        metavar="WORKSHOP",
        dest="like",
        help=say("take the files of this one to begin with"),
    )


def _import(commands: Commands) -> None:
    parser = commands.command(
        "import",
        say("make a first framework.toml from a skill matrix that you have"),
        say(
            "A table has a row for each skill and a column for each level; other forms are "
            "tried. What was guessed and what is missing is said, and every line is yours to "
            "change."
        ),
    )
    parser.add_argument("file", metavar="FILE", type=Path, help=say("csv, xlsx, yaml, json or md"))
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="?", help=say("the file's name if not given")
    )


def _check(commands: Commands) -> None:
    parser = commands.command(
        "check",
        say("look for faults in a workshop folder, or in single files of one"),
        say(
            "Every fault is named at once, with its place and what is allowed there; then what "
            "is no fault, and may be worth a look."
        ),
    )
    parser.add_argument("files", nargs="+", metavar="FOLDER", type=Path, help=say("or FILE.toml"))
    parser.add_argument(
        "--watch", action="store_true", help=say("look again whenever a file is saved")
    )


def _words(commands: Commands) -> None:
    parser = commands.command(
        "words",
        say("write the file in which another language's words go"),
        say(
            "Every sentence stands in it, with the words that there are already; run it again "
            "after an update. What is left empty stays English. `check` says how far it is."
        ),
    )
    parser.add_argument("language", metavar="LANGUAGE", help=say("its tag, like fr or pt-BR"))
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        nargs="?",
        help=say("your workshop's; this one if not given"),
    )


def _profile(commands: Commands) -> None:
    parser = commands.workshop("profile", say("say the shape of a saved assessment"))
    parser.add_argument("file", metavar="FILE.json", help=say("- for standard input"))
    _add_output(parser)


def _team(commands: Commands) -> None:
    parser = commands.workshop(
        "team",
        say("show a group's picture, from cards, folders or a chat"),
        say(
            "Nobody is named unasked, and below five people nothing shows by skill. What a page "
            "shows is remembered, without a card, and a second page asks. What you print with "
            "--json or on the screen is not remembered: pass on no two of nearly the same people."
        ),
        TABLES,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help=say("a card, a folder, a log or a form's answers"),
    )
    parser.add_argument(
        "--chat",
        metavar="FILE",
        action="append",
        default=[],
        help=say("a chat, whatever its name; - for standard input"),
    )
    parser.add_argument(
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
        parser.add_argument(
            f"--{answer}",
            metavar="NAME",
            action="append",
            default=[],
            help=say("the different cards with this name are of {meaning}", meaning=meaning),
        )
    parser.add_argument("--floor", metavar="N", type=int, default=5, help=say("people; 5 or more"))
    parser.add_argument(
        "--memory",
        metavar="FILE",
        type=Path,
        help=say("what pages have shown; pictures.json in your folder where none is named"),
    )
    parser.add_argument(
        "--others", action="store_true", help=say("none of these cards is in an earlier page")
    )
    _add_output(parser)


def _plan(commands: Commands) -> None:
    parser = commands.workshop("plan", say("say a saved plan in another form"))
    parser.add_argument("file", metavar="FILE.json")
    _add_output(
        parser,
        md=say("as text, in Markdown"),
        ics=say("as a calendar"),
        xlsx=say("as a workbook"),
        csv=say("as a table"),
    )


def _progress(commands: Commands) -> None:
    parser = commands.workshop(
        "progress",
        say("say what changed between your ratings"),
        say("Without a path, your own two ratings are compared."),
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help=say("a folder with your files, or two and more assessments of yours"),
    )
    _add_output(parser)


def _handouts(commands: Commands) -> None:
    parser = commands.command(
        "handouts",
        say("make the handouts of a framework of your own"),
        say("They go into a folder named after the framework, where you are."),
    )
    parser.add_argument("framework", metavar="FOLDER", help=say("or a single framework.toml"))


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
