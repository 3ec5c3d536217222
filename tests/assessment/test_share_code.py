"""The share code: there and back, and no slip of a finger that changes what it says."""

import datetime as dt
import random
import re
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import INTEREST, NA, Assessment
from skillkit.assessment.share_code import (
    _READ_AS,
    ALPHABET,
    CodeReader,
    ShareCodeError,
    _check,
    code_of,
    read_code,
)
from skillkit.framework import Framework
from tests.vectors import FULL, QUICK, own_framework, ratings

FORTY = own_framework(40)
ALL = (FULL, QUICK, FORTY)
READER = CodeReader(ALL)
TICKS = st.sampled_from([(), ("grow",), ("help",), ("grow", "help")])


def symbols(code: str) -> str:
    """The characters of a code without the prefix and the dashes."""
    return code.removeprefix("SK1").replace("-", "")


@st.composite
def shared(draw: st.DrawFn, frameworks: tuple[Framework, ...] = ALL) -> Assessment:
    """Assessments with any ratings and ticks, unrated and not applicable ones among them."""
    framework = draw(st.sampled_from(frameworks))
    interest = {skill.id: draw(TICKS) for skill in framework.skills}
    return Assessment(framework, ratings=draw(ratings(framework)), interest=interest)


def random_assessment(framework: Framework, chance: random.Random) -> Assessment:
    """Any assessment, each state of a skill equally likely."""
    levels = {
        skill.id: chance.choice([None, 0, 1, 2, 3, 4, *[NA] * skill.may_be_na])
        for skill in framework.skills
    }
    ticks = {
        skill.id: tuple(tick for tick in INTEREST if chance.random() < 0.5)
        for skill in framework.skills
    }
    return Assessment(
        framework, ratings={s: r for s, r in levels.items() if r is not None}, interest=ticks
    )


@given(shared())
def test_a_code_gives_back_what_went_in(assessment):
    """Ratings and ticks come back exactly, for six, sixteen and forty skills."""
    assert READER.read(code_of(assessment)) == assessment


@given(shared((FULL, QUICK)))
def test_different_ratings_have_different_codes(assessment):
    """A change of one rating or one tick changes the code."""
    skill = assessment.framework.skills[-1].id
    other = assessment.rate(skill, 2 if assessment.rating(skill) != 2 else 3)
    ticked = assessment.wish(skill, () if assessment.interest.get(skill) else ("help",))
    assert len({code_of(assessment), code_of(other), code_of(ticked)}) == 3


@pytest.mark.parametrize(("framework", "most"), [(QUICK, 16), (FULL, 26), (FORTY, 60)])
def test_a_code_is_short(framework, most):
    """A code stays within its length whatever the ratings, in whole groups of four."""
    chance = random.Random(1)
    highest = Assessment(
        framework,
        ratings={s.id: NA if s.may_be_na else 4 for s in framework.skills},
        interest={s.id: INTEREST for s in framework.skills},
    )
    codes = [code_of(random_assessment(framework, chance)) for _ in range(50)]
    for code in [code_of(Assessment(framework)), code_of(highest), *codes]:
        assert len(symbols(code)) <= most
        assert re.fullmatch(rf"SK1(-[{ALPHABET}]{{4}})+", code)


def test_a_code_carries_no_name_line_date_or_target():
    """Whatever else an assessment holds stays at home: the code is the same without it."""
    bare = Assessment(QUICK, ratings={"leadership": 3}, interest={"leadership": ("help",)})
    told = replace(
        bare,
        date=dt.date(2026, 1, 31),
        evidence={"leadership": "Ana and I led the move"},
        confidence={"leadership": "sure"},
        targets={"leadership": 4},
    )
    assert code_of(told) == code_of(bare)
    assert READER.read(code_of(told)) == bare


def test_codes_of_earlier_releases_stay_readable():
    """These codes are on paper somewhere: they are read the same for ever."""
    assessment = Assessment(
        QUICK,
        ratings={
            "machine_learning": 4,
            "software_engineering": 3,
            "data_pipelines": 2,
            "communication": 1,
            "leadership": NA,
        },
        interest={"leadership": ("grow",)},
    )
    assert code_of(assessment) == PINNED_QUICK
    full = Assessment(FULL, ratings={s.id: i % 5 for i, s in enumerate(FULL.skills)})
    assert code_of(full) == PINNED_FULL
    assert (read_code(PINNED_QUICK), read_code(PINNED_FULL)) == (assessment, full)


PINNED_QUICK = "SK1-PSX0-00AH-WHFT-1VRB"
PINNED_FULL = "SK1-GE8D-0JJC-C2MZ-ET7Y-DW1M-1FAE"


def slips(code: str) -> set[str]:
    """Every text that one slip makes of a code: a wrong, lost, doubled or swapped character."""
    places = range(len(code))
    wrong = {
        code[:i] + character + code[i + 1 :]
        for i in places
        for character in string.ascii_uppercase + string.digits + "-. !é"
    }
    lost = {code[:i] + code[i + 1 :] for i in places}
    doubled = {code[:i] + code[i] + code[i:] for i in places}
    swapped = {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in places[:-1]}
    return wrong | lost | doubled | swapped


@pytest.mark.parametrize("framework", ALL, ids=lambda f: f.id)
def test_no_slip_changes_what_a_code_says(framework):
    """Every single slip in random codes is found, or the code still says the same."""
    chance = random.Random(2)
    found = harmless = 0
    for _ in range(6):
        assessment = random_assessment(framework, chance)
        for text in slips(code_of(assessment)):
            try:
                assert READER.read(text) == assessment, text
                harmless += 1
            except ShareCodeError:
                found += 1
    assert found > 4 * harmless > 0  # slips in the prefix are harmless


@pytest.mark.parametrize("length", [16, 24, 48])
def test_no_code_at_all_lets_a_slip_through(length):
    """Any change of two neighbouring characters is found, in every code of a length.

    The check is linear: whether a change shows depends on the change alone, not on the code. So
    all 1,023 changes at each place stand for all codes.
    """

    def written(number: int, characters: int) -> str:
        return "".join(ALPHABET[number >> 5 * i & 31] for i in reversed(range(characters)))

    def check_of(number: int) -> int:
        return _check(written(number, length - 4).translate(_READ_AS))

    zero = check_of(0)
    chance = random.Random(3)
    for place in range(length - 1):
        for change in range(1, 1 << 10):
            moved = change << 5 * place
            in_body, in_check = moved >> 20, moved & (1 << 20) - 1
            assert check_of(in_body) ^ zero != in_check
    for _ in range(1000):
        code, change = (chance.getrandbits(5 * (length - 4)) for _ in range(2))
        assert check_of(code) ^ check_of(code ^ change) == zero ^ check_of(change)


ASSESSMENT = Assessment(
    FULL,
    ratings={s.id: (i * 3 + 1) % 5 for i, s in enumerate(FULL.skills)},
    interest={"leadership": ("grow",)},
)
CODE = code_of(ASSESSMENT)


@pytest.mark.parametrize(
    "mangled",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", "–"),
        CODE.replace("-", "—"),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "-\n"),
        CODE.replace("-", "\n"),
        CODE.replace("-", "-\n> "),
        CODE.replace("-", "_"),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        "\u00ad".join(CODE),
        "\u200b".join(CODE),
        CODE[:14] + "\r\n" + CODE[14:],
        f"“{CODE}”",
        f"«{CODE}»",
        f"`{CODE}`",
        f"```\n{CODE}\n```",
        f"**{CODE}**",
        f"_{CODE}_",
        f"~~{CODE}~~",
        f"({CODE})",
        f"{CODE}.",
        f"{CODE}, thanks all!",
        f"{CODE} thanks all!",
        f"{CODE}-mine",
        f"here is mine: {CODE}\nand now coffee",
        f"> {CODE}",
        f"\ufeff{CODE}",
        CODE.translate({ord(c): ord(c) + 0xFEE0 for c in ALPHABET}),  # full-width letters
        f"{CODE} {CODE}",
        CODE[4:],
        CODE.replace("SK1", "SK 1"),
        " ".join(CODE),
        CODE.replace("SK1", "S\u041a1"),
        CODE.replace("SK1", "SK"),
        CODE.replace("SK1", "SSK1"),
        CODE.replace("E", "\u0415").replace("K", "\u039a"),
        CODE.replace("-", "."),
        CODE.replace("-", "/"),
        CODE.replace("-", " / "),
        CODE.replace("SK1-", "SK1: "),
        CODE.replace("-", "%2D"),
        CODE.replace("-", "&#8209;"),
        CODE.replace("-", "&shy;"),
        CODE.replace("-", "-<wbr>"),
        f"<b>{CODE[:9]}</b>{CODE[9:]}",
        CODE.replace("-", "\ufe63"),
        CODE.replace("-", "\u30fc"),
        "\u0336".join(CODE),
        CODE.translate({48 + digit: 0x660 + digit for digit in range(10)}),
        CODE.replace("1", "\u2460"),
    ],
)
def test_what_chats_and_paper_do_to_a_code_is_read(mangled):
    """Other case, dashes, marks, line breaks and hidden characters do not matter."""
    assert read_code(mangled) == ASSESSMENT


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("", "no_code", "begins with SK1-"),
        ("hello", "no_code", "Copy the whole code"),
        ("put your SK1 code here", "no_code", "Copy the whole code"),
        (CODE[5:], "no_code", "begins with SK1-"),
        (CODE[:-1], "damaged", "23 characters after SK1, not 24"),
        (CODE[:-5], "damaged", "20 characters after SK1, not 24"),
        (CODE[:4] + CODE[5:], "damaged", "missing, or there is one too many"),
        (CODE[:8], "damaged", "4 characters after SK1, not 24"),
        (CODE + "X", "damaged", "25 characters after SK1, not 24"),
        (CODE[:-1] + ("2" if CODE[-1] != "2" else "3"), "damaged", "a character is wrong"),
        (CODE[:9] + "U" + CODE[10:], "damaged", "letter U"),
        (CODE[:5] + "?" + CODE[5:], "no_code", "Copy the whole code"),
        (CODE.replace("SK1", "SK2"), "newer", "Update skillkit"),
        (f"{CODE} {code_of(Assessment(QUICK))}", "several", "2 codes"),
        (code_of(Assessment(FORTY)), "unknown_framework", "'ai_engineer' and 'ai_engineer_quick'"),
    ],
)
def test_what_is_no_code_says_why(text, reason, says):
    """Every refusal says what is there and what to do."""
    with pytest.raises(ShareCodeError, match=re.escape(says)) as caught:
        read_code(text)
    assert caught.value.code == reason


def test_a_code_of_another_version_says_so():
    """A code made with another major version names the framework and the version here."""
    newer = replace(QUICK, version="2.0.0")
    with pytest.raises(ShareCodeError, match=r"another version of 'ai_engineer_quick'.*1\.0\.0"):
        read_code(code_of(Assessment(newer)))
    assert read_code(code_of(Assessment(newer)), [newer]).framework == newer


def test_a_minor_version_reads_the_codes_of_another():
    """Codes do not depend on what a minor version may change, and say when it matters."""
    skills = tuple(replace(s, may_be_na=False, name=f"{s.name}!") for s in QUICK.skills)
    minor = replace(QUICK, version="1.9.0", skills=skills)
    rated = Assessment(QUICK, ratings={"leadership": 2})
    assert read_code(code_of(rated), [minor]).ratings == rated.ratings
    with pytest.raises(ShareCodeError, match="cannot be not applicable") as caught:
        read_code(code_of(rated.rate("leadership", NA)), [minor])
    assert caught.value.code == "other_version"


def test_random_characters_are_no_code():
    """What only looks like a code is refused: twenty thousand random ones, none read."""
    chance = random.Random(4)
    stamp = symbols(code_of(Assessment(QUICK)))[:4]
    for _ in range(20_000):
        text = f"SK1-{stamp}" + "".join(chance.choices(ALPHABET, k=12))
        with pytest.raises(ShareCodeError):
            READER.read(text)


@settings(max_examples=300)
@given(st.text(st.sampled_from("SK1sk5-–_ \n>" + ALPHABET[:6] + "Uué\u00ad"), max_size=80))
def test_any_text_ends_in_an_assessment_or_a_sentence(text):
    """No text makes the reader fail in another way."""
    for found in READER.find(text):
        assert (found.assessment is None) == (found.error is not None)


def test_many_codes_are_found_with_their_lines():
    """Codes in prose come with the line on which they begin; a bad one hides no good one."""
    other = code_of(Assessment(QUICK, ratings={"leadership": 1}))
    text = f"hello\nmine is {CODE} ok\n\n{CODE[:-1]}\n{other}\n{CODE[:14]}\n{other}"
    found = list(READER.find(text))
    assert [f.line for f in found] == [2, 4, 5, 6, 7]
    assert [f.assessment is not None for f in found] == [True, False, True, False, True]


def test_a_hostile_text_takes_no_longer_than_its_length():
    """Texts made to be slow to read are read in time that grows with their length alone."""
    for text in ("SK1-" * 9000, "S-" * 50_000, "SK1" + "-" * 99_000, "SK1-" + "G" * 99_000):
        assert all(found.error for found in READER.find(text))
