"""CSV: ratings, plans and agreements as tables, one thing a row, of which nothing is computed.

Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

from skillkit.assessment import NA, Assessment
from skillkit.base.words import say
from skillkit.framework.notice import PURPOSE
from skillkit.plan import Action, Plan
from skillkit.team.agreements import Agreement, Agreements

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


def ratings_rows(assessment: Assessment) -> list[dict[str, Cell]]:
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
                "level_name": None if level is None else framework.level(level).name,
                "target": assessment.targets.get(skill.id),
                "confidence": assessment.confidence.get(skill.id),
                "interest": " ".join(assessment.interest.get(skill.id, ())) or None,
                "evidence": assessment.evidence.get(skill.id),
                "framework": framework.id,
                "framework_version": framework.version,
                "date": _iso(assessment.date),
                "note": say(PURPOSE),
            }
        )
    return rows


def plan_columns(plan: Plan) -> list[str]:
    """The columns of a plan's table, also of one without actions."""
    return list(_plan_row(plan, 0, Action("none", "none", "technical", 1)))


def plan_rows(plan: Plan) -> list[dict[str, Cell]]:
    """One row for each action, in the plan's order."""
    return [_plan_row(plan, place, action) for place, action in enumerate(plan.actions, 1)]


def agreements_columns(agreements: Agreements) -> list[str]:
    """The columns of a table of agreements, also of one without any."""
    return list(_agreement_row(agreements, 0, Agreement("none", dt.date.min)))


def agreements_rows(agreements: Agreements) -> list[dict[str, Cell]]:
    """One row for each agreement, the oldest first."""
    return [_agreement_row(agreements, i, one) for i, one in enumerate(agreements.agreements, 1)]


def agreements_csv(agreements: Agreements) -> str:
    """The agreements as CSV."""
    return csv_text(agreements_columns(agreements), agreements_rows(agreements))


def ratings_csv(assessment: Assessment) -> str:
    """The ratings as CSV."""
    rows = ratings_rows(assessment)
    return csv_text(list(rows[0]), rows)


def plan_csv(plan: Plan) -> str:
    """The plan as CSV."""
    return csv_text(plan_columns(plan), plan_rows(plan))


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
        "note": say(PURPOSE),
    }


def _agreement_row(agreements: Agreements, place: int, one: Agreement) -> dict[str, Cell]:
    framework = agreements.framework
    return {
        "place": place,
        "agreed_on": _iso(one.made),
        "what": one.what or None,
        "skill": one.skill,
        "skill_name": framework.skill(one.skill).name if one.skill else None,
        "wanted": agreements.wanted.get(one.skill or ""),
        "accepted_on_purpose": "yes" if one.accepted else "no",
        "who": one.who or None,
        "due": _iso(one.due),
        "status": one.state,
        "said_on": _iso(one.said),
        "framework": framework.id,
        "framework_version": framework.version,
    }


def _state(rating: object) -> str:
    if rating is None:
        return "unrated"
    return "not applicable" if rating == NA else "rated"


def _iso(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()
