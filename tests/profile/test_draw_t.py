"""The drawings: what they say, how they stay apart, and that nothing typed can break them."""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment
from skillkit.assessment.examples import t_shaped_person
from skillkit.base.svg import STYLE, TALL, fitted, printable, text_width, wrapped
from skillkit.framework import LEVELS, Framework
from skillkit.profile import Profile, profile_of
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import grid_of, narrow_grid, t_shape
from skillkit.workshop.blank_drawings import stool_outline, t_outline
from tests.vectors import FULL, QUICK, assessments, own_framework
from tools.pictures import pictures

SVG = "{http://www.w3.org/2000/svg}"
SENTENCE = "A name as long as sixty characters that nobody says at once "
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "]]></title><svg onload=alert(1)>&amp;",
    "$\\href{javascript:alert(1)}{x}$",
    "\u202egnirts a\u202c and \u2066isolates\u2069",
    "a" + "\u0301" * 300,
    "word " * 2000,
    "x" * 10_000,
    "line\nbreak\ttab\x00nul\ud800surrogate\uffff",
    "👩‍👩‍👧‍👦 family 🇩🇪",
    "مهارت‌های نرم",
    "\u202e\x00",
]


def named(framework: Framework, *names: str) -> Framework:
    """The framework with its skills renamed, over and over through the names."""
    skills = [
        replace(skill, name=names[i % len(names)]) for i, skill in enumerate(framework.skills)
    ]
    return replace(framework, skills=tuple(skills))


def dressed(framework: Framework) -> Framework:
    """The framework with the longest names that its areas and levels may have."""
    areas = tuple(replace(a, name=f"{SENTENCE}{i}") for i, a in enumerate(framework.areas))
    levels = tuple(replace(v, name=f"{SENTENCE}{v.number}") for v in framework.levels)
    return replace(framework, areas=areas, levels=levels)


def profile(framework: Framework, row: list[object], **more: object) -> Profile:
    """The profile of ratings in file order; None is unrated."""
    ids = [skill.id for skill in framework.skills]
    ratings = {i: r for i, r in zip(ids, row, strict=True) if r is not None}
    return profile_of(Assessment(framework, None, ratings, **more))  # type: ignore[arg-type]


def wave(framework: Framework) -> Profile:
    """A profile with every level in it."""
    return profile(framework, [(4 + 3 * i) % 5 for i in range(len(framework.skills))])


def column(text: str, skill: str) -> str:
    """The markup of one skill in a T, without its words."""
    found = re.search(rf"<g><title>{re.escape(skill)}: .*?</title>(.*)</g>", text)
    assert found, f"no column for {skill}"
    return re.sub(r"<text.*?</text>", "", found[1])


def spoken(text: str) -> tuple[str, str]:
    """Title and description of a drawing."""
    root = ET.fromstring(text)
    return root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""


def drawings(given_profile: Profile) -> list[str]:
    """Every drawing of a profile."""
    framework = given_profile.framework
    outlines = [t_outline(framework), stool_outline(framework)]
    small = t_shape(given_profile, narrow=True)
    return [t_shape(given_profile), small, stool(given_profile), *outlines]


@given(assessments(), st.data())
def test_every_drawing_is_a_described_image(assessment, data):
    """Whatever the ratings, each drawing is well-formed, labelled, free of ids and repeatable."""
    goals = st.dictionaries(
        st.sampled_from([s.id for s in assessment.framework.skills]), st.sampled_from(LEVELS)
    )
    found = profile_of(replace(assessment, targets=data.draw(goals)))
    for text in drawings(found):
        root = ET.fromstring(text)
        title, desc = spoken(text)
        assert root.get("role") == "img"
        assert root.get("aria-label") == title
        assert title
        assert desc
        assert root.get("viewBox")
        assert not [e for e in root.iter() if "id" in e.attrib]
    assert drawings(found) == drawings(found)


@given(assessments())
def test_the_words_say_what_the_t_shows(assessment):
    """The title names every deep skill, the description every skill with its level."""
    found = profile_of(assessment)
    title, desc = spoken(t_shape(found))
    for skill in assessment.framework.skills:
        rating = assessment.rating(skill.id)
        words = {None: "not rated", NA: "not applicable"}
        level = words.get(rating) or assessment.framework.levels[rating].name
        assert f"{skill.name}: {level}" in desc
        assert (skill.name in title) == (skill.id in found.deep)


def test_an_outline_stands_on_the_grid_of_the_drawn_t():
    """A column to fill is as wide, and as deep, as the part that the drawing fills."""
    for framework in (FULL, QUICK, own_framework(40)):
        drawn = t_shape(profile(framework, [4] * len(framework.skills)))
        outline = t_outline(framework)
        for level in ("Working", "High-value", "Second", "Fourth"):
            assert re.findall(rf".*>{level}</text>", outline) == re.findall(
                rf".*>{level}</text>", drawn.partition("translate")[0]
            )
        edges = re.findall(r'class="sk-edge" d="M([\d.]+) [\d.]+H([\d.]+)V', outline)
        bars = re.findall(r'<rect class="sk-bar" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
        ends = [(float(x), round(float(x) + float(w), 1)) for x, w in bars]
        for edge, end in zip(edges, ends, strict=False):
            assert [float(x) for x in edge] == pytest.approx(end, abs=0.11)
        assert len(edges) == len(framework.skills)


@pytest.mark.parametrize("framework", [QUICK, FULL, own_framework(40)], ids=["6", "16", "40"])
def test_a_narrow_t_fits_a_telephone_with_legible_names(framework):
    """Names keep their size where they have room without touching, and are left out of many."""
    drawn = t_shape(profile(framework, [4] * len(framework.skills)), narrow=True)
    grid = narrow_grid(framework)
    assert float(ET.fromstring(drawn).get("viewBox", "").split()[2]) <= 350
    assert max(grid.columns.values()) + grid.pitch <= grid.width
    if len(framework.skills) > 20:
        assert not any(grid.names.values())
        return
    steep = math.radians(grid.slant)
    assert grid.size >= 11
    assert grid.pitch * math.sin(steep) >= grid.size
    for skill, name in grid.names.items():
        end = grid.columns[skill] + grid.pitch / 2 + text_width(name, grid.size) * math.cos(steep)
        assert end <= grid.width


@given(assessments())
def test_a_t_changes_only_where_the_rating_does(assessment):
    """One more rating changes the skill's own line and the words, never the number of lines."""
    skill = assessment.framework.skills[0]
    before = t_shape(profile_of(assessment.without(skill.id))).split("\n")
    after = t_shape(profile_of(assessment.rate(skill.id, 4))).split("\n")
    assert len(before) == len(after)
    changed = [line for line, other in zip(after, before, strict=True) if line != other]
    assert 1 <= len(changed) <= 5  # root with its label, title, description, the skill, legend
    assert len(stool(profile_of(assessment)).split("\n")) == len(
        stool(profile_of(assessment.without(skill.id))).split("\n")
    )


def test_unrated_zero_and_not_applicable_look_different():
    """No rating, "not yet" and "not applicable" differ in form, and so does each level."""
    name = "System design"
    place = [skill.name for skill in FULL.skills].index(name)
    row: list[object] = [2] * len(FULL.skills)
    forms = {}
    for rating in [None, NA, *LEVELS]:
        row[place] = rating
        forms[rating] = column(t_shape(profile(FULL, row)), name)
    colourless = {rating: form.replace("sk-stem", "sk-bar") for rating, form in forms.items()}
    assert len(set(colourless.values())) == len(forms)
    assert "sk-dots" in forms[None]
    assert "<rect" not in forms[NA]
    assert "sk-dots" not in forms[0] + forms[NA]


def test_a_target_is_a_ghost_until_it_is_reached():
    """A target above the rating is dashed; one that is reached, or not applicable, is not drawn."""
    row: list[object] = [2] * len(FULL.skills)
    goal = {"system_design": 3}
    assert "sk-goal" in column(t_shape(profile(FULL, row, targets=goal)), "System design")
    for reached in (3, 4, NA):
        row[3] = reached
        assert "sk-goal" not in column(t_shape(profile(FULL, row, targets=goal)), "System design")


def test_deeper_levels_hang_further_down():
    """Each level reaches further than the one before; the deep one makes the longest step."""
    for framework in (FULL, QUICK, own_framework(40)):
        depths = grid_of(framework).depths
        steps = [after - before for before, after in pairwise(depths)]
        assert min(steps) > 0
        assert steps.index(max(steps)) == framework.rules.deep - 1


@given(st.lists(st.integers(1, 4), min_size=4, max_size=4), st.data())
def test_any_thresholds_make_a_t(numbers, data):
    """Whatever the rules call decent, strong and deep, the levels stay in order and are drawn."""
    decent, strong, deep = sorted(numbers[:3])
    rules = replace(QUICK.rules, decent=decent, strong=strong, deep=deep, stool_stands=numbers[3])
    framework = replace(QUICK, rules=rules)
    row = data.draw(st.lists(st.sampled_from([None, *LEVELS]), min_size=6, max_size=6))
    found = profile(framework, row, targets={s.id: 4 for s in framework.skills})
    assert all(before < after for before, after in pairwise(grid_of(framework).depths))
    assert all(ET.fromstring(text).tag == f"{SVG}svg" for text in drawings(found))


def test_only_a_stem_is_drawn_as_a_stem():
    """High-value communication hangs as deep, but is not the stem of the T."""
    text = t_shape(profile(FULL, [4] * len(FULL.skills)))
    assert "sk-stem" in column(text, "Machine learning")
    assert "sk-stem" not in column(text, "Communication")
    bold = re.findall(r'class="sk-bold">(.*?)</text>', text)
    assert bold == [skill.name for skill in FULL.stems]


@given(assessments())
def test_the_stool_stands_when_every_leg_reaches_the_ground(assessment):
    """The words of the stool follow the profile and name the shortest legs."""
    found = profile_of(assessment)
    text = stool(found)
    title, desc = spoken(text)
    legs = re.findall(
        r"<g><title>.*?</title><path class=\"(.*?)\" d=\"M\S+ \S+h20L\S+ (\S+)h", text
    )
    ground = 62 + 30 * found.framework.rules.stool_stands
    bare = [height is None for height in found.heights.values()]
    assert ["sk-dots" in kind for kind, _ in legs] == bare
    if found.stool:
        reach = all(float(y) >= ground - 0.05 for _, y in legs) and not any(bare)
        assert ("It stands" in title) == (found.stool == "stands") == reach
        assert all(found.framework.area(area).name in desc for area in found.weakest_areas)
    shortest = text.count(" shortest<")
    assert shortest == (len(found.weakest_areas) if len(found.weakest_areas) < 3 else 0)


@given(st.lists(st.sampled_from(HOSTILE) | st.text(), min_size=1), assessments())
def test_no_name_can_break_a_drawing(names, assessment):
    """Markup, controls, direction marks and endless names stay inert, short text."""
    framework = named(assessment.framework, *names)
    found = profile_of(replace(assessment, framework=framework))
    for text in drawings(found):
        root = ET.fromstring(text)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "style",
            "g",
            "rect",
            "path",
            "circle",
            "text",
            "tspan",
        }
        assert not [a for element in root.iter() for a in element.attrib if a.startswith("on")]
        assert not re.search(
            "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]", text
        )
        assert len(text) < 40_000


@given(st.sampled_from(HOSTILE) | st.text(), st.floats(20, 300), st.floats(8, 14))
def test_cut_text_fits_and_says_so(text, room, size):
    """A name that is too long ends with an ellipsis and keeps to its room."""
    for line in [fitted(text, room, size), *wrapped(text, room, size, 3)]:
        assert text_width(line, size) <= max(room, text_width("…", size))
    if text_width(printable(text), size) > room:
        assert fitted(text, room, size).endswith("…")
    assert printable("x" * 10_000).endswith("…")


def test_printable_text_has_no_hidden_characters():
    """Controls and direction marks go, blanks become one, and marks do not pile up."""
    assert printable("one\n two\u202e\x00three\ufeff") == "one twothree"
    assert printable("a" + "\u0323" * 300) == "\u1ea1" + "\u0323" * 4
    assert len(printable("a" + ("\u0301" * 4 + "\u200d\u200b") * 20).replace("\u200d", "")) == 5
    assert printable("\u202e\x00") == "…"
    assert printable("👩‍🍳 نرم‌افزار") == "👩‍🍳 نرم‌افزار"


@pytest.mark.parametrize("count", [3, 4, 6, 7, 10, 13, 16, 23, 24, 25, 40])
def test_names_keep_to_their_columns(count):
    """Names are legible and never closer than a line, however many there are."""
    grid = grid_of(named(own_framework(count), SENTENCE, "W" * 60, "Short"))
    assert grid.size >= 11
    apart = grid.pitch * math.sin(math.radians(grid.slant))
    assert apart >= TALL * grid.size - 0.1
    for name in grid.names.values():
        rise = math.sin(math.radians(grid.slant)) * text_width(name, grid.size)
        assert rise < grid.depths[0]


@pytest.mark.parametrize("framework", [QUICK, FULL], ids=["6", "16"])
def test_a_t_is_read_without_turning_ones_head(framework):
    """The names of both shipped frameworks rise gently and are there whole."""
    grid = grid_of(framework)
    assert grid.slant < 45
    assert list(grid.names.values()) == [skill.name for skill in framework.skills]


def test_the_drawings_are_light():
    """A T of 16 skills stays under 12 kB, one of 6 under 6 kB."""
    full, quick = wave(FULL), wave(QUICK)
    assert len(t_shape(full).encode()) <= 12_000
    assert len(t_shape(quick).encode()) <= 6_000


def test_nothing_leaks_out_of_a_drawing_or_is_fetched_into_it():
    """Styles apply to the kit's drawings alone; there is no address but the namespace."""
    rules = [line for line in STYLE.splitlines() if "{" in line]
    for rule in rules:
        inner = rule.split("{", 1)[1] if rule.startswith("@media") else rule
        assert inner.startswith((".sk-svg", ":root.sk-svg")), rule
    for text in pictures().values():
        assert not re.search(r"url\(|href|@import|<script", text)
        assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("paper", ["#ffffff", "#111111", "#212121", "#12141b"])
def test_fills_stand_out_on_light_and_dark(paper):
    """Bar and stem have a contrast of at least 3 to 1 on every page they stand on."""
    fills = set(re.findall(r"(?:fill|stroke):(#[0-9a-f]{6});", STYLE))
    assert len(fills) == 2
    assert min(contrast(fill, paper) for fill in fills) >= 3


@pytest.mark.parametrize(("ink", "paper"), [("#1b2233", "#ffffff"), ("#e9ecf4", "#12141b")])
def test_text_is_readable_in_an_image_file(ink, paper):
    """Text at its faintest has a contrast of at least 4.5 to 1, lines one of 3 to 1."""
    assert ink in STYLE
    assert paper in STYLE or paper == "#ffffff"
    assert contrast(blend(ink, paper, 0.8), paper) >= 4.5
    assert contrast(blend(ink, paper, 0.55), paper) >= 3


def test_the_kept_pictures_are_fresh(root):
    """The pictures of the documentation are what the examples draw today."""
    kept = {path.name: path.read_text("utf-8") for path in (root / "docs" / "img").glob("*.svg")}
    assert kept == pictures(), "run `python3 -m tools.pictures`"


def test_the_face_of_the_project_is_a_t():
    """The first picture shows a T with a stem, and says what it is deep in."""
    found = profile_of(t_shaped_person())
    assert found.shape == "t_shaped"
    title, _ = spoken(pictures()["t_shape.svg"])
    assert title.startswith(f"Skills as a T: deep in {found.framework.skill(found.deep[0]).name}")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, after WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def blend(ink: str, paper: str, share: float) -> str:
    """The colour of translucent ink on paper."""
    pairs = [(int(ink[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def lopsided() -> Framework:
    """A framework whose first two areas hold one skill each, and the third all others."""
    framework = dressed(own_framework(24))
    names = [area.id for area in framework.areas]
    skills = [replace(s, area=names[min(i, 2)]) for i, s in enumerate(framework.skills)]
    return replace(framework, skills=tuple(skills))


# In a real browser, with its real fonts.

SIZES = [
    pytest.param(QUICK, id="6"),
    pytest.param(FULL, id="16"),
    pytest.param(named(QUICK, SENTENCE), id="6-long"),
    pytest.param(named(FULL, SENTENCE), id="16-long"),
    pytest.param(named(own_framework(40), SENTENCE), id="40-long"),
    pytest.param(named(own_framework(40), "W" * 60, "界" * 60, "👩‍👧 and 🧑‍🍳" * 9), id="40-wide"),
    pytest.param(own_framework(3), id="3"),
    pytest.param(dressed(named(QUICK, SENTENCE)), id="6-all-long"),
    pytest.param(dressed(own_framework(40)), id="40-all-long"),
    pytest.param(lopsided(), id="lopsided"),
]


@pytest.fixture(scope="module")
def page(browser):
    """A page in which a drawing can be measured; it may ask for nothing."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.route("**", lambda route: pytest.fail(f"asked for {route.request.url}"))
    yield page
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("draw", [t_shape, stool, t_outline, stool_outline])
@pytest.mark.parametrize("framework", SIZES)
def test_no_two_texts_meet(page, draw, framework):
    """In a browser, all texts are inside the drawing and none covers another."""
    page.set_content(draw(wave(framework) if draw in (t_shape, stool) else framework))
    whole, *texts = page.evaluate(
        """() => {
            const edge = document.querySelector('svg').getBoundingClientRect();
            const corners = text => {
                const {x, y, width, height} = text.getBBox(), matrix = text.getScreenCTM();
                return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
                    .map(([a, b]) => new DOMPoint(a, b).matrixTransform(matrix))
                    .map(point => [point.x - edge.left, point.y - edge.top]);
            };
            const texts = [...document.querySelectorAll('svg text')].filter(t => t.textContent);
            return [[edge.width, edge.height],
                ...texts.map(t => [corners(t), t.textContent])];
        }"""
    )
    for corners, text in texts:
        for x, y in corners:
            assert -0.5 <= x <= whole[0] + 0.5, text
            assert -0.5 <= y <= whole[1] + 0.5, text
    for (one, text), (other, neighbour) in combinations(texts, 2):
        assert are_apart(letters(one), letters(other)), (text, neighbour)


Corner = tuple[float, float]


def letters(corners: list[Corner]) -> list[Corner]:
    """The corners of a text without the blank edges that a font keeps above and below it."""
    top, bottom = corners[0], corners[3]
    down = [0.08 * (bottom[i] - top[i]) for i in (0, 1)]
    signs = (1, 1, -1, -1)
    return [
        (x + sign * down[0], y + sign * down[1])
        for (x, y), sign in zip(corners, signs, strict=True)
    ]


def are_apart(one: list[Corner], other: list[Corner]) -> bool:
    """Whether a straight line has one box on each side; boxes may be turned."""
    for box in (one, other):
        for (x, y), (u, v) in zip(box, [*box[1:], box[0]], strict=True):
            normal = (v - y, x - u)
            here, there = (
                [normal[0] * a + normal[1] * b for a, b in corners] for corners in (one, other)
            )
            if max(here) <= min(there) + 1e-6 or max(there) <= min(here) + 1e-6:
                return True
    return False


@pytest.mark.browser
def test_a_screen_reader_is_told_what_the_picture_shows(page):
    """The browser offers each drawing as an image with its title as the name."""
    found = profile_of(t_shaped_person())
    page.set_content("".join(drawings(found)))
    for text in drawings(found):
        assert page.get_by_role("img", name=spoken(text)[0], exact=True).count() >= 1


@pytest.mark.browser
def test_hostile_names_do_nothing_in_a_page(page):
    """Names full of markup make no element and ask for nothing in a browser."""
    page.set_content(t_shape(wave(named(FULL, *HOSTILE))))
    assert page.locator("script, img, a, svg svg").count() == 0
    assert page.locator("svg text", has_text="<script>").count() >= 1
