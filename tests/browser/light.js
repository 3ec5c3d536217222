// The light page: widgets in the kit's own host, joined to a real Python over a WebSocket.

import { Host, VIEW } from "/site/host.js";

class Bench extends Host {
  // Draws plotly's figures, as JupyterLab does beside its widgets.
  rendermime = {
    createRenderer(type) {
      const node = document.createElement("div");
      return { node, renderModel: ({ data }) => draw(node, data[type]) };
    },
  };

  // All that Python has said so far stands on the page.
  async idle() {
    while (!(await this.isHeard())); // a kernel that just ended answers nothing
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

  hear(message) {
    if (message.kind === "heard") this.heard();
    else super.hear(message);
  }

  async fill(node, bundle) {
    if (!(VIEW in bundle) && "text/html" in bundle) node.innerHTML = bundle["text/html"];
    else return super.fill(node, bundle);
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
document.addEventListener(
  "keydown",
  (event) => {
    if (modifiers.includes(event.key)) return;
    if (!event.target.closest("[data-lm-suppress-shortcuts]")) taken.push(event.key);
  },
  true,
);

const theme = document.createElement("link");
theme.rel = "stylesheet";
const paint = (name) =>
  new Promise((done) => {
    theme.onload = done;
    theme.href = `/themes/theme-${name}-extension/index.css`;
    document.documentElement.style.background = "var(--jp-layout-color0)";
    document.body.dataset.jpThemeLight = name === "light";
    document.head.append(theme);
  });

const wire = new Wire(`ws://${location.host}/wire`);
const main = document.querySelector("main");
const host = new Bench(wire, (_place, node) => main.append(node));
const painted = paint("light");
window.light = { wire, taken, paint, idle: () => Promise.all([painted, host.idle()]) };
