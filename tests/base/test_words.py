"""Words: a sentence in the reader's language, its values, its numbers, lists and dates."""

import datetime as dt
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base import words
from skillkit.base.errors import SkillkitError
from skillkit.base.plural_rules import class_of, fits
from skillkit.base.text import counted, joined, long_date, step_words
from skillkit.base.words import END, ISOLATE, MADE, VALUE, plural, say, spoken_in
from skillkit.workshop.words_file import problems_of, to_fill_in

TAGS = sorted(words.table())
SENTENCES = st.text(st.characters(exclude_characters="{}", exclude_categories=["C"])).map(str.strip)


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A workshop whose folder holds a few words of French."""
    lines = [
        '"{done} of {all} rated" = "{all} en tout, dont {done} évaluées"',
        '"{count} levels" = { one = "{count} niveau", other = "{count} niveaux" }',
        '"Previous" = "Précédent"\n"Next" = ""',
    ]
    (tmp_path / "words.fr.toml").write_text("\n".join(["[words]", *lines]), encoding="utf-8")
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(tmp_path))
    words._loaded.cache_clear()
    with spoken_in("fr"):
        yield
    words._loaded.cache_clear()


def test_a_file_in_a_workshops_folder_is_another_language(french):
    """Values go where the language has them; what it lacks, or has left empty, stays English."""
    assert say("{done} of {all} rated", done=3, all=6) == "6 en tout, dont 3 évaluées"
    assert [say(" Previous "), say("Next"), say("Then")] == [" Précédent ", "Next", "Then"]
    assert [counted(n, "level") for n in (0, 1, 2)] == ["0 niveau", "1 niveau", "2 niveaux"]


def test_english_needs_no_file():
    """The source stands in the program; only its dates come from CLDR."""
    assert counted(1, "level") == "1 level"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert step_words(-2, "higher", "lower") == "two levels lower"
    assert long_date(dt.date(2026, 11, 24)) == "24 November 2026"


@given(SENTENCES, st.sampled_from(["en", "de", *MADE]), st.integers(0, 200))
def test_a_sentence_that_no_language_has_is_said_as_it_is(sentence, tag, count):
    """A value is never lost, and the languages for tests change nothing twice."""
    with spoken_in(tag):
        said = say(f"{sentence} {{count}}", count=count)
        assert str(count) in said
        assert plural("{count} of one", "{count} of many", count).count(str(count)) == 1
        assert say(say(sentence)) == say(sentence)


@given(st.sampled_from(TAGS), st.integers(0, 1_000_000))
def test_every_number_has_one_class_in_every_language(tag, count):
    """The classes of CLDR exclude each other, so that their order does not matter."""
    rules = words.table()[tag]["plurals"]
    fitting = [name for name, rule in rules.items() if fits(count, rule)]
    assert fitting in ([], [class_of(count, rules)])


def test_a_few_classes_that_everybody_can_look_up():
    """Polish, Arabic, French and Japanese, as CLDR's own page shows them."""
    rules = {tag: words.table()[tag]["plurals"] for tag in ("pl", "ar", "fr", "ja")}
    assert [class_of(n, rules["pl"]) for n in (1, 2, 5, 22, 112)] == [
        "one",
        "few",
        "many",
        "few",
        "many",
    ]
    assert [class_of(n, rules["ar"]) for n in (0, 1, 2, 3, 11)] == [
        "zero",
        "one",
        "two",
        "few",
        "many",
    ]
    assert [class_of(n, rules["fr"]) for n in (0, 2)] == ["one", "other"]
    assert class_of(1, rules["ja"]) == "other"


@given(st.sampled_from(TAGS), st.dates(dt.date(2000, 1, 1), dt.date(2999, 12, 31)))
def test_a_date_has_its_day_its_year_and_no_brace_in_every_language(tag, date):
    """Twelve names of months, and one way to write a date."""
    with spoken_in(tag):
        said = long_date(date)
    assert str(date.day) in said
    assert str(date.year) in said
    assert not VALUE.search(said)


def test_what_is_read_right_to_left_keeps_the_direction_of_a_value():
    """A name of another script does not turn the sentence around it."""
    with spoken_in("ar-XB") as spoken:
        assert spoken.direction == "rtl"
        assert f"{ISOLATE}Ana{END}" in say("{name} is away", name="Ana")


def test_the_surroundings_name_the_language(monkeypatch, tmp_path):
    """The variable goes first, then the workshop's own file, else it is English."""
    monkeypatch.delenv("SKILLKIT_LANGUAGE", raising=False)
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(tmp_path))
    (tmp_path / "workshop.toml").write_text('language = "pt-BR"\n', encoding="utf-8")
    assert words.asked() == "pt-BR"
    monkeypatch.setenv("SKILLKIT_LANGUAGE", "de")
    assert words.asked() == "de"
    assert words.asked("en") == "de"
    with pytest.raises(SkillkitError, match="write its tag, like de"):
        words.choose("klingon")


def test_what_a_person_chose_goes_before_all_else(monkeypatch, tmp_path):
    """It lies in their own folder; what somebody else wrote there is passed over."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    monkeypatch.setenv("SKILLKIT_WORKSHOP", "")
    monkeypatch.delenv("SKILLKIT_LANGUAGE", raising=False)
    before = words.language()
    assert words.asked("de-AT, en;q=0.5") == "de"
    monkeypatch.setenv("HTTP_ACCEPT_LANGUAGE", "de")
    assert words.asked() == "de"
    try:
        words.keep_choice("en")
        assert words.asked() == words.asked("de") == words.language().tag == "en"
        monkeypatch.setenv("SKILLKIT_LANGUAGE", "de")
        assert words.asked() == "en"
        (tmp_path / "my" / words.KEPT).write_bytes(b"\xff klingon")
        assert words.asked() == "de"
    finally:
        words.choose(before.tag)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("en-GB, de", "en"),
        ("fr;q=1, en;q=0.2, de; q = 0.7", "de"),
        ("de;q=0, en;q=0.1", "en"),
        ("fr, *;q=0.5", ""),
        ("", ""),
        ("q=, ;;, de;q=9, " + "x" * 5000, "de"),
    ],
)
def test_a_browser_says_what_it_likes_best(header, tag):
    """As `Accept-Language` has it, with weights, countries, and what nobody has words for."""
    assert words.preferred(header, ("en", "de")) == tag


def test_two_readers_at_once_have_two_languages():
    """A server speaks each one's own; what was chosen for all stays as it was."""
    with ThreadPoolExecutor(1) as other, spoken_in("de"):
        assert say("not rated") == "nicht eingeschätzt"
        assert other.submit(say, "not rated").result() == "not rated"
    assert say("not rated") == "not rated"


KNOWN = ["Previous", "{done} of {all} rated", "{count} levels"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"Prev" = "Zurück"', "'Prev' is said nowhere. Nearest: 'Previous'."),
        ('"{done} of {all} rated" = "{done} bewertet"', "{all} is lost"),
        ('"Previous" = "Zurück {name}"', "{name} is not in the English sentence"),
        ('"{count} levels" = { one = "eine", many = "x" }', "'other' is missing"),
        ('"{count} levels" = { on = "eine", other = "{count}" }', "'on' is no class of number"),
        ('"Previous" = 3', "'Previous': 3 is not text"),
    ],
)
def test_a_look_at_a_words_file_says_what_is_wrong(line, said):
    """Each line with the English sentence, and what to do about it."""
    (problem,) = problems_of(f"[words]\n{line}\n", KNOWN)
    assert said in problem


@given(st.dictionaries(st.sampled_from(KNOWN), st.text(max_size=9).map(lambda x: x + "{count}")))
def test_the_file_to_fill_in_keeps_what_is_there(given_):
    """Written again, it has the same words, those that nobody says any more too, and the head."""
    head = "# mine\n[words]\n"
    text = to_fill_in("de", given_, dict.fromkeys(KNOWN[:2], "layer"), head)
    found = tomllib.loads(text)["words"]
    assert {k: v for k, v in found.items() if v} == given_
    assert set(KNOWN[:2]) <= set(found)
    assert text.startswith(head)


@pytest.mark.parametrize(
    "file", sorted(words.DATA.rglob("words.*.toml"), key=str), ids=lambda file: file.parent.name
)
def test_the_quick_way_reads_what_a_toml_reader_reads(file):
    """Nearly all lines are one sentence and one translation, and need no reader of TOML."""
    whole = tomllib.loads(file.read_text(encoding="utf-8"))["words"]
    assert words.words_of(file) == {key: word for key, word in whole.items() if word}


@pytest.mark.parametrize(
    "lines",
    [
        '"A" = "B"  # said to children\n"C" = "D"\n',
        '"A \\"word\\"" = "B"\n"{count} cards" = { one = "a \\"card\\"", other = "{count}" }\n',
        '  "A" = "B"\n"C"   =   "D"\n"{count} cards" = {one="a card",other="{count} cards"}\n',
        '"A" = """\n"B" = "C"\n"""\n',
        '"A" = "B"\n\n[words."{count} cards"]\none = "a card"\nother = "{count} cards"\n',
        "'A' = 'B'\n\"C\" = 'D'\n",
    ],
)
def test_a_line_that_is_written_another_way_is_read_as_well(lines, tmp_path):
    """Only what is surely one sentence goes the quick way."""
    file = tmp_path / "words.fr.toml"
    file.write_text(f"[words]\n{lines}", encoding="utf-8")
    assert words.words_of(file) == tomllib.loads(f"[words]\n{lines}")["words"]
