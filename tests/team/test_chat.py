"""The chat: each form's own example, and what no form of a log may do to a name or a card."""

import io
import json
import random
import re
import sys
import zipfile

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.base.errors import FileError
from skillkit.team.chat import decode, forms, log_of, read, read_log
from skillkit.team.chat.forms import FORMS
from skillkit.team.sources import from_chat, from_upload
from skillkit.team.submissions import build_team
from tests.team.logs import HOSTILE
from tests.vectors import QUICK

CARDS = [
    Assessment(QUICK, ratings=dict(zip(QUICK.ids, levels, strict=True)))
    for levels in (
        (4, 3, 2, 1, 0, 1),
        (0, 1, 2, 3, 4, 4),
        (1, 2, 3, 4, 3, 2),
        (2, 1, 0, 0, 1, 2),
        (3, 3, 1, 2, 0, 0),
    )
]
CODES = [code_of(card) for card in CARDS]
ONE, TWO, THREE, FOUR, FIVE = CODES


def names(chat, name=""):
    """Who handed in what, in the order of the log."""
    return [hand_in.name for hand_in in read_log(log_of(chat, name, [QUICK]))]


def built(chat, name=""):
    """The team of a log."""
    return build_team(from_chat(chat, (), name))


def people(build):
    """Each person's card, by name."""
    return {member.alias: member.assessment for member in build.team.members}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_reads_its_own_example(form):
    """Two animals hand in, each under the name that the form gives."""
    build = built(form.example.format(ONE, TWO))
    aliases = [str(alias).casefold().split(" (")[0] for alias in people(build)]
    assert sorted(aliases) == ["badger", "crane"]
    assert all(card in CARDS[:2] for card in people(build).values())


@pytest.mark.parametrize(
    "log",
    [
        f"Badger: {ONE}\nCrane: {TWO}",
        f"1. Badger: {ONE}\n2. Crane: {TWO}",
        f"- Badger - {ONE}\n- Crane - {TWO}",
        f"Badger: {ONE}; Crane: {TWO}",
        f"Badger: {ONE}, Crane: {TWO}.",
        f"Badger: {ONE}\vCrane: {TWO}",
        f"Badger: {ONE}\u2028Crane: {TWO}",
        f"Badger: {ONE}\x85Crane: {TWO}",
        f"Badger\t{ONE}\nCrane\t{TWO}",
        f"Badger;{ONE}\nCrane;{TWO}",
        f"Badger:\n{ONE}\n\nCrane:\n{TWO}",
        f"**Badger**: {ONE}\n**Crane**: {TWO}",
        f"Badger → {ONE}\nCrane → {TWO}",
        f"Badger\uff1a{ONE}\nCrane\uff1a{TWO}",  # a colon of full width
    ],
)
def test_a_list_that_somebody_typed_keeps_its_names(log):
    """Whatever parts name from code and line from line."""
    assert people(built(log)) == {"Badger": CARDS[0], "Crane": CARDS[1]}


@pytest.mark.parametrize(
    "log",
    [
        ONE,
        f"here is mine: {ONE}",
        f"My code: {ONE}",
        f"Mein Code ist: {ONE}",
        f"Voici: {ONE}",
        f"see you at 12:30\n{ONE}",
        f"did you get this? {ONE}",
        f"https://example.org/x: {ONE}",
        f"Timestamp,Your code\n20/11/2026 14:00,{ONE}",
    ],
)
def test_words_before_a_code_are_no_name(log):
    """Announcements, clocks and addresses name nobody."""
    assert names(log) == [None]


def test_same_clock_below_as_in_the_head_of_a_message():
    """A message that only shows its clock goes on with the person above."""
    log = f"Badger\n  2:00 PM\n{ONE}\n\n\nCrane\n  2:01 PM\nok, mine\n2:03\n{TWO}\n2:04\n{THREE}\n"
    build = built(log)
    assert people(build) == {"Badger": CARDS[0], "Crane": CARDS[2]}
    assert [outcome.place for outcome in build.replaced] == ["line 10"]


def test_a_clock_above_the_first_name_hides_nobody():
    """A log may begin in the middle of somebody's messages."""
    log = f"2:00 PM\nhello\nBadger\n  2:01 PM\n{ONE}\nCrane\n  2:02 PM\n{TWO}\n"
    assert people(built(log)) == {"Badger": CARDS[0], "Crane": CARDS[1]}


def test_marks_around_a_name_are_no_part_of_it():
    """Brackets, stars and quotes of a list stand around the name, not in it."""
    for name in ("(Badger)", "**Badger**", "“Badger”", "@Badger", "~ Badger"):
        assert names(f"{name}: {ONE}\nCrane: {TWO}\n") == ["Badger", "Crane"], name


@pytest.mark.parametrize("mark", [": ", "\t"])
def test_a_damaged_code_takes_no_row_below_it(mark):
    """A code that lost its end stops before a line that begins with somebody's name."""
    log = f"Badger: {ONE[:-3]}\nCrane{mark}{row_of(CARDS[1])}\nHeron: {row_of(CARDS[2])}\n"
    build = built(log)
    assert people(build) == {"Crane": CARDS[1], "Heron": CARDS[2]}
    assert [outcome.submission.name for outcome in build.refused] == ["Badger"]


def test_a_sentence_behind_a_clock_is_nobodys_name():
    """In a log with a name behind each clock somebody may have written a clock as well."""
    log = f"[20/11 14:00] Badger\n{ONE}\n[20/11 14:01] Crane\nlook:\n[14:05] is it late?\n{TWO}\n"
    assert people(built(log)) == {"Badger": CARDS[0], "Crane": CARDS[1]}


def test_a_head_that_holds_a_code_hides_no_later_one():
    """The code in what looks like a head counts, and so do the heads below it."""
    log = f"Badger, {ONE} [14:00]\n\nCrane, [14:01]\n{TWO}\n\nHeron, [14:02]\n{THREE}\n"
    assert people(built(log)) == {"Badger": CARDS[0], "Crane": CARDS[1], "Heron": CARDS[2]}


@pytest.mark.parametrize(
    "quote",
    [
        f"[14:09] Crane: Badger wrote {ONE}, is mine alike?",
        f"[14:09] Crane: > {ONE}\nnice",
        f"[14:09] Crane: Reacted to “{ONE}” with 👍",
        f"[14:09] Heron: Replying to “{ONE[:20]}...”\nlook at this",
        f"[14:09] Heron: Badger, is {ONE} yours",
    ],
)
def test_a_quote_counts_for_nobody(quote):
    """Anyone who quotes keeps their own card, or stays without one."""
    build = built(f"[14:00] Badger: {ONE}\n[14:01] Crane: {TWO}\n{quote}")
    assert people(build) == {"Badger": CARDS[0], "Crane": CARDS[1]}
    assert len(build.repeated) == 1
    assert build.refused == ()


def test_a_quote_of_what_is_nowhere_else():
    """A whole code in a quote counts without the one who quotes; its beginning alone is refused."""
    build = built(f"[14:00] Badger: {ONE}\n[14:01] Crane: > {TWO}\nis this right?")
    assert people(build) == {"Badger": CARDS[0], None: CARDS[1]}
    build = built(f"[14:00] Badger: {ONE}\n[14:01] Crane: Reacted to “{TWO[:20]}...” with 👍")
    assert "Only the beginning" in build.refused[0].reason


def test_a_mail_and_what_it_quotes_have_their_own_senders():
    """What is below a quoted line's head was written by the one it names."""
    log = (
        f"From: Crane <c@example.org>\nDate: Fri, 20 Nov 2026\n\nmine: {TWO}\n\n"
        f"On Fri, 20 Nov 2026 at 14:00, Badger <b@example.org> wrote:\n> here: {ONE}\n>\n"
        f"\nbest, Crane, again {TWO}\n"
    )
    build = built(log)
    assert people(build) == {"Crane": CARDS[1], "Badger": CARDS[0]}
    assert [outcome.reason for outcome in build.repeated] == ["The same card as line 4."]


def test_one_message_with_a_list_is_not_one_person():
    """Who passes on what others typed is none of them."""
    build = built(
        f"[14:00] Host: by mail I got\nBadger: {ONE}\nCrane: {TWO}\n[14:01] Heron: {FOUR}"
    )
    assert people(build) == {"Badger": CARDS[0], "Crane": CARDS[1], "Heron": CARDS[3]}


def test_the_same_number_with_hidden_signs_is_one_person():
    """Marks of direction and blanks that do not break make nobody new."""
    log = (
        f"20/11/2026, 14:00 - \u202a+44\u00a07700\u00a090010\u202c: {ONE}\n"
        f"20/11/2026, 14:02 - +44 7700 90010: {TWO}\n20/11/2026, 14:03 - ~\u202fCrane: {THREE}\n"
    )
    build = built(log)
    assert people(build) == {"+44 7700 90010": CARDS[1], "Crane": CARDS[2]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_file_of_any_encoding_is_read(encoding):
    """With a mark or without one, and in the western code page."""
    log = f"Élan: {ONE}\r\nGürteltier: {TWO}\r\n"
    build = build_team(from_upload("chat.txt", log.encode(encoding)))
    assert people(build) == {"Élan": CARDS[0], "Gürteltier": CARDS[1]}


# --- Files that are more than text -------------------------------------------------------------


def office(**parts):
    """A zip archive with these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


def test_the_largest_part_of_a_file_that_is_read_is_as_large_as_the_largest_text(monkeypatch):
    """One sign more, and it is refused with the size that would do."""
    text = WORD.format(PARAGRAPH.format("Badger", ONE))
    monkeypatch.setattr(decode, "LARGEST", len(text))
    assert people(build_team(from_upload("note.docx", office(word__document=text)))) == {
        "Badger": CARDS[0]
    }
    (refused,) = build_team(from_upload("note.docx", office(word__document=f"{text} "))).refused
    assert f"more than {len(text)} bytes" in refused.reason


WORD = "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>"
PARAGRAPH = "<w:p><w:r><w:t>{}: </w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
CELLS = "<row><c r='A{0}' t='inlineStr'><is><t>{1}</t></is></c><c r='C{0}'><v>{2}</v></c></row>"
FILES = {
    "slack.json": json.dumps(
        [
            {"type": "message", "user": "U1", "text": ONE, "user_profile": {"real_name": "Badger"}, "ts": "1"},
            {"type": "message", "user": "U2", "text": f"&gt; {ONE}\n{TWO}", "user_profile": {"real_name": "Crane"},
             "attachments": [{"author_name": "Badger", "text": ONE}]},
        ]
    ),
    "telegram.json": json.dumps(
        {
            "name": "us",
            "messages": [
                {"id": 1, "type": "message", "from": "Badger", "from_id": "user1", "text": [{"type": "code", "text": ONE}]},
                {"id": 2, "type": "message", "from": "Host", "from_id": "user3", "forwarded_from": "Crane", "text": TWO},
            ],
        }
    ),
    "discord.json": json.dumps(
        {"messages": [{"content": c, "author": {"id": n, "name": n.lower(), "nickname": n}} for n, c in (("Badger", ONE), ("Crane", TWO))]}
    ),
    "matrix.json": json.dumps(
        {"messages": [{"sender": n, "content": {"body": c, "msgtype": "m.text"}} for n, c in (("Badger", ONE), ("Crane", f"> <@b:x> {ONE}\n\n{TWO}"))]}
    ),
    "teams.json": json.dumps(
        {"value": [{"from": {"user": {"displayName": n, "id": n}}, "body": {"contentType": "html", "content": f"<p>{c}</p>"}} for n, c in (("Badger", ONE), ("Crane", TWO))]}
    ),
    "mattermost.jsonl": "\n".join(
        json.dumps({"type": "post", "post": {"user": n, "message": c}}) for n, c in (("Badger", ONE), ("Crane", TWO))
    ),
    "telegram.html": "<html><body>"
    + "".join(
        f"<div class='message default'><div class='body'><div class='from_name'>{n} </div><div class='text'>{c}</div></div></div>"
        for n, c in (("Badger", ONE), ("Crane", f"<blockquote>{ONE}</blockquote>{TWO}"))
    )
    + "</body></html>",
    "copied.html": f"<html><body><p>Badger: {ONE}</p><p>Crane: <b>{TWO[:9]}</b>{TWO[9:]}</p></body></html>",
    "note.rtf": f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\\f0 Badger: {ONE}\\par Crane: {TWO}\\par}}",
    "meeting.vtt": f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Badger>{ONE}</v>\n\n00:05.000 --> 00:09.000\n<v Crane>{TWO}</v>\n",
    "mail.eml": f"Message-ID: <1@x>\nFrom: Crane <c@example.org>\nSubject: =?utf-8?q?code?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    f"\n{TWO}\n\nOn 20 Nov 2026 at 14:00, Badger <b@example.org> wrote:\n> {ONE}\n",
    "note.docx": office(word__document=WORD.format(PARAGRAPH.format("Badger", ONE) + PARAGRAPH.format("Crane", TWO))),
    "form.xlsx": office(
        xl__workbook="<x/>",
        xl__worksheets__sheet1="<sheet>" + "".join(
            CELLS.format(i, n, c) for i, (n, c) in enumerate((("Your name", "Code"), ("Badger", ONE), ("Crane", TWO)), 1)
        ) + "</sheet>",
    ),
    "form.csv": f"Timestamp;Name;Code\r\n20.11.2026 14:00;Badger;{ONE}\r\n20.11.2026 14:01;Crane;{TWO}\r\n",
    "form.tsv": f"First name\tLast name\tCode\nBadger\t\t{ONE}\nCrane\t\t{TWO}\n",
    "lime.csv": f'"Response ID","Date submitted","Your code","What is your name?"\n"1","2026-11-20 14:00:00","{ONE}","Badger"\n"2","2026-11-20 14:01:00","{TWO}","Crane"\n',
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_exports_and_office_files_are_read(name):
    """Two animals hand in, and quotes of one by the other count for nobody."""
    data = FILES[name]
    build = build_team(from_upload(name, data if isinstance(data, bytes) else data.encode()))
    assert people(build) == {"Badger": CARDS[0], "Crane": CARDS[1]}, build.outcomes
    assert build.refused == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", office(some="x"), b"PK\x03\x04"])
def test_what_holds_no_text_says_what_to_do(data):
    """A picture, a PDF and an archive are refused with a next step."""
    with pytest.raises(FileError, match=r"[Oo]pen|Type|Save"):
        log_of(data, "x")


def test_a_form_with_addresses_knows_who_is_who():
    """One address with two answers is one person, two of one name with two addresses are two."""
    rows = (("b@x.org", "Badger", ONE), ("b@x.org", "Badger", TWO), ("c@x.org", "Badger", THREE))
    table = "\n".join(["Email,Name,Code", *(",".join(row) for row in rows)])
    build = built(table, "form.csv")
    assert people(build) == {"Badger": CARDS[1], "Badger (2)": CARDS[2]}
    assert [outcome.place for outcome in build.replaced] == ["form.csv, row 2"]
    unknown = "\n".join(["Name,Code", *(",".join(row[1:]) for row in rows[:2])])
    assert [question.name for question in built(unknown, "form.csv").questions] == ["Badger"]


def test_a_spreadsheet_with_one_cell_a_skill():
    """Blank cells are not rated, columns with the skills' names may be in any order."""
    skills = [skill.name for skill in QUICK.skills]
    sheet = (
        "\t".join(["Name", *reversed(skills)])
        + "\nBadger\t1\t0\t1\t2\t3\t4\nCrane\t4\t4\t\t2\t1\t0\n"
    )
    found = people(built(sheet))
    assert found["Badger"] == CARDS[0]
    assert found["Crane"].rating(QUICK.ids[3]) is None
    short = "Name;a;b;c;d;e;f\nBadger;4;3;2;1;0;1\nCrane;0;1;2;3;4;9\n"
    build = built(short)
    assert people(build) == {"Badger": CARDS[0]}
    assert "'9' cannot be in" in build.refused[0].reason


def test_the_first_message_of_a_log_hands_in_like_the_others():
    """A row is read from behind the head of its message, also where nothing stands above."""
    rows = map(row_of, CARDS[:2])
    log = "[24.11.26, 10:00:00] Badger: {}\n[24.11.26, 10:01:00] Crane: {}".format(*rows)
    assert people(built(log)) == {"Badger": CARDS[0], "Crane": CARDS[1]}


def test_a_damaged_code_takes_no_row_along():
    """Cells in the line below it are somebody's row, with a name or without one."""
    build = built(f"Crane: {ONE[:8]}\n4\t3\t2\t1\t0\t1\nBadger: {TWO}\n")
    assert people(build) == {None: CARDS[0], "Badger": CARDS[1]}
    assert [outcome.place for outcome in build.refused] == ["line 1"]


@pytest.mark.parametrize("words", ["Room: 123401", "Our PIN: 4 3 2 1 0 1"])
def test_digits_that_are_no_ratings_are_nobodys_row(words):
    """Behind a word for something else no row is looked for."""
    build = built(f"Badger: {row_of(CARDS[0])}\nCrane: {row_of(CARDS[1])}\n{words}\n")
    assert people(build) == {"Badger": CARDS[0], "Crane": CARDS[1]}
    assert (list(build.refused), list(build.questions)) == ([], [])


def test_a_row_with_words_behind_it_is_named():
    """It is not read, as nobody can tell where it ends, and not passed over either."""
    build = built(f"Badger: {row_of(CARDS[0])}\nCrane: 012 3 44 thanks")
    assert "Words follow it" in build.refused[0].reason
    assert build.refused[0].submission.where == "line 2, Crane"


# What is asked of a line or a name alone, or begins with a word.
FOR_A_LINE = {"ANNOUNCED", "_NO_ROW", "_NOTHING", "_SHARED", "_SPACED"}


def steps(text):
    """How many functions are called to read a text."""
    count = 0

    def step(*_):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        from_chat(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_takes_steps_in_proportion_to_its_length(piece):
    """Four times the text takes about four times the steps; its time is for the bench to say."""
    short, long = (steps(piece * (size // len(piece))) for size in (5_000, 20_000))
    assert long < 4.5 * short


SEARCHES = {form.name: form.head for form in FORMS}
SEARCHES |= {
    name: pattern
    for module in (forms, read)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern) and name not in FOR_A_LINE
}


@pytest.mark.parametrize("pattern", SEARCHES.values(), ids=SEARCHES)
def test_what_searches_a_whole_log_looks_so_far_and_no_further(pattern):
    """Each repeat has an end or gives nothing back, so that no text is read over and over."""
    bare = re.sub(r"\\.", "", pattern.pattern)
    outside = re.sub(r"\[\^?\]?[^\]]*\]", ".", bare)
    assert not re.search(r"[*+](?![+])(?<![*+?}]\+)|\{\d+,\}", outside)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_twice_the_log_takes_at_most_twice_the_steps(form):
    """Whatever the form: a longer log costs more, but no more for each of its messages."""
    chance = random.Random(1)
    codes = [
        code_of(Assessment(QUICK, ratings={skill: chance.randrange(5) for skill in QUICK.ids}))
        for _ in range(400)
    ]
    pairs = [form.example.format(*two) for two in zip(codes[::2], codes[1::2], strict=True)]
    texts = ["\n".join(pairs[:count]) for count in (100, 200)]
    short, long = (steps(text) for text in texts)
    assert 200 < short < long < 2.1 * short
