"""Plan form: the page on which a person chooses what to do next, and says when and how to begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from skillkit.assessment.examples import example_person
from skillkit.base.errors import SkillkitError
from skillkit.base.text import YEARS, counted, day_of
from skillkit.framework.file import load_framework
from skillkit.plan import Action, ActionId, Plan
from skillkit.plan.actions import Catalogue, load_actions
from skillkit.plan.edit import changed
from skillkit.plan.examples import example_plan
from skillkit.plan.file import as_dict, from_dict, load, plan_path, plan_store
from skillkit.plan.rules import Row
from skillkit.plan.suggest import Suggestion, suggest_plan
from skillkit.profile import Profile, profile_of
from skillkit.widgets._file_form import KeptForm, Message, Mode, opening_at
from skillkit.widgets.plan_state import (
    consequences,
    page_words,
    plan_entries,
    plan_still,
    suggestion_row,
)


class PlanForm(KeptForm[Plan]):
    """Levers, focus, hours, actions and how each begins; every broken rule with its cure.

    `PlanForm.load()` is the one for a person's own file, beside that person's own assessment.
    `form.plan` is the plan, `form.suggestion` the best one for these ratings, wishes and hours.
    """

    script = "plan/form.js"

    def __init__(
        self,
        work: Plan | None = None,
        *,
        path: str | Path | None = None,
        profile: Profile | None = None,
    ) -> None:
        self._framework = work.framework if work else load_framework()
        self._profile = profile
        self._rated = profile  # a person's own, also while the example shows
        self._dropped: dict[ActionId, Action] = {}  # so that one that comes back is whole
        self._before: Plan | None = None  # the plan before a suggestion took its place
        self._found: tuple[object, Suggestion | None] = (None, None)  # for which wishes, and what
        self._told: Row = {}
        super().__init__(work, path=path)

    @property
    def plan(self) -> Plan | None:
        """The plan as it stands in the form; None before anything was said."""
        return self.work

    @property
    def profile(self) -> Profile | None:
        """What the suggestion starts from; None without ratings."""
        return self._profile

    @property
    def suggestion(self) -> Suggestion | None:
        """The best plan for the ratings, wishes and hours; None while one of them is open."""
        plan, profile = self.plan, self._profile
        if plan is None or profile is None or plan.weekly_hours is None:
            return None
        asked = replace(plan, actions=(), key="")
        if self._found[0] != (profile, asked):
            found = suggest_plan(
                profile,
                load_actions(),
                plan.start,
                plan.weekly_hours,
                weeks=plan.weeks,
                levers=plan.levers,
                focus=plan.focus,
            )
            self._found = ((profile, asked), found)
        return self._found[1]

    # --- Its file ----------------------------------------------------------------------------

    @classmethod
    def _own_path(cls) -> Path:
        return plan_path()

    def _look(self) -> None:
        """Read the assessment that lies beside the plan, then the plan."""
        assert self._path is not None
        self._rated = profile_beside(self._path)
        super()._look()

    def _begins(self) -> bool:
        return self._rated is not None

    def _show(self, mode: Mode, work: Plan | None) -> None:
        self._profile = self._rated if mode == "own" else profile_of(example_person())
        known = work or self._profile
        self._framework = known.framework if known else load_framework()
        if self._profile and self._profile.framework.id != self._framework.id:
            self._notice = (
                f'This plan was made with "{self._framework.title}" and your ratings with '
                f'"{self._profile.framework.title}", so nothing can be suggested here.'
            )
            self._profile = None
        self._before, self._dropped = None, {}
        super()._show(mode, work)

    def _read(self, path: Path) -> Plan:
        return load(path)

    def _update(self, path: Path, change: Callable[[Plan], Plan], start: Plan) -> Plan:
        return plan_store(path, start.framework).update(change, start)

    def _card(self, work: Plan | None) -> Row:
        return as_dict(work) if work else {}

    def _parsed(self, card: Message) -> Plan:
        known = self._framework if card.get("framework") == self._framework.id else None
        return from_dict(card, known, self._path and self._path.parent)

    def _example(self) -> Plan:
        return example_plan()

    def _empty(self, message: Message) -> Plan:
        return Plan(self._framework, day_of(message.get("day")))

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_change(self, message: Message) -> None:
        """Save one change; the suggestion takes longer and follows."""
        before = self.plan
        super()._on_change(message)
        after = self.plan
        if before is not None and before != after:
            gone = {action.id: action for action in before.actions}
            self._dropped |= gone
            self._before = before if message.get("field") == "take" else None
        self._tell_outlook()

    def _on_back(self, _: Message) -> None:
        """Put the actions back that a suggestion replaced."""
        if (before := self._before) is None:
            return
        try:
            after = self._kept(lambda saved: replace(saved, actions=before.actions), before)
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self._before = None
        self._take(after)
        self._send_page()
        self._tell_siblings(after)

    def _changed(self, work: Plan, message: Message) -> Plan:
        return changed(work, message, self._offered, self._options, self._dropped)

    @property
    def _offered(self) -> Catalogue:
        return load_actions().offered(self._framework)

    @property
    def _options(self) -> list[Plan]:
        """The suggested plans that can be taken."""
        found = self.suggestion
        return [found.plan, *(plan for plan, _ in found.others)] if found else []

    # --- Told to a browser -------------------------------------------------------------------

    def _tell_outlook(self) -> None:
        """Send what is suggested now, if that is something else."""
        before, self._told = self._told, self._outlook()
        page = {name: said for name, said in self._told.items() if said != before.get(name)}
        if page:
            self._version += 1
            self.send({"kind": "state", "entries": {}, "page": page, "version": self._version})

    def _outlook(self) -> Row:
        found = self.suggestion
        return {
            "rated": self._profile is not None,
            "suggestion": suggestion_row(found) if found else None,
            "back": self._before is not None,
        }

    def _state(self) -> Row:
        self._told = self._outlook()
        return {**super()._state(), **self._told}

    def _deck(self) -> str:
        return self._framework.id

    def _words(self) -> Row:
        return page_words(self._framework, self._offered, self._profile)

    def _entries(self, work: Plan | None) -> dict[str, Row]:
        return plan_entries(work)

    def _extra(self, work: Plan | None) -> Row:
        return consequences(work or Plan(self._framework, dt.date(YEARS[0], 1, 1)), self._offered)

    def _summary(self) -> str:
        plan = self.plan
        if plan is None:
            return "no plan yet"
        kind = ", an example" if self.is_example else ""
        return f"{counted(len(plan.actions), 'action')}, {counted(plan.hours, 'hour')}{kind}"

    def _static_html(self) -> str:
        return plan_still(self.plan, example=self.is_example)


def profile_beside(path: Path) -> Profile | None:
    """The profile of the person's own assessment that lies beside a plan; None without ratings."""
    beside = opening_at(path.with_name("assessment.json"))
    rated = beside.mode == "own" and bool(beside.assessment.ratings)
    return profile_of(beside.assessment) if rated else None
