"""The site of a workshop folder: its skills alone, in the pictures and behind the forms."""

import subprocess
import sys
from pathlib import Path

import pytest

from skillkit.site.archives import KIT, archives
from skillkit.site.build import site_pages
from skillkit.workshop.new_folder import new_folder

ASK = """
from skillkit import AssessmentForm, ClaimSort, PlanForm, TeamView, load_framework
form = AssessmentForm()
print(load_framework().id, form.assessment.framework.id, TeamView.load().framework.id)
print(len(PlanForm()._offered.actions), len(ClaimSort()._words()["claims"]))
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three skills of people who mend bicycles, chosen for this session."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in new_folder(folder).items():
        if name != "claims.toml":
            (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(folder))
    return folder


def test_the_pictures_are_of_the_folders_own_people(root, shop):
    """Before Python wakes, nothing of another field stands on a page."""
    pages = site_pages(root / "notebooks")
    assert "Wheel truing" in pages["03_profile.html"]
    whole = "".join(pages.values())
    for word in ("Machine learning", "Retrieval", "The article says", "AI-specific"):
        assert word not in whole
    assert "This workshop has no claims to sort." in pages["01_framework.html"]


def test_the_archive_brings_the_folder_and_its_name(shop, tmp_path):
    """What a page loads knows by itself which workshop it is."""
    for name, content in archives()[KIT].items():
        (tmp_path / "page" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "page" / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "page"), "SKILLKIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["shop", "shop", "shop", "3", "0"]


def test_without_a_choice_the_archive_is_the_kits_own():
    """Nothing is added where nobody chose."""
    assert not [name for name in archives()[KIT] if "chosen" in name]
