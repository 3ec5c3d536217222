// Action: one action of the plan with all that makes it real: proof, cue, obstacle, buddy, date.

import { button, make, say } from "../base/dom.js";
import { ChoiceField, DateField, LineField, NumberField, TextField, TickField } from "../base/fields.js";
import { plural, t } from "../base/words.js";

const CUE = "A moment that comes by itself, and a first act of a few minutes.";
const ALOUD = "Once you say when and what, you can read the sentence aloud here.";

/**
 * @param {import("../base/form.js").Form} form
 * @param {string} id
 * @param {string} buddies the id of a list of names
 * @param {() => void} stay put the focus where it cannot go
 */
export function actionCard(form, id, buddies, stay) {
  const { saving } = form;
  const isOwn = id.startsWith("own_");
  const line = (/** @type {string} */ name, /** @type {string} */ label, hint = "") =>
    new LineField(form, id, name, label, hint);
  const step = line("step", "What I do");
  const problem = line("real_problem", "Whose real problem does it solve?", "Not a toy: somebody waits for it.");
  const constraint = line("real_constraint", "Which real limit does it have to meet?", "Time, cost, data, rules.");
  const proof = line("done_when", "What will show that it is done?", "Agree on it with somebody now.");
  const partner = new ChoiceField(form, id, "paired_with", "Which communication action goes with it?");
  const cue = [
    new TextField(form, id, "when", "When", "for example: it is Tuesday, nine o'clock"),
    new TextField(form, id, "where", "Where", "for example: at my desk, headphones on"),
    line("act", "Then I", "the first act, for example: open the list and mark ten cases"),
  ];
  const obstacle = "For you: it goes into no calendar and onto no printed page.";
  const buddy = "A name is enough. Tell that person.";
  const who = [
    line("obstacle", "What in you could get in the way?", obstacle),
    new TextField(form, id, "buddy", "Who will ask you about it?", buddy, { list: buddies }),
  ];
  const help = new TextField(form, id, "resource", "What helps?", "A book, a course, a link; optional.");
  const horizon = new ChoiceField(form, id, "horizon", "By", Number);
  const due = new DateField(form, id, "due", "Or by my own date");
  const hours = new NumberField(form, id, "hours", "Hours", { min: 1, max: 200, needed: true, hint: "a guess" });
  const kind = new ChoiceField(form, id, "kind", "Kind");
  const builds = new ChoiceField(form, id, "builds", "Skill that it builds");
  const stage = new ChoiceField(form, id, "stage", "Which move it is", Number);
  const project = new ChoiceField(form, id, "writes_up", "It is the write-up of");
  const shows = new TickField(form, id, "shows", "Others can see or use what comes of it");
  const own = [kind, builds, stage, project, shows];
  const fields = [step, problem, constraint, proof, partner, ...cue, ...who, help, horizon, due, hours, ...own];

  const title = make("span", { dir: "auto" });
  const facts = make("span.sk-soft");
  const sentence = make("p.sk-aloud", { dir: "auto" });
  const nodes = (/** @type {{ node: Node }[]} */ some) => some.map((field) => field.node);
  const ownPart = make(
    "fieldset.sk-cue",
    make("legend", "About this action of your own"),
    make("div.sk-pair", ...nodes(own)),
  );
  const more = make(
    "details.sk-more",
    make("summary", "More about this action"),
    ...nodes([step, problem, constraint, proof, partner, help]),
    make("div.sk-row", ...nodes([horizon, due, hours])),
    ownPart,
  );
  let unfolded = false;
  const begin = make("legend", "How will you begin?");
  const node = make(
    "details.sk-card.sk-action",
    make("summary", title, facts),
    make("fieldset.sk-cue", begin, make("p.sk-soft", CUE), ...nodes(cue), sentence),
    ...nodes(who),
    more,
    button("Take it out of the plan", () => drop(), "sk-quiet"),
  );

  function drop() {
    stay();
    saving.change(id, "in", false);
  }

  /** Open the card and put the focus on a field. @param {string} name */
  function go(name) {
    node.open = true;
    const field = fields.find((one) => one.name === (name === "cue" ? "when" : name)) ?? step;
    if (more.contains(field.node)) more.open = true;
    field.control.focus();
  }

  /** @param {number} place */
  function patch(place) {
    const entry = saving.entry(id);
    const kinds = new Map(form.page.words.kinds);
    const card = form.page.cards[id] ?? { by: "", said: "", open: [] };
    const count = card.open.length;
    const open = count ? plural("{count} thing open", "{count} things open", count) : t("all said");
    say(title, `${place}. ${entry.step}`);
    const { hours } = entry;
    say(facts, t(" {kind}, {hours} hours, {by}; {open}", { kind: kinds.get(entry.kind), hours, by: card.by, open }));
    offer(entry);
    for (const field of fields) field.patch();
    problem.node.hidden = !(entry.needs_real_problem || entry.real_problem || isOwn);
    constraint.node.hidden = !(entry.needs_real_constraint || entry.real_constraint || isOwn);
    say(due.hint, entry.due ? "this one counts" : "");
    partner.node.hidden = entry.kind !== "technical";
    ownPart.hidden = !isOwn;
    // What a person wrote is shown; what comes with an action on offer is not yet theirs.
    if (!unfolded && (isOwn || [problem, constraint, help, due].some((field) => field.said))) {
      unfolded = more.open = true;
    }
    say(sentence, card.said ? t("Read it aloud once: “{said}”", { said: card.said }) : ALOUD);
  }

  /** @param {Record<string, any>} entry */
  function offer(entry) {
    /** @type {{ order: string[], days: Record<string, string>, words: Record<string, any[]> }} */
    const { order, days, words } = /** @type {any} */ (form.page);
    /** The other actions of a kind, and the one that was chosen. @param {string} of @param {string} keep */
    const others = (of, keep) => [
      ...order
        .filter((other) => other !== id && saving.entry(other).kind === of)
        .map((other) => [other, saving.entry(other).step ?? other]),
      ...(keep && !order.includes(keep) ? [[keep, t("{action} (not in the plan)", { action: keep })]] : []),
    ];
    partner.offer([["", "None yet"], ...others("communication", entry.paired_with)]);
    horizon.offer([["", "Open"], ...words.horizons.map((number) => [number, days[number]])]);
    kind.offer(words.kinds);
    builds.offer([["", "Not said"], ...words.skills]);
    stage.node.hidden = !words.moves.length;
    stage.offer([["", "None of them"], ...words.moves.map(([number, name]) => [number, `${number}. ${name}`])]);
    project.offer([["", "No project"], ...others("technical", entry.writes_up)]);
  }
  return { id, node, fields, step, go, patch };
}
