"""Logs of fifteen forms and six locales: nobody is lost, nobody is merged, no name is wrong."""

import pytest

from skillkit.team.sources import from_chat
from skillkit.team.submissions import build_team
from tests.team.logs import FORMS, LOCALES, drawn

SEEDS = range(4)


@pytest.mark.parametrize("form", FORMS)
def test_generated_logs_give_the_people_who_handed_in(form):
    """Every person counts once, under the whole name, with the card that came last."""
    for locale in LOCALES:
        for seed in SEEDS:
            text, truth = drawn(seed, form, locale)
            build = build_team(from_chat(text))
            said = {member.alias: member.assessment for member in build.team.members}
            assert said == truth.people, (form, locale.name, seed, text)
            assert not build.questions
            assert [outcome.submission.name for outcome in build.refused] == list(truth.damaged)
            total = len(build.team.members) + len(build.refused)
            assert total + len(build.repeated) + len(build.replaced) == len(build.outcomes)
