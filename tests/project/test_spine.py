"""The spine: whoever knows one folder knows the others, and all of them tell the same story."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from skillkit.practice.claims import load_claims
from skillkit.workshop.run_sheet import Block, Session, load_run_sheet

ROOT = Path(__file__).resolve().parents[2]
SHEET = load_run_sheet()
SESSIONS = [pytest.param(*found, id=found[0].name) for found in SHEET.sessions]
WAYS_IN = ("start",)  # sessions that ask nothing of the core, so they have no module
README = (ROOT / "README.md").read_text(encoding="utf-8")


# --- Pages and their parts ---------------------------------------------------------------------


def pages() -> list[Path]:
    """Every page of prose: the root's, the documents, the facilitator's, and the notebooks."""
    found = [*ROOT.glob("*.md")]
    for folder in ("docs", "workshop", "notebooks"):
        found += (ROOT / folder).rglob("*.md")
        found += (ROOT / folder).rglob("*.ipynb")
    hidden = ("my", ".ipynb_checkpoints")
    return sorted(page for page in found if not {*hidden} & {*page.parts})


def named(path: Path) -> str:
    """A page as a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def prose(path: Path) -> str:
    """The Markdown of a page; of a notebook that of its cells."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    cells = json.loads(text)["cells"]
    said = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return "\n\n".join(said)


def plain(text: str) -> str:
    """The text without what is there as code, in which nothing is a link or a heading."""
    text = re.sub(r"^(```|~~~).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "code", text)


# --- Guide, notebook, module, test -------------------------------------------------------------


@pytest.mark.parametrize(("session", "block"), SESSIONS)
def test_a_session_has_its_notebook_its_module_and_its_test(session: Session, block: Block):
    """One noun names all of them."""
    assert (ROOT / "notebooks" / f"{session.name}.ipynb").is_file()
    if session.noun not in WAYS_IN:
        assert (ROOT / "skillkit" / session.noun / "__init__.py").is_file()
        assert any((ROOT / "tests" / session.noun).glob("test_*.py"))


@pytest.mark.parametrize(("session", "block"), SESSIONS)
def test_a_session_has_its_guide_with_the_same_minutes(session: Session, block: Block):
    """The guide says the minutes of every format once, in the words of the run sheet."""
    lines = (ROOT / "workshop" / f"{session.name}.md").read_text(encoding="utf-8").splitlines()
    minutes = [(block.minutes[one.id], one) for one in SHEET.formats if one.id in block.minutes]
    after = block is SHEET.follow_up
    said = (f"{count} {one.after if after else one.within}" for count, one in minutes)
    assert [line for line in lines if line.startswith("Minutes:")] == [
        f"Minutes: {' · '.join(said)}"
    ]


@pytest.mark.parametrize(("session", "block"), SESSIONS)
def test_a_notebook_begins_with_the_question_and_the_minutes(session: Session, block: Block):
    """Heading and minutes are those of the run sheet, in the shortest format."""
    head = prose(ROOT / "notebooks" / f"{session.name}.ipynb")
    minutes = block.minutes["ninety_minutes"]
    assert head.startswith(f"# {block.title}\n\n**{minutes} minutes** · you leave with ")


def test_each_notebook_leads_to_the_next():
    """At the end of each stands the question of the next one, as far as there is one."""
    for (session, _), (after, block) in pairwise(SHEET.sessions):
        link = f"Next: [{block.title}]({after.name}.ipynb)"
        assert prose(ROOT / "notebooks" / f"{session.name}.ipynb").endswith(link)


def test_the_readme_lists_the_sessions_with_their_minutes():
    """The table of the README is the run sheet's shortest format, row by row."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in README.splitlines()
        if re.match(r"\| \d\d ", line)
    ]
    assert [row[0] for row in rows] == [s.name.replace("_", " ") for s, _ in SHEET.sessions]
    for row, (session, block) in zip(rows, SHEET.sessions, strict=True):
        link = f"[{session.name}](notebooks/{session.name}.ipynb)"
        assert row[1].startswith(block.title)
        assert row[2] == str(block.minutes["ninety_minutes"])
        assert row[3] == ("" if session.noun in WAYS_IN else f"`{session.noun}`")
        assert row[4] == link


def test_the_sessions_of_the_readme_and_the_end_take_ninety_minutes():
    """The figures that a reader sees add up, with the three minutes for the end."""
    minutes = [
        int(found) for found in re.findall(r"^\| 0[0-5] .*\| (\d+) \|", README, re.MULTILINE)
    ]
    close = next(block for block in SHEET.blocks if block.id == "close")
    assert sum(minutes) + close.minutes["ninety_minutes"] == 90


# --- Other fields ------------------------------------------------------------------------------

# Pages that are about the article, or about choosing between it and a field of one's own.
OF_THE_ARTICLE = ("faq.md", "adapting.md", "slides.md")


OF_ONE_FIELD = re.compile(
    r"(?i)\b(?:articles?|engineers?|levers?|stools?|legs?|AI|"
    r"(?:three|four|five) (?:areas|levels)|0 to 4|levels? [0-9]|twelve months)\b"
)


@pytest.mark.parametrize(
    "page",
    [
        *(p for p in sorted((ROOT / "workshop").rglob("*.md")) if p.name not in OF_THE_ARTICLE),
        *sorted((ROOT / "notebooks").glob("*.ipynb")),
    ],
    ids=named,
)
def test_what_a_guide_says_is_true_for_any_field(page: Path):
    """What is the article's, or one field's numbers, stands under a heading of its own alone."""
    own = re.compile(r"^## .*with the article's skills$.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    text = plain(own.sub("", prose(page)))
    assert OF_ONE_FIELD.findall(text.replace("a stool where there are three areas", "")) == []


# --- Links -------------------------------------------------------------------------------------

LINK = re.compile(
    r"\]\(\s*<?([^)\s>]*)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)|(?:href|src)=\"([^\"]*)\"", re.M
)
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(text: str) -> list[str]:
    """Where a Markdown text leads to within the project."""
    found = ("".join(parts) for parts in LINK.findall(plain(text)))
    return [target for target in found if not OUTSIDE.match(target)]


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be reached, as GitHub makes them."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", plain(text), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        bare = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        name, number = bare, 0
        while name in found:
            number += 1
            name = f"{bare}-{number}"
        found.add(name)
    return found


def broken(page: Path) -> Iterator[str]:
    """The links of a page that lead nowhere, each with the reason."""
    for target in links(prose(page)):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.is_relative_to(ROOT) or not file.exists():
            yield f"{target}: nothing is there"
        elif anchor and (file.suffix != ".md" or anchor not in anchors(prose(file))):
            yield f"{target}: no such heading"


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_leads_somewhere(page: Path):
    """Each relative link and anchor of a page is there."""
    assert list(broken(page)) == []


def test_a_broken_link_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file that is gone, a heading that was renamed, and a place outside are all told."""
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "# A *fine* heading, twice\n# A fine heading twice\n"
        "[fine](#a-fine-heading-twice-1) ![gone](img/x.svg) [gone](#nowhere) `[code](none.md)`\n"
        "[out](../../elsewhere.md) [web](https://example.org/x) [x](page.md#a-fine-heading-twice)\n"
        '[reference]: gone.md\n<a href="also.md">x</a>\n```\n[code](none.md)\n```\n',
        encoding="utf-8",
    )
    told = [reason.partition(":")[0] for reason in broken(page)]
    assert told == ["img/x.svg", "#nowhere", "../../elsewhere.md", "gone.md", "also.md"]


# --- Claims ------------------------------------------------------------------------------------

# Words that give a claim of the article away. Each finds its own card, which is checked below; so a
# card that is added or reworded needs a look here.
SIGNS = {
    "three_times_peers": r"\bthree times (as|the|their|more)\b|\bthreefold\b|\b3\s?[x×]|\b73\s?%",
    "about_ai_engineers": r"\bsurvey (is|was) about\b|\bsurvey of AI engineers\b|\bKarat\b",
    "weak_engineers": r"\b59\s?%|\bweak engineers?\b",
    "because_of_ai": r"\bAI is the reason\b|\bbecause of AI\b",
    "amplifies": r"\bwidens? the (gap|distance)\b|\bAI (only )?(amplifies|strengthens)\b",
    "practice": r"\bnot (by |of )?(intelligence|talent)\b",
    "pair_beats_either": r"\bworth (far |much )?more than (one of the two|one alone|either|each)\b",
    "skills_set_pay": r"\bwhat you earn\b|\bhow fast you rise\b|\bsalar(y|ies)\b",
    "t_wins": r"\bfaster promotion|\bpromoted (faster|sooner|earlier)|\bhand in pay talks\b",
    "others_stall": r"\bpromoted late|\b(specialists|generalists) (stop|stall|get stuck)",
    "plateau": r"\bstuck at mid-level\b|\bget stuck because\b|\bplateau",
    "equal_weight": r"\bcounts? the same\b|\bequally (important|much)\b|\bmatter the same\b",
    "five_for_everybody": r"\ba must for\b|\bfive technical skills\b",
    "portfolio": r"\bthan certificates\b|\bconvinces? employers\b",
}
# Where claims are the matter: each row and each answer there says whose it is in its own way.
OF_CLAIMS = ("docs/traceability.md", "workshop/faq.md")


def unowned(block: str) -> list[str]:
    """The claims that a text seems to make in the kit's own name."""
    if re.search(r"the article says", block, re.IGNORECASE):
        return []
    return [claim for claim, sign in SIGNS.items() if re.search(sign, block, re.IGNORECASE)]


def paragraphs(text: str) -> list[str]:
    """The parts of a page that are read in one go: a list goes with the line that announces it."""
    return re.split(r"\n\s*\n", re.sub(r":\s*\n\s*\n", ":\n", text))


def rows(value: object) -> Iterator[str]:
    """The texts of every table of a TOML file, those of one table together."""
    if isinstance(value, dict):
        yield " ".join(text for text in value.values() if isinstance(text, str))
        value = list(value.values())
    if isinstance(value, list):
        yield " ".join(text for text in value if isinstance(text, str))
        for part in value:
            yield from rows(part)


@pytest.mark.parametrize("page", [p for p in pages() if named(p) not in OF_CLAIMS], ids=named)
def test_no_page_makes_a_claim_of_the_article_its_own(page: Path):
    """Outside of claim cards and FAQ, whatever sounds like a claim says "the article says"."""
    assert [(found, part) for part in paragraphs(prose(page)) if (found := unowned(part))] == []


# A words file has the sentences of such a file on its left, in any order.
FILES = sorted((ROOT / "skillkit" / "data").rglob("*.toml"))


@pytest.mark.parametrize(
    "file",
    [f for f in FILES if f.stem != "claims" and not f.name.startswith("words.")],
    ids=lambda file: file.stem,
)
def test_no_file_of_words_makes_a_claim_of_the_article_its_own(file: Path):
    """Nor do anchors, actions, practice texts and the run sheet."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert [(found, row) for row in rows(table) if (found := unowned(row))] == []


def test_the_signs_find_the_claims_themselves():
    """Every card has its sign, and without "the article says" its own words are noticed."""
    claims = load_claims().claims
    assert {claim.id for claim in claims} == set(SIGNS)
    for claim in claims:
        assert unowned(claim.claim) == []
        assert claim.id in unowned(claim.claim.removeprefix("The article says "))


def test_a_claim_in_the_kits_own_name_would_be_noticed():
    """In a list below its lead-in the article may be named once; elsewhere it has to be."""
    said = "The article says:\n\n- Strong engineers are worth three times as much."
    assert [unowned(part) for part in paragraphs(said)] == [[]]
    alone = "Good to know.\n\nStrong engineers are worth 3x what others are."
    assert [unowned(part) for part in paragraphs(alone)] == [[], ["three_times_peers"]]
