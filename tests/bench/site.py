"""Site: the pages, and the notebooks in the browser, beside a lone slider on JupyterLite."""

from __future__ import annotations

import gzip
import math
import shutil
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Page, Playwright, sync_playwright

from skillkit.site.build import build
from skillkit.site.pyodide import VERSION
from tests.bench.cases import SLIDER
from tests.bench.document import put, table
from tests.bench.lite import build_stock
from tests.bench.measures import HEAD, Samples
from tests.bench.screen import CLICK
from tests.bench.visits import SITE
from tests.browser.person import ARGUMENTS
from tests.browser.site import REMEMBER, SESSIONS, Quiet
from tests.conftest import browser_path

FORM = (
    "() => document.querySelectorAll('.cell .skillkit').length === 1"
    " && !document.querySelector('.still')"
)
SLID = "() => document.querySelector('.jp-OutputArea-output [class*=widget-slider] .noUi-handle')"
LIVE = "() => document.querySelector('.jp-OutputArea-output style + .skillkit fieldset, "
LIVE += ".jp-OutputArea-output style + .skillkit button')"
TIMED = "async () => { const there = %s; while (!there()) await new Promise(requestAnimationFrame);"
TIMED += " return performance.now(); }"
NEXT = """async ([file, count]) => {
  const begin = performance.now();
  document.querySelector(`header li a[href="${file}.html"]`).click();
  const there = () =>
    document.querySelector(`main[data-page="${file}.html"]`) && !document.querySelector(".still") &&
    document.querySelectorAll(".cell .skillkit").length === count;
  while (!there()) await new Promise((done) => setTimeout(done, 2));
  return performance.now() - begin;
}"""
RADIO = "i => document.querySelectorAll('fieldset.sk-card:not([hidden]) input[type=radio]')"
RADIO += "[[0, 2, 4, 1, 3][i % 5]].click()"
CLICKS = 20
READING = 1500  # milliseconds that somebody is on a page before going on, in a great hurry


class Counted(Quiet):
    """A server that counts what it sends, compressed where it can be, as hosts do."""

    asked: ClassVar[list[tuple[float, int]]] = []  # when, and how many bytes

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, and count it."""
        self.asked.append((time.time(), _compressed(self.translate_path(self.path))))
        super().copyfile(source, outputfile)

    @classmethod
    def megabytes(cls, until: float = math.inf) -> float:
        """What was asked for before that time."""
        return sum(size for when, size in cls.asked if when < until) / 1e6


@cache
def _compressed(path: str) -> int:
    file = Path(path)
    content = file.read_bytes() if file.is_file() else b""
    return min(len(content), len(gzip.compress(content, 6)))


def site(root: Path, trials: int, only_print: bool) -> int:
    """Take all measures in turns, and write docs/performance.md."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = build(root / "notebooks", Path(folder) / "site", lab=True)
        (Path(folder) / "work").mkdir()
        build_stock(Path(folder) / "work", Path(folder) / "stock" / "lab")
        with served(pages) as ours, served(Path(folder) / "stock") as stock:
            for trial in range(trials):
                for measure in (_slider, _page, _notebook):
                    profile = Path(folder) / "profile"
                    measure(playwright, profile, stock if measure is _slider else ours, found)
                    shutil.rmtree(profile)
                print(f"visits: {trial + 1} of {trials}", flush=True)
    text = f"{_machine()}\n\n{table(HEAD, _rows(found))}"
    print(text)
    if not only_print:
        put(root / "docs" / "performance.md", "site", text)
    return 0


def _rows(found: dict[str, list[float]]) -> list[list[str]]:
    def samples(key: str, unit: str) -> Samples:
        return Samples(tuple(found[key]), unit)

    pairs = [
        (samples("page cold", "s"), samples("slider cold", "s")),
        (samples("page warm", "s"), samples("slider warm", "s")),
        (samples("notebook cold", "s"), samples("slider cold", "s")),
        (samples("notebook warm", "s"), samples("slider warm", "s")),
        (samples("page bytes", "MB"), samples("slider bytes", "MB")),
        (samples("page all bytes", "MB"), samples("slider bytes", "MB")),
        (samples("page click", "ms"), samples("slider click", "ms")),
        (samples("next cold", "ms"), samples("slider again", "ms")),
        (samples("next warm", "ms"), samples("slider again", "ms")),
        (samples("page memory", "MB"), samples("slider memory", "MB")),
    ]
    return [measure.row(*pair) for measure, pair in zip(SITE, pairs, strict=True)]


def _machine() -> str:
    lite = version("jupyterlite-core")
    return f"Measured in headless Chromium: Pyodide {VERSION}, JupyterLite {lite}."


# --- The three ---------------------------------------------------------------------------------


def _slider(at: Playwright, profile: Path, url: str, found: dict[str, list[float]]) -> None:
    """JupyterLite with a slider: for the first time, its clicks, and once more on another day."""
    address = f"{url}lab/notebooks/index.html?path=slider.ipynb"
    with browsed(at, profile) as page:
        Counted.asked.clear()
        found["slider cold"].append(_opened(page, address, SLID) / 1000)
        found["slider bytes"].append(_bytes_until(page, found["slider cold"][-1]))
        page.wait_for_timeout(READING)
        found["slider memory"].append(_memory(profile))
        for i in range(CLICKS):
            found["slider click"].append(page.evaluate(CLICK, [SLIDER.click, SLIDER.news, i]))
            page.wait_for_timeout(100)
    with browsed(at, profile) as page:
        taken = _opened(page, address, SLID)
        found["slider warm"].append(taken / 1000)
        found["slider again"].append(taken)


def _page(at: Playwright, profile: Path, url: str, found: dict[str, list[float]]) -> None:
    """The page of the form, its clicks and the other pages, and once more on another day."""
    with browsed(at, profile) as page:
        Counted.asked.clear()
        found["page cold"].append(_opened(page, f"{url}02_assessment.html", FORM) / 1000)
        found["page bytes"].append(_bytes_until(page, found["page cold"][-1]))
        page.wait_for_timeout(6 * READING)
        found["page memory"].append(_memory(profile))
        _rate(page, found)
        found["next cold"] += _all_pages(page)
        page.evaluate("async () => void await navigator.serviceWorker.ready")
        found["page all bytes"].append(Counted.megabytes())
        page.evaluate(REMEMBER)  # which the page does by itself after a while
    with browsed(at, profile) as page:
        found["page warm"].append(_opened(page, f"{url}02_assessment.html", FORM) / 1000)
        page.wait_for_timeout(2 * READING)
        found["next warm"] += _all_pages(page)


def _notebook(at: Playwright, profile: Path, url: str, found: dict[str, list[float]]) -> None:
    """The notebook of the form, for the first time and on another day."""
    address = f"{url}lab/notebooks/index.html?path=02_assessment.ipynb"
    for state in ("cold", "warm"):
        with browsed(at, profile) as page:
            found[f"notebook {state}"].append(_opened(page, address, LIVE) / 1000)
            page.wait_for_timeout(READING)


def _opened(page: Page, address: str, there: str) -> float:
    """Milliseconds from the beginning of the visit to the moment when that is there."""
    page.goto(address, wait_until="commit")
    return float(page.evaluate(TIMED % there))


def _bytes_until(page: Page, seconds: float) -> float:
    """Megabytes that were asked for in the first seconds of a visit."""
    return Counted.megabytes(page.evaluate("performance.timeOrigin") / 1000 + seconds)


def _rate(page: Page, found: dict[str, list[float]]) -> None:
    """Rate all, for a T, and then one skill up and down."""
    form = page.get_by_role("group", name="Assessment form").first
    form.get_by_role("button", name="Start my own assessment").click()
    form.get_by_role("button", name="Show all on one page").click()
    page.evaluate(
        "for (const card of document.querySelectorAll('fieldset.sk-card'))"
        " card.querySelectorAll('input[type=radio]')[3].click()"
    )
    page.wait_for_timeout(READING)
    for i in range(CLICKS):
        found["page click"].append(page.evaluate(CLICK, [RADIO, ".skillkit :has(> svg.sk-t)", i]))
        page.wait_for_timeout(100)


def _all_pages(page: Page) -> list[float]:
    """Milliseconds to each page from the one before it, by somebody who hardly looks."""
    taken = []
    for file, count in SESSIONS.items():
        taken.append(float(page.evaluate(NEXT, [file, count])))
        page.wait_for_timeout(READING)
    return taken


def _memory(profile: Path) -> float:
    """Megabytes that the tabs of a browser have, each page of memory shared out among its users."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_text()
            if "--type=renderer" in words and _ancestor(process, str(profile)):
                lines = (process / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue  # it has ended
    return total / 1000


def _ancestor(process: Path, profile: str) -> bool:
    """Whether a process descends from the browser with this profile."""
    while process.name != "0":
        if f"--user-data-dir={profile}" in (process / "cmdline").read_text():
            return True
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        process = process.with_name(parent)
        if parent in ("0", "1"):
            return False
    return False


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder at an address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counted, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browsed(at: Playwright, profile: Path) -> Iterator[Page]:
    """A browser with a profile of its own, which is kept for another day."""
    context = at.chromium.launch_persistent_context(
        profile,
        executable_path=browser_path(),
        args=list(ARGUMENTS),
        viewport={"width": 1100, "height": 1400},
    )
    try:
        yield context.pages[0]
    finally:
        context.close()
