"""Claim cards: what the article says on the front, what was found behind it on the back.

Print on both sides, flipped on the long edge: each answer then stands behind its claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skillkit.base.html import tag, text
from skillkit.base.text import long_date
from skillkit.base.words import say
from skillkit.practice.claims import Claim, Claims, Verdict
from skillkit.workshop.handouts.side import handout, head, side

ACROSS, A_SIDE = 2, 6

STYLE = """
header { min-height: 17mm }
.claims .card { height: 75mm; padding: 3mm 5mm }
.claims .front { display: flex; flex-direction: column; justify-content: center; font-size: 13pt }
.claims .back { font-size: 8.8pt; line-height: 1.3 }
.claims .back h2 { font-size: 11pt }
.claims .card .number { font-size: 9pt; color: #4b5468; margin: 0 }
"""

Card = tuple[Verdict, None] | tuple[Claim, int]


def claim_cards(claims: Claims) -> str:
    """All cards of a file: first the verdicts to sort under, then the claims, fronts and backs."""
    of_the_article = any(claim.article for claim in claims.claims)
    what = say("what the article says") if of_the_article else claims.title
    title = say("Claim cards: {what}", what=what)
    says = (
        say(
            "Print on both sides, flipped on the long edge; cut along the dashed lines. Lay"
            " the cards without a number out as headings, sort the others under them, then "
            "turn them over."
        ),
    )
    cards: list[Card] = [(verdict, None) for verdict in claims.verdicts]
    cards += [(claim, number) for number, claim in enumerate(claims.claims, 1)]
    foot = say(
        "{source} Sources last looked at on {reviewed}. A verdict is about a sentence "
        "and its source, never about the person who wrote it. CC BY 4.0.",
        source=claims.source,
        reviewed=long_date(claims.reviewed),
    )
    sides = []
    for start in range(0, len(cards), A_SIDE):
        some = cards[start : start + A_SIDE]
        top = head(title, *says) if start == 0 else [tag("p", title)]
        sides.append(_side([_front(*card) for card in some], top))
        backs = _mirrored([_back(claims, *card) for card in some])
        sides.append(_side(backs, [tag("p", "The other side: verdict, reason and source.")], foot))
    return handout(title, sides, STYLE)


def _side(cards: Sequence[str], top: Sequence[str], foot: str = "") -> str:
    """One side; the cards begin at the same height on all of them."""
    return side(['<div class="cards claims">', *cards, "</div>"], top, foot)


def _front(card: Verdict | Claim, number: int | None) -> str:
    if isinstance(card, Verdict):
        words = [tag("h2", card.name), tag("p", card.meaning)]
    else:
        words = [tag("p", str(number), class_="number"), tag("p", card.claim)]
    return "\n".join(['<article class="card front">', *words, "</article>"])


def _back(claims: Claims, card: Verdict | Claim, number: int | None) -> str:
    if isinstance(card, Verdict):
        return '<div class="card back"></div>'
    return "\n".join(['<article class="card back">', *_answer(claims, card, number), "</article>"])


def _answer(claims: Claims, claim: Claim, number: int | None) -> Iterator[str]:
    yield tag("h2", f"{number} {claims.verdict(claim.verdict).name}")
    if claim.wordings:
        said, source = text(claim.wordings.article), text(claim.wordings.source)
        whose = say("The article") if claim.article else say("As it is said")
        both = say(
            "{whose}: “{said}”. The source: “{source}”.", whose=whose, said=said, source=source
        )
        yield f"<p>{both}</p>"
    yield tag("p", claim.why)
    found = (claim.source, claim.what, claim.where, claim.date)
    yield tag("p", say("Source: {source}.", source="; ".join(found)), class_="soft")


def _mirrored(cards: list[str]) -> list[str]:
    """The backs in the order in which they lie behind their fronts, row by row."""
    rows = [cards[start : start + ACROSS] for start in range(0, len(cards), ACROSS)]
    return [card for row in rows for card in reversed(row)]
