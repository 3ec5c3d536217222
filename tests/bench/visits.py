"""Visits: what is measured of the site, and against what."""

from tests.bench.measures import Measure

LITE = "a lone slider on JupyterLite"
SITE = (
    Measure("the page: first form, cold", LITE, 0.35),
    Measure("the page: first form, on a later visit", LITE, 0.25),
    Measure("the notebook in the browser: first form, cold", LITE, 1.05),
    Measure("the notebook in the browser: first form, on a later visit", LITE, 1.05),
    Measure("bytes until the first form, compressed", LITE, own=6),
    Measure("bytes of the whole first visit, with what is kept for later", LITE),
    Measure("the page: click to new T", LITE, by="p95", own=100),
    Measure("the next session's page, on a first visit", f"{LITE}, opened again", own=150),
    Measure("the next session's page, on a later visit", f"{LITE}, opened again", own=150),
    Measure("memory of the tab with the form", LITE),
)
