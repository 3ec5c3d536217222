"""Take-home: every file of the plan behind a link of its own, made fresh when you ask for it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from skillkit.assessment.share_code import code_of
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.text import isolated, moment_of
from skillkit.base.words import say, sentence
from skillkit.export.archive import ARCHIVE, WHAT, address_of, archive, everything
from skillkit.export.partner import partners
from skillkit.plan import Plan
from skillkit.plan import case_study as casestudy
from skillkit.plan import file as planfile
from skillkit.widgets._base import BaseWidget
from skillkit.widgets.plan import PlanForm, profile_beside

CASE_STUDY = "case_study.md"

LABELS = {
    "plan.html": sentence("The page for the wall"),
    "plan.ics": sentence("The dates for your calendar"),
    "plan.md": sentence("The plan as text"),
    "plan.xlsx": sentence("The plan for a spreadsheet"),
    "ratings.xlsx": sentence("Your ratings for a spreadsheet"),
    CASE_STUDY: sentence("Your case study as text"),
}

HINTS = {
    "plan.html": sentence("your T and your plan, with lines to write on; open it and print it"),
    "plan.ics": sentence(
        "due days, first steps and three days to look back; after a change, import it "
        "again and delete there what is no longer in your plan"
    ),
    "ratings.xlsx": sentence("you choose who sees them"),
    "partner.html": sentence("no ratings are on it; send it, or print it"),
    CASE_STUDY: sentence("as it is now"),
}


class TakeHome(BaseWidget):
    """Links that download the plan of a form, in the forms that other programs read.

    The files go from Python through the page to the browser, so it works wherever the page does,
    and go on working, as they were last, where Python does not answer.

    Args:
        form: the form of the plan.

    Examples:
        >>> TakeHome(PlanForm.load())
    """

    script = "plan/take_home.js"

    def __init__(self, form: PlanForm) -> None:
        if not isinstance(form, PlanForm):
            raise TypeError(f"TakeHome takes a plan form; this is a {type(form).__name__}.")
        self._form = form
        super().__init__()
        form.observe(lambda _: self.send({"kind": "stale"}), "value")

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_fetch(self, message: Mapping[str, Any]) -> None:
        """Send every file as it is now; `now` is the person's own time, with its zone."""
        links: list[list[str]] = []
        problem = ""
        try:
            if self._form.is_damaged:  # what the form holds meanwhile is the example's
                raise SkillkitError(
                    say("{notice} Your plan above says how to go on.", notice=self._form.notice)
                )
            now = moment_of(message.get("now"))
            plan, files = self._files(now, with_code=message.get("code") is True)
            links = _links(plan, files, now)
        except SkillkitError as error:
            problem = str(error)
        page = self._state()
        self.send({"kind": "fetched", "problem": problem, "links": links, "page": page})

    def _files(self, now: dt.datetime, *, with_code: bool) -> tuple[Plan | None, dict[str, bytes]]:
        """The plan and every file, from what is on the disk where the form has a file."""
        plan, profile, path = self._form.plan, self._form.profile, self._form.path
        study: casestudy.CaseStudy | None = None
        if path is not None:
            with contextlib.suppress(FileNotFoundError):
                plan = planfile.load(path)
            profile = profile_beside(path)
            with contextlib.suppress(FileNotFoundError):
                beside = path.with_name(casestudy.case_study_path().name)
                study = casestudy.case_study_store(beside).load()
        if plan is None:
            text = {CASE_STUDY: casestudy.markdown(study, now.date()).encode()} if study else {}
            return None, text
        if profile and profile.framework.id != plan.framework.id:
            profile = None
        code = code_of(profile.assessment) if with_code and profile else None
        return plan, everything(plan, profile, now, code, study)

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        form = self._form
        rated = form.profile is not None and not form.is_damaged
        return {"example": form.is_example, "rated": rated}

    def _summary(self) -> str:
        return say("the plan to take along")

    def _static_html(self) -> str:
        items = "\n".join(tag("li", LABELS[name]) for name in WHAT if name in LABELS)
        return f"{tag('p', 'Run this cell to take your plan along:')}\n<ul>\n{items}\n</ul>"


def _links(plan: Plan | None, files: Mapping[str, bytes], now: dt.datetime) -> list[list[str]]:
    """Each file as [name, label, hint, address], all of them together first."""
    labels = LABELS | (_partner_labels(partners(plan)) if plan else {})
    links = [
        [name, say(label), say(HINTS.get(name, "")), address_of(name, files[name])]
        for name, label in labels.items()
        if name in files
    ]
    if files:
        zipped = address_of(ARCHIVE, archive(files, now))
        links.insert(0, [ARCHIVE, say("Everything in one archive"), "", zipped])
    return links


def _partner_labels(names: Sequence[str]) -> dict[str, str]:
    labels = {}
    for place, name in enumerate(map(isolated, names), start=1):
        number = f"-{place}" if place > 1 else ""
        labels[f"partner{number}.html"] = say(
            "For {name}: a page with what to ask you, and when", name=name
        )
        labels[f"partner{number}.ics"] = say("For {name}: these days for a calendar", name=name)
        labels[f"partner_weekly{number}.ics"] = say(
            "For {name}: two minutes every week instead", name=name
        )
    return labels
