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
from skillkit.base.words import say
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
from skillkit.framework.model import (
    FEWEST_LEVELS,
    HIGHEST_FIRST,
    MOST_LEVELS,
    Framework,
    Skill,
)

MOST_AREAS = 9

MOST_SKILLS = 60


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
        known = joined([f"'{name}'" for name in BUILT_IN])
        raise FileError(
            say(
                "There is no framework file {path}; the kit brings {known}.{hint}",
                path=path,
                known=known,
                hint=hint,
            )
        ) from None


def framework_in(folder: Folder) -> Framework:
    """The framework of a workshop folder.

    Raises:
        Invalid: with every problem of the file at once.
        FileError: there is none, or it is not plain text.
    """
    text = folder.own_text(FRAMEWORK)
    if text is None:
        raise FileError(
            say("There is no {framework} in {folder}.", framework=FRAMEWORK, folder=folder.name)
        )
    return _parsed(text, f"{folder.path.name}/{FRAMEWORK}")


def folder_of(framework: Framework) -> Folder | None:
    """The workshop folder that a framework comes from; None for one that lies elsewhere."""
    if framework.id in BUILT_IN:
        return built_in(framework.id)
    folder = current()
    return folder if framework_in(folder).id == framework.id else None


def text_beside(framework: Framework, name: str) -> str | None:
    """The text of a file in a framework's workshop folder; None where there is none."""
    folder = folder_of(framework)
    return folder.text(name) if folder else None


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
            say(
                "This {what} was made with the framework {name}, not with '{framework_id}'. Keep "
                "the two apart: save to another folder (SKILLKIT_HOME).",
                what=what,
                name=quoted(name),
                framework_id=framework.id,
            )
        )
    version = given.get("framework_version", framework.version)
    if version != framework.version and str(version).split(".")[0] != str(framework.major):
        raise FileError(
            say(
                "This {what} was made with {framework_id} {version}; here is version "
                "{its_version}, which asks for other things. Start a new {what}.",
                what=what,
                framework_id=framework.id,
                version=quoted(version),
                its_version=framework.version,
            )
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
        say(
            "The framework {name} is not one of the kit's ({known}); put its TOML file beside "
            "this one, or give it with --framework, or its workshop folder with --workshop.",
            name=quoted(name),
            known=", ".join(BUILT_IN),
        )
    )


def parse_framework(text: str, name: str) -> Framework:
    """The framework that a TOML text describes; `name` is what the errors call it."""
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
    if sound("levels"):
        yield from _levels(framework)
    if (count := len(framework.skills)) > MOST_SKILLS:
        yield Problem(
            "skills",
            say(
                "{count} found; at most {most} can be rated in one sitting. Choose up to "
                "{most} of the {count}: those that people here use, or make two files.",
                count=count,
                most=MOST_SKILLS,
            ),
        )
    for path, skill in located("skills", framework.skills):
        yield from _skill(path, skill, framework, sound)
    if framework.stems and all(skill.may_be_na for skill in framework.stems):
        yield Problem("skills", say("at least one stem = true is needed without may_be_na."))
    yield from _pairs(framework)
    if sound("levels") and sound("rules"):
        yield from _thresholds(framework)
    if sound("levels") and sound("roles"):
        yield from _roles(framework)


def _levels(framework: Framework) -> Iterator[Problem]:
    """The levels rise one by one, and there are neither too few nor too many."""
    numbers = [level.number for level in framework.levels]
    if numbers and not FEWEST_LEVELS <= len(numbers) <= MOST_LEVELS:
        todo = (
            say("Write one more.")
            if len(numbers) < FEWEST_LEVELS
            else say("Put neighbours together.")
        )
        said = say("{count} found; three to six can be told apart.", count=len(numbers))
        yield Problem("levels", f"{said} {todo}")
    if numbers and (numbers[0] > HIGHEST_FIRST or numbers != list(framework.scale)):
        said = say(
            "numbered {numbers}; number them from 0, 1, 2 or 3 on, one more each time, lowest "
            "first.",
            numbers=joined(list(map(str, numbers))),
        )
        yield Problem("levels", said)
    yield from doubles("levels", (level.name for level in framework.levels))


def _thresholds(framework: Framework) -> Iterator[Problem]:
    """The thresholds are above the first level, and do not fall."""
    rules, scale = framework.rules, framework.scale
    for key in ("decent", "strong", "deep", "stool_stands", "evidence_from", "evidence_cap"):
        if len(scale) >= FEWEST_LEVELS and (value := getattr(rules, key)) not in scale[1:]:
            allowed = say("{low} to {high}", low=scale[1], high=scale[-1])
            yield Problem(
                f"rules.{key}",
                say("{value} found; write a level from {allowed}.", value=value, allowed=allowed),
            )
    if not rules.decent <= rules.strong <= rules.deep:
        yield Problem("rules", say("decent, strong and deep must not fall in this order."))


def _roles(framework: Framework) -> Iterator[Problem]:
    """The targets of roles are of skills, and of levels that these have."""
    yield from doubles("roles", (role.id for role in framework.roles))
    for path, role in located("roles", framework.roles):
        for skill, level in role.targets.items():
            place = f"{path}.targets.{skill}"
            if skill not in framework:
                yield Problem(place, no_such(say("a skill here"), skill, framework.ids))
                continue
            offered = [str(number) for number in framework.offered(skill)]
            if str(level) not in offered:
                allowed = joined(offered, "or")
                yield Problem(
                    place,
                    say(
                        "{level} found; this skill has the levels {allowed}.",
                        level=level,
                        allowed=allowed,
                    ),
                )


def _areas(framework: Framework) -> Iterator[Problem]:
    """Areas and skills fit each other."""
    areas = [area.id for area in framework.areas]
    if len(areas) > MOST_AREAS:
        said = say(
            "{count} found; at most {most} can be seen in one picture. Put some together.",
            count=len(areas),
            most=MOST_AREAS,
        )
        yield Problem("areas", said)
    for path, area in located("areas", framework.areas):
        if area.id and not any(skill.area == area.id for skill in framework.skills):
            yield Problem(path, say("no skill belongs to it; add one or drop the area."))
    for path, skill in located("skills", framework.skills):
        if areas and skill.area and skill.area not in areas:
            yield Problem(f"{path}.area", no_such(say("an area"), skill.area, areas))


def _renamed(framework: Framework) -> Iterator[Problem]:
    """Each earlier id leads to one skill, and is nobody's id today."""
    ids = [skill.id for skill in framework.skills]
    yield from doubles("skills", (old for skill in framework.skills for old in skill.was))
    for path, skill in located("skills", framework.skills):
        for i, old in enumerate(skill.was):
            if old in ids:
                said = say("{old} is the id of a skill today; take it out.", old=quoted(old))
                yield Problem(f"{path}.was[{i}]", said)


def _skill(path: str, skill: Skill, framework: Framework, sound: Sound) -> Iterator[Problem]:
    """The sentences of a skill, and its roles."""
    scale = framework.scale
    for key, values in (("anchors", skill.anchors), ("source", skill.marks)):
        if sound("levels") and sound(f"{path}.{key}") and values and len(values) != len(scale):
            said = say(
                "{count} found; {needed} are needed, for levels {span}.",
                count=len(values),
                needed=len(scale),
                span=say("{low} to {high}", low=scale[0], high=scale[-1]),
            )
            yield Problem(f"{path}.{key}", said)
    for place, anchor in enumerate(skill.anchors):
        same = anchor and anchor in skill.anchors[:place]
        if same and sound(f"{path}.anchors[{place}]"):
            said = say("says the same as a lower level; make it differ.")
            yield Problem(f"{path}.anchors[{place}]", said)
    if skill.core and (skill.stem or skill.must_have):
        yield Problem(path, say("core cannot go with stem or must_have; a T needs them apart."))
    if skill.may_be_na and (skill.core or skill.must_have):
        yield Problem(path, say("may_be_na cannot go with must_have or core; drop one of them."))
    if len(skill.anchors) == len(scale) >= FEWEST_LEVELS and sound(f"{path}.anchors"):
        yield from _gaps(path, skill, framework)


def _gaps(path: str, skill: Skill, framework: Framework) -> Iterator[Problem]:
    """A skill that lacks levels has at least two, and those that its roles ask for."""
    rules = framework.rules
    offered = framework.offered(skill.id)
    if len(offered) < 2:
        yield Problem(
            f"{path}.anchors",
            say("{count} found; a skill needs at least two levels.", count=len(offered)),
        )
    for role, least in (("stem", rules.deep), ("must_have", rules.strong), ("core", rules.strong)):
        if getattr(skill, role) and max(offered, default=-1) < least:
            said = say(
                "none from level {least} on, which {role} asks for; write one, or drop {role}.",
                least=least,
                role=role,
            )
            yield Problem(f"{path}.anchors", said)


def _pairs(framework: Framework) -> Iterator[Problem]:
    """Pairs are of skills that are there."""
    ids = [skill.id for skill in framework.skills]
    for i, pair in enumerate(framework.pairs):
        for key, skill in (("technical", pair.technical), ("communication", pair.communication)):
            if skill and skill not in ids:
                yield Problem(f"pairs[{i}].{key}", no_such(say("a skill here"), skill, ids))
