"""What a forge shows of the project: forms that can be filled in, and how to cite it."""

import tomllib
from pathlib import Path

import yaml


def test_each_form_asks_something_and_has_a_name(root: Path) -> None:
    """Every question has a label and an id of its own, and a form says what it is for."""
    forms = sorted((root / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
    assert len(forms) == 3
    for file in forms:
        form = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert form["name"]
        assert form["description"]
        asked = [part for part in form["body"] if part["type"] != "markdown"]
        assert len({part["id"] for part in asked}) == len(asked) > 0
        assert all(part["attributes"]["label"] for part in asked)


def test_the_citation_says_what_the_package_says(root: Path) -> None:
    """The same authors and licences."""
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    package = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["authors"] == package["authors"]
    assert " AND ".join(cited["license"]) == package["license"]
