"""What all widgets share: a message that cannot be answered is answered all the same."""

import logging
from typing import Any

import pytest

from skillkit.assessment import Assessment
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
