"""Saving in JupyterLab changes words and code of the kit's notebooks, never their results."""

import json
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager

from skillkit.save_hook import MARK, OtherField, drop_new_outputs
from tests.asynchronous import awaited
from tools.notebooks import METADATA

HOOK = "skillkit.save_hook.drop_new_outputs"
MARKED = METADATA | {MARK: {"code": "0"}}


@pytest.fixture
def kit(tmp_path):
    """A project folder with one executed notebook of the kit, and its stored text."""
    (tmp_path / "notebooks").mkdir()
    cell = nbformat.v4.new_code_cell("form", id="a", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "example"})]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata=MARKED)
    (tmp_path / "workshop").mkdir()
    for name in ("notebooks/00_start", "notebooks/02_assessment", "workshop/projector"):
        (tmp_path / f"{name}.ipynb").write_text(nbformat.writes(notebook), "utf-8")
    return tmp_path


def sent(shown: str, source: str = "form") -> dict[str, Any]:
    """The notebook as JupyterLab sends it after somebody has run it."""
    cell = nbformat.v4.new_code_cell(source, id="a", execution_count=12, metadata={"x": 1})
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": shown})]
    new = nbformat.v4.new_code_cell("mine", id="b", execution_count=13)
    new.outputs = [nbformat.v4.new_output("stream", text="secret")]
    metadata = {"kernelspec": {"name": "mine", "display_name": "Mine"}}
    return {
        "type": "notebook",
        "format": "json",
        "content": nbformat.v4.new_notebook(cells=[cell, new], metadata=metadata),
    }


@pytest.mark.parametrize("name", ["notebooks/02_assessment.ipynb", "workshop/projector.ipynb"])
def test_nobodys_ratings_are_saved_into_a_notebook_of_the_kit(kit: Path, name: str) -> None:
    """Own results stay out; the example's results and a person's changes to code stay in."""
    model = sent("leadership 4", source="form  # mine")
    manager = FileContentsManager(root_dir=str(kit), pre_save_hook=HOOK)
    manager.save(model, name)
    text = (kit / name).read_text("utf-8")
    assert "example" in text
    assert "form  # mine" in text
    assert "leadership" not in text
    assert "secret" not in text
    assert json.loads(text)["metadata"] == MARKED


def test_saving_what_nobody_edited_changes_nothing_that_is_compared(kit: Path) -> None:
    """A run and a save leave source and results of every stored cell as they were."""
    before = nbformat.read(kit / "notebooks" / "02_assessment.ipynb", as_version=4)
    model = sent("own")
    drop_new_outputs(model, "notebooks/02_assessment.ipynb", SimpleNamespace(root_dir=kit))
    assert before.cells[0].outputs
    assert model["content"]["cells"][0] == before.cells[0]


@pytest.mark.parametrize("path", ["notebooks/for_you.ipynb", "02_assessment.ipynb"])
def test_a_copy_under_another_name_gets_no_results(kit: Path, path: str) -> None:
    """Save Notebook As, a duplicate, a new name: the mark comes along, the results do not."""
    model = sent("leadership 4")
    model["content"]["metadata"] = MARKED
    manager = FileContentsManager(root_dir=str(kit), pre_save_hook=HOOK)
    manager.save(model, path)
    text = (kit / path).read_text("utf-8")
    assert "form" in text
    assert "leadership" not in text
    assert "secret" not in text


@pytest.mark.parametrize("path", ["notebooks/mine.ipynb", "mine.ipynb", "workshop/mine.ipynb"])
def test_a_notebook_of_ones_own_is_saved_as_it_is(kit: Path, path: str) -> None:
    """What does not come from the kit keeps its results, also over a file that was broken."""
    (kit / path).write_text("{}", "utf-8")
    model = sent("own")
    drop_new_outputs(model, path, SimpleNamespace(root_dir=kit))
    assert model["content"]["cells"][0]["outputs"][0]["data"]["text/plain"] == "own"


def test_another_field_opens_without_the_articles_pictures(kit: Path) -> None:
    """What is stored is the example of the article; the file stays, and so does one's own."""
    (kit / "mine.ipynb").write_text(nbformat.writes(sent("own")["content"]), "utf-8")
    name = "notebooks/02_assessment.ipynb"
    before = nbformat.read(kit / name, 4)

    async def opened_and_saved() -> tuple[Any, Any, Any]:
        manager = OtherField(root_dir=str(kit), pre_save_hook=HOOK)
        opened = await manager.get(name, type="notebook")
        await manager.save(deepcopy(opened), name)
        return opened, await manager.get("mine.ipynb"), await manager.get(name, content=False)

    opened, own, bare = awaited(opened_and_saved())
    assert [cell["outputs"] for cell in opened["content"]["cells"]] == [[]]
    assert nbformat.read(kit / name, 4) == before
    assert all(cell["outputs"] for cell in own["content"]["cells"])
    assert bare["content"] is None


def test_the_server_is_told_to_keep_results(root: Path) -> None:
    """The configuration that `lab` and Binder use names the function that exists."""
    file = root / "skillkit" / "data" / "jupyter" / "jupyter_server_config.json"
    named = json.loads(file.read_text("utf-8"))["FileContentsManager"]["pre_save_hook"]
    assert named == f"{drop_new_outputs.__module__}.{drop_new_outputs.__name__}"
