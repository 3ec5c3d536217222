"""The site of a workshop folder: its skills alone, in the pictures and behind the forms."""

import json
import re
import subprocess
import sys
from pathlib import Path
from weakref import WeakSet

import pytest

from skillkit.base.words import words_of
from skillkit.framework.file import load_framework
from skillkit.site.archives import KIT, archives
from skillkit.site.build import sessions_in, site_pages
from skillkit.site.cells import value_of
from skillkit.site.languages import languages
from skillkit.widgets.team import TeamView
from skillkit.workshop import words_file
from skillkit.workshop.handouts import workshop_handouts
from skillkit.workshop.new_folder import new_folder
from tests.fields import ROLES, Field, text_of
from tests.frontend import page_of

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


@pytest.mark.parametrize(
    "field", [Field(3, 1, 3, 1, ("",)), Field(12, 5, 6, 0, ROLES, (0, 7))], ids=str
)
def test_no_page_of_another_field_speaks_of_the_articles(field, root, tmp_path, monkeypatch):
    """Prose, pictures, forms and sheets: no word, number of areas or span of levels of its own."""
    monkeypatch.setattr(TeamView, "_open", WeakSet())  # another test's would be shown again
    (tmp_path / "framework.toml").write_text(text_of(field), encoding="utf-8")
    monkeypatch.setenv("SKILLKIT_WORKSHOP", str(tmp_path))
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "home"))
    said = [*site_pages(root / "notebooks").values()]
    said += workshop_handouts(load_framework()).values()
    for session in sessions_in(root / "notebooks"):
        names = {"__name__": "__main__"}
        shown = [value_of(cell.code, names) for cell in session.cells if cell.code]
        said += [json.dumps(page_of(widget)) for widget in shown if hasattr(widget, "_esm")]
    unseen = r"<(style|script)\b.*?</\1>|<[^>]+>|\"levers\": \[\]|\"most_levers\""
    text = re.sub(unseen, " ", " ".join(said), flags=re.DOTALL)
    assert "Skill 2" in text
    found = OF_THE_ARTICLE.finditer(text)
    assert [text[max(0, one.start() - 60) : one.end() + 60] for one in found] == []


OF_THE_ARTICLE = re.compile(
    r"(?i)\b(?:articles?|engineers?|levers?|stools?|legs?|AI|leadership|retrieval|machine learning|"
    r"high-value|twelve months|(?:three|four|five) (?:areas|levels)|0 to 4)\b"
)


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


def test_a_folder_is_offered_in_the_languages_that_it_has_words_for(root, shop):
    """Else a page would speak one language, and its skills another."""
    assert "language.js" not in site_pages(root / "notebooks")["index.html"]
    (shop / "words.de.toml").write_text(
        words_file.text_of({text: f"{text} (deutsch)" for text in words_file.texts_of(shop)}),
        encoding="utf-8",
    )
    words_of.cache_clear()
    pages = site_pages(root / "notebooks")
    assert "Wheel truing (deutsch)" in pages["de/03_profile.html"]
    assert "(deutsch)" not in pages["03_profile.html"]
    there = archives(languages().tags)["words.de.zip"]
    assert b"Wheel truing (deutsch)" in there["skillkit/data/chosen_shop/framework.toml"]


def test_without_a_choice_the_archive_is_the_kits_own():
    """Nothing is added where nobody chose."""
    assert not [name for name in archives()[KIT] if "chosen" in name]
