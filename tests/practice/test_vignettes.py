"""Vignettes: invented people whose level the anchors decide, word for word."""

from pathlib import Path

import pytest

from skillkit.framework import LEVELS, Skill
from skillkit.framework.file import load_framework, parse_framework
from skillkit.framework.folder import ARTICLE
from skillkit.practice.vignettes import load_vignettes, parse_vignettes, vignettes_for
from tests.faults import problems
from tests.vectors import FULL, QUICK, framework_text

TEXT = (
    Path(__file__)
    .resolve()
    .parents[2]
    .joinpath("skillkit/data/ai_engineer/vignettes.toml")
    .read_text("utf-8")
)
SHARED = [skill.id for skill in QUICK.skills if skill.id in FULL]
PLACED = [(v, name) for v in load_vignettes() for name in v.frameworks]


def faults(text: str) -> dict[str, str]:
    """The faults of a text, by path."""
    return problems(lambda: parse_vignettes(text, "people.toml"))


def quoted(skill: Skill, level: int) -> str:
    """An anchor as a vignette quotes it."""
    return f'"{skill.anchors[level]}"'


@pytest.mark.parametrize(
    ("vignette", "name"), PLACED, ids=lambda value: getattr(value, "id", value)
)
def test_the_reasons_quote_the_anchors_word_for_word(vignette, name):
    """The deciding anchor and both neighbours stand in the reasons as the framework has them."""
    skill = load_framework(name).skill(vignette.skill)
    assert quoted(skill, vignette.level) in vignette.why
    assert quoted(skill, vignette.level + 1) in (vignette.near_miss.up or "")
    assert quoted(skill, vignette.level - 1) in (vignette.near_miss.down or "")


def test_five_skills_have_the_same_anchors_in_both_frameworks():
    """A vignette may serve both frameworks because the five shared skills say the same."""
    assert len(SHARED) == 5
    for skill in SHARED:
        assert FULL.skill(skill).anchors == QUICK.skill(skill).anchors


@pytest.mark.parametrize("name", ARTICLE)
def test_a_framework_gets_every_vignette_of_its_skills(name):
    """A text is used wherever its skill is, and nowhere else."""
    framework = load_framework(name)
    assert vignettes_for(framework) == tuple(
        vignette for vignette in load_vignettes() if vignette.skill in framework
    )
    assert len(vignettes_for(framework)) >= 2


def test_a_framework_of_ones_own_has_no_vignettes():
    """Texts about other people's anchors are not shown for a framework that nobody wrote for."""
    text = framework_text().replace('id = "skill_0"', 'id = "machine_learning"')
    same_name = parse_framework(text, "bakery.toml")
    assert "machine_learning" in same_name
    assert vignettes_for(same_name) == ()


@pytest.mark.parametrize("vignette", load_vignettes(), ids=lambda vignette: vignette.id)
def test_a_vignette_is_short_and_openly_invented(vignette):
    """Sixty to eighty words about somebody who is called fictional, never naming the level."""
    assert 60 <= len(vignette.text.split()) <= 80
    assert vignette.name.endswith(" (fictional)")
    levels = [level.name.lower() for level in FULL.levels]
    assert not [name for name in levels if f" {name} level" in vignette.text.lower()]


def test_the_reference_levels_are_not_all_alike():
    """Somebody who always gives one level does not come out even."""
    assert len({vignette.level for vignette in load_vignettes()}) >= 3


def test_all_faults_of_a_file_come_at_once():
    """One look at a file tells everything that has to be mended, with paths."""
    text = (
        TEXT.replace("level = 2", "level = 5", 1)
        .replace('skill = "model_evaluation"', 'skill = "Model evaluation"')
        .replace('frameworks = ["ai_engineer"]', "frameworks = 1", 1)
        .replace('title = "A pleasure to listen to"', "titles = 3")
    )
    found = faults(text)
    assert "from 0 to 4" in found["vignettes.cancellations.level"]
    assert "small letters" in found["vignettes.tax_answers.skill"]
    assert "framework ids" in found["vignettes.tax_answers.frameworks"]
    assert "Nearest: 'title'" in found["vignettes.demo_day.titles"]
    assert "missing" in found["vignettes.demo_day.title"]


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ('id = "demo_day"', 'id = "tax_answers"', "vignettes", "2 times"),
        ("near_miss = {", "near_miss = 3 #", "vignettes.cancellations.near_miss", "{ up = "),
        ("near_miss = {", "near_miss = {} #", "vignettes.cancellations.near_miss.up", "missing"),
        ("level = 2", "level = 4", "vignettes.cancellations.near_miss.up", "no level beyond 4"),
        ("level = 2", "level = 0", "vignettes.cancellations.near_miss.down", "no level beyond 0"),
        ("schema = 1", "schema = 2", "schema", "update skillkit"),
        ("schema = 1", "schema =", "line 12", "write a value"),
        ('frameworks = ["ai_engineer"', "frameworks = [7", "vignettes.cancellations.framew", "7"),
    ],
)
def test_a_fault_has_its_path_and_a_sentence(old, new, path, words):
    """Each kind of fault is told at its place with what is allowed."""
    assert old in TEXT
    found = faults(TEXT.replace(old, new, 1))
    assert any(words in said for where, said in found.items() if where.startswith(path)), found


@pytest.mark.parametrize("level", [LEVELS[0], LEVELS[-1]])
def test_the_ends_of_the_scale_have_one_neighbour(level):
    """At the top nothing is missing for more, at the bottom nothing for less."""
    ends = {0: ('down = "', 'up = "'), 4: ('up = "', 'down = "')}
    drop, keep = ends[level]
    block = TEXT[
        TEXT.index("[[vignettes]]") : TEXT.index("[[vignettes]]", TEXT.index("[[vign") + 5)
    ]
    near = f'near_miss = {{ {keep}because of the anchor" }}'
    lines = [near if "near_miss" in line else line for line in block.splitlines()]
    head = TEXT[: TEXT.index("[[vignettes]]")]
    text = head + "\n".join(lines).replace("level = 2", f"level = {level}")
    (vignette,) = parse_vignettes(text, "people.toml")
    assert (vignette.near_miss.up is None) == (drop.startswith("up"))
    assert (vignette.near_miss.down is None) == (drop.startswith("down"))
