"""Action cards: two actions on a side, one technical and one of communication, begun on paper."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.base.html import TICK, tag, text
from skillkit.base.words import say, sentence
from skillkit.plan import HORIZONS, KINDS
from skillkit.plan.actions import Catalogue
from skillkit.workshop.handouts.side import asked, handout, head, side

TITLES = {
    "technical": sentence("Technical action"),
    "communication": sentence("Communication action"),
}

STYLE = """
.action { break-inside: avoid; border: .4mm solid #4a6fb8; padding: 3mm 5mm 5mm; margin-top: 4mm }
.action h2 { margin: 0; border: 0 }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm }
.write { height: 8.4mm }
.asked { margin-top: 3mm }
"""


def action_cards(catalogue: Catalogue, *, article: bool) -> str:
    """The side with both cards and the moves; `article` says whether it may be named."""
    title = say("Two actions for ninety days")
    tip = say(
        "The article says to grow a technical skill together with one of communication:"
        " what you build, and how others hear of it. "
    )
    says = (
        (tip if article else "")
        + say(
            "Fill in both cards, read the sentences aloud once, and put them up where you see them."
        ),
    )
    lines = [line for kind in KINDS for line in _card(kind)]
    return handout(title, [side([*lines, *_moves(catalogue, article)], head(title, *says))], STYLE)


def _card(kind: str) -> Iterator[str]:
    yield '<article class="action">'
    yield tag("h2", TITLES[kind])
    yield asked(say("What I do"), say("Something that somebody waits for."), 2)
    yield '<div class="two">'
    yield f"<div>{asked(say('Skill that it builds'))}</div>"
    yield f"<div>{asked(say('What will show that it is done?'))}</div>"
    yield f"<div>{asked(say('When'), say('A moment that comes by itself.'))}</div>"
    yield f"<div>{asked(say('Then I'), say('The first act, a few minutes.'))}</div>"
    yield f"<div>{asked(say('Who will ask you about it?'))}</div>"
    days = ", ".join(f"{TICK}{say('day {days}', days=days)}" for days in HORIZONS)
    by = say("{days} or my date:", days=days)
    yield f'<div><p class="asked"><strong>{say("By")}</strong> {by}</p>'
    yield '<div class="write"></div></div>'
    yield "</div></article>"


def _moves(catalogue: Catalogue, article: bool) -> Iterator[str]:
    moves = "; ".join(f"{move.stage} {text(move.name)}" for move in catalogue.moves)
    if moves:
        head = say("The article's order of moves") if article else say("The order of moves")
        yield f"<p><strong>{head}:</strong> {moves}.</p>"
    yield tag(
        "p",
        "On the back, for you alone: what in you could get in the way? And: what will you stop "
        "doing to free the hours?",
    )
