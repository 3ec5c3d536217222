"""Markdown: what a person typed comes out of Markdown as it was typed, and an address as a link."""

import html
import re

import mistune
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.base.text import marked

_RENDERED = mistune.create_markdown(escape=False, plugins=["strikethrough", "url", "table"])
# What JupyterLab sets as a formula once the page stands, within one run of text.
FORMULA = re.compile(r"\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{", re.DOTALL)
# What it takes out of the source before that.
SOURCE = re.compile(r"\$|\\\\[()\[\]]|\\(?:begin|end)\{")


def page_of(source: str) -> str:
    """The HTML that such a source becomes."""
    return str(_RENDERED(source))


def shown(text: str) -> str:
    """The words of a rendered list item."""
    page = page_of(f"- **Evidence:** {marked(text)}\n")
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip().removeprefix("Evidence:").strip()


TYPED = [
    "from $20 to $50",
    r"\(x\) and \[y\] and \begin{align} C:\new",
    "R&D &amp; &lt;b> 1~2~3 ~~no~~",
    "**bold** _thin_ `code` [a](javascript:b) <i>c</i> |d|",
    "snake_case and __init__",
    "a_b_ _c __d",
]


@pytest.mark.parametrize("text", TYPED)
def test_signs_are_shown_as_they_were_typed(text: str) -> None:
    """No emphasis, link, table, element or formula comes of a typed line."""
    assert shown(text) == text
    assert not SOURCE.search(marked(text))
    page = page_of(f"- {marked(text)}\n")
    runs = map(html.unescape, re.split(r"<[^>]*>", page))
    assert not any(FORMULA.search(run) for run in runs)
    assert {*re.findall(r"<(\w+)", page)} <= {"ul", "li", "span"}


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab1 $\\&~*_`[](){}<>|#+-=.!:"), min_size=1, max_size=12))
def test_any_line_survives(text: str) -> None:
    """Whatever signs a line is made of, its words come out, blanks aside, and nothing else."""
    assert "".join(shown(text).split()) == "".join(text.split())
    assert not SOURCE.search(marked(text))


@pytest.mark.parametrize(
    "address",
    ["https://x.org/report?a=1&b=2", "https://x.org/~me/a_b_c*d", "http://x.org/(a)#b-1"],
)
def test_an_address_stays_whole(address: str) -> None:
    """An address is a link to itself, whatever its signs, also before a full stop."""
    page = page_of(f"- see {marked(f'{address}. More')}\n")
    (target,) = re.findall(r'href="([^"]*)"', page)
    assert html.unescape(target) == address.rstrip(")")
    assert shown(f"see {address}. More") == f"see {address}. More"


@pytest.mark.parametrize("line", ["1. Read", "12) Read", "- a", "+ a", "# a", "=== a"])
def test_a_line_begins_no_list_and_no_heading(line: str) -> None:
    """A line of its own that begins like a list or a heading is a line."""
    page = page_of(marked(line))
    assert page == f"<p>{html.escape(line)}</p>\n"
