"""Framework file: a framework in TOML, and the rules that no single field of it can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError, Problem
from skillkit.base.storage import read_text
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.toml_reader import Sound, doubles, located, no_such, read_toml
from skillkit.framework.folder import (
    ARTICLE,
    BUILT_IN,
    FRAMEWORK,
    Folder,
    built_in,
    current,
    folder_at,
    is_chosen,
)
from skillkit.framework.model import LEVELS, Framework, Skill

AREAS = 3  # one for each leg of the stool

MOST_SKILLS = 40


def load_framework(name_or_path: str | Path | None = None) -> Framework:
    """The framework of this session's workshop, of a built-in name, a folder or a TOML file.

    Args:
        name_or_path: "ai_engineer", "ai_engineer_quick", or the place of a folder or a file; that
            of the workshop folder that was chosen if not given, and "ai_engineer" without one.

    Examples:
        >>> len(load_framework("ai_engineer_quick").skills)
        6

    Raises:
        Invalid: with every problem of the file at once.
        FileError: there is no such file, or it is not plain text.
    """
    if name_or_path is None:
        return framework_in(current())
    path = Path(name_or_path)
    if str(name_or_path) in BUILT_IN or path.is_dir():
        return framework_in(folder_at(name_or_path))
    try:
        return _parsed(read_text(path), path.name)
    except FileNotFoundError:
        hint = nearest(path.name, BUILT_IN)
        known = joined([f"'{name}'" for name in ARTICLE])
        known += f", and besides {joined([repr(name) for name in BUILT_IN if name not in ARTICLE])}"
        raise FileError(
            f"There is no framework file {path}; the kit brings {known}.{hint}"
        ) from None


def framework_in(folder: Folder) -> Framework:
    """The framework of a workshop folder.

    Raises:
        Invalid: with every problem of the file at once.
        FileError: there is none, or it is not plain text.
    """
    text = folder.own_text(FRAMEWORK)
    if text is None:
        raise FileError(f"There is no {FRAMEWORK} in {folder.name}.")
    return _parsed(text, f"{folder.path.name}/{FRAMEWORK}")


def folder_of(framework: Framework) -> Folder | None:
    """The workshop folder that a framework comes from; None for one that lies elsewhere."""
    if framework.id in BUILT_IN:
        return built_in(framework.id)
    folder = current()
    return folder if framework_in(folder).id == framework.id else None


def known_frameworks() -> list[Framework]:
    """The frameworks that a code or a row may be of: the session's first, then the article's."""
    own = load_framework()
    article = [load_framework(name) for name in ARTICLE]
    return article if own in article else [own, *article]


def choices() -> list[Framework]:
    """The frameworks that a person may begin with here."""
    return [load_framework()] if is_chosen() else [load_framework(name) for name in ARTICLE]


def framework_of(
    given: Mapping[str, Any], what: str, framework: Framework | None, folder: Path | None
) -> Framework:
    """The framework that a file was made with: `framework`, a built-in one, or one in `folder`.

    `given` has the id under "framework" and may have its "framework_version"; `what` is the noun
    in the sentences. In `folder`, it is the file `<id>.toml`.

    Raises:
        FileError: it is another one, is not here, or asks for other things than then.
    """
    name = given["framework"]
    if framework is None:
        framework = _framework_named(name, folder)
    if name != framework.id:
        raise FileError(
            f"This {what} was made with the framework {quoted(name)}, not with "
            f"'{framework.id}'. Keep the two apart: save to another folder (SKILLKIT_HOME)."
        )
    version = given.get("framework_version", framework.version)
    if version != framework.version and str(version).split(".")[0] != str(framework.major):
        raise FileError(
            f"This {what} was made with {framework.id} {quoted(version)}; here is version "
            f"{framework.version}, which asks for other things. Start a new {what}."
        )
    return framework


def _framework_named(name: object, folder: Path | None) -> Framework:
    """The framework of an id: the kit's, the session's, or of a file in `folder`."""
    if name in BUILT_IN:
        return load_framework(str(name))
    if (own := load_framework()).id == name:
        return own
    # A name from somebody's file must not lead to another folder.
    if isinstance(name, str) and name.isidentifier() and folder is not None:
        return load_framework(folder / f"{name}.toml")
    raise FileError(
        f"The framework {quoted(name)} is not one of the kit's ({', '.join(BUILT_IN)}); "
        "put its TOML file beside this one, or give it with --framework, or its workshop folder "
        "with --workshop."
    )


def parse_framework(text: str, name: str) -> Framework:
    """The framework that a TOML text describes; `name` stands in the errors."""
    return read_toml(text, name, Framework, _rules)


@lru_cache(maxsize=16)
def _parsed(text: str, name: str) -> Framework:
    """The same framework for the same text, so that it is read once."""
    return parse_framework(text, name)


def _rules(framework: Framework, sound: Sound) -> Iterator[Problem]:
    """What no single field can show."""
    yield from doubles("areas", (area.id for area in framework.areas))
    yield from doubles("skills", (skill.id for skill in framework.skills))
    yield from doubles("skills", (skill.name for skill in framework.skills))
    yield from _areas(framework)
    yield from _renamed(framework)
    if sound("levels") and [level.number for level in framework.levels] != list(LEVELS):
        yield Problem("levels", f"{len(LEVELS)} are needed, numbered {_numbers()} in this order.")
    if len(framework.skills) > MOST_SKILLS:
        found = f"{len(framework.skills)} found; at most {MOST_SKILLS} can be rated well."
        yield Problem("skills", found)
    for path, skill in located("skills", framework.skills):
        yield from _skill(path, skill, sound)
    for role in ("must_have", "core", "stem"):
        if not any(getattr(s, role) and not s.may_be_na for s in framework.skills):
            yield Problem("skills", f"at least one needs {role} = true without may_be_na.")
    yield from _pairs(framework)
    rules = framework.rules
    if sound("rules") and not rules.decent <= rules.strong <= rules.deep:
        yield Problem("rules", "decent, strong and deep must not fall in this order.")


def _areas(framework: Framework) -> Iterator[Problem]:
    """Areas and skills fit each other."""
    areas = [area.id for area in framework.areas]
    if areas and len(areas) != AREAS:
        said = f"{len(areas)} found; {AREAS} are needed, one for each stool leg."
        yield Problem("areas", f"{said} Put two together, or part one.")
    for path, area in located("areas", framework.areas):
        if area.id and not any(skill.area == area.id for skill in framework.skills):
            yield Problem(path, "no skill belongs to it; add one or drop the area.")
    for path, skill in located("skills", framework.skills):
        if areas and skill.area and skill.area not in areas:
            yield Problem(f"{path}.area", no_such("an area", skill.area, areas))


def _renamed(framework: Framework) -> Iterator[Problem]:
    """Each earlier id leads to one skill, and is nobody's id today."""
    ids = [skill.id for skill in framework.skills]
    yield from doubles("skills", (old for skill in framework.skills for old in skill.was))
    for path, skill in located("skills", framework.skills):
        for i, old in enumerate(skill.was):
            if old in ids:
                said = f"{quoted(old)} is the id of a skill today; take it out."
                yield Problem(f"{path}.was[{i}]", said)


def _skill(path: str, skill: Skill, sound: Sound) -> Iterator[Problem]:
    """The sentences of a skill, and its roles."""
    for key, values in (("anchors", skill.anchors), ("source", skill.marks)):
        if sound(f"{path}.{key}") and len(values) != len(LEVELS):
            said = f"{len(values)} found; {len(LEVELS)} are needed, for levels {_numbers()}."
            yield Problem(f"{path}.{key}", said)
    for level, anchor in enumerate(skill.anchors):
        if sound(f"{path}.anchors[{level}]") and anchor in skill.anchors[:level]:
            said = "says the same as a lower level; make it differ."
            yield Problem(f"{path}.anchors[{level}]", said)
    if skill.core and (skill.stem or skill.must_have):
        yield Problem(path, "core cannot go with stem or must_have; a T needs them apart.")
    if skill.may_be_na and (skill.core or skill.must_have):
        yield Problem(path, "may_be_na cannot go with must_have or core; drop one of them.")


def _pairs(framework: Framework) -> Iterator[Problem]:
    """Pairs are of skills that are there."""
    ids = [skill.id for skill in framework.skills]
    for i, pair in enumerate(framework.pairs):
        for key, skill in (("technical", pair.technical), ("communication", pair.communication)):
            if skill and skill not in ids:
                yield Problem(f"pairs[{i}].{key}", no_such("a skill here", skill, ids))


def _numbers() -> str:
    return f"{LEVELS[0]} to {LEVELS[-1]}"
