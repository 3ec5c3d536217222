"""Cases: the cells that are compared, and what is on the page once each is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from skillkit.assessment import Assessment
from skillkit.assessment.file import save
from skillkit.framework.file import load_framework
from tests.vectors import framework_text


@dataclass(frozen=True, slots=True)
class Case:
    """A cell; what has to be visible (selector, how many); a click, and where its news shows."""

    name: str
    cell: str
    shown: tuple[tuple[str, int], ...]
    click: str = ""
    news: str = ""


SLIDER = Case(
    "slider",
    "import ipywidgets\n"
    "slider = ipywidgets.IntSlider(description='0')\n"
    "slider.observe(lambda change: setattr(slider, 'description', str(change.new)), 'value')\n"
    "slider",
    (("[class*=widget-slider] .noUi-handle", 1),),
    "i => document.querySelector('.noUi-handle').dispatchEvent("
    "new KeyboardEvent('keydown', {key: i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft'}))",
    "[class*=widget-slider] .widget-label",
)

WORD = Case(
    "word",
    "import anywidget\n"
    "class Word(anywidget.AnyWidget):\n"
    "    _esm = 'export default {render({el}) { el.innerHTML = \"<p class=word>Word</p>\" }}'\n"
    "Word()",
    ((".word", 1),),
)

# Each level differs from the one before it, so that every click changes something.
RADIO = "{nodes}[[0, 2, 4, 1, 3][i % 5]].click()"


def kit(size: int, folder: Path) -> Case:
    """The form over a framework with `size` skills, all rated, and the T that follows it.

    A copy of the card for each run, as one kernel shows one form for a file. The form opens as it
    does for people: with one skill at a time.
    """
    (folder / f"{size}.toml").write_text(framework_text(size), encoding="utf-8")
    framework = load_framework(folder / f"{size}.toml")
    rated = Assessment(framework, None, {skill.id: 3 for skill in framework.skills})
    save(rated, folder / f"{size}.json")
    return Case(
        f"kit-{size}",
        "import shutil, time\n"
        "from skillkit import AssessmentForm, ProfileView\n"
        f"copy = shutil.copy('{size}.json', f'{{time.time_ns()}}.json')\n"
        f"form = AssessmentForm.load(copy, '{size}.toml')\n"
        "display(form, ProfileView(form))",
        ((".skillkit fieldset.sk-card", 1), (".skillkit svg.sk-t", 1)),
        "i => "
        + RADIO.format(
            nodes="document.querySelectorAll('fieldset.sk-card:not([hidden]) input[type=radio]')"
        ),
        ".skillkit svg.sk-t",
    )


def figure(size: int) -> Case:
    """The usual way: one RadioButtons a skill, and a FigureWidget with one bar a skill."""
    return Case(
        f"figure-{size}",
        "import ipywidgets, plotly.graph_objects\n"
        f"skills = [f'Skill {{i}}' for i in range({size})]\n"
        "radios = [ipywidgets.RadioButtons(description=skill, value=3, "
        "options=[(f'{skill}, step {level}', level) for level in range(5)]) for skill in skills]\n"
        "bars = plotly.graph_objects.Bar(x=skills, y=[radio.value for radio in radios])\n"
        "picture = plotly.graph_objects.FigureWidget(bars)\n"
        "def draw(_):\n"
        "    picture.data[0].y = [radio.value for radio in radios]\n"
        "for radio in radios:\n"
        "    radio.observe(draw, 'value')\n"
        "ipywidgets.VBox([*radios, picture])",
        (("[class*=widget-radio] input", 5 * size), (".js-plotly-plot .bars path", size)),
        "i => " + RADIO.format(nodes="document.querySelectorAll('[class*=widget-radio] input')"),
        ".js-plotly-plot",
    )
