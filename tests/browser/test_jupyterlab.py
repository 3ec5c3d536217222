"""What only JupyterLab can show: its keys, its stored outputs, its kernels that end or are busy."""

import os
import signal
from collections.abc import Callable

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from skillkit.assessment.file import load
from tests.browser.lab import Desk, Lab
from tests.browser.person import eventually
from tests.browser.walk import NOTEBOOK_7, FrontEnd, jupyterlab, visit

pytestmark = pytest.mark.browser
FRONT_ENDS = [pytest.param(jupyterlab, id="lab"), NOTEBOOK_7]

FORM = (
    "import os, pathlib\npathlib.Path('pid').write_text(str(os.getpid()))\n"
    "from skillkit import AssessmentForm, ProfileView\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
    "import time\ntime.sleep(4)",
)
STUDY = "from skillkit import CaseStudyForm\nCaseStudyForm()"


@pytest.fixture
def rater(person: Desk, lab: Lab) -> Desk:
    """Somebody who has rated one skill, in a notebook that is saved."""
    person.open(lab.write("form.ipynb", *FORM)).run(2)
    person.start()
    person.rate("Machine learning", "Strong")
    person.saved()
    person.save_notebook()
    return person


def ratings(lab: Lab) -> dict[str, object]:
    """The ratings on the disk."""
    return dict(load(lab.home / "assessment.json").ratings)


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_no_key_reaches_the_notebook_before_escape(
    front_end: Callable[[Lab], FrontEnd], lab: Lab, browser: Browser
) -> None:
    """From every kind of control, letters and arrows add, cut and turn no cell into text."""
    lab.forget()
    name = lab.write("keys.ipynb", *FORM[:2], STUDY)
    with visit(front_end(lab), browser) as person:
        person.open(name)
        person.start()
        card, study = person.skill("Machine learning"), person.group("Your case study")
        person.rate("Machine learning", "Strong")
        before = person.cell_types()
        controls: tuple[Locator, ...] = (
            person.choice("Machine learning", "Strong"),
            card.get_by_label("One line of evidence"),
            card.get_by_label("I want to grow here"),
            card.get_by_label("How sure are you?"),
            person.form.get_by_role("button", name="Next"),
            study.get_by_label("Problem"),
            person.page.get_by_text("All ratings as a table"),
        )
        for control in controls:
            control.focus()
            person.keys(*"abmxddz", "Home", "Control+a", "Backspace")
            expect(control).to_be_focused()
            person.keys("ArrowUp", "ArrowDown")
            assert person.cell_types() == before
        person.form.get_by_role("radio").first.focus()
        person.keys("Escape")
        expect(person.page.locator(".jp-Cell:focus")).to_have_count(1)
        assert person.trouble == []


def test_a_reload_keeps_everything_and_a_second_tab_shows_it(rater: Desk, lab: Lab) -> None:
    """Outputs come to life again, a line typed just before is sent, and a second tab shows all.

    Then clicks while a cell is running are answered.
    """
    line = rater.skill("Machine learning").get_by_label("One line of evidence")
    line.press_sequentially("Half a li", delay=1)
    rater.reload().go("Machine learning")
    expect(rater.choice("Machine learning", "Strong")).to_be_checked()
    expect(line).to_have_value("Half a li")
    eventually(lambda: dict(load(lab.home / "assessment.json").evidence) != {})
    expect(rater.page.get_by_text("Rate 11 more skills to see your shape").first).to_be_visible()
    other = Desk(lab, rater.page.context.new_page()).open("form.ipynb")
    other.go("Machine learning")
    rater.rate("Machine learning", "High-value")
    expect(other.choice("Machine learning", "High-value")).to_be_checked()
    other.page.close()
    click_while_a_cell_runs(rater)
    eventually(lambda: list(ratings(lab).values()) == [(i * 3) % 5 for i in range(64, 80)])


def click_while_a_cell_runs(rater: Desk) -> None:
    """Click eighty times during a busy cell; all ends as it would have ended one by one."""
    rater.press("Show all on one page")
    rater.page.locator(".jp-CodeCell .jp-InputArea-editor").nth(2).click()
    rater.keys("Shift+Enter")
    rater.page.evaluate(
        """async () => {
          const cards = [...document.querySelectorAll(".sk-form fieldset.sk-card")];
          for (let i = 0; i < 80; i++) {
            cards[i % 16].querySelectorAll("input[type=radio]")[(i * 3) % 5].click();
            await new Promise(done => setTimeout(done, 20));
          }
        }"""
    )
    rater.saved()
    rater.idle()


def test_a_kernel_that_ends_loses_nothing_in_silence(rater: Desk, lab: Lab) -> None:
    """The form says that Python does not answer, keeps the click, and offers it again.

    After a restart, and after kill -9 and JupyterLab's own new kernel.
    """
    rater.restart_kernel()
    rater.rate("Data pipelines", "Basic")
    expect(rater.status).to_contain_text(
        "Python is not answering. Your last change is kept in this browser."
    )
    assert ratings(lab) == {"machine_learning": 3}
    rater.run(2)
    expect(rater.form).to_contain_text("1 of 16 rated")  # offered, not put back in silence
    rater.press("Put them back")
    eventually(lambda: ratings(lab) == {"machine_learning": 3, "data_pipelines": 1})
    rater.saved()
    rater.go("Data pipelines")
    os.kill(int((lab.folder / "pid").read_text()), signal.SIGKILL)
    # JupyterLab's own dialog may already be over it, where a mouse would not reach it.
    rater.choice("Data pipelines", "Working").dispatch_event("click")
    expect(rater.status).to_contain_text("Python is not answering")
    rater.page.get_by_role("dialog").get_by_role("button").first.click()
    rater.idle().run(2)
    assert ratings(lab) == {"machine_learning": 3, "data_pipelines": 1}
    rater.press("Put them back")
    eventually(lambda: ratings(lab) == {"machine_learning": 3, "data_pipelines": 2})
    rater.trouble.clear()  # JupyterLab speaks of the dead kernel


# A page whose focus is nowhere, until its kernel has something to do.
DROPPED = """
const timer = setInterval(() => {
  document.activeElement?.blur?.();
  if (document.querySelector('[data-status="busy"]')) clearInterval(timer);
}, 5);
"""


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_a_page_that_has_run_by_itself_takes_keys(
    front_end: Callable[[Lab], FrontEnd], lab: Lab, browser: Browser
) -> None:
    """Whatever dropped the focus on the way, the first cell has it in the end."""
    lab.forget()
    lab.copy_notebooks()
    with visit(front_end(lab), browser) as person:
        person.page.add_init_script(DROPPED)
        person.open("02_assessment.ipynb", run=False)
        expect(person.page.locator(".jp-Cell:focus")).to_have_count(1)
        assert person.trouble == []


WAITS = """import pathlib, time
pathlib.Path("begun").touch()
while not pathlib.Path("go").exists():
    time.sleep(0.05)"""
LIVE = """() => [...window.jupyterapp?.shell.currentWidget?.content?.model?.cells ?? []].some(
  ({ outputs }) =>
    outputs?.length && "application/vnd.jupyter.widget-view+json" in outputs.get(0).data
)"""


def test_a_cell_that_a_hand_emptied_while_the_page_ran_shows_again(lab: Lab, person: Desk) -> None:
    """What was there before the page ran by itself is there when it has run."""
    lab.copy_notebooks()
    file = lab.folder / "02_assessment.ipynb"
    notebook = nbformat.read(file, 4)
    notebook.cells.append(nbformat.v4.new_code_cell(WAITS))
    nbformat.write(notebook, file)
    person.page.goto(lab.url(f"doc/tree/{file.name}") + "&reset")
    person.page.wait_for_function(LIVE)
    eventually((lab.folder / "begun").exists)  # and the last cell goes on running
    person.command("notebook:clear-all-cell-outputs")
    person.page.wait_for_function(f"() => !({LIVE})()")
    (lab.folder / "go").touch()
    expect(person.form).to_be_visible()


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
