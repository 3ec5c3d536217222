// Practice: what the small forms share: the line that says what is saved, and the offer of what
// this browser still holds. The page is built once and then patched, so that the focus stays.

import { button, make, say } from "./dom.js";
import { Saving, clock, randomName } from "./saving.js";

export class PracticeSaving extends Saving {
  hear(message) {
    if (message.kind === "problem") {
      this.problem = message.sentence;
      this.asked = null;
      this.tell({ skills: [] });
      return;
    }
    if (message.page) Object.assign(this.page, message.page);
    if (message.kind === "saved") this.problem = "";
    super.hear(message);
  }
}

export class PracticeForm {
  constructor(el, saving, label) {
    Object.assign(this, { el, saving, label, name: `sk-${randomName()}` });
    this.listener = ({ turned }) => (turned ? this.build() : this.patchAll());
    saving.listeners.add(this.listener);
    this.build();
  }

  remove() {
    this.saving.listeners.delete(this.listener);
  }

  get page() {
    return this.saving.page;
  }

  build() {
    this.root = make("div", { className: "sk-form sk-practice", role: "group", "aria-label": this.label },
      (this.banner = make("div")), (this.draft = make("div")), ...this.parts(), this.statusLine());
    this.el.replaceChildren(this.root);
    this.showDraft();
    this.patchAll();
  }

  patchAll() {
    this.showBanner();
    this.patch();
    this.patchStatus();
  }

  showBanner() {
    const words = this.bannerWords();
    this.banner.className = words.length ? "sk-banner" : "";
    this.banner.replaceChildren(...words.map((line) => make("p", {}, line)));
  }

  bannerWords() {
    return this.page.notice ? [this.page.notice] : [];
  }

  // The sentence of a change that Python refused, for the card with this id.
  refusal(id) {
    return [...this.saving.refused.values()].find(({ skill }) => skill === id)?.sentence;
  }

  // --- What this browser still holds -------------------------------------------------------

  showDraft() {
    const offer = this.saving.offer();
    this.draft.className = offer ? "sk-banner" : "";
    if (!offer) return this.draft.replaceChildren();
    const done = (act) => () => {
      act();
      this.showDraft();
      this.patchAll();
      this.root.querySelector("input, select")?.focus({ preventScroll: true });
    };
    const count = offer.changes.length === 1 ? "1 change" : `${offer.changes.length} changes`;
    this.draft.replaceChildren(
      make("p", {}, `This browser still holds ${count} from ${clock(new Date(offer.at))} that the file does not have.`),
      button("Put them back", done(() => this.saving.putBack(offer)), "sk-main"),
      button("Discard them", done(() => this.saving.discard(offer))));
  }

  // --- What is saved -----------------------------------------------------------------------

  statusLine() {
    this.status = make("p", { className: "sk-status", role: "status" });
    this.retry = button("Try again", () => this.saving.again(), "sk-quiet");
    return make("div", { className: "sk-status-line" }, this.status, this.retry, ...this.extraButtons());
  }

  extraButtons() {
    return [];
  }

  patchStatus() {
    const silent = this.saving.silent();
    say(this.status, silent ? this.silence() : this.savedWords());
    this.status.classList.toggle("sk-alarm", silent || this.saving.refused.size > 0 || Boolean(this.saving.problem));
    this.status.classList.toggle("sk-waiting", this.saving.waiting.size > 0);
    this.retry.hidden = !silent && !this.saving.refused.size;
  }

  silence() {
    const count = this.saving.unsaved().length;
    const where = this.saving.keeps ? "kept in this browser" : "on this page only";
    const changes = count === 1 ? "Your last change is" : `Your last ${count} changes are`;
    return `Python is not answering.${count ? ` ${changes} ${where}.` : ""} If this stays so, run this cell again.`;
  }

  savedWords() {
    const { page, savedAt, refused, problem } = this.saving;
    if (problem) return problem;
    if (refused.size) return "Not everything is saved: the card says why.";
    if (page.mode !== "own") return "Nothing is saved here.";
    return savedAt ? `Saved ${clock(savedAt)} in ${page.where}` : `Every change saves itself in ${page.where}`;
  }

  // A button that asks once more before it forgets anything.
  startOver(words) {
    const ask = button("Start over", () => show(true), "sk-quiet");
    const yes = button("Yes, start over", () => { show(false); this.saving.ask({ kind: "forget" }); });
    const no = button("No, keep them", () => show(false), "sk-quiet");
    const question = make("span", { className: "sk-again", hidden: true }, words, " ", yes, no);
    const show = (asking) => {
      question.hidden = !asking;
      ask.hidden = asking;
      (asking ? no : ask).focus();
    };
    return make("span", {}, ask, question);
  }
}

// What a module of ours gives to the screen: `draw(root, saving)` makes a form with a `remove()`.
export function practice(page, send, draw) {
  const saving = new PracticeSaving(page, send);
  return {
    hear: (message) => saving.hear(message),
    turn: (whole) => saving.turn(whole),
    close: () => saving.close(),
    render(root) {
      const form = draw(root, saving);
      return () => form.remove();
    },
  };
}
