"""Plan form: the page on which a person chooses what to do next, and says when and how to begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import card_path
from skillkit.base.storage import Store
from skillkit.base.text import YEARS, day_of
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.plan import Action, ActionId, Plan
from skillkit.plan.actions import actions_of
from skillkit.plan.edit import changed
from skillkit.plan.examples import example_plan
from skillkit.plan.file import plan_path, plan_store
from skillkit.plan.rules import Row
from skillkit.plan.suggest import Suggestion, suggestion_for
from skillkit.profile import Profile, profile_of
from skillkit.widgets._file_form import FileForm, FileKind, Message, Source
from skillkit.widgets.assessment import assessment_at
from skillkit.widgets.plan_state import (
    consequences,
    page_words,
    plan_entries,
    plan_still,
    suggestion_row,
)


class PlanForm(FileForm[Plan]):
    """Levers, focus, hours, actions and how each begins; every broken rule with its cure.

    `form.plan` is the plan, `form.suggestion` the best one for these ratings, wishes and hours.

    Args:
        value: a plan, or its JSON values, to begin with.
        path: where to save; without it the form keeps everything to itself.
        profile: what the suggestion starts from; that of the assessment beside `path` if not given.

    Examples:
        The person's own plan, beside that person's own assessment:

        >>> form = PlanForm.load()

        A plan that is not saved, with a suggestion for the example person:

        >>> form = PlanForm(profile=profile_of(example_person()))
    """

    script = "plan/form.js"
    kind = FileKind(plan_path, plan_store, example_plan)
    own_line = sentence("Your own plan is shown while the kernel runs.")

    def __init__(
        self,
        value: Plan | Message | None = None,
        *,
        path: str | Path | None = None,
        profile: Profile | None = None,
    ) -> None:
        self._dropped: dict[ActionId, Action] = {}  # so that one that comes back is whole
        self._before: Plan | None = None  # the plan before a suggestion took its place
        self._suggested: tuple[object, Suggestion | None] = (None, None)  # for which wishes, what
        self._outlook_told: Row = {}
        self._rated = profile  # a person's own, also while the example shows
        super().__init__(value, path=path)

    @property
    def plan(self) -> Plan | None:
        """The plan as it is in the form; None before anything was said."""
        return self._source.value

    @property
    def profile(self) -> Profile | None:
        """What the suggestion starts from; None without ratings."""
        return self._profile

    @property
    def suggestion(self) -> Suggestion | None:
        """The best plan for the ratings, wishes and hours; None while one of them is open."""
        plan, profile = self.plan, self._profile
        if plan is None or profile is None:
            return None
        asked = replace(plan, actions=(), key="")
        if self._suggested[0] != (profile, asked):
            self._suggested = ((profile, asked), suggestion_for(profile, plan))
        return self._suggested[1]

    # --- Its file ------------------------------------------------------------------------------

    def _initial(self, value: Plan | Message | None) -> Source[Plan]:
        return self._fitted(super()._initial(value))

    def _found(self) -> Source[Plan]:
        """What is at the form's file now, and the assessment beside it."""
        assert self._file is not None
        self._rated = profile_beside(self._file)
        found = super()._found()
        if found.mode == "example" and self._rated is not None:
            return Source(None, "saved", found.path)
        return found

    def _show(self, source: Source[Plan]) -> None:
        self._before, self._dropped = None, {}
        super()._show(self._fitted(source))

    def _fitted(self, source: Source[Plan]) -> Source[Plan]:
        """The source with a notice where the ratings are of another framework than the plan."""
        self._profile = self._rated if source.is_own else profile_of(example_person())
        known = source.value or self._profile
        framework = known.framework if known else load_framework()
        self._framework = framework
        self._offered = actions_of(framework)
        if self._profile and self._profile.framework.id != framework.id:
            title = self._profile.framework.title
            self._profile = None
            return replace(
                source,
                notice=say(
                    'This plan was made with "{title}" and your ratings with "{of_ratings}", so '
                    "nothing can be suggested here.",
                    title=framework.title,
                    of_ratings=title,
                ),
            )
        return source

    def _ask(self, framework: Framework | None = None) -> None:
        """A plan is of the framework that is found with it."""
        self._framework: Framework = load_framework()

    def _store(self, like: Plan | None = None) -> Store[Plan]:
        path = self._source.path or self.kind.own_path()
        return plan_store(path, like.framework if like else None)

    def _empty(self, message: Message) -> Plan:
        return Plan(self._framework, day_of(message.get("day")))

    # --- Asked by a browser --------------------------------------------------------------------

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
        self._before = None
        if not self._change_whole(lambda saved: replace(saved, actions=before.actions), before):
            self._before = before

    def _changed(self, value: Plan, message: Message) -> Plan:
        return changed(value, message, self._offered, self._options, self._dropped)

    @property
    def _options(self) -> list[Plan]:
        """The suggested plans that can be taken."""
        found = self.suggestion
        return [found.plan, *(plan for plan, _ in found.others)] if found else []

    # --- Told to a browser -------------------------------------------------------------------

    def _tell_outlook(self) -> None:
        """Send what is suggested now, if that is something else."""
        before, self._outlook_told = self._outlook_told, self._outlook()
        page = {name: said for name, said in self._outlook_told.items() if said != before.get(name)}
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
        self._outlook_told = self._outlook()
        return {**super()._state(), **self._outlook_told}

    def _deck(self) -> str:
        return self._framework.id

    def _words(self) -> Row:
        return page_words(self._framework, self._offered, self._profile)

    def _entries(self, value: Plan | None) -> dict[str, Row]:
        return plan_entries(value)

    def _extra(self, value: Plan | None) -> Row:
        return consequences(value or Plan(self._framework, dt.date(YEARS[0], 1, 1)), self._offered)

    def _brief(self, example: Plan) -> str:
        return say(
            "{actions} actions, {hours} hours, an example",
            actions=len(example.actions),
            hours=example.hours,
        )

    def _still(self, example: Plan) -> str:
        return plan_still(example)


def profile_beside(path: Path) -> Profile | None:
    """The profile of the person's own assessment that is beside a plan; None without ratings."""
    beside = assessment_at(path.with_name(card_path().name))
    rated = beside.is_own and beside.value is not None and beside.value.ratings
    return profile_of(beside.value) if rated and beside.value else None
