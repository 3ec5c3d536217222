"""Profile view: T, stool and their reasons, drawn again whenever the ratings change."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skillkit.assessment import NA, Assessment, at_targets, gap_words, gaps, rating_words
from skillkit.assessment.examples import (
    example_line,
    example_person,
    is_invented,
    t_shaped_person,
)
from skillkit.base.errors import SkillkitError
from skillkit.base.html import LEFT, image, language_choice, tag, text
from skillkit.base.storage import BROWSER, project
from skillkit.base.svg import STYLE
from skillkit.base.text import capital, counted
from skillkit.base.words import (
    SOURCE,
    keep_choice,
    kept_choice,
    language,
    plural,
    preferred,
    say,
    spoken_in,
    there,
)
from skillkit.framework import Framework, SkillId
from skillkit.profile import Profile, profile_of
from skillkit.profile.draw_areas import draw_areas
from skillkit.profile.draw_t import t_shape
from skillkit.profile.words import (
    border_hint,
    change_sentence,
    evidence_sentence,
    fact_sentence,
    need_words,
    rule_lines,
    shape_sentence,
    shape_title,
    stool_sentence,
)
from skillkit.widgets._base import DRAWING_STYLE, BaseWidget, PageView
from skillkit.widgets._html import line_of_example, ratings_table, shape_lines, with_line
from skillkit.widgets.assessment import RatingForm


class ProfileView(PageView):
    """What a form's ratings show, or those of an assessment: T, stool and their reasons.

    It follows the form; `view.profile` is what is on the page.

    Args:
        shown: a form over an assessment, or an assessment.
        signed: say below the picture when Python drew it, which no saved notebook can.

    Examples:
        >>> ProfileView(AssessmentForm.load())
        >>> ProfileView(t_shaped_person())
    """

    def __init__(self, shown: RatingForm | Assessment, *, signed: bool = False) -> None:
        self._signed, self._told, self._liked = signed, "", ""
        self._narrow = False  # whether somebody looks at it on a telephone
        form = shown if isinstance(shown, RatingForm) else None
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
        if not self._signed:
            return profile_page(self._profile, narrow=self._narrow)
        languages = [] if BROWSER.offers_languages else [*_languages(self._told, self._liked)]
        return profile_page(
            self._profile, dt.datetime.now(), narrow=self._narrow, languages=languages
        )

    def _on_language(self, message: Mapping[str, Any]) -> None:
        """Keep the language that somebody chose, for this person and every form from now on."""
        if (tag := message.get("value")) not in there():
            return
        shown = self._profile.assessment
        is_example = shown == t_shaped_person()  # whose words are those of a language
        keep_choice(tag)
        self._told, self._liked = _in_language(), ""
        self._follow(self._drawn(t_shaped_person() if is_example else shown))

    def _on_likes(self, message: Mapping[str, Any]) -> None:
        """Offer the language that a browser likes best, where nobody has chosen one yet."""
        liked = preferred(str(message.get("value")), there())
        if liked and liked != language().tag.split("-")[0] and not kept_choice():
            self._liked = liked
            self._follow(self._drawn(self._profile.assessment))

    def _on_narrow(self, _: Mapping[str, Any]) -> None:
        """Add the picture that fits a telephone; who has none does not wait for its bytes."""
        self._narrow = True
        self._follow(self._drawn(self._profile.assessment))

    def _state(self) -> dict[str, Any]:
        return {**super()._state(), "narrow": self._narrow}

    def _summary(self) -> str:
        own, profile = kept(self._profile.assessment)
        line = say(
            "{shape_title}, {deep} deep", shape_title=shape_title(profile), deep=len(profile.deep)
        )
        return f"{line}. {RatingForm.own_line}" if own else line

    def _static_html(self) -> str:
        own, profile = kept(self._profile.assessment)
        still = profile_still(profile)
        return with_line(RatingForm.own_line, still) if own else still


def kept(assessment: Assessment) -> tuple[bool, Profile]:
    """Whether ratings are a person's own, and the profile that a notebook may keep of them."""
    own = not is_invented(assessment)
    return own, profile_of(example_person() if own else assessment)


def profile_page(
    profile: Profile,
    drawn: dt.datetime | None = None,
    *,
    narrow: bool = False,
    languages: Sequence[str] = (),
) -> str:
    """The whole profile for a screen: at one glance, with the reasons folded below it."""
    signed = (
        say("Drawn by Python on this machine at {drawn}.", drawn=f"{drawn:%H:%M}") if drawn else ""
    )
    return "\n".join(
        [
            *_head(profile),
            *([tag("p", signed)] if signed else []),
            *languages,
            '<div class="sk-pictures">',
            *_figure(*([t_shape(profile, narrow=True)] if narrow else []), t_shape(profile)),
            *_figure(draw_areas(profile)),
            "</div>",
            *_folded(say("Why?"), _reasons(profile)),
            *_folded(
                say("All ratings as a table"), ratings_table(profile.assessment, evidence=True)
            ),
            *_folded(say("The rule, and whose it is"), _rule(profile)),
        ]
    )


def _languages(told: str, liked: str) -> Iterator[str]:
    """The languages to choose from, each in its own, and what was said of the last choice.

    The one that the browser likes comes first, as a button in that language.
    """
    if liked:
        with spoken_in(liked):
            go_on = tag(
                "button", "Go on in English", type="button", value=liked, data_ask="language"
            )
            yield tag("p", go_on, lang=liked, dir=language().direction)
    select = language_choice(there(), data_ask="language")
    yield f"<p>{text(say('Language'))} {select}</p>"
    yield tag("p", told, role="status")


def _in_language() -> str:
    """What holds from now on, in the language of now; its notebooks are put beside these."""
    from skillkit.workshop.notebook_words import put_beside  # which no page of the site has

    said = say("From now on everything is in this language: load the page again.")
    notebooks, tag = project() / "notebooks", language().tag
    with contextlib.suppress(OSError):  # a folder that nobody may write in
        put_beside(notebooks, tag)
    if tag != SOURCE and (notebooks / f"00_start.{tag}.ipynb").is_file():
        beside = say("In JupyterLab, open {file} for its text.", file=f"00_start.{tag}.ipynb")
        return f"{said} {beside}"
    return said


def profile_still(profile: Profile) -> str:
    """The profile for a saved notebook: shorter, and without evidence, as a notebook travels."""
    return "\n".join(
        [
            *_head(profile),
            image(t_shape(profile), say("The T; the table below says the same.")),
            tag("p", shape_sentence(profile)),
            tag("p", change_sentence(profile)),
            tag("p", stool_sentence(profile)),
            *ratings_table(profile.assessment, evidence=False, style=LEFT),
        ]
    )


def _head(profile: Profile) -> Iterator[str]:
    """Whose ratings these are, the name of the shape, and one short sentence."""
    yield from line_of_example(profile.assessment)
    yield from shape_lines(profile)


def _figure(*drawings: str) -> Iterator[str]:
    yield "<figure>"
    yield from drawings
    yield "</figure>"


def _reasons(profile: Profile) -> Iterator[str]:
    """Whose description fits and why, the smallest change, the counts and the stool in words."""
    yield tag("p", shape_sentence(profile), class_="sk-why")
    yield tag("p", change_sentence(profile))
    for hint in (border_hint(profile), evidence_sentence(profile)):
        if hint:
            yield tag("p", hint, class_="sk-hint")
    yield '<ul class="sk-facts">'
    for fact in profile.facts:
        words = fact_sentence(profile, fact)
        yield "<li>"
        yield tag("span", capital(words))
        yield tag("span", need_words(profile, fact), class_="sk-soft")
        yield "</li>"
    yield "</ul>"
    yield tag("p", stool_sentence(profile))


def _folded(summary: str, lines: Iterator[str]) -> Iterator[str]:
    yield "<details>"
    yield tag("summary", summary)
    yield from lines
    yield "</details>"


def _rule(profile: Profile) -> Iterator[str]:
    yield "<ol>"
    for line in rule_lines(profile.framework):
        yield tag("li", line)
    yield "</ol>"


class TargetForm(RatingForm):
    """A row for each skill: the rating, the level wanted, and the levels between.

    A rating never changes here. The picture shows the targets as outlines around the T.

    Args:
        value: an assessment, or its JSON values, to set targets for.
        path: where to save; without it the form keeps everything to itself.
        framework: the skills, while there is no file.

    Examples:
        The targets in the person's own assessment, or the example while there is none:

        >>> TargetForm.load()
    """

    script = "profile/targets.js"
    drawing_style = DRAWING_STYLE

    def _state(self) -> dict[str, Any]:
        page = super()._state()
        # Its drafts are not the other form's.
        return {**page, "key": page["key"] and f"{page['key']}-targets"}

    def _words(self) -> dict[str, Any]:
        framework = self.assessment.framework
        roles = [[role.name, dict(role.targets)] for role in framework.roles]
        return {**row_words(framework), "roles": roles}

    def _extra(self, value: Assessment | None) -> dict[str, Any]:
        return _outlook(value or self.assessment)

    def _brief(self, example: Assessment) -> str:
        return f"{len(example.targets)} targets in {example.framework.id}, an example"


def row_words(framework: Framework) -> dict[str, Any]:
    """The words of a framework that stand in rows of skills."""
    return {
        "levels": framework.names,
        "areas": [
            [
                area.name,
                [[s.id, s.name, *framework.anchors(s.id)] for s in framework.in_area(area.id)],
            ]
            for area in framework.areas
        ],
    }


def drawn(assessment: Assessment) -> str:
    """The T, narrow and wide, as markup for a page that has its style and shows one of them."""
    profile = profile_of(assessment)
    return "\n".join(t_shape(profile, narrow=narrow).replace(STYLE, "") for narrow in (True, False))


def _outlook(assessment: Assessment) -> dict[str, Any]:
    """All on the page that follows from ratings and targets."""
    between = gaps(assessment)
    rows = {
        skill.id: {
            "now": rating_words(assessment.framework, assessment.rating(skill.id)),
            "note": gap_words(between[skill.id]) if skill.id in between else "",
            "from": _lowest(assessment, skill.id),
        }
        for skill in assessment.framework.skills
    }
    return {
        "rows": rows,
        "picture": drawn(assessment),
        "outlook": _outlook_sentence(assessment),
        "tips": _pair_tips(assessment),
    }


MOST_TIPS = 2


def _pair_tips(assessment: Assessment) -> list[str]:
    """What grows two skills at once, where both are targets, else where one of them is."""
    framework = assessment.framework
    wanted = {skill for skill, levels in gaps(assessment).items() if levels > 0}
    both, one = [], []
    for pair in framework.pairs:
        technical, other = (framework.skill(s).name for s in (pair.technical, pair.communication))
        here = [pair.technical in wanted, pair.communication in wanted]
        if all(here):
            both.append(
                say(
                    "{technical} and {other} at once, for example: {tip}",
                    technical=technical,
                    other=other,
                    tip=pair.words,
                )
            )
        elif any(here):
            one.append(
                say(
                    "{technical} goes well with {other}: {tip}",
                    technical=technical,
                    other=other,
                    tip=pair.words,
                )
            )
    return [*both, *one][:MOST_TIPS]


def _lowest(assessment: Assessment, skill: SkillId) -> int:
    """The lowest level that is offered as a target: nobody aims below what is there."""
    rating = assessment.rating(skill)
    if rating == NA:
        return assessment.framework.top + 1
    return rating or 0


def _outlook_sentence(assessment: Assessment) -> str:
    """What the shape would be with every target reached."""
    if not assessment.targets:
        return say("You have no targets yet. One or two are plenty; the plan will ask for no more.")
    if not assessment.framework.has_shape:
        return say("The outlines in the picture are your targets.")
    reached = shape_title(profile_of(at_targets(assessment)))
    return say("With every target reached, your ratings would fit: {shape}.", shape=reached)


class WhatIf(BaseWidget):
    """A row for each skill with a level to try; the T and the reason follow.

    It starts from a form's ratings and follows them, or from an assessment; neither is changed.
    `what_if.assessment` is the one that is tried out.

    Args:
        shown: a form over an assessment, or an assessment.

    Examples:
        >>> WhatIf(TargetForm.load())
        >>> WhatIf(example_person())
    """

    script = "profile/what_if.js"
    drawing_style = DRAWING_STYLE

    def __init__(self, shown: RatingForm | Assessment) -> None:
        form = shown if isinstance(shown, RatingForm) else None
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
        self._renew()

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
                    "now": rating_words(framework, rated.rating(skill.id)),
                    "tried": self._tried.get(skill.id),
                }
                for skill in framework.skills
            },
            "example": example_line() if rated == example_person() else "",
            "heard": self._heard,
            "targets": bool(rated.targets),
            "picture": drawn(self.assessment),
            "lines": self._lines(),
        }

    def _lines(self) -> list[str]:
        """The shape of what is tried, and what it is compared with."""
        count = len(self._different())
        profile = profile_of(self.assessment)
        if not count:
            return _untried(profile)
        differ = plural(
            "{count} skill differs from the ratings.",
            "{count} skills differ from the ratings.",
            count,
        )
        if profile.shape is None:
            return [say("As tried"), differ]
        return [
            say("As tried: {shape}", shape=shape_title(profile)),
            shape_sentence(profile, supposed=True),
            f"{differ} {_way(profile_of(self._rated), profile)}",
        ]

    def _summary(self) -> str:
        own, _ = kept(self._rated)
        return f"0 levels tried. {RatingForm.own_line}" if own else "0 levels tried"

    def _static_html(self) -> str:
        """The ratings of an example, with nothing tried."""
        own, profile = kept(self._rated)
        lines = "\n".join(tag("p", line) for line in _untried(profile))
        still = f"{lines}\n<figure>\n{t_shape(profile)}\n</figure>"
        return with_line(RatingForm.own_line, still) if own else still


def _untried(profile: Profile) -> list[str]:
    """The lines while nothing is tried."""
    if profile.shape is None:
        return [shape_title(profile), say("Try a level and watch the picture.")]
    return [
        say("As rated: {shape}", shape=shape_title(profile)),
        say("Try a level and watch the shape."),
    ]


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
        return say("The smallest change to a T stays the same.")
    if after == 0:
        return say(
            "Nothing would be missing for a T; as rated, it is {levels}.",
            levels=counted(before, "level"),
        )
    return say(
        "The smallest change to a T would be {after} instead of {before}.",
        after=counted(after, "level"),
        before=counted(before, "level"),
    )
