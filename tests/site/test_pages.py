"""The pages of the site: text, pictures and code of the notebooks, and no way to another host."""

import bz2
import gzip
import json
import posixpath
import re
import shutil
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from skillkit.base.errors import SkillkitError
from skillkit.base.words import spoken_in
from skillkit.site.archives import KIT, archives, packed
from skillkit.site.build import MARK, build, site_pages
from skillkit.site.cells import stills
from skillkit.site.pages import HOME, STATIC, read_session
from skillkit.team.sources import from_chat
from skillkit.widgets.team import TeamView
from skillkit.workshop.run_sheet import load_run_sheet

NAMES = [session.name for session, _ in load_run_sheet().sessions]
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.\w+")
NAMESPACES = {"http://www.w3.org"}  # names of SVG, never fetched


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """The pages of this tree."""
    return site_pages(root / "notebooks")


class Links(HTMLParser):
    """The addresses and ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element names."""
        found = dict(attrs)
        self.links += [v for k in ("href", "src") if (v := found.get(k))]
        self.ids += [v for k in ("id", "data-cell") if (v := found.get(k))]


def notebook(root: Path, name: str) -> dict[str, object]:
    """A session's notebook."""
    return dict(json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")))


def test_there_is_a_start_and_a_page_for_each_session(pages: dict[str, str]) -> None:
    """They have the names of the notebooks, in the order of the run sheet, in each language."""
    names = [HOME, *(f"{name}.html" for name in NAMES)]
    assert list(pages) == [*names, *(f"de/{name}" for name in names)]
    places = [pages[HOME].index(f'href="{name}.html"') for name in NAMES]
    assert places[1:] == sorted(places[1:])


def test_every_link_leads_to_a_page_or_a_file_of_the_site(pages: dict[str, str]) -> None:
    """No page names a notebook, a folder above, or what is not there."""
    made = {*pages, "icon.svg", "words.js", *(path.name for path in STATIC.iterdir())}
    for name, page in pages.items():
        found = Links(page)
        assert len(found.ids) == len(set(found.ids)), name
        for link in found.links:
            inside = link.startswith("#") and link[1:] in found.ids
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
            assert inside or link.startswith("data:image/") or place in made, f"{name}: {link}"


def test_a_page_offers_itself_in_each_language_by_its_own_name(pages: dict[str, str]) -> None:
    """What is chosen there is the same session, and the browser is asked where nobody was."""
    for name in NAMES:
        english, german = pages[f"{name}.html"], pages[f"de/{name}.html"]
        assert english.startswith('<!DOCTYPE html>\n<html lang="en" data-asks>')
        assert german.startswith('<!DOCTYPE html>\n<html lang="de">')
        assert f'hreflang="de" href="de/{name}.html"' in english
        assert f'hreflang="en" href="../{name}.html"' in german
        for page in (english, german):
            assert re.search('<option value="de" lang="de".*?>Deutsch</option>', page)
            assert json.loads(re.findall(r'id="words">(.*?)</script>', page)[0])["tag"] in page
    cells = [re.findall(r'id="cells">(.*?)</script>', page) for page in (english, german)]
    assert cells[0] == cells[1]


def test_a_site_that_was_made_in_a_language_asks_no_browser(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies at the top, and English beside it."""
    monkeypatch.setenv("SKILLKIT_LANGUAGE", "de")
    with spoken_in("de"):
        pages = site_pages(root / "notebooks")
    assert pages[HOME].startswith('<!DOCTYPE html>\n<html lang="de">')
    assert pages[f"en/{HOME}"].startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "See your skills as a T" in pages[f"en/{HOME}"]


def test_a_language_adds_less_than_150_kilobytes(pages: dict[str, str]) -> None:
    """Its pages and words as they travel; a German reader loads of them what is open."""
    size = sum(
        len(gzip.compress(page.encode(), 9)) for name, page in pages.items() if name[:3] == "de/"
    )
    words = packed(archives(["en", "de"])["words.de.zip"], zipfile.ZIP_STORED)
    assert size + len(bz2.compress(words)) < 150_000


def test_no_other_host_is_named(pages: dict[str, str]) -> None:
    """Neither a page nor a script or style of ours holds an address of anywhere else."""
    ours = {path.name: path.read_text(encoding="utf-8") for path in STATIC.iterdir()}
    for name, text in {**pages, **ours}.items():
        assert {*ADDRESS.findall(text)} <= NAMESPACES, name


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_the_notebooks_prose_and_its_code_in_order(
    pages: dict[str, str], root: Path, name: str
) -> None:
    """Left out is only what speaks of cells, or needs a notebook."""
    page = pages[f"{name}.html"]
    session = read_session(name, notebook(root, name))
    cells = json.loads(re.findall(r'id="cells">(.*?)</script>', page)[0])
    assert cells == [[cell.id, cell.code] for cell in session.cells]
    assert cells
    assert f"<h1>{session.title}</h1>" in page
    text = page.partition("<main")[2]
    assert "Run this cell" not in text
    assert "blue bar" not in text
    shown = [place for place in Links(page).ids if place in dict(cells)]
    assert shown == [cell.id for cell in session.cells if cell.shows]


def test_a_page_shows_the_pictures_of_the_example(pages: dict[str, str]) -> None:
    """So there is something to see before Python runs, and where it never does."""
    for name in ("00_start", "03_profile", "06_progress"):
        assert 'src="data:image/svg+xml' in pages[f"{name}.html"]
    assert "An invented team of twelve" in pages["04_team.html"]


def test_no_sentence_of_a_page_speaks_of_cells() -> None:
    """What says to run a cell again in a notebook says to load the page again here."""
    texts = [file.decode() for name, file in archives()[KIT].items() if "skillkit/" in name]
    assert not [text for text in texts if re.search("un this cell again", text)]
    assert [text for text in texts if "load this page again" in text]


def test_a_folder_with_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    """Only an empty folder or an earlier site is written over."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SkillkitError, match="not a site of the kit"):
        build(root / "notebooks", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_view_that_is_open_elsewhere_shows_on_no_page() -> None:
    """A page is made of the invented team, whatever the same process looks at beside."""
    cell = "from skillkit import TeamView\nTeamView.load()"
    view = TeamView()
    view._hand_in(from_chat("SK1-NOTHING"))
    assert "picture shows while the kernel runs" in view._static_html()
    assert stills([("here", cell)])["here"].startswith("<p>An invented team of twelve")


@pytest.mark.slow
def test_a_site_takes_the_place_of_an_earlier_one(
    built_site: Path, root: Path, tmp_path: Path
) -> None:
    """The same tree makes the same site; its mark says which it is."""
    site = shutil.copytree(built_site, tmp_path / "site")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (site / "old.html").write_text("")
    build(root / "notebooks", site)
    assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before
    version = json.loads((site / MARK).read_text())["site"]
    assert version in (site / "service_worker.js").read_text()
