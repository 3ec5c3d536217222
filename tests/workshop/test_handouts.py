"""The printed half: handouts and sample files from the data, and the deck from its slides."""

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from skillkit import cli
from skillkit.assessment import NA
from skillkit.assessment.paper_row import printed, read_row
from skillkit.base.errors import SkillkitError
from skillkit.base.html import text as escaped
from skillkit.base.words import spoken_in
from skillkit.framework.file import load_framework, parse_framework
from skillkit.practice.claims import load_claims
from skillkit.practice.vignettes import load_vignettes
from skillkit.profile import profile_of
from skillkit.profile.words import NAMES
from skillkit.team.sample import SYNTHETIC, sample_files, sample_team
from skillkit.team.sources import from_chat, from_path
from skillkit.team.submissions import build_team
from skillkit.workshop.handouts import handouts
from skillkit.workshop.handouts.drawing_sheet import drawing_sheet
from skillkit.workshop.slides import field_deck
from tests.export.test_export import VOID, Page, sheets
from tests.fields import text_of
from tests.framework.test_any_field import ENDS
from tests.vectors import FULL, QUICK, framework_text
from tools import handouts as made
from tools.slides import fetched, finished, pictures_of, refresh, sources, stamp_in, stamp_of

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = ROOT / "workshop"
PAGES = handouts()
SIDES = {
    "anchor_cards.html": 4,
    "anchor_cards_quick.html": 2,
    "claim_cards.html": 6,
    "rating_sheet.html": 2,
    "vignettes.html": 2,
}
FRAMEWORKS = pytest.mark.parametrize(("framework", "end"), [(FULL, ""), (QUICK, "_quick")])


def words_of(page: str) -> str:
    """The text of a page, with its style left out."""
    body = re.sub(r"(?s)<(style|script).*?</\1>", "", page)
    return " ".join(" ".join(Page(body).words).split())


# --- Made from data --------------------------------------------------------------------------


def test_what_is_made_from_data_is_there_byte_for_byte():
    """Every file that the command makes is as it would make it now, and nothing else is there."""
    stale = [
        name
        for name, text in made.made().items()
        if not (WORKSHOP / name).is_file() or (WORKSHOP / name).read_bytes() != text.encode()
    ]
    assert stale == [], "Run: python3 -m tools.handouts"
    assert made.left_over(WORKSHOP) == []


def test_checking_finds_what_changed_and_changes_nothing(tmp_path, monkeypatch, capsys):
    """A file that differs, lacks or is left over fails the check; making mends the first two."""
    folder = tmp_path / "workshop"
    monkeypatch.setattr(made, "MADE", (("", lambda: {"a.md": "A\n"}), ("b", lambda: {"c": ""})))
    assert made.refresh(folder, check=True) == 1
    assert "workshop/b/c: would change" in capsys.readouterr().out
    assert not folder.exists()
    assert made.refresh(folder, check=False) == 0
    assert made.refresh(folder, check=True) == 0
    (folder / "b" / "old").touch()
    assert made.refresh(folder, check=True) == 1
    assert "b/old: nothing makes this file" in capsys.readouterr().out


def test_a_group_gets_the_sheets_of_its_own_framework(tmp_path, monkeypatch):
    """Cards, sheet and drawings come from the file that the group gives."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(framework_text(6, "Bread {}"), "utf-8")
    assert cli.run(["handouts", "own.toml"]) == 0
    pages = {path.name: path.read_text("utf-8") for path in tmp_path.glob("handouts_bakery/*")}
    assert len(pages) == 4
    assert "Bread" not in pages.pop("slides.html")  # levels and pictures, and no skill by name
    assert all("Bread 5" in page for page in pages.values())


@pytest.mark.parametrize("name", PAGES)
def test_a_handout_is_only_words_and_lines(name):
    """No page runs, fetches or leads anywhere; language, headings and header cells are there."""
    page = Page(PAGES[name])
    tags = list(page.names())
    assert not VOID & set(tags)
    assert not any(
        key.startswith("on") or key in ("src", "href") for _, a in page.tags for key in a
    )
    assert "url(" not in PAGES[name]
    assert dict(page.tags)["html"] == {"lang": "en"}
    assert [tag for tag in tags if re.fullmatch(r"h\d", tag)].count("h1") == 1
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert all(attributes["role"] == "img" for tag, attributes in page.tags if tag == "svg")
    assert set(re.findall(r"\w+://[^\"'<>]*", PAGES[name])) <= {"http://www.w3.org/2000/svg"}


@FRAMEWORKS
def test_cards_and_sheets_hold_every_sentence_of_the_framework(framework, end):
    """All five levels of all skills stand on the anchor cards and on the rating sheet, once."""
    for page in (PAGES[f"anchor_cards{end}.html"], PAGES[f"rating_sheet{end}.html"]):
        for skill in framework.skills:
            assert [page.count(escaped(anchor)) for anchor in skill.anchors] == [1] * 5
        assert framework.lead_in in words_of(page)
    assert all(
        skill.name in words_of(PAGES[f"t_and_stool{end}.html"]) for skill in framework.skills
    )


@FRAMEWORKS
def test_the_row_on_the_sheet_is_one_that_can_be_typed(framework, end):
    """It has a box for each skill, in groups, and its sample holds every kind of sign."""
    page = PAGES[f"rating_sheet{end}.html"]
    table = page[page.index('<table class="row">') :]
    boxes = re.findall('<td>|<td class="gap">', table.partition("<tbody>")[2])
    assert boxes.count("<td>") == len(framework.skills)
    sizes = [len(group) // 4 for group in "".join(boxes).split('<td class="gap">')]
    assert sizes == [len(framework.in_area(area.id)) for area in framework.areas]
    numbered = re.findall(r"<strong>\d+ (.*?)</strong>", page)
    assert numbered == [escaped(skill.name) for skill in printed(framework)]
    sample = read_row(re.findall("“Ana: (.*?)”", page)[0], (FULL, QUICK))
    assert sample.framework == framework
    assert NA in sample.ratings.values()
    assert len(sample.ratings) == len(framework.skills) - 1


def test_an_answer_lies_behind_its_claim():
    """On each pair of sides the backs stand in mirrored order, and all claims are among them."""
    sides = PAGES["claim_cards.html"].split('<section class="side">')[1:]
    there = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        fronts = re.findall(r'class="card front">\n(?:<p class="number">(\d+)|<h2)', front)
        backs = re.findall(r'class="card back">(?:</div>|\n<h2>(\d+) )', back)
        rows = [backs[i : i + 2][::-1] for i in range(0, len(backs), 2)]
        assert [number for row in rows for number in row] == fronts
        there += [int(number) for number in fronts if number]
    assert there == list(range(1, len(load_claims().claims) + 1))
    assert all(claim.claim.startswith("The article says") for claim in load_claims().claims)


def test_the_reference_levels_stand_on_a_page_of_their_own():
    """Nothing on the participants' page says which level the kit reads."""
    for vignette in load_vignettes():
        assert escaped(vignette.text) in PAGES["vignettes.html"]
        assert escaped(vignette.why) not in PAGES["vignettes.html"]
        assert escaped(vignette.why) in PAGES["vignettes_reference_levels.html"]
        title = f"{vignette.title} · {FULL.skill(vignette.skill).name}: {vignette.level} "
        assert title in words_of(PAGES["vignettes_reference_levels.html"])


def test_paper_asks_in_the_words_of_the_screen():
    """Each question of the action card stands in the form of the same action."""
    form = (ROOT / "skillkit/widgets/static/plan/action.js").read_text("utf-8")
    asked = re.findall(r'class="asked"><strong>(.*?)</strong>', PAGES["action_cards.html"])
    assert len(asked) == 2 * 7
    assert [question for question in asked if f'"{question}"' not in form] == []


@pytest.mark.browser
def test_handouts_print_whole_and_ask_for_nothing(tmp_path, browser):
    """On A4 and on Letter each has its number of sides, and no card is too small for its words."""
    small = "[...document.querySelectorAll('.card')].filter(c => c.scrollHeight > c.clientHeight)"
    requests: list[str] = []
    tab = browser.new_page(viewport={"width": 703, "height": 980})  # as wide as A4's text
    tab.emulate_media(media="print")
    tab.on("request", lambda request: requests.append(request.url))
    largest = drawing_sheet(parse_framework(text_of(ENDS[2]), "drawn.toml"))
    with spoken_in("de"):
        german = {f"german_{name}": text for name, text in handouts().items()}
    for name, text in {**PAGES, **german, "t_of_sixty_skills.html": largest}.items():
        (tmp_path / name).write_text(text, "utf-8")
        tab.goto((tmp_path / name).as_uri())
        for sheet in ("A4", "Letter"):
            assert sheets(tab.pdf(format=sheet)) == SIDES.get(name.removeprefix("german_"), 1), (
                name,
                sheet,
            )
        assert tab.evaluate(f"{small}.length") == 0, name
        assert tab.evaluate("document.documentElement.scrollWidth") <= 703, name
    tab.close()
    assert [url for url in requests if not url.startswith("file:")] == []


# --- The team to practise with ---------------------------------------------------------------


def test_the_sample_files_make_the_same_team_in_three_ways(tmp_path):
    """Cards, chat and rows hold the invented twelve; the chat's damaged code is named."""
    files = sample_files()
    (tmp_path / "cards").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    cards, chat, rows = (
        build_team(from_path(tmp_path / "cards")),
        build_team(from_chat(files["chat.txt"])),
        build_team(from_chat(files["rows.txt"])),
    )
    silent = tuple(replace(member, reading=()) for member in chat.team.members)
    assert cards.team == replace(chat.team, members=silent)
    read = {m.alias: m.reading for m in sample_team().members}
    assert {m.alias: m.reading for m in chat.team.members} == read
    levels = {m.alias: dict(m.assessment.ratings) for m in sample_team().members}
    assert {m.alias: dict(m.assessment.ratings) for m in rows.team.members} == levels
    assert {m.alias: dict(m.assessment.ratings) for m in cards.team.members} == levels
    assert [len(found.refused) for found in (cards, chat, rows)] == [0, 1, 0]
    assert "damaged" in chat.refused[0].reason
    named = chat.team.naming(list(sample_team().named))
    assert len(named.mentors.arcs) == len(sample_team().mentors.arcs) > 0  # ticks have no order


def test_the_sample_team_has_every_shape_and_is_marked_as_invented():
    """All shapes, an unrated skill and a not applicable one are there; each card says synthetic."""
    members = sample_team().members
    assert len(members) == 12
    assert {profile_of(member.assessment).shape for member in members} == set(NAMES)
    assert any(len(m.assessment.ratings) < len(FULL.skills) for m in members)
    assert any(NA in member.assessment.ratings.values() for member in members)
    cards = [text for name, text in sample_files().items() if name.endswith(".json")]
    assert all(json.loads(text)["note"] == SYNTHETIC for text in cards)
    assert "**Synthetic.**" in sample_files()["README.md"]


# --- The deck --------------------------------------------------------------------------------

DECK = (WORKSHOP / "slides.html").read_text("utf-8")
WORDS, STYLE, PICTURES = sources(WORKSHOP)


def test_the_deck_was_made_from_todays_slides():
    """It carries the stamp of slides, style and pictures; any change of them gives another one."""
    stamp = stamp_of(WORDS, STYLE, PICTURES)
    assert stamp_in(DECK) == stamp, "Run: python3 -m tools.slides"
    other = {name: f"{text} " for name, text in PICTURES.items()}
    changed = {stamp_of(f"{WORDS} ", STYLE, PICTURES), stamp_of(WORDS, f"{STYLE} ", PICTURES)}
    assert len({stamp, *changed, stamp_of(WORDS, STYLE, other)}) == 4


def test_the_deck_asks_the_network_for_nothing():
    """Pictures are in it, no address is; the search would find one."""
    assert fetched(DECK) == []
    assert "default-src 'none'" in DECK
    assert DECK.count('src="data:image/svg+xml;base64,') == len(PICTURES) == len(pictures_of(WORDS))
    for bad in (
        '<img src="../docs/img/t_shape.svg">',
        "<style>@import 'https://fonts.example/x.css';</style>",
        "<style>a{background:url(//x.example/y)}</style>",
        '<script src="x.js"></script>',
        '<link rel="stylesheet" href="x.css">',
        '<script>fetch("https://x.example/y")</script>',
    ):
        assert fetched(bad), bad
        with pytest.raises(SkillkitError, match="The deck would fetch"):
            finished(f"<head></head>{bad}", "0" * 64, {})


class Slides(HTMLParser):
    """The slides of a deck: how many, and their headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections, self.headings, self._open = 0, [""], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Count a slide, or begin a heading."""
        self.sections += tag == "section"
        self._open = tag == "h1"

    def handle_data(self, data):
        """Keep a heading's text."""
        if self._open:
            self.headings.append(data)
            self._open = False


def test_the_deck_has_a_slide_for_each_heading_and_something_to_say():
    """Each slide has one heading, in the order of the source, and a note for the speaker."""
    headings = re.findall("(?m)^# (.+)$", WORDS)
    deck = Slides(DECK)
    assert deck.headings[1:] == headings
    assert deck.sections == len(headings) == len(re.findall("(?m)^<!--$", WORDS))


def test_the_slides_say_the_levels_in_the_words_of_the_framework():
    """Names and meanings on the slide are those that people rate with."""
    for level in FULL.levels:
        assert f"| {level.number} {level.name} | {level.meaning} |" in WORDS


@pytest.mark.parametrize("field", ["2026", *ENDS], ids=str)
def test_the_deck_of_another_field_has_its_levels_and_pictures_and_no_article(field):
    """Nothing on a slide, in a note or in a picture's place is the article's."""
    named = load_framework("ai_engineer_2026") if field == "2026" else None
    framework = named or parse_framework(text_of(field), "drawn.toml")
    deck = field_deck(DECK, framework)
    shown = re.sub(r"<(style|script)\b.*?</\1>|data:image[^\"]+", "", deck, flags=re.DOTALL)
    assert not re.findall(r"(?i)\b(?:article|engineers?|levers?|stool|AI)\b", shown)
    assert fetched(deck) == []
    rows = re.findall(r"<tr>\s*<td>(.*?)</td>", deck)
    assert rows == [escaped(f"{level.number} {level.name}") for level in framework.levels]
    drawn, there = (re.findall(r'src="data:image/svg\+xml;base64,([^"]+)', d) for d in (deck, DECK))
    assert len(drawn) == len(there) == len(PICTURES)
    assert not {*drawn} & {*there}
    assert field_deck(DECK, QUICK) == DECK


def test_making_the_deck_without_nodejs_says_what_to_do(tmp_path, monkeypatch):
    """Who only shows the deck needs nothing; who changes it is told what is missing."""
    assert refresh(WORKSHOP, check=True) == 0
    for name in ("slides.md", "slides.css"):
        shutil.copy(WORKSHOP / name, tmp_path)
    (tmp_path / "slides.md").write_text("# One\n", "utf-8")
    assert refresh(tmp_path, check=True) == 1
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SkillkitError, match=r"Node\.js is needed"):
        refresh(tmp_path, check=False)
