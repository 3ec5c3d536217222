"""Profile view: T, stool and their reasons, drawn anew whenever the ratings change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from skillkit.assessment import NA, Assessment, Rating, at_targets, gap_words, gaps
from skillkit.assessment.edit import Message
from skillkit.assessment.examples import LABEL, example_person
from skillkit.base.errors import SkillkitError
from skillkit.base.svg import STYLE, escaped
from skillkit.base.text import counted
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.profile import Profile, profile_of
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import t_shape
from skillkit.profile.words import (
    NAMES,
    border_hint,
    change_sentence,
    evidence_sentence,
    fact_sentence,
    glance,
    need_words,
    rule_lines,
    shape_sentence,
    stool_sentence,
)
from skillkit.widgets._base import DRAWING_STYLE, BaseWidget, PageView
from skillkit.widgets._html import LEFT, _example_line, _line, _table, image, rating_table
from skillkit.widgets.assessment import CardForm


class ProfileView(PageView):
    """What a form's ratings show, or those of an assessment.

    It follows the form; `view.profile` is what stands on the page.
    """

    def __init__(self, shown: CardForm | Assessment) -> None:
        form = shown if isinstance(shown, CardForm) else None
        assessment = form.assessment if form else shown
        if not isinstance(assessment, Assessment):
            kind = type(assessment).__name__
            raise TypeError(f"A ProfileView takes a form or an assessment; this is a {kind}.")
        super().__init__(self._drawn(assessment))
        if form:
            form.observe(lambda _: self._follow(self._drawn(form.assessment)), "value")

    @property
    def profile(self) -> Profile:
        """What the ratings show now."""
        return self._profile

    def _drawn(self, assessment: Assessment) -> str:
        self._profile = profile_of(assessment)
        return profile_page(self._profile)

    def _summary(self) -> str:
        return f"{NAMES[self._profile.shape]}, {len(self._profile.deep)} deep"

    def _static_html(self) -> str:
        return profile_still(self._profile)


def profile_page(profile: Profile) -> str:
    """The whole profile for a screen: at one glance, and folded below it what stands behind."""
    return "\n".join(
        [
            *_head(profile),
            *_folded("Why?", _reasons(profile)),
            '<div class="sk-pictures">',
            *_figure(t_shape(profile)),
            *_figure(stool(profile)),
            "</div>",
            *_folded("All ratings as a table", _table(profile.assessment, evidence=True)),
            *_folded("The rule, and whose it is", _rule(profile)),
        ]
    )


def profile_still(profile: Profile) -> str:
    """The profile for a saved notebook: shorter, and without evidence, as a notebook travels."""
    return "\n".join(
        [
            *_head(profile),
            image(t_shape(profile), "The T; the table below says the same."),
            _line("p", shape_sentence(profile)),
            _line("p", change_sentence(profile)),
            _line("p", stool_sentence(profile)),
            *_table(profile.assessment, evidence=False, style=LEFT),
        ]
    )


def _head(profile: Profile) -> Iterator[str]:
    """The name of the shape, and one short sentence."""
    yield from _example_line(profile.assessment)
    name = NAMES[profile.shape]
    so_far = profile.status == "provisional"
    shape = f"So far: {name}" if so_far else name[0].upper() + name[1:]
    yield _line("h3", shape, ' class="sk-shape" aria-live="polite"')
    said = (
        _line("strong", part) if is_name else escaped(part) for part, is_name in glance(profile)
    )
    yield f'<p class="sk-glance">{"".join(said)}</p>'


def _figure(svg: str) -> Iterator[str]:
    yield "<figure>"
    yield svg
    yield "</figure>"


def _reasons(profile: Profile) -> Iterator[str]:
    """Whose description fits and why, the smallest change, the counts and the stool in words."""
    yield _line("p", shape_sentence(profile), ' class="sk-why"')
    yield _line("p", change_sentence(profile))
    for hint in (border_hint(profile), evidence_sentence(profile)):
        if hint:
            yield _line("p", hint, ' class="sk-hint"')
    yield '<ul class="sk-facts">'
    for fact in profile.facts:
        words = fact_sentence(profile, fact)
        yield "<li>"
        yield _line("span", f"{words[0].upper()}{words[1:]}")
        yield _line("span", need_words(profile, fact), ' class="sk-soft"')
        yield "</li>"
    yield "</ul>"
    yield _line("p", stool_sentence(profile))


def _folded(summary: str, lines: Iterator[str]) -> Iterator[str]:
    yield "<details>"
    yield _line("summary", summary)
    yield from lines
    yield "</details>"


def _rule(profile: Profile) -> Iterator[str]:
    yield "<ol>"
    for line in rule_lines(profile.framework):
        yield _line("li", line)
    yield "</ol>"


class TargetForm(CardForm):
    """A row for each skill: the rating, the level wanted, and the levels between.

    `TargetForm.load()` is the one for a person's own file; a rating never changes here. The
    picture shows the targets as outlines around the T.
    """

    script = "profile/targets.js"
    drawing_style = DRAWING_STYLE

    def _state(self) -> dict[str, Any]:
        page = super()._state()
        return {
            **page,
            "key": page["key"] and f"{page['key']}-targets",  # its drafts are not the other form's
            "words": row_words(self._framework),
            **_outlook(self.assessment),
        }

    def _news(self, kind: str, card: Message, skill: str | None = None) -> dict[str, Any]:
        return {**super()._news(kind, card, skill), "page": _outlook(self._parsed(card))}

    def _summary(self) -> str:
        assessment = self.assessment
        kind = ", an example" if self._mode == "example" else ""
        return f"{counted(len(assessment.targets), 'target')} in {assessment.framework.id}{kind}"

    def _static_html(self) -> str:
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
    words = supposed(shape_sentence(profile_of(at_targets(assessment))))
    return f"With every target reached: {words[0].lower()}{words[1:]}"


def supposed(words: str) -> str:
    """The sentence of a shape, said of ratings that somebody only supposes."""
    for start in ("Your", "your"):
        words = words.replace(f"{start} ratings fit", f"{start} ratings would fit")
    return words


class WhatIf(BaseWidget):
    """A row for each skill with a level to try; the T and the reason follow.

    It starts from a form's ratings and follows them, or from an assessment; neither is changed.
    `what_if.assessment` is the one that is tried out.
    """

    script = "profile/what_if.js"
    drawing_style = DRAWING_STYLE

    def __init__(self, shown: CardForm | Assessment) -> None:
        form = shown if isinstance(shown, CardForm) else None
        rated = form.assessment if form else shown
        if not isinstance(rated, Assessment):
            kind = type(rated).__name__
            raise TypeError(f"WhatIf takes a form or an assessment; this is a {kind}.")
        self._rated = rated
        self._tried: dict[SkillId, int] = {}
        self._heard: dict[str, Any] = {}  # the last try that was heard from each tab
        super().__init__()
        if form:
            form.observe(lambda _: self._start_from(form.assessment), "value")

    @property
    def assessment(self) -> Assessment:
        """The assessment that is tried out."""
        return _with(self._rated, self._tried)

    def _start_from(self, rated: Assessment) -> None:
        """Go on from other ratings; what was tried stays tried where the skill still exists."""
        self._rated = rated
        self._try({s: level for s, level in self._tried.items() if s in rated.framework})

    def _try(self, tried: Mapping[SkillId, int]) -> None:
        self._tried = dict(tried)
        self._version += 1
        self._send_page()

    def _different(self) -> list[SkillId]:
        """The skills in which what is tried differs from the ratings."""
        return [s for s, level in self._tried.items() if self._rated.rating(s) != level]

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_try(self, message: Mapping[str, Any]) -> None:
        """Try a level, or none, for a skill."""
        skill, level = str(message.get("skill")), message.get("level")
        self._heard[str(message.get("tab"))] = message.get("seq")
        others = {s: tried for s, tried in self._tried.items() if s != skill}
        wanted = others if level is None else {**others, skill: level}
        try:
            _with(self._rated, wanted)
        except SkillkitError:
            wanted = self._tried  # nothing that a page of ours offers
        self._try(wanted)

    def _on_targets(self, _: Mapping[str, Any]) -> None:
        """Try every target at once."""
        self._try(at_targets(self._rated).levels)

    def _on_reset(self, _: Mapping[str, Any]) -> None:
        """Try nothing."""
        self._try({})

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        rated, framework = self._rated, self._rated.framework
        return {
            "words": row_words(framework),
            "rows": {
                skill.id: {
                    "now": level_words(framework, rated.rating(skill.id)),
                    "tried": self._tried.get(skill.id),
                }
                for skill in framework.skills
            },
            "example": f"{LABEL[0].upper()}{LABEL[1:]}." if rated == example_person() else "",
            "heard": self._heard,
            "targets": bool(rated.targets),
            "picture": drawn(self.assessment),
            "lines": self._lines(),
        }

    def _lines(self) -> list[str]:
        """The shape of what is tried, and what it is compared with."""
        profile = profile_of(self.assessment)
        name = NAMES[profile.shape]
        count = len(self._different())
        if not count:
            return [f"As rated: {name}", "Try a level and watch the shape."]
        skills = counted(count, "skill differs", "skills differ")
        return [
            f"As tried: {name}",
            supposed(shape_sentence(profile)),
            f"{skills} from the ratings. {_way(profile_of(self._rated), profile)}",
        ]

    def _summary(self) -> str:
        return f"{counted(len(self._different()), 'level')} tried"

    def _static_html(self) -> str:
        lines = "\n".join(f"<p>{escaped(line)}</p>" for line in self._lines())
        return f"{lines}\n<figure>\n{t_shape(profile_of(self.assessment))}\n</figure>"


def _with(rated: Assessment, tried: Mapping[SkillId, int]) -> Assessment:
    """The assessment with these levels instead."""
    for skill, level in tried.items():
        rated = rated.rate(skill, level)
    return rated


def _way(rated: Profile, tried: Profile) -> str:
    """How the smallest change to a T differs."""
    before, after = rated.levels_to_t, tried.levels_to_t
    if before is None or after is None:
        return ""
    if after == before:
        return "The smallest change to a T stays the same."
    if after == 0:
        return f"Nothing would be missing for a T; as rated, it is {counted(before, 'level')}."
    instead = f"{counted(after, 'level')} instead of {counted(before, 'level')}"
    return f"The smallest change to a T would be {instead}."
