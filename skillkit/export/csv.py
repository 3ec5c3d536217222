"""Sheet: ratings and plans as CSV, one thing a row, for spreadsheets that compute nothing from it.

Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

from skillkit.assessment import NA, Assessment
from skillkit.framework.notice import PURPOSE
from skillkit.plan import Action, Plan

Cell = str | int | None

# With their full-width forms, which some spreadsheets read as the plain ones.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  (these are the characters meant)


def safe(text: str) -> str:
    """The text as a spreadsheet shows it, never as it would compute it."""
    bare = text.lstrip(" \u00a0\u3000\u200b\ufeff")
    return f"'{text}" if text[:1] in _FORMULA or bare[:1] in _FORMULA else text


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """A CSV text (RFC 4180) with a header; text is quoted, None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row[column] for column in columns)
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()


def ratings_csv(assessment: Assessment) -> str:
    """One row for each skill of the framework, rated or not; the level is empty where unrated."""
    framework = assessment.framework
    rows: list[dict[str, Cell]] = []
    for skill in framework.skills:
        rating = assessment.ratings.get(skill.id)
        level = rating if isinstance(rating, int) else None
        rows.append(
            {
                "skill": skill.id,
                "name": skill.name,
                "area": skill.area,
                "state": _state(rating),
                "level": level,
                "level_name": None if level is None else framework.levels[level].name,
                "target": assessment.targets.get(skill.id),
                "confidence": assessment.confidence.get(skill.id),
                "interest": " ".join(assessment.interest.get(skill.id, ())) or None,
                "evidence": assessment.evidence.get(skill.id),
                "framework": framework.id,
                "framework_version": framework.version,
                "date": _iso(assessment.date),
                "note": PURPOSE,
            }
        )
    return csv_text(list(rows[0]), rows)


def plan_csv(plan: Plan) -> str:
    """One row for each action, in the plan's order."""
    columns = list(_plan_row(plan, 0, Action("none", "none", "technical", 1)))
    return csv_text(columns, [_plan_row(plan, i, a) for i, a in enumerate(plan.actions, 1)])


def _plan_row(plan: Plan, place: int, action: Action) -> dict[str, Cell]:
    return {
        "place": place,
        "action": action.id,
        "step": action.step,
        "kind": action.kind,
        "stage": action.stage,
        "hours": action.hours,
        "builds": " ".join(action.builds) or None,
        "paired_with": action.paired_with,
        "due": _iso(plan.due(action)),
        "done_when": action.done_when or None,
        "real_problem": action.real_problem or None,
        "real_constraint": action.real_constraint or None,
        "cue": action.cue.sentence or None,
        "obstacle": action.obstacle or None,
        "buddy": action.buddy or None,
        "resource": action.resource or None,
        "status": action.status,
        "evidence": "; ".join(action.evidence) or None,
        "framework": plan.framework.id,
        "framework_version": plan.framework.version,
        "date": _iso(plan.start),
        "note": PURPOSE,
    }


def _state(rating: object) -> str:
    if rating is None:
        return "unrated"
    return "not applicable" if rating == NA else "rated"


def _iso(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()
