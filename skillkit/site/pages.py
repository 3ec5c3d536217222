"""Pages: a notebook as a page of text and pictures, in which Python wakes the forms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mistune

from skillkit.assessment.examples import example_line, t_shaped_person
from skillkit.base.html import Html, image, tag, text
from skillkit.base.script_words import given
from skillkit.base.words import language, load, say, sentence
from skillkit.profile import profile_of
from skillkit.profile.draw_t import t_shape
from skillkit.site.choice import choice, choice_head, root
from skillkit.site.languages import Languages

STATIC = Path(__file__).parent / "static"
WORDS_SCRIPT = STATIC.parents[1] / "widgets" / "static" / "base" / "words.js"  # of every page
SOURCE_ONLY = "notebook-only"  # the tag of cells that need packages which no browser has
LEFT_OUT = {"lab-only", SOURCE_ONLY}  # tags of cells that speak of cells, or need a notebook
# Of a saved notebook; a page runs by itself.
RUN_THIS = re.compile(r"<p>Run this cell [^<]*</p>\n?")
LINK = re.compile(r'href="(?:\.\./notebooks/)?(\d\d_\w+)\.ipynb"')
# A page takes nothing from anywhere else, whatever is in it.
POLICY = (
    "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data: blob:; form-action 'none'; base-uri 'none'"
)
HOME = "index.html"
SAFARI = sentence(
    "Safari deletes what a page has kept when you do not visit it for seven days, and a private "
    "window when you close it. So save a copy before you leave for long."
)
PROMISE = sentence(
    "Nothing is sent anywhere: Python runs in your browser, and your answers stay in it. "
    "What you rate is for your own development, and for nothing else."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Code that the page runs, and the picture that stands in its place until then."""

    id: str
    code: str
    still: str
    shows: bool = True  # False: it only makes names


@dataclass(frozen=True, slots=True)
class Session:
    """A notebook, ready to become a page."""

    name: str  # "02_assessment"
    title: str
    parts: tuple[str | Cell, ...]  # text as HTML, and cells

    @property
    def file(self) -> str:
        """The name of its page."""
        return f"{self.name}.html"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its code, in order."""
        return tuple(part for part in self.parts if isinstance(part, Cell))


def read_session(name: str, notebook: Mapping[str, Any]) -> Session:
    """The session that a notebook holds."""
    parts: list[str | Cell] = []
    for cell in notebook["cells"]:
        source, tags = "".join(cell["source"]), {*cell["metadata"].get("tags", ())}
        if tags & LEFT_OUT:
            continue
        if cell["cell_type"] == "markdown":
            parts.append(markdown(source))
        else:
            parts.append(Cell(cell["id"], source, _still(cell), bool(cell["outputs"])))
    heading = re.search(r"<h1>(.*?)</h1>", "".join(p for p in parts if isinstance(p, str)))
    assert heading, name
    return Session(name, heading[1], tuple(parts))


def markdown(source: str) -> str:
    """Prose as HTML; a link to a notebook leads to its page."""
    return LINK.sub(r'href="\1.html"', str(mistune.html(source)))


def without_hints(still: str) -> str:
    """A saved picture without what it says of cells, as a page runs by itself."""
    still = RUN_THIS.sub("", still)
    for english, word in language().words.items():
        if english.startswith("Run this cell to ") and isinstance(word, str):
            still = still.replace(f"{tag('p', Html(text(word)))}\n", "")
    return still


def _still(cell: Mapping[str, Any]) -> str:
    """What the notebook keeps of the cell on the invented example."""
    said = []
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            said.append(without_hints("".join(data["text/html"])))
        elif output["output_type"] == "stream":
            said.append(tag("pre", _lines("".join(output["text"]))))
    return "".join(said)


# --- The pages -------------------------------------------------------------------------------


def session_page(
    session: Session, sessions: Sequence[Session], spoken: Languages, code: str = ""
) -> str:
    """The page of one session, among all of them; `code` is where its notebook is."""
    place = sessions.index(session)
    before = sessions[place - 1] if place else None
    after = sessions[place + 1] if place + 1 < len(sessions) else None
    cells = json.dumps([[cell.id, cell.code] for cell in session.cells]).replace("<", "\\u003c")
    main = [
        *_headed(session.parts),
        _way(before, after),
        *([_to_the_code(spoken.up + code)] if code else []),
        f'<script type="application/json" id="cells">{cells}</script>',
    ]
    return _page(f"{session.title} · skillkit", main, sessions, session, spoken)


def start_page(sessions: Sequence[Session], spoken: Languages) -> str:
    """The page of the link that people get: what it is, and the sessions in their order."""
    drawing = t_shape(profile_of(t_shaped_person()))
    first = sessions[0]
    items = [
        tag("li", tag("a", Html(session.title), href=session.file), " ", _minutes(session))
        for session in sessions
    ]
    main = [
        tag("h1", "See your skills as a T, and leave with a plan"),
        tag(
            "p",
            "Rate what you have done against plain sentences, see your shape and your team's, and "
            "choose what you do next. It takes an hour and a half; stop and go on when you like.",
            class_="lead",
        ),
        tag("p", tag("a", "Begin", href=first.file, class_="go", id="go")),
        tag(
            "figure",
            image(drawing, say("A letter T, drawn from one person's ratings.")),
            tag("figcaption", example_line()),
        ),
        tag("h2", "Seven sessions"),
        tag("ol", *items, class_="sessions", start="0"),
        tag("h2", "Your answers stay with you"),
        tag("p", PROMISE),
        tag("p", SAFARI),
        '<script type="application/json" id="cells">[]</script>',
    ]
    return _page(say("skillkit: see your skills as a T"), main, sessions, None, spoken)


def _minutes(session: Session) -> Html:
    first = next(part for part in session.parts if isinstance(part, str))
    found = re.search(r"<strong>(\d+ \w+)</strong>", first)
    return tag("span", found[1], class_="soft") if found else Html("")


def _headed(parts: Sequence[str | Cell]) -> Iterator[str]:
    """The parts; a form that comes before the first heading gets one that is heard, not seen."""
    wanting = True
    for part in parts:
        if isinstance(part, str):
            wanting = wanting and "<h2>" not in part
        elif wanting:
            wanting = False
            yield tag("h2", "Your turn", class_="unseen")
        yield _part(part)


def _part(part: str | Cell) -> str:
    if isinstance(part, str):
        return f'<section class="text">\n{part}</section>'
    if not part.shows:
        return ""
    still = f'<div class="still">{part.still}</div>' if part.still else ""
    return f'<section class="cell" data-cell="{text(part.id)}">{still}</section>'


def _lines(words: str) -> Html:
    """The words as HTML, line by line."""
    return Html("\n".join(map(text, words.split("\n"))))


def _to_the_code(address: str) -> str:
    """The way to the notebook; shown by the script, where a browser keeps what is rated there."""
    link = tag("a", "see the code of this session", href=address)
    words = say("What you do there is kept apart from here. Your copy takes it along.")
    return tag("p", "If you like, ", link, f". {words}", class_="soft code", hidden="hidden")


def _way(before: Session | None, after: Session | None) -> str:
    links = [
        tag("a", f"{word}: ", Html(session.title), href=session.file, rel=rel)
        for word, rel, session in ((say("Back"), "prev", before), (say("Next"), "next", after))
        if session
    ]
    return tag("nav", *links, class_="way", aria_label=say("The sessions before and after"))


def _page(
    title: str,
    main: Sequence[str],
    sessions: Sequence[Session],
    here: Session | None,
    spoken: Languages,
) -> str:
    file, up = here.file if here else HOME, spoken.up
    return "\n".join(
        [
            "<!DOCTYPE html>",
            root(language(), asks_browser=spoken.asks_browser and not up),
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{text(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            *choice_head({tag: f"{up}{spoken.folder(tag)}{file}" for tag in spoken.tags}, up),
            f'<link rel="icon" href="{up}icon.svg">',
            f'<link rel="stylesheet" href="{up}site.css">',
            f'<link rel="modulepreload" href="{up}host.js">',
            f'<script type="module" src="{up}site.js"></script>',
            "</head>",
            "<body>",
            *_head(sessions, here, spoken),
            f'<main id="main" tabindex="-1" data-page="{file}">',
            *main,
            "</main>",
            *_foot(),
            f'<script type="application/json" id="words">{_words()}</script>',
            "</body>",
            "</html>",
            "",
        ]
    )


def _words() -> str:
    """What the script of the pages says, in the reader's language."""
    return given((STATIC / "site.js").read_text(encoding="utf-8"), language()).replace(
        "<", "\\u003c"
    )


def _head(sessions: Sequence[Session], here: Session | None, spoken: Languages) -> Iterator[str]:
    yield tag("a", "Skip to the text", href="#main", class_="skip")
    items = [
        tag(
            "li",
            tag(
                "a",
                tag("span", Html(str(number)), aria_hidden="true"),
                tag("span", Html(session.title), class_="name"),
                href=session.file,
                title=Html(session.title),
                aria_current="page" if session is here else None,
            ),
        )
        for number, session in enumerate(sessions)
    ]
    yield "<header>"
    yield tag(
        "a", Html("skillkit"), href=HOME, class_="home", aria_current=None if here else "page"
    )
    yield tag("nav", tag("ol", *items), aria_label=say("Sessions"))
    yield from choice(spoken.tags)
    yield tag("button", "Your copy", type="button", id="open-copy", hidden="hidden")
    yield "</header>"
    yield tag("p", "", id="state", role="status")
    yield tag(
        "noscript",
        tag(
            "p",
            "Here are the text and its pictures. The forms need JavaScript.",
            *_others(here.file if here else HOME, spoken),
            class_="notice",
        ),
    )
    yield tag("div", "", id="notice", role="alert")


def _others(file: str, spoken: Languages) -> Iterator[Html]:
    """The ways to this page in other languages, where no script offers them."""
    for other in spoken.tags:
        if other != language().tag:
            way = f"{spoken.up}{spoken.folder(other)}{file}"
            yield Html(" ")
            yield tag("a", Html(load(other).name), href=way, lang=other, hreflang=other)


def _foot() -> Iterator[str]:
    yield "<footer>"
    yield tag("p", PROMISE)
    yield "</footer>"
    yield '<dialog id="copy" aria-labelledby="copy-title">'
    yield tag("h2", "Your answers", id="copy-title")
    yield tag("p", "", id="kept")
    yield tag("p", SAFARI)
    yield tag("p", tag("button", "Save a copy", type="button", id="save-copy", class_="main"))
    yield f"<p>{tag('label', 'Bring a copy back', for_='bring-copy')}"
    yield '<input type="file" id="bring-copy" accept=".json,application/json"></p>'
    yield tag("p", tag("button", "Erase all that is mine", type="button", id="erase"))
    yield tag("p", "", id="told", role="status")
    yield '<p class="ask" hidden>'
    yield tag("button", "Yes", type="button", id="yes", class_="main")
    yield tag("button", "No, leave everything as it is", type="button", id="no")
    yield "</p>"
    yield tag("p", tag("button", "Close", type="button", id="close-copy"))
    yield "</dialog>"
