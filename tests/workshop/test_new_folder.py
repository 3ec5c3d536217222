"""New folder: files to write over, fine as they are."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from skillkit import cli
from skillkit.base.words import spoken_in
from skillkit.framework.file import load_framework
from skillkit.framework.folder import (
    BUILT_IN,
    FRAMEWORK,
    OPTIONAL,
    SETTINGS,
    built_in,
    parse_settings,
)
from skillkit.plan.actions import actions_of, load_actions
from skillkit.practice.vignettes import vignettes_for
from skillkit.workshop.check import check
from skillkit.workshop.new_folder import id_for, new_folder


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


def test_in_german_a_new_folder_is_german_down_to_its_comments(tmp_path):
    """The same example with the same ids and numbers; its pages begin in German for everybody."""
    english = new_folder(tmp_path / "ours")
    with spoken_in("de"):
        german = new_folder(tmp_path / "ours")
        assert settings_of(german).language == "de"
        for name, text in german.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        assert check(tmp_path).faults == ()
    assert list(german) == list(english)
    for name in (FRAMEWORK, *OPTIONAL):
        assert shape_of(tomllib.loads(german[name])) == shape_of(tomllib.loads(english[name]))
        lines = [{*re.findall(r"(?<!\")# (\w.*)", files[name])} for files in (german, english)]
        assert len(lines[0]) == len(lines[1])
        assert not lines[0] & lines[1]


def settings_of(files):
    """What the files of a folder say of it."""
    return parse_settings(files[SETTINGS], SETTINGS)


NAMES = ("id", "kind", "area", "skill", "partners", "technical", "communication", "verdict")


def shape_of(value, key=""):
    """A table with numbers and names for machines, without what people read."""
    if isinstance(value, dict):
        return {key: shape_of(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape_of(inner, key) for inner in value]
    return value if key in NAMES or not isinstance(value, str) else ""


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
    assert id_for(Path(name)) == found


def test_a_name_of_the_kits_is_not_taken(tmp_path):
    """Two frameworks of one id would be taken for each other."""
    assert id_for(tmp_path / built_in("ai_engineer").name) == "my_field"
