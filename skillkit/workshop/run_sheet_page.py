"""Run sheet page: the run sheet as Markdown, for a facilitator to print and hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from skillkit.base.text import counted
from skillkit.base.words import say, sentence
from skillkit.workshop.guide import place_of
from skillkit.workshop.run_sheet import Block, Format, RunSheet, Step, offset

WHO = {
    "facilitator": sentence("facilitator"),
    "everybody": sentence("everybody"),
    "pairs": sentence("pairs"),
    "threes": sentence("threes"),
}


def run_sheet_page(sheet: RunSheet) -> str:
    """The page `workshop/run_sheet.md`: all formats side by side, then each step by step."""
    parts = [
        f"# {sheet.title}",
        say(
            "**The link:** ______________________________ It opens everything, on a laptop or a "
            "telephone; nothing is installed. Show it first and leave it on the wall: "
            "`python3 -m skillkit links --repo ORG/REPO --page link.html` writes a page with its "
            "QR code ([hosting](hosting/README.md)). No link today? Open the notebooks, or "
            "use paper."
        ),
        *sheet.lead,
        say(
            "The clock for everybody to see is [projector.ipynb](projector.ipynb). Press **Start** "
            "when you begin and **Next block** each time you move on; it never moves on by itself."
        ),
        say(
            "The same clock for you alone is [facilitator.ipynb](facilitator.ipynb): what to say "
            "and "
            "do now, when to move on, what to cut first, and at the end a field report."
        ),
        say(
            "To practise every click beforehand, with an invented team: "
            "`python3 -m skillkit rehearse`."
        ),
        f"## {say('At a glance')}",
        _overview(sheet),
    ]
    for known in sheet.formats:
        parts += _format(sheet, known)
    parts += _follow_up(sheet)
    made = say(
        "This page is made from [run_sheet.toml](../skillkit/data/run_sheet.toml). Change the "
        "words and minutes there, then run `python3 -m tools.handouts`."
    )
    parts.append(f"---\n\n{made}")
    return "\n\n".join(parts) + "\n"


def _overview(sheet: RunSheet) -> str:
    """When each block begins and how long it lasts, format by format."""
    times = [{block.id: start for start, block in sheet.times(known.id)} for known in sheet.formats]
    rows = []
    for block in sheet.blocks:
        cells = [
            f"{_when(known, block, starts[block.id])}, {block.minutes[known.id]} min"
            if block.id in starts
            else ""
            for known, starts in zip(sheet.formats, times, strict=True)
        ]
        rows.append([block.title, *cells])
    rows.append(
        [f"**{say('All of it')}**", *(f"**{known.minutes} min**" for known in sheet.formats)]
    )
    return _table(["", *(known.name for known in sheet.formats)], rows)


def _format(sheet: RunSheet, known: Format) -> Iterator[str]:
    yield f"## {known.name}"
    yield known.about
    for start, block in sheet.times(known.id):
        yield f"### {_when(known, block, start)} · {block.title}"
        yield from _block(block, known, start)


def _when(known: Format, block: Block, start: int) -> str:
    """The time from the beginning, or the day of a block."""
    return offset(start) if known.in_one_go else say("Day {days}", days=known.days[block.id])


def _block(block: Block, known: Format, start: int) -> Iterator[str]:
    minutes = f"**{counted(block.minutes[known.id], 'minute')}**"
    yield " · ".join([minutes, *_links(block)])
    yield _steps(block.steps_in(known.id), known, start)
    yield f"**{say('Move on when')}** {block.move_on[known.people]}"
    yield f"**{say('Cut first:')}** {block.cut[known.people]}"


def _links(block: Block) -> Iterator[str]:
    """What goes with a session; nothing leads to what is not here yet."""
    if session := block.session:
        name = session.name
        yield f"[{say('guide')}]({place_of(session)})"
        yield f"[{say('notebook {name}', name=name)}](../notebooks/{name}.ipynb)"


def _steps(steps: Iterable[Step], known: Format, start: int) -> str:
    """The steps with their times, where all do them at the same time, and with who does them.

    Somebody alone does them all, so nobody is named there.
    """
    timed, several = known.in_one_go, known.people != "alone"
    rows = []
    for step in steps:
        minutes = step.minutes[known.id]
        rows.append(
            [*[offset(start)] * timed, f"{minutes}", *[say(WHO[step.who])] * several, step.words]
        )
        start += minutes
    return _table(
        [*[say("from")] * timed, "min", *[say("who")] * several, say("what happens")], rows
    )


def _follow_up(sheet: RunSheet) -> Iterator[str]:
    """The look back, a meeting of its own that belongs to no sum."""
    block = sheet.follow_up
    yield f"## {say('After 30, 60 and 90 days')}"
    yield say(
        "*{title}* A short meeting of its own, or a quiet half-hour alone. It is not part of the "
        "minutes above.",
        title=block.title,
    )
    yield say(
        "**Signs** come by letter on [day 30](emails/day_30.md), [60](emails/day_60.md) and "
        "[90](emails/day_90.md), also where nobody meets: people copy theirs in `06_progress` and "
        "send it to you alone. You paste them there, off the projector; from five on all read two "
        "numbers, once a day: how many began, and how many have something to show."
    )
    if block.session:
        yield " · ".join(_links(block))
    for known in sheet.formats:
        if known.id in block.minutes:
            yield f"### {counted(block.minutes[known.id], 'minute')} {known.after}"
            yield _steps(block.steps_in(known.id), known, 0)
            yield f"**{say('Move on when')}** {block.move_on[known.people]}"
            yield f"**{say('Cut first:')}** {block.cut[known.people]}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
