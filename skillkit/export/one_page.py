"""Take-home: one printable page with the T, the stool, the sentence and the plan.

A plan of up to six actions fills one sheet of A4 or Letter; what is too long for that is cut on
paper, and said so. On a small screen the table becomes a list.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Sequence

from skillkit.base.html import TICK, page, text
from skillkit.base.text import joined, long_date
from skillkit.export.fit import BESIDE, COLUMNS, Cells, Fit, fit
from skillkit.framework.notice import imprint
from skillkit.plan import HORIZONS, Action, Plan
from skillkit.profile import Profile
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import t_shape
from skillkit.profile.words import shape_sentence

TITLE = "My next ninety days"

HEADS = {"by": "By", "step": "What", "proof": "Done when", "cue": "How I begin"}

CUT = "“…” ends a text that is too long for one sheet of paper; it stands whole in plan.md."

STYLE = """
header { display: flex; flex-wrap: wrap; gap: 0 6mm; align-items: baseline; justify-content: space-between }
h2 { line-height: 1.2 }
.shape { display: flex; flex-wrap: wrap; gap: 2mm 6mm; align-items: center }
.shape > div { flex: 1 1 60mm }
.shape > div:first-child { flex: 0 1 var(--wide) }
.shape svg { width: 100% !important; min-width: 0 !important; max-height: var(--tall); display: block }
.shape div + div svg { max-height: 44mm }
table { table-layout: fixed; font-size: 9pt; line-height: 1.27 }
th, td { padding: .9mm 2mm .9mm 0 }
thead th { padding: 0 }
td p { margin: 0 }
.step { font-weight: bold }
.line { margin: 2mm 0 0; break-inside: avoid }
.line > * { display: inline; margin: 0; border: 0; font-size: inherit }
code { font: 600 1.1em ui-monospace, "DejaVu Sans Mono", monospace }
footer { margin-top: 2mm }
.cut { display: none; font-size: 8pt }
@media screen and (max-width: 36em) {
  table, tbody, tr, td { display: block } thead { display: none } tr { border-top: .3mm solid #4a6fb8 }
  td { border: 0 } td[data-head]:not(:empty)::before { content: attr(data-head) ": "; color: #4b5468 }
  td[data-head] p:first-child { display: inline } }
@media print {
  body { line-height: 1.27 }
  table { font-size: var(--size) }
  .short .cut { display: block }
  .short :is([data-head], .shape) p { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden;
    -webkit-line-clamp: var(--lines) }
  .short [data-head] p:not(:last-child) { -webkit-line-clamp: calc(var(--lines) - 1) }
  .short [data-head] p + p { -webkit-line-clamp: 1 }
  .short .shape p { -webkit-line-clamp: var(--beside) } }
"""  # noqa: E501  (one rule a line)


def take_home(
    plan: Plan, profile: Profile | None, today: dt.date, share_code: str | None = None
) -> str:
    """The page as HTML text; without a profile it holds the plan alone."""
    picture, said = (t_shape(profile), shape_sentence(profile)) if profile else ("", "")
    summary, below = _summary(plan), [_look_backs(plan), *_code(share_code)]
    rows = [_cells(plan, place, action) for place, action in enumerate(plan.actions, 1)]
    bare = [(_bare(by), _bare(step), _bare(proof), _bare(cue)) for by, step, proof, cue in rows]
    sizes = fit(bare, map(_bare, [summary, *below]), said, _aspect(picture))
    parts = [
        f"<header><h1>{TITLE}</h1>",
        f"<p>{_date(plan.start)} to {_date(_day(plan, HORIZONS[-1]))}</p></header>",
        f"<main class={'short' if sizes.lines else 'whole'}>",
        *(_shape(profile, picture) if profile else ()),
        f"<h2>What I do</h2>\n{summary}",
        *_table(rows),
        *below,
        *([f'<p class="cut">{CUT}</p>'] if sizes.lines else ()),
        f"</main>\n<footer>{text(imprint(plan.framework, today))}</footer>",
    ]
    return page(TITLE, parts, _variables(sizes) + STYLE)


def _variables(sizes: Fit) -> str:
    """The sizes of this page, for its style."""
    values = {
        "size": f"{sizes.size}pt",
        "tall": f"{sizes.tall:g}mm",
        "wide": f"{sizes.wide:.1f}mm",
        "lines": sizes.lines or 0,
        "beside": BESIDE,
    }
    return "\n:root { " + "; ".join(f"--{name}: {value}" for name, value in values.items()) + " }"


def _shape(profile: Profile, picture: str) -> Iterator[str]:
    yield f'<h2>Where I am</h2>\n<div class="shape"><div>{picture}</div>'
    yield f"<div>{stool(profile)}<p>{text(shape_sentence(profile))}</p></div></div>"


def _aspect(picture: str) -> float:
    """The width of a picture by its height, 0 for none."""
    box = re.search(r'viewBox="0 0 (\S+) ([^"]+)"', picture)
    return float(box[1]) / float(box[2]) if box else 0.0


def _summary(plan: Plan) -> str:
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
    return f"<p>{' '.join(lines)}</p>"


def _table(rows: Sequence[Cells]) -> Iterator[str]:
    if not rows:
        yield "<p>No action is chosen yet.</p>"
        return
    heads = "".join(
        f'<th scope="col" style="width: {share:.0%}">{HEADS[name]}</th>'
        for name, share in COLUMNS.items()
    )
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    yield from map(_row, rows)
    yield "</tbody></table>"


def _row(cells: Cells) -> str:
    by, *others = zip(COLUMNS, cells, strict=True)
    said = (f'<td class="{name}" data-head="{HEADS[name]}">{cell}</td>' for name, cell in others)
    return f"<tr><td>{by[1]}</td>{''.join(said)}</tr>"


def _cells(plan: Plan, place: int, action: Action) -> Cells:
    """One action, in the order of the columns."""
    due = plan.due(action)
    state = "" if action.status == "planned" else f" ({action.status})"
    number = f"<strong>{place}</strong>{TICK}"
    by = f"<p>{number}{_date(due) if due else 'open'}{state}</p>"
    kind = f"<p>{action.kind}, {action.hours}\u00a0h{_goes_with(plan, action)}</p>"
    asks = f"{action.buddy} asks me." if action.buddy else ""
    return (
        by + kind,
        _paragraphs(action.step),
        _paragraphs(action.done_when),
        _paragraphs(action.cue.sentence, asks),
    )


def _goes_with(plan: Plan, action: Action) -> str:
    """Where the partner stands in the table, so that a pair is seen as one."""
    places = [place for place, a in enumerate(plan.actions, 1) if a.id == action.paired_with]
    return f", with\u00a0{places[0]}" if places else ""


def _look_backs(plan: Plan) -> str:
    days = joined([_date(_day(plan, days)) for days in HORIZONS])
    return _line("When I look back", f"{days}: what is done, what broke, what comes next?")


def _code(share_code: str | None) -> Iterator[str]:
    if share_code:
        note = "It holds my ratings and no name; whoever has it can read them."
        yield _line("My share code", f"<code>{text(share_code)}</code> {note}")


def _line(head: str, markup: str) -> str:
    """A heading and its text on one line."""
    return f'<div class="line"><h2>{head}:</h2> <p>{markup}</p></div>'


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text(words)}</p>" for words in texts if words)


def _day(plan: Plan, days: int) -> dt.date:
    return plan.start + dt.timedelta(days=days)


def _date(date: dt.date) -> str:
    return f'<time datetime="{date.isoformat()}">{long_date(date)}</time>'


def _bare(markup: str) -> str:
    """The words of markup, each paragraph on a line."""
    return html.unescape(re.sub("<[^>]*>", "", markup.replace("</p>", "\n")))
