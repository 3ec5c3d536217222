"""What a person takes along: calendar, tables, text and page, checked by readers of their own."""

import base64
import csv
import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import save as save_card
from skillkit.assessment.file import to_json
from skillkit.assessment.share_code import code_of
from skillkit.base.errors import SkillkitError
from skillkit.base.text import long_date
from skillkit.base.words import spoken_in
from skillkit.export.archive import address_of, archive, everything, exported
from skillkit.export.calendar import begin, entries, plan_ics
from skillkit.export.csv import csv_text, plan_csv, plan_rows, ratings_csv, safe
from skillkit.export.markdown import plan_markdown
from skillkit.export.one_page import take_home
from skillkit.framework import Framework
from skillkit.framework.notice import PURPOSE
from skillkit.plan import KINDS, LONGEST, Action, Cue, Plan
from skillkit.plan.actions import load_actions
from skillkit.plan.case_study import CaseStudy
from skillkit.plan.file import from_json, save
from skillkit.plan.suggest import suggest_plan
from skillkit.profile import profile_of
from skillkit.profile.draw_t import t_shape
from skillkit.profile.words import shape_sentence
from tests.vectors import FULL, QUICK

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TODAY = NOW.date()
PROFILE = profile_of(example_person())
NASTY = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\uff1d1+1",
    " =1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a|b `c` *d* [e](javascript:f) $g$ &amp;",
    "Ü, ж; 字: 👩🏽‍💻",
    "BEGIN:VEVENT\\nEND",
    "x" * 300,
]


def example_plan() -> Plan:
    """The example person's plan with a cue, a buddy and a date of their own."""
    plan = suggest_plan(
        PROFILE, load_actions(), TODAY, 5, focus=["agent_frameworks", "communication"]
    )
    first, second, *_ = plan.plan.actions
    return (
        plan.plan.change(
            first.id,
            cue=Cue("it is Tuesday nine o'clock", "at my desk", "label ten cases"),
            real_problem="Support cannot see which tickets repeat",
            obstacle="I polish before I show",
            buddy="Noor",
        )
        .change(second.id, due=dt.date(2027, 1, 29), buddy="Noor")
        .change(plan.plan.actions[-1].id, status="done", evidence=("Notes in the wiki",))
    )


def nasty_plan() -> Plan:
    """A plan in which every text is hostile."""
    plan = example_plan()
    for action, text in zip(plan.actions, NASTY[: len(plan.actions)], strict=True):
        fields = ("step", "done_when", "real_problem", "obstacle", "buddy", "resource")
        texts: dict[str, Any] = {
            name: NASTY[(i + NASTY.index(text)) % len(NASTY)] for i, name in enumerate(fields)
        }
        plan = plan.change(action.id, **texts, cue=Cue(*NASTY[5:8]), evidence=tuple(NASTY))
    return plan


PLAN = example_plan()


# --- The calendar ----------------------------------------------------------------------------


def events(content: bytes) -> dict[str, Any]:
    """The events of a calendar by their identity, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_two_parsers_read_the_same_calendar():
    """Both icalendar and vobject find the same events on the same all-day dates."""
    content = plan_ics(nasty_plan(), NOW)
    ours = {uid: event.decoded("dtstart") for uid, event in events(content).items()}
    read = vobject.readOne(content.decode())
    theirs = {event.uid.value: event.dtstart.value for event in read.vevent_list}
    assert ours == theirs
    assert all(type(day) is dt.date for day in ours.values())
    for event in read.vevent_list:
        assert event.summary.value == str(events(content)[event.uid.value]["SUMMARY"])


def test_texts_survive_the_calendar():
    """A hostile step comes out of the calendar as it was typed, and ends no event early."""
    plan = nasty_plan()
    found = events(plan_ics(plan, NOW))
    for action in plan.actions:
        event = found[f"plan-{action.id}-due@skillkit"]
        assert str(event["SUMMARY"]).endswith(action.step)
        assert action.done_when in str(event["DESCRIPTION"])


def test_a_day_names_the_action_that_goes_with_it():
    """An action that is one of a pair says what its partner is."""
    found = events(plan_ics(PLAN, NOW))
    steps = {action.id: action.step for action in PLAN.actions}
    pairs = [(action.id, action.paired_with) for action in PLAN.actions if action.paired_with]
    assert pairs
    for name, partner in pairs:
        said = str(found[f"plan-{name}-due@skillkit"]["DESCRIPTION"])
        assert f"Goes with: {steps[partner]}" in said


def test_the_dates_are_due_days_beginnings_and_three_looks_back():
    """Each action has its due day, one with a cue its beginning, and days 30, 60 and 90 follow."""
    found = entries(PLAN)
    names = [entry.name for entry in found]
    first = PLAN.actions[0]
    assert sorted(names) == sorted(
        [f"{a.id}-due" for a in PLAN.actions] + [f"{first.id}-begin", "day-30", "day-60", "day-90"]
    )
    days = {entry.name: entry.day for entry in found}
    assert days[f"{first.id}-begin"] == PLAN.start
    assert days["day-30"] == dt.date(2026, 12, 24)
    assert days[f"{PLAN.actions[1].id}-due"] == dt.date(2027, 1, 29)
    assert [entry.day for entry in found] == sorted(days.values())


def test_an_action_begins_when_what_is_due_earlier_is_done():
    """The first begins on the first day, the next with the last earlier due day, none too late."""
    plan = PLAN
    due = sorted({day for action in plan.actions if (day := plan.due(action))})
    assert [begin(plan, day) for day in due] == [plan.start, *due[:-1]]
    assert begin(plan, plan.start - dt.timedelta(days=3)) == plan.start - dt.timedelta(days=3)


def test_importing_again_updates_instead_of_doubling():
    """After a change of text and date the identities are the same, and the later file wins."""
    plan = with_key(PLAN)
    first = plan.actions[0]
    later = plan.change(first.id, step="Another step", due=dt.date(2027, 2, 1))
    before = events(plan_ics(plan, NOW))
    after = events(plan_ics(later, NOW + dt.timedelta(minutes=5)))
    assert set(before) == set(after)
    assert len(before) == len(entries(plan))
    for uid, event in after.items():
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert event.decoded("dtstamp") > before[uid].decoded("dtstamp")
    changed = after[f"{plan.key}-{first.id}-due@skillkit"]
    assert changed.decoded("dtstart") == dt.date(2027, 2, 1)


def test_two_persons_events_never_take_each_others_place():
    """Plans with keys of their own share no identity."""
    mine, yours = with_key(PLAN), with_key(PLAN, "b" * 16)
    assert not set(events(plan_ics(mine, NOW))) & set(events(plan_ics(yours, NOW)))


def with_key(plan: Plan, key: str = "a" * 16) -> Plan:
    """The plan as saving marks it."""
    return replace(plan, key=key)


def test_reminders_come_a_day_before_and_only_for_what_is_open():
    """Every open event rings one day before, private and without blocking time; a done one not."""
    done = PLAN.actions[-1].id
    for uid, event in events(plan_ics(PLAN, NOW)).items():
        alarms = event.walk("VALARM")
        assert [alarm.decoded("trigger") for alarm in alarms] == (
            [] if done in uid else [dt.timedelta(days=-1)]
        )
        assert (str(event["CLASS"]), str(event["TRANSP"])) == ("PRIVATE", "TRANSPARENT")
        assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(days=1)
    assert "Done: " in str(events(plan_ics(PLAN, NOW))[f"plan-{done}-due@skillkit"]["SUMMARY"])


def test_no_rating_stands_in_the_calendar():
    """No level, skill, obstacle or need is in the text, as calendars are often shared."""
    text = plan_ics(PLAN, NOW).decode().replace("\r\n ", "")
    for level in FULL.levels[1:]:
        assert not re.search(rf"\b{level.name}\b", text)
    for skill in FULL.skills:
        assert skill.id not in text
    assert "polish" not in text
    assert "tickets repeat" not in text
    assert text.count("Self-rated\\, for development only") == 1 + len(entries(PLAN))


def test_the_calendar_depends_on_nothing_but_plan_and_moment():
    """The same plan at the same moment makes the same bytes."""
    assert plan_ics(PLAN, NOW) == plan_ics(PLAN, NOW)
    assert b"DTSTAMP:20261124T093000Z" in plan_ics(PLAN, NOW)


def test_lines_are_folded_between_letters_of_any_script():
    """No line is longer than 75 octets, and no fold cuts a letter of several octets in two."""
    step = ("Ü, ж; 字: 👩🏽‍💻 " * 14).strip()
    plan = PLAN.change(PLAN.actions[0].id, step=step)
    lines = plan_ics(plan, NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # an error where a letter is cut
    event = events(b"\r\n".join(lines))[f"plan-{PLAN.actions[0].id}-due@skillkit"]
    assert str(event["SUMMARY"]) == f"Due: {step}"


# --- Tables ----------------------------------------------------------------------------------


@given(st.text())
def test_no_cell_is_a_formula(text):
    """Whatever the text, its cell starts like no formula, and only then with an apostrophe."""
    cell = safe(text)
    assert cell.lstrip(" \u00a0\u3000\u200b\ufeff")[:1] not in {
        *"=+-@\uff1d\uff0b\uff0d\uff20\t\r\n"
    }
    assert cell in (text, f"'{text}")


CELLS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-1": "'-1",
    "@A1": "'@A1",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    "\n=1": "'\n=1",
    " =1": "' =1",
    "\u00a0=1": "'\u00a0=1",
    "\u200b=1": "'\u200b=1",
    "\uff1d1": "'\uff1d1",
    "\uff20A": "'\uff20A",
    "a=1": "a=1",
    "2-1": "2-1",
    "": "",
}


@pytest.mark.parametrize(("text", "cell"), CELLS.items())
def test_formulas_get_an_apostrophe(text, cell):
    """The known beginnings of formulas are made harmless, and other text is left alone."""
    assert safe(text) == cell


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_tables_come_back_as_they_were(texts):
    """Any text survives the table, and numbers stay numbers."""
    rows = rows_of(csv_text(["n", "text"], [{"n": -1, "text": text} for text in texts]))
    assert [row["text"] for row in rows] == [safe(text) for text in texts]
    assert {row["n"] for row in rows} == {"-1"}


def test_ratings_are_one_skill_a_row():
    """Every skill has a row; unrated and not applicable are states of their own, never a zero."""
    person = example_person().without("ethical_ai").rate("leadership", "na").rate("adaptability", 0)
    rows = {row["skill"]: row for row in rows_of(ratings_csv(person))}
    assert list(rows) == [skill.id for skill in FULL.skills]
    states = {skill: (row["state"], row["level"]) for skill, row in rows.items()}
    assert states["ethical_ai"] == ("unrated", "")
    assert states["leadership"] == ("not applicable", "")
    assert states["adaptability"] == ("rated", "0")
    assert states["prompt_engineering"] == ("rated", "4")
    for row in rows.values():
        assert (row["framework_version"], row["date"], row["note"]) == (
            "1.0.0",
            "2026-09-01",
            PURPOSE,
        )


def test_a_hostile_evidence_line_is_harmless():
    """A line of evidence that looks like a formula is shown, not computed."""
    person = example_person().support("communication", "=HYPERLINK(1)")
    row = next(r for r in rows_of(ratings_csv(person)) if r["skill"] == "communication")
    assert row["evidence"] == "'=HYPERLINK(1)"


def test_the_plan_is_one_action_a_row():
    """Every action has a row with its date, and an empty plan keeps the header."""
    rows = rows_of(plan_csv(PLAN))
    assert [row["action"] for row in rows] == [action.id for action in PLAN.actions]
    assert rows[1]["due"] == "2027-01-29"
    assert rows[0]["hours"] == "16"
    assert {row["note"] for row in rows} == {PURPOSE}
    empty = plan_csv(Plan(FULL, TODAY))
    assert empty.splitlines() == plan_csv(PLAN).splitlines()[:1]
    for row in rows_of(plan_csv(nasty_plan())):
        for cell in row.values():
            assert cell == safe(cell)


def test_a_plan_says_the_same_in_the_table_of_any_language():
    """The texts of a plan are in its table, whatever language the reader has."""
    with spoken_in("de"):
        german = plan_rows(PLAN)
    assert german[0]["cue"]
    for row, english in zip(german, plan_rows(PLAN), strict=True):
        assert {name for name in row if row[name] != english[name]} <= {"cue", "note"}


def cells_of(content: bytes) -> list[list[str | int | None]]:
    """The rows of a workbook, as any reader of XML finds them."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = ElementTree.fromstring(package.read("xl/sheet.xml"))

    def value(cell: ElementTree.Element) -> str | int | None:
        if cell.get("t") == "inlineStr":
            return "".join(cell.itertext())
        return int(text) if (text := "".join(cell.itertext())) else None

    return [[value(cell) for cell in row] for row in sheet.iter(f"{name}row")]


def test_a_workbook_holds_the_same_table_in_cells():
    """Without a sign between cells there is nothing to guess: 22 columns, text as it was typed."""
    plan = nasty_plan()
    head, *rows = cells_of(everything(plan, PROFILE, NOW)["plan.xlsx"])
    table = list(csv.reader(io.StringIO(plan_csv(plan), newline="")))
    assert head == table[0]
    assert len(head) == 22
    for row, line, action in zip(rows, table[1:], plan.actions, strict=True):
        assert [safe(str("" if cell is None else cell)) for cell in row] == line
        assert row[2] == action.step
        assert row[5] == action.hours
    ratings = cells_of(everything(plan, PROFILE, NOW)["ratings.xlsx"])
    assert len(ratings) == 1 + len(FULL.skills)


def test_a_workbook_names_its_parts():
    """Each part that a spreadsheet follows is in the package, and no cell is a formula."""
    content = everything(nasty_plan(), PROFILE, NOW)["plan.xlsx"]
    assert content == everything(nasty_plan(), PROFILE, NOW)["plan.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert 'Target="xl/workbook.xml"' in parts["_rels/.rels"]
    assert 'Target="sheet.xml"' in parts["xl/_rels/workbook.xml.rels"]
    for name in ("xl/workbook.xml", "xl/sheet.xml"):
        assert f'PartName="/{name}"' in parts["[Content_Types].xml"]
    assert "<f>" not in parts["xl/sheet.xml"]
    assert "=1+1" in parts["xl/sheet.xml"]


# --- Text ------------------------------------------------------------------------------------


def test_the_text_holds_the_whole_plan():
    """Sentence, steps, proofs, cue, obstacle, dates and imprint stand in the Markdown."""
    text = plan_markdown(PLAN, PROFILE, TODAY)
    for action in PLAN.actions:
        assert f". {action.step}" in text
        assert f"**Done when:** {action.done_when}" in text
    assert shape_sentence(PROFILE) in text
    assert "**Obstacle:** I polish before I show" in text
    assert "then I label ten cases." in text
    assert "**Due:** 29 January 2027" in text
    assert "ai_engineer 1.0.0" in text.replace("\\", "")
    assert "24 November 2026" in text
    assert PURPOSE in text
    assert "What the rules still ask" not in plan_markdown(suggested(), PROFILE, TODAY)
    assert "What the rules still ask" in plan_markdown(PLAN.spend(1), PROFILE, TODAY)


def suggested() -> Plan:
    """The example person's suggestion as it is."""
    return suggest_plan(PROFILE, load_actions(), TODAY, 5).plan


def test_the_text_does_without_ratings():
    """Without a profile the text is the plan alone."""
    assert "Where I am" not in plan_markdown(PLAN, None, TODAY)
    assert "No action is chosen yet." in plan_markdown(Plan(FULL, TODAY), None, TODAY)


# --- The page --------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a page is made of: its tags, their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words.append(data)

    def names(self) -> Iterator[str]:
        """The tags' names."""
        return (tag for tag, _ in self.tags)


VOID = {"script", "img", "iframe", "object", "link", "form", "input", "button", "a", "base"}


def test_the_page_says_it_all():
    """Shape, T, every action, its sentence, dates, who asks, share code and imprint are there."""
    page = Page(take_home(PLAN, PROFILE, TODAY, "AB-CD-12"))
    text = " ".join(" ".join(page.words).split())
    for action in PLAN.actions:
        assert action.step in text
        assert action.done_when in text
    for part in ("T in progress", "AB-CD-12", PURPOSE, "ai_engineer 1.0.0", "Noor asks me:"):
        assert part in text
    assert "When it is Tuesday nine o'clock ( at my desk ), then I label ten cases ." in text
    assert list(page.names()).count("svg") == 1
    assert "I want to grow Agent frameworks and Communication" in text.replace("  ", " ")
    assert [a["datetime"] for tag, a in page.tags if tag == "time"][-3:] == [
        "2026-12-24",
        "2027-01-23",
        "2027-02-22",
    ]


def lines_of(text: str) -> int:
    """How many lines for a pen a page has."""
    return sum(a.get("class") == "line" for _, a in Page(text).tags)


def test_what_is_open_is_a_line_to_write_on():
    """An open moment, act, proof, date or name is a line for a pen, until it is said."""
    bare = Plan(FULL, TODAY).add(Action("a", "Ask", "communication", 3))
    open_ = lines_of(take_home(bare, None, TODAY))
    assert open_ == 3 + len(("when", "act", "proof", "date", "who"))
    said: dict[str, Any] = {"done_when": "They answer", "buddy": "Noor", "horizon": 30}
    said["cue"] = Cue("it is noon", "", "call")
    full = bare.change("a", **said)
    assert lines_of(take_home(full, None, TODAY)) == 3
    for name, value in said.items():
        fewer = 2 if name == "cue" else 1
        assert lines_of(take_home(bare.change("a", **{name: value}), None, TODAY)) == open_ - fewer


def test_the_page_says_which_chosen_skill_nothing_builds():
    """A skill in focus without an action is named as such, and only then."""
    assert "yet" not in take_home(PLAN, None, TODAY)
    page = take_home(PLAN.focus_on(["ethical_ai", "communication"]), None, TODAY)
    assert "No action of this plan builds Ethical AI yet." in page


def test_typed_words_keep_the_direction_of_their_script():
    """Each text of a person stands apart, so that its own first letter gives the direction."""
    words = "\u0648\u0635\u0644\u062a"
    plan = PLAN.change(
        PLAN.actions[0].id, step=words, done_when=words, cue=Cue(words, words, words)
    )
    assert take_home(plan, None, TODAY).count(f"<bdi>{words}</bdi>") == 5


def test_the_page_is_only_words_and_lines():
    """No tag of the page runs, fetches or leads anywhere, whatever a person typed."""
    page = Page(take_home(nasty_plan(), PROFILE, TODAY, '"><script>x</script>'))
    assert not VOID & set(page.names())
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert not {"src", "href", "xlink:href"} & set(attributes)
    words = " ".join(page.words)
    assert "<script>alert(1)</script>" in words  # shown, as text
    addresses = set(re.findall(r"\w+://[^\"'<>]*", take_home(PLAN, PROFILE, TODAY)))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, never fetched


def fullest(framework: Framework) -> Plan:
    """Six actions in which every text is as long as it may be."""
    text = ("Ask whoever waits for it what broke " * 9)[:LONGEST].strip()
    skills = [skill.id for skill in framework.skills]
    names: dict[str, Any] = dict.fromkeys(("done_when", "obstacle", "buddy", "real_problem"), text)
    kinds = KINDS * 3
    actions = [
        Action(
            f"a{i}", text, kind, 7, {skills[i]: 1}, horizon=30, cue=Cue(text, text, text), **names
        )
        for i, kind in enumerate(kinds)
    ]
    return Plan(framework, TODAY, 6).add(*actions)


def test_the_page_can_be_read_without_seeing():
    """Language, one first heading, header cells and named pictures are there, in order."""
    page = Page(take_home(PLAN, PROFILE, TODAY))
    assert dict(page.tags)["html"] == {"lang": "en"}
    headings = [tag for tag in page.names() if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", *["h2"] * len(PLAN.actions)]
    for tag, attributes in page.tags:
        assert tag != "svg" or attributes["role"] == "img"
    assert list(page.names()).count("title") > 2


def test_the_page_does_without_ratings_and_without_actions():
    """Without a profile there are no pictures, and an empty plan says so."""
    page = take_home(Plan(FULL, TODAY), None, TODAY)
    assert "<svg" not in page
    assert "No action is chosen yet." in page
    assert "share code" not in page


def test_the_names_of_the_t_are_large_enough_for_a_wall():
    """Across a sheet of A4 the names of six and of sixteen skills are nine points or more."""
    for profile in (PROFILE, profile_of(person_of_quick())):
        picture = t_shape(profile, bare=True)
        wide, tall = map(float, re.findall(r'viewBox="0 0 (\S+) (\S+)"', picture)[0])
        size = float(re.findall(r'<g font-size="([^"]+)"', picture)[0])
        unit = min(
            186 / wide, 102 / tall
        )  # millimetres: the sheet without margins, the rule of CSS
        assert size * unit * 72 / 25.4 >= 9
        assert "\u2026" not in picture


@pytest.mark.browser
def test_the_page_prints_on_one_sheet_and_asks_for_nothing(tmp_path, browser):
    """In a real browser one to six actions are one sheet of A4 or Letter, without any request.

    What is as long as it may be goes on on further sheets, whole; a telephone shows all of it.
    """
    six = [a for a in load_actions().offered(FULL).actions if a.id not in PLAN][:1]
    whole = PLAN.add(*(replace(action, paired_with=None) for action in six))
    code = code_of(PROFILE.assessment)
    pages = {
        f"{count} actions": take_home(
            replace(whole, actions=whole.actions[:count]), PROFILE, TODAY, code
        )
        for count in (0, 1, 2, 4, 6)
    }
    pages["quick"] = take_home(PLAN, profile_of(person_of_quick()), TODAY)
    requests: list[str] = []
    said: list[str] = []
    tab = browser.new_page()
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    for name, text in pages.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, "utf-8")
        tab.goto(path.as_uri())
        for sheet in ("A4", "Letter"):
            assert sheets(tab.pdf(format=sheet)) == 1, (name, sheet)
    tab.set_content(take_home(fullest(FULL), PROFILE, TODAY, code))
    assert sheets(tab.pdf(format="A4")) > 1
    tab.set_content(take_home(nasty_plan(), PROFILE, TODAY))
    tab.set_viewport_size({"width": 360, "height": 640})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.close()
    assert [url for url in requests if not url.startswith("file:")] == []
    assert said == []


def sheets(pdf: bytes) -> int:
    """The number of sheets of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def person_of_quick() -> Any:
    """Somebody of the six-row framework, with targets."""
    row: dict[str, Any] = dict(zip([s.id for s in QUICK.skills], [1, 3, 2, 2, 2, 1], strict=True))
    return Assessment(QUICK, TODAY, row, targets=dict.fromkeys(row, 4))


# --- All of it -------------------------------------------------------------------------------


def test_everything_comes_in_one_archive():
    """The archive holds every file; card and plan come back from it as they went in."""
    files = everything(PLAN, PROFILE, NOW, "AB-CD-12")
    content = archive(files, NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        assert zipped.testzip() is None
        assert {name: zipped.read(name) for name in zipped.namelist()} == files
        assert {entry.date_time for entry in zipped.infolist()} == {(2026, 11, 24, 10, 30, 0)}
    assert content == archive(files, NOW)
    assert from_json(files["plan.json"].decode()) == PLAN
    assert files["assessment.json"].decode() == to_json(PROFILE.assessment)
    assert files["plan.csv"].startswith(b"\xef\xbb\xbf")  # spreadsheets ask for it
    more = everything(PLAN, PROFILE, NOW, study=CaseStudy(problem="Editors guess"))
    assert set(more) - set(files) == {"case_study.md"}
    for name in more:
        assert name == "about.txt" or name.encode() in more["about.txt"]


def test_every_export_says_what_it_is_for():
    """Framework version, date and purpose stand in each file that the kit writes for people."""
    for name, content in everything(PLAN, PROFILE, NOW).items():
        if name == "assessment.json":
            continue  # the card is for the kit alone
        text = str(cells_of(content)) if name.endswith(".xlsx") else content.decode()
        text = text.replace("\r\n ", "").replace("\\,", ",")
        assert PURPOSE in text, name
        assert "1.0.0" in text, name
        assert re.search(r"24 November 2026|2026-11-24|2026-09-01", text), name


def test_without_a_profile_only_the_plan_is_taken_along():
    """Who shares no ratings gets the plan's files alone."""
    files = everything(PLAN, None, NOW)
    assert "ratings.csv" not in files
    assert b"ratings.csv" not in files["about.txt"]


def test_a_link_carries_its_content():
    """A link needs no server: its address is the content."""
    content = archive(everything(PLAN, PROFILE, NOW), NOW)
    address = address_of("all.zip", content)
    kind, _, data = address.partition(",")
    assert kind == "data:application/zip;base64"
    assert base64.b64decode(data) == content


def test_a_saved_plan_is_exported_with_the_ratings_beside_it(tmp_path):
    """The plan of a file brings the T when the assessment is beside it, and does without."""
    path = tmp_path / "plan.json"
    with pytest.raises(FileNotFoundError):
        exported(path, "md", NOW)
    save(PLAN, path)
    assert b"<svg" not in exported(path, "html", NOW)
    save_card(example_person(), tmp_path / "assessment.json")
    assert exported(path, "html", NOW).count(b"<svg") == 1
    assert exported(path, "md", NOW).startswith(b"# My next ninety days")
    assert exported(path, "ics", NOW).startswith(b"BEGIN:VCALENDAR")
    assert exported(path, "csv", NOW)
    with pytest.raises(SkillkitError, match="choose md, ics, html, xlsx or csv"):
        exported(path, "pdf", NOW)


def test_dates_are_never_misread():
    """A date is written with the month's name, in every month and on any machine."""
    assert long_date(dt.date(2026, 3, 4)) == "4 March 2026"
    assert len({long_date(dt.date(2026, month, 1)) for month in range(1, 13)}) == 12


def test_the_libraries_are_loaded_only_when_needed():
    """The page, the text and the tables need the standard library alone."""
    code = (
        "import sys; from skillkit.export import one_page, markdown, csv, calendar;"
        "print([m for m in ('icalendar', 'numpy', 'pandas', 'IPython') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
