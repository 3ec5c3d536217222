"""An assessment's file: which framework it is of, and what it may hold."""

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.file import assessment_store, card_path, from_dict, load, save
from skillkit.base.errors import FileError
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
    with pytest.raises(FileError, match=f"'{name}' cannot stand in an assessment.*{hint}"):
        from_dict(card)


@pytest.mark.parametrize("date", ["9999-12-31", "0026-01-31", "soon", 7])
def test_a_date_that_cannot_be_meant_is_refused(date):
    """A year of four digits that nobody means opens no file."""
    with pytest.raises(FileError, match="The date: "):
        from_dict({"framework": FULL.id, "ratings": {}, "date": date})
