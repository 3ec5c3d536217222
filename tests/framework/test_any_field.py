"""Any field: the laws of the kit hold for frameworks of every size, with roles and without."""

import datetime as dt
import itertools
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.invented import (
    PATTERNS,
    person_at_start,
    person_later,
    person_like,
    start_as_seen_later,
)
from skillkit.assessment.paper_row import read_row, row_of
from skillkit.assessment.share_code import code_of, read_code
from skillkit.base.errors import Invalid, RatingError
from skillkit.base.html import text as escaped
from skillkit.base.svg import text_width
from skillkit.export.calendar import plan_ics
from skillkit.export.one_page import take_home
from skillkit.framework.file import parse_framework
from skillkit.plan import HORIZONS, Action, Plan
from skillkit.plan.rules import open_questions, violations
from skillkit.plan.words import hours_sentence
from skillkit.profile import profile_of
from skillkit.profile.draw_areas import draw_areas
from skillkit.profile.draw_t import silhouette, t_shape
from skillkit.profile.shape import needs, possible_shapes, shape_of, shapes_of, tally
from skillkit.profile.words import rule_lines, shape_sentence, stool_sentence
from skillkit.progress import Progress
from skillkit.progress.draw_change import dumbbell
from skillkit.progress.draw_rounds import small_multiples
from skillkit.progress.rounds import Rounds
from skillkit.team import Member, Team
from skillkit.team.charts import coverage_map, key_person_chart, plain, spread_chart, team_t
from skillkit.team.draw_charts import draw_coverage, draw_spread, draw_team_t
from skillkit.team.page import whole_page
from skillkit.workshop.blank_drawings import areas_outline, t_outline
from skillkit.workshop.handouts.anchor_cards import anchor_cards
from skillkit.workshop.handouts.drawing_sheet import drawing_sheet
from skillkit.workshop.handouts.rating_sheet import rating_sheet
from tests.fields import ROLES, Field, cards, fields, frameworks, rated, text_of

ENDS = [
    Field(3, 1, 3, 0, ("",)),
    Field(3, 1, 3, 1, ("must_have", "core", "stem")),
    Field(60, 9, 6, 0, ROLES),
    Field(60, 9, 6, 1, ("",), (0, 7)),
    Field(12, 4, 4, 1, ("stem", "core", ""), (1,)),
]


@given(rated())
@settings(max_examples=60)
def test_a_code_and_a_row_carry_any_framework(card):
    """What was rated comes back from the share code and from the paper row."""
    assert read_code(code_of(card), [card.framework]).ratings == card.ratings
    assert read_row(row_of(card), [card.framework]).ratings == card.ratings


def test_a_row_that_would_read_like_a_date_is_written_with_blanks():
    """Five skills of one area, of which every second is open."""
    framework = parse_framework(text_of(Field(5, 1, 5, 0, ("",))), "drawn.toml")
    card = Assessment(framework, ratings={s.id: 0 for s in framework.skills[::2]})
    assert row_of(card) == "0 - 0 - 0"
    assert read_row(row_of(card), [framework]).ratings == card.ratings


@pytest.mark.parametrize(
    ("skills", "levels", "characters"),
    [(3, 3, 18), (6, 5, 23), (16, 5, 33), (40, 5, 63), (40, 6, 63), (60, 5, 88), (60, 6, 88)],
)
def test_a_code_is_as_long_as_the_docs_say(skills, levels, characters):
    """The length depends on the number of skills and of levels alone."""
    framework = parse_framework(text_of(Field(skills, 1, levels, 0, ("",))), "drawn.toml")
    assert len(code_of(Assessment(framework))) == characters


@given(rated(), st.data())
@settings(max_examples=80)
def test_a_raise_never_loses_a_t_and_saves_at_most_one_step(card, data):
    """The shape is possible, the change leads to a T, and a step up never takes it away."""
    before = profile_of(card)
    if before.levels_to_t is None:
        return
    assert before.shape in before.possible
    assert (before.levels_to_t == 0) == (before.shape == "t_shaped")
    reached = replace(card, ratings={**card.ratings, **{s: end for s, _, end in before.change}})
    assert profile_of(reached).levels_to_t == 0
    framework, levels = card.framework, card.levels
    lower = [s for s, level in levels.items() if level < framework.offered(s)[-1]]
    if lower:
        skill = data.draw(st.sampled_from(lower))
        up = next(level for level in framework.offered(skill) if level > levels[skill])
        after = profile_of(card.rate(skill, up))
        assert after.levels_to_t is not None
        assert 0 <= before.levels_to_t - after.levels_to_t <= 1
        assert before.shape != "t_shaped" or after.shape == "t_shaped"


@given(frameworks(most=6).flatmap(cards))
@settings(max_examples=60, deadline=None)
def test_the_possible_shapes_are_those_of_all_completions(card):
    """What is said to be possible is what trying every completion finds."""
    framework = card.framework
    if not framework.has_shape:
        assert shapes_of(framework) == frozenset()
        return
    need = needs(framework, card.applicable)
    is_open = [skill.id for skill in card.applicable if skill.id not in card.levels][:3]
    levels = {skill.id: framework.offered(skill.id)[0] for skill in card.applicable}
    levels |= card.levels
    for skill in is_open:
        del levels[skill]
    options = [(0, *framework.offered(skill)) for skill in is_open]
    found = {
        shape_of(
            tally(need.rules, card.applicable, {**levels, **dict(zip(is_open, row, strict=True))}),
            need,
        )
        for row in itertools.product(*options)
    }
    assert possible_shapes(card.applicable, levels, need) == found


@given(rated())
@settings(max_examples=40)
def test_without_the_roles_no_shape_is_named(card):
    """A shape stands where the file has a stem, and a must-have or a core, and nowhere else."""
    framework, profile = card.framework, profile_of(card)
    has = bool(framework.stems and (framework.must_haves or framework.core))
    assert (profile.shape is not None) == has
    assert shape_sentence(profile)
    facts = {fact.id for fact in profile.facts}
    assert ("communication" in facts) == bool(framework.core)
    assert ("fundamentals" in facts) == bool(framework.must_haves)
    rule = " ".join(rule_lines(framework))
    assert ("names no shape" in rule) != has
    if has and not framework.core:
        assert "communication is left out" in rule
        assert "communication not good" not in rule


@given(rated(most=24))
@settings(max_examples=25, deadline=None)
def test_the_pictures_stand_for_any_framework(card):
    """T, areas, outlines and words are drawn; three areas alone stand as a stool."""
    profile = profile_of(card)
    framework = card.framework
    drawn = [t_shape(profile), silhouette(profile), draw_areas(profile)]
    for picture in (*drawn, t_outline(framework), areas_outline(framework)):
        ET.fromstring(picture)
    assert ('class="sk-seat"' in drawn[2]) == (len(framework.areas) == 3)
    assert ("stool" in stool_sentence(profile).lower()) == (len(framework.areas) == 3)


@given(frameworks(most=24))
@settings(max_examples=25, deadline=None)
def test_no_text_leaves_a_picture_or_runs_into_another(framework):
    """Whatever the number of areas, levels and skills, and however long their names."""
    start, later = person_at_start(framework), person_later(framework)
    third = replace(later, date=dt.date(2027, 3, 1))
    team = team_like(framework)
    coverage = team.coverage()
    pictures = (
        t_shape(profile_of(start)),
        t_outline(framework),
        draw_areas(profile_of(start)),
        areas_outline(framework),
        draw_coverage(team, coverage),
        draw_team_t(coverage),
        draw_spread(coverage),
        dumbbell(Progress(start, later, start_as_seen_later(framework).ratings, None)),
        small_multiples(Rounds((start, later, third))),
    )
    for picture in pictures:
        drawn = ET.fromstring(picture)
        width = float(drawn.get("viewBox", "").split()[2])
        lines: dict[float, list[tuple[float, float, str]]] = {}
        for y, left, right, text in level_texts(drawn):
            assert left >= -1, text
            assert right <= width + 1, text
            lines.setdefault(y, []).append((left, right, text))
        for line in lines.values():
            for (_, end, one), (begin, _, other) in itertools.pairwise(sorted(line)):
                assert end <= begin + 1, (one, other)


def level_texts(node, x=0.0, y=0.0):
    """The texts that are not turned: height, both ends by the widest of usual fonts, and words."""
    move = re.match(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", node.get("transform", ""))
    if "rotate" in node.get("transform", ""):
        return
    if move:
        x, y = x + float(move[1]), y + float(move[2])
    if node.tag.endswith("text") and node.text:
        width = text_width(node.text, float(node.get("font-size", 0)))
        share = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor"), 0.0)
        left = x + float(node.get("x", 0)) - share * width
        yield y + float(node.get("y", 0)), left, left + width, node.text
    for child in node:
        yield from level_texts(child, x, y)


def team_like(framework, people=12):
    """A team with every pattern, of which nobody is named."""
    cards = [person_like(framework, pattern) for pattern in [*PATTERNS, *PATTERNS][:people]]
    return Team(framework, tuple(Member(card, f"P{i}") for i, card in enumerate(cards)))


@given(frameworks(most=12), st.integers(1, 4))
@settings(max_examples=20, deadline=None)
def test_below_the_floor_nothing_shows_by_skill(framework, people):
    """Of fewer than five people no row is counted, in any field."""
    coverage = team_like(framework, people).coverage()
    assert not any(coverage.rows.values())
    assert any(team_like(framework).coverage().rows.values())


@given(frameworks(), st.data())
@settings(max_examples=25, deadline=None)
def test_a_plan_and_a_look_back_stand_for_any_framework(framework, data):
    """What is chosen is kept, and a change is as many levels as the ratings say."""
    skills = data.draw(st.lists(st.sampled_from(framework.ids), min_size=1, max_size=2))
    chosen = {framework.kind(skill): skill for skill in skills}
    plan = Plan(framework, DAY).focus_on(tuple(chosen.values()))
    for number, kind in enumerate(chosen, start=1):
        plan = plan.add(Action(f"own_{number}", "Try it", kind, 3, due=DAY, horizon=30))
    assert {*plan.focus} == {*chosen.values()}
    assert not [breach for breach in violations(plan) if breach.rule.source == "article"]
    words = hours_sentence(plan)
    assert all((kind in words) == (len(framework.kinds) > 1) for kind in framework.kinds)
    start, later = person_at_start(framework), person_later(framework)
    for change in Progress(start, later, {}, None).changes:
        assert (change.then, change.now) == tuple(
            card.levels.get(change.skill.id) for card in (start, later)
        )


@pytest.mark.parametrize("field", ENDS, ids=str)
def test_the_ends_go_through_everything(field):
    """The smallest and the largest framework go through team, sheets, progress and plan."""
    framework = parse_framework(text_of(field), "drawn.toml")
    people = [person_like(framework, pattern) for pattern in PATTERNS]
    members = [Member(card, f"P{i}", "unnamed") for i, card in enumerate([*people, *people[:3]])]
    team = Team(framework, tuple(members))
    coverage = team.coverage()
    assert all(
        framework.area(a.id).name in whole_page(team, coverage, DAY) for a in framework.areas
    )
    for picture in (draw_coverage(team, coverage), draw_team_t(coverage), draw_spread(coverage)):
        ET.fromstring(picture)
    for sheet in (rating_sheet, drawing_sheet, anchor_cards):
        assert framework.title in sheet(framework)
    start, later = person_at_start(framework), person_later(framework)
    seen = start_as_seen_later(framework).ratings
    ET.fromstring(dumbbell(Progress(start, later, seen, None)))
    plan = Plan(framework, DAY).focus_on(framework.ids[:1])
    assert not violations(plan)
    assert open_questions(plan)


@pytest.mark.parametrize("field", ENDS, ids=str)
def test_what_people_take_along_stands_for_any_framework(field):
    """Page for the wall, calendar, rounds, figures and tables are of all its skills and levels."""
    framework = parse_framework(text_of(field), "drawn.toml")
    start, later = person_at_start(framework), person_later(framework)
    action = Action("own_1", "Try it", "technical", 3, buddy="Sam", due=DAY, horizon=30)
    plan = Plan(framework, DAY).focus_on(framework.ids[:1]).add(action)
    page = take_home(plan, profile_of(start), DAY, code_of(start))
    assert all(escaped(framework.skill(skill).name) in page for skill in plan.focus)
    assert code_of(start) in page
    noon = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
    assert plan_ics(plan, noon).count(b"BEGIN:VEVENT") == len(plan.actions) + len(HORIZONS)
    assert len(plan.to_frame()) == len(plan.actions)
    third = replace(later, date=dt.date(2027, 3, 1))
    rounds = ET.fromstring(small_multiples(Rounds((start, later, third))))
    titles = [e.text or "" for e in rounds.iter() if e.tag.endswith("title")]
    assert len([t for t in titles if t.startswith("Skill ")]) == len(framework.skills)
    people = [person_like(framework, pattern) for pattern in PATTERNS]
    team = Team(framework, tuple(Member(card, f"P{i}") for i, card in enumerate(people)))
    coverage = team.coverage()
    assert team.to_frame().shape == (len(framework.skills), len(framework.levels))
    assert len(start.to_frame()) == len(framework.skills)
    assert len(coverage_map(team, coverage).data[0].z) == len(framework.skills)
    for figure in (team_t(coverage), spread_chart(coverage), key_person_chart(team, coverage)):
        json.dumps(plain(figure))


@given(frameworks())
@settings(max_examples=20, deadline=None)
def test_the_boxes_of_the_row_fit_a_page(framework):
    """A sheet has a box for each skill, and never more side by side than a pen can fill."""
    rows = rating_sheet(framework).split('<table class="row">')[1:]
    boxes = [row.split("</table>")[0].count("<td></td>") for row in rows]
    assert sum(boxes) == len(framework.skills)
    assert max(boxes) <= 17


@given(fields(most=8))
@settings(max_examples=20)
def test_a_level_that_a_skill_lacks_is_refused(field):
    """A gap in the sentences is a level that nobody can give; the error names the others."""
    framework = parse_framework(text_of(field), "drawn.toml")
    for skill in framework.skills:
        for level in framework.scale:
            if level in framework.offered(skill.id):
                Assessment(framework, ratings={skill.id: level})
            else:
                with pytest.raises(RatingError, match="has the levels"):
                    Assessment(framework, ratings={skill.id: level})


@pytest.mark.parametrize(
    ("field", "path", "words"),
    [
        (Field(3, 1, 2, 0, ("",)), "levels", "three to six"),
        (Field(3, 1, 7, 0, ("",)), "levels", "three to six"),
        (Field(3, 1, 4, 4, ("",)), "levels", "from 0, 1, 2 or 3"),
        (Field(3, 1, 7, 1, ("",)), "levels", "Put neighbours together"),
        (Field(61, 1, 4, 0, ("",)), "skills", "Choose up to 60 of the 61"),
        (Field(10, 10, 4, 0, ("",)), "areas", "at most 9"),
    ],
    ids=str,
)
def test_what_is_too_much_is_refused_with_what_to_do(field, path, words):
    """Beyond the ends a file is refused in plain words."""
    with pytest.raises(Invalid) as caught:
        parse_framework(text_of(field), "drawn.toml")
    assert words in {p.path: p.sentence for p in caught.value.problems}[path]


DAY = dt.date(2026, 11, 2)
