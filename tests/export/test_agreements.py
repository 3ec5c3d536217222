"""What a team agreed on, as text, as days in a calendar and as tables."""

import csv
import datetime as dt
import io
from typing import Any

import icalendar
import pytest

from skillkit.base.errors import SkillkitError
from skillkit.export.agreements import FILES, in_form
from skillkit.export.csv import agreements_columns
from skillkit.team.agreements import Agreements
from skillkit.team.sample import sample_agreements
from tests.vectors import FULL

NOW = dt.datetime(2026, 12, 28, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TODAY = NOW.date()
AGREED = sample_agreements().say("a_hour", "status", "done", TODAY)


def text_of(name: str, agreed: Agreements = AGREED) -> str:
    """One of the files as text."""
    return in_form(name, agreed, NOW).decode("utf-8-sig")


def events(agreed: Agreements, now: dt.datetime = NOW) -> dict[str, Any]:
    """The events of the calendar by their identity."""
    calendar = icalendar.Calendar.from_ical(in_form("agreements.ics", agreed, now))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_text_says_all_that_was_said() -> None:
    """What, which skill, who, by when, what became of it and when that was said."""
    text = text_of("agreements.md")
    assert text.startswith("# What we agreed on\n\n## 1. Two of us at every design review, in turn")
    assert "- **Who takes it:** Heron\n- **By:** 18 December 2026" in text
    assert "- **Status:** done, said on 28 December 2026" in text
    assert "- **Kind:** a gap that we accept on purpose" in text
    assert "- **System design:** 3" in text
    assert text.endswith("28 December 2026.\n")


def test_hostile_words_stay_words_in_every_file() -> None:
    """Markdown shows signs as typed, a table computes nothing, a calendar keeps its lines."""
    nasty = "=1+1 <b>*x*</b>, $a; END:VEVENT"
    agreed = AGREED.say("a_hour", "what", nasty, TODAY).say("a_hour", "who", "@SUM(A1)", TODAY)
    assert "<b>" not in text_of("agreements.md", agreed)
    rows = list(csv.DictReader(io.StringIO(text_of("agreements.csv", agreed), newline="")))
    assert (rows[1]["what"], rows[1]["who"]) == (f"'{nasty}", "'@SUM(A1)")
    (event,) = [e for e in events(agreed).values() if "Done" in str(e["SUMMARY"])]
    assert str(event["SUMMARY"]) == f"Done: {nasty}"


def test_the_calendar_has_a_day_for_each_that_has_one() -> None:
    """What is open rings a day before, and an accepted gap too; what is done does not."""
    agreed = AGREED.say("a_accept", "due", "2027-02-01", TODAY)
    found = {str(e["SUMMARY"]).partition(":")[0]: e for e in events(agreed).values()}
    days = {word: event.decoded("dtstart") for word, event in found.items()}
    assert days == {
        "Done": dt.date(2026, 12, 4),
        "Due": dt.date(2026, 12, 18),
        "Look again": dt.date(2027, 2, 1),
    }
    assert [len(found[w].walk("VALARM")) for w in ("Done", "Due", "Look again")] == [0, 1, 1]
    assert "Who takes it: Heron" in str(found["Due"]["DESCRIPTION"])
    assert "System design" not in str(found["Due"]["DESCRIPTION"])


def test_importing_the_calendar_again_updates_it() -> None:
    """The identities stay whatever is changed, and the later file wins."""
    before = events(AGREED)
    later = AGREED.say("a_hour", "what", "Two hours", TODAY).say(
        "a_hour", "due", "2027-01-04", TODAY
    )
    after = events(later, NOW + dt.timedelta(minutes=5))
    assert set(before) == set(after)
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in before)


def test_the_table_has_one_agreement_a_row() -> None:
    """With the days as ISO, the status in words, and how many are wanted beside its skill."""
    rows = list(csv.DictReader(io.StringIO(text_of("agreements.csv"), newline="")))
    assert [row["place"] for row in rows] == ["1", "2", "3"]
    assert (rows[0]["wanted"], rows[1]["status"], rows[1]["said_on"]) == ("3", "done", "2026-12-28")
    assert [row["accepted_on_purpose"] for row in rows] == ["no", "no", "yes"]
    assert list(rows[0]) == agreements_columns(Agreements(FULL))


@pytest.mark.parametrize("name", FILES)
def test_a_team_without_an_agreement_gets_files_too(name: str) -> None:
    """They are whole, and say that nothing is agreed."""
    assert in_form(name, Agreements(FULL), NOW)


def test_another_name_is_refused_with_those_that_there_are() -> None:
    """The sentence names the value and what is allowed."""
    with pytest.raises(SkillkitError, match=r"'agreements\.pdf' is none of these files; choose"):
        in_form("agreements.pdf", AGREED, NOW)
