"""Import: a first framework.toml from the forms in which people have their skill matrix."""

import json
import tomllib
from pathlib import Path

import pytest

from skillkit import cli
from skillkit.base.errors import FileError
from skillkit.workshop.anchor_rules import TODO
from skillkit.workshop.check import check
from skillkit.workshop.first_draft import first_draft
from skillkit.workshop.matrix import Found, find
from skillkit.workshop.tables import read

SEMICOLONS = """\
Kompetenz;Bereich;Anfänger;Fortgeschritten;Experte
Schweißen;Werkstatt;Ich habe mit Hilfe geschweißt.;Ich habe allein geschweißt.;Ich habe angeleitet.
Drehen;Werkstatt;Ich habe mit jemandem gedreht.;Ich habe nach Zeichnung gedreht.;Ich habe geplant.
Gespräch;Menschen;Ich war dabei.;Ich habe eines geführt.;
"""

HEADINGS = """\
Skills of the ward,,,,
Skill,1 - Novice,2 - Competent,3 - Proficient,4 - Expert
Care,,,,
Wound care,I watched.,I dressed a wound.,I chose the dressing.,I taught it.
Medication,I handed out.,I checked doses.,I found an error.,I changed the round.
People,,,,
Talking,I listened.,I explained.,I calmed a family.,I trained others.
"""

LEVELS_AS_ROWS = """\
,Python,SQL,Talking
Level 1,I ran a script.,I read a table.,I said what I did.
Level 2,I wrote a script.,I joined tables.,I explained a chart.
Level 3,I wrote a package.,I tuned a query.,I convinced a board.
"""

ONE_ROW_A_LEVEL = """\
Domain,Skill,Level,Description
Data,SQL,0,I have not read a table.
Data,SQL,1,I read a table.
Data,SQL,2,I joined tables.
Data,Python,0,I have not run a script.
Data,Python,1,I ran a script.
Data,Python,2,I wrote a script.
People,Talking,0,I have not spoken.
People,Talking,1,I spoke.
People,Talking,2,I convinced.
"""

TABLES = """\
# Ladder
## Technology
| Skill | Adopts | Specializes | Evangelizes |
|:--|---|---|---|
| **Code** | learns [the stack](x) | owns a part | spreads it |
| Tests | runs tests | writes tests | sets the standard |
## People
| Skill | Adopts | Specializes | Evangelizes |
|---|---|---|---|
| Talk | listens | explains | persuades |
"""

OUTLINE = """\
# Framework
## Craft
### Coding
What is typed.
- Beginner: wrote a script
- Advanced: wrote a library
- Expert: set the style
## People
### Talking
- Beginner: listened
- Advanced: explained
- Expert: persuaded
"""

TRACKS = {
    "tracks": {
        "MOBILE": {
            "displayName": "Mobile",
            "category": "A",
            "description": "Apps for telephones",
            "milestones": [
                {"summary": "Works in what is there", "signals": ["x"]},
                {"summary": "Builds again", "signals": []},
                {"summary": "Designs"},
            ],
        },
        "MENTOR": {
            "displayName": "Mentorship",
            "category": "D",
            "milestones": [{"summary": "Helps"}, {"summary": "Teaches"}, {"summary": "Grows"}],
        },
    }
}

QUESTIONS = """\
categories:
  - name: Investment
    questions:
      - question: How are people and money found?
        options:
          - {value: 1, label: Provisional, description: Volunteers}
          - {value: 2, label: Operational, description: A team}
          - {value: 3, label: Scalable, description: A product}
  - name: Adoption
    questions:
      - question: Why is it used?
        options:
          - {value: 1, label: Provisional, description: By chance}
          - {value: 2, label: Operational, description: By order}
          - {value: 3, label: Scalable, description: By wish}
"""

STATEMENTS = """\
- {id: 1, summary: Uses a tool, level: junior-to-mid, area: technical, examples: [a, b]}
- {id: 2, summary: Tests it, level: junior-to-mid, area: technical, examples: []}
- {id: 3, summary: Chooses a tool, level: mid-to-senior, area: technical, examples: []}
- {id: 4, summary: Tells, level: junior-to-mid, area: communication, examples: []}
- {id: 5, summary: Convinces, level: mid-to-senior, area: communication, examples: []}
"""

NAMES = {
    "categories": [
        {
            "title": "Data",
            "subcategories": [
                {
                    "title": "Stores",
                    "skills": [{"title": "SQL", "description": "Asks", "tools": []}],
                },
                {"title": "Numbers", "skills": [{"title": "Statistics", "tools": []}]},
            ],
        }
    ]
}

FORMS = {
    "semicolons.csv": (SEMICOLONS, "Werkstatt", "Schweißen", 3, 3),
    "headings.csv": (HEADINGS, "Care", "Wound care", 4, 3),
    "levels_as_rows.csv": (LEVELS_AS_ROWS, "", "Python", 3, 3),
    "one_row_a_level.csv": (ONE_ROW_A_LEVEL, "Data", "SQL", 3, 3),
    "tables.md": (TABLES, "Technology", "Code", 3, 3),
    "outline.md": (OUTLINE, "Craft", "Coding", 3, 2),
    "tracks.json": (json.dumps(TRACKS), "A", "Mobile", 3, 2),
    "questions.yaml": (QUESTIONS, "Investment", "How are people and money found?", 3, 2),
    "statements.yml": (STATEMENTS, "", "technical", 2, 2),
    "names.json": (json.dumps(NAMES), "Stores", "SQL", 0, 2),
}


STEPS = "Junior", "Mid", "Senior"
FLOUR = "I weighed flour.", "I chose flour.", "I bought flour."


def row(*cells: str) -> str:
    """A row of a CSV file."""
    return ",".join(cells) + "\n"


# What each file says of the skill Flour, lowest level first, and the names of the levels.
READ = {
    "falling_numbers.csv": (
        row("Skill", "Level 3", "Level 2", "Level 1")
        + row("Flour", *FLOUR[::-1])
        + row("Oven", "I planned.", "I baked.", "I looked."),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "falling_words.csv": (
        row("Skill", "Expert", "Advanced", "Beginner")
        + row("Flour", *FLOUR[::-1])
        + row("Oven", "I planned.", "I baked.", "I looked."),
        ["Beginner", "Advanced", "Expert"],
    ),
    "numbered_areas.csv": (
        row("Competence area", "Competence", "Foundation", "Advanced", "Highly specialised")
        + row("1. Dough", "1.1 Kneading", "I pressed.", "I folded.", "I taught.")
        + row("1. Dough", "Flour", *FLOUR)
        + row("2. Heat", "2.1 Oven", "I looked.", "I baked.", "I planned."),
        ["Foundation", "Advanced", "Highly specialised"],
    ),
    "two_rows_of_names.csv": (
        row("Dimension 1", "Dimension 2", "Dimension 3", "", "")
        + row("e-Comp. area", "e-Competence", "e-1", "e-2", "e-3")
        + row("A. Dough", "Flour", *FLOUR)
        + row("B. Heat", "Oven", "", "I baked.", ""),
        ["e-1", "e-2", "e-3"],
    ),
    "no_names_before_the_levels.csv": (
        row("", "", "1", "2", "3") + row("Dough", "Flour", *FLOUR) + row("", "Oven", "a b", "", ""),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "a_column_behind_and_a_note_below.csv": (
        row("Skill", "Level 1", "Level 2", "Level 3", "Comments")
        + row("Flour", *FLOUR, "see the book")
        + row("Oven", "I looked.", "I baked.", "I planned.", "ask the miller")
        + row("Legend: 1 is new", "", "", "", ""),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "old_line_ends.csv": (
        "sep=;\r" + row("Skill", "1", "2", "3").replace(",", ";").replace("\n", "\r")
        + row("Flour", *FLOUR).replace(",", ";").replace("\n", "\r")
        + "Oven;a b;c d;e f\r",
        ["Level 1", "Level 2", "Level 3"],
    ),
    "tree_of_numbers.json": (
        json.dumps({"Dough": {"Flour": dict(zip("123", FLOUR, strict=True))}, "Heat": {}}),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "few_strings.json": (
        json.dumps(
            [{"skill": "Flour", "levels": [*FLOUR]}, {"skill": "Oven", "levels": ["a", "b", "c"]}]
        ),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "letters_and_numbers.json": (
        json.dumps(
            [
                {"name": "Flour", **dict(zip(("J1", "J2", "S1"), FLOUR, strict=True))},
                {"name": "Oven", "J1": "I looked.", "J2": "I baked.", "S1": "I planned."},
            ]
        ),
        ["J1", "J2", "S1"],
    ),
    "words_of_yaml.yaml": (
        "skills:\n  flour:\n    name: Flour\n    no: " + FLOUR[0] + "\n    basic: " + FLOUR[1]
        + "\n    expert:\n      - " + FLOUR[2] + "\n  yes:\n    name: Yes\n"
        "    basic: 2026-01-01\n    expert: 1.0\n",
        None,
    ),
    "levels_as_headings.md": (
        "# Ladder\n\n## Flour\n\n### Level 1\n- " + "\n### Level 2\n- ".join(FLOUR[:2])
        + "\n### Level 3\n" + FLOUR[2] + "\n",
        ["Level 1", "Level 2", "Level 3"],
    ),
    "bold_names.md": (
        "## Dough\n**Flour**\n1. " + "\n1. ".join(FLOUR) + "\n\n**Oven**\n1. a b c d e f g h i\n"
        "1. b c d e f g h i j k\n1. c d e f g h i j k l\n",
        ["Level 1", "Level 2", "Level 3"],
    ),
    "points_below_points.md": (
        "## Dough\n\n- Flour\n  - Level 1: " + "\n  - Level 2: ".join(FLOUR[:2])
        + "\n  - Level 3: " + FLOUR[2] + "\n- Oven\n  - Level 1: I looked.\n",
        ["Level 1", "Level 2", "Level 3"],
    ),
    "levels_going_down.md": (
        "## Dough\n\n| Level | Flour | Oven |\n|---|---|---|\n"
        + "".join(f"| {w} | {f} | a b |\n" for w, f in zip(STEPS, FLOUR, strict=True))
        + "\n## People\n\n| Level | Talk |\n|---|---|\n"
        + "".join(f"| {w} | a b |\n" for w in STEPS),
        [*STEPS],
    ),
    "roman.csv": (
        row("Skill", "Baker I", "Baker II", "Senior Baker") + row("Flour", *FLOUR)
        + row("Oven", "I looked.", "I baked.", "I planned."),
        ["Baker I", "Baker II", "Senior Baker"],
    ),
    "a_list_of_names.yaml": (
        "levels: [Novice, Able, Master]\nskills:\n  - {name: Flour, descriptions: ["
        + ", ".join(FLOUR) + "]}\n  - {name: Oven, descriptions: [I looked., I baked., I led.]}\n",
        ["Novice", "Able", "Master"],
    ),
    "cells.json": (
        json.dumps({"rows": [["Skill", "Level 1", "Level 2", "Level 3"], ["Flour", *FLOUR]]}),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "few_skills_in_long_rows.csv": (
        row("Skill", "Code", "Level", "Level description")
        + "".join(row("Flour", "FL", str(i), said) for i, said in enumerate(FLOUR, 1))
        + row("Oven", "OV", "2", "I baked.") + row("Oven", "OV", "3", "I planned."),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "begins_with_levels.yaml": (
        "".join(f"{w}:\n  Flour: {f}\n  Oven: a b\n" for w, f in zip(STEPS, FLOUR, strict=True)),
        [*STEPS],
    ),
    "levels_as_first_headings.md": (
        "# Ladder\n"
        + "".join(
            f"## {w}\n### Flour\n{f}\n### Oven\na b\n" for w, f in zip(STEPS, FLOUR, strict=True)
        ),
        [*STEPS],
    ),
    "unknown_words_for_levels.csv": (
        row("Skill", "Blank slate", "Dough hand", "Expert") + row("Flour", *FLOUR)
        + row("Oven", "I looked on.", "I baked one.", "I planned it."),
        ["Blank slate", "Dough hand", "Expert"],
    ),
    "numbers_in_brackets.csv": (
        row("Skill", "Not using it (0)", "Beginning (1)", "Innovating (2)") + row("Flour", *FLOUR)
        + row("Oven", "I looked.", "I baked.", "I planned."),
        ["Not using it (0)", "Beginning (1)", "Innovating (2)"],
    ),
    "no_names_of_columns.csv": (
        row("Oven", *(f"In the bakery {f.lower()[:-1]} once" for f in FLOUR))
        + row("Flour", *FLOUR),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "headings_say_description.csv": (
        row("Code", "Skill", "Level 1 description", "Level 2 description", "Level 3 description")
        + row("FL", "Flour", *FLOUR) + row("OV", "Oven", "I looked.", "I baked.", "I planned."),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "an_example_beside_each_level.csv": (
        row("Skill", "Level 1", "Example 1", "Level 2", "Example 2", "Level 3", "Example 3")
        + row("Flour", FLOUR[0], "as at noon", FLOUR[1], "as at night", FLOUR[2], "as ever")
        + row("Oven", "a b", "c d", "e f", "g h", "i j", "k l"),
        ["Level 1", "Level 2", "Level 3"],
    ),
    "bold_levels.md": (
        "## Flour\n\n" + "\n\n".join(f"**{w}:** {f}" for w, f in zip(STEPS, FLOUR, strict=True))
        + "\n\n## Oven\n\n" + "\n".join(f"- **{w}** – a b c" for w in STEPS) + "\n",
        [*STEPS],
    ),
    "bare_table.md": (
        "Skill | Apprentice | Journeyman | Master\n--- | --- | --- | ---\nFlour | "
        + " | ".join(FLOUR) + "\nOven | I looked at a \\| b. | I baked. | I planned.\n",
        ["Apprentice", "Journeyman", "Master"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_every_sentence_lands_at_its_skill_and_level(name, tmp_path):
    """Whatever the order, the names of columns and the marks, and nothing beside the levels."""
    text, levels = READ[name]
    found = find(read(written(tmp_path, name, text)))
    draft = tomllib.loads(first_draft(found, "bakery", "Bakery", name).text)
    (flour,) = [skill for skill in draft["skills"] if skill["name"] == "Flour"]
    if levels:
        assert flour["anchors"] == [*FLOUR]
        assert [level["name"] for level in draft["levels"]] == levels
    assert "Legend" not in str(draft["skills"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.txt", "Code\nTest\nTalk\n"),
        ("list.md", "# Craft\n- Code\n- Test\n# People\n- Talk\n"),
    ],
)
def test_a_list_of_names_gives_all_of_them(name, text, tmp_path):
    """The first is a skill like the others, and short points are names, no sentences."""
    found = find(read(written(tmp_path, name, text)))
    assert [skill.name for skill in found.skills] == ["Code", "Test", "Talk"]
    assert found.levels == []


def test_numbers_before_names_make_no_levels_of_them(tmp_path):
    """Skills with a number or a part of one before them are skills."""
    table = "| Focus | Basic | Working | Strong |\n|---|---|---|---|\n"
    table += "| 1.1 Code | a | b | c |\n| 1.2 Test | d | e | f |\n| 2. Talk | g | h | i |\n"
    found = find(read(written(tmp_path, "numbered.md", table)))
    assert [skill.name for skill in found.skills] == ["1.1 Code", "1.2 Test", "2. Talk"]
    assert found.levels == ["Basic", "Working", "Strong"]


def test_text_of_an_old_mac_is_read_as_such(tmp_path):
    """Spreadsheets on a Mac still offer that encoding."""
    path = tmp_path / "mac.csv"
    path.write_bytes("Skill;Basic;Working;Strong\nMétier;a;b;c\nGrüße;d;e;f\n".encode("mac_roman"))
    found = find(read(path))
    assert [skill.name for skill in found.skills] == ["Métier", "Grüße"]


def test_people_in_rows_are_left_out(tmp_path):
    """A table of who knows what gives the skills, and no name of a person."""
    text = "Name,Python,SQL\nAnna,3,1\nBen,0,2\n"
    found = find(read(written(tmp_path, "team.csv", text)))
    assert [skill.name for skill in found.skills] == ["Python", "SQL"]
    assert "Anna" not in first_draft(found, "team", "Team", "team.csv").text


def test_a_skill_without_sentences_is_no_area(tmp_path):
    """Where no row above the first skill is a heading, none below is."""
    text = row("Skill", "1", "2", "3") + row("Flour", *FLOUR) + row("Oven", "", "", "")
    found = find(read(written(tmp_path, "skills.csv", text + row("Salt", *FLOUR))))
    assert [skill.name for skill in found.skills] == ["Flour", "Oven", "Salt"]


def test_sheets_of_the_same_columns_are_areas(tmp_path):
    """A workbook with a sheet for each area is read whole."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for area in ("Bread", "Cake"):
        sheet = book.create_sheet(area)
        sheet.append(["Skill", "Level 1", "Level 2", "Level 3"])
        sheet.append([f"{area} flour", *FLOUR])
        sheet.append([f"{area} oven", *FLOUR])
    book.save(tmp_path / "book.xlsx")
    found = find(read(tmp_path / "book.xlsx"))
    assert [skill.area for skill in found.skills] == ["Bread", "Bread", "Cake", "Cake"]


def test_sheets_that_are_called_like_levels_are_levels(tmp_path):
    """A sheet for each grade says of the same skills what is asked there."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for sheet, word in ((book.active, "Junior"), (book.create_sheet(), "Senior")):
        sheet.title = word
        for line in (("Skill", "Expected"), ("Flour", f"{word} mills"), ("Oven", f"{word} bakes")):
            sheet.append(line)
    book.save(tmp_path / "grades.xlsx")
    flour, oven = find(read(tmp_path / "grades.xlsx")).skills
    assert (flour.name, oven.sentences) == (
        "Flour",
        {"Junior": "Junior bakes", "Senior": "Senior bakes"},
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_read(encoding, tmp_path):
    """Some programs leave out the mark of its encoding."""
    found = find(read(written(tmp_path, "wide.csv", SEMICOLONS, encoding)))
    assert [skill.name for skill in found.skills] == ["Schweißen", "Drehen", "Gespräch"]


def test_another_alphabet_is_refused_and_not_read_as_western_letters(tmp_path):
    """What it would be read as is no word of anybody's."""
    text = "Ябкд;1;2;3\nЖизнь;один день;два дня;три дня\n"
    with pytest.raises(FileError, match="of another alphabet"):
        read(written(tmp_path, "bread.csv", text, "cp1251"))


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file of a person's."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_areas_skills_and_levels(name, tmp_path):
    """Tables and trees, with levels as columns, as rows or one a row, and areas as headings."""
    text, area, skill, levels, skills = FORMS[name]
    matrix = find(read(written(tmp_path, name, text)))
    first = matrix.skills[0]
    assert (first.area, first.name) == (area, skill)
    assert (len(matrix.levels), len(matrix.skills)) == (levels, skills)
    assert len(first.sentences) == levels


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form[3] == 3])
def test_the_command_makes_a_folder(name, tmp_path, monkeypatch, capsys):
    """A file becomes a folder; what was guessed and what is missing is said."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, name, FORMS[name][0])
    assert cli.run(["import", name, "ours"]) == 0
    said = capsys.readouterr().out
    assert "Guessed:" in said
    assert "Missing:" in said
    assert check(tmp_path / "ours").faults == ()
    table = tomllib.loads((tmp_path / "ours" / "framework.toml").read_text("utf-8"))
    assert table["id"] == "ours"
    assert table["skills"][0]["anchors"][0] == next(
        iter(find(read(tmp_path / name)).skills[0].sentences.values())
    )


def test_what_a_file_does_not_say_is_marked_and_counted(tmp_path):
    """One empty cell of nine is one sentence still to be written."""
    matrix = find(read(written(tmp_path, "a.csv", SEMICOLONS)))
    draft = first_draft(matrix, "ours", "Ours", "a.csv")
    assert "1 sentence of a skill at a level" in draft.words
    assert draft.text.count(f'"{TODO} what somebody did at ') == 1
    written(tmp_path, "framework.toml", draft.text)
    (said,) = [line for line in check(tmp_path).warnings if "still to be written" in line]
    assert f"1 sentence still to be written; search for {TODO}" in said


@pytest.mark.parametrize(
    ("encoding", "words"), [("cp1252", "cp1252"), ("utf-16", ""), ("utf-8-sig", "")]
)
def test_other_encodings_are_read_and_a_guess_is_told(encoding, words, tmp_path):
    """A German spreadsheet is saved as Windows saves it."""
    matrix = find(read(written(tmp_path, "a.csv", SEMICOLONS, encoding)))
    assert matrix.skills[0].name == "Schweißen"
    assert words in "\n".join(matrix.guesses)
    assert "The columns are parted by semicolons." in matrix.guesses


def test_merged_cells_of_a_workbook_say_one_thing_of_all_that_they_cover(tmp_path):
    """A title over all, areas down several rows, and "Levels" over the names of the levels."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Skills of the team"],
        ["Area", "Skill", "Levels", None, None],
        [None, None, "Novice", "Working", "Expert"],
        ["Craft", "Wood", "I cut.", "I sawed.", "I taught."],
        [None, "Metal", "I filed.", "I welded.", "I planned."],
        ["People", "Talk", "I heard.", "I spoke.", "I agreed."],
    ):
        sheet.append(row)
    for cells in ("A1:E1", "C2:E2", "A2:A3", "B2:B3", "A4:A5"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    matrix = find(read(tmp_path / "a.xlsx"))
    assert matrix.levels == ["Novice", "Working", "Expert"]
    assert [(skill.area, skill.name) for skill in matrix.skills] == [
        ("Craft", "Wood"),
        ("Craft", "Metal"),
        ("People", "Talk"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.docx", "x", "save it as"),
        ("a.json", "{", "no JSON"),
        ("a.yaml", "a: [", "no YAML"),
        ("a.csv", "", "no skills were found"),
    ],
)
def test_what_cannot_be_read_says_what_can(name, text, words, tmp_path, capsys):
    """Another kind of file, a broken one, an empty one."""
    assert cli.run(["import", str(written(tmp_path, name, text)), str(tmp_path / "out")]) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_nothing_that_is_there_is_written_over(tmp_path, capsys):
    """A framework in the folder stays as it is."""
    file = written(tmp_path, "a.csv", SEMICOLONS)
    written(tmp_path, "framework.toml", "mine")
    assert cli.run(["import", str(file), str(tmp_path)]) == 1
    assert "left as it is" in capsys.readouterr().err


def test_too_much_is_told_and_nothing_is_dropped(tmp_path):
    """Seventy skills in ten areas: all stand in the draft, and the words say what fits."""
    rows = [f"Area {i // 7};Skill {i};one;two;three" for i in range(70)]
    text = "\n".join(["Area;Skill;Beginner;Advanced;Expert", *rows])
    draft = first_draft(find(read(written(tmp_path, "a.csv", text))), "ours", "Ours", "a.csv")
    assert "at most 60 are allowed" in draft.words
    assert "at most 9 fit" in draft.words
    assert len(tomllib.loads(draft.text)["skills"]) == 70


def test_long_cells_with_points_become_one_line_of_allowed_length(tmp_path):
    """Bullets stand behind each other, and what is too long ends with dots and is counted."""
    points = "\n".join(f"- point {i}" for i in range(60))
    matrix = find(read(written(tmp_path, "a.csv", SEMICOLONS)))
    matrix.skills[0] = Found("A", "B", "", dict.fromkeys(matrix.levels, points))
    draft = first_draft(matrix, "ours", "Ours", "a.csv")
    sentence = tomllib.loads(draft.text)["skills"][0]["anchors"][0]
    assert sentence.startswith("point 0; point 1")
    assert sentence.endswith(" ...")
    assert len(sentence) <= 300
    assert "too long and are cut" in draft.words


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    """A workbook needs one, and the sentence says how it comes; a CSV needs nothing."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(FileError, match=r"skillkit-workshop\[import\]"):
        read(written(tmp_path, "a.xlsx", "x"))
