"""New folder: files to write over, fine as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from skillkit import cli
from skillkit.framework.file import load_framework
from skillkit.framework.folder import BUILT_IN, built_in
from skillkit.plan.actions import actions_of, load_actions
from skillkit.practice.vignettes import vignettes_for
from skillkit.workshop.check import check
from skillkit.workshop.new_folder import identifier


@pytest.mark.parametrize("like", [None, *BUILT_IN])
def test_a_new_folder_is_fine_and_of_its_own_name(like, tmp_path, monkeypatch, capsys):
    """Whatever it is made from, no fault is in it, and it holds what the other one shows."""
    place = tmp_path / "Unsere Pflege"
    assert cli.run(["new", str(place), *(["--from", like] if like else [])]) == 0
    assert "skillkit lab --workshop" in capsys.readouterr().out
    assert check(place).faults == ()
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(place))
    own = load_framework()
    assert own.id == "unsere_pflege"
    if like:
        other = load_framework(like)
        assert own.skills == other.skills
        assert actions_of(own).actions == actions_of(other).actions
        theirs = [replace(text, frameworks=()) for text in vignettes_for(other)]
        assert [*vignettes_for(own)] == theirs
    else:
        assert own.title == "Unsere pflege"
        assert len(load_actions().actions) == 3


def test_nothing_that_is_there_is_written_over(tmp_path, capsys):
    """A folder with a file in it stays as it is."""
    (tmp_path / "framework.toml").write_text("mine", encoding="utf-8")
    assert cli.run(["new", str(tmp_path)]) == 1
    assert "left as it is" in capsys.readouterr().err
    assert (tmp_path / "framework.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "found"),
    [("Nursing 2", "nursing_2"), ("prüfung", "prufung"), ("投資", "my_field"), ("12", "my_field")],
)
def test_a_folders_name_becomes_an_id(name, found):
    """What no id can hold is left out."""
    assert identifier(Path(name)) == found


def test_a_name_of_the_kits_is_not_taken(tmp_path):
    """Two frameworks of one id would be taken for each other."""
    assert identifier(tmp_path / built_in("ai_engineer").name) == "my_field"
