"""Pages: the door that a QR code leads to, the facilitator's page, and the projector's.

A secret stands after the # of an address, which no browser sends and no log keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skillkit.base.html import Html, tag

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: "
    "blob:; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
CONSENT = (
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
    return Page(
        "\n".join(
            [
                "<!DOCTYPE html>",
                '<html lang="en">',
                "<head>",
                '<meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="color-scheme" content="light dark">',
                '<meta name="referrer" content="no-referrer">',
                f"<title>{title} · skillkit</title>",
                '<link rel="stylesheet" href="room-static/room.css">',
                f'<script type="module" src="room-static/{script}"></script>',
                "</head>",
                f'<body class="{script.removesuffix(".js")}">',
                *lines,
                "</body>",
                "</html>",
                "",
            ]
        )
    )


def _door() -> Iterator[str]:
    yield "<main>"
    yield tag("h1", "Your group's room")
    yield tag("p", "Rate what you have done, on this phone or computer. Then hand in with one tap.")
    yield tag("p", CONSENT)
    yield tag("p", "", id="words", role="status")
    yield tag("p", tag("a", "Begin", href="02_assessment.html", class_="go", id="go"))
    yield tag("p", tag("a", "Look around first", href="index.html"), id="around")
    yield "</main>"


def _button(words: str, id_: str, class_: str = "") -> Html:
    return tag("button", words, type="button", id=id_, class_=class_ or None)


def _facilitator() -> Iterator[str]:
    yield "<main>"
    yield tag("h1", "Your room", id="title")
    yield tag("p", "", id="words", role="status")
    yield '<section id="way" hidden aria-label="How people come in">'
    yield '<img id="qr" alt="QR code of the room\'s address">'
    yield "<div>"
    yield tag("p", "Scan, or open")
    yield tag("p", "", id="address", class_="large")
    yield tag("p", "and type")
    yield tag("p", "", id="code", class_="large")
    yield "</div></section>"
    yield '<section id="lead" hidden>'
    yield tag("p", "", id="count", class_="count", role="status")
    yield '<p class="row">'
    yield _button("Reveal", "reveal", "main")
    yield _button("Open the projector's window", "project")
    yield _button("Take no more cards", "close")
    yield "</p>"
    yield tag("p", "", id="promise")
    yield '<p class="row">'
    yield _button("End, and erase everything", "end", "danger")
    yield tag("a", "Save the picture", id="save", download="team.html", hidden="hidden")
    yield "</p>"
    yield '<p class="row ask" id="ask" hidden>'
    yield tag("span", "", id="question")
    yield _button("Yes", "yes", "main")
    yield _button("No", "no")
    yield "</p></section>"
    yield '<section id="pictures" aria-label="The picture"></section>'
    yield "</main>"


def _projector() -> Iterator[str]:
    yield '<main id="pictures">'
    yield tag("p", "The picture shows here, when it is revealed.", id="words", role="status")
    yield "</main>"


def _opener() -> Iterator[str]:
    yield "<main>"
    yield tag("h1", "Open a room")
    yield tag("p", "For a group that hands in and sees one picture. It erases itself in 30 days.")
    yield tag("p", "", id="words", role="status")
    yield '<p class="row" id="new">'
    yield '<label>What people read <input id="title" value="Our team" maxlength="200"></label>'
    yield _button("Open a room", "open", "main")
    yield "</p>"
    yield '<p class="row" id="there" hidden>'
    yield tag("a", "Go to your room", href="facilitator", class_="go", id="go")
    yield _button("Copy your link", "copy")
    yield "</p></main>"


OF_HUB = {"open": _page("Open a room", "open.js", _opener())}
PAGES = {
    "room": _page("Room", "door.js", _door()),
    "facilitator": _page("Facilitator", "facilitator.js", _facilitator()),
    "projector": _page("Picture", "projector.js", _projector()),
}
