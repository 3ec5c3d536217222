"""Looking back: the old plan, a second rating, the recalled start, and then both compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from skillkit.assessment import Assessment, rating_words
from skillkit.assessment.examples import example_again, example_line, example_person, example_seen
from skillkit.assessment.file import assessment_store, card_path
from skillkit.base.errors import SkillkitError
from skillkit.base.html import LEFT, Html, image, table, tag
from skillkit.base.text import capital, long_date, quoted
from skillkit.base.words import plural, say, sentence
from skillkit.plan import STATUSES, Action, Plan
from skillkit.plan.actions import actions_of
from skillkit.plan.edit import changed
from skillkit.plan.examples import example_review
from skillkit.plan.file import plan_path, plan_store
from skillkit.plan.model import CUE
from skillkit.plan.rules import Row
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
from skillkit.progress.draw_rounds import small_multiples
from skillkit.progress.page import evidence_list
from skillkit.progress.rounds import kept_rounds, round_sentences
from skillkit.widgets._base import PageView
from skillkit.widgets._file_form import FileForm, FileKind, Message, Source, keep_under
from skillkit.widgets._html import with_line
from skillkit.widgets.assessment import AssessmentForm, RatingForm, assessment_at
from skillkit.widgets.plan import PlanForm
from skillkit.widgets.plan_state import review_still
from skillkit.widgets.profile import drawn, row_words

LATER = sentence("First rate all skills again, above. Then this question has its place.")

FIRST_ROWS = sentence(
    "This is an example: an invented person. Your own rows appear here after your second rating."
)


class RecallForm(RatingForm):
    """A row for each skill that was rated twice: then, now, and "then" as it looks today.

    The answers are kept in a file of their own, `seen.json`; no rating changes here.
    `form.progress` is all of it.

    Args:
        again: the form of the second rating.
        path: where to save; without it the form keeps everything to itself.

    Examples:
        The form that goes with a second rating, and follows it:

        >>> again = SecondRatingForm.load()
        >>> then = RecallForm.beside(again)
    """

    script = "progress/recall.js"
    kind = FileKind(lambda: seen_path(card_path()), assessment_store, example_seen)
    _again: SecondRatingForm | None = None

    def __init__(self, again: SecondRatingForm, *, path: str | Path | None = None) -> None:
        self._ask(again)
        super().__init__(Assessment(again.first.framework) if path is None else None, path=path)

    @classmethod
    def beside(cls, again: SecondRatingForm) -> Self:
        """The form that goes with a second rating, and follows it."""
        return cls._open(seen_path(again.file or again_path(card_path())), again=again)

    def _ask(self, again: SecondRatingForm) -> None:  # type: ignore[override]
        """Follow this second rating."""
        if again is not self._again:
            self._again = again
            again.observe(lambda _: self._turn(), "value")

    def _found(self) -> Source[Assessment]:
        if self.again.is_example:
            return Source(example_seen(), "example", self._file)
        self._framework = self.again.first.framework
        return super()._found()

    @property
    def again(self) -> SecondRatingForm:
        """The form of the second rating."""
        assert self._again is not None
        return self._again

    @property
    def progress(self) -> Progress:
        """Then, now, and then as seen from today, with the plan that is beside them."""
        return self._progress(self.assessment)

    def _progress(self, seen: Assessment) -> Progress:
        again = self.again
        ratings = {} if self.is_damaged else seen.ratings
        return Progress(again.first, again.again, ratings, _plan(again))

    def _turn(self) -> None:
        """Follow the second rating, when that changes anything here."""
        found = self._found()
        if (found.mode, found.value) != (self._source.mode, self._source.value):
            self._show(found)
        elif self._told[1] != self._extra(self._source.value):
            self._renew()

    def _on_start(self, _: Message) -> None:
        """Begin beside a damaged file."""
        self.start(self.again.first.framework)

    # --- Told to a browser ---------------------------------------------------------------------

    def _words(self) -> dict[str, Any]:
        return row_words(self.progress.framework)

    def _extra(self, value: Assessment | None) -> dict[str, Any]:
        """The rows, or why none of them is here yet."""
        progress = self._progress(value or self.assessment)
        later = not self.is_example and bool(progress.open)
        words = say(FIRST_ROWS if self.is_example else LATER if later else "")
        rows = {} if later else {c.skill.id: _row(progress, c) for c in progress.changes}
        return {"rows": rows, "aside": [words] if words else []}

    def _brief(self, example: Assessment) -> str:
        return say("{ratings} skills seen from today, an example", ratings=len(example.ratings))

    def _still(self, _: Assessment) -> str:
        return tag("p", "Run this cell to say where your start looks today.")


def _row(progress: Progress, change: Change) -> dict[str, Any]:
    """A row; it asks only where there is a level then and one now."""
    then, now = (rating_words(progress.framework, said) for said in (change.then, change.now))
    return {
        "now": say("{then}, now {now}", then=then, now=now),
        "note": shift_words(change),
        "from": progress.framework.top + 1 if change.levels is None else 0,
    }


def _plan(again: SecondRatingForm) -> Plan | None:
    """The plan between the two ratings."""
    if again.is_example or again.file is None:
        return example_review() if again.is_example else None
    return plan_beside(again.file)


def _example_progress() -> Progress:
    """What a saved notebook shows, whoever rated."""
    return Progress(example_person(), example_again(), example_seen().ratings, example_review())


HEADS = (
    sentence("Skill"),
    sentence("Then"),
    sentence("Now"),
    sentence("In words"),
    sentence("Then, seen from today"),
)

NOISE = sentence(
    "One level up or down in one skill, with nothing new to show, says little: of "
    "two neighbouring sentences, both are often half true. Where the line is drawn "
    "is the kit's own choice."
)


class ProgressView(PageView):
    """What a second rating shows beside the first; hidden until every skill is rated again.

    It follows both forms; `view.progress` is what is on the page, or would.

    Args:
        then: the form of the start as it looks from today.

    Examples:
        >>> again = SecondRatingForm.load()
        >>> ProgressView(RecallForm.beside(again))
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
        return "\n".join([*_head(progress, example), *_body(progress), *self._every_round()])

    def _every_round(self) -> Iterator[str]:
        """All kept rounds, once there are more than two, and which file is not among them."""
        start = self._then.again.start_file
        if self._then.is_example or start is None:
            return
        try:
            rounds, refused = kept_rounds(start)
        except SkillkitError:
            return  # with fewer than two there is nothing beside the picture above
        if len(rounds.cards) > 2 or refused:
            yield tag("h3", "Every round")
            for words in (*round_sentences(rounds), *refused.values()):
                yield tag("p", words)
            yield from ("<figure>", small_multiples(rounds), "</figure>")
            yield from evidence_list(rounds)

    def _summary(self) -> str:
        changes = _example_progress().changes
        telling = sum(change.tells for change in changes)
        line = say(
            "{changes} skills then and now, {telling} of them tell something",
            changes=len(changes),
            telling=telling,
        )
        return line if self._then.is_example else f"{line}. {RecallForm.own_line}"

    def _static_html(self) -> str:
        """The example's words and one picture."""
        progress = _example_progress()
        picture = image(
            dumbbell(progress), say("Levels then and now; the table below says the same.")
        )
        still = "\n".join([*_head(progress, True), picture, *_table(progress, LEFT)])
        return still if self._then.is_example else with_line(RecallForm.own_line, still)


def _wait(progress: Progress) -> Iterator[str]:
    count, of = len(progress.open), len(progress.then.ratings)
    yield tag("h3", "Not yet", aria_live="polite")
    if count == of:
        yield tag("p", "Rate again above. Then you see both ratings here, side by side.")
        return
    words = plural(
        "{count} skill is still open above. When all are rated, you see both ratings here.",
        "{count} skills are still open above. When all are rated, you see both ratings here.",
        count,
    )
    yield tag("p", words)
    yield tag("p", tag("button", "Show both now", type="button", data_ask="show"))


def _head(progress: Progress, example: bool) -> Iterator[str]:
    if example:
        yield tag("p", example_line(), class_="sk-example")
    yield tag("h3", "Then and now", aria_live="polite")
    for words in sentences(progress):
        yield tag("p", words)


def _body(progress: Progress) -> Iterator[str]:
    yield from ("<figure>", dumbbell(progress), "</figure>")
    yield tag("p", NOISE, class_="sk-hint")
    for summary, lines in (
        (say("All of it as a table"), _table(progress)),
        (say("The T then, and the T now"), _both(progress)),
    ):
        yield from ("<details>", tag("summary", summary), *lines, "</details>")


def _both(progress: Progress) -> Iterator[str]:
    for word, side in ((say("Then"), progress.then), (say("Now"), progress.now)):
        yield tag("h4", word)
        yield from ("<figure>", drawn(side), "</figure>")


def _table(progress: Progress, style: str = "") -> Iterator[Html]:
    groups = [
        (
            area.name,
            [
                (change.skill.name, _cells(progress, change))
                for change in progress.changes
                if change.skill.area == area.id
            ],
        )
        for area in progress.framework.areas
    ]
    return table(HEADS, groups, style)


def _cells(progress: Progress, change: Change) -> Iterator[str]:
    yield rating_words(progress.framework, change.then)
    yield rating_words(progress.framework, change.now)
    yield change_words(change)
    yield shift_words(change)


FIRST = sentence(
    "There are no first ratings of yours here, so there is nothing to hold new ones"
    " against. Rate yourself in 02_assessment first, or bring back a saved copy "
    "there."
)

BLIND = sentence("Your first ratings stay out of sight. Rate as if there were none.")


class SecondRatingForm(AssessmentForm):
    """The second rating of a person whose first one is beside it.

    `again.first` is the first one, the example person's while there is none, `again.again` the
    second. A third rating begins again: the second ratings are then kept beside, under their date.

    Args:
        value: a second rating to begin with; nothing is rated if not given.
        path: where to save; without it the form keeps everything to itself.
        start: where the first rating is; in the person's own folder if not given.

    Examples:
        The form beside the person's own first rating, or the example without one:

        >>> again = SecondRatingForm.load()
    """

    kind = FileKind(lambda: again_path(card_path()), assessment_store, example_again)
    shows_t = False  # it would lead the hand
    _rated: Assessment | None = None  # a person's own first rating

    def __init__(
        self,
        value: Assessment | Message | None = None,
        *,
        path: str | Path | None = None,
        start: Path | None = None,
    ) -> None:
        self._start = start or card_path().absolute()
        super().__init__(value, path=path)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Any = None) -> Self:
        """The form beside a person's own first rating (`path`), or the example without one."""
        start = Path(path or card_path()).absolute()
        return cls._open(again_path(start), start=start)

    def _ask(self, start: Path | None = None) -> None:  # type: ignore[override]
        """Take note of where the first rating is."""
        self._start = start or self._start

    def _found(self) -> Source[Assessment]:
        start = assessment_at(self._start)
        own = start.is_own and start.value is not None and bool(start.value.ratings)
        self._rated = start.value if own else None
        if self._rated is None:
            return Source(example_again(), "example", self._file, start.notice or say(FIRST))
        self._framework = self._rated.framework
        return super()._found()

    @property
    def first(self) -> Assessment:
        """What the new ratings are held against."""
        return self._rated if self._rated and not self.is_example else example_person()

    @property
    def start_file(self) -> Path | None:
        """Where the first rating lies; None where this form keeps everything to itself."""
        return self._start if self.file else None

    @property
    def again(self) -> Assessment:
        """The new ratings; none while their file cannot be used."""
        return Assessment(self.first.framework) if self.is_damaged else self.assessment

    # --- Asked by a browser --------------------------------------------------------------------

    def _on_start(self, _: Message) -> None:
        """Rate in the place of a damaged file, which is kept."""
        if self.is_damaged:
            self.start(self.first.framework)

    def _on_anew(self, _: Message) -> None:
        """Begin once more; what was rated is kept under its date."""
        card = self.assessment
        if self.path is None or card.date is None:
            return
        try:
            for file in (self.path, seen_path(self.path)):
                keep_under(file, card.date.isoformat())
        except (OSError, SkillkitError) as error:
            self._show(replace(self._source, notice=str(error)))
        else:
            self._show(Source(Assessment(card.framework), "saved", self.path))

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        rated = self._source.mode == "saved" and self._rated_on()
        return {
            **super()._state(),
            "choices": [["first", say("The same skills")]] if self.is_damaged else [],
            "aside": self._aside(),
            "anew": say("Rate again; these ratings are kept") if rated else "",
        }

    def _aside(self) -> list[str]:
        if self._source.mode != "saved":
            return []
        day = self._rated_on()
        return [say("You rated these on {day}.", day=day) if day else say(BLIND)]

    def _rated_on(self) -> str:
        """The day of the second rating, in words; "" while there is none."""
        date = self.assessment.date
        return long_date(date) if date and self.assessment.ratings else ""


FIELDS = ("status", "evidence", "learned", *CUE, "buddy", "due")


class ReviewForm(FileForm[Plan]):
    """A card for each action of a plan that lies behind; `form.plan` is the plan.

    Nothing can be added or taken out here: that is what the plan's own form is for.

    Args:
        value: a plan, or its JSON values, to look back at.
        path: where to save; without it the form keeps everything to itself.

    Examples:
        The person's own plan, or the example while there is none:

        >>> ReviewForm.load()
    """

    script = "progress/review.js"
    kind = FileKind(plan_path, plan_store, example_review)
    own_line = PlanForm.own_line

    @property
    def plan(self) -> Plan | None:
        """The plan as it is in the form; None where there is none."""
        return self._source.value

    def _empty(self, _: Message) -> Plan:
        raise SkillkitError(say("There is no plan here yet. Make one in 05_plan."))

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_start(self, _: Message) -> None:
        """Nothing begins here: a plan is made on its own page."""

    def _changed(self, value: Plan, message: Message) -> Plan:
        field = str(message.get("field"))
        if field not in FIELDS:
            raise SkillkitError(say("{field} cannot be changed here.", field=quoted(field)))
        return changed(value, message, actions_of(value.framework))

    # --- Told to a browser -------------------------------------------------------------------

    def _deck(self) -> str:
        return "review"

    def _words(self) -> Row:
        return {"statuses": [[status, capital(say(STATES[status]))] for status in STATUSES]}

    def _entries(self, value: Plan | None) -> dict[str, Row]:
        return {action.id: _entry(action) for action in value.actions} if value else {}

    def _extra(self, value: Plan | None) -> Row:
        if value is None:
            return {"order": [], "cards": {}, "summary": ""}
        return {
            "order": [action.id for action in value.actions],
            "cards": {action.id: _facts(value, action) for action in value.actions},
            "summary": plan_sentence(value),
        }

    def _brief(self, example: Plan) -> str:
        return say("{plan_sentence}, an example", plan_sentence=plan_sentence(example)[:-1])

    def _still(self, example: Plan) -> str:
        return review_still(example)


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
    """What is above the questions: the step, its kind and day, the sentence, the proof."""
    due = plan.due(action)
    return {
        "step": action.step,
        "facts": (
            say("{kind}, by {day}", kind=say(action.kind), day=long_date(due))
            if due
            else say("{kind}, no date", kind=say(action.kind))
        ),
        "said": action.cue.sentence,
        "proof": action.done_when,
    }
