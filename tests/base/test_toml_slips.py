"""TOML slips: what people write who do not program, told in plain words with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.toml_reader import built_in
from skillkit.base.toml_slips import parsed

LISTS = ("areas", "levels", "skills", "pairs", "roles")
KNOWN = (*LISTS, "rules", "id", "title")
GOOD = built_in("ai_engineer_quick/framework.toml")


def line_of(text: str, words: str) -> str:
    """The path of the first line with these words."""
    return f"line {next(i for i, line in enumerate(text.splitlines(), 1) if words in line)}"


ONE = [
    ('name = "Communication"', "name = “Communication”", "curly quotation marks"),
    ('name = "Communication"', "name = »Communication«", "curly quotation marks"),
    ('name = "Communication"', 'name = "Communication”', "a straight one"),
    ('name = "Communication"', 'name = "Communication', "no quotation mark at its end"),
    ('name = "Communication"', 'name = Communication"', 'write "Communication"'),
    ('name = "Communication"', "name = Communication", 'write "Communication"'),
    ('name = "Communication"', 'name: "Communication"', "write = in its place"),
    ("must_have = true", "must_have = True", "'True' found; write true."),
    ("may_be_na = true", "may_be_na = yes # or not", "'yes' found; write true."),
    ("stool_stands = 2", "stool_stands = 2,5", "a comma in a number"),
    ("[[levels]]", "[levels]", "write [[levels]], with two brackets"),
    ("[[levels]]", "[[levels]", "write [[levels]], with two brackets"),
    ("[[levels]]", "[levels]]", "write [[levels]], with two brackets"),
    ("\n[rules]", "\n[rules]]", "write [rules], with one bracket"),
    ('id = "communication"', 'id = "com\\munication"', "a backslash"),
    ('id = "communication"', 'id = "C:\\Users"', "a backslash"),
    ('name = "Communication"', "name = 'It's talk'", "an apostrophe"),
    ('name = "Communication"', 'name = "Communication";', "a semicolon"),
    ('name = "Communication"', 'name == "Communication"', "'==' after a key"),
    ('name = "Communication"', 'name\u00a0= "Communication"', "U+00A0"),
    ("must_have = true", "must_have = true // or not", "// before a remark"),
    ("reviewed = 2026-11-24", "reviewed = 27.11.2026", "like 2026-01-31"),
    ("base_share = [3, 5]", "base_share = 3/5", "like [3, 5]"),
    ("base_share = [3, 5]", "base_share = 60 %", "like [3, 5]"),
    ("[[levels]]", "[[level]]", "write [[levels]]"),
    ("[[skills]]", "[[Skills]]", "write [[skills]]"),
    ('name = "Communication"', "name = `Communication`", "straight ones"),
    ('name = "Communication"', 'name = ""Communication""', "two quotation marks on each side"),
    ('name = "Communication"', 'name = "Communication",', "a comma at the end of the line"),
    ('name = "Communication"', 'name = "Communication" (draft)', "words behind a text"),
    ('name = "Communication"', 'name \uff1d "Communication"', "of full width; write =."),
    ('name = "Communication"', '\u200bname = "Communication"', "U+200B"),
    ("stool_stands = 2", "stool_stands = 02", "'0' before a number"),
    ("schema = 1", "// mine\nschema = 1", "'//' before a remark; write #."),
    ("schema = 1", "```toml\nschema = 1", "a mark of Markdown"),
]


@pytest.mark.parametrize(("old", "new", "words"), ONE)
def test_a_slip_is_told_with_its_line_and_mended_for_the_rest_of_the_look(old, new, words):
    """The line and one plain sentence; the rest of the file is then read as it was meant."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    table, problems = parsed(text, LISTS, KNOWN)
    assert [problem.path for problem in problems] == [line_of(text, new.strip().splitlines()[0])]
    assert words in problems[0].sentence
    assert table is not None
    assert len(table["skills"]) == 6


def test_a_text_broken_over_two_lines_is_put_together():
    """One slip, and no level too many."""
    text = GOOD.replace('summary = "', 'summary = "It is\n', 1)
    table, problems = parsed(text, LISTS, KNOWN)
    assert [problem.sentence for problem in problems] == [
        "this text goes on on the next line; write it on one."
    ]
    assert table is not None


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ('  - "one",', "'-' before a text"),
        ('  1. "one",', "'1.' before a text"),
        ('  "one";', "write a comma"),
        ('  "one", ...', "dots behind a text"),
    ],
)
def test_a_list_may_be_written_as_in_a_letter(first, words):
    """Bullets, numbers, semicolons and dots are told, and the texts are read all the same."""
    table, problems = parsed(f'a = [\n{first}\n  "two",\n]\n', ())
    assert ([problem.path for problem in problems], words in problems[0].sentence) == (
        ["line 2"],
        True,
    )
    assert table == {"a": ["one", "two"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{\\rtf1 id", "word processor"),
        ("<html><body>id", "a web page"),
        ('{"id": "x"}', "JSON or YAML"),
        ("id: x\nskills:\n  - a\n", "JSON or YAML"),
    ],
)
def test_a_file_of_another_kind_is_told_as_one(text, words):
    """One sentence with what to do, instead of what is wrong with its first line."""
    table, (problem,) = parsed(text, ())
    assert (table, problem.path, words in problem.sentence) == (None, "line 1", True)


NO_MEND = [
    ('name = "Communication"', 'name = "a", summary = "b"', "two keys on one line"),
    ("schema = 1", "<<<<<<< mine\nschema = 1", "two versions of the file"),
    ('name = "Communication"', "name =  # nothing", "write a value"),
    ('name = "Communication"', 'name = "The "good" ones"', "inside a text"),
    ('name = "Communication"', 'name "Communication"', "no = after a key"),
    ('name = "Communication"', 'na me = "Communication"', "no = after a key"),
    ('name = "Communication"', "name = 7 8", "cannot be read"),
    ('id = "communication"', 'name = "a"\nname = "b"', "is used already"),
    ("stool_stands = 2", f"stool_stands = {'9' * 5000}", "thousands of digits"),
]


@pytest.mark.parametrize(("old", "new", "words"), NO_MEND)
def test_a_slip_without_a_likely_mend_is_told_and_ends_the_look(old, new, words):
    """Nothing is guessed where nobody can tell what was meant."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    table, problems = parsed(text, LISTS)
    assert table is None
    assert words in problems[-1].sentence
    marked = next((line for line in new.splitlines() if "<<<" in line), new.splitlines()[-1])
    assert problems[-1].path == line_of(text, marked)


def test_what_is_forgotten_in_a_list_is_told_at_its_line():
    """A comma between two sentences, and the bracket behind the last."""
    text = 'a = [\n  "one"\n  "two",\n]\nb = [\n  "one",\n\n[[skills]]\nid = "x"\n'
    table, problems = parsed(text, LISTS)
    assert [problem.path for problem in problems] == ["line 2", "line 6"]
    assert table == {"a": ["one", "two"], "b": ["one"], "skills": [{"id": "x"}]}


def test_an_end_that_never_comes_is_told_at_the_end():
    """A list or text that is open when the file ends."""
    assert parsed("a = [1,\n2", ())[1][0].sentence == (
        "the file ends within a list or a text; close it."
    )
    assert parsed("a = " + "[" * 5000, ())[1][0].path == "file"


def test_curly_quotation_marks_of_a_whole_file_are_told_at_once():
    """A word processor that turned every mark is one cause, and every line is named."""
    text = GOOD.replace('name = "', "name = “").replace('"\narea', "”\narea")
    bad = [f"line {i}" for i, line in enumerate(text.splitlines(), 1) if "= “" in line]
    table, problems = parsed(text, LISTS)
    assert {problem.path for problem in problems} == set(bad)
    assert table is not None
    assert len({problem.sentence for problem in problems}) <= 2


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_and_a_mark_at_the_beginning_are_read(end):
    """Files of Windows and of old Macs, with and without the byte order mark."""
    table, problems = parsed("\ufeff" + GOOD.replace("\n", end), LISTS)
    assert problems == []
    assert table == parsed(GOOD, LISTS)[0]


@given(st.lists(st.sampled_from(ONE[:11]), min_size=1, max_size=6, unique_by=lambda slip: slip[0]))
def test_all_slips_of_a_file_are_told_in_one_look(slips):
    """Whatever slips come together, each is told at its line, and nothing else is."""
    text = GOOD
    for old, new, _ in slips:
        text = text.replace(old, new, 1)
    _, problems = parsed(text, LISTS)
    assert {p.path for p in problems} == {line_of(text, new) for _, new, _ in slips}


@given(st.text(max_size=80), st.integers(0, 400))
def test_whatever_stands_in_a_file_ends_in_sentences(noise, place):
    """Any text put into a file gives a table or sentences, never an error of Python."""
    table, problems = parsed(GOOD[: place * 20] + noise + GOOD[place * 20 :], LISTS)
    assert table is not None or problems
    for problem in problems:
        assert problem.sentence.endswith(".")
        assert "\n" not in problem.sentence
