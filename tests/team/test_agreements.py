"""Agreements: what a team says it will do, kept whole, without any rating."""

import datetime as dt
import json
import random
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.base.errors import FileError, Invalid, SkillkitError
from skillkit.team import Member, Team
from skillkit.team.agreements import (
    MOST,
    MOST_KEPT,
    SAID,
    STATES,
    Agreement,
    Agreements,
    agreements_store,
    as_dict,
    from_dict,
    from_json,
    to_json,
    together,
)
from skillkit.team.coverage import Coverage, recalled
from skillkit.team.sample import sample_agreements, sample_team
from skillkit.team.words import (
    agreement_lines,
    agreement_title,
    gap_sentences,
    holders,
    wanted_sentences,
)
from tests.vectors import FULL, QUICK

DAY = dt.date(2026, 11, 28)
LATER = dt.date(2026, 12, 28)
SKILLS = [skill.id for skill in FULL.skills]
LINES = st.text(st.characters(exclude_categories=("C", "M", "Z")), min_size=1, max_size=20)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
VALUES = {
    "what": LINES,
    "who": LINES,
    "skill": st.sampled_from(["", *SKILLS, "juggling"]),
    "accepted": st.booleans(),
    "due": st.none() | DAYS.map(dt.date.isoformat) | st.just("soon"),
    "status": st.sampled_from([*STATES, "lost"]),
}
MESSAGES = st.lists(
    st.sampled_from(SAID).flatmap(
        lambda name: st.tuples(
            st.sampled_from(["a1", "a2", "a3", "a4"]),
            st.just(name),
            VALUES[name],
            st.sampled_from([DAY, LATER]),
        )
    ),
    max_size=30,
)


def said_in_turn(messages):
    """The agreements after these messages, and for each thing the last word that was taken."""
    agreed, last = Agreements(FULL), {}
    for agreement, name, value, today in messages:
        try:
            agreed = agreed.say(agreement, name, value, today)
        except SkillkitError:
            continue
        last[agreement, name] = value
    return agreed, last


@given(MESSAGES)
def test_no_sequence_of_messages_loses_an_agreement(messages):
    """What was taken last is there, word for word, whatever came between or was refused."""
    agreed, last = said_in_turn(messages)
    for (agreement, name), value in last.items():
        held = agreed.agreement(agreement) if agreement in agreed else Agreement(agreement, DAY)
        found = getattr(held, name)
        found = found.isoformat() if isinstance(found, dt.date) else found
        assert found == (value or None if name in ("skill", "due") else value)
    assert {one.id for one in agreed.agreements} <= {agreement for agreement, _ in last}


@given(MESSAGES, st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 999)))
def test_agreements_survive_their_file(messages, wanted):
    """Whatever was said comes back from the JSON text, and is written the same again."""
    agreed, _ = said_in_turn(messages)
    for skill, people in wanted.items():
        agreed = agreed.want(skill, people)
    assert from_json(to_json(agreed)) == agreed
    assert to_json(from_json(to_json(agreed))) == to_json(agreed)
    assert list(agreed.wanted) == [skill for skill in SKILLS if skill in wanted]


@given(MESSAGES)
def test_a_file_of_agreements_has_no_place_for_a_rating(messages):
    """Its words are those that were said, and no field could hold a level."""
    agreed, _ = said_in_turn(messages)
    table = json.loads(to_json(agreed))
    assert set(table) == {"schema", "framework", "framework_version", "agreements", "wanted"}
    known = {"id", "made", "said", *SAID}
    assert all(set(row) <= known for row in table["agreements"])
    numbers = [v for row in table["agreements"] for v in row.values() if type(v) in (int, float)]
    assert numbers == []


def test_nothing_of_what_was_handed_in_is_in_the_file():
    """The example's file names skills and who takes it, and no level, code or card."""
    text = to_json(sample_agreements())
    levels = [level.name for level in sample_team().framework.levels]
    for word in (*levels, "SK1-", "ratings", "rating", "level", "evidence", "confidence"):
        assert word not in text


def test_three_things_are_agreed_on_in_a_day_and_the_rest_wait():
    """A fourth is refused with what to do; an older one can be changed; a new day starts again."""
    agreed = Agreements(FULL)
    for i in range(MOST):
        agreed = agreed.say(f"a{i}", "what", f"Thing {i}", DAY)
    with pytest.raises(SkillkitError, match="Three things are agreed on for today"):
        agreed.say("a9", "what", "One more", DAY)
    assert agreed.say("a0", "who", "Noor", DAY).agreement("a0").who == "Noor"
    assert "a9" in agreed.say("a9", "what", "One more", LATER)
    cleared = agreed.say("a0", "what", "", DAY)
    assert "a0" not in cleared
    assert "a9" in cleared.say("a9", "what", "One more", DAY)


def test_the_day_of_a_status_is_the_day_on_which_it_was_said():
    """Done on the thirtieth day is noted as such; said twice, the first day stays; undone, none."""
    agreed = sample_agreements().say("a_hour", "status", "done", LATER)
    assert (agreed.agreement("a_hour").status, agreed.agreement("a_hour").said) == ("done", LATER)
    again = agreed.say("a_hour", "status", "done", dt.date(2027, 1, 5))
    assert again.agreement("a_hour").said == LATER
    assert again.say("a_hour", "status", "agreed", LATER) == sample_agreements()


def test_an_agreement_is_full_at_its_limit():
    """A file that could not be read again is never written."""
    made = tuple(Agreement(f"a{i}", DAY, "x") for i in range(MOST_KEPT))
    full = Agreements(FULL, made)
    with pytest.raises(SkillkitError, match="200 agreements are kept"):
        full.say("b", "what", "One more", LATER)
    with pytest.raises(Invalid, match="201 found; at most 200"):
        Agreements(FULL, (*made, Agreement("b", DAY, "x")))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("what", "x" * 301, "301 characters; at most 300"),
        ("what", "a\u202eb", r"U\+202E"),
        ("what", 3, "3 is not text"),
        ("who", "x" * 61, "at most 60"),
        ("skill", "leadersip", "'leadersip' is not a skill.* Nearest: 'leadership'"),
        ("accepted", "yes", "'yes' found; write true or false"),
        ("due", "soon", "'soon' is not a date; write it like"),
        ("status", "finished", "'finished' found; write 'agreed', 'under_way', 'done' or"),
        ("made", DAY, "'made' cannot be changed here; choose what,"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_to_do(name, value, said):
    """The sentence names the value and what is allowed, and nothing changes."""
    with pytest.raises(SkillkitError, match=said):
        sample_agreements().say("a_hour", name, value, DAY)


@pytest.mark.parametrize("people", [0, -1, 1000, 2.5, True, "3"])
def test_how_many_is_a_whole_number_of_people(people):
    """Anything else is refused; None takes it back."""
    with pytest.raises(Invalid, match="write a whole number from 1 to 999, or leave it out"):
        sample_agreements().want("leadership", people)
    assert "leadership" not in sample_agreements().want("leadership", None).wanted


def test_every_fault_of_a_file_is_said_at_once():
    """Each with its place, what is there and what is allowed."""
    table = as_dict(sample_agreements()) | {"wanted": {"juggling": 2, "leadership": "many"}}
    table["agreements"][0] |= {"made": "soon", "whom": "x", "accepted": 1}
    table["agreements"][1] |= {"status": "done", "id": "A 1"}
    with pytest.raises(Invalid) as caught:
        from_dict(table)
    found = {problem.path: problem.sentence for problem in caught.value.problems}
    assert set(found) == {
        "agreements[0].made",
        "agreements[0].whom",
        "agreements[0].accepted",
        "agreements[1].id",
        "agreements[1].said",
        "wanted.juggling",
        "wanted.leadership",
    }
    assert found["agreements[0].made"] == "'soon' is not a date; write it like 2026-01-31."


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ([], "This is not a file of agreements"),
        ({"schema": 2, "framework": "ai_engineer", "agreements": []}, "A newer skillkit saved"),
        ({"framework": "ai_engineer", "agreements": [], "ratings": {}}, "'ratings' cannot be in"),
        ({"framework": "ai_engineer", "agreements": [], "wanted": 3}, "wanted: 3 found"),
        ({"framework": "ai_engineer", "agreements": 3}, "3 found; write a list"),
    ],
)
def test_a_foreign_file_is_named_for_what_it_is(given_, said):
    """No agreements, a newer schema, or a field that would be lost."""
    with pytest.raises(SkillkitError, match=said):
        from_dict(given_)


def test_the_file_is_its_owners_alone_and_a_damaged_one_is_kept(tmp_path):
    """0600 in 0700, the version before beside it, and a broken one is left and kept aside."""
    store = agreements_store(tmp_path / "my" / "agreements.json")
    for people in (2, 3):
        store.save(sample_agreements().want("leadership", people))
    assert store.previous.load().wanted["leadership"] == 2
    files = [store.path.parent, *store.path.parent.iterdir()]
    assert {oct(stat.S_IMODE(file.stat().st_mode)) for file in files} == {"0o600", "0o700"}
    store.path.write_text("{", "utf-8")
    with pytest.raises(FileError, match=r"agreements\.json cannot be used and was left as it is"):
        store.load()
    assert store.set_aside().read_text("utf-8") == "{"


# --- In words --------------------------------------------------------------------------------
def test_an_accepted_gap_is_told_apart_from_an_open_one():
    """It leaves the sentence of the open gaps and gets one of its own, with its day."""
    team = sample_team()
    coverage = team.coverage()
    before = gap_sentences(team, coverage)
    after = gap_sentences(team, coverage, sample_agreements())
    assert before[0] == "Nobody is at Strong or above in Domain expertise and Ethical AI."
    assert after[0] == "Nobody is at Strong or above in Ethical AI."
    assert after[1:-1] == before[1:]
    assert after[-1] == (
        "Accepted on purpose: Domain expertise, with nobody at Strong or above (24 November 2026)."
    )


def test_every_thin_skill_is_told_once_open_or_accepted():
    """Whichever gaps are accepted, each stands in exactly one sentence."""
    team = sample_team()
    coverage, chance = team.coverage(), random.Random(1)
    thin = [s for s, h in holders(team, coverage).items() if h.now.high in (0, 1, 2)]
    assert len(thin) > 4
    for _ in range(50):
        some = [skill for skill in thin if chance.random() < 0.5]
        made = tuple(Agreement(f"a{i}", DAY, skill=s, accepted=True) for i, s in enumerate(some))
        lines = gap_sentences(team, coverage, Agreements(FULL, made))
        for skill in thin:
            (line,) = [line for line in lines if FULL.skill(skill).name in line]
            assert line.startswith("Accepted on purpose") == (skill in some)


def test_a_gap_that_is_closed_or_no_longer_accepted_is_open_again():
    """Done and dropped end it; another list of skills says nothing here."""
    team = sample_team()
    coverage = team.coverage()
    open_ = gap_sentences(team, coverage)
    for status in ("done", "dropped"):
        agreed = sample_agreements().say("a_accept", "status", status, LATER)
        assert gap_sentences(team, coverage, agreed) == open_
    still = sample_agreements().say("a_accept", "status", "under_way", LATER)
    assert "(28 December 2026)" in gap_sentences(team, coverage, still)[-1]
    other = Agreements(QUICK, wanted={"leadership": 2} if "leadership" in QUICK else {})
    assert gap_sentences(team, coverage, other) == open_
    assert wanted_sentences(team, coverage, other) == []


def test_how_many_are_wanted_stands_beside_how_many_there_are():
    """The second number is as coarse as the picture's."""
    team = sample_team()
    assert wanted_sentences(team, team.coverage(), sample_agreements()) == [
        "System design: wanted 3, at Strong or above now 1-2.",
        "Leadership: wanted 2, at Strong or above now 1-2.",
    ]


def test_an_agreement_in_words_leaves_out_what_was_not_said():
    """A gap that is accepted without a word is named after its skill."""
    agreed = sample_agreements()
    told = dict(agreement_lines(agreed, agreed.agreement("a_review")))
    assert told == {
        "Skill": "System design",
        "Who takes it": "Heron",
        "By": "18 December 2026",
        "Agreed on": "24 November 2026",
        "Status": "not looked at since",
    }
    bare = Agreement("b", DAY, skill="ethical_ai", accepted=True)
    assert agreement_title(agreed, bare) == "We accept the gap in Ethical AI"
    assert agreement_title(agreed, Agreement("b", DAY, who="Noor")) == "(not said yet)"


def crowd(seed: int, named: int = 0) -> Team:
    """Twelve invented people, some of them by name."""
    chance = random.Random(seed)
    members = [
        Member(
            Assessment(
                FULL, ratings={skill: chance.choice([0, 1, 1, 2, 3, 4]) for skill in SKILLS}
            ),
            f"Person {i}",
            "named" if i < named else "unnamed",
        )
        for i in range(12)
    ]
    return Team(FULL, tuple(members))


def told(team: Team, coverage: Coverage, agreed: Agreements) -> list[str]:
    """What agreements add to a picture's words."""
    return gap_sentences(team, coverage, agreed) + wanted_sentences(team, coverage, agreed)


@pytest.mark.parametrize("seed", range(30))
def test_agreements_tell_nobody_more_than_the_picture_did(seed):
    """All of it follows from the counts that everybody saw and the words that everybody typed."""
    team, chance = crowd(seed), random.Random(seed)
    coverage = team.coverage()
    agreed = Agreements(FULL)
    for skill in chance.sample(SKILLS, 3):
        agreed = agreed.say(f"a_{skill}", "accepted", True, DAY)
        agreed = agreed.say(f"a_{skill}", "skill", skill, DAY)
    for skill in SKILLS:
        agreed = agreed.want(skill, chance.randint(1, 12))
    nobodys = told(Team(FULL), recalled(FULL, list(coverage.pictures)), agreed)
    assert told(team, coverage, agreed) == nobodys


def test_a_name_would_be_noticed_in_what_agreements_tell():
    """The check above sees more than counts: with people by name the sentences differ."""
    agreed = Agreements(FULL, wanted=dict.fromkeys(SKILLS, 2))
    teams = [crowd(seed, named=7) for seed in range(10)]
    pictures = [team.coverage() for team in teams]
    bare = [told(Team(FULL), recalled(FULL, list(c.pictures)), agreed) for c in pictures]
    assert bare != [told(t, c, agreed) for t, c in zip(teams, pictures, strict=True)]


def agreements(**said):
    """Agreements of the quick framework: by id, what is agreed, or all that is said."""
    rows = [
        Agreement(id_, DAY, **(what if isinstance(what, dict) else {"what": what}))
        for id_, what in said.items()
    ]
    return Agreements(QUICK, tuple(rows))


def texts_of(found):
    """What is agreed, by id."""
    return {one.id: one.what for one in found.agreements}


def test_what_one_place_changed_reaches_the_other():
    """New ones, changed ones and cleared ones; what nobody touched stays."""
    before = agreements(a="Pair", b="Write it down", c="Ask Ana")
    here = agreements(a="Pair on Mondays", b="Write it down", d="A talk")
    there = agreements(a="Pair", b="Write it down together", c="Ask Ana", e="A visit")
    both, double = together(before, here, there)
    assert texts_of(both) == {
        "a": "Pair on Mondays",
        "b": "Write it down together",
        "d": "A talk",
        "e": "A visit",
    }
    assert double == []


def test_two_fields_of_one_agreement_are_put_together():
    """Who takes it was typed in one place, and its day in the other."""
    before = agreements(a="Pair")
    here = agreements(a={"what": "Pair", "who": "Otter"})
    there = agreements(a={"what": "Pair", "due": LATER})
    (one,) = together(before, here, there)[0].agreements
    assert (one.who, one.due) == ("Otter", LATER)


def test_the_same_field_typed_twice_keeps_both_texts_and_says_so():
    """There's stays where it is, here's comes after it; once more changes nothing."""
    before, here, there = agreements(a="Pair"), agreements(a="Pair often"), agreements(a="Pair now")
    both, double = together(before, here, there)
    assert (texts_of(both), double) == ({"a": "Pair now", "a_2": "Pair often"}, ["a"])
    again, _ = together(before, here, both)
    assert texts_of(again) == texts_of(both)


texts = st.sampled_from(["", "one", "two"]).map(lambda what: {"what": what, "who": "Ana"})
sides = st.dictionaries(st.sampled_from("abc"), texts, max_size=3).map(lambda d: agreements(**d))


@given(sides, sides, sides)
def test_no_text_that_was_typed_is_lost_when_two_places_come_together(before, here, there):
    """What either side has that was not there before is in the result, which both then share."""
    both, _ = together(before, here, there)
    said = [one.what for one in both.agreements]
    for side in (here, there):
        for one in side.agreements:
            if one.what and one not in before.agreements:
                assert one.what in said
    assert together(both, both, both) == (both, [])
    assert together(here, here, both)[0] == both
