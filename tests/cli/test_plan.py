"""The command `plan`: a saved plan in other forms, and the exact answer to a question."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import to_json
from skillkit.cli.plan import COMMAND
from skillkit.plan.examples import example_plan
from skillkit.plan.file import save

GOLDEN = Path(__file__).parents[1] / "golden" / "plan.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The example plan, with its person's ratings beside it."""
    path = tmp_path / "plan.json"
    save(example_plan(), path)
    (tmp_path / "assessment.json").write_text(to_json(example_person()), "utf-8")
    return path


def run(*words: object) -> int:
    """Run the command; the exit code."""
    return COMMAND.run([str(word) for word in words])


def test_the_worked_case_comes_out_field_by_field(capsys: pytest.CaptureFixture[str]) -> None:
    """`--suggest --json` prints exactly what the golden file expects of its own input."""
    expected: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))["expect"]
    assert run("--suggest", GOLDEN, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    for name in ("chosen", "value", "hours", "pairs", "by_day"):
        assert found[name] == expected[name]


def test_a_question_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dash reads the question from another program."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOLDEN.read_bytes())))
    assert run("--suggest", "-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["hours"] == 45


def test_an_answer_in_words_says_hours_days_and_partners(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without `--json` the answer is a short list in the order of the days."""
    assert run("--suggest", GOLDEN) == 0
    said = capsys.readouterr().out
    assert said.startswith("45 of 45 hours")
    assert "A  by day 60: train and evaluate a small model on own data (with E)" in said


def test_a_question_without_an_answer_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With no hours at all, nothing fits, and that is a sentence and not an error."""
    path = tmp_path / "question.json"
    path.write_text(json.dumps({**json.loads(GOLDEN.read_text()), "budget_hours": 0}))
    assert run("--suggest", path) == 0
    assert "No action fits" in capsys.readouterr().out


def test_each_form_is_printed_as_it_belongs_into_a_file(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Text, calendar, page and table come out byte by byte; text is what comes without a word."""
    said = {}
    for form in ("", "--md", "--ics", "--html", "--csv"):
        assert run(file, *filter(None, [form])) == 0
        said[form] = capfdbinary.readouterr().out
    assert said[""] == said["--md"]
    assert said["--md"].startswith(b"# My next ninety days\n")
    assert len(list(Calendar.from_ical(said["--ics"]).walk("VEVENT"))) >= 8
    assert said["--html"].startswith(b"<!DOCTYPE html>")
    assert b"T in progress" in said["--html"]
    assert b'"place","action","step"' in said["--csv"]


def test_all_but_the_calendar_need_the_standard_library_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Text, page and table come out of a Python in which nothing is installed."""
    monkeypatch.setitem(sys.modules, "icalendar", None)  # an import of it fails
    for form in ("--md", "--html", "--csv"):
        assert run(file, form) == 0
        assert capfdbinary.readouterr().out


def test_a_form_goes_into_a_file_of_its_own(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--out` no shell stands between the bytes and the file; a bad place is said so."""
    assert run(file, "--ics", "--out", tmp_path / "plan.ics") == 0
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run(file, "--md", "--out", tmp_path / "no" / "plan.md") == 1
    assert "Cannot write" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, "no_file", "There is no file"),
        ("{", "file", "cannot be used and was left as it is"),
        ('{"framework": "ai_engineer", "actions": []}', "plan", "start: missing"),
        ('{"framework": "bakers", "actions": []}', "file", "bakers"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_as_json(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: str | None,
    code: str,
    said: str,
) -> None:
    """The exit code is 1; the sentence goes to the error stream, or as JSON to the output."""
    path = tmp_path / "plan.json"
    if content is not None:
        path.write_text(content, "utf-8")
    assert run(path, "--md") == 1
    assert said in capsys.readouterr().err
    assert run(path, "--md", "--json") == 1
    refusal = json.loads(capsys.readouterr().out)
    assert refusal["error"] == code
    assert said in refusal["detail"]


def test_every_fault_of_a_question_comes_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hours that are no number and an unknown partner are named together."""
    question = json.loads(GOLDEN.read_text("utf-8"))
    question["budget_hours"] = None
    question["weekly_hours"] = "five"
    question["partners"]["A"] = ["EE"]
    path = tmp_path / "question.json"
    path.write_text(json.dumps(question))
    assert run("--suggest", path, "--json") == 1
    refusal = json.loads(capsys.readouterr().out)
    assert refusal["error"] == "plan"
    assert "weekly_hours: 'five' found" in refusal["detail"]
    assert "partners.A" in refusal["detail"]


def test_two_forms_at_once_are_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only one thing can stand in the output."""
    with pytest.raises(SystemExit):
        run(file, "--md", "--html")
    assert "not allowed with" in capsys.readouterr().err
