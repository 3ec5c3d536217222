"""Profile view: T, stool and their reasons, drawn anew whenever the ratings change."""

from __future__ import annotations

from typing import Any

from skillkit.assessment import Assessment
from skillkit.profile import Profile, profile_of
from skillkit.reading import NAMES
from skillkit.svg import STYLE
from skillkit.widgets.card_form import CardForm
from skillkit.widgets.markup import edits, profile_page, profile_still
from skillkit.widgets.screen import Screen, asset, packed


class ProfileView(Screen):
    """What a form's ratings show, or those of an assessment.

    It follows the form; `view.profile` is what stands on the page.
    """

    # Both pictures need the same style; in the page it stands once.
    code = packed(
        [
            asset("profile_view.js"),
            asset("look.css", "profile_view.css")
            + STYLE.removeprefix("<style>").removesuffix("</style>"),
        ]
    )

    def __init__(self, shown: CardForm | Assessment) -> None:
        form = shown if isinstance(shown, CardForm) else None
        assessment = form.assessment if form else shown
        if not isinstance(assessment, Assessment):
            kind = type(assessment).__name__
            raise TypeError(f"A ProfileView takes a form or an assessment; this is a {kind}.")
        self._draw(assessment)
        super().__init__()
        if form:
            form.observe(lambda _: self._redraw(form.assessment), "value")

    @property
    def profile(self) -> Profile:
        """What the ratings show now."""
        return self._profile

    def _draw(self, assessment: Assessment) -> None:
        self._profile = profile_of(assessment)
        self._html = profile_page(self._profile).replace(STYLE, "")

    def _redraw(self, assessment: Assessment) -> None:
        """Draw, and send what is different."""
        before = self._html
        self._draw(assessment)
        if changed := edits(before, self._html):
            self._version += 1
            news = {"edits": changed, "version": self._version}
            self.send({"kind": "edits"}, buffers=[packed(news)])

    def _whole_page(self) -> dict[str, Any]:
        return {"html": self._html}

    def _in_words(self) -> str:
        return f"{NAMES[self._profile.shape]}, {len(self._profile.deep)} deep"

    def _still(self) -> str:
        return profile_still(self._profile)
