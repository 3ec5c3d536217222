"""Change view: then and now beside each other, once everything is rated anew."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.dumbbell import dumbbell
from skillkit.examples import LABEL
from skillkit.figures import t_shape
from skillkit.profile import profile_of
from skillkit.progress import Change, Progress, change_words, sentences, shift_words
from skillkit.svg import escaped
from skillkit.widgets.markup import image
from skillkit.widgets.page_view import PageView
from skillkit.widgets.target_form import level_words
from skillkit.widgets.then_form import ThenForm

LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches
HEADS = ("Skill", "Then", "Now", "In words", "Then, seen from today")
NOISE = (
    "One level up or down in one skill, with nothing new to show, says little: people rate "
    "themselves like that on two days of one week. This line is the kit's own."
)


class ChangeView(PageView):
    """What a second rating shows beside the first; hidden until every skill is rated again.

    It follows both forms; `view.progress` is what stands on the page, or would.
    """

    def __init__(self, then: ThenForm) -> None:
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

    def _in_words(self) -> str:
        telling = sum(change.tells for change in self.progress.changes)
        return f"{len(self.progress.changes)} skills then and now, {telling} of them tell something"

    def _still(self) -> str:
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
    skills = "1 skill is" if count == 1 else f"{count} skills are"
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
