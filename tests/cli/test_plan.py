"""The command `plan`: a saved plan in other forms."""

import json
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from skillkit import cli
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import to_json
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
    return cli.run(["plan", *map(str, words)])


def test_each_form_is_printed_as_it_belongs_into_a_file(
    file: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Text, calendar, page and table come out byte by byte; text is what comes without a word."""
    said = {}
    for form in ("", "--md", "--ics", "--html", "--xlsx", "--csv"):
        assert run(file, *filter(None, [form])) == 0
        said[form] = capfdbinary.readouterr().out
    assert said[""] == said["--md"]
    assert said["--md"].startswith(b"# My next ninety days\n")
    assert len(list(Calendar.from_ical(said["--ics"]).walk("VEVENT"))) >= 8
    assert said["--html"].startswith(b"<!DOCTYPE html>")
    assert b"T in progress" in said["--html"]
    assert b'"place","action","step"' in said["--csv"]
    assert said["--xlsx"].startswith(b"PK")


def test_all_but_the_calendar_need_the_standard_library_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Text, page and table come out of a Python in which nothing is installed."""
    monkeypatch.setitem(sys.modules, "icalendar", None)  # an import of it fails
    for form in ("--md", "--html", "--xlsx", "--csv"):
        assert run(file, form) == 0
        assert capfdbinary.readouterr().out


def test_a_form_goes_into_a_file_of_its_own(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--out` no shell stands between the bytes and the file; a bad place is said so."""
    assert run(file, "--ics", "--out", tmp_path / "plan.ics") == 0
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run(file, "--md", "--out", tmp_path / "no" / "plan.md") == 1
    assert "cannot be written" in capsys.readouterr().err


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


def test_two_forms_at_once_are_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only one thing can stand in the output."""
    assert run(file, "--md", "--html") == 2
    assert "not allowed with" in capsys.readouterr().err
