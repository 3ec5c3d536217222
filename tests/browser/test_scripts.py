"""Scripts alone: what they do as modules on a page without a widget."""

import random
from typing import Any

import pytest
from playwright.sync_api import expect

from skillkit.assessment import Assessment
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.share import ShareCode
from skillkit.widgets.workshop import Timer
from tests.browser.light import Seat
from tests.frontend import page_of
from tests.vectors import FULL

pytestmark = pytest.mark.browser

# A page of two skills, as Python sends it, and a way to make one more view of it.
SAVING = """const { Saving } = await import("/static/base/saving.js");
const { PATIENCE } = await import("/static/base/view.js");
const page = (more = {}) => ({ mode: "saved", life: "one life", key: "file", where: "my file",
  card: { framework: "deck" }, entries: { a: { rating: 1 }, b: {} }, ...more });
const sent = [];
const open = (more) => new Saving(page(more), (message) => sent.push(message));
const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith("skillkit draft "));
const kept = () => drafts().flatMap((name) => JSON.parse(localStorage[name]).changes);
const disk = { a: { rating: 1 }, b: {} };
const saved = ({ tab, seq, skill, field, value }) => {
  disk[skill][field] = value;
  return { kind: "saved", tab, seq, entries: { [skill]: { ...disk[skill] } } };
};
"""


def ask(seat: Seat, script: str, given: Any = None) -> Any:
    """What a script answers on this page."""
    return seat.page.evaluate(f"async (given) => {{ {script} }}", given)


# --- Saving ------------------------------------------------------------------------------------


def test_only_the_answer_to_the_last_change_of_this_tab_confirms_it(somebody: Seat) -> None:
    """An older answer, and one for another tab, leave the change unsaved and its draft kept."""
    script = f"""{SAVING}
    const saving = open();
    saving.change("a", "rating", 2);
    saving.change("a", "rating", 3);
    const [old, last] = sent;
    const left = [];
    for (const answer of [saved(old), saved({{ ...last, tab: "other" }}), saved(last)]) {{
      saving.hear(answer);
      left.push([saving.unsaved().length, kept().length, saving.entry("a").rating]);
    }}
    return left;"""
    assert ask(somebody, script) == [[1, 1, 3], [1, 1, 3], [0, 0, 3]]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_the_draft_holds_what_is_not_saved(somebody: Seat, seed: int) -> None:
    """After any changes, answers, refusals and losses; and in the end all of it is saved."""
    chance = random.Random(seed)
    acts = [
        (
            chance.choice(["change", "type", "answer", "refuse", "lose", "flush", "again"]),
            chance.choice("ab"),
            chance.choice(["rating", "evidence"]),
            chance.randrange(100),
        )
        for _ in range(200)
    ]
    script = f"""{SAVING}
    const saving = open(), said = {{ a: {{ rating: 1 }}, b: {{}} }}, wrong = [];
    const sorted = (changes) => changes.map(({{ skill, field, value }}) =>
      `${{skill}} ${{field}} ${{value}}`).sort().join();
    for (const [act, skill, field, number] of given) {{
      if (act === "change" || act === "type") {{
        saving.change(skill, field, number, act === "type" ? 1000 : 0);
        said[skill][field] = number;
      }}
      const message = ["answer", "refuse", "lose"].includes(act) && sent.shift();
      if (message && act === "answer") saving.hear(saved(message));
      if (message && act === "refuse") saving.hear({{ ...message, kind: "refused", sentence: "" }});
      if (act === "flush") saving.flush();
      if (act === "again") saving.again();
      if (sorted(kept()) !== sorted(saving.unsaved())) wrong.push([act, "draft"]);
      for (const {{ skill, field, value }} of saving.unsaved())
        if (said[skill][field] !== value) wrong.push([act, "old", skill, field, value]);
    }}
    saving.again();
    while (sent.length) saving.hear(saved(sent.shift()));
    return [wrong, saving.unsaved().length, kept().length, said, disk, saving.page.entries];"""
    wrong, unsaved, kept, said, disk, shown = ask(somebody, script, acts)
    assert (wrong, unsaved, kept) == ([], 0, 0)
    assert said == disk == shown


def test_python_is_late_after_its_time_and_not_before(somebody: Seat) -> None:
    """A change and a question are waited for equally long; an answer ends the wait."""
    somebody.page.clock.pause_at("2100-01-01T12:00:00")
    script = f"""{SAVING}
    window.saving = open();
    window.PATIENCE = PATIENCE;
    saving.change("a", "rating", 2);
    window.answer = saved(sent[0]);
    return saving.isLate();"""
    assert ask(somebody, script) is False
    patience = ask(somebody, "return window.PATIENCE")
    somebody.page.clock.run_for(patience - 100)
    assert ask(somebody, "return saving.isLate()") is False
    somebody.page.clock.run_for(200)
    assert ask(somebody, "return saving.isLate()") is True
    assert ask(somebody, "saving.hear(answer); return saving.isLate()") is False


def test_without_storage_nothing_breaks_and_the_page_knows_it(somebody: Seat) -> None:
    """Where a browser keeps nothing, changes still travel and are still confirmed."""
    script = f"""{SAVING}
    const saving = open();
    Storage.prototype.setItem = () => {{ throw new Error("full"); }};
    saving.change("a", "rating", 2);
    const keeps = saving.keeps;
    saving.hear(saved(sent[0]));
    return [keeps, saving.unsaved().length, saving.entry("a").rating];"""
    assert ask(somebody, script) == [False, 0, 2]


def test_a_text_is_sent_once_when_typing_pauses(somebody: Seat) -> None:
    """A pause sends the last of it; leaving the page sends what still waits for one."""
    script = f"""{SAVING}
    window.saving = open();
    window.sent = sent;
    for (const text of ["w", "wo", "word"]) saving.change("a", "evidence", text, 400);
    return sent.length;"""
    assert ask(somebody, script) == 0
    somebody.later(1)
    assert ask(somebody, "return sent.map(({ value }) => value)") == ["word"]
    leave = """saving.change("a", "evidence", "words", 400);
    window.dispatchEvent(new Event("pagehide"));
    return sent.map(({ value }) => value);"""
    assert ask(somebody, leave) == ["word", "words"]


def test_a_refused_change_stays_with_its_reason_and_can_be_tried_again(somebody: Seat) -> None:
    """It shows above what is saved, is in the draft, and goes out whole once more."""
    script = f"""{SAVING}
    const saving = open();
    saving.change("a", "rating", 4);
    saving.hear({{ ...sent[0], kind: "refused", sentence: "The disk is full." }});
    const no = [...saving.refused.values()].map(({{ sentence }}) => sentence);
    const before = [saving.entry("a").rating, no, kept().length];
    saving.again();
    return [...before, saving.refused.size, saving.waiting.size, sent.at(-1).value];"""
    assert ask(somebody, script) == [4, ["The disk is full."], 1, 0, 1, 4]


def test_the_whole_page_hears_that_python_may_lack_a_change(somebody: Seat) -> None:
    """Whatever lives from what is saved learns it, while a change is late or refused."""
    script = f"""{SAVING}
    window.saving = open();
    window.sent = sent;
    window.behind = [];
    const note = ({{ detail }}) => behind.push([detail.life, detail.behind]);
    addEventListener("skillkit-behind", note);
    saving.change("a", "rating", 2);
    return behind;"""
    assert ask(somebody, script) == [["one life", False]]
    somebody.later(3)
    assert ask(somebody, "return behind.at(-1)") == ["one life", True]
    answer = """saving.hear({ ...sent[0], kind: given, sentence: "No.", entries: {} });
    return behind.at(-1);"""
    assert ask(somebody, answer, "refused") == ["one life", True]
    again = "saving.again(); sent.splice(0, 1);"
    assert ask(somebody, again + answer, "saved") == ["one life", False]


def test_what_python_could_not_do_is_a_sentence_until_something_works(somebody: Seat) -> None:
    """A problem ends the waiting for a page; the next thing that is saved ends the problem."""
    script = f"""{SAVING}
    const saving = open();
    saving.ask({{ kind: "start" }});
    saving.hear({{ kind: "problem", sentence: "The folder is gone." }});
    const before = [saving.problem, saving.asked];
    saving.change("a", "rating", 2);
    saving.hear(saved(sent.at(-1)));
    return [...before, saving.problem];"""
    assert ask(somebody, script) == ["The folder is gone.", 0, ""]


# --- Drafts ------------------------------------------------------------------------------------


def test_the_same_tab_goes_on_and_another_life_is_asked(somebody: Seat) -> None:
    """After a reload of a living form its changes are sent at once; else they are offered."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    const same = open(), other = open({{ life: "another" }});
    return [same.unsaved().length, sent.length, other.unsaved().length, other.draft().changes];"""
    change = {"skill": "b", "field": "rating", "value": 4}
    assert ask(somebody, script) == [1, 2, 0, [change]]


def test_only_what_the_file_does_not_have_is_offered(somebody: Seat) -> None:
    """What arrived after all, and blanks for nothing, are no draft any more."""
    script = f"""{SAVING}
    const before = open();
    before.change("a", "rating", 1);
    before.change("a", "evidence", "");
    before.change("b", "interest", []);
    const had = kept().length;
    const draft = open({{ life: "another" }}).draft();
    return [had, draft, drafts().length];"""
    assert ask(somebody, script) == [3, None, 0]


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ({"key": "another file"}, False),
        ({"card": {"framework": "another"}}, False),
        ({"card": {"framework": "another"}, "mode": "example"}, True),
        ({"key": ""}, False),
        ({}, True),
    ],
    ids=["another-file", "another-framework", "no-own-file-yet", "no-file", "this-one"],
)
def test_a_draft_is_offered_where_it_belongs(
    somebody: Seat, more: dict[str, Any], offered: bool
) -> None:
    """To the file that it was for; and where there is none yet, whatever its framework."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    return open({{ life: "another", ...given }}).draft() !== null;"""
    assert ask(somebody, script, more) is offered


def test_what_another_tab_may_still_be_sending_is_not_offered(somebody: Seat) -> None:
    """Only when it is some seconds old, so that two tabs do not save the same thing twice."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    sessionStorage.clear();
    window.other = () => open({{ life: "another" }}).draft() !== null;
    return other();"""
    assert ask(somebody, script) is False
    somebody.later(11)
    assert ask(somebody, "return other()") is True


def test_a_draft_that_is_discarded_or_put_back_is_gone(somebody: Seat) -> None:
    """Discarded nothing is sent; put back it is a change like any other."""
    script = f"""{SAVING}
    const left = [];
    for (const act of ["discard", "putBack"]) {{
      open().change("b", "rating", 4);
      const again = open({{ life: "another" }});
      sent.length = 0;
      again[act](again.draft());
      left.push([sent.length, again.unsaved().length, kept().length]);
      again.close();
      localStorage.clear();
    }}
    return left;"""
    assert ask(somebody, script) == [[0, 0, 0], [1, 1, 1]]


@pytest.mark.parametrize("left", ["", "{", "null", "[]", '{"at": "x"}', '{"changes": 1}'])
def test_a_draft_that_cannot_be_read_is_none(somebody: Seat, left: str) -> None:
    """What somebody else left in the storage offers nothing and stops nothing."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    localStorage[drafts()[0]] = given;
    const again = open({{ life: "another" }});
    const draft = again.draft();
    again.change("a", "rating", 2);
    again.hear(saved(sent.at(-1)));
    return [draft, again.unsaved().length];"""
    assert ask(somebody, script, left) == [None, 0]


def test_from_an_example_a_draft_first_asks_for_the_persons_own_page(somebody: Seat) -> None:
    """Its changes follow once that page is there."""
    script = f"""{SAVING}
    open().change("b", "rating", 3);
    const example = open({{ life: "another", mode: "example" }});
    sent.length = 0;
    example.putBack(example.draft());
    const before = sent.map(({{ kind }}) => kind);
    example.turn(page({{ life: "another" }}));
    return [before, sent.map(({{ kind }}) => kind), example.entry("b").rating];"""
    assert ask(somebody, script) == [["start"], ["start", "change"], 3]


# --- The clock ---------------------------------------------------------------------------------


def test_whatever_is_pressed_a_block_has_used_the_time_in_which_it_ran(somebody: Seat) -> None:
    """Any presses at any time of day: what is left and what was used are what was given."""
    chance = random.Random(5)
    acts = [
        (chance.choice(["toggle", "more", "next", "back", "look"]), chance.randrange(400_000))
        for _ in range(600)
    ]
    script = """const { Clock, MINUTE } = await import("/static/workshop/clock.js");
    const [page, acts] = given;
    let now = Date.now(); Date.now = () => now;
    const clock = new Clock(page), used = [], due = [], wrong = [];
    clock.blocks.forEach((block, i) => { used[i] = 0; due[i] = block.minutes * MINUTE; });
    for (const [act, wait] of acts) {
      now += wait;
      const i = clock.run.index;
      if (clock.isRunning) used[i] += wait;
      if (act === "toggle") clock.toggle();
      if (act === "more") { due[i] = Math.max(due[i], used[i]) + 2 * MINUTE; clock.more(); }
      if (act === "next") clock.go(1);
      if (act === "back") clock.go(-1);
      const here = clock.run.index, left = due[here] - used[here];
      if (clock.left() !== left) wrong.push([act, clock.left(), left]);
      clock.blocks.forEach((_, i) => { if (clock.used(i) !== used[i]) wrong.push([act, i]); });
      const again = JSON.stringify(new Clock(page).state.runs);
      if (again !== JSON.stringify(clock.state.runs)) wrong.push(act);
    }
    return wrong;"""
    assert ask(somebody, script, [page_of(Timer("half_day")), acts]) == []


def test_a_clock_of_another_day_or_another_sheet_starts_fresh(somebody: Seat) -> None:
    """What is in the store is used only if it belongs to this workshop."""
    script = """const { Clock } = await import("/static/workshop/clock.js");
    const now = Date.now(), day = 13 * 3600 * 1000;
    new Clock(given).go(1);
    const indexes = [[{}, 0], [{ sheet: "another" }, 0], [{}, day]].map(([changes, later]) => {
      Date.now = () => now + later;
      return new Clock({ ...given, ...changes }).run.index;
    });
    localStorage[given.key] = "{ torn";
    return [...indexes, new Clock(given).run.index];"""
    assert ask(somebody, script, page_of(Timer("half_day"))) == [1, 0, 0, 0]


# --- The host ----------------------------------------------------------------------------------

ECHO = """export function open(page, send) {
  const shown = new Set();
  const all = () => shown.forEach((root) => (root.textContent = page.words));
  return {
    hear: ({ said }) => send({ kind: "heard", said }),
    close: () => send({ kind: "closed" }),
    turn(now) { page = now; all(); },
    render(root) { shown.add(root); all(); return () => shown.delete(root); },
  };
}"""
# A host with get, on, off and send alone, and a widget that is open in it.
HOST = """const { default: host } = await import("/static/base/host.js");
const packed = async (value) => {
  const pack = new CompressionStream("deflate");
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(pack);
  return new DataView(await new Response(stream).arrayBuffer());
};
const state = { _id: "", _code: await packed([given, ""]) };
const listeners = {}, sent = [];
const model = {
  get: (name) => state[name],
  on: (event, hear) => (listeners[event] ??= new Set()).add(hear),
  off: (event, hear) => listeners[event].delete(hear),
  send: (message) => sent.push(message),
};
const tell = (event, ...news) => listeners[event].forEach((hear) => hear(...news));
const widget = host(), el = document.querySelector("main");
const turn = async (page) => tell("msg:custom", { kind: "page" }, [await packed(page)]);
const start = async () => {
  const stop = widget.initialize({ model });
  await turn({ version: 0, words: "one" });
  await widget.render({ model, el });
  return stop;
};
"""


def test_a_script_needs_get_on_off_and_send_and_nothing_else(somebody: Seat) -> None:
    """A page shows, hears, turns and ends on a host that has only these."""
    script = f"""{HOST}
    window.host = {{ sent, stop: await start(), tell, turn, listeners }};"""
    main = somebody.page.locator("main")
    ask(somebody, script, ECHO)
    expect(main).to_have_text("one")
    ask(somebody, "return host.turn({ version: 3, words: 'two' })")
    expect(main).to_have_text("two")
    for number, version in ((1, 4), (2, 6)):  # number 5 was lost
        message = {"kind": "x", "said": number, "version": version}
        ask(somebody, "host.tell('msg:custom', given)", message)
    somebody.page.wait_for_function("host.sent.length >= 4")
    sent = ask(somebody, "return host.sent")
    assert [message["said"] for message in sent if message["kind"] == "heard"] == [1, 2]
    assert {message["version"] for message in sent if message["kind"] == "hello"} == {-1}
    ask(somebody, "return host.turn({ version: 6, words: 'three' })")
    expect(main).to_have_text("three")
    ask(somebody, "return host.turn({ version: 6, words: 'for somebody else' })")
    expect(main).to_have_text("three")
    ask(somebody, "host.stop()")
    somebody.page.wait_for_function("host.sent.at(-1).kind === 'closed'")
    assert ask(somebody, "return Object.values(host.listeners).map(({ size }) => size)") == [0]


def test_a_browser_that_is_too_old_gets_a_sentence(somebody: Seat) -> None:
    """Without what unpacks a page, the cell says so and what to do; it is not empty."""
    script = f"""{HOST}
    delete window.DecompressionStream;
    await start();
    return el.textContent;"""
    words = ask(somebody, script, ECHO)
    assert words.startswith("This browser is too old")
    assert "Nothing is lost" in words


def test_a_script_that_does_not_open_says_why(somebody: Seat) -> None:
    """What is broken is named, and messages that come all the same break nothing more."""
    script = f"""{HOST}
    await start();
    tell("msg:custom", {{ kind: "x" }});
    return el.textContent;"""
    broken = "export function open() { throw new Error('no hinge'); }"
    said = "This could not be shown (no hinge). Run this cell again."
    assert ask(somebody, script, broken) == said


# --- A share code ------------------------------------------------------------------------------


def test_a_code_is_not_copied_while_a_change_may_be_missing(somebody: Seat) -> None:
    """Copy asks Python first; without an answer the old code is selected and called old."""
    page = page_of(ShareCode(AssessmentForm(Assessment(FULL).rate("leadership", 2))))
    script = """const { open } = await import("/static/assessment/share_code.js");
    Object.assign(window, { sent: [], copied: [] });
    navigator.clipboard.writeText = async (text) => void copied.push(text);
    window.share = open(given, (message) => sent.push(message));
    share.render(document.querySelector("main"));"""
    ask(somebody, script, page)
    share = somebody.group("Share code")
    somebody.press("Copy", share)
    expect(share).not_to_contain_text("Copied")
    ask(somebody, "share.hear({ kind: 'fetched', code: 'SK1-new' })")
    expect(share).to_contain_text("Copied")
    assert ask(somebody, "return [sent, copied]") == [[{"kind": "fetch"}], ["SK1-new"]]
    somebody.press("Copy", share)
    expect(share).not_to_contain_text("Copied")
    somebody.later(3)
    expect(share).to_contain_text("This code may lack your last changes")
    assert ask(somebody, "return copied.length") == 1
    behind = "dispatchEvent(new CustomEvent('skillkit-behind', { detail: given }))"
    words = share.get_by_text("Your last change is not in this code yet")
    ask(somebody, behind, {"life": "another form", "behind": True})
    expect(words).to_be_hidden()
    ask(somebody, behind, {"life": page["life"], "behind": True})
    expect(words).to_be_visible()
