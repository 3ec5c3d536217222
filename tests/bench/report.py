"""Report: takes all measures, one case after the other in turns, and writes the tables."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from skillkit.site.build import build
from tests.bench import cases, light
from tests.bench.cases import SLIDER, Case
from tests.bench.document import put, table
from tests.bench.measures import CLICKED, HEAD, SETUP, SIZES, STATES, Measure, Samples, measures
from tests.bench.screen import Screen
from tests.bench.setup import setup
from tests.browser.lab import Lab
from tests.browser.pages import App
from tests.browser.person import ARGUMENTS
from tests.browser.site import Served
from tests.browser.walk import STEPS, jupyterlab, lite, notebook7, site, voila, walk
from tests.conftest import browser_path

Found = dict[str, tuple[Samples, Samples]]  # what is measured: the kit, the baseline
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
WARMING = 3  # clicks before those that count
SLOW = 3  # the heavy baseline takes many seconds, so it has a third of the trials


def figures(root: Path, trials: int, only_print: bool) -> int:
    """Take all measures but those of the set-up, and write docs/performance.md."""
    found: Found = {}
    with tempfile.TemporaryDirectory() as empty, browsed(Path(empty)) as (lab, browser):
        for part in (displays, clicks):
            found |= part(lab, browser, trials)
    found |= imports(root, trials) | {"the largest saved notebook": light.largest_notebook(root)}
    text = f"{machine()}\n\n{table(HEAD, rows_of(measures(), found))}"
    return written(None if only_print else root / "docs" / "performance.md", "figures", text)


def setups(root: Path, trials: int, only_print: bool) -> int:
    """Measure the set-up, and write docs/performance.md."""
    text = table(HEAD, rows_of(SETUP, setup(root, trials)))
    return written(None if only_print else root / "docs" / "performance.md", "setup", text)


def written(path: Path | None, name: str, text: str) -> int:
    """Print a table, and put it into its page if there is one."""
    print(text)
    if path:
        put(path, name, text)
    return 0


def walks(root: Path, only_print: bool) -> int:
    """Walk in every front end and write docs/front-ends.md; 1 if a step goes wrong."""
    with tempfile.TemporaryDirectory() as empty, browsed(Path(empty)) as (lab, browser):
        lab.copy_notebooks()
        app = App(Path(empty), "--no-browser")
        served = Served(build(root / "notebooks", Path(empty) / "site", lab=True))
        try:
            ends = [jupyterlab(lab), notebook7(lab), voila(app), site(served), lite(served)]
            found = []
            for end in ends:
                lab.forget()
                found.append(walk(end, browser))
        finally:
            app.stop()
            served.stop()
    rows = [[step.words, *(walked[step.words] for walked in found)] for step in STEPS]
    text = table(["what a participant does", *(end.name for end in ends)], rows)
    written(None if only_print else root / "docs" / "front-ends.md", "walk", text)
    return int(any(word != "yes" for walked in found for word in walked.values()))


def rows_of(
    wanted: Sequence[Measure], found: Mapping[str, tuple[Samples, Samples]]
) -> list[list[str]]:
    """The rows of the table, in its order."""
    return [measure.row(*found[measure.what]) for measure in wanted]


def machine() -> str:
    """What was measured on, in words that fit any machine."""
    names = ("jupyterlab", "ipywidgets", "anywidget", "plotly")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Measured on {os.cpu_count()} cores in headless Chromium: {versions}."


@contextmanager
def browsed(folder: Path) -> Iterator[tuple[Lab, Browser]]:
    """A JupyterLab and a browser that finds no other host."""
    lab = Lab(folder / "notebooks", folder / "home")
    try:
        lab.wait()
        with sync_playwright() as playwright:
            words = [*ARGUMENTS, OFFLINE]
            browser = playwright.chromium.launch(executable_path=browser_path(), args=words)
            yield lab, browser
            browser.close()
    finally:
        lab.close()


def displays(lab: Lab, browser: Browser, trials: int) -> Found:
    """First displays, cold (new page, new kernel, imports) and warm (again in the same page)."""
    ours = {n: cases.kit(n, lab.folder) for n in SIZES}
    usual = {n: cases.figure(n) for n in SIZES}
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    context = browser.new_context(viewport={"width": 1100, "height": 1400})
    for trial in range(trials):
        heavy = usual.values() if trial % SLOW == 0 else ()
        for case in (SLIDER, cases.WORD, *ours.values(), *heavy):
            screen = Screen(context.new_page()).open(lab, case)
            seen[case.name, "cold"].append(screen.display(case))
            seen[case.name, "bytes"].append(screen.bytes() / 1000)
            seen[case.name, "models"].append(screen.count("comm_open"))
            seen[case.name, "warm"].append(screen.display(case))
            screen.page.close()
        print(f"first displays: {trial + 1} of {trials}", flush=True)
    context.close()

    def samples(case: Case, what: str, unit: str = "ms") -> Samples:
        return Samples(tuple(seen[case.name, what]), unit)

    found: Found = {}
    for state in STATES:
        word = samples(cases.WORD, state)
        found[f"for comparison: one word by anywidget, {state}"] = (word, samples(SLIDER, state))
    for n in SIZES:
        kit, figure = ours[n], usual[n]
        for state in STATES:
            mine = samples(kit, state)
            found[f"first display, {n} skills, {state}"] = (mine, samples(SLIDER, state))
            other = f"the same, {n} skills, {state}, other baseline"
            found[other] = (mine, samples(figure, state))
        for what, key, unit in (
            (f"bytes of a first display, {n} skills", "bytes", "kB"),
            (f"widget models of form and T, {n} skills", "models", ""),
        ):
            found[what] = (samples(kit, key, unit), samples(figure, key, unit))
    return found


def clicks(lab: Lab, browser: Browser, trials: int) -> Found:
    """Clicks in the form and steps of a slider in turns on one page; then the usual way alone."""
    found: Found = {}
    context = browser.new_context(viewport={"width": 1100, "height": 1400})
    for n in CLICKED:
        mine, figure = cases.kit(n, lab.folder), cases.figure(n)
        kit, slider = in_turns(
            Screen(context.new_page()).open(lab, mine, SLIDER), trials, mine, SLIDER
        )
        (usual,) = in_turns(
            Screen(context.new_page()).open(lab, figure), max(2, trials // SLOW), figure
        )
        found[f"click to new T, {n} skills"] = (kit["time"], slider["time"])
        found[f"bytes of a click, {n} skills"] = (kit["bytes"], usual["bytes"])
        found[f"comm messages of a click, {n} skills"] = (kit["messages"], usual["messages"])
        print(f"clicks with {n} skills", flush=True)
    context.close()
    return found


def in_turns(screen: Screen, trials: int, *shown: Case) -> list[dict[str, Samples]]:
    """Clicks on each of the cases on a page, one after the other: times, bytes and messages."""
    for cell, case in enumerate(shown):
        screen.display(case, cell)
    counts: dict[str, Callable[[], float]] = {
        "bytes": lambda: screen.bytes() / 1000,
        "messages": lambda: screen.count("comm_msg"),
    }
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for i in range(WARMING + trials):
        for case in shown:
            taken = screen.click(case, i)
            if i >= WARMING:
                seen[case.name, "time"].append(taken)
                for what, count in counts.items():
                    seen[case.name, what].append(count())
    screen.page.close()
    units = {"time": "ms", "bytes": "kB", "messages": ""}
    return [
        {what: Samples(tuple(seen[case.name, what]), unit) for what, unit in units.items()}
        for case in shown
    ]


def imports(root: Path, trials: int) -> Found:
    """Each import against that of ipywidgets."""
    taken = dict(light.imports(root, trials))
    baseline = taken.pop("`import ipywidgets`")
    return {what: (kit, baseline) for what, kit in taken.items()}
