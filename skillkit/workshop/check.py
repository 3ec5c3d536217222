"""Check: every fault of every file of a workshop folder at once, and what may be worth a look."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillkit.base.errors import FileError, Invalid, Problem, lines_of_causes
from skillkit.base.storage import read_bytes, read_text
from skillkit.base.text import counted, joined, nearest, quoted
from skillkit.base.toml_reader import invalid, no_such
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework
from skillkit.framework.file import parse_framework
from skillkit.framework.folder import (
    BUILT_IN,
    FRAMEWORK,
    OPTIONAL,
    SETTINGS,
    Folder,
    parse_settings,
)
from skillkit.plan.actions import Catalogue, parse_actions
from skillkit.practice.claims import Claims, parse_claims
from skillkit.practice.vignettes import Vignette, parse_vignettes
from skillkit.workshop.anchor_rules import anchor_warnings
from skillkit.workshop.new_folder import skeleton
from skillkit.workshop.run_sheet import parse_run_sheet
from skillkit.workshop.words_file import NAME as WORDS
from skillkit.workshop.words_file import check_words

READERS: Mapping[str, Callable[[str, str], Any]] = {
    "framework": parse_framework,
    "actions": parse_actions,
    "vignettes": parse_vignettes,
    "claims": parse_claims,
    "run_sheet": parse_run_sheet,
    "workshop": parse_settings,
}

# What a page says where a file is missing.
LEFT_OUT = {
    "actions.toml": sentence("no starter actions in 05; people write their own"),
    "vignettes.toml": sentence("no texts to practise with in 01"),
    "claims.toml": sentence("no claims to sort in 01"),
}

OTHER_ENCODING = "cp1252"  # in which older programs of Windows save; for the rest of the look


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at files found: every fault, what is fine, and what is worth a second look."""

    faults: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __add__(self, other: Checked) -> Checked:
        return Checked(
            self.faults + other.faults, self.fine + other.fine, self.warnings + other.warnings
        )

    def __str__(self) -> str:
        return "\n".join([*self.faults, *self.fine, *self.warnings])

    def refuse(self) -> None:
        """Stop where there is a fault.

        Raises:
            FileError: with every fault.
        """
        if self.faults:
            raise FileError("\n".join(self.faults))


def check(place: Path) -> Checked:
    """What a look at a folder, or at one file, finds."""
    if place.is_dir():
        return check_folder(Folder(place.absolute()))
    if not place.exists():
        return Checked((say("There is no file or folder {place}.", place=quoted(str(place), 200)),))
    beside = Folder(place.absolute().parent)
    if WORDS.fullmatch(place.name):
        return _words(place, str(place), beside)
    is_part = place.name in OPTIONAL and (beside.path / FRAMEWORK).is_file()
    framework = _look(beside.path / FRAMEWORK)[1] if is_part else None
    return _checked(place, str(place), framework, beside)


def check_folder(folder: Folder) -> Checked:
    """What a look at all files of a workshop folder finds."""
    path = folder.path
    if not (path / FRAMEWORK).is_file():
        others = [file.name for file in path.glob("*.toml")]
        said = say(
            "{path}: there is no {framework}; write one, or make a folder with new.",
            path=path.name,
            framework=FRAMEWORK,
        )
        return Checked((said + nearest(FRAMEWORK, others),))
    framework = _look(path / FRAMEWORK)[1]
    found = Checked()
    for name in (FRAMEWORK, *OPTIONAL, SETTINGS):
        if (path / name).is_file():
            found += _checked(path / name, f"{path.name}/{name}", framework, folder)
    for file in filter(lambda file: WORDS.fullmatch(file.name), sorted(path.glob("words.*.toml"))):
        found += _words(file, f"{path.name}/{file.name}", folder)
    return found + Checked(warnings=tuple(_around(folder)))


def _around(folder: Folder) -> Iterator[str]:
    """What is missing in a folder, and what is there unread."""
    known = (FRAMEWORK, *OPTIONAL, SETTINGS)
    for file in sorted(folder.path.glob("*.toml")):
        if file.name not in known and not WORDS.fullmatch(file.name):
            hint = nearest(file.name, known)
            yield say(
                "{name}/{file}: nothing reads this file.{hint}",
                name=folder.path.name,
                file=file.name,
                hint=hint,
            )
    for name, without in LEFT_OUT.items():
        if _is_still_the_example(folder, name):
            yield say(
                "{folder}/{file}: still the example of people who mend bicycles. Write over it, or "
                "delete it.",
                folder=folder.path.name,
                file=name,
            )
        if folder.text(name) is None:
            yield say(
                "{folder}: without {name}, {without}.",
                folder=folder.path.name,
                name=name,
                without=say(without),
            )


def _is_still_the_example(folder: Folder, name: str) -> bool:
    """Whether a file is as `new` made it, in a folder whose skills are others by now."""
    text, ours = folder.own_text(name), folder.own_text(FRAMEWORK)
    return text == skeleton().own_text(name) and ours is not None and "wheel_truing" not in ours


def _checked(file: Path, name: str, framework: Framework | None, folder: Folder) -> Checked:
    """What a look at one file finds; with the framework beside it, also whether the two fit."""
    text, value, faults = _look(file, name)
    if value is None:
        return Checked(tuple(faults))
    problems = list(_misfits(value, framework, folder))
    if problems:
        faults = [*faults, str(invalid(text, name, problems))]
    if faults:
        return Checked(tuple(faults))
    warnings = list(_warnings(value, framework))
    count = len(lines_of_causes(warnings))
    worth = plural("{count} thing worth a look", "{count} things worth a look", count)
    head = [f"{name}: {worth}"] if warnings else []
    said = invalid(text, name, warnings).problems
    fine = say("{name}: fine. {counts}", name=name, counts=_counts(value)).rstrip()
    return Checked((), (fine,), (*head, *lines_of_causes(said)))


def _words(file: Path, name: str, folder: Folder) -> Checked:
    """What a look at a file of another language's words finds."""
    try:
        faults, described = check_words(read_text(file), file.name, folder.path)
    except FileError as error:
        return Checked((str(error),))
    if faults:
        return Checked(("\n".join([f"{name}: {counted(len(faults), 'problem')}", *faults]),))
    return Checked((), (say("{name}: fine. {counts}", name=name, counts=described),))


def _look(file: Path, name: str = "") -> tuple[str, Any, list[str]]:
    """The text of a file, its value (None where it has faults), and its faults in words."""
    faults = []
    try:
        if what := _other_kind(read_bytes(file)):
            return "", None, [say(NO_TEXT, name=name or file.name, what=what)]
        text = read_text(file)
    except FileError as error:
        if not isinstance(error.__cause__, UnicodeDecodeError):
            return "", None, [str(error)]
        faults = [str(error)]
        text = read_bytes(file).decode(OTHER_ENCODING, "replace")
    try:
        return text, READERS[_kind(file.name, text)](text, name or file.name), faults
    except Invalid as error:
        return text, None, [*faults, str(error)]


NO_TEXT = sentence("{name}: this is {what}. Write it in an editor for plain text, as TOML.")


def _other_kind(data: bytes) -> str:
    """What a file is that holds no TOML at all, by its first signs; else nothing."""
    start = data.lstrip()[:9].lower()
    if start.startswith((b"pk\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return say("a document of a word processor, or a workbook")
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return say("a web page")
    if start.startswith(b"{"):
        return say("JSON")
    has_mark = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    four = data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))
    wide = four or (b"\0" in data[:100] and not has_mark)
    return say("text of another encoding; save it as UTF-8") if wide else ""


def _kind(name: str, text: str) -> str:
    """What a file is: by its name, else by the tables in it."""
    stem = name.removesuffix(".toml").lower()
    for kind in READERS:
        if stem == kind or stem.endswith((f".{kind}", f"_{kind}")):
            return kind
    tables = re.findall(r"(?m)^\s*\[+\s*(\w+)", text)
    counts = {kind: tables.count(kind) for kind in ("actions", "vignettes", "claims")}
    counts["framework"] = tables.count("skills")
    most = max(counts, key=lambda kind: counts[kind])
    return most if counts[most] else "framework"


def _counts(value: Any) -> str:
    """What is in a file, in numbers."""
    if isinstance(value, Framework):
        head = say("{title}, version {version}: ", title=value.title, version=value.version)
        said = [
            counted(len(value.areas), "area"),
            counted(len(value.skills), "skill"),
            counted(len(value.levels), "level"),
            *([counted(len(value.pairs), "pair")] if value.pairs else []),
        ]
    elif isinstance(value, Catalogue):
        head = f"{value.title}: "
        said = [
            counted(len(value.actions), "action"),
            *([counted(len(value.moves), "move")] if value.moves else []),
            *([counted(len(value.levers), "lever")] if value.levers else []),
        ]
    elif isinstance(value, Claims):
        head, said = f"{value.title}: ", [counted(len(value.claims), "claim")]
    elif isinstance(value, tuple):
        head, said = "", [counted(len(value), "practice text")]
    else:
        return ""
    return f"{head}{', '.join(said)}."


# --- Whether the files of a folder fit each other ------------------------------------------------


def _misfits(value: Any, framework: Framework | None, folder: Folder) -> Iterator[Problem]:
    """What no file can show by itself."""
    if framework is None:
        return
    if isinstance(value, Framework) and value.id in BUILT_IN and not folder.is_built_in:
        said = say(
            "{name} is a framework of the kit's; give yours a name of its own.",
            name=quoted(value.id),
        )
        yield Problem("id", said)
    known = _skills_here(framework, folder)
    if isinstance(value, Catalogue):
        yield from _unknown(_skills_of(value), known)
    elif isinstance(value, tuple):
        named = ((f"vignettes.{text.id}.skill", text.skill) for text in value)
        yield from _unknown(named, known)
    elif getattr(value, "shares", "") and not (folder.path.parent / value.shares).is_dir():
        siblings = [path.name for path in folder.path.parent.iterdir() if path.is_dir()]
        yield Problem("shares", no_such(say("a folder beside this one"), value.shares, siblings))


def _skills_here(framework: Framework, folder: Folder) -> list[str]:
    """The skills of a folder, and those of the folders that share its files."""
    found = [*framework.ids]
    for mark in folder.path.parent.glob(f"*/{SETTINGS}"):
        other = Folder(mark.parent)
        if _look(mark)[1] is not None and other.settings.shares == folder.path.name:
            theirs = _look(other.path / FRAMEWORK)[1]
            found += [skill for skill in theirs.ids if skill not in found] if theirs else []
    return found


def _skills_of(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The skills that actions and levers name, with where they do."""
    for action in catalogue.actions:
        for skill in action.builds:
            yield f"actions.{action.id}.builds.{skill}", skill
    for lever in catalogue.levers:
        for place, skill in enumerate(lever.skills):
            yield f"levers.{lever.id}.skills[{place}]", skill


def _unknown(named: Iterable[tuple[str, str]], known: list[str]) -> Iterator[Problem]:
    for path, skill in named:
        if skill not in known:
            yield Problem(path, no_such(say("a skill of this folder's framework"), skill, known))


# --- What is worth a look ------------------------------------------------------------------------


def _warnings(value: Any, framework: Framework | None) -> Iterator[Problem]:
    """What is no fault, and may still be a slip."""
    if isinstance(value, Framework):
        yield from anchor_warnings(value)
        if bare := [level.name for level in value.levels if not level.meaning]:
            names = joined(bare)
            said = say("{names} without a meaning; people see the name alone.", names=names)
            yield Problem("levels", said)
    elif framework is not None and isinstance(value, tuple):
        for text in value:
            yield from _quotations(text, framework)
    elif framework is not None and isinstance(value, Catalogue):
        built = {skill for action in value.actions for skill in action.builds}
        if bare := [skill.name for skill in framework.skills if skill.id not in built]:
            names = joined(bare[:3])
            said = (
                say("nothing builds {names} and more.", names=names)
                if len(bare) > 3
                else say("nothing builds {names}.", names=names)
            )
            yield Problem("actions", said)


def _quotations(text: Vignette, framework: Framework) -> Iterator[Problem]:
    """What a practice text quotes stands in the framework, word for word."""
    if text.skill in framework:
        anchors = framework.skill(text.skill).anchors
        quotes = re.findall(r"[\"“](.{12,}?)[\"”]", text.why)
        if not any(quote in anchors for quote in quotes):
            said = say("quote the sentence of the level that decided, word for word.")
            yield Problem(f"vignettes.{text.id}.why", said)
