"""Target form: the level a person wants for each skill, with the T that would come of it."""

from __future__ import annotations

from typing import Any

from skillkit.assessment import NA, Assessment, Rating
from skillkit.figures import t_shape
from skillkit.framework import LEVELS, Framework
from skillkit.gap import at_targets, gap_words, gaps
from skillkit.profile import profile_of
from skillkit.reading import sentence
from skillkit.svg import STYLE
from skillkit.widgets.card_form import CardForm, Message
from skillkit.widgets.markup import rating_table
from skillkit.widgets.screen import asset, packed

LOOK = asset("look.css", "assessment_form.css", "practice.css", "level_rows.css")
PICTURE = STYLE.removeprefix("<style>").removesuffix("</style>")  # stands once, not in each drawing


class TargetForm(CardForm):
    """A row for each skill: the rating, the level wanted, and the levels between.

    `TargetForm.load()` is the one for a person's own file; a rating never changes here. The
    picture shows the targets as outlines around the T.
    """

    code = packed(
        [
            asset("parts.js", "saving.js", "practice.js", "reach.js")
            + asset("level_rows.js", "target_form.js"),
            LOOK + PICTURE,
        ]
    )

    def _whole_page(self) -> dict[str, Any]:
        page = super()._whole_page()
        return {
            **page,
            "key": page["key"] and f"{page['key']}-targets",  # its drafts are not the other form's
            "words": row_words(self._framework),
            **_outlook(self.assessment),
        }

    def _news(self, kind: str, card: Message, skill: str | None = None) -> dict[str, Any]:
        return {**super()._news(kind, card, skill), "page": _outlook(self._parsed(card))}

    def _in_words(self) -> str:
        assessment = self.assessment
        kind = ", an example" if self._mode == "example" else ""
        return f"{len(assessment.targets)} targets in {assessment.framework.id}{kind}"

    def _still(self) -> str:
        return rating_table(self.assessment)


def row_words(framework: Framework) -> dict[str, Any]:
    """The words of a framework that stand in rows of skills."""
    return {
        "levels": [level.name for level in framework.levels],
        "areas": [
            [area.name, [[s.id, s.name, *s.anchors] for s in framework.in_area(area.id)]]
            for area in framework.areas
        ],
    }


def level_words(framework: Framework, rating: Rating | None) -> str:
    """A rating as a row shows it."""
    if rating is None:
        return "not rated"
    return "not applicable" if rating == NA else framework.levels[rating].name


def drawn(assessment: Assessment) -> str:
    """The T as markup for a page that has its style already."""
    return t_shape(profile_of(assessment)).replace(STYLE, "")


def _outlook(assessment: Assessment) -> dict[str, Any]:
    """All on the page that follows from ratings and targets."""
    between = gaps(assessment)
    rows = {
        skill.id: {
            "now": level_words(assessment.framework, assessment.rating(skill.id)),
            "note": gap_words(between[skill.id]) if skill.id in between else "",
            "from": _lowest(assessment.rating(skill.id)),
        }
        for skill in assessment.framework.skills
    }
    return {"rows": rows, "picture": drawn(assessment), "outlook": _outlook_sentence(assessment)}


def _lowest(rating: Rating | None) -> int:
    """The lowest level that is offered as a target: nobody aims below what is there."""
    if rating == NA:
        return len(LEVELS)
    return rating or 0


def _outlook_sentence(assessment: Assessment) -> str:
    """What the shape would be with every target reached."""
    if not assessment.targets:
        return "You have no targets yet. One or two are plenty; the plan will ask for no more."
    words = supposed(sentence(profile_of(at_targets(assessment))))
    return f"With every target reached: {words[0].lower()}{words[1:]}"


def supposed(words: str) -> str:
    """The sentence of a shape, said of ratings that somebody only supposes."""
    for start in ("Your", "your"):
        words = words.replace(f"{start} ratings fit", f"{start} ratings would fit")
    return words
