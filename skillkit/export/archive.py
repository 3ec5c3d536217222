"""Archive: what a person takes along, as files in memory, in one archive, behind one link."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from skillkit.assessment import file as card
from skillkit.base.errors import SkillkitError
from skillkit.base.html import data_uri
from skillkit.base.text import joined, quoted
from skillkit.base.words import say, sentence
from skillkit.export.calendar import plan_ics
from skillkit.export.csv import plan_columns, plan_csv, plan_rows, ratings_csv, ratings_rows
from skillkit.export.markdown import plan_markdown
from skillkit.export.one_page import take_home
from skillkit.export.partner import partner_ics, partner_page, partners
from skillkit.export.xlsx import workbook
from skillkit.framework import Framework
from skillkit.framework.notice import imprint
from skillkit.plan import Plan
from skillkit.plan import case_study as casestudy
from skillkit.plan import file as planfile
from skillkit.plan.case_study import CaseStudy
from skillkit.profile import Profile, profile_of

ARCHIVE = "my-next-ninety-days.zip"

NUMBER = re.compile(r"-\d+\.")  # of a further partner's files

FORMS = ("md", "ics", "html", "xlsx", "csv")  # of a plan

WHAT = {
    "plan.html": sentence("one page for the wall: the T, the plan, lines to write on"),
    "plan.ics": sentence("the dates for your calendar; import it again after a change"),
    "plan.md": sentence("the plan as text"),
    "plan.xlsx": sentence("the plan for a spreadsheet"),
    "plan.csv": sentence("the same for other programs, with commas between the cells"),
    "partner.html": sentence(
        "for the one who asks: what you want to do, and when to ask what; no ratings"
    ),
    "partner.ics": sentence("the same days for that person's calendar"),
    "partner_weekly.ics": sentence("or two minutes every week in their place"),
    "ratings.xlsx": sentence("your ratings for a spreadsheet; you choose who sees them"),
    "ratings.csv": sentence("the same for other programs"),
    "case_study.md": sentence("your case study as text"),
    "plan.json": sentence("the plan for skillkit"),
    "assessment.json": sentence("your ratings for skillkit; bring them when you look back"),
}

TYPES = {
    "csv": "text/csv;charset=utf-8",
    "html": "text/html;charset=utf-8",
    "ics": "text/calendar;charset=utf-8",
    "json": "application/json",
    "md": "text/markdown;charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def everything(
    plan: Plan,
    profile: Profile | None,
    now: dt.datetime,
    share_code: str | None = None,
    study: CaseStudy | None = None,
) -> dict[str, bytes]:
    """All files that a person takes along, by name; what needs ratings only with a profile.

    `now` (with a time zone) is when they are made; its date stands in each of them.
    """
    today = now.date()
    texts = {"plan.json": planfile.to_json(plan)}
    tables = {}
    if profile:
        rows = ratings_rows(profile.assessment)
        tables["ratings.xlsx"] = workbook(list(rows[0]), rows)
        texts["ratings.csv"] = for_spreadsheets(ratings_csv(profile.assessment))
        texts["assessment.json"] = card.to_json(profile.assessment)
    if study:
        texts["case_study.md"] = casestudy.markdown(study, today)
    files = {f"plan.{kind}": in_form(kind, plan, profile, now, share_code) for kind in FORMS}
    files |= partner_files(plan, now)
    files |= tables | {name: text.encode() for name, text in texts.items()}
    return files | {"about.txt": _about(files, plan, today).encode()}


def partner_files(plan: Plan, now: dt.datetime) -> dict[str, bytes]:
    """What each person gets who will ask; from the second on the names have a number."""
    files = {}
    for place, name in enumerate(partners(plan), start=1):
        number = f"-{place}" if place > 1 else ""
        files[f"partner{number}.html"] = partner_page(plan, name, now.date()).encode()
        files[f"partner{number}.ics"] = partner_ics(plan, name, now)
        files[f"partner_weekly{number}.ics"] = partner_ics(plan, name, now, weekly=True)
    return files


def in_form(
    kind: str,
    plan: Plan,
    profile: Profile | None,
    now: dt.datetime,
    share_code: str | None = None,
) -> bytes:
    """The plan in one form; the calendar alone needs a library.

    Raises:
        SkillkitError: no such form.
    """
    today = now.date()
    match kind:
        case "ics":
            return plan_ics(plan, now)
        case "html":
            return take_home(plan, profile, today, share_code).encode()
        case "md":
            return plan_markdown(plan, profile, today).encode()
        case "xlsx":
            return workbook(plan_columns(plan), plan_rows(plan))
        case "csv":
            return for_spreadsheets(plan_csv(plan)).encode()
    raise SkillkitError(
        say(
            "{kind} is not a form of a plan; choose {forms}.",
            kind=quoted(kind),
            forms=joined([*FORMS], "or"),
        )
    )


def exported(path: Path, kind: str, now: dt.datetime, framework: Framework | None = None) -> bytes:
    """One form of the plan saved at `path`.

    The ratings are those of `assessment.json` beside it, if it is there.

    Raises:
        FileNotFoundError: no plan is there.
        SkillkitError: the plan or the ratings cannot be used, or no such kind.
    """
    plan = planfile.load(path, framework)
    try:
        profile = profile_of(card.load(path.with_name("assessment.json"), plan.framework))
    except FileNotFoundError:
        profile = None
    return in_form(kind, plan, profile, now)


def archive(files: Mapping[str, bytes], now: dt.datetime) -> bytes:
    """The files as one .zip; the same files at the same moment make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, files[name])
    return out.getvalue()


def address_of(name: str, content: bytes) -> str:
    """An address that holds the content, so that a link needs no server; typed by its ending."""
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return data_uri(kind, content)


def for_spreadsheets(text: str) -> str:
    """The CSV text with the mark by which spreadsheets know UTF-8."""
    return f"\ufeff{text}"


def _about(names: Iterable[str], plan: Plan, today: dt.date) -> str:
    lines = [
        f"{name:21}{say(what)}"
        for known, what in WHAT.items()
        for name in names
        if NUMBER.sub(".", name) == known
    ]
    return "\n".join([say("What is in here"), "", *lines, "", imprint(plan.framework, today), ""])
