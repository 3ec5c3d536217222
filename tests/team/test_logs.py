"""Logs of seventeen forms and nine locales: nobody is lost, nobody is merged, no name is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import CodeReader, code_of
from skillkit.team.sources import from_chat
from skillkit.team.submissions import build_team
from tests.team.logs import FORMS, LOCALES, drawn
from tests.vectors import QUICK

SEEDS = range(3)


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


CARDS = [Assessment(QUICK, ratings=dict.fromkeys(QUICK.ids, level)) for level in range(5)]
CODES = [code_of(card) for card in CARDS]
THINGS = [
    *CODES,
    *(code[:-1] for code in CODES[:2]),
    *(f"> {code}" for code in CODES[:2]),
    *(f"“{code[:20]}...”" for code in CODES[:2]),
    *(f"{code} {other}" for code in CODES[:2] for other in CODES[1:3]),
    *(f"thanks for {code}?" for code in CODES[:2]),
    *(row_of(card) for card in CARDS[:3]),
    CODES[3].replace("SK1", "SK 1"),
    "hello",
    "see you at 12:30",
]
HEADS = [
    "[14:00] {}: {}",
    "{}: {}",
    "{}  2:00 PM\n{}",
    "{}\n  2:00 PM\n{}",
    "14:02:10 From {} to Everyone:\n\t{}",
    "{1}",
    "1. {}: {}",
    "On Fri, 20 Nov 2026 at 14:00, {} <x@y.org> wrote:\n> {}",
]
LINES = st.tuples(
    st.sampled_from(HEADS), st.sampled_from(["Badger", "Crane", "Otter"]), st.sampled_from(THINGS)
)
ANSWERS = st.dictionaries(st.sampled_from(["badger", "crane"]), st.sampled_from(["one", "several"]))


@settings(max_examples=300)
@given(
    st.lists(LINES, max_size=12),
    st.dictionaries(st.sampled_from(["badger", "crane"]), st.sampled_from(["one", "several"])),
)
def test_whatever_is_pasted_is_accounted_for(lines, answers):
    """People, refusals, repeated and replaced ones together are all that was there."""
    text = "\n".join(head.format(name, thing) for head, name, thing in lines)
    submissions = from_chat(text)
    found = list(CodeReader([QUICK]).find(text))
    assert len([each for each in submissions if not each.sheet]) >= len(found)
    build = build_team(submissions, QUICK, answers)
    assert [outcome.submission for outcome in build.outcomes] == submissions
    kinds = (build.of_fate("counted"), build.refused, build.repeated, build.replaced)
    assert sum(map(len, kinds)) == len(submissions)
    assert len(build.of_fate("counted")) == len(build.team.members)
    assert all(outcome.reason for kind in kinds[1:] for outcome in kind)
    open_ones = [card for question in build.questions for card in question.places]
    assert len(build.team.members) >= len(open_ones)
    assert not {question.sender for question in build.questions} & answers.keys()
    cards = {str(s.member.assessment.ratings) for s in submissions if s.member}
    counted = {str(member.assessment.ratings) for member in build.team.members}
    lost = {str(o.submission.assessment.ratings) for o in build.replaced}
    assert counted | lost == cards  # no card is gone without a word
