"""Signs: read from chats as codes are, counted in a room, and nobody's answer follows from it."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment.examples import example_person
from skillkit.assessment.share_code import code_of
from skillkit.assessment.sign import MARKS, REACHED, Sign, sign_code, sign_of
from skillkit.base.errors import FileError
from skillkit.team.coverage import Range
from skillkit.team.follow_up import FollowUp, Told, coarse, tell, told_path, told_store
from skillkit.team.sources import signs_from_chat

DAYS = sorted(REACHED)


def sign(reached=True, shown=False, day=30, mark=0) -> Sign:
    """One answer."""
    return Sign(day, reached, shown, mark)


def read(chat: str) -> FollowUp:
    """What a chat says."""
    return FollowUp().add(signs_from_chat(chat))


def nine(day=30, begun=7, shown=4) -> list[str]:
    """Nine people's signs as text."""
    return [sign_code(sign(i < begun, i < shown, day, 1000 + i)) for i in range(9)]


# --- The text ------------------------------------------------------------------------------------


@given(st.sampled_from(DAYS), st.booleans(), st.booleans(), st.integers(0, MARKS - 1))
def test_a_sign_comes_back_as_it_was(day, reached, shown, mark):
    """Every sign is five groups after which a check stands, and says the same when it is read."""
    given_ = Sign(day, reached, shown, mark)
    (found,) = signs_from_chat(sign_code(given_))
    assert sign_of(found.assessment) == given_
    assert len(sign_code(given_)) == len("SK1-PSX0-00AH-WHFT-1VRB")


def test_a_sign_says_itself_in_words():
    """Anyone who hands it in reads all that it says."""
    assert sign().sentence == "Begun; nothing to show yet."
    assert sign(False, True, 60).sentence == "Not half done yet; something to show."


def test_signs_are_read_among_names_talk_and_marks():
    """Dashes of another kind, small letters, a blank in the prefix: as codes are."""
    one, two, three, *_ = nine()
    text = f"Ana: here: {one.lower()}\nBen: {two.replace('-', chr(0x2013))}!\nCai: S K1{three[3:]}"
    assert len(read(text).signs) == 3


def test_one_wrong_character_is_refused_with_its_line():
    """A near-sign is never guessed."""
    text = nine()[0]
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
    found = read(f"Ana: {wrong}")
    assert not found.signs
    assert [outcome.place for outcome in found.build.refused] == ["line 1"]


def test_the_same_sign_counts_once_and_a_later_one_counts_instead():
    """With a name or without: who posts twice is one person, and the last word counts."""
    before, after = sign(False, mark=7), sign(True, mark=7)
    found = read("\n".join(map(sign_code, (before, before, after))))
    assert found.signs == (after,)
    assert [outcome.fate for outcome in found.build.outcomes] == ["replaced", "repeated", "counted"]


def test_people_who_say_the_same_are_told_apart():
    """Nine people who have not begun are nine."""
    assert len(read("\n".join(nine(begun=0, shown=0))).signs) == 9


def test_two_signs_of_one_name_are_asked_about():
    """In a list that somebody typed, the same name may be two people."""
    one, two, *_ = nine()
    found = read(f"Ana: {one}\nAna: {two}")
    assert found.build.questions or found.build.replaced
    (asked,) = found.build.choices
    assert len(found.answer(asked.sender, "several").signs) == 2
    assert len(found.answer(asked.sender, "one").signs) == 1


def test_share_codes_and_other_days_are_named_and_not_counted():
    """A chat of the whole month holds the workshop's codes too; nothing goes in silence."""
    lines = [*nine(), *nine(60)[:2], code_of(example_person())]
    found = read("\n".join(lines))
    assert (found.day, len(found.signs)) == (30, 9)
    assert found.others == "Also there, and not counted here: 2 signs of 60 days and 1 share code."


# --- What the room is told -----------------------------------------------------------------------


def test_the_room_is_told_two_numbers():
    """Nine of twelve began, and four can show something; nobody is named."""
    signs = [sign(i < 9, i < 4, mark=i) for i in range(12)]
    assert tell(signs).sentence == "9 of 12 began; 4 have something to show."


@pytest.mark.parametrize("day", DAYS)
def test_few_at_either_end_are_told_together(day):
    """Nobody, one and two read the same, and so do all, all but one and all but two."""
    for count in (0, 1, 2):
        assert coarse(count, 12) == Range(0, 2)
        assert coarse(12 - count, 12) == Range(10, 12)
    told = tell([sign(True, False, day, mark=i) for i in range(6)])
    assert told.sentence.startswith("4 or more of 6")
    assert told.sentence.endswith("; at most 2 have something to show.")


def test_below_five_nothing_is_told():
    """Four signs say so, and stay untold."""
    four = read("\n".join(nine()[:4]))
    assert four.why_not([]) == "It is told from 5 signs on."
    with pytest.raises(ValueError, match="4 signs"):
        tell(four.signs)


def test_a_day_is_told_once_and_in_its_order():
    """A sign that comes late changes nothing that was told."""
    found = read("\n".join(nine()))
    told = tell(found.signs)
    assert not found.why_not([])
    assert found.why_not([told]).startswith(f"This was told before: {told.sentence}")
    assert found.why_not([Told(60, 9, Range(3, 3), None)]) == "A later day was told already."
    with pytest.raises(ValueError, match="after"):
        tell(found.signs, [told])


def test_what_was_told_is_remembered_without_anybody(tmp_path, monkeypatch):
    """The file holds numbers as coarse as they were told; a damaged one is refused."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    chat = "\n".join(f"Ana{i}: {code}" for i, code in enumerate(nine()))
    told = tell(read(chat).signs)
    told_store(told_path()).update(lambda known: [*known, told], [])
    assert told_store(told_path()).load() == [told]
    text = told_path().read_text("utf-8")
    assert "Ana" not in text
    assert "SK1" not in text
    told_path().write_text(text.replace('"day": 30', '"day": 31'), "utf-8")
    with pytest.raises(FileError, match="damaged"):
        told_store(told_path()).load()


# --- A colleague who knows the own sign, who handed in, and what was told before -----------------

ANSWERS = ((False, False), (True, False), (True, True), (False, True))
FIRST = ANSWERS[:3]  # after thirty days, whoever has something to show has begun


def as_told(answers, day=30, earlier=()):
    """What the room is told of these answers."""
    return tell([Sign(day, r, s, i) for i, (r, s) in enumerate(answers)], earlier)


def plainly(answers, day=30, earlier=()):
    """The control: every number as it is."""
    return len(answers), sum(r for r, _ in answers), sum(s for _, s in answers)


def sure_of_others(people, show, answers=FIRST):
    """How often somebody can be sure of an answer of each of the others, over all groups."""
    worlds: dict[Any, list[Any]] = {}  # by the own answer and what was told: the others' answers
    for group in itertools.combinations_with_replacement(answers, people):
        for own in set(group):
            others = list(group)
            others.remove(own)
            worlds.setdefault((own, show(group)), []).append(others)
    sure = 0
    for possible in worlds.values():
        for which in (0, 1):
            # The others are alike to who looks, so all of them have it in each world, or none.
            sure += len({answer[which] for others in possible for answer in others}) == 1
    return sure


@pytest.mark.parametrize("people", range(5, 13))
def test_nobody_learns_an_answer_from_one_day(people):
    """In every group, whoever takes the own sign away is sure of nobody's answer."""
    assert sure_of_others(people, as_told) == 0
    assert sure_of_others(people, as_told, ANSWERS) == 0
    assert sure_of_others(people, plainly) > 0  # so the colleague can find something


def sure_across(stay, gone, come, show):
    """How often a colleague is sure of what somebody has to show, over two days of a group.

    Some stay, the one who looks among them, some are gone later, some come. What there is to show
    only grows. The people of one kind are alike, so numbers say everything.
    """
    worlds: dict[Any, list[Any]] = {}
    for own in ((0, 0), (0, 1), (1, 1)):
        others = range(stay)
        for kept, grown, left, new in itertools.product(
            others, others, range(gone + 1), range(come + 1)
        ):
            if kept + grown > stay - 1:
                continue
            first, second = own[0] + kept + left, own[1] + kept + grown + new
            told = show(stay + gone, first, stay + come, second)
            known = {
                "stay, first": (kept, stay - 1),
                "stay, second": (kept + grown, stay - 1),
                "gone": (left, gone),
                "come": (new, come),
            }
            worlds.setdefault((own, told), []).append(known)
    sure = 0
    for possible in worlds.values():
        for kind in possible[0]:
            of = possible[0][kind][1]
            numbers = {world[kind][0] for world in possible}
            sure += of > 0 and numbers in ({0}, {of})
    return sure


def told_twice(people, shown, people_later, shown_later):
    """What the room is told on two days."""
    first = as_told([(True, i < shown) for i in range(people)])
    later = as_told([(False, i < shown_later) for i in range(people_later)], 60, [first])
    return first.people, first.shown, later.people, later.shown


def plainly_twice(*numbers):
    """The control: every number as it is."""
    return numbers


def coarsely_twice(people, shown, people_later, shown_later):
    """A second control: each day by the rule of one day alone."""
    return people, coarse(shown, people), people_later, coarse(shown_later, people_later)


CHANGES = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (3, 3)]


@pytest.mark.parametrize(("gone", "come"), CHANGES)
def test_nobody_learns_an_answer_from_two_days(gone, come):
    """Anyone who came or went between them, and whoever stayed, gives nothing away."""
    for stay in range(5, 12):
        assert sure_across(stay, gone, come, told_twice) == 0
    assert sure_across(8, gone, come, plainly_twice) > 0
    if gone + come == 1:
        assert sure_across(8, gone, come, coarsely_twice) > 0


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("when", [1, 2])
def test_nobody_learns_an_answer_from_three_days(leaves, when):
    """Somebody comes or leaves between two of three days; what that person has stays unknown."""
    for stay in (5, 7, 9):
        worlds: dict[Any, set[int]] = {}
        for own in itertools.combinations_with_replacement((0, 1), 3):
            for counts in itertools.combinations_with_replacement(range(stay), 3):
                for extra in (0, 1):
                    there = [(day < when) == leaves for day in range(3)]
                    told: list[Told] = []
                    for day, here, mine, others in zip(DAYS, there, own, counts, strict=True):
                        people, shown = stay + here, mine + others + extra * here
                        answers = [Sign(day, True, i < shown, i) for i in range(people)]
                        told.append(tell(answers, told))
                    worlds.setdefault((own, tuple(told)), set()).add(extra)
        assert {len(found) for found in worlds.values()} == {2}


@settings(deadline=None)
@given(st.lists(st.sampled_from(ANSWERS), min_size=5, max_size=20), st.integers(0, 20))
def test_a_later_day_never_tells_less_than_was_told(answers, most):
    """Where it is told again, it is three more than anything before, and true."""
    earlier = Told(30, 20, Range(3, 3), coarse(most, 20))
    told = as_told(answers, 60, [earlier])
    assert told.reached == coarse(sum(r for r, _ in answers), len(answers))
    if told.shown:
        assert sum(s for _, s in answers) >= (coarse(most, 20).high or 0) + 3
