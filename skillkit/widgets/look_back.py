"""Change view: then and now beside each other, once everything is rated anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from skillkit.assessment import Assessment, Rating
from skillkit.assessment.edit import Message
from skillkit.assessment.examples import LABEL, example_again, example_person, example_seen
from skillkit.assessment.file import card_path
from skillkit.base.errors import SkillkitError
from skillkit.base.storage import locked
from skillkit.base.svg import escaped
from skillkit.base.text import counted, long_date, quoted
from skillkit.framework import LEVELS
from skillkit.plan import STATUSES, Action, Plan
from skillkit.plan.actions import load_actions
from skillkit.plan.edit import CUE, changed
from skillkit.plan.examples import example_review
from skillkit.plan.file import as_dict, from_dict, load, plan_path, plan_store
from skillkit.plan.rules import Row
from skillkit.profile import profile_of
from skillkit.profile.draw_t import t_shape
from skillkit.progress import (
    STATES,
    Change,
    Progress,
    again_path,
    change_words,
    plan_beside,
    plan_sentence,
    seen_path,
    sentences,
    shift_words,
)
from skillkit.progress.draw_change import dumbbell
from skillkit.widgets._base import ONE_AT_A_TIME, PageView
from skillkit.widgets._file_form import KeptForm, Opening, free, fresh, opening_at
from skillkit.widgets._html import image
from skillkit.widgets.assessment import AssessmentForm, CardForm
from skillkit.widgets.plan_state import review_still
from skillkit.widgets.profile import level_words, row_words

LATER = "First rate all skills again, above. Then this question has its place."

FIRST_ROWS = (
    "This is an example: an invented person. Your own rows stand here once you have rated twice."
)


class RecallForm(CardForm):
    """A row for each skill that was rated twice: then, now, and "then" as it looks today.

    `RecallForm.beside(again)` keeps the answers in a file of their own; no rating changes here.
    """

    script = "progress/recall.js"
    _again: SecondRatingForm
    _told: dict[str, Any] | None = None

    @classmethod
    def beside(cls, again: SecondRatingForm) -> Self:
        """The form that goes with a second rating, and follows it."""
        with ONE_AT_A_TIME:
            opening = _found(again)
            for known in (form for form in cls._open if isinstance(form, cls)):
                if known._again is again and known.comm is not None:
                    known._show(opening)
                    return known
            form = cls(opening, again)
        again.observe(lambda _: form._turn(), "value")
        return form

    def __init__(self, opening: Opening, again: SecondRatingForm) -> None:
        self._again = again
        super().__init__(opening)

    @property
    def again(self) -> SecondRatingForm:
        """The form of the second rating."""
        return self._again

    @property
    def is_example(self) -> bool:
        """Whether the invented example stands here."""
        return self._mode == "example"

    @property
    def progress(self) -> Progress:
        """Then, now, and then as seen from today, with the plan that lies beside them."""
        again, usable = self._again, self._mode != "trouble"
        seen = self.assessment.ratings if usable else {}
        return Progress(again.first, again.again, seen, _plan(again))

    def _turn(self) -> None:
        """Follow the second rating, when that changes anything here."""
        opening = _found(self._again)
        told = self._told
        if (opening.mode, opening.assessment) != (self._mode, self.assessment):
            self._show(opening)
        elif told != self._outlook(self.progress):
            self._version += 1
            self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        self._told = self._outlook(self.progress)
        return {**super()._state(), "words": row_words(self._framework), **self._told}

    def _news(self, kind: str, card: Message, skill: str | None = None) -> dict[str, Any]:
        progress = replace(self.progress, seen=self._parsed(card).ratings)
        self._told = self._outlook(progress)
        return {**super()._news(kind, card, skill), "page": self._told}

    def _outlook(self, progress: Progress) -> dict[str, Any]:
        """The rows, or why none of them is here yet."""
        later = self._mode != "example" and bool(progress.open)
        words = FIRST_ROWS if self._mode == "example" else LATER if later else ""
        rows = {} if later else {c.skill.id: self._row(c) for c in progress.changes}
        return {"rows": rows, "aside": [words] if words else []}

    def _row(self, change: Change) -> dict[str, Any]:
        """A row; it asks only where there is a level then and one now."""
        then, now = self._level(change.then), self._level(change.now)
        return {
            "now": f"{then}, now {now}",
            "note": shift_words(change),
            "from": len(LEVELS) if change.levels is None else 0,
        }

    def _level(self, rating: Rating | None) -> str:
        return level_words(self._framework, rating)

    def _summary(self) -> str:
        kind = ", an example" if self._mode == "example" else ""
        count = len(self.assessment.ratings)
        return f"{counted(count, 'skill')} seen from today{kind}"

    def _static_html(self) -> str:
        return "<p>Run this cell to say where your start looks today.</p>"


def _found(again: SecondRatingForm) -> Opening:
    """What was said of this start already, an example's answers, or nothing yet."""
    file = seen_path(again.place)
    if again.is_example:
        return Opening(example_seen(), "example", file)
    return opening_at(file, again.first.framework)


def _plan(again: SecondRatingForm) -> Plan | None:
    return example_review() if again.is_example else plan_beside(again.place)


LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches

HEADS = ("Skill", "Then", "Now", "In words", "Then, seen from today")

NOISE = (
    "One level up or down in one skill, with nothing new to show, says little: of two neighbouring "
    "sentences, both are often half true. Where the line is drawn is the kit's own choice."
)


class ProgressView(PageView):
    """What a second rating shows beside the first; hidden until every skill is rated again.

    It follows both forms; `view.progress` is what stands on the page, or would.
    """

    def __init__(self, then: RecallForm) -> None:
        self._then = then
        self._asked = False  # whether the person wants to see it before the end
        super().__init__(self._drawn())
        for form in (then, then.again):
            form.observe(lambda _: self._follow(self._drawn()), "value")

    @property
    def progress(self) -> Progress:
        """Then, now, and then as seen from today."""
        return self._then.progress

    def _on_show(self, _: object) -> None:
        """Show both although some skills are open."""
        self._asked = True
        self._follow(self._drawn())

    def _drawn(self) -> str:
        progress, example = self.progress, self._then.is_example
        self._asked = self._asked and bool(progress.now.ratings)
        if not (example or self._asked) and progress.open:
            return "\n".join(_wait(progress))
        return "\n".join([*_head(progress, example), *_body(progress)])

    def _summary(self) -> str:
        telling = sum(change.tells for change in self.progress.changes)
        return f"{len(self.progress.changes)} skills then and now, {telling} of them tell something"

    def _static_html(self) -> str:
        """The words and one picture; a person's own stay out of a saved notebook until shown."""
        progress, example = self.progress, self._then.is_example
        if progress.open and not (example or self._asked):
            return "<p>Run this cell once you have rated again.</p>"
        picture = image(dumbbell(progress), "Levels then and now; the table below says the same.")
        return "\n".join([*_head(progress, example), picture, *_table(progress, LEFT)])


def _wait(progress: Progress) -> Iterator[str]:
    count, of = len(progress.open), len(progress.then.ratings)
    yield '<h3 aria-live="polite">Not yet</h3>'
    if count == of:
        yield "<p>Rate again above. Then both ratings stand here, side by side.</p>"
        return
    skills = counted(count, "skill is", "skills are")
    yield f"<p>{skills} still open above. When all are rated, both ratings stand here.</p>"
    yield '<p><button type="button" data-ask="show">Show both now</button></p>'


def _head(progress: Progress, example: bool) -> Iterator[str]:
    if example:
        yield f'<p class="sk-example">{LABEL[0].upper()}{LABEL[1:]}.</p>'
    yield '<h3 aria-live="polite">Then and now</h3>'
    for words in sentences(progress):
        yield f"<p>{escaped(words)}</p>"


def _body(progress: Progress) -> Iterator[str]:
    yield from ("<figure>", dumbbell(progress), "</figure>")
    yield f'<p class="sk-hint">{escaped(NOISE)}</p>'
    for summary, lines in (
        ("All of it as a table", _table(progress)),
        ("The T then, and the T now", _both(progress)),
    ):
        yield from ("<details>", f"<summary>{summary}</summary>", *lines, "</details>")


def _both(progress: Progress) -> Iterator[str]:
    for word, side in (("Then", progress.then), ("Now", progress.now)):
        yield f"<h4>{word}</h4>"
        yield from ("<figure>", t_shape(profile_of(side)), "</figure>")


def _table(progress: Progress, style: str = "") -> Iterator[str]:
    heads = "".join(f'<th scope="col"{style}>{head}</th>' for head in HEADS)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>"
    for area in progress.framework.areas:
        span = f' scope="rowgroup" colspan="{len(HEADS)}"{style}'
        yield f"<tbody><tr><th{span}>{escaped(area.name)}</th></tr>"
        for change in progress.changes:
            if change.skill.area == area.id:
                cells = "".join(f"<td{style}>{escaped(c)}</td>" for c in _cells(progress, change))
                name = escaped(change.skill.name)
                yield f'<tr><th scope="row"{style}>{name}</th>{cells}</tr>'
        yield "</tbody>"
    yield "</table>"


def _cells(progress: Progress, change: Change) -> Iterator[str]:
    yield level_words(progress.framework, change.then)
    yield level_words(progress.framework, change.now)
    yield change_words(change)
    yield shift_words(change)


FIRST = (
    "There are no first ratings of yours here, so there is nothing to hold new ones against. "
    "Rate yourself in 02_assessment first, or bring back a saved copy there."
)

BLIND = "Your first ratings stay out of sight. Rate as if there were none."


class SecondRatingForm(AssessmentForm):
    """The second rating of a person whose first one lies beside it.

    `again.first` is the first one, the example person's while there is none. Whoever rates a third
    time starts anew: the second ratings are then kept beside, under their date.
    """

    _first: Assessment | None = None

    @property
    def first(self) -> Assessment:
        """What the new ratings are held against."""
        return self._first or example_person()

    @property
    def place(self) -> Path:
        """The place of the new ratings, also while the example shows."""
        return self._path or again_path(card_path())

    @property
    def is_example(self) -> bool:
        """Whether the invented example stands here."""
        return self._mode == "example"

    @property
    def again(self) -> Assessment:
        """The new ratings; none while their file cannot be used."""
        own = self._mode != "trouble"
        return self.assessment if own else Assessment(self.first.framework)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Any = None) -> Self:
        """The form beside a person's own first rating (`path`), or the example without one."""
        start = Path(path or card_path()).absolute()
        file = again_path(start)
        with ONE_AT_A_TIME:
            first = opening_at(start)
            if first.mode == "own" and first.assessment.ratings:
                found = opening_at(file, first.assessment.framework)
                return cls._at(file, replace(found, first=first.assessment))
            notice = first.notice or FIRST
            return cls._at(file, Opening(example_again(), "example", file, notice))

    def _begin(self, opening: Opening) -> None:
        super()._begin(opening)
        if opening.first or opening.mode == "example":
            self._first = opening.first

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_start(self, _: Message) -> None:
        """Rate beside a file in trouble."""
        if self._path is not None and self._mode == "trouble":
            self._show(fresh(self._path, self.first.framework))

    def _on_example(self, _: Message) -> None:
        """Show the example; the files stay as they are."""
        if self._path is not None:
            self._show(Opening(example_again(), "example", self._path))

    def _on_anew(self, _: Message) -> None:
        """Begin once more; what was rated is kept under its date."""
        card = self.assessment
        if self.path is None or card.date is None:
            return
        try:
            for file in (self.path, seen_path(self.path)):
                _set_aside(file, card.date.isoformat())
        except (OSError, SkillkitError) as error:
            self._show(Opening(card, "own", self.path, str(error)))
        else:
            self._show(Opening(Assessment(self._framework), "own", self.path))

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        page = super()._state()
        own = self._mode == "own"
        return {
            **page,
            "choices": [["first", "The same skills"]] if self._mode == "trouble" else [],
            "aside": self._aside(),
            "anew": "Rate anew; these ratings are kept beside" if own and self._rated_on() else "",
        }

    def _aside(self) -> list[str]:
        if self._mode != "own":
            return []
        day = self._rated_on()
        return [f"You rated these on {day}." if day else BLIND]

    def _rated_on(self) -> str:
        """The day of the second rating, in words; "" while there is none."""
        date = self.assessment.date
        return long_date(date) if date and self.value["ratings"] else ""


def _set_aside(file: Path, day: str) -> None:
    """Keep a file that is there under its day, beside what is kept already."""
    with locked(file):
        if not file.exists():
            return
        place = free(file.with_name(f"{file.stem}-{day}.json"))
        if place.exists():
            raise SkillkitError(f"{place} is there already; move some of these files elsewhere.")
        file.replace(place)


FIELDS = ("status", "evidence", "learned", *CUE, "buddy", "due")


class ReviewForm(KeptForm[Plan]):
    """A card for each action of a plan that lies behind; `form.plan` is the plan.

    `ReviewForm.load()` is the one for a person's own file. Nothing can be added or taken out
    here: that is what the plan's own form is for.
    """

    script = "progress/review.js"

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
        return plan_store(path, start.framework).update(change, start)

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
            raise SkillkitError(f"{quoted(field)} cannot be changed here.")
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

    def _summary(self) -> str:
        if self.plan is None:
            return "no plan yet"
        return f"{plan_sentence(self.plan)[:-1]}{', an example' if self.is_example else ''}"

    def _static_html(self) -> str:
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
