"""What all widgets share: a message that cannot be answered is answered all the same."""

import base64
import json
import logging
import zlib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from ipywidgets.embed import embed_data
from nbclient import NotebookClient

from skillkit.assessment import Assessment
from skillkit.assessment.file import save
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.share import ShareCode
from tests.vectors import FULL


class Broken(AssessmentForm):
    """A form whose handlers raise what nobody expected."""

    def _kept(self, *_: Any) -> Assessment:
        raise KeyError("no such drawer")

    def _on_start(self, _: object) -> None:
        raise RuntimeError("the hinge is loose")


def answers(widget: Any, message: dict[str, Any]) -> list[dict[str, Any]]:
    """What a browser hears after one message."""
    heard: list[dict[str, Any]] = []
    widget._send = lambda said, buffers=None: heard.append(said.get("content", {}))
    widget._handle_custom_msg(message, None)
    return heard


def test_a_change_that_breaks_something_comes_back_as_refused(caplog: pytest.LogCaptureFixture):
    """The page learns which change it was and why; the log has where it broke."""
    change = {"kind": "change", "tab": "a", "seq": 7, "skill": "leadership", "field": "rating"}
    [said] = answers(Broken(Assessment(FULL)), {**change, "value": 2, "day": "2026-11-24"})
    assert (said["kind"], said["tab"], said["seq"]) == ("refused", "a", 7)
    assert "KeyError: 'no such drawer'" in said["sentence"]
    assert "in _kept" in caplog.text


def test_whatever_else_breaks_is_said_in_a_sentence(caplog: pytest.LogCaptureFixture):
    """A question that Python cannot answer is no silence."""
    [said] = answers(Broken(Assessment(FULL)), {"kind": "start"})
    assert said["kind"] == "problem"
    assert said["sentence"].startswith("Python could not do this (RuntimeError: the hinge")
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize("kind", ["dance", None])
def test_a_message_that_nobody_knows_is_said_too(kind: object):
    """A page from another version of the kit is told to open again."""
    [said] = answers(AssessmentForm(Assessment(FULL)), {"kind": kind})
    assert said == {
        "kind": "problem",
        "sentence": "This page is from another version of skillkit. Run this cell again.",
    }


def test_a_code_is_asked_for_before_it_is_copied():
    """The answer has every change that came before; the page knows whose changes to look for."""
    form = AssessmentForm(Assessment(FULL))
    share = ShareCode(form)
    change = {"kind": "change", "tab": "a", "seq": 1, "skill": "leadership", "field": "rating"}
    answers(form, {**change, "value": 2, "day": "2026-11-24"})
    assert answers(share, {"kind": "fetch"}) == [{"kind": "fetched", "code": share.text}]
    assert share._state()["life"] == form._state()["life"]


# --- What a notebook may keep ------------------------------------------------------------------

OWN = "Pager duty for the lighthouse, every other week"


def kept(states: dict[str, Any]) -> str:
    """All that saved widget state holds, with what is packed in it unpacked."""
    packed = [b["data"] for model in states.values() for b in model.get("buffers", ())]
    loose = [zlib.decompress(base64.b64decode(data)).decode() for data in packed]
    return "\n".join([json.dumps(states), *loose])


def test_saved_widget_state_holds_nothing_of_a_person(tmp_path: Path, monkeypatch: Any):
    """A run of the notebooks that keeps every widget's state keeps no rating and no word."""
    card = Assessment(FULL).rate("leadership", 3).support("leadership", OWN)
    save(card, tmp_path / "assessment.json")
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    cells = [
        "from skillkit import *",
        "form = AssessmentForm.load()\nform",
        "ProfileView(form)",
        "WhatIf(TargetForm.load())",
        "PlanForm.load()",
        "Backup.load()",
        f"print({OWN!r} in str(form.value))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, store_widget_state=True).execute()
    assert notebook.cells[-1].outputs[0].text == "True\n", "the person's own was not shown"
    states = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert "AnyModel" in str(states)
    assert "lighthouse" not in kept(states)
    assert '"rating": 3' not in kept(states)
    assert "lighthouse" not in json.dumps(notebook.cells[:-1][1:])


def test_an_embedded_widget_holds_nothing_of_a_person(tmp_path: Path):
    """What ipywidgets puts into a page of HTML is the code alone."""
    form = AssessmentForm(Assessment(FULL).rate("leadership", 3).support("leadership", OWN))
    states = embed_data(views=[form], drop_defaults=False)["manager_state"]["state"]
    assert "Assessment form" in kept(states)
    assert "lighthouse" not in kept(states)
