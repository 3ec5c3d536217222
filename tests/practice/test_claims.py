"""Claims: cards that name their sources, and files whose faults are told at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.practice.claims import load_claims, parse_claims
from tests.faults import check_harmed, problems

DATA = Path(__file__).resolve().parents[2] / "skillkit" / "data" / "ai_engineer"
TEXT = (DATA / "claims.toml").read_text("utf-8")
RUN = 6  # words in a row that would count as copied


def faults(text: str) -> dict[str, str]:
    """The faults of a text, by path."""
    return problems(lambda: parse_claims(text, "cards.toml"))


def test_every_claim_is_the_articles_and_has_a_verdict_a_reason_and_a_source():
    """Each card says whose claim it is, where it is, and what is behind it."""
    deck = load_claims()
    for claim in deck.claims:
        assert claim.claim.startswith("The article says ")
        assert claim.article
        assert deck.verdict(claim.verdict).meaning
        assert claim.source
        assert claim.date
    assert {claim.verdict for claim in deck.claims} == {v.id for v in deck.verdicts}


def test_the_headline_figure_stands_in_both_wordings():
    """The three-times figure is shown as the article and as the survey's page have it."""
    claim = next(c for c in load_claims().claims if c.id == "three_times_peers")
    assert claim.verdict == "misquoted"
    assert claim.wordings is not None
    assert "peers" in claim.wordings.article
    assert "total compensation" in claim.wordings.source


def test_whatever_is_called_unsupported_names_no_source():
    """Unsupported means that nobody is named, by the article or by a search."""
    for claim in load_claims().claims:
        assert (claim.verdict == "unsupported") == (claim.source in ("none given", "none found"))


def test_all_faults_of_a_file_come_at_once():
    """One look at a file tells everything that has to be mended, with paths and near words."""
    text = (
        TEXT.replace('verdict = "contested"', 'verdict = "contsted"', 1)
        .replace('article = ["A37"]', 'article = ["A370"]')
        .replace("reviewed = 2026-11-24", 'reviewed = "in autumn"')
        .replace('version = "1.0.0"', 'version = "1"')
        .replace('why = "This one', 'wy = "This one')
    )
    found = faults(text)
    assert "Nearest: 'contested'" in found["claims.because_of_ai.verdict"]
    assert "like A16" in found["claims.practice.article[0]"]
    assert "2026-01-31" in found["reviewed"]
    assert "1.0.0" in found["version"]
    assert "Nearest: 'why'" in found["claims.weak_engineers.wy"]
    assert "missing" in found["claims.weak_engineers.why"]


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ('id = "plateau"', 'id = "practice"', "claims", "2 times"),
        ('id = "supported"', 'id = "contested"', "verdicts", "2 times"),
        ('article = ["A37"]', 'article = ["37"]', "claims.practice.article[0]", "like A16"),
        ('article = ["A37"]', 'article = "A37"', "claims.practice.article", "list of places"),
        ("wordings = { article", "wordings = { articles", "claims.three_times_peers.wordings", ""),
        ('date = "2014"', "date = 2014", "claims.practice.date", "not text"),
        ("schema = 1", "schema = 2", "schema", "update skillkit"),
        ("reviewed = 2026-11-24", "reviewed = 2026-11-24T10:00:00", "reviewed", "unquoted"),
        ("[[claims]]", "[[cards]]", "claims", "at least one [[claims]]"),
        ("[[verdicts]]\n", "[[verdicts]\n", "line 21", "write [[verdicts]]"),
    ],
)
def test_a_fault_has_its_path_and_a_sentence(old, new, path, words):
    """Each kind of fault is told at its place with what is allowed."""
    assert old in TEXT
    count = -1 if old == "[[claims]]" else 1
    found = faults(TEXT.replace(old, new, count))
    matching = {where: sentence for where, sentence in found.items() if where.startswith(path)}
    assert any(words in sentence for sentence in matching.values()), found


def test_wordings_come_in_twos():
    """Both wordings are needed where one of them is given."""
    text = TEXT.replace("wordings = { article =", "wordings = { source_ =", 1)
    found = faults(text)
    assert "missing" in found["claims.three_times_peers.wordings.article"]
    assert (
        "missing"
        in faults(TEXT.replace("wordings = {", "wordings = { } #", 1))[
            "claims.three_times_peers.wordings.source"
        ]
    )
    assert (
        "write { article = ..., source = ... }."
        in faults(TEXT.replace("wordings = {", "wordings = 3 #", 1))[
            "claims.three_times_peers.wordings"
        ]
    )


@settings(max_examples=100)
@given(st.data())
def test_damaged_files_end_in_sentences(data):
    """A file with lines lost, doubled, cut or changed is read or refused in sentences."""
    check_harmed(lambda text: parse_claims(text, "damaged.toml"), TEXT, data)
