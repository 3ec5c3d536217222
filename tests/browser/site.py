"""The built site on Python's own server, and somebody who visits it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.person import Person, patient

SESSIONS = {  # how many forms and views there are on each page
    "00_start": 2,
    "01_framework": 2,
    "02_assessment": 1,
    "03_profile": 4,
    "04_team": 2,
    "05_plan": 3,
    "06_progress": 7,
}
OPENED = """async () => {
  const answer = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const name = `skillkit ${new URL("./", location.href).pathname}`;
  const base = await answer(indexedDB.open(name));
  try {
    const [files, turns] = ["files", "turns"].map((kind) =>
      base.transaction(kind, "readwrite").objectStore(kind));
    %s
  } finally {
    base.close();
  }
}"""
FILES = """
    const asked = [files.getAllKeys(), files.getAll()].map(answer);
    const [names, contents] = await Promise.all(asked);
    const text = (bytes) => new TextDecoder().decode(bytes);
    return Object.fromEntries(names.map((name, i) => [name, text(contents[i])]));
"""
EMPTY = """
    await Promise.all([answer(files.clear()), answer(turns.put(1e6, "turn"))]);
"""


REMEMBER = """() => new Promise((done) => {
  const maker = new Worker("snapshot.js", {
    type: "module", name: document.documentElement.lang });;
  maker.onmessage = () => done(maker.terminate());
})"""
IN_MEMORY = """async () => {
  const answer = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const name = `skillkit memory ${new URL("./", location.href).pathname}`;
  const base = await answer(indexedDB.open(name));
  try {
    const memory = base.transaction("memory", "readwrite").objectStore("memory");
    %s
  } finally {
    base.close();
  }
}"""
REMEMBERED = IN_MEMORY % "return await answer(memory.getAllKeys());"
DAMAGE = (
    IN_MEMORY
    % """
    const [version] = await answer(memory.getAllKeys());
    let bytes = await answer(memory.get(version));
    %s;
    await answer(memory.put(bytes, version));
"""
)


def in_store(page: Page) -> dict[str, str]:
    """The texts in the browser's store, read past Python."""
    return dict(page.evaluate(OPENED % FILES))


def empty_store(page: Page) -> None:
    """Take everything out of the browser's store, past Python."""
    page.evaluate(OPENED % EMPTY)


# JupyterLite keeps each file under its path, in a store of its own making.
IN_LITE = """async () => {
  const answer = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const bytes = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("JupyterLite Storage")) continue;
    const base = await answer(indexedDB.open(name));
    const names = [...base.objectStoreNames].filter((one) => one === "files");
    if (names.length) {
      const files = base.transaction("files", "readwrite").objectStore("files");
      for (const path of await answer(files.getAllKeys())) {
        if (!String(path).startsWith("my/")) continue;
        const { content } = await answer(files.get(path));
        const text = typeof content === "string" ? content : JSON.stringify(content);
        found[path.slice(3)] = text.startsWith("{") ? text : new TextDecoder().decode(bytes(text));
        %s
      }
    }
    base.close();
  }
  return found;
}"""


def in_lite(page: Page) -> dict[str, str]:
    """The texts of a person's files in JupyterLite's store."""
    return dict(page.evaluate(IN_LITE % ""))


def empty_lite(page: Page) -> None:
    """Take a person's files out of JupyterLite's store."""
    page.evaluate(IN_LITE % "await answer(files.delete(path));")


class Quiet(SimpleHTTPRequestHandler):
    """Python's own server of files, which says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Served:
    """A folder at an address; it can be switched off, as a network can."""

    def __init__(self, folder: Path) -> None:
        handler = partial(Quiet, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://localhost:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.server.shutdown()
        self.server.server_close()


class Visitor(Person):
    """Somebody with one page of the site."""

    def __init__(self, site: Served, page: Page) -> None:
        super().__init__(page)
        self.site = site

    def open(self, session: str) -> Visitor:
        """Open a session by its own address, and wait until its forms are alive."""
        self.page.goto(f"{self.site.url}{session}.html")
        return self.awake(session)

    def awake(self, session: str) -> Visitor:
        """Wait until all forms of a session are alive."""
        live = self.page.locator(".cell .skillkit")
        expect(live).to_have_count(SESSIONS[session])
        expect(self.page.locator(".still")).to_have_count(0)
        return self

    def follow(self, number: int) -> Visitor:
        """Go to another session by the numbers at the top."""
        session = list(SESSIONS)[number]
        self.page.locator("header li a").nth(number).click()
        expect(self.page.locator(f'main[data-page="{session}.html"]')).to_be_attached()
        return self.awake(session)

    def beside(self) -> Visitor:
        """Open a second tab in the same browser."""
        return Visitor(self.site, self.page.context.new_page())

    def pythons(self) -> int:
        """How many Pythons the page has for its forms."""
        return sum(worker.url.endswith("/worker.js") for worker in self.page.workers)

    def start_of_python(self) -> str:
        """Whether Python has started again or from memory."""
        return str(self.page.locator("html").get_attribute("data-start"))

    def remember(self, damage: str = "") -> None:
        """Keep Python's memory now, as the page does after a while; damage it by a script."""
        self.page.evaluate(REMEMBER)
        if damage:
            self.page.evaluate(DAMAGE % damage)

    def remembered(self) -> list[str]:
        """The versions of the site whose memory the browser keeps."""
        return list(self.page.evaluate(REMEMBERED))

    def ratings(self) -> dict[str, object]:
        """The ratings in this browser's store."""
        return dict(
            json.loads(in_store(self.page).get("assessment.json", '{"ratings": {}}'))["ratings"]
        )


@contextmanager
def visitor(site: Served, browser: Browser, **options: object) -> Iterator[Visitor]:
    """Somebody with a browser of their own, which reaches this machine only."""
    seat = {"viewport": {"width": 1280, "height": 720}, **options}
    context = patient(browser.new_context(**seat))  # type: ignore[arg-type]
    try:
        yield Visitor(site, context.new_page())
    finally:
        context.close()


BLOCKED = """
Object.defineProperty(globalThis, "indexedDB", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
"""
FULL = """
const put = IDBObjectStore.prototype.put;
let isFull = false;
new BroadcastChannel("full").onmessage = ({ data }) => (isFull = data);
IDBObjectStore.prototype.put = function (...words) {
  const request = put.apply(this, words);
  if (!isFull) return request;
  // As a browser does it: the write is taken, and the whole transaction fails at its end.
  const { transaction } = this;
  const failed = () => Object.defineProperty(transaction, "error", {
    value: new DOMException("no room", "QuotaExceededError"),
  });
  request.onsuccess = () => { failed(); transaction.abort(); };
  return request;
};
"""


def change_store(
    context: BrowserContext, script: str = "", instead: tuple[str, str] = ("", "")
) -> None:
    """Let Python meet another store: a script before the site's own, or one text for another."""

    def answer(route: Route) -> None:
        there = route.fetch()
        text = there.text()
        assert instead[0] in text
        text = text.replace(*instead) if instead[0] else text
        route.fulfill(response=there, body=script + text)

    context.route("**/store.js", answer)


def fill_store(page: Page, *, full: bool) -> None:
    """Let the store that `FULL` has changed have no room, or room again."""
    page.evaluate("full => new BroadcastChannel('full').postMessage(full)", full)
