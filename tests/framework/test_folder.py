"""Workshop folders: chosen in one place, read through one door, and never mixed with another."""

from pathlib import Path

import pytest

from skillkit.assessment.examples import example_again, example_person, example_seen
from skillkit.base import storage
from skillkit.base.errors import FileError
from skillkit.base.storage import home
from skillkit.base.toml_reader import built_in
from skillkit.base.words import spoken_in
from skillkit.framework.file import choices, folder_of, known_frameworks, load_framework
from skillkit.framework.folder import ARTICLE, BUILT_IN, Folder, current, folder_at
from skillkit.plan.actions import actions_of, load_actions
from skillkit.plan.examples import example_case_study, example_plan, example_review
from skillkit.practice.claims import load_claims
from skillkit.practice.vignettes import vignettes_for
from skillkit.profile import profile_of
from skillkit.team.sample import PEOPLE, sample_agreements, sample_chat, sample_team

NURSING = (
    built_in("ai_engineer_quick/framework.toml")
    .replace('id = "ai_engineer_quick"', 'id = "nursing"', 1)
    .replace('"AI engineer, the article\'s six rows"', '"Nursing on a ward"')
)

ACTIONS = """
[[actions]]
id = "walk_through"
kind = "communication"
hours = 3
builds = { communication = 1 }
step = "Walk a new colleague through a night shift"
"""


@pytest.fixture
def nursing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a framework alone, whose skills are called as the article's are."""
    folder = tmp_path / "ward"
    folder.mkdir()
    (folder / "framework.toml").write_text(NURSING, encoding="utf-8")
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(folder))
    return folder


def test_without_a_choice_the_articles_two_frameworks_are_there():
    """Nobody chose, so a person may begin with the long or with the short one."""
    assert current().name == "ai_engineer"
    assert [framework.id for framework in choices()] == [*ARTICLE]
    assert load_framework().id == "ai_engineer"


def test_a_chosen_folder_stands_behind_everything(nursing):
    """One variable, and framework, choices, examples and team are of the folder."""
    assert load_framework().title == "Nursing on a ward"
    assert [framework.id for framework in choices()] == ["nursing"]
    people = [member.assessment for member in sample_team().members]
    for person in (example_person(), example_again(), example_seen(), *people):
        assert person.framework.id == "nursing"
    for plan in (example_plan(), example_review(), sample_agreements()):
        assert plan.framework.id == "nursing"
    assert "SK1-" in sample_chat()


def test_what_a_folder_lacks_is_left_out(nursing):
    """No action, text or claim of the article's comes with skills of the same id."""
    assert "communication" in load_framework()
    assert actions_of(load_framework()).actions == ()
    assert vignettes_for(load_framework()) == ()
    assert load_claims().claims == ()
    assert example_plan().actions == ()
    assert example_case_study().words == 0


def test_actions_beside_a_framework_are_its_own(nursing):
    """A file beside it is enough, without moves, levers and partners; others do not get it."""
    (nursing / "actions.toml").write_text(ACTIONS, encoding="utf-8")
    assert [action.id for action in load_actions().actions] == ["walk_through"]
    assert [action.id for action in example_plan().actions] == ["walk_through"]
    article = actions_of(load_framework("ai_engineer_quick"))
    assert "walk_through" not in {action.id for action in article.actions}


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_shape_is_in_a_team_that_is_made(name, nursing):
    """Seven shapes, and the T as T, pi and comb, whatever the framework."""
    members = sample_team(load_framework("ai_engineer_quick")).members
    assert len(members) == len(PEOPLE) == 12
    found = {profile_of(member.assessment).shape for member in members}
    assert len(found) == 7
    assert {profile_of(m.assessment).variant for m in members} >= {"T", "pi", "comb"}


def test_the_kits_own_folders_come_through_the_same_door():
    """Each name that the kit brings is a folder; the short one shares what the long one has."""
    assert folder_of(load_framework("ai_engineer")) == folder_at("ai_engineer")
    assert folder_at("ai_engineer_quick").own_text("claims.toml") is None
    assert folder_at("ai_engineer_quick").text("claims.toml") == built_in("ai_engineer/claims.toml")


def test_a_text_is_put_into_a_language_once():
    """Every form looks at the framework's text many times."""
    with spoken_in("de"):
        text = current().own_text("framework.toml")
        assert text is not None
        assert "Fähigkeit" in text
        assert current().own_text("framework.toml") is text


def test_a_code_of_the_kits_frameworks_is_read_in_another_workshop(nursing):
    """The session's framework comes first, and the kit's are known beside it."""
    assert [framework.id for framework in known_frameworks()] == ["nursing", *ARTICLE]


def test_a_folder_marked_in_a_clone_is_used_without_a_word(tmp_path, monkeypatch):
    """`use = true` in its own file is enough; it is found from the notebooks, too."""
    monkeypatch.delenv("SKILLKIT_WORKSHOP")
    monkeypatch.delenv("SKILLKIT_HOME")
    (tmp_path / "notebooks").mkdir()
    ward = tmp_path / "ward"
    ward.mkdir()
    (ward / "framework.toml").write_text(NURSING, encoding="utf-8")
    (ward / "workshop.toml").write_text("use = true\n", encoding="utf-8")
    for place in (tmp_path, tmp_path / "notebooks"):
        monkeypatch.chdir(place)
        assert current() == Folder(ward)
        assert home() == tmp_path / "notebooks" / "my" / "ward"
    monkeypatch.setenv("SKILLKIT_WORKSHOP", "")
    assert current().name == "ai_engineer"


def test_two_folders_in_use_are_named(tmp_path, monkeypatch):
    """Nobody can tell which one is meant, so both are named."""
    storage._marked.cache_clear()
    monkeypatch.delenv("SKILLKIT_WORKSHOP")
    monkeypatch.chdir(tmp_path)
    for name in ("ward", "school"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "workshop.toml").write_text("use = true\n", encoding="utf-8")
    with pytest.raises(FileError, match="school and ward both say use = true"):
        current()


@pytest.mark.parametrize(("name", "words"), [("nowhere", "is not there"), ("", "framework.toml")])
def test_a_folder_that_cannot_be_used_is_named_with_what_helps(name, words, tmp_path):
    """No folder, or nothing in it: both say how one is made."""
    with pytest.raises(FileError, match=words) as caught:
        folder_at(tmp_path / name)
    assert "skillkit new FOLDER" in str(caught.value)
