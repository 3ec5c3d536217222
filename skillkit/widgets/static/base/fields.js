// Fields: native inputs that save themselves when typing pauses, and say what could not be saved.

import { make, say } from "./dom.js";

const PAUSE = 400; // milliseconds without a keystroke, after which a text is saved

class Field {
  constructor(form, id, name, label, control, hint = "") {
    Object.assign(this, { form, id, name, control });
    const key = `${form.name}-${id}-${name}`;
    control.id = key;
    control.setAttribute("aria-describedby", `${key}-hint ${key}-no`);
    this.problem = make("p", { id: `${key}-no`, className: "sk-problem", hidden: true });
    this.label = make("label", { for: key }, label);
    this.hint = make("span", { id: `${key}-hint`, className: "sk-soft" }, hint);
    this.node = make("div", { className: "sk-field" }, this.label, " ", this.hint, control, this.problem);
  }

  save(wait = 0) {
    this.form.saving.change(this.id, this.name, this.read(), wait);
  }

  get said() {
    return this.form.saving.entry(this.id)[this.name] ?? null;
  }

  read() {
    return this.control.value;
  }

  // Bring the control to what is true, without touching what the person is typing.
  patch() {
    const said = String(this.said ?? "");
    const typing = this.control === this.control.getRootNode().activeElement;
    if (this.control.value !== said && !(typing && this.isTyping(said))) this.control.value = said;
    this.patchProblem();
  }

  isTyping(said) {
    return this.control.value.trim() === said;
  }

  patchProblem() {
    const { refused } = this.form.saving;
    const no = refused.get(`${this.id} ${this.name}`)?.sentence;
    say(this.problem, no ? `Not saved. ${no}` : "");
    this.problem.hidden = !no;
    this.control.setAttribute("aria-invalid", String(Boolean(no)));
  }
}

export class TextField extends Field {
  constructor(form, id, name, label, hint = "", { rows = 0, list = "" } = {}) {
    const control = rows ? make("textarea", { rows }) : make("input", { type: "text", autocomplete: "off" });
    if (list) control.setAttribute("list", list);
    super(form, id, name, label, control, hint);
    control.addEventListener("input", () => this.save(PAUSE));
    control.addEventListener("change", () => form.saving.flush());
  }
}

// One line of text that may be longer than the screen is wide.
export class LineField extends TextField {
  constructor(form, id, name, label, hint = "") {
    super(form, id, name, label, hint, { rows: 1 });
    this.control.addEventListener("keydown", (event) => event.key === "Enter" && !event.shiftKey && event.preventDefault());
  }

  read() {
    return this.control.value.replace(/\s*[\r\n]+\s*/g, " ");
  }

  isTyping(said) {
    return this.read().trim() === said;
  }
}

export class NumberField extends Field {
  constructor(form, id, name, label, hint, { min, max, step = 1, needed = false }) {
    const control = make("input", { type: "number", min, max, step, inputMode: step < 1 ? "decimal" : "numeric" });
    super(form, id, name, label, control, hint);
    this.node.classList.add("sk-short");
    this.needed = needed;
    control.addEventListener("input", () => this.isComplete() && this.save(PAUSE));
    control.addEventListener("change", () => form.saving.flush());
    control.addEventListener("blur", () => this.isComplete() || this.patch());
  }

  isComplete() {
    return !this.control.validity.badInput && !(this.needed && this.control.value === "");
  }

  isTyping(said) {
    return !this.isComplete() || Number(this.control.value) === Number(said);
  }

  read() {
    return this.control.value === "" ? null : Number(this.control.value);
  }
}

export class DateField extends Field {
  constructor(form, id, name, label, hint = "", { needed = false } = {}) {
    const control = make("input", { type: "date", min: "2000-01-01", max: "2100-12-31" });
    super(form, id, name, label, control, hint);
    this.node.classList.add("sk-short");
    this.needed = needed;
    control.addEventListener("input", () => this.isComplete() && this.save(PAUSE));
    control.addEventListener("change", () => form.saving.flush());
    control.addEventListener("blur", () => this.patch());
  }

  // While a year is being typed, its first digits make a date too.
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

export class ChoiceField extends Field {
  constructor(form, id, name, label, hint = "", read = (value) => value) {
    super(form, id, name, label, make("select"), hint);
    this.control.addEventListener("change", () => this.save());
    this.own = read;
    this.offered = null;
  }

  // Choices are [value, words], or [group, [choices]].
  offer(choices) {
    const now = JSON.stringify(choices);
    if (this.offered === now) return;
    this.offered = now;
    const option = ([value, words]) => make("option", { value }, words);
    this.control.replaceChildren(...choices.map((choice) => Array.isArray(choice[1])
      ? make("optgroup", { label: choice[0] }, ...choice[1].map(option))
      : option(choice)));
  }

  isTyping() {
    return false;
  }

  read() {
    return this.control.value === "" ? null : this.own(this.control.value);
  }
}

export class TickField extends Field {
  constructor(form, id, name, label, hint = "") {
    super(form, id, name, label, make("input", { type: "checkbox" }), hint);
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
