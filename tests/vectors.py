"""Made-up ratings and frameworks for tests: what hypothesis draws, and files of any size."""

from typing import Any

from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment, Rating
from skillkit.framework import Framework
from skillkit.framework.file import load_framework, parse_framework

FULL = load_framework("ai_engineer")
QUICK = load_framework("ai_engineer_quick")


def ratings(framework: Framework, holes: bool = True) -> st.SearchStrategy[dict[str, Rating]]:
    """Ratings of a framework; with holes some are left out or not applicable."""

    def options(skill: Any) -> st.SearchStrategy[Any]:
        extra: list[object] = [None] if holes else []
        if holes and skill.may_be_na:
            extra.append(NA)
        return st.sampled_from([0, 1, 2, 3, 4, *extra])

    vectors = st.fixed_dictionaries({skill.id: options(skill) for skill in framework.skills})
    return vectors.map(lambda row: {k: v for k, v in row.items() if v is not None})


def assessments(holes: bool = True) -> st.SearchStrategy[Assessment]:
    """Assessments of either shipped framework."""
    return st.sampled_from([FULL, QUICK]).flatmap(
        lambda framework: ratings(framework, holes).map(
            lambda row: Assessment(framework, None, row)
        )
    )


def framework_text(skills: int = 6, name: str = "Skill {}") -> str:
    """A valid framework file in a domain of its own, with as many skills as asked for."""
    parts = [_HEAD]
    for i in range(skills):
        area = ("hands", "tools", "people")[i % 3]
        role = "core = true" if area == "people" else "stem = true"
        must = "must_have = true" if area == "hands" else ""
        anchors = ", ".join(f'"{name.format(i)}, step {level}"' for level in range(5))
        parts.append(
            f'[[skills]]\nid = "skill_{i}"\nname = "{name.format(i)}"\narea = "{area}"\n'
            f'summary = "Number {i}"\n{role}\n{must}\nanchors = [{anchors}]\n'
        )
    return "\n".join(parts)


def own_framework(skills: int = 6) -> Framework:
    """A framework in a domain of its own."""
    return parse_framework(framework_text(skills), "bakery.toml")


_HEAD = (
    """
schema = 1
id = "bakery"
version = "1.2.0"
title = "Baker"
lead_in = "In the bakery in the past twelve months ..."

[rules]
decent = 2
strong = 3
deep = 4
base_share = [3, 5]
breadth_share = [3, 5]
narrow_max_strong = 1
min_rated_share = [3, 4]
stool_stands = 2
evidence_from = 3
evidence_cap = 2
"""
    + "".join(
        f'\n[[areas]]\nid = "{area}"\nname = "{area.title()}"\nsummary = "All {area}"\n'
        for area in ("hands", "tools", "people")
    )
    + "".join(
        f'\n[[levels]]\nnumber = {number}\nname = "{name}"\nmeaning = "Means {name}"\n'
        for number, name in enumerate(["None", "First", "Second", "Third", "Fourth"])
    )
)
