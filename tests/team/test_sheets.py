"""Sheets and forms: whose row it is, what its cells say, and nothing of it passed over."""

import json

import pytest

from skillkit.assessment.paper_row import row_of
from skillkit.framework.file import parse_framework
from skillkit.team.sources import from_chat, from_upload
from skillkit.team.submissions import TeamBuild, build_team
from tests.team.copies import CARDS, A, B, people
from tests.vectors import QUICK, framework_text, own_framework

ROWS = [row_of(card).replace(" ", "") for card in CARDS]
PEOPLE = ("Badger", "Crane", "Otter", "Dolphin")
SKILLS = [skill.name for skill in QUICK.skills]
LEVELS = [level.name for level in QUICK.levels]
ALL = {name: number for number, name in enumerate(PEOPLE)}


def read(text: str, name: str = "sheet.csv") -> TeamBuild:
    """The team of a file."""
    return build_team(from_upload(name, text.encode()))


def sheet(cell: str = "{0}", mark: str = "\t") -> str:
    """A sheet of four people; `cell` says how a level is written, by number and by name."""
    lines = [mark.join(("Name", *SKILLS))]
    for name, row in zip(PEOPLE, ROWS, strict=False):
        lines.append(mark.join((name, *(cell.format(n, LEVELS[int(n)]) for n in row))))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "cell",
    [
        "{0}.0",
        "{0},0",
        "{0},00",
        "{1}",
        "{0} - {1}",
        "{0} ({1})",
        "{1} ({0})",
        "Level {0}",
        " {0} ",
    ],
)
def test_a_cell_says_its_level_as_spreadsheets_and_forms_write_it(cell: str) -> None:
    """As a number of any locale, by name, or both."""
    assert people(read(sheet(cell), "sheet.txt")) == ALL


def test_a_cell_may_hold_the_sentence_that_somebody_chose() -> None:
    """A form's grid brings the anchors back, and the skills stand within its questions."""
    head = ",".join(["Timestamp", "Name", *(f'"How well do you do it? [{s}]"' for s in SKILLS)])
    chosen = [QUICK.skills[i].anchors[int(n)] for i, n in enumerate(ROWS[0])]
    row = ",".join(f'"{sentence}"' for sentence in chosen)
    assert people(read(f"{head}\n20/11/2026 14:00,Badger,{row}\n")) == {"Badger": 0}


@pytest.mark.parametrize(
    "above",
    ["Our skills\n", "Our skills\t\t\t\t\t\t\n\n", "\tTechnical\t\t\tAI\tTogether\t\n"],
)
def test_what_stands_above_the_first_row_of_a_sheet_is_its_head(above: str) -> None:
    """Titles and groups of columns name nobody and hide nobody."""
    build = read(above + sheet(), "sheet.txt")
    assert (people(build), build.refused) == (ALL, ())


def test_a_form_with_several_rows_of_names_above_its_answers_is_read() -> None:
    """Some programs put the question below a short name, and their own words below that."""
    text = (
        "ResponseId,RecipientFirstName,RecipientLastName,Q1,Q2\n"
        "Response ID,Recipient First Name,Recipient Last Name,What is your name?,Your code\n"
        '"{""ImportId"":""a""}",{},{},"{""ImportId"":""b""}","{""ImportId"":""c""}"\n'
        f"R_1,,,Badger,{A}\nR_2,,,Crane,{B}\n"
    )
    assert people(read(text)) == {"Badger": 0, "Crane": 1}


def test_a_sheet_with_a_column_for_each_person_is_turned() -> None:
    """Skills go down where people go along."""
    lines = [["Skill", *PEOPLE], *([s, *(r[i] for r in ROWS[:4])] for i, s in enumerate(SKILLS))]
    assert people(read("\n".join(map(",".join, lines)))) == ALL


@pytest.mark.parametrize(
    "name", ["Average", "Max", "Target level", "Mittelwert", "Promedio", "合計"]
)
def test_a_line_about_the_whole_sheet_is_nobody(name: str) -> None:
    """It is refused by name, also where its numbers could be somebody's levels."""
    line = "\t".join((name, *"213213")) + "\n"
    bare = read(sheet().partition("\n")[2] + line, "sheet.txt")
    assert [outcome.submission.name for outcome in bare.refused] == [name]
    build = read(sheet() + line, "sheet.txt")
    assert people(build) == ALL
    assert [outcome.submission.name for outcome in build.refused] == [name]
    assert "counts as nobody" in build.refused[0].reason


@pytest.mark.parametrize("cell", ["2.5", "?", "5", "4/4", "good"])
def test_a_cell_that_says_no_level_refuses_its_row_by_name(cell: str) -> None:
    """Nobody goes missing from a sheet, and the first of its people least of all."""
    levels = "\t".join((cell, *ROWS[0][1:]))
    text = sheet().replace("\t".join(ROWS[0]), levels, 1)
    build = read(text, "sheet.txt")
    assert people(build) == {name: number for name, number in ALL.items() if number}
    assert [outcome.submission.where for outcome in build.refused] == ["sheet.txt, row 2, Badger"]
    assert f"'{cell}' cannot be in a row" in build.refused[0].reason


def test_columns_that_are_named_stand_where_their_names_say() -> None:
    """In any order when each is named; when one is not, nobody can tell, and nobody is misread."""
    head, *lines = [line.split("\t") for line in sheet().splitlines()]
    turned = ["\t".join([line[0], *line[:0:-1]]) for line in lines]
    build = read("\n".join(["\t".join([head[0], *head[:0:-1]]), *turned]), "sheet.txt")
    assert people(build) == ALL
    build = read("\n".join(["\t".join([head[0], *head[:1:-1], "ML"]), *turned]), "sheet.txt")
    assert (build.team.members, len(build.refused)) == ((), 4)
    assert "stands in another place" in build.refused[0].reason


def test_a_small_list_of_skills_is_read_from_a_sheet_that_names_them() -> None:
    """Three skills make too short a row to be told from other digits, but here all is named."""
    own = own_framework(3)
    names = "\t".join(skill.name for skill in own.skills)
    chat = f"Name\t{names}\nBadger\t3\t{own.levels[1].name}\t-\n"
    (member,) = build_team(from_chat(chat, [own])).team.members
    assert (member.alias, [*member.assessment.ratings.values()]) == ("Badger", [3, 1])


def test_levels_that_are_called_by_other_numbers_are_not_guessed() -> None:
    """Names from 1 to 4 for the levels 0 to 3: only a sheet with a 4 or a 0 says which is meant."""
    text = framework_text(6)
    levels = (level.name for level in own_framework(6).levels)
    for number, name in enumerate(levels, 1):
        text = text.replace(f'name = "{name}"', f'name = "{number}"', 1)
    own = parse_framework(text, "numbers.toml")
    head = "\t".join(["Name", *(skill.name for skill in own.skills)])

    def of(*levels: int) -> TeamBuild:
        row = "\t".join(map(str, levels))
        return build_team(from_chat(f"{head}\nBadger\t{row}\n", [own]))

    top = len(own.levels)
    (by_name,) = of(1, 2, 1, 2, 1, top).team.members
    assert [*by_name.assessment.ratings.values()] == [0, 1, 0, 1, 0, top - 1]
    (by_number,) = of(1, 2, 1, 2, 1, 0).team.members
    assert [*by_number.assessment.ratings.values()] == [1, 2, 1, 2, 1, 0]
    (refused,) = of(1, 2, 1, 2, 1, 2).refused
    assert "Ask for a share code" in refused.reason


def test_the_word_skill_in_a_head_is_no_code() -> None:
    """A question about "your skillkit code" is still a question."""
    build = read(f"When,Your full name,Your skillkit code\n1,Badger,{A}\n2,Crane,{B}\n")
    assert people(build) == {"Badger": 0, "Crane": 1}


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Facilitator name,Your name,Code", "Host,{0},{1}"),
        ("Name of your team,Your name,Code", "Vega,{0},{1}"),
        ("Email,Name,What is your name?,Code", "anonymous,,{0},{1}"),
        ("User ID,User display name,Code", "u7,{0},{1}"),
        ("Benutzer-ID;Benutzeranzeigename;Code", "u7;{0};{1}"),
        ("Zaman,Adınız,Kodunuz", "1,{0},{1}"),  # noqa: RUF001  (Turkish)
        ("طابع زمني,الاسم,الرمز", "1,{0},{1}"),
        ("Tidstämpel,Vad heter du?,Kod", "1,{0},{1}"),
    ],
)
def test_the_column_that_tells_people_apart_names_them(head: str, cells: str) -> None:
    """Other columns with a name in their head are the same for all, or empty, or numbers."""
    rows = "\n".join(cells.format(*row) for row in (("Badger", A), ("Crane", B)))
    assert people(read(f"{head}\n{rows}\n")) == {"Badger": 0, "Crane": 1}


@pytest.mark.parametrize("head", ["Nom,Prénom", "Name,Vorname", "Last name,First name"])
def test_a_first_name_goes_before_its_other_half(head: str) -> None:
    """Two people of one family are two, and nobody is asked about them."""
    build = read(f"{head},Code\nBrook,Badger,{A}\nBrook,Crane,{B}\n")
    assert people(build) == {"Badger Brook": 0, "Crane Brook": 1}
    assert build.questions == ()


def test_numbers_beside_a_code_are_no_second_card() -> None:
    """A form may ask six other things with a number for an answer; the code says all of a card."""
    asked = "Timestamp,Name,Code,How was it?,Pace,Room,Food,Length,Again"
    build = read(f"{asked}\n1,Badger,{A},4,3,3,2,1,4\n2,Crane,{B},3,3,2,2,4,4\n")
    assert people(build) == {"Badger": 0, "Crane": 1}
    assert (build.refused, build.questions) == ((), ())


def test_an_address_as_a_name_is_one_person() -> None:
    """Who answers again from the same address has corrected, however it is written."""
    build = read(f"Timestamp,Username,Code\n1,b@x.org,{A}\n2,B@x.org,{B}\n")
    assert (len(build.team.members), len(build.replaced), build.questions) == (1, 1, ())


@pytest.mark.parametrize(
    "value",
    [
        [["Name", "Code"], ["Badger", A], ["Crane", B]],
        {"values": [["At", "Name", "Code"], ["1", "Badger", A], ["2", "Crane", B]]},
        {"all": [{"answers": {"name": n, "code": c}} for n, c in (("Badger", A), ("Crane", B))]},
    ],
)  # fmt: skip
def test_answers_in_lists_or_one_table_down_keep_their_names(value: object) -> None:
    """An interface gives rows as lists, or puts the answers into a table of their own."""
    assert people(read(json.dumps(value), "form.json")) == {"Badger": 0, "Crane": 1}


@pytest.mark.parametrize(
    "line",
    ["{0} - {1}", "{0}: {2}", "{0}: {3}", "{1} {0}", "{1} - {0}", "{1}\t{0}", "{1} ({0})"],
)
def test_a_row_that_somebody_typed_stands_before_or_behind_the_name(line: str) -> None:
    """A dash with blanks, commas, bars of dates and brackets are marks, not signs."""
    rows = (
        (name, row, ", ".join(row), "/".join(row)) for name, row in zip(PEOPLE, ROWS, strict=False)
    )
    assert people(read("\n".join(line.format(*row) for row in rows), "rows.txt")) == ALL


@pytest.mark.parametrize("row", ["43?101", "4 3 n/a 1 0 1", "O321OI", "- 43210"])
def test_a_typed_row_with_a_strange_sign_is_refused_by_name(row: str) -> None:
    """Beside good rows the line of somebody who slipped is never passed over."""
    good = "".join(f"{name}: {row}\n" for name, row in zip(PEOPLE, ROWS, strict=False))
    build = read(f"{good}Heron{':' if row[0] != '-' else ''} {row}\n", "rows.txt")
    assert people(build) == ALL
    assert [outcome.submission.where for outcome in build.refused] == ["rows.txt, line 5, Heron"]
