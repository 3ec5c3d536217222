"""Matrix: skills and the sentences of their levels, found in rows or in a tree.

A skill matrix has many forms: levels as columns or as rows, areas in a column, in merged cells or
as heading rows, and trees of any depth. What was taken for what is kept, to be said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mean
from typing import Any

from skillkit.base.text import counted, joined, quoted
from skillkit.base.words import plural, say
from skillkit.workshop.tables import LEVEL, Row, Source


@dataclass(frozen=True, slots=True)
class Found:
    """A skill as it was found: its area, its own words, and a sentence for each level named."""

    name: str
    area: str = ""
    summary: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)  # by the level's name


@dataclass(slots=True)
class Matrix:
    """All skills that were found, the levels in their order, and what was guessed."""

    skills: list[Found]
    levels: list[str]
    guesses: list[str]


BEFORE = r"(?:[\w.&/-]+[ -]){0,3}"  # words before the noun of a heading: "Competence area"

AREA = re.compile(
    BEFORE
    + r"(?:areas?|category|categories|domains?|groups?|pillars?|themes?|dimensions?|kategorien?|"
    r"bereiche?|kompetenzbereiche?|gruppen?|domaines?|catégories?|áreas?|categorías?|tracks?|"
    r"sections?|aspects?)",
    re.IGNORECASE,
)
SKILL = re.compile(
    r"(?:[a-z]-)?(?:(sub-?)?skills?( name)?|compet\w*|name|topics?|questions?|criteri\w*|axis|"
    r"f[äa]higkeit\w*|kompetenz\w*|comp[ée]tences?|habilidad\w*|capabilit\w*|practices?)",
    re.IGNORECASE,
)
SUMMARY = re.compile(
    BEFORE + r"(?:summary|descriptions?|definition|about|beschreibung|erläuterung|description|"
    r"descripción|meaning|explanation)",
    re.IGNORECASE,
)
BESIDE = re.compile(  # a column that goes with each skill, behind the levels
    BEFORE + r"(?:comments?|notes?|remarks?|examples?|targets?|weights?|owners?|sources?|links?|"
    r"evidence|resources?|trainings?|bemerkung\w*|ziele?|beispiele?|quellen?|)",
    re.IGNORECASE,
)
LEVELS_KEY = re.compile(
    r"levels?|milestones?|options?|answers?|anchors?|sentences?|descriptors?|stages?|steps?|scale|"
    r"grades?|proficienc\w+|rubrics?|ratings?|descriptions|stufen|niveaux|niveles",
    re.IGNORECASE,
)
LOW = re.compile(
    r"none|novice|beginner\w*|beginning|basics?|foundation\w*|aware\w*|junior|entry.*|apprentice|trainee|"
    r"not yet|anfänger|einsteiger|grundlagen|débutant|principiante|básico|red|learn\w+",
    re.IGNORECASE,
)
HIGH = re.compile(
    r"expert\w*|master\w*|advanced|lead\w*|principal|staff|senior|strong|high\w*|green|experte|"
    r"könner|avancé|avanzado|optimi[sz]ing",
    re.IGNORECASE,
)
LEVEL_HEAD = re.compile(
    r"levels?|stufen?|niveaux?|niveles|nivel|stages?|grades?|scores?", re.IGNORECASE
)

NOTE = re.compile(r"[:=*]|(?:\S+\s+){4}")  # in what stands below a table, and is no skill

MOST_LEVELS = 12  # of what is taken for levels at all

MOST_AREAS = 9  # beyond these, the areas above them are taken

BELOW = "\x1f"  # between the names of a path in a tree


def find(source: Source) -> Matrix:
    """The skills of a file, and what was guessed in finding them."""
    guesses = list(source.guesses)
    if source.rows:
        skills, levels = _in_rows(source.rows, guesses)
    else:
        skills, levels = _in_tree(source.tree, guesses)
    return Matrix(skills, levels, guesses)


# --- Rows ----------------------------------------------------------------------------------------


def _in_rows(rows: Sequence[Row], guesses: list[str]) -> tuple[list[Found], list[str]]:
    rows = _trimmed(rows)
    if not rows:
        return [], []
    head = 0 if _people(rows[0], rows[1:]) else _head(rows)
    if head == 0 and _is_without_head(rows[0]):
        guesses.append(say("No row names the columns, so the first one is a skill as well."))
        rows = [["Skill", *(f"Level {n}" for n in range(1, len(rows[0])))], *rows]
    names, body = _names(rows, head)
    names = [re.sub(r"(?i)^(level\s*\d+)\s+descriptions?$", r"\1", name) for name in names]
    outside = [[cell for cell in dict.fromkeys(row) if cell and cell not in names] for row in rows]
    above = [cells for cells in outside[:head] if cells]
    if long := _long_form(names, body):
        guesses.append(say("Each row is one level of one skill; they were put together."))
        return _from_long(names, body, *long)
    if people := _people(names, body):
        guesses.append(
            say(
                "The cells hold numbers, so the columns are the skills. The rows are people, who "
                "were left out."
            )
        )
        return [Found(skill) for skill in people], []
    if _is_turned(names, body):
        guesses.append(
            say("The levels stand in rows and the skills in columns; the table was turned.")
        )
        whole = [names, *body]
        width = max(map(len, whole))
        turned = [[row[i] if i < len(row) else "" for row in whole] for i in range(width)]
        names, body = turned[0], turned[1:]
    first = above.pop()[0] if above and len(above[-1]) == 1 and _has_headings(body) else ""
    for cells in above:
        guesses.append(
            say("{cell} stands above the table; it was left out.", cell=quoted(cells[0], 60))
        )
    return _from_wide(names, body, guesses, first)


def _people(names: Row, body: list[Row]) -> list[str]:
    """The skills of a table in which people stand in rows with a number for each; else none."""
    known = (LEVEL, AREA, SUMMARY, LEVEL_HEAD)
    columns = [
        i
        for i, name in enumerate(names[1:], start=1)
        if name and not any(kind.fullmatch(name) for kind in known)
    ]
    cells = [row[i] for row in body for i in columns if row[i]]
    is_skill = SKILL.fullmatch(names[0]) and names[0].lower() != "name"
    if is_skill or len(columns) < 2 or len(columns) < len(list(filter(None, names))) - 2:
        return []
    numbers = [cell for cell in cells if re.fullmatch(r"-|x|n/?a|\d{1,2}", cell, re.IGNORECASE)]
    return [names[i] for i in columns] if cells and len(numbers) == len(cells) else []


def _has_headings(body: list[Row]) -> bool:
    """Whether rows with one cell alone stand above others."""
    return any(_filled(row) == 1 for row in body[:-1])


def _trimmed(rows: Sequence[Row]) -> list[Row]:
    """The rows without those, and the columns, in which nothing stands."""
    kept = [row for row in rows if any(row)]
    width = max((len(row) for row in kept), default=0)
    full = [row + [""] * (width - len(row)) for row in kept]
    columns = [i for i in range(width) if any(row[i] for row in full)]
    return [[row[i] for i in columns] for row in full]


def _filled(row: Row) -> int:
    return sum(map(bool, row))


def _head(rows: list[Row]) -> int:
    """The place of the row with the names of the columns.

    It is the first that has two words for columns, or names two levels and more than the row below;
    where none does, the first of the full ones.
    """
    named = [sum(bool(LEVEL.fullmatch(cell)) for cell in {*row} if cell) for row in rows[:16]]
    for place, (here, below) in enumerate(pairwise(named)):
        words = sum(_is_word_of_a_column(cell) for cell in {*rows[place]})
        if words >= 2 or (here >= 2 and here > below):
            return place
        if LEVEL_HEAD.fullmatch(rows[place][0]) and 2 < _filled(rows[place]) > here + 1:
            return place
    most = max(_filled(row) for row in rows[:15])
    for place, row in enumerate(rows[:15]):
        different = len({cell for cell in row if cell})
        if _filled(row) >= max(2, most - 1) and different > max(1, _filled(row) // 2):
            return place
    return 0


def _is_without_head(row: Row) -> bool:
    """Whether a first row says what the others say: a skill alone, or one with its sentences."""
    if any(_is_word_of_a_column(cell) or LEVEL.fullmatch(cell) for cell in row if cell):
        return False
    said = [cell for cell in row[1:] if cell]
    sentences = [cell for cell in said if len(cell) > 25 and len(cell.split()) > 3]
    return len(row) == 1 or (len(said) >= 2 and len(sentences) == len(said))


def _is_word_of_a_column(cell: str) -> bool:
    """Whether a cell is what the heading of a column is called, and no level."""
    return any(kind.fullmatch(cell) for kind in (AREA, SKILL, SUMMARY, LEVEL_HEAD))


def _names(rows: list[Row], head: int) -> tuple[Row, list[Row]]:
    """The names of the columns and the rows below; a second row of names belongs to the first."""
    names, body = list(rows[head]), rows[head + 1 :]
    above = rows[head - 1] if head else []
    # A merged cell over several columns says one thing of all of them, and the row below which.
    repeated = [cell for cell, count in Counter(filter(None, names)).items() if count > 1]
    if repeated and body:
        both = zip(names, body[0], strict=True)
        names = [low if high in repeated or not high else high for high, low in both]
        body = body[1:]
    for place, cell in enumerate(above):
        if place < len(names) and not names[place] and cell:
            names[place] = cell
    return names, body


def _long_form(names: Row, body: list[Row]) -> tuple[int, int, int] | None:
    """The columns of skill, level and sentence, where each row is one level of one skill."""
    if len(names) < 3 or len(body) < 4:
        return None
    columns = {i: [row[i] for row in body if row[i]] for i in range(len(names))}
    for level, cells in columns.items():
        different = set(cells)
        named = LEVEL_HEAD.fullmatch(names[level]) is not None
        like = sum(bool(LEVEL.fullmatch(cell)) for cell in different) >= 0.6 * len(different)
        enough = len(cells) > len(different) if named else len(cells) >= 2 * len(different)
        few = 2 <= len(different) <= MOST_LEVELS and enough
        if not (few and (named or like) and len(cells) >= 0.8 * len(body)):
            continue
        if mean(map(len, cells)) > 40:
            continue
        others = [i for i in columns if i != level and columns[i]]
        if len(others) < 2:
            return None
        text = max(
            others, key=lambda i: (bool(SUMMARY.fullmatch(names[i])), mean(map(len, columns[i])))
        )
        rest = [i for i in others if i != text]
        most = (len(columns[text]) + len(different)) // 2
        rest = [i for i in rest if len(set(columns[i])) <= most]
        if rest:
            by_name = [i for i in rest if SKILL.fullmatch(names[i])]
            skill = by_name[0] if by_name else max(rest, key=lambda i: len(set(columns[i])))
            return skill, level, text
    return None


def _from_long(
    names: Row, body: list[Row], skill: int, level: int, text: int
) -> tuple[list[Found], list[str]]:
    """The skills of rows that are one level of one skill each."""
    area = next((i for i, name in enumerate(names) if AREA.fullmatch(name) and i != skill), None)
    found: dict[str, Found] = {}
    levels: list[str] = []
    last = ""
    for row in body:
        last = row[skill] or last
        if not last or not row[level]:
            continue
        if row[level] not in levels:
            levels.append(row[level])
        one = found.get(last) or Found(last, row[area] if area is not None else "")
        sentences = dict(one.sentences)
        before = sentences.get(row[level])
        sentences[row[level]] = f"{before}; {row[text]}" if before else row[text]
        found[last] = Found(one.name, one.area, one.summary, sentences)
    return list(found.values()), _in_order(levels)


def _is_turned(names: Row, body: list[Row]) -> bool:
    """Whether the levels go down the first column, and the skills along the first row."""
    down = [row[0] for row in body if row[0]]
    along = [name for name in names[1:] if name]
    if not 2 <= len(down) <= MOST_LEVELS:
        return False
    levels_down = sum(bool(LEVEL.fullmatch(cell)) for cell in down) / len(down)
    levels_along = sum(bool(LEVEL.fullmatch(cell)) for cell in along) / max(1, len(along))
    if len({*down}) < len(down) or levels_along * len(along) >= 2:
        return False
    return levels_down >= 0.6 and levels_down > levels_along


def _from_wide(
    names: Row, body: list[Row], guesses: list[str], heading: str = ""
) -> tuple[list[Found], list[str]]:
    """The skills of rows, with a column for each level; `heading` stands above the first one."""
    columns = _level_columns(names, body)
    first = [i for i in range(len(names)) if i not in columns]
    skill, area, summary = _text_columns(names, body, first)
    found: list[Found] = []
    last, headings = "", 0
    has_headings = bool(heading) or (body and _filled(body[0]) == 1)
    for row in body:
        sentences = {names[i] or f"Level {n}": row[i] for n, i in enumerate(columns, 1) if row[i]}
        filled = [cell for cell in dict.fromkeys(row) if cell]
        if not sentences and len(filled) == 1 and columns:
            if row is body[-1] and NOTE.search(filled[0]):
                cell = quoted(filled[0], 60)
                guesses.append(say("{cell} stands below the table; it was left out.", cell=cell))
                continue
            if has_headings or not row[skill]:
                heading, last = filled[0], ""
                headings += 1
                continue
        if area is not None:
            last = row[area] or last
        if row[skill] == names[skill]:
            continue  # the names of the columns once more, in another table
        if not row[skill]:
            if found and sentences:  # a row that goes on with the skill above
                one = found[-1]
                more = dict(one.sentences)
                for level, text in sentences.items():
                    more[level] = f"{more[level]}; {text}" if level in more else text
                found[-1] = replace(one, sentences=more)
            continue
        about = row[summary] if summary is not None else ""
        found.append(Found(row[skill], last or heading, about, sentences))
    _say_columns(names, columns, skill, area, summary, headings, guesses)
    levels = [names[i] or f"Level {n}" for n, i in enumerate(columns, 1)]
    if _falls(levels):
        guesses.append(say("The highest level came first; the order was turned."))
        levels.reverse()
    return found, levels


def _falls(levels: list[str]) -> bool:
    """Whether levels go from the highest to the lowest, by their numbers or by known words."""
    if len(levels) < 2:
        return False
    numbers = [int(found[0]) for level in levels if (found := re.search(r"\d+", level))]
    if len(numbers) == len(levels):
        return numbers == sorted(numbers, reverse=True) and len({*numbers}) > 1
    return bool(HIGH.fullmatch(_word(levels[0])) and LOW.fullmatch(_word(levels[-1])))


def _word(level: str) -> str:
    """A level's name without a number before it."""
    return re.sub(r"^\W*\d*\W*", "", level)


def _level_columns(names: Row, body: list[Row]) -> list[int]:
    """The columns of the levels: by their names, else all behind the short ones."""
    by_name = [i for i, name in enumerate(names) if name and LEVEL.fullmatch(name)]
    by_name = [i for i in by_name if not (AREA.fullmatch(names[i]) or SUMMARY.fullmatch(names[i]))]
    if len(by_name) >= 2:
        # What is between the first and the last of them is a level, and what goes on like them.
        end = by_name[-1] + 1
        while end < len(names) and not _is_beside(names[end]):
            if end not in _sentence_columns(body, range(end - 1, end + 1)):
                break
            end += 1
        start = by_name[0]
        while any(not AREA.fullmatch(name) for name in names[: start - 1]):
            if not _goes_before(names[start - 1], body, start):
                break
            start -= 1
        between = [i for i in range(start, end) if names[i]]
        return [i for i in between if i in by_name or not _is_beside(names[i])]
    known = [
        i
        for i, name in enumerate(names)
        if AREA.fullmatch(name) or SKILL.fullmatch(name) or SUMMARY.fullmatch(name)
    ]
    start = max(known, default=0) + 1
    return _sentence_columns(body, range(start, len(names)))


def _is_beside(name: str) -> bool:
    """Whether a column goes with a skill or with one of its levels: "Comments", "Example 2"."""
    return BESIDE.fullmatch(re.sub(r"\s+\d+$", "", name)) is not None


def _goes_before(name: str, body: list[Row], start: int) -> bool:
    """Whether the column left of the first known level is a level too: its cells say as much."""
    if not name or len(name.split()) > 3 or _is_beside(name):
        return False
    if any(kind.fullmatch(name) for kind in (AREA, SKILL, SUMMARY)):
        return False
    if start - 1 not in _sentence_columns(body, range(start - 1, start + 1)):
        return False
    here, there = ([len(row[i]) for row in body if row[i]] for i in (start - 1, start))
    return len({row[start - 1] for row in body}) > len(body) / 2 and mean(here) > mean(there) / 2


def _sentence_columns(body: list[Row], places: range) -> list[int]:
    """The columns in which most rows have a sentence, where there are two and more of them."""
    found = []
    for i in places:
        cells = [row[i] for row in body if row[i]]
        if 2 * len(cells) >= len(body) and sum(" " in cell for cell in cells) * 2 >= len(cells):
            found.append(i)
    return found if len(found) >= 2 else []


def _text_columns(
    names: Row, body: list[Row], first: list[int]
) -> tuple[int, int | None, int | None]:
    """The columns of the skill, its area and its own words, among those before the levels."""
    if not first:
        return 0, None, None
    area = next((i for i in first if AREA.fullmatch(names[i])), None)
    summary = next((i for i in first if SUMMARY.fullmatch(names[i])), None)
    rest = [i for i in first if i not in (area, summary)]
    by_name = [i for i in rest if SKILL.fullmatch(names[i])]
    filled = {i: [row[i] for row in body if row[i]] for i in rest}
    skill = next(iter(by_name), None)
    if skill is None:
        skill = max(rest or first, key=lambda i: (len(set(filled.get(i, ()))), -i))
    before = [i for i in rest if i < skill and filled[i]]
    if area is None and before:
        left = before[-1]
        if len(set(filled[left])) < len(set(filled[skill])):
            area = left
    if area is None:
        few = [i for i in rest if i != skill and 1 < len(set(filled[i])) <= MOST_AREAS]
        area = next((i for i in few if len(filled[i]) >= 2 * len(set(filled[i]))), None)
    if summary is None:
        after = [i for i in rest if i > skill and filled[i] and mean(map(len, filled[i])) > 30]
        summary = next(iter(after), None)
    return skill, area, summary


def _say_columns(
    names: Row,
    columns: list[int],
    skill: int,
    area: int | None,
    summary: int | None,
    headings: int,
    guesses: list[str],
) -> None:
    named = ((say("skills"), skill), (say("areas"), area), (say("summaries"), summary))
    said = [
        say("{what} in column {column}", what=what, column=quoted(names[i] or str(i + 1)))
        for what, i in named
        if i is not None
    ]
    guesses.append(say("Taken for the {what}.", what=joined(said)))
    if headings:
        guesses.append(
            plural(
                "Taken for areas: {count} row with one cell alone.",
                "Taken for areas: {count} rows with one cell alone.",
                headings,
            )
        )


def _in_order(levels: list[str]) -> list[str]:
    """The levels as they rise, where they have numbers; else as they came."""
    numbers = [re.search(r"\d+", level) for level in levels]
    before = {re.split(r"\d", level)[0].strip().lower() for level in levels}
    if levels and all(numbers) and len(before) == 1:
        return sorted(levels, key=lambda level: int(re.search(r"\d+", level)[0]))  # type: ignore[index]
    return levels[::-1] if _falls(levels) else levels


# --- Trees ---------------------------------------------------------------------------------------

NAME_KEYS = (
    *("displayName", "display_name", "name", "title", "label", "question", "skill"),
    *("competency", "id", "key"),
)

TEXT_KEYS = (
    *("sentence", "text", "summary", "description", "anchor", "criteria", "meaning", "answer"),
    *("content", "label", "detail", "title", "name"),
)

LEVEL_KEYS = ("level", "name", "title", "label", "value", "score", "number", "stage", "grade")

ABOUT_KEYS = ("summary", "description", "definition", "help", "about", "intro")

GROUP_KEYS = ("area", "category", "domain", "group", "pillar", "theme", "section")


def _in_tree(tree: Any, guesses: list[str]) -> tuple[list[Found], list[str]]:
    if rows := _records(tree):
        guesses.append(say("The file is a list of records; it was read as a table."))
        return _in_rows(rows, guesses)
    if rows := _rows_in(tree):
        return _in_rows(rows, guesses)
    found = _by_level(tree) or list(_skills(tree, "", ()))
    if names := _names_of_levels(tree, found):
        found = [
            replace(s, sentences={names[level]: text for level, text in s.sentences.items()})
            for s in found
        ]
    levels: list[str] = []
    for skill in found:
        levels += [level for level in skill.sentences if level not in levels]
    if found:
        areas = {skill.area for skill in found if skill.area}
        guesses.append(
            say(
                "Read as a tree: {skills} in {areas}.",
                skills=counted(len(found), "skill"),
                areas=counted(len(areas), "area"),
            )
        )
    else:
        found = list(_leaves(tree, ()))
        guesses.append(say("No sentences were found, so only names were taken."))
    return _with_areas(found), _in_order(levels)


def _by_level(tree: Any) -> list[Found]:
    """The skills of a tree that begins with the levels, and has the skills below each of them."""
    if isinstance(tree, dict) and len(tree) == 1:
        return _by_level(next(iter(tree.values())))
    if isinstance(tree, list) and len(tree) == 1:
        return _by_level(tree[0])
    levels = _named(tree)
    if len(levels) < 2 or not all(map(LEVEL.fullmatch, levels)):
        return []
    said = {level: _named(below) for level, below in levels.items()}
    skills = dict.fromkeys(skill for below in said.values() for skill in below)
    texts = [text for below in said.values() for text in below.values()]
    shared = all(2 * len(below) >= len(skills) > 1 for below in said.values())
    if not shared or any(isinstance(text, dict) and _levels_of(text) for text in texts):
        return []
    return [
        Found(skill, sentences={lv: _line(said[lv][skill]) for lv in said if skill in said[lv]})
        for skill in skills
        if not LEVEL.fullmatch(skill)
    ]


def _named(node: Any) -> dict[str, Any]:
    """What lies below a node, by its name: of a table, or of a list of headings."""
    if isinstance(node, dict) and "items" in node:
        node = node["items"]
    if isinstance(node, dict) and len(node) == 1 and _is_container(str(next(iter(node)))):
        node = next(iter(node.values()))
    if isinstance(node, dict):
        return {str(key): value for key, value in node.items()}
    if isinstance(node, list) and node and all(isinstance(i, dict) and i.get("name") for i in node):
        return {_line(item["name"]): item for item in node}
    return {}


def _rows_in(tree: Any) -> list[Row]:
    """The rows of a table that is written as lists of cells; none where there is no such table."""
    if isinstance(tree, dict):
        return next(filter(None, map(_rows_in, tree.values())), [])
    if not isinstance(tree, list) or len(tree) < 2:
        return []
    flat = (isinstance(row, list) and len(row) > 1 and not _is_deep(row) for row in tree)
    return [[_line(cell) for cell in row] for row in tree] if all(flat) else []


def _names_of_levels(tree: Any, found: list[Found]) -> dict[str, str]:
    """What a list `levels` beside the skills calls the levels, by "Level 1" and so on."""
    list_ = tree.get("levels") if isinstance(tree, dict) else None
    if not isinstance(list_, list):
        return {}
    names = [
        _line(next((level[k] for k in NAME_KEYS if k in level), ""))
        if isinstance(level, dict)
        else _line(level)
        for level in list_
    ]
    known = {f"Level {place}": name for place, name in enumerate(names, start=1)}
    used = {level for skill in found for level in skill.sentences}
    return known if all(names) and used and used <= {*known} else {}


def _with_areas(found: list[Found]) -> list[Found]:
    """The skills with one area of their path: the nearest that leaves few enough of them."""
    paths = [skill.area.split(BELOW) for skill in found]
    deepest = max(map(len, paths), default=1)
    for depth in range(deepest, 0, -1):
        chosen = [next(filter(None, reversed(path[:depth])), "") for path in paths]
        if len(set(chosen)) <= MOST_AREAS or depth == 1:
            break
    return [replace(skill, area=area) for skill, area in zip(found, chosen, strict=True)]


def _records(tree: Any) -> list[Row] | None:
    """A list of flat tables of one form, as rows; None where the file is something else."""
    lists = [tree] if isinstance(tree, list) else _lists_below(tree)
    for rows in lists:
        tables = [row for row in rows if isinstance(row, dict)]
        flat = [row for row in tables if not any(map(_is_deep, row.values()))]
        if len(flat) < 4 or len(flat) != len(rows):
            continue
        keys = list(dict.fromkeys(key for row in flat for key in row))
        level = any(LEVEL_HEAD.fullmatch(str(key)) for key in keys)
        many = sum(bool(LEVEL.fullmatch(str(key))) for key in keys) >= 2
        if level or many:
            said = [[_line(row.get(key)) for key in keys] for row in flat]
            return [[str(key) for key in keys], *said]
    return None


def _lists_below(tree: Any) -> list[list[Any]]:
    if not isinstance(tree, dict):
        return []
    return [value for value in tree.values() if isinstance(value, list)]


def _is_deep(value: Any) -> bool:
    """Whether a value holds more than lines."""
    if isinstance(value, list):
        return any(isinstance(item, dict | list) for item in value)
    return isinstance(value, dict)


def _line(value: Any) -> str:
    """A value on one line."""
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_line, value)))
    if isinstance(value, dict):
        return next((_line(value[key]) for key in TEXT_KEYS if value.get(key)), "")
    return " ".join(str(value).split())


def _skills(node: Any, key: str, area: tuple[str, ...]) -> Iterator[Found]:
    """The skills at a node or below it; a skill is what has sentences for two levels or more."""
    if isinstance(node, list):
        for item in node:
            yield from _skills(item, "", area)
        return
    if not isinstance(node, dict):
        return
    name = next((_line(node[k]) for k in NAME_KEYS if isinstance(node.get(k), str | int)), key)
    sentences = _levels_of(node)
    if len(sentences) >= 2 and name:
        group = next((_line(node[k]) for k in GROUP_KEYS if isinstance(node.get(k), str)), "")
        about = next((_line(node[k]) for k in ABOUT_KEYS if isinstance(node.get(k), str)), "")
        yield Found(name or key, group or BELOW.join(area), about, sentences)
        return
    name = name or next((_line(node[k]) for k in GROUP_KEYS if isinstance(node.get(k), str)), "")
    here = (*area, name) if name else area
    for k, value in node.items():
        if isinstance(value, dict | list):
            inner = k if isinstance(value, dict) else ""
            yield from _skills(value, str(inner) if not _is_container(str(k)) else "", here)


def _is_container(key: str) -> bool:
    """Whether a key only says what is in it: "categories", "skills", "tracks"."""
    return bool(
        AREA.fullmatch(key)
        or SKILL.fullmatch(key)
        or key.lower() in ("items", "children", "content", "framework", "matrix", "nodes")
    )


def _levels_of(node: Mapping[str, Any]) -> dict[str, str]:
    """The sentences of a node for its levels, in order; {} where it has none."""
    own = {
        str(k): _line(v)
        for k, v in node.items()
        if LEVEL.fullmatch(str(k)) and _line(v) and not _levels_in(v)
    }
    if len(own) >= 2:
        return {_level_name(k, i): v for i, (k, v) in enumerate(own.items())}
    is_named = any(isinstance(node.get(key), str | int) for key in NAME_KEYS)
    for key, value in node.items():
        entries: list[tuple[str, Any]] = []
        says = LEVELS_KEY.fullmatch(str(key)) is not None
        if isinstance(value, list) and len(value) >= 2:
            entries = [("", item) for item in value]
        elif isinstance(value, dict) and len(value) >= 2 and (is_named or says):
            entries = [(str(k), v) for k, v in value.items()]
            if not sum(bool(LEVEL.fullmatch(k)) for k, _ in entries) * 2 > len(entries):
                continue
        said = [_entry(k, item, i) for i, (k, item) in enumerate(entries)]
        if said and all(said) and len(said) <= MOST_LEVELS:
            named = dict(one for one in said if one)
            if len(named) == len(said) and _are_levels(value, entries, named, says):
                return named
    return {}


def _levels_in(value: Any) -> bool:
    """Whether a value is a skill of its own, with levels."""
    return isinstance(value, dict) and len(_levels_of(value)) >= 2


def _are_levels(
    value: Any, entries: list[tuple[str, Any]], named: Mapping[str, str], says: bool
) -> bool:
    """Whether entries are the levels of one skill, and no skills of one area.

    `says`: whether the key above them is a word for levels.
    """
    if isinstance(value, dict):
        return True
    if all(isinstance(item, str) for _, item in entries):
        names = sum(bool(LEVEL.fullmatch(text)) for text in named.values())
        return names < len(named) if says else mean(map(len, named.values())) > 15
    if any(_levels_of(item) for _, item in entries if isinstance(item, dict)):
        return False
    keys = {key for _, item in entries if isinstance(item, dict) for key in item}
    marked = keys & {"level", "value", "score", "number", "points", "stage", "grade"}
    like = sum(bool(LEVEL.fullmatch(name)) for name in named)
    return bool(marked) or 2 * like >= len(named) or "summary" in keys


def _entry(key: str, item: Any, place: int) -> tuple[str, str] | None:
    """The name and the sentence of one level."""
    if isinstance(item, str | int | float):
        text = _line(item)
        return (_level_name(key, place), text) if text else None
    if isinstance(item, list):
        text = _line(item)
        return (_level_name(key, place), text) if text else None
    if not isinstance(item, dict):
        return None
    name_key = next((k for k in LEVEL_KEYS if isinstance(item.get(k), str | int)), None)
    texts = (k for k in TEXT_KEYS if k != name_key and item.get(k))
    text_key = next((k for k in texts if not isinstance(item[k], int)), None)
    if text_key is None:
        return None
    name = _line(item[name_key]) if name_key else key
    return _level_name(name, place), _line(item[text_key])


def _level_name(name: str, place: int) -> str:
    """A level's name as people read it."""
    name = name.replace("_", " ").strip()
    if not name:
        return f"Level {place + 1}"
    number = re.fullmatch(r"(?:level\s*)?(\d+)", name, re.IGNORECASE)
    return f"Level {number[1]}" if number else name


def _leaves(node: Any, area: tuple[str, ...]) -> Iterator[Found]:
    """Names at the ends of a tree, where it has no sentences."""
    if isinstance(node, list):
        for item in node:
            yield from _leaves(item, area)
    elif isinstance(node, str):
        yield Found(" ".join(node.split()), BELOW.join(area))
    elif isinstance(node, dict):
        name = next((_line(node[k]) for k in NAME_KEYS if isinstance(node.get(k), str)), "")
        below = {k: v for k, v in node.items() if isinstance(v, dict | list) and v}
        if name and not below:
            about = _line(next((node[k] for k in ABOUT_KEYS if k in node), ""))
            yield Found(name, BELOW.join(area), about)
        for key, value in below.items():
            own = name or ("" if _is_container(str(key)) else str(key))
            yield from _leaves(value, (*area, own) if own else area)
