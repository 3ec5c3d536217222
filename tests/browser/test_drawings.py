"""Drawings in a browser: what a theme of high contrast leaves of them."""

import pytest
from playwright.sync_api import Browser

from skillkit.assessment.examples import example_person
from skillkit.base.svg import STYLE
from skillkit.profile import profile_of
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import t_shape
from skillkit.widgets._base import DRAWING_STYLE

PAGE = """<style>body { --jp-ui-font-color1: rgba(0, 0, 0, .87) }
.skillkit .sk-soft { color: rgba(0, 0, 0, .7) }</style>"""

# A mark is seen when it is filled or drawn in another colour than the paper's, however clear.
PAINTS = """svg => {
  const bare = (paint) => paint.match(/[\\d.]+/g)?.slice(0, 3).join() ?? "none";
  const paper = document.createElement("i");
  paper.style.color = "Canvas";
  document.body.append(paper);
  const unseen = ["none", bare(getComputedStyle(paper).color)];
  return [...svg.querySelectorAll("text, rect, path, circle")].map((mark) => {
    const { fill, stroke } = getComputedStyle(mark);
    const line = mark.matches("path") && !/z/i.test(mark.getAttribute("d")); // it has no inside
    const inside = !line && !unseen.includes(bare(fill));
    return [mark.outerHTML, inside || !unseen.includes(bare(stroke))];
  });
}"""


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("inside", [True, False], ids=["in a page", "as a file"])
@pytest.mark.parametrize("draw", [t_shape, stool], ids=["T", "stool"])
def test_forced_colours_leave_every_name_and_mark_to_see(browser: Browser, draw, inside, scheme):
    """Names, boxes, lines, level names and legend are not painted in the paper's own colour."""
    drawn = draw(profile_of(example_person()))
    page = browser.new_page(forced_colors="active", color_scheme=scheme)
    if inside:
        style = f"{PAGE}<style>{DRAWING_STYLE}</style>"
        page.set_content(f'{style}<div class="skillkit">{drawn.replace(STYLE, "")}</div>')
    else:
        page.set_content(f"<body>{drawn}")
    marks = page.locator("svg").evaluate(PAINTS)
    page.close()
    assert len(marks) > 10
    assert [mark for mark, seen in marks if not seen] == []
