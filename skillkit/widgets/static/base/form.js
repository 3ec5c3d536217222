// Form: what all forms share: the banner, the line that says what is saved, and the offer of what
// this browser still holds. A form is built once and then patched, so that the focus stays.

import { button, make, randomName, say, whenSeenAgain } from "./dom.js";
import { clockTime, Saving } from "./saving.js";
import { inTurn, plural, t } from "./words.js";

/** @typedef {import("./saving.js").News} News */
/**
 * @typedef {object} Body what a kind of form brings
 * @property {(Node | null)[]} parts
 * @property {(news: News) => void} patch bring the parts to what is true
 * @property {(message: import("./view.js").Message) => void} [hear] what Python says besides
 * @property {() => (string | Node)[]} [banner] what is above them, if not the notice alone
 * @property {Node[]} [buttons] beside what is saved
 * @property {string} [look] more classes
 * @property {() => void} [copy] save a copy of what is here, also without Python
 * @property {"card" | "field"} [reason] where it says why something was not saved
 * @property {() => void} [begin] go to where a person begins who has just started
 * @property {() => HTMLElement | null} [focus] where the focus goes when its button goes
 * @property {(change: import("./saving.js").Change) => string} [described] a change in a few words
 */

export class Form {
  /**
   * @param {HTMLElement} el
   * @param {Saving} saving
   * @param {string} label
   * @param {(form: Form) => Body} bring
   */
  constructor(el, saving, label, bring) {
    this.el = el;
    this.saving = saving;
    this.label = label;
    this.bring = bring;
    this.name = `sk-${randomName()}`;
    /** @type {Record<string, any>} */
    this.memory = {}; // what outlives building the form again: where the person is
    this.isStarting = false;
    this.bannerShown = ""; // for what it was made
    this.banner = make("div");
    this.offer = make("div");
    this.status = make("p.sk-status", { role: "status" });
    this.retry = button("Try again", () => this.saving.again(), "sk-quiet");
    this.root = make("div.sk-form", { role: "group", "aria-label": label });
    this.listener = (/** @type {News} */ news) => (news.turned ? this.build() : this.patch(news));
    saving.listeners.add(this.listener);
    this.body = this.build();
  }

  remove() {
    this.saving.listeners.delete(this.listener);
  }

  get page() {
    return this.saving.page;
  }

  /** @returns {boolean} */
  get readOnly() {
    return this.page.mode === "example" || this.page.mode === "damaged";
  }

  /** @returns {Body} */
  build() {
    this.body = this.bring(this);
    const { parts, buttons = [], look = "", copy } = this.body;
    if (copy) buttons.push(button("Save a copy", copy, "sk-quiet"));
    this.bannerShown = "";
    this.root.className = `sk-form ${look}`;
    const line = make("div.sk-status-line", this.status, this.retry, ...buttons);
    this.root.replaceChildren(this.banner, this.offer, ...parts.filter((part) => part !== null), line);
    this.el.replaceChildren(this.root);
    this.showDraft();
    this.patch({});
    return this.body;
  }

  /** @param {News} news */
  patch(news) {
    const turned = this.showBanner();
    this.body.patch(news);
    this.patchStatus();
    if (this.isStarting && turned && !this.readOnly) this.begin();
  }

  begin() {
    this.isStarting = false;
    this.body.begin?.();
  }

  /** Ask for another page on which the person begins. @param {import("./view.js").Message} message */
  start(message) {
    this.isStarting = true;
    this.saving.ask(message);
  }

  // --- Above the parts -------------------------------------------------------------------------

  /** Show the banner where it is another one; whether it was. */
  showBanner() {
    const { mode, notice, choices, earlier, aside, anew, card, order = [] } = this.page;
    const now = JSON.stringify([mode, notice, choices, earlier, aside, anew, card.date, order.length]);
    if (this.bannerShown === now) return false;
    this.bannerShown = now;
    const lines = this.body.banner?.() ?? this.notices();
    this.banner.className = lines.length ? "sk-banner" : "";
    this.banner.replaceChildren(...lines.map((line) => (typeof line === "string" ? make("p", line) : line)));
    return true;
  }

  /** @returns {string[]} */
  notices() {
    return [this.page.notice, ...(this.page.aside ?? [])].filter(Boolean);
  }

  /** What can be done about a file that cannot be used. @returns {Node[]} */
  goOn() {
    const words = "Go on from the version before it";
    return this.page.earlier ? [button(words, () => this.start({ kind: "earlier" }), "sk-main")] : [];
  }

  showDraft() {
    const draft = this.saving.draft();
    this.offer.className = draft ? "sk-banner" : "";
    if (!draft) return this.offer.replaceChildren();
    const { changes, at } = draft;
    const done = (/** @type {() => void} */ act) => () => {
      act();
      this.showDraft();
      this.patch({});
      this.focus();
    };
    const { described } = this.body;
    const what = described ? `: ${changes.map(described).join(", ")}` : "";
    const values = { time: clockTime(new Date(at)), what };
    const held =
      this.page.mode === "saved"
        ? plural(
            "This browser still holds {count} change from {time} that the file does not have{what}.",
            "This browser still holds {count} changes from {time} that the file does not have{what}.",
            changes.length,
            values,
          )
        : plural(
            "This browser still holds {count} change from {time} that no file has{what}.",
            "This browser still holds {count} changes from {time} that no file has{what}.",
            changes.length,
            values,
          );
    this.offer.replaceChildren(
      make("p", held),
      button(
        "Put them back",
        done(() => this.saving.putBack(draft)),
        "sk-main",
      ),
      button(
        "Discard them",
        done(() => this.saving.discard(draft)),
      ),
    );
  }

  focus() {
    const first = () => /** @type {HTMLElement | null} */ (this.root.querySelector("input, select"));
    (this.body.focus ?? first)()?.focus({ preventScroll: true });
  }

  // --- What is saved ---------------------------------------------------------------------------

  patchStatus() {
    const { waiting, refused, problem } = this.saving;
    const isLate = this.saving.isLate();
    say(this.status, isLate ? this.lateWords() : this.savedWords());
    this.status.classList.toggle("sk-alarm", isLate || refused.size > 0 || Boolean(problem));
    this.status.classList.toggle("sk-waiting", waiting.size > 0);
    const isNeeded = isLate || refused.size > 0;
    if (!isNeeded && this.retry.matches(":focus")) this.focus();
    this.retry.hidden = !isNeeded;
  }

  lateWords() {
    const count = this.saving.unsaved().length;
    const kept = plural(
      "Your last change is kept in this browser.",
      "Your last {count} changes are kept in this browser.",
      count,
    );
    const here = plural(
      "Your last change is on this page only.",
      "Your last {count} changes are on this page only.",
      count,
    );
    const copied = plural(
      "Your last change is on this page only, so use Save a copy.",
      "Your last {count} changes are on this page only, so use Save a copy.",
      count,
    );
    const where = this.saving.keeps ? kept : this.body.copy ? copied : here;
    return inTurn("Python is not answering.", count > 0 && where, "If this stays so, run this cell again.");
  }

  savedWords() {
    const { page, savedAt, refused, problem, keeps } = this.saving;
    const { reason = "card", copy } = this.body;
    if (problem) return problem;
    if (refused.size) {
      const why =
        reason === "card"
          ? "Not everything is saved: the card says why."
          : "Not everything is saved: the field says why.";
      return inTurn(why, keeps && "What you typed is kept in this browser.");
    }
    if (page.mode === "unsaved" && copy) return "This form has no file. Save a copy keeps what you do here.";
    if (page.mode !== "saved") return "Nothing is saved here.";
    if (page.kept === false) {
      return inTurn("Not kept when you close this page.", copy && "Use Save a copy.");
    }
    const { where } = page;
    return savedAt
      ? t("Saved {time} in {where}", { time: clockTime(savedAt), where })
      : t("Every change saves itself in {where}", { where });
  }

  /** Why a change was not saved: of this card and field, of this card, or any.
   * @param {string} [card] @param {string} [field] */
  refusal(card, field) {
    const refused = [...this.saving.refused.values()];
    return refused.find((one) => (!card || one.skill === card) && (!field || one.field === field))?.sentence;
  }
}

/**
 * What the module of a form gives to its host: `bring(form)` makes its parts.
 * @param {string} label
 * @param {(form: Form) => Body} bring
 */
export function forms(label, bring) {
  /** @param {import("./view.js").Page} page @param {import("./view.js").Send} send
   * @returns {import("./view.js").Opened} */
  return (page, send) => {
    const saving = new Saving(page, send);
    /** @type {Set<Form>} */
    const shown = new Set();
    return {
      hear(message) {
        saving.hear(message);
        for (const form of shown) form.body.hear?.(message);
      },
      turn: (whole) => saving.turn(whole),
      close: () => saving.close(),
      render(root) {
        const form = new Form(root, saving, label, bring);
        shown.add(form);
        // Another notebook may have saved meanwhile; what is being typed here comes first.
        const leave = whenSeenAgain(root, () => saving.unsaved().length || send({ kind: "look" }));
        return () => {
          leave();
          form.remove();
          shown.delete(form);
        };
      },
    };
  };
}
