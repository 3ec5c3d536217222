"""Pages: the door that a QR code leads to, the group's picture, the facilitator's, the projector's.

A secret stands after the # of an address, which no browser sends and no log keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from skillkit.base.html import Html, tag, text
from skillkit.base.script_words import given
from skillkit.base.words import language, say, sentence, spoken_in, there
from skillkit.room.reader import CHOSEN
from skillkit.site.choice import choice, choice_head, root
from skillkit.site.pages import STATIC as SITE_STATIC
from skillkit.site.pages import WORDS_SCRIPT

STATIC = Path(__file__).parent / "static"
SHARED = (WORDS_SCRIPT, SITE_STATIC / "language.js")  # of the site's pages too
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
    "blob:; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
CONSENT = sentence(
    "Your ratings and ticks go to the facilitator's room, without your name. The group sees one "
    "picture of everybody, when the facilitator reveals it; nothing shows by skill below five "
    "people. Until then you can take your card back. At the end everything is erased. This is "
    "confidential, not anonymous: whoever runs the server could read single cards."
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what it may load."""

    html: str
    policy: str = POLICY


def _page(title: str, script: str, lines: Iterator[str]) -> Page:
    ways = {tag: f"?{CHOSEN}={tag}" for tag in there()}
    return Page(
        "\n".join(
            [
                "<!DOCTYPE html>",
                root(language()),
                "<head>",
                '<meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark">',
                '<meta name="referrer" content="no-referrer">',
                f"<title>{title} · skillkit</title>",
                *choice_head(ways, "room-static/"),
                '<link rel="stylesheet" href="room-static/room.css">',
                f'<script type="module" src="room-static/{script}"></script>',
                "</head>",
                f'<body class="{script.removesuffix(".js")}">',
                *lines,
                f'<script type="application/json" id="said">{_said(script)}</script>',
                "</body>",
                "</html>",
                "",
            ]
        )
    )


def _said(script: str) -> str:
    """What the scripts of a page say, in the reader's language."""
    names = ("api.js", "agreements.js", "shown.js", script)
    code = "".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    return given(code, language()).replace("<", "\\u003c")


def _door() -> Iterator[str]:
    yield "<main>"
    yield from choice(there())
    yield tag("h1", "Your group's room")
    yield tag("p", "Rate what you have done, on this phone or computer. Then hand in with one tap.")
    yield tag("p", CONSENT)
    yield tag("p", "", id="words", role="status")
    yield '<form class="row" id="type" hidden>'
    signs = 'autocomplete="off" autocapitalize="characters" spellcheck="false"'
    field = Html(f'<input id="code" maxlength="20" placeholder="7K3QX-0M2RD" {signs}>')
    yield tag("label", "Code", Html(" "), field)
    yield tag("button", "Come in", class_="main")
    yield "</form>"
    yield tag("p", tag("a", "Begin", href="02_assessment.html", class_="go", id="go"), id="begin")
    yield tag("p", tag("a", "The group's picture", href="picture"), id="see")
    yield tag("p", tag("a", "Look around first", href="index.html"), id="around")
    yield "</main>"


def _button(words: str, id_: str, class_: str = "") -> Html:
    return tag("button", words, type="button", id=id_, class_=class_ or None)


def _facilitator() -> Iterator[str]:
    yield "<main>"
    yield from choice(there())
    yield tag("h1", "Your room", id="title")
    yield tag("p", "", id="words", role="status")
    yield f'<section id="way" hidden aria-label="{text(say("How people come in"))}">'
    alt = say("QR code of the room's address")
    yield f'<img id="qr" alt="{text(alt)}">'
    yield "<div>"
    yield tag("p", "Scan, or open")
    yield tag("p", "", id="address", class_="large")
    yield tag("p", "and type")
    yield tag("p", "", id="code", class_="large")
    yield "</div></section>"
    yield '<section id="lead" hidden>'
    yield tag("p", "", id="count", class_="count", role="status")
    yield '<p class="row">'
    yield _button(say("Reveal"), "reveal", "main")
    yield _button(say("Open the projector's window"), "project")
    yield _button(say("Take no more cards"), "close")
    yield "</p>"
    yield tag("p", "", id="promise")
    yield '<p class="row">'
    yield _button(say("End, and erase everything"), "end", "danger")
    yield tag("a", "Save the picture", id="save", download="team.html", hidden="hidden")
    yield "</p>"
    yield '<p class="row ask" id="ask" hidden>'
    yield tag("span", "", id="question")
    yield _button(say("Yes"), "yes", "main")
    yield _button(say("No"), "no")
    yield "</p></section>"
    yield tag("section", "", id="pictures", aria_label=say("The picture"))
    yield '<section id="agreed" hidden aria-labelledby="agreed-title">'
    yield tag("h2", "What do we agree on?", id="agreed-title")
    yield tag(
        "p",
        "One to three things, typed for all to see. The projector shows them below the picture; "
        "the end erases them here too.",
    )
    yield "</section></main>"


def _projector() -> Iterator[str]:
    yield '<main id="pictures">'
    yield tag("p", "The picture shows here, when it is revealed.", id="words", role="status")
    yield "</main>"


def _picture() -> Iterator[str]:
    yield "<main>"
    yield from choice(there())
    yield tag("h1", "The group's picture", id="title")
    yield tag("p", "", id="words", role="status")
    yield tag("section", "", id="pictures", aria_label=say("The picture"))
    yield tag("p", tag("a", "Back to what you rate", href="02_assessment.html"))
    yield "</main>"


def _opener() -> Iterator[str]:
    yield "<main>"
    yield from choice(there())
    yield tag("h1", "Open a room")
    yield tag("p", "For a group that hands in and sees one picture. It erases itself in 30 days.")
    yield tag("p", "", id="words", role="status")
    yield '<p class="row" id="new">'
    field = Html(f'<input id="title" value="{text(say("Our team"))}" maxlength="200">')
    yield tag("label", "What people read", Html(" "), field)
    yield _button(say("Open a room"), "open", "main")
    yield "</p>"
    yield '<p class="row" id="there" hidden>'
    yield tag("a", "Go to your room", href="facilitator", class_="go", id="go")
    yield _button(say("Copy your link"), "copy")
    yield "</p></main>"


PAGES = ("room", "picture", "facilitator", "projector")
OF_HUB = ("open",)


@cache
def page(name: str, tag: str) -> Page:
    """One of the pages in a language."""
    with spoken_in(tag):
        if name == "room":
            return _page(say("Room"), "door.js", _door())
        if name == "picture":
            return _page(say("Picture"), "picture.js", _picture())
        if name == "facilitator":
            return _page(say("Facilitator"), "facilitator.js", _facilitator())
        if name == "open":
            return _page(say("Open a room"), "open.js", _opener())
        return _page(say("Picture"), "projector.js", _projector())
