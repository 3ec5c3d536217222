"""The copy of everything: out of one browser, and into another one only if it can be used."""

from pathlib import Path

import pytest

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import save, to_json
from skillkit.base.errors import SkillkitError
from skillkit.plan import file as planfile
from skillkit.plan.examples import example_plan
from skillkit.site.backup import backup, described, erase, put_back, read_backup


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of somebody who has rated twice and planned."""
    for _ in range(2):
        save(example_person(), tmp_path / "assessment.json")
    save(example_person(), tmp_path / "assessment-2026-01-31.json")
    planfile.save(example_plan(), tmp_path / "plan.json")
    return tmp_path


def test_a_copy_brings_back_every_file_as_it_was(folder: Path, tmp_path: Path) -> None:
    """Without the versions before the last save, which are of this place alone."""
    files = read_backup(backup(folder))
    assert list(files) == ["assessment-2026-01-31.json", "assessment.json", "plan.json"]
    assert described(files) == "your ratings, your plan and 1 more"
    put_back(tmp_path / "elsewhere", files)
    for name in files:
        assert (tmp_path / "elsewhere" / name).read_bytes() == (folder / name).read_bytes()


def test_the_copy_of_one_form_is_enough(folder: Path) -> None:
    """What Save a copy gives in a notebook is taken for what it is."""
    assert list(read_backup(to_json(example_person()))) == ["assessment.json"]
    assert list(read_backup((folder / "plan.json").read_text())) == ["plan.json"]


def test_nothing_to_copy_makes_no_copy(tmp_path: Path) -> None:
    """An empty folder, or none."""
    assert backup(tmp_path) == backup(tmp_path / "none") == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"skillkit": "everything of one person"}',
        '{"skillkit": "everything of one person", "files": {}}',
        '{"skillkit": "everything of one person", "files": {"../x.json": {}}}',
        '{"skillkit": "everything of one person", "files": {"notes.json": 3}}',
        '{"skillkit": "everything of one person", "files": {"assessment.json": {"ratings": 3}}}',
        '{"skillkit": "everything of one person", "files": {"plan.json": {}}}',
    ],
)
def test_what_could_not_be_used_is_refused_in_words(text: str) -> None:
    """Before anything is replaced."""
    with pytest.raises(SkillkitError, match=r"\.$"):
        read_backup(text)


def test_erasing_takes_earlier_versions_too(folder: Path) -> None:
    """It counts what a person knows of."""
    assert (folder / "assessment.previous.json").exists()
    assert erase(folder) == 3
    assert list(folder.iterdir()) == []
