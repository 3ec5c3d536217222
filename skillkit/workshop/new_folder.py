"""New folder: the files of a workshop of one's own, to write over, from a worked example.

The example is the kit's short one, or another folder, whose files are taken as they are but for
what belongs to its own framework alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from skillkit.base.errors import FileError
from skillkit.base.text import identifier
from skillkit.base.words import language, say
from skillkit.framework import Framework
from skillkit.framework.file import framework_in
from skillkit.framework.folder import BUILT_IN, DATA, FRAMEWORK, OPTIONAL, SETTINGS, Folder
from skillkit.plan.actions import parse_actions
from skillkit.practice.vignettes import parse_vignettes, vignettes_for


def skeleton() -> Folder:
    """The worked example, with its comments in the reader's language where it is there in it."""
    spoken = DATA / f"skeleton.{language().tag.split('-')[0]}"
    return Folder(spoken if spoken.is_dir() else DATA / "skeleton")


def new_folder(place: Path, like: Folder | None = None) -> dict[str, str]:
    """The files of a new folder at a place, by name, made from another folder's or the example's.

    Raises:
        FileError: something is there already.
    """
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FileError(
            say(
                "{place} is there already, so it is left as it is. Name a folder that is new or "
                "empty.",
                place=place,
            )
        )
    like = like or skeleton()
    framework = framework_in(like)
    files = {FRAMEWORK: _named(like.own_text(FRAMEWORK) or "", id_for(place), like)}
    for name in OPTIONAL:
        if (text := like.text(name)) is not None:
            files[name] = _of(framework, name, text)
    return files | {SETTINGS: skeleton().own_text(SETTINGS) or ""}


def id_for(place: Path) -> str:
    """The id of a framework whose folder is called so."""
    name = identifier(place.absolute().name)
    return "my_field" if not name or name in BUILT_IN else name


def _named(text: str, name: str, like: Folder) -> str:
    """A framework's text with another id, version and, from the skeleton, title."""
    text = re.sub(r'(?m)^id = ".*?"', f'id = "{name}"', text, count=1)
    text = re.sub(r'(?m)^version = ".*?"', 'version = "1.0.0"', text, count=1)
    if like == skeleton():
        title = name.replace("_", " ").capitalize()
        text = re.sub(r'(?m)^title = ".*?"', f'title = "{title}"', text, count=1)
    return text


def _of(framework: Framework, name: str, text: str) -> str:
    """What of a file belongs to the framework; folders that share a file share more than that."""
    if name == "vignettes.toml":
        kept = {found.id for found in vignettes_for(framework, parse_vignettes(text, name))}
        blocks = (block for block in _blocks(text) if _id_of(block, "vignettes") in {None, *kept})
        return re.sub(r"(?m)^frameworks = .*\n", "", "".join(blocks))
    if name == "actions.toml":
        return "".join(_actions(framework, text))
    return text


def _actions(framework: Framework, text: str) -> Iterator[str]:
    """The actions that build skills of the framework, with what goes with them."""
    offered = parse_actions(text, "actions.toml").offered(framework)
    actions = {action.id: action for action in offered.actions}
    pairs = {(pair.technical, pair.communication) for pair in offered.pairs}
    levers = {lever.id: lever for lever in offered.levers}
    for block in _blocks(text):
        action, lever = _id_of(block, "actions"), _id_of(block, "levers")
        if action is not None:
            if action not in actions:
                continue
            if builds := actions[action].builds:
                said = ", ".join(f"{skill} = {levels}" for skill, levels in builds.items())
                block = re.sub(r"(?m)^builds = .*$", f"builds = {{ {said} }}", block)
            for key, links in (("partners", offered.partners), ("beside", offered.beside)):
                if others := links.get(action):
                    names = ", ".join(f'"{other}"' for other in others)
                    block = re.sub(rf"(?m)^{key} = .*$", f"{key} = [{names}]", block)
        elif lever is not None:
            if not levers[lever].skills:
                continue
            names = ", ".join(f'"{skill}"' for skill in levers[lever].skills)
            block = re.sub(r"(?m)^skills = .*$", f"skills = [{names}]", block)
        elif block.startswith("[[pairs]]"):
            both = re.findall(r'(?m)^(?:technical|communication) = "(\w+)"', block)
            if tuple(both) not in pairs:
                continue
        yield block


def _blocks(text: str) -> list[str]:
    """The text in pieces, each from one [[header]] to the next."""
    return re.split(r"(?m)^(?=\[\[)", text)


def _id_of(block: str, table: str) -> str | None:
    """The id of a block of this table; None for any other."""
    found = re.match(rf'\[\[{table}\]\]\s*\n(?:.*\n)*?id = "(\w+)"', block)
    return found[1] if found else None


def described(files: dict[str, str], place: Path) -> str:
    """What was made, and what to do next."""
    names = "\n".join(f"    {place / name}" for name in files)
    return say(
        "Made, to write over:\n{names}\nBegin with {framework}; delete those of the others that "
        "you do not need. Then:\n    python3 -m skillkit check {place}\n    python3 -m "
        "skillkit lab --workshop {place}",
        names=names,
        framework=FRAMEWORK,
        place=quoted_path(place),
    )


def quoted_path(place: Path) -> str:
    """A path as a command takes it."""
    return f'"{place}"' if " " in str(place) else str(place)
