"""Notebook words: the text of the notebooks in German, kept true to the English."""

import json
import re
from pathlib import Path

import pytest

from skillkit.base.words import DATA, spoken_in, words_of
from skillkit.workshop.notebook_words import lacking, put_beside, translated

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("[0-9][0-9]_*[a-z].ipynb"))
ENGLISH = [json.loads(p.read_text("utf-8")) for p in NOTEBOOKS if p.name.count(".") == 1]


def test_every_cell_is_in_german_and_none_is_older_than_the_english():
    """Whoever changes a cell changes its German, or the German page shows English there."""
    assert [*lacking(ENGLISH, "de")] == []


def test_what_is_bold_is_a_button_or_a_heading_that_the_german_page_has():
    """Names of buttons in the text are those of the words file."""
    words = words_of(DATA / "words.de.toml")
    for notebook in ENGLISH:
        german = translated(notebook, tag="de")
        for cell, other in zip(notebook["cells"], german["cells"], strict=True):
            said = "".join(cell["source"])
            for bold, theirs in zip(bolds(said), bolds("".join(other["source"])), strict=False):
                if bold in words:
                    assert theirs == words[bold], (cell["id"], bold)


def bolds(text: str) -> list[str]:
    """What is set in bold, in order."""
    return re.findall(r"\*\*(.+?)\*\*", text)


def test_a_cell_that_changed_in_english_is_shown_in_english():
    """An old translation never says what the page does not do any more."""
    notebook = json.loads(json.dumps(ENGLISH[0]))
    notebook["cells"][0]["source"] = "# Something new"
    with spoken_in("de"):
        cells = translated(notebook)["cells"]
    assert cells[0]["source"] == "# Something new"
    assert cells[2]["source"].startswith("## Wenn du ein T mit Uhrzeit siehst")


def test_german_notebooks_lie_beside_the_english_and_a_changed_one_stays(tmp_path: Path):
    """They lead to each other, hold no results, and are made anew unless somebody changed one."""
    for path in NOTEBOOKS[:2]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert put_beside(tmp_path, "de") == []
    there = tmp_path / "00_start.de.ipynb"
    notebook = json.loads(there.read_text("utf-8"))
    assert "](01_framework.de.ipynb)" in notebook["cells"][-1]["source"]
    assert not any(cell.get("outputs") for cell in notebook["cells"])
    assert put_beside(tmp_path, "de") == []
    notebook["cells"][0]["source"] = "# Mine"
    there.write_text(json.dumps(notebook), encoding="utf-8")
    assert put_beside(tmp_path, "de") == [there]
    assert "# Mine" in there.read_text("utf-8")


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_a_language_without_notebooks_leaves_the_folder_alone(tmp_path: Path, tag):
    """English needs no copies, and what is not there is not made."""
    (tmp_path / NOTEBOOKS[0].name).write_bytes(NOTEBOOKS[0].read_bytes())
    assert put_beside(tmp_path, tag) == []
    assert len([*tmp_path.iterdir()]) == 1
