"""The notebooks in the browser: what they hold, and what is said where their tools are missing."""

import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from skillkit.base.errors import SkillkitError
from skillkit.base.words import spoken_in
from skillkit.site import lab
from skillkit.site.build import build, site_pages
from skillkit.workshop.run_sheet import load_run_sheet

NAMES = [session.name for session, _ in load_run_sheet().sessions]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_keeps_all_but_what_no_browser_has(root: Path, name: str) -> None:
    """Its cells in order, each text in one piece, as there is no server that joins lines."""
    path = root / "notebooks" / f"{name}.ipynb"
    theirs = json.loads(lab.notebook_text(path))
    ours = json.loads(path.read_text(encoding="utf-8"))
    kept = [
        "".join(cell["source"])
        for cell in ours["cells"]
        if "notebook-only" not in cell["metadata"].get("tags", ())
    ]
    assert [cell["source"] for cell in theirs["cells"]] == kept
    shown = [output["data"] for cell in theirs["cells"] for output in cell.get("outputs", ())]
    assert all(isinstance(text, str) for data in shown for text in data.values())
    assert "pandas" not in "".join(kept)
    assert "plotly" not in "".join(kept)
    assert theirs["metadata"]["language_info"]["name"] == "python"
    assert theirs["metadata"]["skillkit"]  # by which it runs when it is opened


def test_a_notebook_is_in_the_sites_language(root: Path) -> None:
    """Its prose is, its code stays, and what was kept of an English run is not shown."""
    path = root / "notebooks" / "02_assessment.ipynb"
    with spoken_in("de"):
        cells = json.loads(lab.notebook_text(path))["cells"]
    said = {
        kind: [c["source"] for c in cells if c["cell_type"] == kind]
        for kind in ("code", "markdown")
    }
    assert said["markdown"][0].startswith("# Wo stehst du jetzt?")
    assert "AssessmentForm.load()" in "".join(said["code"])
    assert "](03_profile.ipynb)" in "".join(said["markdown"])
    assert not any(cell.get("outputs") for cell in cells)


def test_each_page_leads_to_its_notebook_where_there_are_notebooks(root: Path) -> None:
    """Hidden until a script has seen that this browser keeps something there."""
    for pages, ways in (
        (site_pages(root / "notebooks", lab=True), 1),
        (site_pages(root / "notebooks"), 0),
    ):
        for name in NAMES:
            page = pages[f"{name}.html"]
            assert page.count(f'href="{lab.ADDRESS.format(name)}"') == ways
            assert page.count('class="soft code" hidden="hidden"') == ways


def test_without_its_tools_a_sentence_says_what_to_install(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written then."""

    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(lab, "distribution", missing)
    with pytest.raises(SkillkitError, match=r"pip install 'skillkit-workshop\[lite\]'"):
        build(root / "notebooks", tmp_path / "site", lab=True)
    assert list(tmp_path.iterdir()) == []
