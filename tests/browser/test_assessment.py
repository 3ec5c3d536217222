"""The assessment form and the picture that follows it, as people use them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import from_json, load, save, to_json
from tests.browser.light import Light, Seat
from tests.browser.person import eventually

pytestmark = pytest.mark.browser

FORM = "from skillkit import AssessmentForm\nform = AssessmentForm.load()\nform"
VIEW = "from skillkit import ProfileView\nProfileView(form)"
COPY = "from skillkit import Backup\nBackup.load()"
SHARE = "from skillkit import ShareCode\nShareCode(form)"
EVIDENCE = "One line of evidence"


@pytest.fixture
def rater(somebody: Seat) -> Seat:
    """Somebody in front of a form and its view."""
    return somebody.run(FORM, VIEW)


@pytest.fixture
def own(somebody: Seat) -> Seat:
    """Somebody with an assessment of their own."""
    save(example_person().rate("leadership", 2), somebody.home / "assessment.json")
    return somebody


def on_disk(seat: Seat) -> Assessment:
    """The assessment in its file."""
    return load(seat.home / "assessment.json")


def ratings(seat: Seat) -> dict[str, object]:
    """The ratings in the file."""
    return dict(on_disk(seat).ratings)


# --- Rating ------------------------------------------------------------------------------------


def test_a_rating_by_mouse_is_on_the_disk_when_the_screen_says_so(rater: Seat) -> None:
    """A click on a sentence saves it, says where, and the picture below follows."""
    rater.start()
    assert not rater.home.exists()  # nothing is written before the first rating
    rater.skill("Machine learning").get_by_text("showing where each of them fails").click()
    rater.saved()
    assert ratings(rater) == {"machine_learning": 3}
    expect(rater.status).to_contain_text(re.compile(r"Saved \d\d:\d\d in .*assessment\.json"))
    expect(rater.page.get_by_text("Rate 11 more skills to see your shape").first).to_be_visible()


def test_the_example_can_be_looked_at_but_not_changed(rater: Seat) -> None:
    """Nobody rates over the example by mistake, and a quick framework is one choice away."""
    expect(rater.choice("Machine learning", "Basic")).to_be_checked()
    expect(rater.choice("Machine learning", "Strong")).to_be_disabled()
    rater.form.get_by_role("radio", name=re.compile("the article")).check()
    rater.press("Start my own assessment")
    expect(rater.form).to_contain_text("0 of 6 rated, 6 left")
    expect(rater.page.get_by_text("Rate 5 more skills to see your shape").first).to_be_visible()
    assert not rater.home.exists()


def test_the_keyboard_alone_rates_and_no_key_reaches_the_notebook(rater: Seat) -> None:
    """Arrows, Enter, Tab and letters do in the form what they say, and stay there."""
    rater.start()
    rater.keys("ArrowDown", "ArrowDown")
    rater.keys("a", "b", "m", "x", "d", "d", "z", "Control+Backspace", "Enter")
    rater.keys("Space", "ArrowDown", "ArrowDown", "ArrowDown", "Tab")
    rater.page.keyboard.type("a bm: ")
    rater.saved()
    eventually(lambda: bool(on_disk(rater).evidence))
    rater.page.keyboard.type("dd x")  # the blank typed before the save is still there
    rater.keys("Control+Backspace", "Tab", "Space")
    rater.saved()
    eventually(lambda: bool(on_disk(rater).interest))
    saved = on_disk(rater)
    assert saved.ratings == {"machine_learning": 2, "software_engineering": 3}
    assert saved.evidence == {"software_engineering": "a bm: dd"}
    assert saved.interest == {"software_engineering": ("grow",)}
    assert rater.taken() == []


def test_escape_and_shift_enter_are_for_the_notebook(rater: Seat) -> None:
    """The two keys that lead out of a form and run its cell are not kept."""
    rater.start()
    rater.form.get_by_role("radio").first.focus()
    rater.keys("Shift+Enter", "Escape")
    assert rater.taken() == ["Enter", "Escape"]


def test_every_skill_can_be_rated_with_arrows_and_enter(rater: Seat) -> None:
    """Sixteen times Space and Enter lead from the first card to the last and to the T."""
    rater.start()
    rater.keys(*["Space", "Enter"] * 16)
    expect(rater.form).to_contain_text("16 of 16 rated, none left")
    expect(rater.form).to_contain_text("Every skill is rated")
    rater.saved()
    assert list(ratings(rater).values()) == [0] * 16


def test_a_rating_can_be_cleared_and_its_evidence_stays(rater: Seat) -> None:
    """Cleared means unrated; what was typed is not thrown away, and the focus stays."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.skill("Machine learning").get_by_label(EVIDENCE).fill("The report")
    rater.press("Clear this rating")
    rater.saved()
    assert ratings(rater) == {}
    assert on_disk(rater).evidence == {"machine_learning": "The report"}
    expect(rater.page.locator(":focus")).to_have_text("Clear this rating")
    expect(rater.form).to_contain_text("0 of 16 rated, 16 left")


def test_saving_moves_no_focus_and_does_not_chatter(rater: Seat) -> None:
    """Ten ratings in a row change the spoken line twice at most, and never the focus."""
    rater.start()
    rater.page.evaluate(
        "() => { window.said = 0; new MutationObserver(list => (window.said += list.length))"
        ".observe(document.querySelector('.skillkit [role=status]'),"
        " {childList: true, characterData: true, subtree: true}); }"
    )
    for key in ["ArrowDown"] * 5 + ["ArrowUp"] * 5:
        rater.keys(key)
        rater.saved()
        assert rater.page.evaluate("document.activeElement.type") == "radio"
    assert rater.page.evaluate("window.said") <= 2


def test_fast_clicks_while_python_is_busy_all_arrive(rater: Seat, tmp_path: Path) -> None:
    """Eighty clicks during one long cell end as they would have ended one by one."""
    rater.start()
    rater.press("Show all on one page")
    go = tmp_path / "go"
    rater.light.begin(f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)")
    rater.page.evaluate(
        """() => {
          const cards = [...document.querySelectorAll(".sk-form fieldset.sk-card")];
          for (let i = 0; i < 80; i++)
            cards[i % 16].querySelectorAll("input[type=radio]")[(i * 3) % 5].click();
        }"""
    )
    assert not rater.home.exists()
    go.touch()
    rater.light.end()
    rater.saved()
    assert list(ratings(rater).values()) == [(i * 3) % 5 for i in range(64, 80)]


def test_the_view_follows_and_keeps_what_is_folded_open(rater: Seat) -> None:
    """The table stays open and changes in place while ratings change."""
    rater.start()
    rater.page.get_by_text("All ratings as a table").click()
    row = rater.page.get_by_role("row", name=re.compile("^Machine learning"))
    for level in ("Strong", "Working"):
        rater.rate("Machine learning", level)
        expect(row).to_contain_text(level)


def test_everything_fits_a_small_screen_and_a_thumb(rater: Seat) -> None:
    """At 400 pixels nothing hangs over the edge; what can be pressed is 24 pixels high."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.page.set_viewport_size({"width": 400, "height": 1400})
    roots = rater.page.locator(".skillkit").all()
    assert len(roots) == 2
    for root in roots:
        assert root.evaluate("node => node.scrollWidth <= node.clientWidth")
    targets = rater.form.locator("button:visible, select:visible, label:visible")
    assert min(box["height"] for t in targets.all() if (box := t.bounding_box())) >= 24


# --- Nothing is lost ---------------------------------------------------------------------------


def test_a_reload_keeps_everything_even_an_unsent_line(rater: Seat) -> None:
    """The page comes back with the ratings, and a line typed just before is sent after all."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.saved()
    line = rater.skill("Machine learning").get_by_label(EVIDENCE)
    line.press_sequentially("Half a li")
    rater.reload().go("Machine learning")
    expect(rater.choice("Machine learning", "Strong")).to_be_checked()
    expect(line).to_have_value("Half a li")
    eventually(lambda: on_disk(rater).evidence == {"machine_learning": "Half a li"})
    expect(rater.page.get_by_text("Rate 11 more skills to see your shape").first).to_be_visible()


def test_after_a_restart_of_the_kernel_nothing_is_lost_in_silence(rater: Seat) -> None:
    """The form says that Python does not answer, keeps the clicks, and offers them again."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.saved()
    rater.light.restart()
    rater.rate("Data pipelines", "Basic")
    rater.rate("System design", "Not applicable")
    rater.later(3)
    expect(rater.status).to_contain_text(
        "Python is not answering. Your last 2 changes are kept in this browser."
    )
    assert ratings(rater) == {"machine_learning": 3}
    rater.run()
    expect(rater.form).to_contain_text("1 of 16 rated")  # offered, not put back in silence
    expect(rater.form).to_contain_text("Data pipelines (Basic), System design (not applicable)")
    rater.press("Put them back")
    rater.saved()
    expect(rater.form).to_contain_text("2 of 16 rated, 1 not applicable, 13 left")
    assert ratings(rater) == {"machine_learning": 3, "data_pipelines": 1, "system_design": "na"}


def test_a_draft_from_before_the_first_save_comes_back_too(rater: Seat) -> None:
    """Ratings that no file ever had are put back into an own assessment, not into the example."""
    rater.form.get_by_role("radio", name=re.compile("the article")).check()
    rater.press("Start my own assessment")
    expect(rater.form).to_contain_text("0 of 6 rated")
    rater.light.restart()
    rater.rate("Leadership", "Not applicable")
    rater.later(3)
    expect(rater.status).to_contain_text("Your last change is kept in this browser.")
    rater.run()
    rater.press("Put them back")
    rater.saved()
    expect(rater.form).to_contain_text("0 of 6 rated, 1 not applicable, 5 left")
    expect(rater.form.get_by_role("button", name="Put them back")).to_have_count(0)
    assert ratings(rater) == {"leadership": "na"}


def test_a_draft_can_be_discarded_for_good(rater: Seat) -> None:
    """What somebody does not want back is not offered a second time."""
    rater.start()
    rater.light.restart()
    rater.rate("Machine learning", "Strong")
    rater.later(3)
    expect(rater.status).to_contain_text("Python is not answering")
    rater.run()
    expect(rater.form).to_contain_text("no file has: Machine learning (Strong)")
    rater.press("Discard them")
    rater.run()
    expect(rater.form).to_contain_text("This is an example")
    expect(rater.form.get_by_role("button", name="Put them back")).to_have_count(0)
    assert not rater.home.exists()


def test_a_change_that_never_arrived_is_sent_again_after_a_reload(rater: Seat) -> None:
    """The kernel still lives, so the same tab simply goes on; nobody has to be asked."""
    rater.start()
    rater.lose("change")
    rater.rate("Machine learning", "Strong")
    rater.later(3)
    expect(rater.status).to_contain_text("Python is not answering")
    assert not rater.home.exists()
    rater.reload()
    expect(rater.form).to_contain_text("1 of 16 rated")
    rater.saved()
    assert ratings(rater) == {"machine_learning": 3}


def test_a_change_that_is_late_is_saved_when_it_arrives(rater: Seat) -> None:
    """The form says that it waits, and takes that back without being asked."""
    rater.start()
    rater.hold()
    rater.rate("Machine learning", "Strong")
    rater.later(3)
    expect(rater.status).to_contain_text("Python is not answering")
    rater.release()
    rater.saved()
    assert ratings(rater) == {"machine_learning": 3}


def test_a_killed_kernel_loses_nothing_that_was_called_saved(rater: Seat) -> None:
    """After kill -9 the file holds every confirmed rating, and the browser the others."""
    rater.start()
    for level in ("Strong", "Working"):
        rater.rate("Machine learning", level)
        rater.saved()
    rater.light.kill()
    rater.rate("Data pipelines", "Working")
    rater.later(3)
    expect(rater.status).to_contain_text("Python is not answering")
    assert ratings(rater) == {"machine_learning": 2}
    rater.light.restart()
    rater.run()
    assert ratings(rater) == {"machine_learning": 2}
    rater.press("Put them back")
    rater.saved()
    assert ratings(rater) == {"machine_learning": 2, "data_pipelines": 2}


def test_two_kernels_on_one_file_lose_nothing(rater: Seat, other_kernel: Light) -> None:
    """Each save takes up what the other notebook saved, on the disk and on the screen."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.saved()
    other = rater.beside(other_kernel).run(FORM, VIEW)
    other.rate("Data pipelines", "Working")
    other.saved()
    rater.rate("System design", "Basic")
    rater.saved()
    expect(rater.form).to_contain_text("3 of 16 rated")
    expect(rater.page.get_by_text("Rate 9 more skills to see your shape").first).to_be_visible()
    assert ratings(rater) == {"machine_learning": 3, "data_pipelines": 2, "system_design": 1}
    expect(other.form).to_contain_text("2 of 16 rated")
    other.page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.form).to_contain_text("3 of 16 rated")  # somebody comes back to that notebook
    expect(other.page.get_by_text("Rate 9 more skills to see your shape").first).to_be_visible()


def test_two_tabs_on_one_kernel_show_the_same(rater: Seat) -> None:
    """A rating in one tab stands in the other at once, and a line being typed there is left."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.saved()
    other = rater.tab()
    other.go("Machine learning")
    line = other.skill("Machine learning").get_by_label(EVIDENCE)
    line.press_sequentially("Half a li")
    rater.rate("Machine learning", "High-value")
    expect(other.choice("Machine learning", "High-value")).to_be_checked()
    expect(line).to_have_value("Half a li")
    expect(line).to_be_focused()
    here = rater.skill("Machine learning").get_by_label(EVIDENCE)
    expect(here).to_have_value("Half a li")


def test_a_damaged_file_is_kept_under_another_name(somebody: Seat) -> None:
    """The form says what is wrong, offers ways on, and never writes over the file."""
    somebody.home.mkdir()
    file = somebody.home / "assessment.json"
    file.write_text('{"framework": "ai_eng')
    somebody.run(FORM)
    expect(somebody.form).to_contain_text("cannot be used and was left as it is")
    somebody.press("Start a new one; the file is kept under another name")
    somebody.rate("Machine learning", "Basic")
    somebody.saved()
    expect(somebody.status).to_contain_text("assessment.json")
    aside = somebody.home / "assessment.damaged-1.json"
    assert aside.read_text() == '{"framework": "ai_eng'
    somebody.run()
    expect(somebody.form).to_contain_text("1 of 16 rated")


def test_a_refused_line_stays_on_the_screen_with_the_reason(rater: Seat) -> None:
    """Nothing that was typed disappears because it could not be saved."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    line = rater.skill("Machine learning").get_by_label(EVIDENCE)
    line.fill("x" * 501)
    expect(rater.skill("Machine learning")).to_contain_text("501 characters; at most 500")
    expect(line).to_have_value("x" * 501)
    line.fill("Short enough")
    rater.saved()
    assert on_disk(rater).evidence == {"machine_learning": "Short enough"}


def test_a_copy_can_be_saved_without_a_kernel(rater: Seat) -> None:
    """The download holds what the screen shows, also what Python has not answered yet."""
    rater.start()
    rater.rate("Machine learning", "Strong")
    rater.saved()
    rater.light.kill()
    rater.rate("Data pipelines", "Basic")
    with rater.page.expect_download() as download:
        rater.press("Save a copy")
    copy = from_json(Path(download.value.path()).read_text())
    assert dict(copy.ratings) == {"machine_learning": 3, "data_pipelines": 1}
    assert copy.date is not None


# --- Kept elsewhere ----------------------------------------------------------------------------


def test_a_copy_is_downloaded_and_brought_back(own: Seat, tmp_path: Path) -> None:
    """What the browser saves is the file as it is now, and it restores the ratings elsewhere."""
    own.run(COPY)
    form = own.group("A copy of your assessment")
    newer = example_person().rate("leadership", 4)
    save(newer, own.home / "assessment.json")  # by another notebook
    with own.page.expect_download() as download:
        form.get_by_role("link", name="Save a copy").click()
    assert download.value.suggested_filename == "assessment-2026-09-01.json"
    copy = tmp_path / "copy.json"
    download.value.save_as(copy)
    assert load(copy) == newer
    (own.home / "assessment.json").unlink()
    form.get_by_label("Bring a copy back").set_input_files(copy)
    expect(form).to_contain_text("Restored 16 of 16 skills rated on 2026-09-01")
    assert load(own.home / "assessment.json") == newer


def test_what_is_here_is_replaced_only_when_the_person_says_so(own: Seat, tmp_path: Path) -> None:
    """The form asks, with the careful answer in focus, and keeps the version before."""
    own.run(COPY)
    form = own.group("A copy of your assessment")
    mine = load(own.home / "assessment.json")
    copy = tmp_path / "copy.json"
    copy.write_text(to_json(example_person()), "utf-8")
    form.get_by_label("Bring a copy back").set_input_files(copy)
    expect(form).to_contain_text("Between the two 1 rating differs.")
    expect(own.page.locator(":focus")).to_have_text("Keep what is here")
    own.keys("Enter")
    expect(form).to_contain_text("Nothing was changed.")
    assert load(own.home / "assessment.json") == mine
    form.get_by_label("Bring a copy back").set_input_files(copy)
    own.press("Put the file in its place", form)
    expect(form).to_contain_text("Restored")
    assert load(own.home / "assessment.json") == example_person()
    assert load(own.home / "assessment.previous.json") == mine


def test_a_bad_file_is_refused_on_the_page(own: Seat, tmp_path: Path) -> None:
    """Broken, foreign, hostile and giant files end in a sentence, and nothing runs or changes."""
    own.run(COPY)
    form = own.group("A copy of your assessment")
    before = (own.home / "assessment.json").read_text()
    hostile = json.dumps({"framework": '<img src=x onerror="window.ran=1">', "ratings": {}})
    for text, words in (
        ('{"framework": "ai_eng', "not JSON that skillkit can read"),
        ('{"cells": []}', "This is not an assessment"),
        (hostile, "<img src=x"),
        ('{"framework": "ai_engineer", "ratings": {"leadership": 9}}', "levels go from 0 to 4"),
        (" " * 1_000_001, "too large to be an assessment"),
    ):
        file = tmp_path / "file.json"
        file.write_text(text, "utf-8")
        form.get_by_label("Bring a copy back").set_input_files(file)
        expect(form).to_contain_text(f"Nothing was changed. {'' if words[0] != 't' else 'That'}")
        expect(form).to_contain_text(words)
    assert own.page.evaluate("window.ran") is None
    assert (own.home / "assessment.json").read_text() == before


def test_a_copy_can_be_saved_when_python_is_gone(own: Seat, tmp_path: Path) -> None:
    """Without an answer the link gives what it knows, and says how old that is."""
    own.run(COPY)
    own.light.kill()
    form = own.group("A copy of your assessment")
    with own.page.expect_download() as download:
        form.get_by_role("link", name="Save a copy").click()
        own.later(3)
    download.value.save_as(tmp_path / "copy.json")
    assert load(tmp_path / "copy.json") == load(own.home / "assessment.json")
    expect(form).to_contain_text("Python did not answer")


def test_a_code_is_shown_copied_and_restores_the_ratings(somebody: Seat) -> None:
    """The code follows each rating; typed into a fresh session it brings them back."""
    somebody.run(FORM, SHARE)
    share = somebody.group("Share code")
    expect(share).to_contain_text("Your share code shows here from your first rating on")
    somebody.start()
    somebody.rate("Machine learning", "Strong")
    mine = share.get_by_label("Your share code")
    expect(mine).to_have_value(re.compile("^SK1-"))
    first = mine.input_value()
    somebody.rate("Data pipelines", "Basic")
    expect(mine).not_to_have_value(first)
    expect(share).to_contain_text("Anyone with this code can read your ratings")
    code = mine.input_value()
    somebody.press("Copy", share)
    expect(share).to_contain_text(re.compile("Copied|Press Ctrl"))
    somebody.saved()
    shutil.rmtree(somebody.home)
    somebody.light.restart()
    somebody.run()
    share.get_by_label("I have a code").fill(code[:-1])
    somebody.press("Restore my ratings", share)
    expect(share).to_contain_text("The code is damaged")
    share.get_by_label("I have a code").fill("Ana: 3-1- ------ ------")
    somebody.press("Restore my ratings", share)
    expect(share).to_contain_text("The row holds ratings for 2 of 16 skills")
    somebody.press("Keep what is here", share)
    share.get_by_label("I have a code").fill(code.lower())
    somebody.press("Restore my ratings", share)
    expect(share).to_contain_text("The code holds ratings for 2 of 16 skills")
    assert not (somebody.home / "assessment.json").exists()
    somebody.press("Take these ratings", share)
    expect(share).to_contain_text("Restored 2 ratings")
    expect(somebody.form).to_contain_text("2 of 16 rated")
    eventually((somebody.home / "assessment.json").exists)
    saved = load(somebody.home / "assessment.json")
    assert dict(saved.ratings) == {"machine_learning": 3, "data_pipelines": 1}


# --- Words from people -------------------------------------------------------------------------


def test_text_from_a_person_is_never_run_as_markup(rater: Seat) -> None:
    """A line of evidence that looks like HTML is shown as it was typed."""
    hostile = '"><img src=x onerror="window.ran = 1"><script>window.ran = 1</script>&amp;'
    rater.start()
    for skill in rater.page.locator(".sk-form option").all_text_contents()[4:16]:
        rater.rate(skill, "Strong")
    rater.skill(skill).get_by_label(EVIDENCE).fill(hostile)
    rater.saved()
    rater.page.get_by_text("All ratings as a table").click()
    expect(rater.page.get_by_role("cell", name=hostile, exact=True)).to_be_visible()
    assert rater.page.evaluate("window.ran") is None
