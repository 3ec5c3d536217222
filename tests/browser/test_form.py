"""The assessment form as people use it, in a real JupyterLab."""

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

from skillkit.assessment.file import from_json, load
from tests.browser.lab import Desk, Lab, eventually

FORM = (
    "from skillkit.widgets import AssessmentForm, ProfileView\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
)
pytestmark = pytest.mark.browser


def ratings(lab: Lab) -> dict[str, object]:
    """The ratings on the disk."""
    return dict(load(lab.home / "assessment.json").ratings)


def test_a_rating_by_mouse_is_on_the_disk_when_the_screen_says_so(
    form_page: Desk, lab: Lab
) -> None:
    """A click on a sentence saves it, says where, and the picture below follows."""
    form_page.start()
    assert not lab.home.exists()  # nothing is written before the first rating
    form_page.skill("Machine learning").get_by_text("showing where each of them fails").click()
    form_page.saved()
    assert ratings(lab) == {"machine_learning": 3}
    expect(form_page.status).to_contain_text(re.compile(r"Saved \d\d:\d\d in .*assessment\.json"))
    expect(form_page.page.get_by_text("Rate 11 more skills to see your shape")).to_be_visible()


def test_the_example_can_be_looked_at_but_not_changed(form_page: Desk, lab: Lab) -> None:
    """Nobody rates over the example by mistake, and a quick framework is one choice away."""
    expect(form_page.choice("Machine learning", "Basic")).to_be_checked()
    expect(form_page.choice("Machine learning", "Strong")).to_be_disabled()
    form_page.form.get_by_role("radio", name=re.compile("the article")).check()
    form_page.press("Start my own assessment")
    expect(form_page.form).to_contain_text("0 of 6 rated, 6 left")
    expect(form_page.page.get_by_text("Rate 5 more skills to see your shape")).to_be_visible()
    assert not lab.home.exists()


def test_the_keyboard_alone_rates_and_leaves_the_notebook_as_it_was(
    form_page: Desk, lab: Lab
) -> None:
    """Arrows, Enter, Tab and letters stay in the form; the notebook keeps its cells."""
    form_page.start()
    before = form_page.cells()
    press = form_page.page.keyboard.press
    for _ in range(2):
        press("ArrowDown")
    for key in ("a", "b", "m", "x", "d", "d", "z", "Control+Backspace", "Enter"):
        press(key)
    press("Space")
    for _ in range(3):
        press("ArrowDown")
    press("Tab")
    form_page.page.keyboard.type("a bm: ")
    form_page.saved()
    eventually(lambda: bool(load(lab.home / "assessment.json").evidence))
    form_page.page.keyboard.type("dd x")  # the blank typed before the save is still there
    press("Control+Backspace")
    press("Tab")
    press("Space")
    form_page.saved()
    eventually(lambda: bool(load(lab.home / "assessment.json").interest))
    saved = load(lab.home / "assessment.json")
    assert saved.ratings == {"machine_learning": 2, "software_engineering": 3}
    assert saved.evidence == {"software_engineering": "a bm: dd"}
    assert saved.interest == {"software_engineering": ("grow",)}
    assert form_page.cells() == before


def test_every_skill_can_be_rated_with_arrows_and_enter(form_page: Desk, lab: Lab) -> None:
    """Sixteen times Space and Enter lead from the first card to the last and to the T."""
    form_page.start()
    for _ in range(16):
        form_page.page.keyboard.press("Space")
        form_page.page.keyboard.press("Enter")
    expect(form_page.form).to_contain_text("16 of 16 rated, none left")
    expect(form_page.form).to_contain_text("Every skill is rated")
    form_page.saved()
    eventually(lambda: len(ratings(lab)) == 16)
    assert set(ratings(lab).values()) == {0}


def test_a_rating_can_be_cleared_and_its_evidence_stays(form_page: Desk, lab: Lab) -> None:
    """Cleared means unrated; what was typed is not thrown away, and the focus stays."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.skill("Machine learning").get_by_label("One line of evidence").fill("The report")
    form_page.press("Clear this rating")
    eventually(lambda: ratings(lab) == {})
    assert load(lab.home / "assessment.json").evidence == {"machine_learning": "The report"}
    assert form_page.page.evaluate("document.activeElement.textContent") == "Clear this rating"
    expect(form_page.form).to_contain_text("0 of 16 rated, 16 left")


def test_saving_moves_no_focus_and_does_not_chatter(form_page: Desk) -> None:
    """Ten ratings in a row change the spoken line twice at most, and never the focus."""
    form_page.start()
    form_page.page.evaluate(
        "() => { window.said = 0; new MutationObserver(list => (window.said += list.length))"
        ".observe(document.querySelector('.skillkit [role=status]'),"
        " {childList: true, characterData: true, subtree: true}); }"
    )
    for i in range(10):
        form_page.page.keyboard.press("ArrowDown" if i < 5 else "ArrowUp")
        form_page.page.wait_for_timeout(60)
        assert form_page.page.evaluate("document.activeElement.type") == "radio"
    form_page.saved()
    assert form_page.page.evaluate("window.said") <= 2


def test_a_reload_keeps_everything_even_an_unsent_line(form_page: Desk, lab: Lab) -> None:
    """The page comes back with the ratings, and a line typed just before is sent after all."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    form_page.save_notebook()
    line = form_page.skill("Machine learning").get_by_label("One line of evidence")
    line.press_sequentially("Half a li", delay=1)
    form_page.page.reload()
    form_page.idle()
    form_page.go("Machine learning")
    expect(form_page.choice("Machine learning", "Strong")).to_be_checked()
    expect(line).to_have_value("Half a li")
    eventually(lambda: dict(load(lab.home / "assessment.json").evidence) != {})
    expect(form_page.page.get_by_text("Rate 11 more skills to see your shape")).to_be_visible()


def test_after_a_restart_of_the_kernel_nothing_is_lost_in_silence(
    form_page: Desk, lab: Lab
) -> None:
    """The form says that Python does not answer, keeps the clicks, and offers them again."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    form_page.restart_kernel()
    form_page.rate("Data pipelines", "Basic")
    form_page.rate("System design", "Not applicable")
    expect(form_page.status).to_contain_text(
        "Python is not answering. Your last 2 changes are kept in this browser."
    )
    assert ratings(lab) == {"machine_learning": 3}
    form_page.run(3)
    expect(form_page.form).to_contain_text("1 of 16 rated")  # offered, not put back in silence
    expect(form_page.form).to_contain_text("Data pipelines (Basic), System design (not applicable)")
    form_page.press("Put them back")
    form_page.saved()
    expect(form_page.form).to_contain_text("2 of 16 rated, 1 not applicable, 13 left")
    eventually(lambda: len(ratings(lab)) == 3)
    assert ratings(lab) == {"machine_learning": 3, "data_pipelines": 1, "system_design": "na"}


def test_a_draft_from_before_the_first_save_comes_back_too(form_page: Desk, lab: Lab) -> None:
    """Ratings that no file ever had are put back into an own assessment, not into the example."""
    form_page.form.get_by_role("radio", name=re.compile("the article")).check()
    form_page.press("Start my own assessment")
    expect(form_page.form).to_contain_text("0 of 6 rated")
    form_page.restart_kernel()
    form_page.rate("Leadership", "Not applicable")
    expect(form_page.status).to_contain_text("Your last change is kept in this browser.")
    form_page.run(3)
    form_page.press("Put them back")
    form_page.saved()
    expect(form_page.form).to_contain_text("0 of 6 rated, 1 not applicable, 5 left")
    expect(form_page.form.get_by_role("button", name="Put them back")).to_have_count(0)
    assert ratings(lab) == {"leadership": "na"}


def test_a_change_that_never_arrived_is_sent_again_after_a_reload(person: Desk, lab: Lab) -> None:
    """The kernel still lives, so the same tab simply goes on; nobody has to be asked."""
    lost = [True]

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda m: None if lost[0] and b'"change"' in m else server.send(m))

    person.page.route_web_socket(re.compile("/channels"), pass_on)
    person.open(lab.write("lost.ipynb", FORM[0])).run()
    person.start()
    person.rate("Machine learning", "Strong")
    expect(person.status).to_contain_text("Python is not answering")
    assert not lab.home.exists()
    person.save_notebook()
    lost[0] = False
    person.page.reload()
    expect(person.form).to_contain_text("1 of 16 rated")
    person.saved()
    assert ratings(lab) == {"machine_learning": 3}


def test_everything_fits_a_small_screen_and_a_thumb(form_page: Desk) -> None:
    """At 400 pixels nothing hangs over the edge; what can be pressed is 24 pixels high."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.page.set_viewport_size({"width": 400, "height": 1400})
    for root in form_page.page.locator(".skillkit").all():
        assert root.evaluate("node => node.scrollWidth <= node.clientWidth")
    targets = form_page.form.locator("button:visible, select:visible, label:visible")
    assert min(box["height"] for t in targets.all() if (box := t.bounding_box())) >= 24


def test_a_draft_can_be_discarded_for_good(form_page: Desk, lab: Lab) -> None:
    """What somebody does not want back is not offered a second time."""
    form_page.start()
    form_page.restart_kernel()
    form_page.rate("Machine learning", "Strong")
    expect(form_page.status).to_contain_text("Python is not answering")
    form_page.run(3)
    expect(form_page.form).to_contain_text("no file has: Machine learning (Strong)")
    form_page.press("Discard them")
    form_page.run(3)
    expect(form_page.form).to_contain_text("This is an example")
    expect(form_page.form.get_by_role("button", name="Put them back")).to_have_count(0)
    assert not lab.home.exists()


def test_a_killed_kernel_loses_nothing_that_was_called_saved(form_page: Desk, lab: Lab) -> None:
    """After kill -9 the file holds every confirmed rating, and the browser the others."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    form_page.rate("Machine learning", "Working")
    eventually(lambda: ratings(lab) == {"machine_learning": 2})
    os.kill(int((lab.folder / "pid").read_text()), signal.SIGKILL)
    form_page.rate("Data pipelines", "Working")
    expect(form_page.status).to_contain_text("Python is not answering")
    form_page.page.get_by_role("dialog").get_by_role("button").first.click()
    form_page.idle()
    form_page.run(3)
    assert ratings(lab) == {"machine_learning": 2}
    form_page.press("Put them back")
    eventually(lambda: ratings(lab) == {"machine_learning": 2, "data_pipelines": 2})
    form_page.trouble.clear()  # JupyterLab speaks of the dead kernel


def test_two_notebooks_on_one_file_lose_nothing(form_page: Desk, lab: Lab) -> None:
    """Each save takes up what the other notebook saved, on the disk and on the screen."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    lab.write("other.ipynb", *FORM)
    other = Desk(lab, form_page.page.context.new_page()).open("other.ipynb")
    other.run(2)
    other.rate("Data pipelines", "Working")
    other.saved()
    form_page.rate("System design", "Basic")
    form_page.saved()
    expect(form_page.form).to_contain_text("3 of 16 rated")
    expect(form_page.page.get_by_text("Rate 9 more skills to see your shape")).to_be_visible()
    assert ratings(lab) == {"machine_learning": 3, "data_pipelines": 2, "system_design": 1}
    assert other.trouble == []


def test_two_tabs_on_one_kernel_show_the_same(form_page: Desk, lab: Lab) -> None:
    """A rating in one tab stands in the other at once, and a line being typed there is left."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    form_page.save_notebook()
    other = Desk(lab, form_page.page.context.new_page()).open("form.ipynb")
    other.go("Machine learning")
    line = other.skill("Machine learning").get_by_label("One line of evidence")
    line.press_sequentially("Half a li")
    form_page.rate("Machine learning", "High-value")
    expect(other.choice("Machine learning", "High-value")).to_be_checked()
    expect(line).to_have_value("Half a li")
    expect(line).to_be_focused()
    here = form_page.skill("Machine learning").get_by_label("One line of evidence")
    expect(here).to_have_value("Half a li")
    assert other.trouble == []


def test_fast_clicks_while_a_cell_is_running_all_arrive(form_page: Desk, lab: Lab) -> None:
    """Twenty clicks a second during a busy cell end as they would have ended one by one."""
    form_page.start()
    form_page.press("Show all on one page")
    form_page.page.locator(".jp-CodeCell .jp-InputArea-editor").nth(3).click()
    form_page.page.keyboard.press("Shift+Enter")
    form_page.page.evaluate(
        """async () => {
          const cards = [...document.querySelectorAll(".sk-form fieldset.sk-card")];
          for (let i = 0; i < 80; i++) {
            cards[i % 16].querySelectorAll("input[type=radio]")[(i * 3) % 5].click();
            await new Promise(done => setTimeout(done, 50));
          }
        }"""
    )
    form_page.saved()
    eventually(lambda: len(ratings(lab)) == 16)
    eventually(lambda: list(ratings(lab).values()) == [(i * 3) % 5 for i in range(64, 80)])


# anywidget gives a model up after two seconds; here after none.
GIVEN_UP = (
    "const usual = AbortSignal.timeout.bind(AbortSignal);"
    "AbortSignal.timeout = (ms) => usual(ms === 2000 ? 0 : ms);"
)


def test_a_page_that_is_slow_to_open_hears_python_all_the_same(person: Desk, lab: Lab) -> None:
    """Form and view go on as ever where anywidget has stopped waiting for them."""
    given_up: list[str] = []
    person.page.on("pageerror", lambda error: given_up.append(str(error)))
    person.page.add_init_script(GIVEN_UP)
    person.open(lab.write("slow.ipynb", *FORM[:2])).run(2)
    person.start()
    person.rate("Machine learning", "Strong")
    person.saved()
    expect(person.page.locator(".sk-profile")).to_contain_text("Rate 11 more skills")
    assert sum("Failed to initialize model" in error for error in given_up) == 2


def test_a_damaged_file_is_left_alone_and_a_new_one_goes_beside_it(person: Desk, lab: Lab) -> None:
    """The form says what is wrong, offers ways on, and never writes over the file."""
    lab.forget()
    lab.home.mkdir()
    (lab.home / "assessment.json").write_text('{"framework": "ai_eng')
    lab.write("damaged.ipynb", "from skillkit.widgets import AssessmentForm\nAssessmentForm.load()")
    person.open("damaged.ipynb").run(1)
    expect(person.form).to_contain_text("cannot be used and was left as it is")
    person.press("Start a new file beside it")
    person.rate("Machine learning", "Basic")
    person.saved()
    expect(person.status).to_contain_text("assessment-2.json")
    assert (lab.home / "assessment.json").read_text() == '{"framework": "ai_eng'
    person.run(1)
    expect(person.form).to_contain_text("1 of 16 rated")


def test_a_refused_line_stays_on_the_screen_with_the_reason(form_page: Desk, lab: Lab) -> None:
    """Nothing that was typed disappears because it could not be saved."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    line = form_page.skill("Machine learning").get_by_label("One line of evidence")
    line.fill("x" * 501)
    expect(form_page.skill("Machine learning")).to_contain_text("501 characters; at most 500")
    expect(line).to_have_value("x" * 501)
    line.fill("Short enough")
    form_page.saved()
    eventually(lambda: load(lab.home / "assessment.json").evidence != {})
    assert load(lab.home / "assessment.json").evidence == {"machine_learning": "Short enough"}


def test_text_from_a_person_is_never_run_as_markup(form_page: Desk, lab: Lab) -> None:
    """A line of evidence that looks like HTML is shown as it was typed."""
    hostile = '"><img src=x onerror="window.ran = 1"><script>window.ran = 1</script>&amp;'
    form_page.start()
    for skill in form_page.page.locator(".sk-form option").all_text_contents()[4:16]:
        form_page.rate(skill, "Strong")
    form_page.skill(skill).get_by_label("One line of evidence").fill(hostile)
    eventually(lambda: dict(load(lab.home / "assessment.json").evidence) != {})
    form_page.page.get_by_text("All ratings as a table").click()
    expect(form_page.page.get_by_role("cell", name=hostile, exact=True)).to_be_visible()
    assert form_page.page.evaluate("window.ran") is None


def test_a_copy_can_be_saved_without_a_kernel(form_page: Desk, tmp_path: Path) -> None:
    """The download holds what the screen shows, also what Python has not answered yet."""
    form_page.start()
    form_page.rate("Machine learning", "Strong")
    form_page.saved()
    form_page.restart_kernel()
    form_page.rate("Data pipelines", "Basic")
    with form_page.page.expect_download() as download:
        form_page.press("Save a copy")
    copy = from_json(Path(download.value.path()).read_text())
    assert dict(copy.ratings) == {"machine_learning": 3, "data_pipelines": 1}
    assert copy.date is not None


def test_the_notebooks_show_form_and_t_without_an_error(person: Desk, lab: Lab) -> None:
    """Run from top to bottom in JupyterLab, each notebook draws its picture."""
    lab.copy_notebooks()
    for name in ("02_assessment.ipynb", "03_profile.ipynb"):
        person.open(name)
        person.command("notebook:run-all-cells")
        expect(person.form).to_contain_text("16 of 16 rated")
        expect(person.page.locator("svg.sk-t:visible").first).to_be_visible()
    person.idle()


def test_the_view_follows_and_keeps_what_is_folded_open(form_page: Desk) -> None:
    """The table stays open and changes in place while ratings change."""
    form_page.start()
    form_page.page.get_by_text("All ratings as a table").click()
    form_page.rate("Machine learning", "Strong")
    row = form_page.page.get_by_role("row", name=re.compile("^Machine learning"))
    expect(row).to_contain_text("Strong")
    form_page.rate("Machine learning", "Working")
    expect(row).to_contain_text("Working")


def test_escape_leads_out_of_the_form_to_its_cell(form_page: Desk) -> None:
    """After Escape the notebook has the keys again, and the next cell can be reached."""
    form_page.start()
    form_page.form.get_by_role("radio").first.focus()
    form_page.page.keyboard.press("Escape")
    form_page.page.wait_for_function("() => document.activeElement.classList.contains('jp-Cell')")
