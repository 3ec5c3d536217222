// The least page that a widget's script can live in: anywidget's front end without Jupyter.
//
// A `wire` joins the page to Python: `wire.send({id, data}, buffers)`, and `wire.hear` is called with
// each message of kernel.py, its buffers in `buffers`. Here it is a WebSocket; a worker's
// postMessage would serve as well. A script sees `model` (get, set, save_changes, send, on, off), `el`
// and `widget_manager.get_model`, and gives initialize and render, each with a clean-up.

class Model {
  constructor(id, wire, host) {
    Object.assign(this, { id, wire, widget_manager: host });
    this.state = {};
    this.changed = new Set();
    this.listeners = [];
  }

  get(name) {
    return this.state[name];
  }

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

  send(content, _callbacks, buffers = []) {
    this.wire.send({ id: this.id, data: { method: "custom", content } }, buffers);
  }

  on(event, listener) {
    this.listeners.push([event, listener]);
  }

  off(event, listener) {
    this.listeners = this.listeners.filter(([one, other]) =>
      (event && one !== event) || (listener && other !== listener));
  }

  tell(event, ...words) {
    for (const [own, listener] of [...this.listeners]) if (own === event) listener(...words);
  }

  // --- What Python says ---------------------------------------------------------------------

  hear({ data, buffers }) {
    if (data.method === "custom") return this.tell("msg:custom", data.content, buffers);
    if (data.state) this.take(data, buffers);
  }

  take({ state, buffer_paths = [] }, buffers) {
    buffer_paths.forEach((path, i) => {
      const place = path.slice(0, -1).reduce((within, name) => within[name], state);
      place[path.at(-1)] = buffers[i];
    });
    Object.assign(this.state, state);
    for (const name of Object.keys(state)) this.tell(`change:${name}`, state[name]);
    this.tell("change");
    if ("_esm" in state) this.ready ??= this.load(); // a layout, say, has no script
  }

  async load() {
    const url = URL.createObjectURL(new Blob([this.get("_esm")], { type: "text/javascript" }));
    const { default: script } = await import(url);
    URL.revokeObjectURL(url);
    this.script = typeof script === "function" ? await script() : script;
    this.leave = await this.script.initialize?.({ model: this });
  }

  async render(el) {
    await this.ready;
    return this.script.render?.({ model: this, el });
  }
}

class Host {
  constructor(wire, place) {
    this.models = new Map();
    this.places = new Map(); // name -> {node, close}
    Object.assign(this, { wire, place });
    wire.hear = (message) => this[message.kind](message);
  }

  // Draws plotly's figures, as JupyterLab does beside its widgets.
  rendermime = {
    createRenderer(type) {
      const node = document.createElement("div");
      return { node, renderModel: ({ data }) => draw(node, data[type]) };
    },
  };

  get_model(id) {
    return this.models.has(id) ? Promise.resolve(this.models.get(id)) : Promise.reject(new Error(id));
  }

  open(message) {
    this.models.set(message.id, new Model(message.id, this.wire, this));
    this.msg(message);
  }

  msg(message) {
    this.models.get(message.id)?.hear(message);
  }

  close({ id }) {
    this.models.get(id)?.leave?.();
    this.models.delete(id);
  }

  clear() {
    for (const { node, close } of this.places.values()) {
      close?.then((done) => done?.());
      node.remove();
    }
    this.places.clear();
  }

  // An output; shown again in the same place it takes the place of what was there.
  show({ place, bundle }) {
    const node = document.createElement("div");
    const before = this.places.get(place);
    if (before) before.node.replaceWith(node);
    else this.place.append(node);
    this.places.set(place, { node, close: this.fill(node, bundle) });
  }

  raised({ text }) {
    console.error(text);
  }

  // All that Python has said so far stands on the page.
  async idle() {
    while (!(await this.isHeard())) continue; // a kernel that just ended answers nothing
    await Promise.all([...this.places.values()].map(({ close }) => close));
  }

  async isHeard() {
    await this.wire.opened;
    return new Promise((answer) => {
      this.heard = () => answer(true);
      const { socket } = this.wire;
      socket.addEventListener("close", () => answer(false));
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ask: "heard" }));
    });
  }

  async fill(node, bundle) {
    const view = bundle["application/vnd.jupyter.widget-view+json"];
    if (view) return (await this.get_model(view.model_id)).render(node);
    if ("text/html" in bundle) node.innerHTML = bundle["text/html"];
    else node.textContent = bundle["text/plain"];
  }
}

let plotly;
async function draw(node, { data, layout, config }) {
  plotly ??= import("/plotly/plotly.min.js");
  await plotly;
  await window.Plotly.newPlot(node, data, layout, config);
}

// The wire as a WebSocket, which comes back when the kernel does. What is sent meanwhile is lost.
// A test holds messages back, or loses them.
class Wire {
  constructor(url) {
    this.url = url;
    this.held = null; // messages to the kernel, while they are held
    this.loses = () => false; // whether a message never arrives
    this.connect();
  }

  connect() {
    this.opened = new Promise((done) => this.join(done));
  }

  join(done) {
    this.socket = new WebSocket(this.url);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = ({ data }) => this.take(data);
    this.socket.onopen = done;
    this.socket.onclose = () => {
      this.opened = new Promise((again) => setTimeout(() => this.join(again), 20));
    };
  }

  take(frame) {
    if (typeof frame === "string") this.coming = { ...JSON.parse(frame), parcels: [] };
    else this.coming.parcels.push(new DataView(frame));
    const { parcels, buffers, ...message } = this.coming;
    if (parcels.length === buffers) this.hear({ ...message, buffers: parcels });
  }

  send(message, buffers = []) {
    if (this.loses(message)) return;
    if (this.held) return this.held.push([message, buffers]);
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ ...message, buffers: buffers.length }));
    for (const buffer of buffers) this.socket.send(buffer);
  }

  hold() {
    this.held = [];
  }

  release() {
    const held = this.held;
    this.held = null;
    for (const [message, buffers] of held) this.send(message, buffers);
  }
}

// JupyterLab and Notebook 7 take keys on their way down, unless the target says that it keeps them.
const taken = [];
const modifiers = ["Alt", "Control", "Meta", "Shift"];
document.addEventListener("keydown", (event) => {
  if (modifiers.includes(event.key)) return;
  if (!event.target.closest("[data-lm-suppress-shortcuts]")) taken.push(event.key);
}, true);

const theme = document.createElement("link");
theme.rel = "stylesheet";
const paint = (name) => new Promise((done) => {
  theme.onload = done;
  theme.href = `/themes/theme-${name}-extension/index.css`;
  document.documentElement.style.background = "var(--jp-layout-color0)";
  document.body.dataset.jpThemeLight = name === "light";
  document.head.append(theme);
});

const wire = new Wire(`ws://${location.host}/wire`);
const host = new Host(wire, document.querySelector("main"));
const painted = paint("light");
window.light = { wire, taken, paint, idle: () => Promise.all([painted, host.idle()]) };
