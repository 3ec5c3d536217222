"""Frameworks of every size that the kit takes, drawn by hypothesis, and ratings of them."""

from dataclasses import dataclass

from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment, Rating
from skillkit.framework import Framework, Skill
from skillkit.framework.file import parse_framework

ROLES = ("", "must_have", "core", "stem", "must_stem", "may_be_na")

LINES = {
    "": "",
    "must_have": "must_have = true",
    "core": "core = true",
    "stem": "stem = true",
    "must_stem": "must_have = true\nstem = true",
    "may_be_na": "may_be_na = true",
}


LONGER = ("", " of something done with care", "W" * 40, " " + "界" * 30)  # than a picture shows


@dataclass(frozen=True)
class Field:
    """What a drawn framework is like."""

    skills: int
    areas: int
    levels: int
    first: int
    roles: tuple[str, ...]  # taken in turn by the skills
    gaps: tuple[int, ...] = ()  # places of skills that lack their second level
    longer: str = ""  # stands behind every name


def text_of(field: Field) -> str:
    """The file of a drawn framework."""
    lines = [
        'schema = 1\nid = "drawn"\nversion = "1.0.0"\ntitle = "Drawn"\nlead_in = "I have ..."\n'
    ]
    for area in range(field.areas):
        lines.append(
            f'[[areas]]\nid = "area_{area}"\nname = "Area {area}{field.longer}"\nsummary = "One."\n'
        )
    for place in range(field.levels):
        number = field.first + place
        lines.append(
            f'[[levels]]\nnumber = {number}\nname = "L{number}{field.longer}"\nmeaning = "It is."\n'
        )
    for skill in range(field.skills):
        anchors = [f"Did {skill} so far as {place}." for place in range(field.levels)]
        if skill in field.gaps:
            anchors[1] = ""
        lines.append(
            f'[[skills]]\nid = "skill_{skill}"\nname = "Skill {skill}{field.longer}"\n'
            'summary = "One."\n'
            f'area = "area_{skill * field.areas // field.skills}"\n'
            f"{LINES[field.roles[skill % len(field.roles)]]}\nanchors = {anchors!r}\n"
        )
    return "\n".join(lines)


@st.composite
def fields(draw: st.DrawFn, most: int = 60) -> Field:
    """Of 3 skills, 1 area and 3 levels up to 60, 9 and 6; with or without roles, and with gaps."""
    skills = draw(st.integers(3, most))
    return Field(
        skills=skills,
        areas=draw(st.integers(1, min(9, skills))),
        levels=draw(st.integers(3, 6)),
        first=draw(st.integers(0, 3)),
        roles=tuple(draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=7))),
        gaps=tuple(draw(st.lists(st.integers(0, skills - 1), max_size=4))),
        longer=draw(st.sampled_from(LONGER)),
    )


def frameworks(most: int = 60) -> st.SearchStrategy[Framework]:
    """Frameworks of every size."""
    return fields(most).map(lambda field: parse_framework(text_of(field), "drawn.toml"))


def cards(framework: Framework) -> st.SearchStrategy[Assessment]:
    """Assessments of a framework, with skills left open or not applicable."""

    def options(skill: Skill) -> st.SearchStrategy[Rating | None]:
        extra: list[Rating | None] = [None, *([NA] if skill.may_be_na else [])]
        return st.sampled_from([*framework.offered(skill.id), *extra])

    rows = st.fixed_dictionaries({skill.id: options(skill) for skill in framework.skills})
    return rows.map(
        lambda row: Assessment(framework, ratings={s: v for s, v in row.items() if v is not None})
    )


def rated(most: int = 60) -> st.SearchStrategy[Assessment]:
    """Assessments of frameworks of every size."""
    return frameworks(most).flatmap(cards)
