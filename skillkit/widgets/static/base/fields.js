// Fields: native inputs that save themselves when typing pauses, and say what could not be saved.

import { make, options, sayRefused } from "./dom.js";
import { PAUSE } from "./saving.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @template {Control} C */
export class Field {
  /**
   * @param {Form} form
   * @param {string} id of the card that it belongs to
   * @param {string} name
   * @param {string} label
   * @param {C} control
   */
  constructor(form, id, name, label, control, hint = "") {
    this.form = form;
    this.id = id;
    this.name = name;
    this.control = control;
    const key = `${form.name}-${id}-${name}`;
    control.id = key;
    control.setAttribute("aria-describedby", `${key}-hint ${key}-no`);
    this.problem = make("p.sk-problem", { id: `${key}-no`, hidden: true });
    this.label = make("label", { for: key }, label);
    this.hint = make("span.sk-soft", { id: `${key}-hint` }, hint);
    this.node = make("div.sk-field", this.label, " ", this.hint, control, this.problem);
  }

  save(wait = 0) {
    if (this.isComplete()) this.form.saving.change(this.id, this.name, this.read(), wait);
  }

  /** Save what is typed when typing pauses, or when the field is left. */
  saveTyped() {
    this.control.addEventListener("input", () => this.save(PAUSE));
    this.control.addEventListener("change", () => this.form.saving.flush());
  }

  /** What was said; of any kind. @returns {any} */
  get said() {
    return this.form.saving.entry(this.id)[this.name] ?? null;
  }

  /** @returns {any} */
  read() {
    return this.control.value;
  }

  /** Whether what is there can be saved already. */
  isComplete() {
    return true;
  }

  /** Whether what is there says the same, in the way in which it is being typed.
   * @param {string} said */
  isTyping(said) {
    return this.control.value.trim() === said;
  }

  /** Bring the control to what is true, without touching what the person is typing. */
  patch() {
    const said = String(this.said ?? "");
    const typing = this.control.matches(":focus") && this.isTyping(said);
    if (this.control.value !== said && !typing) this.control.value = said;
    this.patchProblem();
  }

  patchProblem() {
    const no = this.form.refusal(this.id, this.name);
    sayRefused(this.problem, no);
    this.control.setAttribute("aria-invalid", String(Boolean(no)));
  }

  /** Of the example everything can be read, and nothing changed. */
  lock() {
    if ("readOnly" in this.control && this.control.type !== "checkbox") this.control.readOnly = this.form.readOnly;
    else this.control.disabled = this.form.readOnly;
  }
}

/** @extends {Field<HTMLInputElement | HTMLTextAreaElement>} */
export class TextField extends Field {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label */
  constructor(form, id, name, label, hint = "", { rows = 0, list = "" } = {}) {
    const dir = "auto"; // by its own script, whatever the page's
    const control = rows ? make("textarea", { rows, dir }) : make("input", { type: "text", autocomplete: "off", dir });
    if (list) control.setAttribute("list", list);
    super(form, id, name, label, control, hint);
    this.saveTyped();
  }
}

/** One line of text that may be longer than the screen is wide. */
export class LineField extends TextField {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label */
  constructor(form, id, name, label, hint = "") {
    super(form, id, name, label, hint, { rows: 1 });
    const stay = (/** @type {any} */ event) => event.key === "Enter" && !event.shiftKey && event.preventDefault();
    this.control.addEventListener("keydown", stay);
  }

  read() {
    return this.control.value.replace(/\s*[\r\n]+\s*/g, " ");
  }

  /** @param {string} said */
  isTyping(said) {
    return this.read().trim() === said;
  }
}

/** Lines of text; blanks around a line are no news while somebody types. */
export class LinesField extends TextField {
  /** @param {string} said */
  isTyping(said) {
    const lines = this.control.value.split("\n").map((line) => line.trim());
    return lines.filter(Boolean).join("\n") === said;
  }
}

/** @extends {Field<HTMLInputElement>} */
export class NumberField extends Field {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label
   * @param {{ min: number, max: number, step?: number, needed?: boolean, hint?: string }} limits */
  constructor(form, id, name, label, { min, max, step = 1, needed = false, hint = "" }) {
    const inputMode = step < 1 ? "decimal" : "numeric";
    super(form, id, name, label, make("input", { type: "number", min, max, step, inputMode }), hint);
    this.node.classList.add("sk-short");
    this.needed = needed;
    this.saveTyped();
    this.control.addEventListener("blur", () => this.isComplete() || this.patch());
  }

  isComplete() {
    return !this.control.validity.badInput && !(this.needed && this.control.value === "");
  }

  /** @param {string} said */
  isTyping(said) {
    return !this.isComplete() || Number(this.control.value) === Number(said);
  }

  read() {
    return this.control.value === "" ? null : Number(this.control.value);
  }
}

/** @extends {Field<HTMLInputElement>} */
export class DateField extends Field {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label */
  constructor(form, id, name, label, needed = false) {
    super(form, id, name, label, make("input", { type: "date", min: "2000-01-01", max: "2100-12-31" }));
    this.node.classList.add("sk-short");
    this.needed = needed;
    this.saveTyped();
    this.control.addEventListener("blur", () => this.patch());
  }

  /** While a year is being typed, its first digits make a date too. */
  isComplete() {
    const { validity, value } = this.control;
    return !validity.badInput && !validity.rangeUnderflow && !(this.needed && value === "");
  }

  isTyping() {
    return true;
  }

  read() {
    return this.control.value || null;
  }
}

/** @extends {Field<HTMLSelectElement>} */
export class ChoiceField extends Field {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label
   * @param {(value: string) => unknown} convert from the value of an option */
  constructor(form, id, name, label, convert = String) {
    super(form, id, name, label, make("select"));
    this.control.addEventListener("change", () => this.save());
    this.convert = convert;
    this.offered = "";
  }

  /** Choices are [value, words], or [group, [choices]]. @param {any[]} choices */
  offer(choices) {
    const now = JSON.stringify(choices);
    if (this.offered === now) return;
    this.offered = now;
    this.control.replaceChildren(...options(choices));
  }

  isTyping() {
    return false;
  }

  read() {
    return this.control.value === "" ? null : this.convert(this.control.value);
  }
}

/** @extends {Field<HTMLInputElement>} */
export class TickField extends Field {
  /** @param {Form} form @param {string} id @param {string} name @param {string} label */
  constructor(form, id, name, label) {
    super(form, id, name, label, make("input", { type: "checkbox" }));
    this.node.classList.add("sk-tick");
    this.node.prepend(this.control);
    this.control.addEventListener("change", () => this.save());
  }

  read() {
    return this.control.checked;
  }

  patch() {
    this.control.checked = Boolean(this.said);
    this.patchProblem();
  }
}
