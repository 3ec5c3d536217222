// The light page: widgets in the kit's own host, joined to a real Python over a WebSocket.

import { Host, VIEW } from "/site/host.js";

/** @typedef {import("/site/host.js").Message} Message */

class Bench extends Host {
  /** @param {Wire} wire @param {(place: string, node: HTMLElement) => void} put */
  constructor(wire, put) {
    super(wire, put);
    this.wire = wire;
    this.heard = () => {};
  }

  // Draws plotly's figures, as JupyterLab does beside its widgets.
  rendermime = {
    createRenderer(/** @type {string} */ type) {
      const node = document.createElement("div");
      return { node, renderModel: (/** @type {Message} */ { data }) => draw(node, data[type]) };
    },
  };

  // All that Python has said so far stands on the page.
  async idle() {
    while (!(await this.isHeard())); // a kernel that just ended answers nothing
    await Promise.all([...this.places.values()].map(({ close }) => close));
  }

  async isHeard() {
    const { wire } = this;
    await wire.opened;
    return new Promise((answer) => {
      this.heard = () => answer(true);
      const { socket } = wire;
      socket.addEventListener("close", () => answer(false));
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ ask: "heard" }));
    });
  }

  /** @param {Message} message */
  hear(message) {
    if (message.kind === "heard") this.heard();
    else super.hear(message);
  }

  /** @param {HTMLElement} node @param {Message} bundle @returns {Promise<any>} */
  async fill(node, bundle) {
    if (!(VIEW in bundle) && "text/html" in bundle) node.innerHTML = bundle["text/html"];
    else return super.fill(node, bundle);
  }
}

/** @type {Promise<any> | undefined} */
let plotly;
const PLOTLY = "/plotly/plotly.min.js"; // typed nowhere

/** @param {HTMLElement} node @param {Message} figure */
async function draw(node, { data, layout, config }) {
  plotly ??= import(PLOTLY);
  await plotly;
  await /** @type {any} */ (window).Plotly.newPlot(node, data, layout, config);
}

// The wire as a WebSocket, which comes back when the kernel does. What is sent meanwhile is lost.
// A test holds messages back, or loses them.
class Wire {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    /** @type {[Message, any[]][] | null} */
    this.held = null; // messages to the kernel, while they are held
    /** @type {(message: Message) => boolean} */
    this.loses = () => false; // whether a message never arrives
    /** @type {(message: Message) => void} */
    this.hear = () => {};
    /** @type {Message} */
    this.coming = {};
    this.socket = new WebSocket(url);
    this.opened = this.join();
  }

  /** @returns {Promise<void>} */
  join() {
    const { socket } = this;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => this.take(data);
    socket.onclose = () => {
      this.opened = new Promise((done) => setTimeout(done, 20)).then(() => {
        this.socket = new WebSocket(this.url);
        return this.join();
      });
    };
    return new Promise((done) => {
      socket.onopen = () => done();
    });
  }

  /** @param {string | ArrayBuffer} frame */
  take(frame) {
    if (typeof frame === "string") this.coming = { ...JSON.parse(frame), parcels: [] };
    else this.coming.parcels.push(new DataView(frame));
    const { parcels, buffers, ...message } = this.coming;
    if (parcels.length === buffers) this.hear({ ...message, buffers: parcels });
  }

  /** @param {Message} message @param {any[]} [buffers] */
  send(message, buffers = []) {
    if (this.loses(message)) return;
    if (this.held) {
      this.held.push([message, buffers]);
      return;
    }
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify({ ...message, buffers: buffers.length }));
    for (const buffer of buffers) this.socket.send(buffer);
  }

  hold() {
    this.held = [];
  }

  release() {
    const { held } = this;
    this.held = null;
    for (const [message, buffers] of held ?? []) this.send(message, buffers);
  }
}

// JupyterLab and Notebook 7 take keys on their way down, unless the target says that it keeps them.
/** @type {string[]} */
const taken = [];
const modifiers = ["Alt", "Control", "Meta", "Shift"];
document.addEventListener(
  "keydown",
  (event) => {
    if (modifiers.includes(event.key)) return;
    if (!(/** @type {Element} */ (event.target).closest("[data-lm-suppress-shortcuts]"))) taken.push(event.key);
  },
  true,
);

const theme = document.createElement("link");
theme.rel = "stylesheet";
const paint = (/** @type {string} */ name) =>
  new Promise((done) => {
    theme.onload = done;
    theme.href = `/themes/theme-${name}-extension/index.css`;
    document.documentElement.style.background = "var(--jp-layout-color0)";
    document.body.dataset.jpThemeLight = String(name === "light");
    document.head.append(theme);
  });

const wire = new Wire(`ws://${location.host}/wire`);
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const host = new Bench(wire, (_place, node) => main.append(node));
const painted = paint("light");
Object.assign(window, { light: { wire, taken, paint, idle: () => Promise.all([painted, host.idle()]) } });
