"""Check: every fault of every file of a folder at once, in words for people who do not program."""

import re
from pathlib import Path

import pytest

from skillkit.base.errors import FileError
from skillkit.base.toml_reader import built_in
from skillkit.cli import check as command
from skillkit.framework.file import load_framework
from skillkit.framework.folder import BUILT_IN, DATA, Folder
from skillkit.workshop.anchor_rules import anchor_warnings
from skillkit.workshop.check import check
from skillkit.workshop.new_folder import new_folder

QUICK = built_in("ai_engineer_quick/framework.toml")

ANCHOR = '"I wrote code that works for the one case it was made for."'


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A folder as `new` makes it, without a fault."""
    folder = tmp_path / "ward"
    folder.mkdir()
    for name, text in new_folder(folder).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Put a slip into a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_kits_own_folders_are_fine_and_nothing_in_them_is_worth_a_look(name):
    """What the kit brings keeps the rules that it asks of others."""
    found = check(DATA / name)
    assert found.faults == ()
    assert found.warnings == ()
    assert found.fine[0].startswith(f"{name}/framework.toml: fine.")


def test_a_new_folder_has_no_fault(ward):
    """Each of the four files says what was found in it."""
    assert check(ward).faults == ()
    assert len(check(ward).fine) == 5
    assert check(ward).warnings == ()


def test_the_faults_of_all_files_come_at_once(ward):
    """Each has its file, its line, what was found and the nearest word."""
    change(ward / "framework.toml", 'area = "shop"', 'area = "shops"')
    change(ward / "actions.toml", "wheel_truing = 1", "wheel_trueing = 1")
    change(ward / "vignettes.toml", 'skill = "wheel_truing"', 'skill = "wheels"')
    change(ward / "claims.toml", 'verdict = "unsupported"', 'verdict = "un_supported"')
    change(ward / "workshop.toml", "# use", "used")
    said = str(check(ward))
    assert re.search(r"line \d+, skills.parts_and_stock.area: 'shops' is not an area", said)
    assert "ward/claims.toml: 1 problem" in said
    assert "Nearest: 'unsupported'." in said
    assert "ward/workshop.toml: 1 problem" in said
    change(ward / "framework.toml", 'area = "shops"', 'area = "shop"')
    said = str(check(ward))
    assert (
        "ward/actions.toml: 1 problem\nline 13, actions.three_wheels.builds.wheel_trueing" in said
    )
    assert "'wheel_trueing' is not a skill of this folder's framework" in said
    assert "Nearest: 'wheel_truing'." in said
    assert "vignettes.tandem.skill: 'wheels' is not a skill" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (ANCHOR, f"\u201c{ANCHOR[1:-1]}\u201d", "curly quotation marks"),
        (ANCHOR, ANCHOR[:-1], "no quotation mark at its end"),
        (ANCHOR, ANCHOR[1:], "quotation marks"),
        ("must_have = true", "must_have = True", "write true"),
        ("decent = 2 ", "decent = 1,5 ", "a comma in a number"),
        ("[[skills]]", "[skills]", "two brackets"),
        (f"{ANCHOR},", ANCHOR, "no comma after this text"),
        ('title = "AI', 'title: "AI', "a colon after a key"),
        ('area = "technical"', "area = technical", 'write "technical"'),
        (ANCHOR, ANCHOR.replace("code", "c:\\code"), "a backslash in a text"),
    ],
)
def test_the_ten_commonest_slips_are_told_in_plain_words(old, new, words, tmp_path):
    """The line and what to write instead, and nothing of a parser's."""
    file = tmp_path / "framework.toml"
    file.write_text(QUICK, encoding="utf-8")
    change(file, old, new)
    (said,) = check(file).faults
    assert re.search(rf"line \d+: .*{re.escape(words)}", said)
    assert "column" not in said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_with_a_mark_of_its_encoding_is_read(encoding, tmp_path):
    """What an editor calls Unicode is as good as UTF-8."""
    (tmp_path / "framework.toml").write_text(QUICK, encoding=encoding)
    assert check(tmp_path / "framework.toml").faults == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\x00", "a document of a word processor"),
        (b"{\\rtf1 schema = 1}", "a document of a word processor"),
        (b"<!DOCTYPE html><p>schema = 1", "a web page"),
        (b'{"schema": 1}', "JSON"),
        ("schema = 1".encode("utf-16-le"), "another encoding"),
        ("schema = 1".encode("utf-32"), "another encoding"),
    ],
)
def test_a_file_of_another_kind_is_named(data, words, tmp_path):
    """What was saved from the wrong program is no fault on line 1."""
    (tmp_path / "framework.toml").write_bytes(data)
    (said,) = check(tmp_path / "framework.toml").faults
    assert words in said
    assert "line 1" not in said


def test_another_encoding_is_told_with_its_remedy_and_hides_no_other_fault(tmp_path):
    """The rest of the file is looked at all the same."""
    text = QUICK.replace("Technical", "Qualité").replace("stem = true", "stem = 1")
    (tmp_path / "framework.toml").write_text(text, encoding="cp1252")
    said = str(check(tmp_path / "framework.toml"))
    assert "save it again as UTF-8" in said
    assert "1 found; write true or false" in said


def test_one_cause_takes_one_line(tmp_path):
    """A level too few is wrong in every skill, and told once."""
    text = re.sub(r'\n  "I have not .*",', "", QUICK)
    (tmp_path / "framework.toml").write_text(text, encoding="utf-8")
    (said,) = check(tmp_path / "framework.toml").faults
    assert "4 found" in said
    assert said.count("4 found") == 1


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("actions.toml", "32 actions"),
        ("vignettes.toml", "4 practice texts"),
        ("claims.toml", "14 claims"),
    ],
)
def test_a_single_file_is_read_as_what_it_is(file, words, tmp_path):
    """Whatever it is called, its tables say what it is; today's framework is not asked of it."""
    text = built_in(f"ai_engineer/{file}")
    for name in (file, f"nursing.{file}", "ours.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = check(tmp_path / name)
        assert found.faults == ()
        assert words in found.fine[0]


def test_a_file_that_nothing_reads_is_named_with_the_one_that_was_meant(ward):
    """A slip in a file's name would lose the whole file in silence."""
    (ward / "vignettes.toml").rename(ward / "vignette.toml")
    said = check(ward).warnings
    assert "ward/vignette.toml: nothing reads this file. Nearest: 'vignettes.toml'." in said
    assert "ward: without vignettes.toml, no texts to practise with in 01." in said


def test_a_file_that_is_still_the_example_is_worth_a_look(ward):
    """Who wrote skills of their own and left the claims as they were would sort those of a shop."""
    assert "still the example" not in str(check(ward))
    (ward / "framework.toml").write_text(QUICK.replace("ai_engineer_quick", "ward"), "utf-8")
    for name in ("actions.toml", "vignettes.toml"):
        (ward / name).unlink()
    assert "ward/claims.toml: still the example of people who mend bicycles" in str(check(ward))


def test_a_folder_of_the_kits_name_is_refused(ward):
    """Ratings of two frameworks of one name would be taken for each other's."""
    change(ward / "framework.toml", 'id = "ward"', 'id = "ai_engineer"')
    (said,) = check(ward).faults
    assert "'ai_engineer' is a framework of the kit's" in said
    with pytest.raises(FileError, match="a name of its own"):
        check(ward).refuse()


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_a_framework_says_what_to_do(there, tmp_path):
    """An empty folder, or one that is not there."""
    place = tmp_path if there else tmp_path / "none"
    (said,) = check(place).faults
    assert ("framework.toml" if there else "There is no file or folder") in said


# --- What is no fault --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("I can write code that works.", "'can' is a guess"),
        ("I simply called the model.", "'simply' judges the reader"),
        ("Writes code that works.", "begin with 'I'"),
        ("I was familiar with the code.", "nobody sees 'familiar with'"),
        ("I wrote code for five years.", "'years' says how long"),
        ("I did not write code.", "the one place for 'not'"),
        (f"I wrote {'very ' * 30}good code.", "eight to twenty"),
    ],
)
def test_a_sentence_that_breaks_a_rule_is_worth_a_look(sentence, words, tmp_path):
    """Each rule of writing-anchors that a look can tell, and none of them is a fault."""
    file = tmp_path / "framework.toml"
    file.write_text(QUICK.replace(ANCHOR, f'"{sentence}"'), encoding="utf-8")
    found = check(file)
    assert found.faults == ()
    assert words in found.warnings[-1]
    assert found.warnings[0].endswith("framework.toml: 1 thing worth a look")


def test_one_sentence_for_every_skill_is_a_pattern(ward):
    """Three skills whose sentences differ by the skill's name alone are told once a level."""
    text = (ward / "framework.toml").read_text(encoding="utf-8")
    for name in ("wheel truing", "parts and stock", "talking with customers"):
        said = f'"I taught {name} to everybody who works here"'
        text = re.sub(r'(?m)(?<=^  )"I (set how|changed how|wrote the)[^"]*"', said, text, count=1)
    (ward / "framework.toml").write_text(text, encoding="utf-8")
    assert any("3 skills say nearly the same" in line for line in check(ward).warnings)


def test_long_names_are_told_before_a_picture_cuts_them(ward):
    """A name of 29 letters, and a level of 13."""
    change(ward / "framework.toml", 'name = "Wheel truing"', f'name = "{"Wheel" * 6}"')
    change(ward / "framework.toml", 'name = "Working"', 'name = "Working alone"')
    said = "\n".join(check(ward).warnings)
    assert "cut a name after 28 letters" in said
    assert "cut a level after 12 letters" in said


def test_levels_may_go_by_their_names_alone(ward):
    """Many a skill matrix says no more of a level; a look says what people then see."""
    text = (ward / "framework.toml").read_text(encoding="utf-8")
    (ward / "framework.toml").write_text(re.sub(r"(?m)^meaning = .*\n", "", text), encoding="utf-8")
    found = check(ward)
    assert found.faults == ()
    said = "Not yet, Basic, Working, Strong and High-value without a meaning"
    assert any(said in line for line in found.warnings)


def test_the_rules_of_english_are_not_asked_of_another_language(ward):
    """German sentences begin as German sentences do."""
    german = "Ich habe ein Rad mit einem Kollegen zentriert und dabei gelernt."
    text = (ward / "framework.toml").read_text(encoding="utf-8")
    count = iter(range(100))
    text = re.sub(r'(?m)^  "I .*"', lambda _: f'  "{german} {next(count)}"', text)
    (ward / "framework.toml").write_text(text, encoding="utf-8")
    found = list(anchor_warnings(load_framework(ward)))
    assert not any("begin with" in str(problem) for problem in found)


def test_a_practice_text_quotes_its_sentence(ward):
    """Anyone who changes a sentence is told which text still has the old one."""
    change(ward / "vignettes.toml", "trued a bent wheel alone", "trued a wheel alone")
    assert any("word for word" in line for line in check(ward).warnings)


# --- While somebody writes ---------------------------------------------------------------------


def test_watch_looks_again_when_a_file_is_saved(ward, monkeypatch, capsys):
    """A step for each save, and none while nothing changes."""
    saves = iter([lambda: None, lambda: change(ward / "actions.toml", "hours = 6", "hours = 0")])

    def wait(_: float) -> None:
        next(saves, pytest.fail)()

    monkeypatch.setattr(command, "sleep", wait)
    next(command.changes([ward]))
    assert "ward/actions.toml: 1 problem" in str(check(ward))


def test_a_shared_file_is_asked_only_for_skills_of_those_who_share_it():
    """The long framework's actions also build a skill that the short one alone has."""
    actions = Folder(DATA / "ai_engineer").own_text("actions.toml") or ""
    assert "ai_knowledge" in actions
    assert check(DATA / "ai_engineer").faults == ()
