// The least page that a widget's script can live in: anywidget's front end without Jupyter.
//
// A `wire` joins the page to Python: `wire.send({id, data}, buffers)`, and `wire.hear` is called with
// each message of Python, its buffers in `buffers`. It may be a worker or a WebSocket. A script sees
// `model` (get, set, save_changes, send, on, off), `el` and `widget_manager.get_model`, and gives
// initialize and render, each with a clean-up.

/**
 * @typedef {Record<string, any>} Message
 * @typedef {object} Wire
 * @property {(message: Message, buffers?: any[]) => void} send
 * @property {(message: Message) => void} hear
 * @typedef {(...words: any[]) => void} Listener
 * @typedef {{ node: HTMLElement, close: Promise<(() => void) | undefined> }} Place
 */

export const VIEW = "application/vnd.jupyter.widget-view+json";

/** @type {Map<string, Promise<any>>} */
const MODULES = new Map(); // many widgets have one script

/** @param {string} code */
function imported(code) {
  if (!MODULES.has(code)) {
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const module = import(url).finally(() => URL.revokeObjectURL(url));
    MODULES.set(code, module);
  }
  return /** @type {Promise<any>} */ (MODULES.get(code));
}

class Model {
  /** @param {string} id @param {Wire} wire @param {Host} host */
  constructor(id, wire, host) {
    this.id = id;
    this.wire = wire;
    this.widget_manager = host;
    /** @type {Record<string, any>} */
    this.state = {};
    /** @type {Set<string>} */
    this.changed = new Set();
    /** @type {[string, Listener][]} */
    this.listeners = [];
    /** @type {Promise<void> | undefined} */
    this.ready = undefined;
    /** @type {any} */
    this.script = undefined;
    /** @type {(() => Promise<void> | void) | undefined} */
    this.leave = undefined;
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {any} value */
  set(name, value) {
    this.state[name] = value;
    this.changed.add(name);
    this.tell(`change:${name}`, value);
  }

  save_changes() {
    const state = Object.fromEntries([...this.changed].map((name) => [name, this.state[name]]));
    this.changed.clear();
    this.wire.send({ id: this.id, data: { method: "update", state, buffer_paths: [] } });
  }

  /** @param {any} content @param {any} [_callbacks] @param {any[]} [buffers] */
  send(content, _callbacks, buffers = []) {
    this.wire.send({ id: this.id, data: { method: "custom", content } }, buffers);
  }

  /** @param {string} event @param {Listener} listener */
  on(event, listener) {
    this.listeners.push([event, listener]);
  }

  /** @param {string} [event] @param {Listener} [listener] */
  off(event, listener) {
    this.listeners = this.listeners.filter(
      ([one, other]) => (event && one !== event) || (listener && other !== listener),
    );
  }

  /** @param {string} event @param {...any} words */
  tell(event, ...words) {
    for (const [own, listener] of [...this.listeners]) if (own === event) listener(...words);
  }

  // --- What Python says ---------------------------------------------------------------------

  /** @param {Message} message */
  hear({ data, buffers }) {
    if (data.method === "custom") this.tell("msg:custom", data.content, buffers);
    else if (data.state) this.take(data, buffers);
  }

  /** @param {Message} data @param {any[]} buffers */
  take({ state, buffer_paths = [] }, buffers) {
    buffer_paths.forEach((/** @type {string[]} */ path, /** @type {number} */ i) => {
      const place = path.slice(0, -1).reduce((within, name) => within[name], state);
      place[/** @type {string} */ (path.at(-1))] = buffers[i];
    });
    Object.assign(this.state, state);
    for (const name of Object.keys(state)) this.tell(`change:${name}`, state[name]);
    this.tell("change");
    if ("_esm" in state) this.ready ??= this.load(); // a layout, say, has no script
  }

  async load() {
    const { default: script } = await imported(this.get("_esm"));
    this.script = typeof script === "function" ? await script() : script;
    this.leave = await this.script.initialize?.({ model: this });
  }

  /** @param {HTMLElement} el */
  async render(el) {
    await this.ready;
    return this.script.render?.({ model: this, el });
  }
}

export class Host {
  /** @param {Wire} wire @param {(place: string, node: HTMLElement, filled: Promise<any>) => void} put */
  constructor(wire, put) {
    this.wire = wire;
    this.put = put;
    /** @type {Map<string, Model>} */
    this.models = new Map();
    /** @type {Map<string, Place>} */
    this.places = new Map();
    wire.hear = (message) => this.hear(message);
  }

  /** @param {Message} message */
  hear(message) {
    if (message.kind === "open") this.models.set(message.id, new Model(message.id, this.wire, this));
    if (message.kind === "open" || message.kind === "msg") this.models.get(message.id)?.hear(message);
    if (message.kind === "close") this.close(message.id);
    if (message.kind === "clear") this.clear();
    if (message.kind === "show") this.show(message);
    if (message.kind === "raised") console.error(message.text);
  }

  /** @param {string} id */
  async get_model(id) {
    const model = this.models.get(id);
    if (!model) throw new Error(`There is no widget ${id}.`);
    return model;
  }

  /** @param {string} id */
  close(id) {
    this.models.get(id)?.leave?.();
    this.models.delete(id);
  }

  /** Take away all that is shown; what a form still had to say has been said when this is done. */
  async clear() {
    const places = [...this.places.values()];
    this.places.clear();
    await Promise.all(
      places.map(async ({ node, close }) => {
        (await close)?.();
        node.remove();
      }),
    );
  }

  /** An output; shown again in the same place it takes the place of what was there.
   * @param {Message} message */
  show({ place, bundle }) {
    const node = document.createElement("div");
    const close = this.fill(node, bundle);
    const before = this.places.get(place);
    this.places.set(place, { node, close });
    if (before) before.node.replaceWith(node);
    else this.put(place, node, close);
  }

  /** @param {HTMLElement} node @param {Message} bundle @returns {Promise<any>} */
  async fill(node, bundle) {
    const view = bundle[VIEW];
    if (view) return (await this.get_model(view.model_id)).render(node);
    node.textContent = bundle["text/plain"];
  }
}
