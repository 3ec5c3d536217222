"""Take-home: one printable page with the T, the stool, the sentence and the plan.

It fits one sheet of A4 or Letter for a usual plan; longer texts run on to a second one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.figures import stool, t_shape
from skillkit.imprint import imprint, long_date
from skillkit.page import TICK, page, text
from skillkit.plan import HORIZONS, Action, Plan
from skillkit.profile import Profile
from skillkit.reading import sentence
from skillkit.wording import listed

HEADS = {"by": "By", "step": "What", "proof": "Done when", "cue": "How I begin"}
STYLE = """
.shape { display: flex; flex-wrap: wrap; gap: 2mm 6mm }
.shape > div { flex: 1 1 70mm }
.shape svg { width: 100% !important; max-height: 80mm; display: block }
.shape div + div svg { max-height: 46mm }
td p { margin: 0 }
td:first-child { overflow-wrap: normal }
th.by { width: 18% } .step { width: 33% } .proof { width: 25% }
code { font: 600 11pt ui-monospace, "DejaVu Sans Mono", monospace }
@media screen and (max-width: 36em) {
  table, tbody, tr, td { display: block } thead { display: none } tr { border-top: .3mm solid #4a6fb8 }
  td { border: 0 } td[data-head]:not(:empty)::before { content: attr(data-head) ": "; color: #4b5468 } }
"""  # noqa: E501  (one rule a line)


def take_home(
    plan: Plan, profile: Profile | None, today: dt.date, share_code: str | None = None
) -> str:
    """The page as HTML text; without a profile it holds the plan alone."""
    title = "My next ninety days"
    parts = [
        f"<header><h1>{title}</h1>",
        f"<p>{_date(plan.start)} to {_date(_day(plan, HORIZONS[-1]))}</p></header>\n<main>",
        *(_shape(profile) if profile else ()),
        "<h2>What I do</h2>",
        *_summary(plan),
        *_table(plan),
        "<h2>When I look back</h2>",
        f"<p>{_look_backs(plan)}</p>",
        *(_code(share_code) if share_code else ()),
        f"</main>\n<footer><p>{text(imprint(plan.framework, today))}</p></footer>",
    ]
    return page(title, parts, STYLE)


def _shape(profile: Profile) -> Iterator[str]:
    yield "<h2>Where I am</h2>"
    yield f'<div class="shape"><div>{t_shape(profile)}</div>'
    yield f"<div>{stool(profile)}<p>{text(sentence(profile))}</p></div></div>"


def _summary(plan: Plan) -> Iterator[str]:
    """What grows, and how the hours fall on the two kinds."""
    lines = []
    if plan.focus:
        names = " and ".join(text(plan.framework.skill(skill).name) for skill in plan.focus)
        lines.append(f"I want to grow <strong>{names}</strong>.")
    if plan.actions:
        technical, talk = plan.hours_of("technical"), plan.hours_of("communication")
        fits = "" if plan.budget is None else f" of the {plan.budget} that fit"
        kinds = f"{technical} technical, {talk} communication"
        lines.append(f"{plan.hours} hours{fits}: {kinds}. All hours are guesses.")
    yield f"<p>{' '.join(lines)}</p>"


def _table(plan: Plan) -> Iterator[str]:
    if not plan.actions:
        yield "<p>No action is chosen yet.</p>"
        return
    cells = "".join(f'<th scope="col" class="{name}">{head}</th>' for name, head in HEADS.items())
    yield f"<table><thead><tr>{cells}</tr></thead><tbody>"
    for place, action in enumerate(plan.actions, 1):
        yield _row(plan, place, action)
    yield "</tbody></table>"


def _row(plan: Plan, place: int, action: Action) -> str:
    due = plan.due(action)
    state = "" if action.status == "planned" else f" ({action.status})"
    number = f"<strong>{place}</strong>{TICK}"
    by = f"<p>{number}{_date(due) if due else 'open'}{state}</p>"
    kind = f"<p>{action.kind}, {action.hours} h{_goes_with(plan, action)}</p>"
    asks = f"{action.buddy} asks me." if action.buddy else ""
    begin = "".join(f"<p>{text(line)}</p>" for line in (action.cue.sentence, asks) if line)
    return (
        f"<tr><td>{by}{kind}</td><td><strong>{text(action.step)}</strong></td>"
        f'<td data-head="{HEADS["proof"]}">{text(action.done_when)}</td>'
        f'<td data-head="{HEADS["cue"]}">{begin}</td></tr>'
    )


def _goes_with(plan: Plan, action: Action) -> str:
    """Where the partner stands in the table, so that a pair is seen as one."""
    places = [place for place, a in enumerate(plan.actions, 1) if a.id == action.paired_with]
    return f", with {places[0]}" if places else ""


def _look_backs(plan: Plan) -> str:
    days = listed([_date(_day(plan, days)) for days in HORIZONS])
    return f"{days}: what is done, what broke, what comes next?"


def _code(share_code: str) -> Iterator[str]:
    note = "It holds my ratings and no name; whoever has it can read them."
    yield f"<h2>My share code</h2>\n<p><code>{text(share_code)}</code> {note}</p>"


def _day(plan: Plan, days: int) -> dt.date:
    return plan.start + dt.timedelta(days=days)


def _date(date: dt.date) -> str:
    return f'<time datetime="{date.isoformat()}">{long_date(date)}</time>'
