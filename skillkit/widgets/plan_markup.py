"""Plan markup: a plan and a case study as HTML text for a saved notebook, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from skillkit.casestudy import MOST_WORDS, PARTS, CaseStudy
from skillkit.examples import LABEL
from skillkit.imprint import long_date
from skillkit.plan import Action, Plan
from skillkit.progress import STATES, plan_sentence
from skillkit.svg import escaped
from skillkit.widgets.plan_page import meter
from skillkit.wording import listed

LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches
BACK = ("What I meant to do", "How it went", "What shows it", "What broke, what I learned")
HEADS = ("By", "What I do", "Done when", "How I begin")


def plan_still(plan: Plan | None, *, example: bool = False) -> str:
    """The plan as a table, without what is nobody else's business."""
    if plan is None:
        return "<p>Run this cell to make a plan.</p>"
    return "\n".join(
        [
            *_head(example),
            *_summary(plan),
            *_rows(HEADS, (_cells(plan, action) for action in plan.actions)),
        ]
    )


def review_still(plan: Plan | None, *, example: bool = False) -> str:
    """What became of a plan, as a table."""
    if plan is None:
        return "<p>Run this cell to look back at your plan.</p>"
    rows = [(a.step, STATES[a.status], "; ".join(a.evidence), a.learned) for a in plan.actions]
    return "\n".join([*_head(example), f"<p>{plan_sentence(plan)}</p>", *_rows(BACK, rows)])


def case_study_still(study: CaseStudy | None, *, example: bool = False) -> str:
    """The case study, part by part."""
    if study is None:
        return "<p>Run this cell to write a case study.</p>"
    lines = [*_head(example)]
    for part, title in PARTS.items():
        if text := getattr(study, part):
            words = "<br>".join(map(escaped, text.splitlines()))
            lines.append(f"<p><strong>{escaped(title)}:</strong> {words}</p>")
    return "\n".join([*lines, f"<p>{study.words} of {MOST_WORDS} words.</p>"])


def _head(example: bool) -> Iterator[str]:
    if example:
        yield f"<p><em>{LABEL[0].upper()}{LABEL[1:]}.</em></p>"


def _summary(plan: Plan) -> Iterator[str]:
    if plan.focus:
        names = listed([plan.framework.skill(skill).name for skill in plan.focus])
        yield f"<p>Grows {escaped(names)}.</p>"
    yield f"<p>{escaped(meter(plan)['words'])}</p>"


def _rows(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table, every text escaped."""
    names = "".join(f'<th scope="col"{LEFT}>{head}</th>' for head in heads)
    yield f"<table>\n<thead><tr>{names}</tr></thead>\n<tbody>"
    for row in rows:
        cells = "".join(f"<td{LEFT}>{escaped(text)}</td>" for text in row)
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>"


def _cells(plan: Plan, action: Action) -> Iterator[str]:
    due = plan.due(action)
    yield long_date(due) if due else "open"
    yield f"{action.step} ({action.kind}, {action.hours} hours)"
    yield action.done_when
    yield action.cue.sentence
