"""Profile view: T, stool and their reasons, drawn anew whenever the ratings change."""

from __future__ import annotations

from skillkit.assessment import Assessment
from skillkit.profile import Profile, profile_of
from skillkit.reading import NAMES
from skillkit.widgets.card_form import CardForm
from skillkit.widgets.markup import profile_page, profile_still
from skillkit.widgets.page_view import PageView


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

    def _in_words(self) -> str:
        return f"{NAMES[self._profile.shape]}, {len(self._profile.deep)} deep"

    def _still(self) -> str:
        return profile_still(self._profile)
