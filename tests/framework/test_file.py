"""Frameworks: what a file may say, and that all its faults are told at once."""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.base.errors import FileError, RatingError
from skillkit.base.toml_reader import built_in
from skillkit.framework import Framework, share_of
from skillkit.framework.file import load_framework, parse_framework
from skillkit.framework.folder import ARTICLE, BUILT_IN
from tests.faults import check_harmed, problems
from tests.vectors import FULL, framework_text, own_framework


def faults(text: str) -> dict[str, str]:
    """The faults of a text, by path."""
    return problems(lambda: parse_framework(text, "bakery.toml"))


@pytest.mark.parametrize("name", BUILT_IN)
def test_shipped_frameworks_are_whole(name):
    """Every shipped skill has five different anchors and a source mark for each."""
    framework = load_framework(name)
    for skill in framework.skills:
        assert len(set(skill.anchors)) == len(skill.anchors) == len(skill.marks) == 5
    assert len(framework.areas) == 3
    assert framework.pairs[0].source == ("article" if name in ARTICLE else "kit")


def test_the_second_ai_framework_is_openly_not_the_articles():
    """Twelve to sixteen skills, dated sources, and nothing marked as the article's."""
    framework = load_framework("ai_engineer_2026")
    text = built_in("ai_engineer_2026/framework.toml")
    assert 12 <= len(framework.skills) <= 16
    assert not framework.follows_article
    assert all(load_framework(name).follows_article for name in ARTICLE)
    assert "none is the article's" in text
    assert len(re.findall(r"#   - .*", text)) >= 3
    assert len(re.findall(r"\(?(?:January|August) 2026|2026-\d\d-\d\d", text)) >= 4


def test_the_article_marks_both_ends_of_its_own_rows():
    """Basic and high-value are the article's points where its table has them."""
    for skill in load_framework("ai_engineer_quick").skills:
        assert (skill.marks[1], skill.marks[4]) == ("article", "article")


@pytest.mark.parametrize("count", [3, 6, 16, 40, 60])
def test_any_domain_of_up_to_sixty_skills_is_read(count):
    """A file in a domain of its own works without touching Python."""
    assert len(own_framework(count).skills) == count


def test_more_than_sixty_skills_are_refused():
    """A hundred and sixty-four skills are too many, and the sentence says what to do."""
    assert "Choose up to 60 of the 164" in faults(framework_text(164))["skills"]


def test_all_faults_come_at_once():
    """One look at a file tells everything that has to be mended, with paths and near words."""
    text = (
        framework_text()
        .replace('area = "tools"', 'area = "tolls"', 1)
        .replace("deep = 4", "deep = 7")
        .replace('id = "skill_5"', 'id = "Skill 5"')
        .replace("must_have = true", "must_hav = true", 1)
        .replace('version = "1.2.0"', 'version = "1.2"')
    )
    found = faults(text)
    assert "Nearest: 'tools'" in found["skills.skill_1.area"]
    assert "'tolls'" in found["skills.skill_1.area"]
    assert "from 1 to 4" in found["rules.deep"]
    assert "small letters" in found["skills[5].id"]
    assert "Nearest: 'must_have'" in found["skills.skill_0.must_hav"]
    assert "1.0.0" in found["version"]


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ('id = "skill_1"', 'id = "skill_0"', "skills", "2 times"),
        ('name = "Skill 1"', 'name = "Skill 0"', "skills", "2 times"),
        ('"Skill 0, step 1"', '"Skill 0, step 0"', "skills.skill_0.anchors[1]", "lower level"),
        ('"Skill 0, step 1", ', "", "skills.skill_0.anchors", "4 found; 5 are needed"),
        ('"Skill 0, step 4"', '""', "skills.skill_0.anchors", "none from level 4 on"),
        ('"Skill 0, step 1"', '" "', "skills.skill_0.anchors[1]", "empty"),
        ('"Skill 0, step 1"', "7", "skills.skill_0.anchors[1]", "not text"),
        ('name = "Skill 0"', 'name = "a\\nb"', "skills.skill_0.name", "line break"),
        ('name = "Skill 0"', 'name = "\\u202eb"', "skills.skill_0.name", "U+202E"),
        ('name = "Skill 0"', f'name = "{"x" * 61}"', "skills.skill_0.name", "at most 60"),
        ('name = "Skill 0"', f'name = "e{chr(0x301) * 9}"', "skills.skill_0.name", "marks"),
        ("base_share = [3, 5]", "base_share = 0.6", "rules.base_share", "[3, 5]"),
        ("base_share = [3, 5]", "base_share = [5, 3]", "rules.base_share", "[3, 5]"),
        ("decent = 2", "decent = 4", "rules", "must not fall"),
        ("decent = 2", "decent = 5", "rules.decent", "1 to 4"),
        ("number = 3", "number = 2", "levels", "one more each time"),
        ("core = true", "core = true\nmay_be_na = true", "skills.skill_2", "cannot go with"),
        ("core = true", "core = true\nstem = true", "skills.skill_2", "core cannot"),
        ("core = true", 'core = "yes"', "skills.skill_2.core", "true or false"),
        ("core = true", 'core = true\nwas = ["skill_0"]', "skills.skill_2.was[0]", "id of a skill"),
        ("core = true", 'core = true\nwas = ["old", "old"]', "skills", "2 times"),
        ("core = true", 'core = true\nwas = ["Old"]', "skills.skill_2.was[0]", "small letters"),
        ("core = true", 'core = true\nresources = "book"', "skills.skill_2.resources", "a list"),
        ("core = true", "core = true\nresources = [3]", "skills.skill_2.resources[0]", "text"),
        ("schema = 1", "schema = 2", "schema", "update skillkit"),
        ('title = "Baker"', "", "title", "missing"),
        ("[rules]", "[ruls]", "ruls", "Nearest: 'rules'"),
        ("[[areas]]\n", "[[areas]\n", "line 20", "write [[areas]], with two brackets"),
    ],
)
def test_a_fault_has_its_path_and_a_sentence(old, new, path, words):
    """Each kind of fault is told at its place with what is allowed."""
    text = framework_text()
    assert old in text
    assert words in faults(text.replace(old, new, 1))[path]


def test_a_fault_of_a_pair_names_the_skill():
    """A pair of a skill that is not there is told with the nearest one."""
    pair = '[[pairs]]\ntechnical = "skill_l"\ncommunication = "skill_2"\nwords = "Do both"\n'
    assert "Nearest: 'skill_" in faults(framework_text() + pair)["pairs[0].technical"]


@settings(max_examples=200)
@given(st.data())
def test_two_hundred_damaged_files_end_in_sentences(data):
    """A file with lines lost, doubled, cut or changed is read or refused in sentences."""
    check_harmed(lambda text: parse_framework(text, "damaged.toml"), framework_text(), data)


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", "\r\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-8-sig", "\r")],
)
def test_what_editors_of_windows_save_is_read(tmp_path, encoding, end):
    """A byte order mark, other line ends and UTF-16 change nothing."""
    path = tmp_path / "bakery.toml"
    path.write_bytes(framework_text().replace("\n", end).encode(encoding))
    assert load_framework(path) == own_framework()


def test_a_text_in_an_older_encoding_is_refused_with_its_line_and_the_way_out(tmp_path):
    """What is not UTF-8 is told with the line that shows it, and how to save it."""
    path = tmp_path / "bakery.toml"
    text = framework_text().replace("Number 3", "Nummer drei für später")
    path.write_bytes(text.encode("cp1252"))
    line = next(i for i, said in enumerate(text.splitlines(), 1) if "für" in said)
    with pytest.raises(FileError, match=f"line {line}: .*save it again as UTF-8"):
        load_framework(path)


def test_a_missing_file_names_the_shipped_ones(tmp_path):
    """A name that is no file says which frameworks the kit brings."""
    with pytest.raises(FileError, match="'ai_engineer', 'ai_engineer_quick' and 'ai"):
        load_framework(tmp_path / "ai_enginer")


def test_an_unknown_skill_names_the_nearest():
    """Asking for a skill that is not there says which one is near."""
    with pytest.raises(RatingError, match="Nearest: 'leadership'") as caught:
        FULL.skill("leadersip")
    assert caught.value.code == "unknown_skill"


def test_a_framework_equals_one_of_the_same_file():
    """Two readings of one file are equal, have one fingerprint, and can be keys."""
    first, second = own_framework(), own_framework()
    assert first == second
    assert len({first, second}) == 1
    assert first.fingerprint == second.fingerprint != own_framework(7).fingerprint


@given(st.fractions(0, 1), st.integers(0, 40))
def test_a_share_rounds_up(share, count):
    """`share_of` is the smallest whole number that reaches the share."""
    assert share * count <= share_of(share, count) < share * count + 1


def test_data_files_say_when_they_were_reviewed(root):
    """Each shipped file carries the date of its last review."""
    for name in BUILT_IN:
        table = tomllib.loads(built_in(f"{name}/framework.toml"))
        assert table["reviewed"].year >= 2026


def renamed_framework() -> Framework:
    """The bakery in its next minor version, in which one skill has another id."""
    text = framework_text().replace('id = "skill_1"', 'id = "kneading"\nwas = ["skill_1"]')
    return parse_framework(text.replace('"1.2.0"', '"1.3.0"'), "bakery.toml")


def test_a_renamed_skill_is_found_by_its_old_id_and_keeps_the_fingerprint():
    """What was said of it before is said of it now; other words stay as they are."""
    found = renamed_framework()
    names = ("skill_1", "kneading", "skill_2", "nothing")
    assert [found.current_id(name) for name in names] == [
        "kneading",
        "kneading",
        "skill_2",
        "nothing",
    ]
    assert found.fingerprint == own_framework().fingerprint
    assert "skill_1" not in found
