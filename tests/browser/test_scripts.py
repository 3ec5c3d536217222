"""Scripts alone: saving, drafts and the clock, asked as modules on a page without a widget."""

import random
from typing import Any

import pytest

from skillkit.widgets.workshop import Timer
from tests.browser.light import Seat
from tests.frontend import page_of

pytestmark = pytest.mark.browser

# A page of two skills, as Python sends it, and a way to make one more view of it.
SAVING = """const { Saving, PATIENCE } = await import("/static/base/saving.js");
const page = (more = {}) => ({ mode: "own", life: "one life", key: "file", where: "my file",
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
    return saving.silent();"""
    assert ask(somebody, script) is False
    patience = ask(somebody, "return window.PATIENCE")
    somebody.page.clock.run_for(patience - 100)
    assert ask(somebody, "return saving.silent()") is False
    somebody.page.clock.run_for(200)
    assert ask(somebody, "return saving.silent()") is True
    assert ask(somebody, "saving.hear(answer); return saving.silent()") is False


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


# --- Drafts ------------------------------------------------------------------------------------


def test_the_same_tab_goes_on_and_another_life_is_asked(somebody: Seat) -> None:
    """After a reload of a living form its changes are sent at once; else they are offered."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    const same = open(), other = open({{ life: "another" }});
    return [same.unsaved().length, sent.length, other.unsaved().length, other.offer().changes];"""
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
    const offer = open({{ life: "another" }}).offer();
    return [had, offer, drafts().length];"""
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
    return open({{ life: "another", ...given }}).offer() !== null;"""
    assert ask(somebody, script, more) is offered


def test_what_another_tab_may_still_be_sending_is_not_offered(somebody: Seat) -> None:
    """Only when it is some seconds old, so that two tabs do not save the same thing twice."""
    script = f"""{SAVING}
    open().change("b", "rating", 4);
    sessionStorage.clear();
    window.other = () => open({{ life: "another" }}).offer() !== null;
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
      again[act](again.offer());
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
    const offer = again.offer();
    again.change("a", "rating", 2);
    again.hear(saved(sent.at(-1)));
    return [offer, again.unsaved().length];"""
    assert ask(somebody, script, left) == [None, 0]


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
      const again = JSON.stringify(new Clock(page).state.runs);
      if (again !== JSON.stringify(clock.state.runs)) wrong.push(act);
    }
    return wrong;"""
    assert ask(somebody, script, [page_of(Timer("half_day")), acts]) == []
