"""How somebody read the practice texts, as a group after the share code: whole, or refused."""

import itertools

import pytest

from skillkit.assessment.examples import example_person
from skillkit.assessment.share_code import ALPHABET, code_of, read_code
from skillkit.practice.reading import Reading, code_with, reading_of, texts_for_all
from skillkit.practice.record import Calibration
from skillkit.team.chat import read_log
from skillkit.team.sources import from_chat
from skillkit.team.submissions import TeamBuild, build_team
from tests.vectors import FULL, QUICK, own_framework

ANA = example_person()
CODE = code_of(ANA)
LEVELS = (None, *FULL.scale)


def read(text: str) -> tuple[Reading, bool]:
    """What is read beside the one code of a text, and whether something there cannot be."""
    (found,) = read_log(text)
    assert found.assessment is not None
    return found.reading, found.unread


def handed_in(*lines: str) -> TeamBuild:
    """The team of a chat."""
    return build_team(from_chat("\n".join(lines)))


@pytest.mark.parametrize("reading", set(itertools.product(LEVELS, repeat=2)) - {(None, None)})
def test_every_reading_comes_back_and_the_code_alone_is_as_before(reading):
    """A reader that knows nothing of readings still finds the same card in the longer code."""
    code = code_with(ANA, reading)
    assert code.startswith(f"{CODE}-")
    assert read(code) == (reading, False)
    assert code_of(read_code(code)) == CODE
    assert read(CODE) == ((), False)
    assert code_with(ANA, ()) == CODE


def test_no_slip_in_the_group_changes_what_it_says():
    """A wrong, lost, doubled or swapped character is told, and the card beside it counts."""
    group = code_with(ANA, (2, 3))[-4:]
    wrong = {group[:i] + c + group[i + 1 :] for i in range(4) for c in ALPHABET}
    wrong |= {group[:i] + group[i + 1 :] for i in range(4)}
    wrong |= {group[: i + 1] + group[i:] for i in range(4)}
    wrong |= {group[:i] + group[i + 1] + group[i] + group[i + 2 :] for i in range(3)}
    for slip in wrong - {group}:
        assert read(f"Ana: {CODE}-{slip}, thanks") == ((), True)
    (told,) = handed_in(f"Ana: {CODE}-2026").noted
    assert "The card counts" in told.reason


@pytest.mark.parametrize("words", [" cool", ", that is all", " - okay", "\n2026", ". 1234"])
def test_words_behind_a_code_are_no_reading(words):
    """Only what a dash joins is taken for something that ought to be read."""
    assert read(f"Ana: {CODE}{words}") == ((), False)


def test_what_chats_do_to_a_code_is_read_here_too():
    """Small letters, other dashes, none at all, blanks, a break of the line."""
    code = code_with(ANA, (0, 4))
    for said in (
        code.lower(),
        code.replace("-", "–"),
        code.replace("-", ""),
        code.replace("-", " "),
    ):
        assert read(f"Ana: {said}\n") == ((0, 4), False)


def test_a_reading_of_other_texts_is_refused():
    """The check covers which texts they are, and which card it stands behind."""
    group = code_with(ANA, (2, 3))[-4:]
    assert read(f"{code_of(ANA.rate('leadership', 4))}-{group}") == ((), True)
    assert texts_for_all(own_framework()) == ()


def test_only_what_was_rated_in_silence_is_handed_in():
    """The second rating, and texts that not everybody has, stay with the person."""
    first, second = (text.id for text in texts_for_all(FULL))
    assert texts_for_all(QUICK) == texts_for_all(FULL)
    mine = Calibration(before={first: 3, "tax_answers": 4}, revealed=frozenset({first}))
    assert reading_of(mine.rate(first, 1), FULL) == (3, None)
    assert reading_of(Calibration(after={second: 2}), FULL) == ()


def test_the_same_card_with_and_without_a_reading_is_one_person():
    """Whoever sends the longer code later loses nothing; another reading is a correction."""
    short, code, other = CODE, code_with(ANA, (2, 3)), code_with(ANA, (2, 2))
    for lines in ([short, code], [code, short], [f"Ana: {short}", f"Ana: {code}"]):
        (member,) = handed_in(*lines).team.members
        assert member.reading == (2, 3)
    assert len(handed_in(code, other).team.members) == 2
    corrected = handed_in("[10:00] Ana: hi", f"[10:01] Ana: {code}", f"[10:02] Ana: {other}")
    assert [m.reading for m in corrected.team.members] == [(2, 2)]
    assert len(corrected.replaced) == 1
