"""Copies and exports as people have them: nobody is lost, merged unasked, or wrongly named."""

import io
import json
import zipfile
from email.message import EmailMessage

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.team.sources import from_chat, from_upload
from skillkit.team.submissions import TeamBuild, build_team
from tests.team.copies import CARDS, COPIES, A, B, Copy, D, people
from tests.vectors import QUICK

ROWS = [row_of(card) for card in CARDS]


def uploaded(text: str, name: str = "chat.txt") -> TeamBuild:
    """The team of a file."""
    return build_team(from_upload(name, text.encode()))


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.label)
def test_what_people_copy_or_export_gives_the_people_in_it(copy: Copy) -> None:
    """Each person counts once, under the whole name, and what is refused or asked is all there is."""
    data = copy.text if isinstance(copy.text, bytes) else copy.text.encode()
    build = build_team(from_upload(copy.file, data))
    assert people(build) == copy.people
    assert (len(build.refused), len(build.questions)) == (copy.refused, copy.questions)


@pytest.mark.parametrize("name", ["kim.1234567", "crane: ops", "who is next?", "Dr. A, B; C"])
def test_below_a_name_that_no_form_knows_nobody_is_replaced_unasked(name: str) -> None:
    """The clock of an unknown sender might as well be a later message of the one above."""
    build = uploaded(f"Badger\n  2:00 PM\n{A}\n{name}\n  2:01 PM\n{B}\nDolphin\n  2:02 PM\n{D}\n")
    cards = [CARDS.index(member.assessment) for member in build.team.members]
    assert sorted(cards) == [0, 1, 2]
    assert build.questions or name in people(build)


def test_a_quote_of_an_unknown_language_is_nobody_elses() -> None:
    """A line that ends with a colon begins another quote, though no form can read it."""
    mail = (
        f"On Fri, 20 Nov 2026 at 14:00, Badger <b@x.org> wrote:\n> {A}\n\n"
        f"20/11/2026 14:01 Crane <c@x.org> ka tuhituhi:\n> {B}\n"
    )
    assert people(uploaded(mail)) == {"Badger": 0, None: 1}


def test_names_with_a_colon_are_several_people() -> None:
    """Two cards behind two names in one sender's messages are those two people's."""
    log = "20.11.26, 14:00 - Dev: Badger: {}\n20.11.26, 14:01 - Dev: Crane: {}\n"
    assert people(uploaded(log.format(A, B))) == {"Badger": 0, "Crane": 1}
    build = uploaded(f"20.11.26, 14:00 - Dev: {A}\n20.11.26, 14:01 - Dev: Crane: {B}\n")
    assert [question.name for question in build.questions] == ["Dev"]
    build = uploaded(f"[14:00] Dev: Badger\n{A}\n[14:01] Dev: Crane\n{B}\n")
    assert [question.name for question in build.questions] == ["Dev"]


def test_small_words_with_a_colon_may_be_of_several_names() -> None:
    """Where each of one sender's cards comes behind another word, somebody is asked."""
    for log in (
        "[14:00] 🦊: fox: {}\n[14:01] 🦊: owl: {}\n",
        "[14:00] 🦊: fox\n{}\n[14:01] 🦊: owl\n{}\n",
    ):
        build = uploaded(log.format(A, B))
        assert [question.name for question in build.questions] == ["🦊"], log
    zoom = "14:00:11 送信元 Dev: Fox 宛先 全員:\n\t{}\n14:00:12 送信元 Dev: Owl 宛先 全員:\n\t{}\n"
    assert people(uploaded(zoom.format(A, B))) == {"Dev: Fox": 0, "Dev: Owl": 1}


@pytest.mark.parametrize("name", ["Sam", "Mo", "Gio", "Dom", "Mar"])
def test_people_called_like_a_day_are_people(name: str) -> None:
    """A short name above or before a clock is no weekday."""
    line, above = "{}  2:00 PM\n{}\n", "{}\n  2:00 PM\n{}\n"
    for head in (line, above, "{} — Today at 2:00 PM\n{}\n"):
        log = head.format("Badger", A) + head.format(name, B) + head.format("Crane", D)
        assert people(uploaded(log)) == {"Badger": 0, name: 1, "Crane": 2}


DAYS = ["today", "Yesterday", "Heute", "hier", "Monday", "oggi", "今天", "Jörg: Chef"]


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize(
    "head",
    [
        "{}  2:00 PM\n{}\n",
        "{}\n  2:00 PM\n{}\n",
        "{}\n —\n2:00 PM\n{}\n",
        "{} — Today at 2:00 PM\n{}\n",
        "[20/11 14:00] {}\n{}\n",
        "{} to Everyone 2:00 PM\n{}\n",
    ],
)
def test_a_line_like_a_head_that_names_nobody_replaces_nobody_unasked(head: str, name: str) -> None:
    """A sender who is called like a day may also be the day above a message of the one before."""
    log = head.format("Badger", A) + head.format(name, B) + head.format("Crane", D)
    build = uploaded(log)
    cards = [CARDS.index(member.assessment) for member in build.team.members]
    assert sorted(cards) == [0, 1, 2], log
    assert build.questions or len({member.alias for member in build.team.members}) == 3


def test_a_mark_behind_a_name_is_no_part_of_it() -> None:
    """A program shows somebody's status as a word between colons."""
    log = f"Badger:palm_tree:\n  2:00 PM\n{A}\n\nCrane\n  2:01 PM\n{B}\n"
    assert people(uploaded(log)) == {"Badger": 0, "Crane": 1}


def test_a_comma_may_stand_between_the_clock_and_the_name() -> None:
    """Korean exports of telephones have one."""
    log = f"2026. 11. 20. 오후 2:00, Badger: {A}\n2026. 11. 20. 오후 2:01, Crane: {B}\n"
    assert people(uploaded(log)) == {"Badger": 0, "Crane": 1}


def test_a_correction_with_a_word_before_it_is_no_other_person() -> None:
    """Words that announce a code name nobody."""
    for words in ("Korrektur", "Correction", "sorry, this one", "das ist jetzt der richtige"):
        build = uploaded(f"[14:00] Badger: {A}\n[14:01] Badger: {words}: {B}\n")
        assert people(build) == {"Badger": 1}, words


@pytest.mark.parametrize(
    "name", ["Deleted User", "Guest", "iPhone", "Unknown", "Gast", "匿名", "Zoom user", "Guest 2"]
)
def test_a_word_that_programs_give_to_many_is_asked_about(name: str) -> None:
    """Two cards of "Guest" may be of two people."""
    build = uploaded(f"[14:00] {name}: {A}\n[14:01] {name}: {B}\n")
    assert len(build.team.members) == 2
    assert [question.name for question in build.questions] == [name]


def test_a_line_with_a_clock_and_no_name_is_nobody_elses() -> None:
    """What somebody does in a channel is not a message of the one before."""
    log = f"14:02 <badger> mine {A}\n14:02  * crane hands in {B}\n"
    assert people(uploaded(log)) == {"badger": 0, None: 1}


@pytest.mark.parametrize("line", ["------", "– – – – – –", "----------------", "|------|------|"])
def test_a_line_across_the_page_is_nobody(line: str) -> None:
    """Dashes alone are no sheet on which nothing is rated."""
    build = uploaded(f"Badger: {ROWS[0]}\n{line}\nCrane: {ROWS[1]}\n")
    assert people(build) == {"Badger": 0, "Crane": 1}
    assert build.refused == ()


def test_a_card_without_any_rating_is_refused_by_name() -> None:
    """Nothing is rated, so nobody counts; it is said whose card that is."""
    empty = code_of(Assessment(QUICK))
    build = uploaded(f"Badger: {A}\nCrane: {empty}\nDolphin: {ROWS[3]}\nOtter: ------\n")
    assert people(build) == {"Badger": 0, "Dolphin": 3}
    assert [outcome.submission.name for outcome in build.refused] == ["Crane", "Otter"]
    assert all("No skill is rated" in outcome.reason for outcome in build.refused)


def test_the_first_row_of_a_sheet_without_a_head_is_a_person() -> None:
    """Cells that hold a rating or a code are no names of columns, whatever the first one says."""
    cells = "\n".join(
        "\t".join([name, *row.replace(" ", "")])
        for name, row in zip(("Hora", "Crane"), ROWS, strict=False)
    )
    assert people(uploaded(cells)) == {"Hora": 0, "Crane": 1}
    assert people(uploaded(cells, "sheet.tsv")) == {"Hora": 0, "Crane": 1}
    assert people(uploaded(f"Hora,{A}\nCrane,{B}\n", "sheet.csv")) == {"Hora": 0, "Crane": 1}


def test_a_sheet_keeps_names_of_two_columns_and_with_commas() -> None:
    """What is before the cells is the name, apart from dates and numbers."""

    def sheet(*firsts: str) -> str:
        rows = (row.replace(" ", "") for row in ROWS)
        return "\n".join("\t".join([first, *row]) for first, row in zip(firsts, rows, strict=False))

    assert people(uploaded(sheet("Badger\tBrook", "Crane"))) == {"Badger Brook": 0, "Crane": 1}
    assert people(uploaded(sheet("20/11/2026\tBadger", "Crane"))) == {"Badger": 0, "Crane": 1}
    assert people(uploaded(sheet("Brook, Badger", "Crane"))) == {"Brook, Badger": 0, "Crane": 1}
    two = f"Badger {ROWS[0]}\nCrane Brook {ROWS[1]}\n"
    assert people(uploaded(two)) == {"Badger": 0, "Crane Brook": 1}
    assert not build_team(from_chat(f"Badger {ROWS[0]}\n")).outcomes  # it may be a price
    blanks = f"Badger: {ROWS[0]}\nCrane Brook {ROWS[1]}\n"
    assert people(uploaded(blanks)) == {"Badger": 0, "Crane Brook": 1}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([A, B], {None}),
        ({"Badger": A, "Crane": B}, {"Badger", "Crane"}),
        ([{"name": "Badger", "code": A}, {"name": "Crane", "code": B}], {"Badger", "Crane"}),
        ({"n": 2, "rows": [{"Name": "Badger", "Answer": A}, {"Name": "Crane", "Answer": B}]}, {"Badger", "Crane"}),
        ({"messages": [{"from": "Badger", "text": A}, {"note": B}]}, {"Badger", None}),
        ({"messages": [{"from": None, "from_id": "user7", "text": A}, {"from": "Crane", "text": B}]}, {"user7", "Crane"}),
        ({"participants": [{"name": "Badger"}], "messages": [{"sender_name": "Badger", "content": A}, {"sender_name": "Crane", "content": B}]}, {"Badger", "Crane"}),
    ],
)  # fmt: skip
def test_no_code_of_a_json_file_is_passed_over(value: object, names: set[str | None]) -> None:
    """Wherever a code stands, it counts, with a name where one is beside it."""
    build = uploaded(json.dumps(value), "export.json")
    cards = [CARDS.index(member.assessment) for member in build.team.members]
    assert sorted(cards) == [0, 1]
    assert {member.alias for member in build.team.members} == names


def test_one_json_value_a_line_is_read_under_any_name() -> None:
    """Some programs write one message a line, and end the name with .json all the same."""
    lines = [{"sender": "Badger", "body": A}, {"sender": "Crane", "body": B, "quote": A}]
    build = uploaded("\n".join(map(json.dumps, lines)), "data.json")
    assert people(build) == {"Badger": 0, "Crane": 1}
    broken = uploaded('{"messages": [', "data.json")
    assert "JSON" in broken.refused[0].reason


@pytest.mark.parametrize("words", ["thanks, got {}", "danke, {} ist angekommen", "{} 收到"])
def test_saying_that_a_code_came_hands_nothing_in(words: str) -> None:
    """The facilitator who repeats a code is not one more person."""
    build = build_team(from_chat(f"[14:00] Badger: {A}\n[14:01] Host: {words.format(A)}\n"))
    assert people(build) == {"Badger": 0}


def test_comments_in_a_word_file_are_read_with_their_authors() -> None:
    """Anyone who answers in a comment or a note hands in as much as in the text."""
    word = "<w:{0} xmlns:w='w'>{1}</w:{0}>"
    said = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", word.format("document", said.format(f"Badger: {A}")))
        note = f"<w:comment w:author='Crane'>{said.format(B)}</w:comment>"
        archive.writestr("word/comments.xml", word.format("comments", note))
        foot = f"<w:footnote>{said.format(D)}</w:footnote>"
        archive.writestr("word/footnotes.xml", word.format("footnotes", foot))
    build = build_team(from_upload("notes.docx", data.getvalue()))
    assert people(build) == {"Badger": 0, "Crane": 1, None: 2}


def test_texts_attached_to_a_mail_are_read() -> None:
    """Some people attach the code as a file; it is the sender's."""
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "Badger <b@x.org>", "<1@x.org>"
    mail.set_content("my code is attached")
    mail.add_attachment(f"{A}\n", filename="code.txt")
    assert people(build_team(from_upload("mail.eml", mail.as_bytes()))) == {"Badger": 0}
