"""The pages without code: who gets in, what can be read there, and how they open and stop."""

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from skillkit import cli
from skillkit.cli.app import SETTINGS, _before_a_page
from tests.browser.pages import App
from tests.browser.person import eventually

ROOT = Path(__file__).resolve().parents[2]
PAGE = "voila/render/00_start.ipynb"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The pages of somebody whose own assessment is there already, let in by the address.

    A shell script stands in for the browser; it notes the words it was started with, and the page
    that they name. In the end the server stops without a trace.
    """
    folder = tmp_path_factory.mktemp("app")
    browser = folder / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$@" > {folder}/words\ncp "${{1#file://}}" {folder}/page\n'
    )
    browser.chmod(0o755)
    server = App(folder, "--allow-root", BROWSER=f"{browser} %s")
    try:
        token = server.address().partition("?")[2]
        urllib.request.build_opener(server.cookies).open(f"{server.base}voila/tree?{token}").close()
        yield server
    finally:
        code = server.stop()
    assert "Traceback" not in server.log.read_text()
    if os.name == "posix":
        assert code == 0
        assert not Path((folder / "words").read_text().strip().removeprefix("file://")).exists()


@pytest.fixture(scope="module")
def page(app: App) -> str:
    """The first page as a browser gets it that was let in."""
    code, text = app.ask(PAGE, known=True)
    assert code == 200
    return text


def test_a_page_is_in_the_language_of_its_reader(monkeypatch) -> None:
    """Its text is, and so are its forms, whose kernel hears what the browser asked for."""
    monkeypatch.delenv("SKILLKIT_LANGUAGE", raising=False)

    def text_for(header: str) -> str:
        handler = SimpleNamespace(
            xsrf_token="1", request=SimpleNamespace(headers={"Accept-Language": header})
        )
        notebook = nbformat.read(ROOT / "notebooks" / "00_start.ipynb", as_version=4)
        return str((_before_a_page(handler, notebook) or notebook).cells[0].source)

    assert text_for("de-CH,de;q=0.9").startswith("# Kann es losgehen?")
    assert text_for("fr,en;q=0.5").startswith("# Are you ready to start?")
    assert SETTINGS["VoilaConfiguration"]["http_header_envs"] == ["Accept-Language"]


@pytest.mark.parametrize("path", ["", "voila/tree", PAGE, "voila/render/my/assessment.json"])
def test_nobody_gets_in_without_the_token(app: App, path: str) -> None:
    """Anyone who has only the port is sent to the log-in."""
    code, there = app.ask(path)
    assert (code, there.partition("?")[0]) == (302, "/login")


def test_the_address_that_is_said_lets_in(page: str) -> None:
    """The page opens and holds the text of the notebook."""
    assert "Are you ready to start?" in page


def test_a_page_holds_no_source(page: str) -> None:
    """Participants see no code, not even in what their browser was sent."""
    assert "from skillkit import" not in page
    assert "from skillkit import" in (ROOT / "notebooks" / "00_start.ipynb").read_text()


FILES = ("00_start.ipynb", "my/assessment.json", "my/../00_start.ipynb", "my/t_shape.svg")
OTHERS = (
    "files/00_start.ipynb",
    "files/my/assessment.json",
    "api/contents",
    "api/contents/my/assessment.json",
    "voila/api/contents/my/assessment.json",
    "api/kernels",
    "api/sessions",
    "api/terminals",
    "notebooks/00_start.ipynb",
    "lab",
)


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "owner"])
@pytest.mark.parametrize("file", FILES)
def test_no_file_is_given_out_whether_it_is_there_or_not(app: App, file: str, known: bool) -> None:
    """Neither notebooks nor ratings nor pictures beside them can be read, with a token or not."""
    assert app.ask(f"voila/files/{file}", known=known)[0] == 403


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "owner"])
@pytest.mark.parametrize("path", OTHERS)
def test_jupyters_other_doors_are_not_there(app: App, path: str, known: bool) -> None:
    """No files, no lists, no kernels and no JupyterLab behind the pages."""
    assert app.ask(path, known=known)[0] in (403, 404)


def test_asking_for_ratings_as_a_page_leads_to_a_refusal(app: App) -> None:
    """A page is made of a notebook only."""
    code, there = app.ask("voila/render/my/assessment.json", known=True)
    assert (code, there) == (302, "/voila/files/my/assessment.json")


def test_what_is_said_of_a_notebook_is_not_its_content(app: App) -> None:
    """The list of pages needs names alone."""
    assert app.ask("voila/api/contents/00_start.ipynb")[0] == 403
    _, said = app.ask("voila/api/contents/00_start.ipynb", known=True)
    assert json.loads(said)["content"] is None


def test_no_page_loads_a_style_or_a_picture_from_another_host(app: App, page: str) -> None:
    """Voilà's own template fetches an icon font; the workshop's does not."""
    others = [app.ask(path, known=True)[1] for path in ("voila/tree", "voila/render/no.ipynb")]
    for text in (page, *others):
        assert not re.findall(r"<(?:link|script|img)[^>]+(?:href|src)=\"(?:https?:)?//[^>]+", text)


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the browser")
def test_the_browser_gets_the_token_through_a_file_of_ones_own(app: App) -> None:
    """Others on the machine can read the words of a command, so the token is not one of them."""
    folder, address = app.log.parent, app.address()
    eventually((folder / "page").exists)
    words = (folder / "words").read_text().strip()
    assert address.partition("token=")[2] not in words
    assert address in (folder / "page").read_text()
    kept = Path(words.removeprefix("file://")).parent
    assert kept.stat().st_mode & 0o077 == 0


def test_a_word_that_voila_does_not_take_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page alone cannot be asked for; the links lead from one to the next."""
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    assert cli.run(["app", "03_profile.ipynb"]) == 1
    assert "Voilà cannot start with '03_profile.ipynb'" in capsys.readouterr().err


OPEN = {
    "no token": {"Voila": {"auto_token": False}},
    "an empty token": {"Voila": {"token": ""}},
    "an empty token of Jupyter's": {"IdentityProvider": {"token": ""}},
    "another log-in": {
        "Voila": {"identity_provider_class": "jupyter_server.auth.identity.IdentityProvider"}
    },
    "files": {"VoilaConfiguration": {"file_allowlist": [".*"]}},
    "code": {"VoilaConfiguration": {"strip_sources": False}},
    "kernels ahead": {"VoilaConfiguration": {"preheat_kernel": True}},
    "another folder": {"Voila": {"root_dir": "/"}},
    "another template": {"VoilaConfiguration": {"template": "lab"}},
}


@pytest.fixture
def voila(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A person's own voila.json, and a Voilà that is set up but never listens."""
    from voila.app import Voila

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setattr(Voila, "start", lambda _: None)
    Voila.clear_instance()
    yield tmp_path / "voila.json"
    Voila.clear_instance()


@pytest.mark.parametrize("settings", OPEN.values(), ids=OPEN.keys())
def test_no_setting_of_a_persons_own_opens_a_door(
    voila: Path, settings: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    """What would let others in, or show them more, stops the start with a sentence."""
    voila.write_text(json.dumps(settings))
    assert cli.run(["app", "--no-browser"]) == 1
    said = capsys.readouterr().err
    assert "These pages need" in said or "would let anybody in" in said
    assert "Take it out" in said


@pytest.mark.parametrize("word", ["--token=", "--VoilaConfiguration.file_allowlist=['.*']"])
def test_no_option_opens_a_door(voila: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The same holds for the words of the command."""
    assert cli.run(["app", "--no-browser", word]) == 1
    assert "Take it out" in capsys.readouterr().err


def test_harmless_settings_of_a_persons_own_are_heard(voila: Path) -> None:
    """A port, a theme or a token of one's own is nobody else's business."""
    voila.write_text(
        json.dumps({"Voila": {"token": "mine"}, "VoilaConfiguration": {"theme": "dark"}})
    )
    assert cli.run(["app", "--no-browser"]) == 0
