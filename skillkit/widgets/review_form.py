"""Review form: the old plan, action by action: how it went, what shows it, and what it taught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from skillkit.actionsfile import load_actions
from skillkit.errors import SkillkitError
from skillkit.imprint import long_date
from skillkit.plan import STATUSES, Action, Plan
from skillkit.planfile import as_dict, from_dict, load, plan_path, update
from skillkit.progress import STATES, plan_sentence
from skillkit.widgets.kept_form import KeptForm, Message
from skillkit.widgets.plan_changes import CUE, changed
from skillkit.widgets.plan_examples import example_review
from skillkit.widgets.plan_form import LOOK
from skillkit.widgets.plan_markup import review_still
from skillkit.widgets.plan_page import Row
from skillkit.widgets.screen import asset, packed
from skillkit.wording import shown

FIELDS = ("status", "evidence", "learned", *CUE, "buddy", "due")


class ReviewForm(KeptForm[Plan]):
    """A card for each action of a plan that lies behind; `form.plan` is the plan.

    `ReviewForm.load()` is the one for a person's own file. Nothing can be added or taken out
    here: that is what the plan's own form is for.
    """

    code = packed(
        [asset("parts.js", "saving.js", "practice.js", "fields.js", "review_form.js"), LOOK]
    )

    @property
    def plan(self) -> Plan | None:
        """The plan as it stands in the form; None where there is none."""
        return self.work

    # --- Its file ----------------------------------------------------------------------------

    @classmethod
    def _own_path(cls) -> Path:
        return plan_path()

    def _read(self, path: Path) -> Plan:
        return load(path)

    def _update(self, path: Path, change: Callable[[Plan], Plan], start: Plan) -> Plan:
        return update(path, change, start)

    def _card(self, work: Plan | None) -> Row:
        return as_dict(work) if work else {}

    def _parsed(self, card: Message) -> Plan:
        return from_dict(card, folder=self._path and self._path.parent)

    def _example(self) -> Plan:
        return example_review()

    def _empty(self, _: Message) -> Plan:
        raise SkillkitError("There is no plan here yet. Make one in 05_plan.")

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_start(self, _: Message) -> None:
        """Nothing begins here: a plan is made on its own page."""

    def _changed(self, work: Plan, message: Message) -> Plan:
        field = str(message.get("field"))
        if field not in FIELDS:
            raise SkillkitError(f"{shown(field)} cannot be changed here.")
        return changed(work, message, load_actions().offered(work.framework))

    # --- Told to a browser -------------------------------------------------------------------

    def _deck(self) -> str:
        return "review"

    def _words(self) -> Row:
        return {"statuses": [[status, _capital(STATES[status])] for status in STATUSES]}

    def _entries(self, work: Plan | None) -> dict[str, Row]:
        return {action.id: _entry(action) for action in work.actions} if work else {}

    def _extra(self, work: Plan | None) -> Row:
        if work is None:
            return {"order": [], "cards": {}, "summary": ""}
        return {
            "order": [action.id for action in work.actions],
            "cards": {action.id: _facts(work, action) for action in work.actions},
            "summary": plan_sentence(work),
        }

    def _in_words(self) -> str:
        if self.plan is None:
            return "no plan yet"
        return f"{plan_sentence(self.plan)[:-1]}{', an example' if self.is_example else ''}"

    def _still(self) -> str:
        return review_still(self.plan, example=self.is_example)


def _entry(action: Action) -> Row:
    """What a person may say of an action that lies behind."""
    cue = {name: getattr(action.cue, name) for name in CUE}
    return {
        "status": action.status,
        "evidence": "\n".join(action.evidence),
        "learned": action.learned,
        **cue,
        "buddy": action.buddy,
        "due": action.due and action.due.isoformat(),
    }


def _facts(plan: Plan, action: Action) -> Row:
    """What stands above the questions: the step, its kind and day, the sentence, the proof."""
    due = plan.due(action)
    return {
        "step": action.step,
        "facts": f"{action.kind}, {f'by {long_date(due)}' if due else 'no date'}",
        "said": action.cue.sentence,
        "proof": action.done_when,
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
