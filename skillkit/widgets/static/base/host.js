// Screen: opens the code and the page that Python sends packed, and keeps the page whole.
// It is the one module that travels as it is; the others come through `open(page, send)`.

async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

async function imported(code) {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const module = await import(url);
  URL.revokeObjectURL(url);
  return module;
}

// On a busy page, anywidget gives a model up that is not ready after two seconds: it shows, but hears
// nothing from Python any more. So what Python says goes straight to the model that all others share.
async function hearing(manager, id) {
  try {
    const model = await manager.get_model(id);
    let heard;
    for (let own = model; own; own = Object.getPrototypeOf(own)) {
      if (Object.hasOwn(own, "_handle_comm_msg")) heard = own._handle_comm_msg;
    }
    model.comm.on_msg((message) => heard.call(model, message));
  } catch {
    // Another kind of page: it hears as it always did.
  }
}

function within(milliseconds, task) {
  return Promise.race([task, new Promise((done) => setTimeout(done, milliseconds))]);
}

// Keep plain keys from the notebook around. Without this, JupyterLab and Notebook 7 take arrows, "a",
// "b" and "m" from an input that stands in an output: they leave the form, add cells, or turn the
// form's cell into text. Both leave a key alone whose target carries this attribute; it is set before
// they look, since Notebook 7 looks on the way down. Escape leads out of the form to its cell, and
// Shift+Enter still runs the cell.
const EDITING = /^(Arrow.*|Backspace|Delete|Home|End|[acmvxyz])$/i;

function keepKeys(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey;
  const leaves = event.key === "Escape" || (event.key === "Enter" && event.shiftKey);
  const kept = command ? EDITING.test(event.key) : !leaves;
  const target = event.composedPath()[0];
  target.toggleAttribute?.("data-lm-suppress-shortcuts", kept);
  if (event.key === "Escape" && !command) target.closest?.(".jp-Cell")?.focus();
}

// A browser that is slow to unpack must not miss a message, nor let anywidget give the model up:
// so listeners are set at once, and what they do waits until the screen is ready.
export default () => {
  let screen, look, version, id, page, ready;
  return {
    initialize({ model }) {
      const send = (message) => {
        try {
          model.send(message);
        } catch {
          // The kernel is gone; whoever expects an answer will notice.
        }
      };
      const open = async () => {
        const coming = unpacked(model.get("_page"));
        const [code, css] = await unpacked(model.get("_code"));
        const module = await imported(code);
        look = css;
        ({ version, id, ...page } = await coming);
        screen = module.open(page, send);
        // What Python said before it was heard comes with the answer to this.
        within(3000, hearing(model.widget_manager, id)).then(() => send({ kind: "hello", version }));
      };
      const turn = async () => {
        ({ version, id, ...page } = await unpacked(model.get("_page")));
        screen.turn(page);
      };
      const hear = async (message, [parcel] = []) => {
        if (parcel) message = { ...message, ...(await unpacked(parcel)) };
        const whole = !message.version || message.version === version + 1;
        version = Math.max(version, message.version ?? 0);
        screen.hear(message, whole);
        if (!whole) send({ kind: "hello", version: -1 });
      };
      // What comes is heard in its order, though opening a parcel takes a moment.
      let last = (ready = open());
      const next = (task) => (last = last.then(task).catch((error) => console.error(error)));
      model.on("change:_page", () => next(turn));
      model.on("msg:custom", (message, parcels) => next(() => hear(message, parcels)));
      return async () => {
        await ready;
        screen.close();
      };
    },
    async render({ el }) {
      await ready;
      const style = document.createElement("style");
      style.textContent = look;
      const root = document.createElement("div");
      root.className = "skillkit";
      const keys = (event) => event.composedPath().includes(root) && keepKeys(event);
      window.addEventListener("keydown", keys, true);
      el.append(style, root);
      const close = screen.render(root);
      return () => {
        window.removeEventListener("keydown", keys, true);
        close?.();
      };
    },
  };
};
