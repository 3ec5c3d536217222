"""The links of a workshop: each rightly written, whatever is in a name."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from skillkit.base.errors import SkillkitError
from skillkit.cli import run
from skillkit.cli.links import links, qr_code
from skillkit.framework.file import load_framework

REF = "feature/two words"


def test_the_site_is_on_the_pages_of_the_owner() -> None:
    """With the repository's name, or where the repository is the owner's own pages without it."""
    assert links("Org/kit", "v1")["site"] == "https://org.github.io/kit/"
    assert links("org/org.github.io", "v1")["site"] == "https://org.github.io/"
    assert links("org/kit", "v1", site="https://skills.example.org")["site"].endswith(".org/")


def test_binder_opens_the_first_notebook_of_that_tag() -> None:
    """A branch with a stroke or a blank is one part of the address."""
    found = urlsplit(links("org/kit", REF)["Binder"])
    assert [unquote(part) for part in found.path.split("/")[1:]] == ["v2", "gh", "org", "kit", REF]
    assert parse_qs(found.query) == {"urlpath": ["lab/tree/notebooks/00_start.ipynb"]}


def test_the_links_of_another_field_say_what_they_begin_with(tmp_path, monkeypatch, capsys):
    """The page names the workshop; a link alone does not bring its folder along."""
    monkeypatch.setenv("SKILLKIT_WORKSHOP", "")
    page = tmp_path / "link.html"
    words = ["links", "--repo", "org/kit", "--page", str(page)]
    assert run(words) == 0
    assert "Skills" not in page.read_text("utf-8")
    assert "only where it was made so" not in capsys.readouterr().out
    assert run([*words, "--workshop", "ai_engineer_2026"]) == 0
    assert load_framework("ai_engineer_2026").title in page.read_text("utf-8")
    assert "site --workshop 'ai_engineer_2026'" in capsys.readouterr().out


def test_a_hub_pulls_and_opens(root: Path) -> None:
    """Only where one is named; what it opens is there."""
    assert set(links("org/kit", "v1")) == {"site", "Binder"}
    found = links("org/kit", REF, hub="https://hub.example.org/")
    pull = urlsplit(found["nbgitpuller"])
    assert pull.path == "/hub/user-redirect/git-pull"
    asked = {name: value for name, (value,) in parse_qs(pull.query).items()}
    assert asked["repo"] == "https://github.com/org/kit"
    assert asked["branch"] == REF
    assert asked["urlpath"] == f"lab/tree/{asked['targetPath']}/notebooks/00_start.ipynb"
    assert found["Hub"].endswith("/hub/user-redirect/lab/tree/kit/notebooks/00_start.ipynb")
    assert (root / "notebooks" / "00_start.ipynb").is_file()


@pytest.mark.parametrize(
    ("repo", "hub"), [("kit", None), ("a/b/c", None), ("a/b c", None), ("a/b", "hub.example.org")]
)
def test_what_is_no_repository_or_address_is_said(repo: str, hub: str | None) -> None:
    """With the form that it needs."""
    with pytest.raises(SkillkitError, match=r"ORG/REPO|https://"):
        links(repo, "v1", hub=hub)


def test_the_command_prints_every_link(capsys: pytest.CaptureFixture[str]) -> None:
    """One a line, with what it opens."""
    assert run(["links", "--repo", "org/kit", "--ref", "v1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["site", "Binder"]


def test_a_qr_code_is_a_picture_that_needs_nothing_else() -> None:
    """Dark on light, whatever the page around it, with the still zone that readers need."""
    svg = qr_code("https://org.github.io/kit/")
    assert svg.startswith("<svg xmlns=")
    assert "#000" in svg
    assert "#fff" in svg


def test_the_page_of_the_link_is_for_the_projector_and_for_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It shows the address in words beside its code, and fetches nothing."""
    file = tmp_path / "link.html"
    assert run(["links", "--repo", "org/kit", "--page", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    page = file.read_text(encoding="utf-8")
    assert ">https://org.github.io/kit/</p>" in page
    assert 'src="data:image/svg+xml' in page
    assert "://" not in page.replace("https://org.github.io/kit/", "")


def test_a_deck_and_a_sheet_take_the_link_into_their_place(root: Path, tmp_path: Path) -> None:
    """With its code, and another one when the site has moved; the rest stays as it was."""
    files = [tmp_path / name for name in ("slides.html", "rating_sheet.html")]
    for file, folder in zip(files, ("workshop", "workshop/handouts"), strict=True):
        file.write_bytes((root / folder / file.name).read_bytes())
    command = ["links", "--repo", "org/kit", "--into", *map(str, files)]
    assert run([*command, "--site", "https://old.example.org"]) == 0
    old = [file.read_text(encoding="utf-8") for file in files]
    assert run(command) == 0
    for file, before in zip(files, old, strict=True):
        page = file.read_text(encoding="utf-8")
        assert ">https://old.example.org/</p></div>" in before
        assert ">https://org.github.io/kit/</p></div>" in page
        assert "old.example.org" not in page
        assert page.count("<section") == before.count("<section")


def test_a_page_without_a_place_for_the_link_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which pages have one."""
    file = tmp_path / "mine.html"
    file.write_text("<p>mine</p>")
    assert run(["links", "--repo", "org/kit", "--into", str(file)]) == 1
    assert "no place for a link" in capsys.readouterr().err
    assert file.read_text() == "<p>mine</p>"
