"""The charts and their words: valid, the same every time, and no more than the floor allows."""

import json
import random
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.base.errors import RatingError
from skillkit.base.svg import text_width
from skillkit.base.words import spoken_in
from skillkit.framework import LEVELS
from skillkit.profile import profile_of
from skillkit.team import Member, Team
from skillkit.team.charts import (
    BLUE,
    INK,
    ORANGE,
    PLOTLY,
    ROW,
    bundle,
    coverage_map,
    key_person_chart,
    label,
    marks,
    plain,
    spread_chart,
    stamped,
    team_t,
)
from skillkit.team.coverage import FLOOR, Range
from skillkit.team.draw_charts import (
    NARROW,
    STAGE,
    draw_coverage,
    draw_key_persons,
    draw_spread,
    draw_team_t,
)
from skillkit.team.page import picture, team_areas
from skillkit.team.sample import sample_team
from skillkit.team.vote import vote_sentence
from skillkit.team.words import (
    gap_sentences,
    group_sentences,
    holders,
    key_person_headline,
    key_person_sentences,
    mentor_lines,
    partly_counted,
    people_words,
    shape_headline,
    shape_sentences,
    skill_sentences,
    so_far,
    spread_headline,
    spread_sentences,
    stool_sentences,
)
from tests.vectors import FULL, QUICK, own_framework, ratings

SVG = "{http://www.w3.org/2000/svg}"
IDS = [skill.id for skill in QUICK.skills]
teams = st.lists(st.tuples(ratings(QUICK), st.sampled_from(["named", "unnamed"])), max_size=9)
FIGURES = settings(max_examples=30)  # each builds a dozen of plotly's figures


def team_of(rows, framework=QUICK):
    """A team of (ratings, share), called Person 0, Person 1, ..."""
    members = (
        Member(Assessment(framework, ratings=row), f"Person {i}", share)
        for i, (row, share) in enumerate(rows)
    )
    return Team(framework, tuple(members))


def figures_of(team, away=None):
    """All four charts."""
    coverage = team.coverage()
    return [
        coverage_map(team, coverage),
        team_t(coverage),
        spread_chart(coverage),
        key_person_chart(team, coverage, away),
    ]


def charts_of(team, away=None):
    """All four charts, as plotly's JSON."""
    return [plain(figure) for figure in figures_of(team, away)]


def words_of(team):
    """Every sentence that a picture of the team is made of."""
    c = team.coverage()
    away = [s for name in team.named for s in key_person_sentences(team, c, name)]
    one = [s for skill in team.framework.skills for s in skill_sentences(team, c, skill.id)]
    heads = [shape_headline(c), spread_headline(c), key_person_headline(team, c)]
    more = [key_person_headline(team, c, name) for name in team.named]
    lines = [*group_sentences(team, c), *gap_sentences(team, c), *shape_sentences(c)]
    return [*lines, *stool_sentences(c), *spread_sentences(c), *heads, *more, *away, *one]


@FIGURES
@given(teams)
def test_every_team_has_charts_and_words(rows):
    """Whatever is rated or not, each chart is plotly's and each sentence is one."""
    team = team_of(rows)
    for chart in charts_of(team, next(iter(team.named), None)):
        json.dumps(chart, allow_nan=False)
    for sentence in words_of(team):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert "None" not in sentence


@FIGURES
@given(st.lists(ratings(QUICK), max_size=FLOOR - 1))
def test_below_the_floor_no_chart_shows_a_number(rows):
    """Under five unnamed people all charts are empty, and all words say so."""
    team = team_of([(row, "unnamed") for row in rows])
    found, comb, spread, holiday = charts_of(team)
    assert found["data"][1]["text"] == []
    assert {y for trace in comb["data"] for y in trace["y"]} == {0}
    assert [trace["y"] for trace in (*spread["data"], *holiday["data"])] == [[]] * 7
    answers = json.dumps([found["data"][0]["hovertext"], comb["data"][0]["hovertext"]])
    assert re.findall(r"(?:one|nobody|people|\d)\b", answers) == []
    coverage = team.coverage()
    assert gap_sentences(team, coverage) == shape_sentences(coverage) == []
    assert spread_sentences(coverage) == []


@FIGURES
@given(st.lists(ratings(QUICK), min_size=FLOOR, max_size=9), st.data())
def test_equal_coverage_makes_equal_charts(rows, data):
    """Charts are made of the picture alone: who is behind a count changes nothing."""
    team = team_of([(row, "unnamed") for row in rows])
    coverage = team.coverage()
    columns = [data.draw(st.permutations([row.get(s) for row in rows])) for s in IDS]
    mixed = [
        {s: level for s, level in zip(IDS, row, strict=True) if level is not None}
        for row in zip(*columns, strict=True)
    ]
    other = team_of([(row, "unnamed") for row in mixed])
    assert other.coverage().rows == coverage.rows
    assert charts_of(other) == charts_of(team)
    assert picture(other, other.coverage()) == picture(team, coverage)


@given(st.lists(ratings(QUICK), min_size=1, max_size=9), st.data())
def test_of_named_people_an_absence_is_exact(rows, data):
    """With everybody named, what is left is a count of the others."""
    team = team_of([(row, "named") for row in rows])
    away = data.draw(st.sampled_from(sorted(team.named)))
    others = [m.assessment.levels for name, m in team.named.items() if name != away]
    for skill, held in holders(team, team.coverage(), away).items():
        left = sum(levels.get(skill, 0) >= 3 for levels in others)
        assert held.left == Range(left, left)


@given(teams)
def test_an_absence_always_covers_the_truth(rows):
    """What is left is really between the two ends that are shown."""
    team = team_of(rows)
    coverage = team.coverage()
    everybody = {m.alias: m.assessment.levels for m in team.members}
    alone = partly_counted(coverage)
    for away in [None, *team.named]:
        for skill, held in holders(team, coverage, away).items():
            counted = team.named if skill in alone else everybody
            names = [n for n in counted if n != away and everybody[n].get(skill, 0) >= 3]
            assert held.left.low <= len(names)
            assert held.left.high is None or len(names) <= held.left.high


def test_nobody_is_named_unasked_in_any_chart_or_sentence():
    """A team of unnamed people with aliases shows none of them."""
    chance = random.Random(1)
    rows = [({s: chance.randrange(5) for s in IDS}, "unnamed") for _ in range(9)]
    team = team_of(rows)
    assert "Person" not in json.dumps([charts_of(team), words_of(team)])
    assert "Person" not in picture(team, team.coverage())


@pytest.mark.parametrize(
    ("levels", "share", "words"),
    [
        ((3, 1), "named", "One person is Strong in 1 skill"),
        ((3, 3), "named", "Every skill has two people or more at Strong"),
        ((1, 0), "named", "Nobody is Strong in 1 skill"),
        ((3, 1, 1, 1, 0, 0), "unnamed", "One or two people are Strong in 1 skill"),
        ((3, 1, 1, 1), "unnamed", "Too few people to show who holds which skill"),
    ],
)
def test_the_finding_on_absences_is_as_exact_as_the_counts(levels, share, words):
    """One person is said where it is surely one."""
    team = team_of([({"leadership": level}, share) for level in levels])
    assert key_person_headline(team, team.coverage()) == words


def test_somebody_unnamed_cannot_be_thought_away():
    """Only people who agreed to a name can be picked."""
    team = team_of([({"leadership": i % 5}, "unnamed") for i in range(6)])
    with pytest.raises(KeyError):
        key_person_chart(team, team.coverage(), "Person 1")


@pytest.mark.parametrize(
    ("now", "left", "row"),
    [
        (Range(0, 0), Range(0, 0), ["nobody"]),
        (Range(1, 1), Range(0, 0), ["gone"]),
        (Range(1, 2), Range(0, 1), ["perhaps", "gone"]),
        (Range(2, 4), Range(2, 4), ["sure", "sure", "perhaps", "perhaps"]),
        (Range(3, None), Range(2, None), ["sure", "sure", "more", "gone"]),
        (Range(9, 9), Range(9, 9), [*["sure"] * 5, "more"]),
    ],
)
def test_every_count_has_its_marks(now, left, row):
    """Forms tell people, perhaps-people, more, nobody and the one who is away apart."""
    from skillkit.team.words import Holders

    assert marks(Holders(now, left)) == row


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Range(0, 0), "nobody"),
        (Range(1, 1), "one person"),
        (Range(1, 2), "one or two people"),
        (Range(0, 1), "nobody or one person"),
        (Range(4, 4), "4 people"),
        (Range(2, 4), "2 to 4 people"),
        (Range(3, None), "3 or more people"),
    ],
)
def test_a_count_in_words(span, words):
    """Spans of people read as people say them."""
    assert people_words(span) == words


def test_colour_never_speaks_alone():
    """Every field of the map has its number, every mark its form, every bar its label."""
    found, comb, spread, holiday = charts_of(sample_team(), "Heron")
    assert len(found["data"][1]["text"]) == 5 * len(FULL.skills)
    assert all(found["data"][1]["text"])
    symbols = [trace["marker"]["symbol"] for trace in holiday["data"]]
    assert len(set(symbols)) == len(symbols)
    for chart in (comb, spread):
        assert "pattern" in chart["data"][1]["marker"]
        assert len(chart["layout"]["annotations"]) >= len(FULL.skills)


def test_every_axis_says_what_it_is_and_names_are_no_places():
    """Plotly guesses no date or number; two skills of one name would stay two rows."""
    for chart in charts_of(sample_team()):
        axes = [chart["layout"]["xaxis"], chart["layout"]["yaxis"]]
        assert {axis["type"] for axis in axes} <= {"category", "linear"}
        names = [axis for axis in axes if axis["type"] == "category"]
        assert all(len(axis["tickvals"]) == len(axis["ticktext"]) for axis in names)
        assert any(axis["tickvals"][0] in FULL or "level" in axis["tickvals"][0] for axis in names)


def test_a_chart_fits_the_projector():
    """One, six and sixteen skills are seen whole in what JupyterLab leaves of 1280 by 720."""
    for team in (sample_team(), team_of([(dict.fromkeys(IDS, 2), "named")] * 1)):
        for figure in figures_of(team):
            bare, layout = figure.layout, stamped(figure, "An invented team").layout
            assert layout.height <= 608
            assert layout.height - layout.margin.t == bare.height - bare.margin.t


def sizes_in(part):
    """Every font size of a chart, also those in the pseudo-HTML of its title."""
    if isinstance(part, str):
        yield from map(int, re.findall(r"font-size:(\d+)px", part))
    elif isinstance(part, dict):
        if "family" in part or part.keys() == {"size", "color"}:
            yield part["size"]
        yield from (size for value in part.values() for size in sizes_in(value))
    elif isinstance(part, list):
        yield from (size for value in part for size in sizes_in(value))


def test_letters_are_read_from_the_last_row():
    """No letter is below a fortieth of the height of the projector."""
    for figure in figures_of(sample_team(), "Heron"):
        sizes = list(sizes_in(plain(stamped(figure, "An invented team"))["layout"]))
        assert len(sizes) > 5
        assert min(sizes) >= 720 / 40


def test_forty_skills_grow_the_chart_instead_of_shrinking_its_letters():
    """Every row keeps its height, and names of columns stand upright beside each other."""
    framework = own_framework(40)
    people = [{s.id: (i + j) % 5 for j, s in enumerate(framework.skills)} for i in range(6)]
    team = team_of([(row, "named") for row in people], framework)
    found, comb, *_ = charts_of(team)
    assert found["layout"]["height"] > 40 * ROW
    assert comb["layout"]["xaxis"]["tickangle"] == -90
    areas = [framework.skill(skill).area for skill in found["data"][0]["y"]]
    assert areas == sorted(areas, key=[area.id for area in framework.areas].index)


def test_a_mark_answers_with_the_sentence_of_its_drawing():
    """Pointed at, a figure and its drawing say the same, one sentence a field, bar or mark."""
    team = sample_team()
    for chart, svg in zip(charts_of(team, "Heron"), drawings_of(team, "Heron"), strict=True):
        titles = {node.text for node in ElementTree.fromstring(svg).iter(f"{SVG}title")}
        traces = [trace for trace in chart["data"] if trace.get("hoverinfo") == "text"]
        flat = json.dumps([trace["hovertext"] for trace in traces])
        answers = set(re.findall(r'"([^"]+)"', flat))
        assert len(answers) >= 10
        assert answers <= titles | {f"{s.name}: not shown" for s in FULL.skills}
        assert chart["layout"]["hovermode"] == "closest"


def test_a_label_is_text_for_plotly():
    """Markup, entities and TeX are there as they were written."""
    assert label("<a href='x'>&lt; $y$") == "&lt;a href='x'&gt;&amp;lt; &#36;y&#36;"


def test_a_bundle_is_raw_and_has_words():
    """What a notebook gets is the figure itself, with a drawing and its finding beside it."""
    coverage = sample_team().coverage()
    chart, svg = team_t(coverage), draw_team_t(coverage, headed=True)
    assert bundle(chart, svg, "A finding") == {
        PLOTLY: plain(chart),
        "image/svg+xml": svg,
        "text/plain": "A finding",
    }


def drawings_of(team, away=None, on=STAGE):
    """All four charts as drawings."""
    coverage = team.coverage()
    return [
        draw_coverage(team, coverage, on=on),
        draw_team_t(coverage, on=on),
        draw_spread(coverage, on=on),
        draw_key_persons(team, coverage, away, on=on),
    ]


def written(svg):
    """All texts that a drawing shows, without its sentences for pointing."""
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@FIGURES
@given(teams)
def test_every_team_has_drawings_that_say_what_its_charts_say(rows):
    """A drawing is one XML text, the same every time, and its numbers are those of the figure.

    On a telephone, too, and there it is no wider than that.
    """
    team = team_of(rows)
    away = next(iter(team.named), None)
    charts, small = charts_of(team, away), drawings_of(team, away, NARROW)
    assert all('viewBox="0 0 344 ' in svg for svg in small)
    drawn = [*drawings_of(team, away), *small]
    for chart, svg in zip([*charts, *charts], drawn, strict=True):
        shown = written(svg)
        said = [note["text"] for note in chart["layout"].get("annotations", ())]
        said += chart["data"][-1].get("text", ())
        areas = {area.name for area in QUICK.areas}
        said = [text for text in said if "<br>" not in text and text not in areas]
        for text in said:
            assert text in shown or (text == "not shown" and "–" in shown)
    assert drawings_of(team, away) == drawings_of(team, away)


@pytest.mark.parametrize("tag", ["en", "de"])
def test_on_a_telephone_nothing_is_cut_beside_the_marks(tag):
    """How many people there are is whole at the right of each row, in a longer language too."""
    with spoken_in(tag):
        team = sample_team()
        drawn = ElementTree.fromstring(draw_key_persons(team, team.coverage(), on=NARROW))
    texts = [
        (float(e.attrib["x"]), float(e.attrib["font-size"]), e.text or "")
        for e in drawn.iter(f"{SVG}text")
    ]
    beside = [x + text_width(said, size) for x, size, said in texts if x > NARROW.left]
    assert len(beside) == 16
    assert max(beside) <= NARROW.width


@FIGURES
@given(st.lists(ratings(QUICK), max_size=FLOOR - 1))
def test_below_the_floor_no_drawing_shows_a_number(rows):
    """Under five unnamed people no count is in any drawing, nor in what it says when pointed at."""
    for svg in drawings_of(team_of([(row, "unnamed") for row in rows])):
        assert not [text for text in written(svg) if re.search(r"\d", text or "")]
        titles = [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}title")]
        assert not [text for text in titles if re.search(r"\d|one|nobody is", text)]


def test_nobody_is_named_unasked_in_any_drawing():
    """A team of unnamed people with aliases shows none of them."""
    chance = random.Random(1)
    rows = [({s: chance.randrange(5) for s in IDS}, "unnamed") for _ in range(9)]
    assert "Person" not in json.dumps(drawings_of(team_of(rows)))


def contrast(one, other):
    """How far apart two colours are, as WCAG counts it."""

    def light(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", "#111111"], ids=["light", "dark"])
def test_a_figure_lets_the_page_through_and_is_read_on_it(ground):
    """Nothing paints a ground of its own; letters and bars stand out from both of JupyterLab's."""
    for chart in charts_of(sample_team(), "Heron"):
        for part in ("paper_bgcolor", "plot_bgcolor"):
            assert chart["layout"][part] == "rgba(0, 0, 0, 0)"
        assert "#1b2233" not in json.dumps(chart["layout"])
    assert min(contrast(color, ground) for color in (INK, BLUE, ORANGE)) > 4


# --- The invented team -------------------------------------------------------------------------


def test_the_invented_team_has_every_shape_and_every_kind_of_hole():
    """Readers alone see all that a group may bring: seven shapes, unrated, not applicable."""
    team = sample_team()
    cards = [member.assessment for member in team.members]
    assert len(cards) == 12
    assert {profile_of(card).shape for card in cards} == {
        "t_shaped",
        "t_in_progress",
        "broad_generalist",
        "narrow_specialist",
        "emerging",
        "mixed",
        "insufficient_data",
    }  # fmt: skip  (a list to read)
    assert any("na" in card.ratings.values() for card in cards)
    assert any(len(card.ratings) < len(FULL.skills) for card in cards)
    assert 0 < len(team.named) < 12 - FLOOR


def test_the_invented_team_shows_every_kind_of_finding():
    """It has gaps, thin spots, mentors, a pair, and a row that counts the named alone."""
    team = sample_team()
    coverage = team.coverage()
    gaps = " ".join(gap_sentences(team, coverage))
    assert "Nobody is at Strong or above in Domain expertise and Ethical AI." in gaps
    assert "One or two people are at Strong or above in" in gaps
    assert "(*)" in " ".join(group_sentences(team, coverage))
    assert "Heron offers to help Badger with Leadership." in mentor_lines(team)
    assert (
        key_person_headline(team, coverage, "Heron")
        == "Without Heron 2 skills may be left with nobody"
    )
    assert len(team.pairs.pairs) == 2


def test_the_drawn_stool_says_what_the_counts_say():
    """Where spans leave open whether the stool stands, none is drawn."""
    for levels, drawn in (((4, 4, 4, 1, 1), True), ((3, 1, 1, 1, 0), False)):
        team = team_of([(dict.fromkeys(IDS, level), "unnamed") for level in levels])
        assert (team_areas(team.coverage()) is not None) == drawn


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        (0, "No cards yet"),
        (1, "Fewer than 5 cards so far"),
        (4, "Fewer than 5 cards so far"),
        (5, "5 cards or more so far"),
        (9, "5 cards or more so far"),
        (12, "10 cards or more so far"),
    ],
)
def test_the_count_is_coarse(cards, words):
    """Nobody sees who came last."""
    assert so_far(cards) == words


def test_votes_are_said_in_a_sentence():
    """Votes that lie apart are worth a talk; equal ones are not; none are none."""
    assert "worth a talk" in vote_sentence(QUICK, "leadership", [0, 0, 2, 4, 4])
    assert "You agree" in vote_sentence(QUICK, "leadership", [2, 2, 2])
    assert vote_sentence(QUICK, "leadership", []) == "No votes on Leadership yet."
    assert vote_sentence(QUICK, "ai Knowledge", []) == "No votes on AI knowledge yet."
    with pytest.raises(RatingError, match="'ai_knowledge'"):
        vote_sentence(QUICK, "ai_knowlege", [])


@pytest.mark.parametrize("level", LEVELS)
def test_a_comb_is_solid_as_far_as_two_people_reach(level):
    """Two at a level and one above it: solid to the level, striped above."""
    rows = [({"leadership": n}, "named") for n in (level, level, min(4, level + 1))]
    chart = plain(team_t(team_of(rows).coverage()))
    place = chart["data"][0]["x"].index("leadership")
    assert chart["data"][0]["y"][place] == level
    assert chart["data"][1]["y"][place] == min(4, level + 1) - level
