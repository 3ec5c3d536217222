"""HTML: words never become elements, and keep their own direction."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.html import Html, image, page, table, tag, text, typed
from skillkit.base.text import isolated

WORDS = st.text(max_size=40)


@given(WORDS, WORDS)
def test_words_in_an_element_or_an_attribute_stay_words(inside, attribute):
    """Whatever is typed, one element comes of it, with these words and no others."""
    found = ET.fromstring(tag("p", inside, title=attribute or "x", class_="sk"))
    kept = "".join(c for c in inside if c.isprintable() or c in "\u200c\u200d")
    assert ("".join(found.itertext()), [*found]) == (kept, [])
    assert set(found.attrib) == {"title", "class"}


def test_elements_go_into_elements_and_words_do_not():
    """What `tag` made is taken as it is; the same signs as words are escaped."""
    assert tag("p", tag("b", "1 < 2"), " and ", "<b>") == "<p><b>1 &lt; 2</b> and &lt;b&gt;</p>"
    assert text(Html("<i></i>")) == "<i></i>"
    assert tag("td", "", colspan=3, style="", id=None, aria_live="polite") == (
        '<td colspan="3" aria-live="polite"></td>'
    )


@pytest.mark.parametrize("name", ["نور", "דוד", "Noor نور"])
def test_a_name_that_is_read_right_to_left_keeps_to_itself_in_a_sentence(name):
    """It gets an element of its own direction; in an attribute it stands bare."""
    said = f"{isolated(name)} could help {isolated('Ana')}."
    assert tag("li", said) == f"<li><bdi>{name}</bdi> could help Ana.</li>"
    assert typed(name) == f"<bdi>{name}</bdi>"
    assert tag("p", title=said) == f'<p title="{name} could help Ana."></p>'


def test_a_table_names_its_columns_groups_and_rows():
    """Heads have a scope, cells the direction of their own words, and whole cells stay."""
    lines = list(table(["Skill", "Level"], [("Area", [("<A>", ["4", tag("td", "x", colspan=2)])])]))
    root = ET.fromstring("".join(lines))
    assert [head.get("scope") for head in root.iter("th")] == ["col", "col", "rowgroup", "row"]
    assert [cell.get("dir") for cell in root.iter("td")] == ["auto", None]
    assert "&lt;A&gt;" in "".join(lines)
    assert "rowgroup" not in "".join(table(["A"], [("", [("b", [])])]))


def test_a_page_runs_and_fetches_nothing():
    """Its policy allows its own style and pictures that it carries, and its title is words."""
    made = page("<T>", [tag("p", "x"), image("<svg/>", "A 'picture'")])
    assert re.search(r"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"", made)
    assert "<title>&lt;T&gt;</title>" in made
    assert '<img alt="A &#x27;picture&#x27;" src="data:image/svg+xml;base64,PHN2Zy8+">' in made
