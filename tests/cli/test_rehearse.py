"""The rehearsal: a home of its own, and an invented team that has handed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from skillkit import cli
from skillkit.base.storage import home
from skillkit.cli import rehearse
from skillkit.team.sample import sample_chat, sample_team
from skillkit.team.sources import from_chat
from skillkit.team.submissions import build_team
from skillkit.widgets.team import TeamView


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[object]]:
    """What the lab is asked to open, in the place of opening it."""
    asked: list[object] = []

    def note(*words: object) -> int:
        asked.append(words)
        return 0

    monkeypatch.setattr("tempfile.mkdtemp", lambda prefix: str(tmp_path))
    monkeypatch.setattr(rehearse, "open_lab", note)
    for name in ("SKILLKIT_HOME", "SKILLKIT_HAND_IN"):  # so that both come back as they were
        monkeypatch.setenv(name, "")
    yield asked
    for view in list(TeamView._open):
        view.close()


def test_a_rehearsal_has_a_home_of_its_own_and_says_where(opened, tmp_path, capsys):
    """Nothing of the facilitator's is touched; the folder is named, and that it can go."""
    assert cli.run(["rehearse", "--no-browser"]) == 0
    assert opened == [("workshop/projector.ipynb", ["--no-browser"])]
    assert home() == tmp_path / "my"
    said = capsys.readouterr().out
    assert f"goes to {tmp_path}" in said
    assert "you can delete that folder" in said


def test_in_a_rehearsal_the_team_has_handed_in_and_waits_for_the_reveal(opened):
    """Twelve cards are in, a broken one is named, no picture is drawn until somebody asks."""
    cli.run(["rehearse"])
    view = TeamView.load()
    page = view._state()
    assert (page["count"], page["html"], page["able"]) == ("10 cards or more so far", "", True)
    assert [place for place, _ in page["bad"]] == ["chat.txt, line 4, Dolphin"]
    assert len(page["people"]) == 12
    assert not any(ticked for _, ticked in page["people"])
    assert TeamView.load() is view  # the cell may run again
    view._on_reveal({})
    assert "Machine learning" in view._state()["html"]


def test_the_chat_to_paste_is_the_invented_team():
    """The codes carry the ratings of the twelve, under their names."""
    team = build_team(from_chat(sample_chat())).team
    named = {member.alias: dict(member.assessment.ratings) for member in team.members}
    sample = sample_team().members
    assert named == {member.alias: dict(member.assessment.ratings) for member in sample}


@pytest.mark.parametrize("chosen", ["", None])
def test_without_a_folder_the_team_is_the_invented_one(chosen, monkeypatch):
    """A team's page opens as ever, where nothing is ready."""
    monkeypatch.delenv("SKILLKIT_HAND_IN", raising=False)
    if chosen is not None:
        monkeypatch.setenv("SKILLKIT_HAND_IN", chosen)
    view = TeamView.load()
    assert view._state()["example"].startswith("An invented team")
    view.close()


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    """A slip in the folder's name is on the page, with a way out, and stops nothing."""
    monkeypatch.setenv("SKILLKIT_HAND_IN", str(tmp_path / "crads"))
    view = TeamView.load()
    assert view._state()["bad"] == [["crads", "Nothing is there; look at the name again."]]
    view.close()
