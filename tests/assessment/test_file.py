"""An assessment's file: which framework it is of, and what it may hold."""

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.file import as_dict, assessment_store, card_path, from_dict, load, save
from skillkit.assessment.share_code import code_of, read_code
from skillkit.base.errors import FileError
from skillkit.framework.file import parse_framework
from tests.vectors import FULL, framework_text, own_framework


def test_a_persons_own_assessment_lies_in_their_home(tmp_path, monkeypatch):
    """It is `assessment.json` in the home folder."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "elsewhere"))
    assert card_path() == tmp_path / "elsewhere" / "assessment.json"


def test_a_card_of_another_framework_is_kept_apart(tmp_path):
    """A change made in one framework never lands in the card of another."""
    path = tmp_path / "assessment.json"
    save(Assessment(own_framework()).rate("skill_1", 2), path)
    store = assessment_store(path, FULL)
    with pytest.raises(FileError, match="bakery"):
        store.update(lambda a: a.rate("leadership", 1), Assessment(FULL))
    (tmp_path / "bakery.toml").write_text(framework_text(), "utf-8")
    assert load(path).rating("skill_1") == 2


@pytest.mark.parametrize("version", ["2.0.0", "0.9.0", 3, None])
def test_a_card_of_another_major_version_is_refused(version):
    """What asked for other things cannot be read as if it had asked for these."""
    card = {"framework": FULL.id, "framework_version": version, "ratings": {}}
    with pytest.raises(FileError, match="asks for other things"):
        from_dict(card)
    assert from_dict({**card, "framework_version": "1.7.0"}) == Assessment(FULL)


@pytest.mark.parametrize(("name", "hint"), [("evidnce", "Nearest: 'evidence'"), ("admin", "date")])
def test_a_field_that_no_card_has_is_refused_and_not_dropped(name, hint):
    """Someone who mistyped a field learns of it instead of losing what it held."""
    card = {"framework": FULL.id, "ratings": {}, name: {"leadership": "led a team"}}
    with pytest.raises(FileError, match=f"'{name}' cannot be in an assessment.*{hint}"):
        from_dict(card)


@pytest.mark.parametrize("date", ["9999-12-31", "0026-01-31", "soon", 7])
def test_a_date_that_cannot_be_meant_is_refused(date):
    """A year of four digits that nobody means opens no file."""
    with pytest.raises(FileError, match="The date: "):
        from_dict({"framework": FULL.id, "ratings": {}, "date": date})


def test_a_skill_that_was_renamed_keeps_its_ratings_and_all_others():
    """A file of the version before opens in the next minor one, under the new id."""
    text = framework_text().replace('id = "skill_1"', 'id = "kneading"\nwas = ["skill_1"]')
    today = parse_framework(text.replace('"1.2.0"', '"1.3.0"'), "bakery.toml")
    before = Assessment(own_framework()).rate("skill_1", 3).rate("skill_2", 1)
    before = before.support("skill_1", "Ten loaves a day").aim("skill_1", 4)
    after = from_dict(as_dict(before), today)
    assert dict(after.ratings) == {"kneading": 3, "skill_2": 1}
    assert dict(after.evidence) == {"kneading": "Ten loaves a day"}
    assert dict(after.targets) == {"kneading": 4}
    both = {**as_dict(after), "ratings": {"kneading": 2, "skill_1": 3}}
    assert from_dict(both, today).rating("kneading") == 2  # what is said of it today counts
    assert read_code(code_of(before), [today]).rating("kneading") == 3
